"""Words of the review page, in the app's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from spa_me.domain.checks import ProblemKind
from spa_me.domain.submission import Revision, RevisionSignature, Verdict
from spa_me.domain.values import Value
from spa_me.services.exchange.review_sheet import ReviewSheet
from spa_me.services.exchange.rivals import RivalField, RivalPart
from ui.i18n import show_date, show_number, show_sentence
from ui.revisions import signature_words
from ui.values import show_record, show_value

NOTHING = "–"
"""Stands where there is nothing to say."""

_MOST_WARNINGS = 6
"""Warnings that are told one by one where a revision is accepted; the sheet has them all."""


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
    disputed = len(sheet.disputed)
    if sheet.rivals:
        one, many = (
            tr("The revisions differ in 1 field."),
            tr("The revisions differ in {n} fields."),
        )
        said.append(one if disputed == 1 else many.format(n=disputed))
    return " ".join(said)


def rival_title(sheet: ReviewSheet, field: RivalField) -> str:
    """Return how people call a field of which rival revisions say something different."""
    parts = {
        RivalPart.FIGURE: "",
        RivalPart.REASON: tr("reason"),
        RivalPart.NOTE: tr("note"),
        RivalPart.BREAKDOWN: tr("breakdown"),
        RivalPart.ANSWER: tr("answer to your remark"),
        RivalPart.MESSAGE: tr("Message of the approver"),
        RivalPart.RECORD: "",
    }
    indicator = sheet.definition.indicator_by_code.get(field.indicator)
    about = field.record[:1].upper() + field.record[1:]
    if indicator is not None:
        about = f"{indicator.code} {indicator.title}"
    elif field.part is RivalPart.ANSWER:
        about = tr("The whole")
    return ", ".join(filter(None, (about, parts[field.part])))


def rival_texts(sheet: ReviewSheet, field: RivalField) -> tuple[str, ...]:
    """Return what each rival revision says in a field, in the order of the rivals."""
    if field.part is RivalPart.FIGURE:
        indicator = sheet.definition.indicator_by_code.get(field.indicator)
        return tuple(show_value(value, indicator) for value in field.values)
    if field.part is RivalPart.BREAKDOWN:
        return tuple(_breakdown(value, sheet) or NOTHING for value in field.values)
    return tuple(show_record(text) or NOTHING for text in field.texts)


def _breakdown(value: Value, sheet: ReviewSheet) -> str:
    """Return the parts of a figure: `women 52, men 85`."""
    said: list[str] = []
    for code, parts in value.parts.items():
        dimension = sheet.definition.dimension_by_code.get(code)
        titles = {} if dimension is None else {c.code: str(c.title) for c in dimension.categories}
        said.append(", ".join(f"{titles.get(c, c)} {show_number(n)}" for c, n in parts.items()))
    return "; ".join(said)


def dispute_text(sheet: ReviewSheet, field: RivalField) -> str:
    """Return what each rival revision says in a field, with the beginning of its digest."""
    texts = rival_texts(sheet, field)
    marks = (rival.digest[:6] for rival in sheet.rivals)
    return " · ".join(f"{text} ({mark})" for text, mark in zip(texts, marks, strict=True))


def rivals_text(sheet: ReviewSheet) -> str:
    """Return in what the rival revisions differ, a line for each field; empty without rivals."""
    if not sheet.rivals:
        return ""
    if not sheet.disputed:
        return tr("They say the same.")
    said = (f"{rival_title(sheet, f)}: {dispute_text(sheet, f)}" for f in sheet.disputed)
    return "\n".join([tr("They differ in:"), *said])


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
