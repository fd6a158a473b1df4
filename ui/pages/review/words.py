"""Words of the review page, in the app's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from spa_me.domain.checks import ProblemKind
from spa_me.domain.submission import Revision, RevisionSignature, Verdict
from spa_me.services.exchange.review_sheet import ReviewSheet
from spa_me.services.exchange.rivals import RivalAnswers
from ui.i18n import show_date, show_sentence
from ui.revisions import signature_words
from ui.values import show_value

NOTHING = "–"
"""Stands where there is nothing to say."""

_MOST_WARNINGS = 6
"""Warnings that are told one by one where a revision is accepted; the sheet has them all."""
_MOST_DISPUTED = 8
"""Questions that are told one by one; a dialog with more would not fit the smallest screen."""


def tr(text: str) -> str:
    """Return a text of this page in the app's language."""
    return QCoreApplication.translate("ReviewPage", text)


def verdict_title(verdict: Verdict | None) -> str:
    """Return what was decided about a revision, in a shape and a word."""
    if verdict is None:
        return tr("● to review")
    return {
        Verdict.ACCEPTED: tr("✔ accepted"),
        Verdict.RETURNED: tr("↩ returned"),
        Verdict.CHOSEN: tr("◆ chosen"),
    }[verdict]


def revision_title(sheet: ReviewSheet, revision: Revision) -> str:
    """Return a revision with how it stands: `Revision 2, to review`."""
    chain = sheet.submission.chain
    if revision in sheet.rivals:
        state = tr("◆ waits for a choice")
    elif revision in chain.withdrawn:
        state = tr("withdrawn")
    elif revision in chain.held:
        state = tr("◐ waits for the one before")
    elif revision in chain.rivals:
        state = tr("not chosen")
    else:
        state = verdict_title(chain.verdict(revision.digest))
    plain, correction = (
        tr("Revision {number}, {state}"),
        tr("Revision {number}, correction, {state}"),
    )
    text = correction if sheet.is_correction(revision) else plain
    title = text.format(number=revision.number, state=state)
    # Rivals often have the same number.
    return f"{title} ({revision.digest[:6]})" if revision in sheet.rivals else title


def warning_text(sheet: ReviewSheet) -> str:
    """Return what has to be known before a decision, a line each; empty for nothing.

    That the period is closed to the office, since when, and who can open it; who approved it.
    """
    lock = sheet.closed
    closed = [] if lock is None else [f"{show_sentence(lock.why)} {show_sentence(lock.who)}"]
    said = (*closed, *map(show_sentence, sheet.remarks))
    return "\n".join(f"△ {text}" for text in said)


def sealed_with_doubt(sheet: ReviewSheet) -> list[str]:
    """Return what has to be known before a revision is accepted, a sentence each.

    What its signature is worth where that is doubtful, and what stands above the sheet.
    """
    signature = sheet.signatures[sheet.revision.digest]
    is_doubtful = signature is not RevisionSignature.SIGNED
    said = [f"{signature_words(signature)}."] if is_doubtful else []
    return [*said, *warning_text(sheet).splitlines()]


def open_warnings(sheet: ReviewSheet) -> list[str]:
    """Return what is missing or looks doubtful in a revision, a line each; empty for nothing."""
    found = [(row, problem) for row in sheet.rows for problem in row.problems]
    doubtful = [(row, p) for row, p in found if p.kind is not ProblemKind.MISSING]
    lines = [f"△ {row.code}: {show_sentence(problem.what)}" for row, problem in doubtful]
    more = len(lines) - _MOST_WARNINGS
    if more > 0:
        lines[_MOST_WARNINGS:] = [tr("… and {n} more").format(n=more)]
    missing = len({row.code for row, problem in found if problem.kind is ProblemKind.MISSING})
    if missing:
        one, many = tr("△ 1 question has no answer."), tr("△ {n} questions have no answer.")
        lines.append(one if missing == 1 else many.format(n=missing))
    return lines


def count_text(sheet: ReviewSheet) -> str:
    """Return how many fields changed, were answered, or are disputed between rivals."""
    changed = sum(row.is_changed for row in sheet.rows)
    text = tr("{changed} of {all} fields changed since revision {number}.")
    if not sheet.against:
        text = tr("{changed} of {all} fields have an answer; this is the first revision.")
    if not sheet.against and sheet.revision.number > 1:
        text = tr("{changed} of {all} fields have an answer; the revisions before were withdrawn.")
    said = [text.format(changed=changed, all=len(sheet.rows), number=sheet.against)]
    answered = sum(bool(row.answer) for row in sheet.rows)
    if answered:
        one, many = tr("1 remark is answered."), tr("{n} remarks are answered.")
        said.append(one if answered == 1 else many.format(n=answered))
    disputed = sum(row.is_disputed for row in sheet.rows)
    if sheet.rivals:
        one, many = (
            tr("The revisions differ in 1 field."),
            tr("The revisions differ in {n} fields."),
        )
        said.append(one if disputed == 1 else many.format(n=disputed))
    return " ".join(said)


def dispute_text(sheet: ReviewSheet, disputed: RivalAnswers) -> str:
    """Return what each rival revision says of a question, with the beginning of its digest."""
    indicator = sheet.definition.indicator_by_code.get(disputed.indicator)
    marks = [f"({rival.digest[:6]})" for rival in sheet.rivals]
    values = [show_value(value, indicator) for value in disputed.values]
    words = [f"“{text}”" if text else tr("says nothing") for text in disputed.words]
    return "; ".join(
        " · ".join(map(" ".join, zip(texts, marks, strict=False)))
        for texts in (values, words)
        if texts
    )


def rivals_text(sheet: ReviewSheet) -> str:
    """Return in what the rival revisions differ, a line for each question; empty without rivals."""
    if not sheet.rivals:
        return ""
    lines: list[str] = []
    for disputed in sheet.disputed[:_MOST_DISPUTED]:
        indicator = sheet.definition.indicator_by_code.get(disputed.indicator)
        title = disputed.indicator or tr("The whole")
        if indicator is not None:
            title = f"{indicator.code} {indicator.title}"
        lines.append(f"{title}: {dispute_text(sheet, disputed)}")
    more = len(sheet.disputed) - len(lines)
    if more:
        lines.append(tr("and {n} further questions").format(n=more))
    if sheet.is_rest_disputed:
        lines.append(tr("There are other activities, amounts of money or evidence."))
    if not lines:
        return tr("They say the same.")
    return "\n".join([tr("They differ in:"), *lines])


def people_text(sheet: ReviewSheet, unit_name: str) -> str:
    """Return a revision's signature, who entered it, on whose behalf, and who approved it."""
    manifest, revision = sheet.manifest, sheet.revision
    parts = [
        signature_words(sheet.signatures[revision.digest]),
        tr("entered by {names}").format(names=", ".join(manifest.entered_by) or NOTHING),
        tr("on behalf of {unit}").format(unit=manifest.on_behalf_of or unit_name),
        tr("approved by {name}").format(name=revision.approved_by or NOTHING),
    ]
    if revision.sealed_at is not None:
        day = show_date(revision.sealed_at.date())
        parts.append(tr("sealed on {day}").format(day=day))
    return " · ".join(parts)
