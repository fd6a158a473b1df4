"""Why a package is refused: a sentence for people, and a code that stays the same."""

from __future__ import annotations

from enum import StrEnum

from spa_me.domain.errors import UserError


class Refusal(StrEnum):
    """The cause, for tests and JSON; a code never changes its meaning."""

    NOT_A_PACKAGE = "not_a_package"
    TOO_LARGE = "too_large"
    TOO_MANY_MEMBERS = "too_many_members"
    DAMAGED = "damaged"
    STRUCTURE = "structure"
    MEMBER_NAME = "member_name"
    DUPLICATE_MEMBER = "duplicate_member"
    MEMBER_KIND = "member_kind"
    RATIO = "ratio"
    UNLISTED_MEMBER = "unlisted_member"
    MISSING_MEMBER = "missing_member"
    CHANGED_MEMBER = "changed_member"
    ENVELOPE = "envelope"
    PAYLOAD_TYPE = "payload_type"
    JSON = "json"
    MANIFEST = "manifest"
    NEWER_FORMAT = "newer_format"
    MUST_UNDERSTAND = "must_understand"
    CONTENT = "content"
    TOTALS = "totals"
    EVIDENCE = "evidence"
    OTHER_OFFICE = "other_office"
    WRONG_SENDER = "wrong_sender"
    NO_KEY_FITS = "no_key_fits"
    TOO_SLOW = "too_slow"
    TOO_MUCH_MEMORY = "too_much_memory"
    READER_FAILED = "reader_failed"
    SIGNATURE = "signature"
    REPLAYED = "replayed"
    LIST_BEFORE_MISSING = "list_before_missing"
    STARTS_ANEW = "starts_anew"


_ASK_AGAIN = "Ask the office that sent it to send it again."
_ASK_WHY = "Ask the office that sent it how the file was made; do not take its figures from it."
_NEWER = "Use a newer version of SPA-ME to open it."
_DO: dict[Refusal, str] = {
    Refusal.NOT_A_PACKAGE: "Choose the file that the other office sealed, as it came.",
    Refusal.TOO_LARGE: "Ask the office that sent it for smaller evidence files.",
    Refusal.DAMAGED: _ASK_AGAIN,
    Refusal.CHANGED_MEMBER: _ASK_AGAIN,
    Refusal.MISSING_MEMBER: _ASK_AGAIN,
    Refusal.NEWER_FORMAT: _NEWER,
    Refusal.MUST_UNDERSTAND: _NEWER,
    Refusal.OTHER_OFFICE: "Pass it on to the office that it is for.",
    Refusal.NO_KEY_FITS: "If your own office sealed it, send it on: only the office that it is for "
    "can open it. Else ask the sender to encrypt it to your office's present key.",
    Refusal.LIST_BEFORE_MISSING: "Take in the list before it first, or ask the region for it.",
    Refusal.STARTS_ANEW: "Call the regional secretariat on a number that you knew before. Only if "
    "it says that it lost its key or its workspace, let this list replace the one in use.",
    Refusal.REPLAYED: "Nothing needs to be done: a newer list is in use.",
}


_DAMAGED = "The file was damaged on the way, or cut off"
_PLAIN: dict[Refusal, str] = {
    Refusal.DAMAGED: _DAMAGED,
    Refusal.CHANGED_MEMBER: _DAMAGED,
    Refusal.STRUCTURE: "The file is not built as SPA-ME builds one",
}
"""What it comes to, before what only somebody who knows the format understands."""


class PackageRefusedError(UserError):
    """A package that is not taken in.

    Attributes:
        reason: the stable code.
        where: the place in the file: `data/values.ndjson, line 7, number`; may be empty.
    """

    def __init__(self, reason: Refusal, what: str, where: str = "", *, do: str = "") -> None:
        exactly = f"{where}: {what}" if where else what
        plain = "" if what.endswith(".") else _PLAIN.get(reason)  # what is a sentence is plain
        super().__init__(
            f"{plain} ({exactly})." if plain else exactly,
            kept="The file was not changed, and nothing of it was taken in.",
            do=do or _DO.get(reason, _ASK_WHY),
        )
        self.reason = reason
        self.problem = what
        self.where = where
