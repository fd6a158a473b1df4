"""What is said of a package in sentences: what to do, and what it says itself."""

from __future__ import annotations

from collections.abc import Iterator

from spa_me.domain.submission import (
    Decision,
    FrameworkContent,
    PackageKind,
    ReceiptContent,
    ReviewContent,
    SubmissionContent,
    TrustList,
    Verdict,
)
from spa_me.packages.opening import OpenedPackage
from spa_me.services.exchange.arrivals import Arrival, Standing
from spa_me.services.exchange.preview import Preview
from spa_me.services.framework_versions import main_sentences
from ui.i18n import domain_text, show_date, show_moment, show_sentence
from ui.pages.inbox.rows import Names, unconfirmed_key
from ui.pages.inbox.words import tr
from ui.plain_text import breakable
from ui.revisions import mark_of, why_it_came


def about_lines(arrival: Arrival, names: Names) -> list[str]:
    """Return what is said of a package below its heading, line by line."""
    return [line for line in _lines(arrival, names) if line]


def _lines(arrival: Arrival, names: Names) -> Iterator[str]:
    error, preview = arrival.refusal, arrival.preview
    if error is not None and unconfirmed_key(arrival) is None:
        yield error.do
        yield error.kept
    if preview is not None:
        if not arrival.counts:
            yield tr("It does not count now: below stands what it would change if it did.")
        yield from preview.problems
        if preview.against:
            text = tr("Compared with revision {number}, which was accepted last.")
            yield text.format(number=preview.against)
        else:
            yield tr("No revision was accepted before: compared with what is recorded.")
        yield from _about_shares(preview)
    if arrival.standing is Standing.KNOWN and arrival.kind is PackageKind.SUBMISSION:
        if arrival.is_ours:
            yield tr("Send it on: the office that receives it takes it in there.")
        else:
            yield tr(
                "At the table of submissions, “Files for this office…” has what was sent back."
            )
    if arrival.version is not None:
        yield from map(show_sentence, main_sentences(arrival.version))
    elif arrival.opened is not None:
        yield from _content(arrival, arrival.opened, names)
        yield tr("File: {name}").format(name=breakable(arrival.path.name))


def _about_shares(preview: Preview) -> Iterator[str]:
    """Yield what has to be known about the sender's shares; the cells of a table are narrow."""
    text = tr("Government’s share of {stage} money: {remark}.")
    for change in preview.shares:
        remark = change.new.remark
        if change.unit and remark is not None:
            yield text.format(stage=domain_text(change.stage), remark=show_sentence(remark))


def _content(arrival: Arrival, opened: OpenedPackage, names: Names) -> Iterator[str]:
    content = opened.content
    match content:
        case SubmissionContent():
            yield from _submission(arrival, opened, content)
        case ReviewContent(decision):
            yield from review_lines(decision, names)
        case ReceiptContent():
            yield _receipt_for(opened, content, names)
            text = tr("{who} took it in on {when}.")
            yield text.format(who=content.taken_by, when=show_moment(content.taken_at))
        case FrameworkContent():
            known = opened.manifest.framework
            if known is not None:
                text = tr("{code}, version {version}.")
                yield text.format(code=known.code, version=known.version)
        case TrustList():
            text = tr("Version {number} of the list of trusted keys.")
            yield text.format(number=content.version)


def _receipt_for(opened: OpenedPackage, content: ReceiptContent, names: Names) -> str:
    """Return for which revision a receipt is, or for the decision about which one."""
    number = names.revisions.get(content.digest)
    unit, period = names.unit(opened.manifest.unit), names.period(opened.manifest.period)
    mark = mark_of(content.digest)
    if number is not None:
        text = tr("Receipt for revision {number} ({mark}) of {unit}, {period}.")
        return text.format(number=number, mark=mark, unit=unit, period=period)
    if content.digest in names.decided:
        text = tr("Receipt for our decision about revision {number} of {unit}, {period}.")
        return text.format(number=names.decided[content.digest], unit=unit, period=period)
    text = tr("Receipt for a revision ({mark}) of {unit}, {period}, which is not on this computer.")
    return text.format(mark=mark, unit=unit, period=period)


def _submission(
    arrival: Arrival, opened: OpenedPackage, content: SubmissionContent
) -> Iterator[str]:
    yield from why_it_came(opened.manifest, is_correction=arrival.is_correction)
    by, entered = opened.manifest.approved_by, opened.manifest.entered_by
    people = [tr("Entered by {names}.").format(names=", ".join(entered))] if entered else []
    if by is not None:
        said = ", ".join(part for part in (by.name, by.role) if part)
        people.append(tr("Approved by {name}.").format(name=said))
    yield " ".join(people)
    yield from (f"△ {show_sentence(remark)}" for remark in arrival.remarks)
    if content.evidence:
        yield tr("Evidence: {n}.").format(n=len(content.evidence))
    if content.message:
        yield tr("Message: “{text}”").format(text=content.message)


def _which(decision: Decision, names: Names) -> str:
    """Return about which revision a decision is, and what to do where it is not here."""
    mark, number = mark_of(decision.revision), names.revisions.get(decision.revision)
    if number is not None:
        return tr("It is revision {number} ({mark}).").format(number=number, mark=mark)
    text = tr(
        "It is the revision {mark}, which is not on this computer: it was sealed on another one of "
        "the office. Take in its file here, too."
    )
    return text.format(mark=mark)


def review_lines(decision: Decision, names: Names) -> Iterator[str]:
    """Yield what is said of a decision of the region."""
    texts = {
        Verdict.ACCEPTED: tr("The submission of {unit} for {period} is accepted."),
        Verdict.RETURNED: tr("The submission of {unit} for {period} is returned."),
        Verdict.CHOSEN: tr("Of the revisions of {unit} for {period} one was chosen."),
    }
    text = texts[decision.verdict]
    said = text.format(unit=names.unit(decision.unit), period=names.period(decision.period))
    yield f"{said} {_which(decision, names)}"
    if decision.reason:
        yield f"“{decision.reason}”"
    if decision.by_when is not None:
        yield tr("An answer is expected by {day}.").format(day=show_date(decision.by_when))
