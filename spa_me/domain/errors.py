"""What can go wrong for a person: what happened, what was kept, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class UserError(Exception):
    """Something a person can understand and mend; its text is shown as it stands.

    Args:
        what: what happened, in one sentence.
        kept: what was kept or left untouched.
        do: what the person can do now.
    """

    def __init__(self, what: str, *, kept: str = "", do: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.kept = kept
        self.do = do

    def __str__(self) -> str:
        return " ".join(part for part in (self.what, self.kept, self.do) if part)


class NotFoundError(UserError):
    """A code or name that the workspace or framework does not hold."""


class RefusedError(UserError):
    """A change that a rule does not allow."""


class ReadOnlyError(UserError):
    """A change to a workspace that was opened for reading only."""


class Severity(StrEnum):
    """How much a finding matters."""

    CRITICAL = "critical"
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found wrong in input: where it is, what it is, what is expected.

    Attributes:
        where: the place in the input: a key path, `row 7, column value`, a cell; empty where what
            is wrong names it.
        what: the problem, in one sentence.
        expected: what would be right; may be empty.
        severity: an error keeps the row out; a warning does not.
    """

    where: str
    what: str
    expected: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        text = f"{self.where}: {self.what}" if self.where else self.what
        return f"{text}; expected {self.expected}" if self.expected else text


class InputError(UserError):
    """Input that could not be taken in, with every finding and not only the first."""

    def __init__(self, source: str, findings: list[Finding], *, kept: str = "") -> None:
        self.source = source
        self.findings = tuple(findings)
        problems = "1 problem" if len(findings) == 1 else f"{len(findings)} problems"
        super().__init__(f"{source} has {problems}.", kept=kept)

    def __str__(self) -> str:
        lines = [super().__str__(), *(f"  {self.source}: {finding}" for finding in self.findings)]
        return "\n".join(lines)
