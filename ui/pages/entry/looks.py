"""What each cell of the sheet says: its text, the small print under it, and in which tone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum, IntEnum, auto

from PySide6.QtCore import QCoreApplication

from spa_me.domain.framework import UNKNOWN, FrameworkDefinition, Text
from spa_me.domain.numbers import exact_sum, exact_text
from spa_me.domain.sentences import Amount
from spa_me.domain.status import NoStatus, Status
from spa_me.domain.values import STATE_TITLES, Value, ValueState, parts_mismatches
from spa_me.reports.entry_rows import EntryRow
from spa_me.services.submissions.remarks import Remark
from ui.i18n import (
    domain_text,
    framework_language,
    show_amount,
    show_number,
    show_sentence,
)
from ui.pages.entry.reading import Content
from ui.pages.entry.remarks import short_text, whole_text


class Column(IntEnum):
    """The columns of the sheet."""

    CODE = 0
    ASKED = 1
    UNIT = 2
    TARGET = 3
    LAST = 4
    MINE = 5
    STATUS = 6
    NOTE = 7


EDITABLE = (Column.MINE, Column.NOTE)
NUMBERS = (Column.TARGET, Column.LAST, Column.MINE)


class Tone(Enum):
    """How loud a text is, from what is said in passing to what is wrong."""

    PLAIN = auto()
    MUTED = auto()
    DOUBT = auto()
    WRONG = auto()


@dataclass(frozen=True, slots=True)
class Look:
    """A cell as it is drawn.

    Attributes:
        main: its text; empty for none.
        small: the small print under it, each line with its own tone.
        kind: the status whose shape stands before the text.
        hint: what more stands in the tool tip and is read to those who do not see it.
        clips: how much evidence there is, shown beside a paper-clip on a line of its own.
    """

    main: str = ""
    tone: Tone = Tone.PLAIN
    small: tuple[tuple[str, Tone], ...] = ()
    kind: Status | NoStatus | None = None
    hint: str = ""
    clips: int = 0

    @property
    def text(self) -> str:
        """All that the cell says, for screen readers and tool tips."""
        parts = (self.main, *(line for line, _ in self.small), self.hint)
        return "\n".join(part for part in parts if part)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Sheet", text)


def in_words(text: Text | None) -> str:
    """Return a text of the framework in the language of the app, as far as there is one."""
    return "" if text is None else text.in_language(framework_language())


@dataclass(frozen=True, slots=True)
class Folded:
    """What has no column of its own where there is little room.

    Attributes:
        has_unit: whether the unit of measurement has none.
        before: the heading of the period before, if that has none; else empty.
    """

    has_unit: bool = False
    before: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """All that a look is made from.

    Attributes:
        is_unsaved: whether the answer could not be written to the workspace.
        folded: what has no column of its own and stands under the question.
        remark: what the region asks about a returned answer.
        evidence: how many files and references support the answer.
    """

    definition: FrameworkDefinition
    row: EntryRow
    content: Content
    is_unsaved: bool
    folded: Folded
    remark: Remark | None = None
    evidence: int = 0


def look_of(cell: Cell, column: Column) -> Look:
    """Return what a cell says."""
    return _LOOKS[column](cell)


def _hints(cell: Cell) -> Iterator[tuple[str, Tone]]:
    indicator = cell.row.indicator
    if cell.folded.before:
        value = _value_look(cell.row, cell.row.previous).main
        yield f"{cell.folded.before}: {value}", Tone.MUTED
    if cell.folded.has_unit:
        yield _tr("Unit: {unit}").format(unit=in_words(indicator.unit)), Tone.MUTED
    if indicator.numerator is not None and indicator.denominator is not None:
        parts = f"{in_words(indicator.numerator)} / {in_words(indicator.denominator)}"
        yield parts, Tone.MUTED
    if indicator.guidance is not None:
        yield in_words(indicator.guidance), Tone.MUTED
    yield from _breakdowns(cell)


def _breakdowns(cell: Cell) -> Iterator[tuple[str, Tone]]:
    value = cell.content.value
    wrong = {mismatch.dimension: mismatch for mismatch in parts_mismatches(value)}
    for code in cell.row.indicator.dimensions:
        dimension = cell.definition.dimension_by_code[code]
        parts = value.parts.get(code, {})
        if not parts:
            name = in_words(dimension.title).lower()
            yield _tr("Breakdown by {name}: press F4").format(name=name), Tone.MUTED
            continue
        titles = {c.code: in_words(c.title).lower() for c in dimension.categories}
        titles.setdefault(UNKNOWN, _tr("unknown"))
        shown = [f"{titles[c]} {exact_number(parts[c])}" for c in titles if c in parts]
        added = exact_sum(parts.values())
        text = f"{' + '.join(shown)} = {exact_number(added)}"
        if code in wrong:
            total = wrong[code].total
            says = _tr("total says {total}").format(total=exact_number(total))
            yield f"{text}, {says}", Tone.WRONG
        else:
            yield text, Tone.MUTED


def _places(number: Decimal) -> int:
    """Return how many decimals a reported number has, since what was typed is shown in full."""
    return max(0, -int(number.normalize().as_tuple().exponent))


def _target(row: EntryRow) -> Look:
    target = row.target
    if target.used is None:
        if target.shared is None:
            return Look("–", Tone.MUTED)
        shared = _tr("{target} for all together").format(target=show_amount(target.shared))
        return Look("–", Tone.MUTED, ((shared, Tone.MUTED),))
    used = target.used
    decimals = None if target.original is None else 1
    number = f"{show_number(used.number, decimals)} {used.sign}".rstrip()
    text = f"{domain_text(target.words)} {number}" if target.words else number
    if target.original is None:
        return Look(text)
    prorated = _tr("prorated from {target}").format(target=show_amount(target.original))
    return Look(text, small=((prorated, Tone.MUTED),))


def _value_look(row: EntryRow, value: Value) -> Look:
    """Return how a value stands in a cell, without what is doubtful about it."""
    if value.state is ValueState.BLANK:
        return Look("–", Tone.MUTED)
    if not value.is_reported:
        state = domain_text(STATE_TITLES[value.state]).lower()
        return Look(state, Tone.MUTED, ((value.reason, Tone.MUTED),))
    if value.level is not None:
        level = row.indicator.level(value.level)
        return Look(value.level if level is None else domain_text(in_words(level.title)))
    if value.numerator is not None and value.denominator is not None and value.amount is not None:
        ratio = f"{exact_number(value.numerator)} / {exact_number(value.denominator)}"
        return Look(ratio, small=((f"{show_number(value.amount, 1)} %", Tone.MUTED),))
    if value.number is None:
        return Look()
    return Look(f"{exact_number(value.number)} {row.sign}".rstrip())


def exact_number(number: Decimal) -> str:
    """Return a reported number by locale with all of its decimals."""
    return show_number(number, _places(number))


def _mine(cell: Cell) -> Look:
    look, remark = _answer(cell), cell.remark
    if remark is None:
        return look
    mark = (short_text(remark), Tone.DOUBT if remark.is_open else Tone.MUTED)
    return replace(look, small=(mark, *look.small), hint=whole_text(remark))


def _answer(cell: Cell) -> Look:
    content, row = cell.content, cell.row
    unsaved = ((_tr("not saved"), Tone.WRONG),) if cell.is_unsaved else ()
    if content.unread:
        small = [(content.why, Tone.WRONG), *unsaved]
        if content.value.state is not ValueState.BLANK:
            kept = _tr("{value} is kept").format(value=_value_look(row, content.value).main)
            small.append((kept, Tone.MUTED))
        return Look(content.unread, Tone.WRONG, tuple(small))
    if content.value.state is ValueState.BLANK:
        return Look(small=(*_carried(row), *unsaved))
    base = _value_look(row, content.value)
    return Look(base.main, base.tone, (*base.small, *_doubts(row, content.value), *unsaved))


def _carried(row: EntryRow) -> Iterator[tuple[str, Tone]]:
    if row.carried is not None and row.carried.value.amount is not None:
        amount = show_amount(Amount(row.carried.value.amount, row.sign))
        carried = _tr("{value} carried from {period}")
        yield carried.format(value=amount, period=row.carried.period), Tone.MUTED


def _doubts(row: EntryRow, value: Value) -> Iterator[tuple[str, Tone]]:
    for mismatch in parts_mismatches(value):
        difference = exact_text(abs(mismatch.difference))
        yield _tr("does not add up ({number})").format(number=difference), Tone.WRONG
    for finding in row.findings:
        if finding.where.startswith("parts["):
            continue
        if finding.where == "denominator" and value.denominator is None:
            yield _tr("no denominator"), Tone.DOUBT
        else:
            yield finding.what, Tone.DOUBT


def _status(row: EntryRow) -> Look:
    standing = row.standing
    small: list[tuple[str, Tone]] = []
    if standing.achieved is not None:
        small.append((show_sentence(standing.achieved), Tone.MUTED))
    if standing.remark is not None:
        small.append((show_sentence(standing.remark), Tone.MUTED))
    tone = Tone.PLAIN if isinstance(standing.kind, Status) else Tone.MUTED
    return Look(show_sentence(standing.words), tone, tuple(small), standing.kind)


def _note(cell: Cell) -> Look:
    note = ((cell.content.value.note, Tone.MUTED),)
    if not cell.evidence:
        return Look(small=note)
    one, many = _tr("1 piece of evidence"), _tr("{n} pieces of evidence")
    hint = one if cell.evidence == 1 else many.format(n=cell.evidence)
    return Look(small=note, hint=hint, clips=cell.evidence)


_LOOKS: dict[Column, Callable[[Cell], Look]] = {
    Column.CODE: lambda cell: Look(cell.row.code),
    Column.ASKED: lambda cell: Look(in_words(cell.row.indicator.title), small=tuple(_hints(cell))),
    Column.UNIT: lambda cell: Look(in_words(cell.row.indicator.unit), Tone.MUTED),
    Column.TARGET: lambda cell: _target(cell.row),
    Column.LAST: lambda cell: _value_look(cell.row, cell.row.previous),
    Column.MINE: _mine,
    Column.STATUS: lambda cell: _status(cell.row),
    Column.NOTE: _note,
}
