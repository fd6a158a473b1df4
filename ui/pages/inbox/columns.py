"""The columns of the inbox: packages that arrived, and how submissions stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtGui import QIcon

from spa_me.dashboards.theme import Palette
from spa_me.domain.submission import STATE_TITLES, SubmissionState
from spa_me.services.exchange.arrivals import Arrival, Standing
from ui.dialogs.send_packages import kind_title
from ui.i18n import domain_text, longest_day, show_day, show_moment
from ui.models.rows import Column
from ui.pages.inbox.days import (
    closed_sentences,
    closed_state,
    due_sentences,
    due_text,
    longest_due,
)
from ui.pages.inbox.rows import BoardRow, Names, place_of, revision_number
from ui.pages.inbox.words import (
    NOTHING,
    arrival_title,
    counted,
    signature_title,
    standing_sentence,
    tr,
)
from ui.revisions import mark_of, signature_in_brief, signature_words
from ui.widgets.submission_icon import submission_pixmap

_ORDER = list(Standing)
DAY = 5
"""The column of the day in the table of submissions."""


def arrival_columns(names: Callable[[], Names]) -> list[Column[Arrival]]:
    """Return the columns of what arrived; `names` gives those of units and periods.

    The name of the file stands in the panel beside them.
    """
    return [
        Column(
            tr("State"),
            arrival_title,
            sort=lambda row: _ORDER.index(row.standing),
            tooltip=standing_sentence,
            width=150,
            least=78,
        ),
        Column(
            tr("What"),
            lambda row: title_of(row, names()),
            tooltip=lambda row: f"{title_of(row, names())}\n{row.path}",
            width=158,
            grows=True,
            least=150,
        ),
        Column(
            tr("Period"),
            lambda row: names().period(place_of(row)[1]) or NOTHING,
            width=84,
            least=74,
        ),
        Column(
            tr("Revision"),
            lambda row: str(revision_number(row, names()) or NOTHING),
            width=72,
            is_number=True,
        ),
        Column(tr("What changes"), changes_of, width=190, least=66),
        Column(tr("Signature"), lambda row: signature_title(row.judgement), width=236, least=44),
    ]


def title_of(arrival: Arrival, names: Names) -> str:
    """Return what a package carries and who sent it, as it says itself; else the file's name."""
    if arrival.kind is None or arrival.opened is None:
        return arrival.path.name
    sender = names.unit(arrival.opened.manifest.sender)
    return tr("{what}, {sender}").format(what=kind_title(arrival.kind), sender=sender)


def changes_of(arrival: Arrival) -> str:
    """Return how much a submission changes against what was accepted last."""
    preview = arrival.preview
    if preview is None:
        return NOTHING
    if not arrival.counts:
        return tr("nothing now")
    parts = (
        (len(preview.cells), tr("1 figure"), tr("{n} figures")),
        (len(preview.records), tr("1 record"), tr("{n} records")),
        (len(preview.statuses), tr("1 status"), tr("{n} statuses")),
    )
    said = [counted(number, one, many) for number, one, many in parts if number]
    return ", ".join(said) or tr("nothing")


def board_columns(palette: Callable[[], Palette]) -> list[Column[BoardRow]]:
    """Return the columns of units × periods; `palette` gives the colours of the shapes."""
    return [
        Column(tr("Reporting unit"), lambda row: row.unit_name, width=206, least=100),
        Column(tr("Period"), lambda row: row.period_title, width=76),
        Column(
            tr("State"),
            lambda row: closed_state(row, state_title(row)),
            sort=lambda row: list(SubmissionState).index(row.state),
            icon=partial(_state_icon, palette),
            tooltip=lambda row: "\n".join((state_title(row), *closed_sentences(row))),
            width=172,
            least=132,
        ),
        Column(tr("What to do"), to_do, tooltip=to_do, width=172, grows=True, least=138),
        Column(tr("Revision"), _number, is_number=True, width=72),
        Column(
            day_title(is_region=True),
            lambda row: NOTHING if row.at is None else show_day(row.at),
            sort=lambda row: row.at,
            copy=_moment,
            tooltip=_moment,
            width=110,
            least=82,
            holds=longest_day,
        ),
        Column(
            tr("Due"),
            due_text,
            sort=lambda row: row.late_for or row.due,
            tooltip=due_sentences,
            width=120,
            least=100,
            holds=longest_due,
        ),
        Column(tr("Signature"), _signed, tooltip=_signature, width=124, least=66),
    ]


def state_title(row: BoardRow) -> str:
    """Return where a submission stands, in words; what there is to do is said beside it."""
    title = domain_text(STATE_TITLES[row.state])
    if row.passed_over is None:
        return title
    if row.passed_over is not row.shown:
        return tr("Other revision: {state}").format(state=title)
    is_open = row.state is SubmissionState.SUBMITTED
    return tr("Not chosen") if is_open else tr("Not the latest: {state}").format(state=title)


