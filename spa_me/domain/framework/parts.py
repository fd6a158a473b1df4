"""The parts around the results: plan, levels, reporting units, periods, dimensions."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from spa_me.domain.framework.text import Code, Text

UNKNOWN = "unknown"


class Part(BaseModel):
    """A frozen piece of a definition; a key that is not known is refused, not ignored."""

    # Deferred: only a whole definition is ever checked, and the checks of its pieces are part of
    # its own.
    model_config = ConfigDict(frozen=True, extra="forbid", str_max_length=20_000, defer_build=True)


class PlanKind(StrEnum):
    """What sort of plan a framework belongs to."""

    SPA = "spa"
    NPA = "npa"
    PROGRAMME = "programme"


class Plan(Part):
    """An SPA, an NPA or a programme: who owns it and the years it covers."""

    code: Code
    kind: PlanKind
    title: Text
    owner: Text
    start: date | None = None
    end: date | None = None


class Level(Part):
    """A level of the results tree, from the top: outcome, output, activity result."""

    code: Code
    title: Text


class UnitKind(StrEnum):
    """A country's task force secretariat, or the regional secretariat."""

    COUNTRY = "country"
    REGION = "region"


class ReportingUnit(Part):
    """Who reports.

    Attributes:
        currency: ISO 4217 code of the unit's local currency; empty where none is needed.
        income_class: a group in which co-funding is compared, such as `upper middle income`.
    """

    code: Code
    name: Text
    kind: UnitKind = UnitKind.COUNTRY
    currency: str = Field(default="", pattern=r"^([A-Z]{3})?$")
    income_class: str = ""


class Period(Part):
    """A reporting period, both days included."""

    code: Code
    title: Text
    start: date
    end: date

    @property
    def months(self) -> int:
        """The number of calendar months that the period touches."""
        return months_between(self.start, self.end)


def months_between(start: date, end: date) -> int:
    """Return how many calendar months lie between two days, the first and last one included."""
    return (end.year - start.year) * 12 + end.month - start.month + 1


class Category(Part):
    """One part of a breakdown."""

    code: Code
    title: Text


class Dimension(Part):
    """A breakdown of values: sex, age, nationality.

    Attributes:
        categories: its parts; *unknown* need not be among them, since it may always be used.
    """

    code: Code
    title: Text
    categories: tuple[Category, ...] = Field(min_length=1)

    @property
    def category_codes(self) -> tuple[str, ...]:
        """The codes that a breakdown may use, *unknown* always included."""
        return tuple(dict.fromkeys([*(category.code for category in self.categories), UNKNOWN]))


class Note(Part):
    """Something a reader of the figures has to know, such as a discrepancy in the source.

    Attributes:
        about: the code of the result, indicator, marker, unit or `framework` it speaks of.
    """

    about: Code
    text: Text
    source: str = ""
