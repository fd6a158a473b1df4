"""What can go wrong for a person: what happened, what was kept, what to do."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
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


class FileError(UserError):
    """The disk, the folder or a file did not do what was needed."""


class SavedButError(UserError):
    """Something was saved, and what had to follow it failed.

    Args:
        saved: what was saved, as a sentence without its end: `The submission was sealed`.
        why: what failed then, in a sentence.
        do: what the person can do now.
    """

    def __init__(self, saved: str, why: str, *, do: str = "") -> None:
        kept = "What was saved is kept; doing it again does not save it twice."
        super().__init__(f"{saved} and is saved, but then this went wrong: {why}", kept=kept, do=do)


class OutcomeUnknownError(UserError):
    """Whether a change was saved could not be found out."""


@contextmanager
def after_saving(saved: str, *, do: str = "") -> Generator[None]:
    """Stand around what follows a commit: a disk that fails there takes back nothing.

    Args:
        saved: what was saved, as `SavedButError` takes it.
        do: what the person can do then; by default what the error says.

    Raises:
        SavedButError: where the disk, the folder or a file fails.
    """
    try:
        yield
    except (FileError, ReadOnlyError) as error:
        raise SavedButError(saved, error.what, do=do or error.do) from error
    except OSError as error:
        raise SavedButError(saved, f"{error.strerror or error}.", do=do) from error


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
        doubt: a word for it where a person may confirm it as right; empty for others.
    """

    where: str
    what: str
    expected: str = ""
    severity: Severity = Severity.ERROR
    doubt: str = field(default="", compare=False)

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