def _state_icon(palette: Callable[[], Palette], row: BoardRow) -> QIcon:
    return QIcon(submission_pixmap(row.state, palette(), ratio=2.0))


def _number(row: BoardRow) -> str:
    return NOTHING if row.shown is None else str(row.shown.number)


def day_title(*, is_region: bool) -> str:
    """Return what the day in `DAY` is: the region's packages came, a country's own went."""
    return tr("Received") if is_region else tr("Sealed")


def _moment(row: BoardRow) -> str:
    return NOTHING if row.at is None else show_moment(row.at)


def _signed(row: BoardRow) -> str:
    return NOTHING if row.signature is None else signature_in_brief(row.signature)


def _signature(row: BoardRow) -> str:
    return NOTHING if row.signature is None else signature_words(row.signature)


def to_do(row: BoardRow) -> str:
    """Return what stands open about a submission, in a few words; what is narrow cuts the end."""
    said = [*_passed_over(row)]
    if row.is_own:
        said.extend(_own_step(row))
    if row.rivals:
        two, more = tr("two versions arrived: choose one"), tr("{n} versions arrived: choose one")
        said.append(two if row.rivals == 2 else more.format(n=row.rivals))
    if not row.is_own:
        said.extend(_step_of_region(row))
    if row.submission.chain.held:
        said.append(tr("a revision before it has not arrived"))
    said.extend(_missing(row))
    said.extend(_decision_receipt(row))
    text = "; ".join(said)
    return text[:1].upper() + text[1:] if text else NOTHING


def _passed_over(row: BoardRow) -> Iterator[str]:
    """Yield with what the region goes on, where it is not what this computer sealed."""
    elsewhere, over, head = row.submission.chain.decided_elsewhere, row.passed_over, row.shown
    if over is None or head is None:
        return
    if elsewhere is not None:
        text = tr("take in the file of the other computer: the region goes on with {mark}")
        yield text.format(mark=mark_of(elsewhere.revision))
        return
    text = tr("the region chose revision {number} ({mark}), not {mine} of this computer")
    yield text.format(number=head.number, mark=mark_of(head.digest), mine=mark_of(over.digest))


def _missing(row: BoardRow) -> Iterator[str]:
    """Yield which packages of the other side have not arrived, and where its numbers are wrong."""
    lost = [gap for gap in row.missing if not gap.is_jump]
    if lost:
        one, many = (
            tr("package {numbers} has not arrived"),
            tr("packages {numbers} have not arrived"),
        )
        if row.is_own:
            one = tr("package {numbers} of the region has not arrived")
            many = tr("packages {numbers} of the region have not arrived")
        is_one = len(lost) == 1 and lost[0].first == lost[0].last
        yield (one if is_one else many).format(numbers=", ".join(map(str, lost)))
    for gap in row.missing:
        if gap.is_jump:
            text = tr("ask about package {number}: the one before it is {before}")
            yield text.format(number=gap.last + 1, before=gap.first - 1)


def _decision_receipt(row: BoardRow) -> Iterator[str]:
    """Yield where a receipt for the region's decision is missed, or could be sent.

    A country that was returned answers with figures, which tell as much.
    """
    if not row.is_own and row.lacks_receipt:
        yield tr("no receipt for our decision yet")
    is_accepted = row.is_own and row.state is SubmissionState.ACCEPTED
    if is_accepted and row.review is not None and not row.review.answered_by:
        yield tr("send the receipt for the decision of the region")


def _step_of_region(row: BoardRow) -> Iterator[str]:
    """Yield what the region does next about a submission of another office."""
    if row.waits_for_review and not row.rivals and row.shown is not None:
        yield tr("review it")
    elif row.state is SubmissionState.RETURNED:
        yield tr("wait for its answer")
    if row.is_overdue:
        yield tr("remind the office")


def _own_step(row: BoardRow) -> Iterator[str]:
    """Yield what a country does next about its own submission, if it is its turn.

    Whether the file was sent is not known here: that a receipt is missed comes after sending it.
    """
    if row.passed_over is not None and row.passed_over is row.shown:
        return
    if row.lacks_receipt:
        yield tr("send the file to the region")
        yield tr("no receipt yet")
        return
    if row.state is SubmissionState.RETURNED:
        yield tr("answer the remarks of the region")
    elif row.state is SubmissionState.READY:
        yield tr("approve and seal it")
    elif row.state in {SubmissionState.NOT_STARTED, SubmissionState.DRAFT}:
        yield tr("enter the figures, and seal them")
