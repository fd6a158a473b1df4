"""The status of a progress marker, and the four reasons for having none."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """Fully, partly or not met."""

    FULLY = "fully"
    PARTLY = "partly"
    NOT = "not"

    @property
    def rank(self) -> int:
        """2 for fully, 1 for partly, 0 for not: a higher rank is more progress."""
        return {Status.FULLY: 2, Status.PARTLY: 1, Status.NOT: 0}[self]


class NoStatus(StrEnum):
    """Why a marker has no status; never to be confused with *not met* (rules, section 4)."""

    NO_TARGET = "no_target"
    NOT_DUE = "not_due"
    NOT_APPLICABLE = "not_applicable"
    NOT_REPORTED = "not_reported"


STATUS_TITLES: dict[Status | NoStatus, str] = {
    Status.FULLY: "Fully met",
    Status.PARTLY: "Partly met",
    Status.NOT: "Not met",
    NoStatus.NO_TARGET: "No target",
    NoStatus.NOT_DUE: "Not due",
    NoStatus.NOT_APPLICABLE: "Not applicable",
    NoStatus.NOT_REPORTED: "Not reported",
}
