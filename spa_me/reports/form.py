"""The Excel form of a unit and period: what it holds, and how its rows are told apart.

Whoever writes the form and whoever takes it back in share this description, so that neither has to
know the other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from spa_me.domain.cofunding import (
    FORM_TITLES,
    NO_CURRENCY,
    SOURCE_TYPE_TITLES,
    STAGE_TITLES,
    Activity,
    Contribution,
)
from spa_me.domain.dataset import Actor, DataKind, Dataset
from spa_me.domain.framework import Dimension, Indicator
from spa_me.domain.framework.languages import in_language
from spa_me.domain.numbers import plain
from spa_me.domain.values import STATE_TITLES, UNKNOWN, Value
from spa_me.reports.entry import EntrySheet, make_sheet

FORMAT = 1
"""Version of the form; one with a higher version is not read."""

DATA_SHEET = "SPA-ME data"
"""A sheet that no program shows: what the form is, and what stood in each row when it was made."""

LISTS_SHEET = "SPA-ME lists"
"""A sheet that no program shows: what the drop-downs offer."""

MARK = "SPA-ME:"
"""What stands before a table's name in the hidden row that names its columns."""

KEY = "key"
SPARE_ROWS = 30
"""Empty rows for new activities and contributions."""

FormCell = str | Decimal | date | None
"""What the form holds in a cell that is filled in; None is empty."""


class FormTable(StrEnum):
    """A table of the form; its value is also the title of its sheet."""

    QUESTIONS = "Form"
    BREAKDOWN = "Breakdown"
    ACTIVITIES = "Activities"
    CONTRIBUTIONS = "Contributions"


ANSWER = ("state", "value", "numerator", "denominator", "reason")
"""The columns that say one thing together: a figure, or why there is none."""

INPUTS: Mapping[FormTable, tuple[str, ...]] = {
    FormTable.QUESTIONS: (*ANSWER, "note"),
    FormTable.BREAKDOWN: ("value",),
    FormTable.ACTIVITIES: ("code", "title", "result", "budget", "currency", "shared", "note"),
    FormTable.CONTRIBUTIONS: (
        "source", "source_type", "stage", "form", "activity", "amount", "currency", "date", "note"
    ),
}  # fmt: skip
"""The columns that are filled in, by table."""

CODES: Mapping[FormTable, tuple[str, ...]] = {
    FormTable.QUESTIONS: ("code",),
    FormTable.BREAKDOWN: ("code", "dimension", "category"),
    FormTable.ACTIVITIES: (),
    FormTable.CONTRIBUTIONS: (),
}
"""The locked columns that have to agree with a row's hidden key."""

YES, NO = "Yes", "No"


