"""Texts to paste into an e-mail: with a package, and to those who are overdue."""

from __future__ import annotations

from datetime import date

from spa_me.domain.dataset import Dataset
from spa_me.domain.errors import NotFoundError
from spa_me.domain.submission import Decision, PackageKind, Timing, due_day, timing_of
from spa_me.services.exchange.region import is_new_to_region
from spa_me.services.submissions.standing import standings
from spa_me.services.workspace import Workspace


def mail_text(workspace: Workspace, digest: str, file_name: str) -> str:
    """Return what to write with a package, so that its receiver knows what it is and can check it.

    Raises:
        NotFoundError: if there is no such package.
    """
    dataset = workspace.dataset()
    package = dataset.submissions.package(digest)
    if package is None:
        raise NotFoundError("This workspace does not keep that package.", do="Look again.")
    what = _about(dataset, package.kind, package.unit, package.period, digest)
    signed = "It is signed." if package.signed_with else "It is not signed."
    if is_new_to_region(dataset, package.signed_with):
        # The words themselves are never written: who changes the file could change the mail, too.
        signed = (
            "It is signed with a new key, which comes with it. SPA-ME will ask you to compare its "
            "eight words: please call me for them, on a number that you knew before this mail."
        )
    return (
        f"Please find attached {what}: {file_name}\n\n"
        f"{signed} To take it in, open SPA-ME and drop the file on the Inbox.\n"
        f"Package {package.id}, check number {digest[:16]}.\n\n"
        f"{workspace.actor}"
    )


def _about(dataset: Dataset, kind: PackageKind, unit: str, period: str, digest: str) -> str:
    name = dataset.unit_name(unit)
    match kind:
        case PackageKind.SUBMISSION:
            return f"the submission of {name} for {period}, {_revision(dataset, digest)}"
        case PackageKind.REVIEW:
            return f"our answer to the submission of {name} for {period}"
        case PackageKind.RECEIPT:
            return f"the receipt for {_answered(dataset, digest)} of {name} for {period}"
        case PackageKind.FRAMEWORK:
            return "the results framework with its reporting days"
        case PackageKind.TRUST:
            return "the list of trusted keys"


def _answered(dataset: Dataset, digest: str) -> str:
    """Return for what a receipt is."""
    kinds = {package.answered_by: package.kind for package in dataset.submissions.packages}
    is_review = kinds.get(digest) is PackageKind.REVIEW
    return "your answer to the submission" if is_review else "the submission"


def _revision(dataset: Dataset, digest: str) -> str:
    """Return which revision it is, and which ones it replaces that its office took back."""
    known = {revision.digest: revision for revision in dataset.submissions.revisions}
    revision = known.get(digest)
    if revision is None:
        return "revision 1"
    gone = sorted(known[back].number for back in revision.withdraws if back in known)
    if not gone:
        return f"revision {revision.number}"
    numbers = " and ".join(map(str, gone))
    return f"revision {revision.number}, which replaces revision {numbers}; that was withdrawn"


def reminder_text(workspace: Workspace, unit: str, period: str, today: date) -> str:
    """Return a reminder to an office whose submission is due."""
    dataset = workspace.dataset()
    definition = dataset.framework_for(period)
    submission = standings(dataset, [period])[unit, period]
    window = dataset.submissions.window(period)
    due = due_day(submission, window)
    when = "" if due is None else f", due on {due.day} {due:%B %Y},"
    late = timing_of(submission, window, today) is Timing.OVERDUE
    plan = f"{definition.period_by_code[period].title} ({definition.title})"
    returned = submission.return_
    said = _not_answered(returned, plan, when) if returned else _not_sent(plan, when)
    return (
        f"To the task force secretariat of {definition.unit_by_code[unit].name}\n\n"
        f"{said[0]}{' It is overdue.' if late else ''} {said[1]}\n\n"
        f"{workspace.actor}"
    )


_SEND = "make it ready for approval, let it be approved and sealed, and send us the file by e-mail."


def _not_sent(plan: str, when: str) -> tuple[str, str]:
    return (
        f"Your submission for {plan}{when} has not reached us.",
        (
            f"Please open SPA-ME, fill in the page “Enter data”, {_SEND} "
            "If it was sent already, please send it again: that is safe."
        ),
    )


def _not_answered(returned: Decision, plan: str, when: str) -> tuple[str, str]:
    on = "" if returned.at is None else f" on {returned.at.day} {returned.at:%B %Y}"
    return (
        f"We returned your submission for {plan}{on}; the answer{when} has not reached us.",
        (
            f"We wrote: “{returned.reason}”\n\nPlease open SPA-ME, change the figures or answer "
            f"our remarks on the page “Enter data”, {_SEND}"
        ),
    )