@dataclass(frozen=True, slots=True)
class FormAbout:
    """What a form says of itself.

    Attributes:
        instance: a UUID of this one file as it was made.
        workspace: the id of the workspace that made it.
        version: of the framework.
        made_at: in UTC.
        language: of the framework's texts, with the levels to choose from; empty for their own.
    """

    format: int
    instance: str
    workspace: str
    workspace_title: str
    kind: DataKind
    unit: str
    unit_name: str
    period: str
    period_title: str
    framework: str
    framework_title: str
    version: str
    digest: str
    made_at: datetime
    language: str = ""

    @property
    def identity(self) -> str:
        """What all forms of one unit, period and framework version from one workspace share."""
        return f"{self.workspace}\x1f{self.digest}\x1f{self.unit}\x1f{self.period}"


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row of the form as it is made.

    Attributes:
        key: stands hidden in the row.
        identity: what it is about: codes, or the id of a record; empty for a spare row.
        cells: what stands in the columns that are filled in.
    """

    table: FormTable
    key: str
    identity: tuple[str, ...]
    cells: Mapping[str, FormCell]


@dataclass(frozen=True)
class FormContent:
    """Everything that a form is made from.

    Attributes:
        maker: who makes it; None where that is not known.
        rows: of all tables, in their order.
    """

    about: FormAbout
    sheet: EntrySheet
    maker: Actor | None
    activities: tuple[Activity, ...]
    contributions: tuple[Contribution, ...]
    rows: tuple[FormRow, ...]

    def of(self, table: FormTable) -> Iterator[FormRow]:
        """Yield the rows of one table."""
        return (row for row in self.rows if row.table is table)


def make_form(  # noqa: PLR0913 (what a form is made from)
    data: Dataset,
    unit: str,
    period: str,
    instance: str,
    made_at: datetime,
    maker: Actor | None,
    *,
    language: str = "",
) -> FormContent:
    """Return what the form of a unit and period holds.

    Args:
        data: the workspace's content.
        unit: the code of the reporting unit that is asked.
        period: the code of the reporting period.
        instance: a new UUID.
        made_at: the present moment, in UTC.
        maker: who makes it.
        language: in which the framework's texts stand, as far as it has them; empty for their own.

    Raises:
        NotFoundError: if the framework of the period has no such period or unit.
    """
    shown = tuple(in_language(definition, language) for definition in data.frameworks)
    sheet = make_sheet(replace(data, frameworks=shown), unit, period)
    definition = sheet.definition
    about = FormAbout(
        format=FORMAT,
        instance=instance,
        workspace=data.info.id,
        workspace_title=data.info.title,
        kind=data.info.kind,
        unit=unit,
        unit_name=str(sheet.unit.name),
        period=period,
        period_title=str(sheet.period.title),
        framework=definition.code,
        framework_title=str(definition.title),
        version=definition.version,
        digest=definition.digest,
        made_at=made_at,
        language=language,
    )
    place = (unit, period)
    activities = tuple(a for a in data.activities if (a.unit, a.period) == place)
    contributions = tuple(c for c in data.contributions if (c.unit, c.period) == place)
    rows = (*_value_rows(about, sheet), *_funding_rows(about, activities, contributions))
    return FormContent(about, sheet, maker, activities, contributions, rows)


def _value_rows(about: FormAbout, sheet: EntrySheet) -> Iterator[FormRow]:
    table = FormTable.QUESTIONS
    for code, row in sheet.rows.items():
        cells = answer_cells(row.indicator, row.value)
        yield FormRow(table, row_key(about, table, code), (code,), cells)
    table = FormTable.BREAKDOWN
    for row in sheet.rows.values():
        for identity in breakdown_of(row.indicator, sheet.definition.dimension_by_code, row.value):
            cells = part_cells(row.value, identity[1], identity[2])
            yield FormRow(table, row_key(about, table, *identity), identity, cells)


def _funding_rows(
    about: FormAbout, activities: Sequence[Activity], contributions: Sequence[Contribution]
) -> Iterator[FormRow]:
    codes = {activity.id: activity.code for activity in activities}
    for activity in activities:
        yield _record_row(about, FormTable.ACTIVITIES, activity.id, activity_cells(activity))
    yield from _spare_rows(about, FormTable.ACTIVITIES)
    for given in contributions:
        cells = contribution_cells(given, codes)
        yield _record_row(about, FormTable.CONTRIBUTIONS, given.id, cells)
    yield from _spare_rows(about, FormTable.CONTRIBUTIONS)


def _record_row(
    about: FormAbout, table: FormTable, identity: str, cells: Mapping[str, FormCell]
) -> FormRow:
    return FormRow(table, row_key(about, table, identity), (identity,), cells)


def _spare_rows(about: FormAbout, table: FormTable) -> Iterator[FormRow]:
    for number in range(SPARE_ROWS):
        key = row_key(about, table, "new", about.instance, str(number))
        yield FormRow(table, key, (), {})


def row_key(about: FormAbout, table: FormTable, *identity: str) -> str:
    """Return the key of a row: letters only, so that filling down copies it and counts nothing."""
    text = "\x1f".join((about.identity, table.value, *identity))
    digest = hashlib.sha256(text.encode()).digest()[:9]
    return "".join(chr(ord("a") + half) for byte in digest for half in (byte >> 4, byte & 15))


def breakdown_of(
    indicator: Indicator, dimensions: Mapping[str, Dimension], value: Value
) -> Iterator[tuple[str, str, str]]:
    """Yield indicator, dimension and category of each part that is asked for or recorded."""
    for code in indicator.dimensions:
        dimension = dimensions[code]
        recorded = value.parts.get(code, {})
        for category in dict.fromkeys([*dimension.category_codes, *recorded]):
            yield indicator.code, code, category


def category_title(dimension: Dimension, code: str) -> str:
    """Return what a category is called."""
    known = {category.code: str(category.title) for category in dimension.categories}
    return known.get(code, "Unknown" if code == UNKNOWN else code)


def answer_cells(indicator: Indicator, value: Value) -> dict[str, FormCell]:
    """Return a value as it stands in the form."""
    level = None if value.level is None else indicator.level(value.level)
    figure: FormCell = value.number if value.numerator is None else None
    if value.level is not None:
        figure = value.level if level is None else str(level.title)
    is_blank = not value.is_reported and not value.state.needs_reason
    return {
        "state": None if is_blank else STATE_TITLES[value.state],
        "value": figure,
        "numerator": value.numerator,
        "denominator": value.denominator,
        "reason": value.reason or None,
        "note": value.note or None,
    }


def part_cells(value: Value, dimension: str, category: str) -> dict[str, FormCell]:
    """Return one part of a breakdown as it stands in the form."""
    return {"value": value.parts.get(dimension, {}).get(category)}


def activity_cells(activity: Activity) -> dict[str, FormCell]:
    """Return an activity as it stands in the form."""
    return {
        "code": activity.code,
        "title": activity.title,
        "result": activity.result or None,
        "budget": activity.budget,
        "currency": None if activity.currency == NO_CURRENCY else activity.currency,
        "shared": YES if activity.is_shared else NO,
        "note": activity.note or None,
    }


def contribution_cells(given: Contribution, codes: Mapping[str, str]) -> dict[str, FormCell]:
    """Return a contribution as it stands in the form; `codes` are those of activities by id."""
    return {
        "source": given.source,
        "source_type": in_words(given.source_type),
        "stage": in_words(given.stage),
        "form": in_words(given.form),
        "activity": codes.get(given.activity),
        "amount": given.amount,
        "currency": None if given.currency == NO_CURRENCY else given.currency,
        "date": given.date,
        "note": given.note or None,
    }


def in_words(word: StrEnum) -> str:
    """Return a word of a fixed list as people read it: `UN agency`, `In kind`."""
    return _WORDS[word]


_WORDS: Mapping[StrEnum, str] = {**SOURCE_TYPE_TITLES, **STAGE_TITLES, **FORM_TITLES}


def cell_text(cell: FormCell) -> str:
    """Return a cell as text, by which what stood in it and what stands in it are compared."""
    match cell:
        case None:
            return ""
        case Decimal():
            return plain(cell)
        case date():
            return cell.isoformat()
        case str():
            return cell


def cell_texts(cells: Mapping[str, FormCell], columns: Iterable[str]) -> dict[str, str]:
    """Return what stands in some columns as texts; those that are empty are left out."""
    texts = {column: cell_text(cells.get(column)) for column in columns}
    return {column: text for column, text in texts.items() if text}
