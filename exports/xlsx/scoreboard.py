"""The sheet *Scoreboard*: how many markers are met, by result, with native charts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from exports.xlsx.charts import (
    BARS_WIDTH,
    ROW_UNDER_CHART,
    bars_height,
    counts_doughnut,
    results_bars,
    rows_under,
)
from exports.xlsx.job import Job
from exports.xlsx.sheet import Column, Sheet, Table
from exports.xlsx.statuses import KINDS, colour_statuses, colour_words
from exports.xlsx.stream import Cell, Row
from exports.xlsx.styles import MAX_INDENT
from spa_me.domain.assessment import Card, CardColour, ResultAssessment, StatusCounts, count
from spa_me.domain.derivation.figures import no_light
from spa_me.domain.status import STATUS_TITLES, Status

TITLE = "Scoreboard"

COLUMNS = (
    Column("result", "Result", 9, "code"),
    Column("title", "Title", 39),
    Column("level", "Level", 14),
    *(Column(kind, STATUS_TITLES[kind], 10, "whole") for kind in KINDS),
    Column("total", "Markers", 9, "whole"),
    Column("achievement", "Mean achieve-\nment", 11, "percent"),
    Column("card", "Card", 13, "centre"),
    Column("rating", "Rating declared for the result", 12),
)
WIDTH = {column.key: column.width for column in COLUMNS}
_LAST_COUNT = 3 + len(KINDS)
_BARS_ON_FIRST_PAGE = 8

CARD_WORDS = {
    CardColour.GREEN: "Green",
    CardColour.AMBER: "Amber",
    CardColour.RED: "Red",
    CardColour.GREY: "Grey",
}


_CARD_TINTS = {
    CardColour.GREEN: Status.FULLY,
    CardColour.AMBER: Status.PARTLY,
    CardColour.RED: Status.NOT,
}


@dataclass(frozen=True, slots=True)
class Scoreboard:
    """Where the sheet's tables stand: all markers, what the chart shows, every result."""

    totals: Table
    bars: Table
    results: Table


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the chart: a main result, or the markers that the top result has of its own."""

    label: str
    title: str
    result: str
    counts: StatusCounts


def write_scoreboard(job: Job) -> Scoreboard:
    """Make the sheet and return where its tables stand."""
    book = job.book
    sheet = Sheet(job, TITLE, [column.width for column in COLUMNS])
    sheet.spanned(TITLE, "title", size=16)
    sheet.spanned(str(book.headline), "answer", size=13)
    sheet.spanned(" ".join([*map(str, book.subline), f"{book.inclusion.sentence}."]), "lead")
    totals = _totals(job, sheet)
    sheet.skip(8)
    chart_row = sheet.next_row
    shown = bars_of(job)
    for _ in range(rows_under(bars_height(len(shown)))):
        sheet.skip(ROW_UNDER_CHART)
    bars = _bars_table(job, sheet, shown)
    results = _results_table(job, sheet)
    sheet.raw.add_chart(results_bars(bars, KINDS), f"A{chart_row}")
    beside = sheet.column_after(BARS_WIDTH)
    sheet.raw.add_chart(counts_doughnut(totals, KINDS), f"{beside}{chart_row}")
    sheet.finish()
    return Scoreboard(totals, bars, results)


def _totals(job: Job, sheet: Sheet) -> Table:
    cells, counts = job.cells, job.book.counts
    rows: list[Row] = [
        [
            cells.empty("total text"),
            cells.text("All progress markers", "total text"),
            cells.empty("total text"),
            *_counts(job, counts, "total"),
        ],
        [
            cells.empty(),
            cells.text("Share of the markers that have a status"),
            cells.empty(),
            *(cells.percent(share) for share in _shares(counts)),
            cells.empty("percent"),
        ],
    ]
    table = sheet.table(COLUMNS[: _LAST_COUNT + 1], rows, "")
    first, last = KINDS[0], KINDS[-1]
    head = f"{table.letters[first]}{table.header}:{table.letters[last]}{table.header}"
    colour_statuses(sheet.raw, head)
    return table


def _shares(counts: StatusCounts) -> Iterable[Fraction | None]:
    judged = counts.with_status
    for place, kind in enumerate(KINDS):
        yield Fraction(counts.of(kind), judged) if place < 3 and judged else None


def _counts(job: Job, counts: StatusCounts, style: str = "whole") -> list[Cell | None]:
    numbers = [*(counts.of(kind) for kind in KINDS), counts.total]
    return [job.cells.in_style(number, style) for number in numbers]


def bars_of(job: Job) -> list[Bar]:
    """Return what the chart shows: the results below the only top one, else the top ones."""
    results = job.book.results
    if not results:
        return []
    top = min(entry.depth for entry in results)
    roots = [entry for entry in results if entry.depth == top]
    children = [entry for entry in results if entry.depth == top + 1]
    if len(roots) > 1 or not children:
        return [_bar(job, entry) for entry in roots]
    root = roots[0]
    own = [m for m in root.markers if m.marker.result == root.result.code]
    label = f"{_level(job, root)} {root.result.code}, its own markers"
    alone = [Bar(label, str(root.result.title), root.result.code, count(own))] if own else []
    return [*alone, *(_bar(job, entry) for entry in children)]


def _level(job: Job, entry: ResultAssessment) -> str:
    levels = {level.code: str(level.title) for level in job.book.definition.levels}
    return levels.get(entry.result.level, entry.result.level)


def _bar(job: Job, entry: ResultAssessment) -> Bar:
    label = f"{_level(job, entry)} {entry.result.code}"
    return Bar(label, str(entry.result.title), entry.result.code, entry.counts)


def _bars_table(job: Job, sheet: Sheet, shown: list[Bar]) -> Table:
    cells = job.cells
    if len(shown) > _BARS_ON_FIRST_PAGE:
        sheet.new_page()
    sheet.spanned("Which main results are on track?", "section", size=12)
    rows: list[Row] = [
        [
            cells.text(bar.result, "code"),
            job.fitted(bar.title, WIDTH["title"], (bar.result, bar.title)),
            cells.text(bar.label),
            *_counts(job, bar.counts),
        ]
        for bar in shown
    ]
    table = sheet.table(COLUMNS[: _LAST_COUNT + 1], rows, "There are no results to show.")
    sheet.skip(10)
    return table


def _results_table(job: Job, sheet: Sheet) -> Table:
    book = job.book
    capped = "capped at 100 %" if book.is_capped else "not capped"
    sheet.new_page()
    sheet.spanned("How does every result stand?", "section", size=12)
    sheet.spanned(
        "Counts hold the markers of a result and of all results below it. The card is secondary: "
        f"the unweighted mean of achievement over the markers that have one, {capped} for each; "
        "green from 100 %, amber from 50 % to below 100 %, red below 50 %. It is grey, and shows "
        "no mean, where too few markers have a per cent or too much is missing.",
        "lead",
    )
    rows = [_result_row(job, entry) for entry in book.results]
    table = sheet.table(COLUMNS, rows, "There are no results to show.")
    sheet.raw.print_title_rows = f"{table.header}:{table.header}"
    sheet.filter(table)
    words = {CARD_WORDS[colour]: kind for colour, kind in _CARD_TINTS.items()}
    colour_words(sheet.raw, table.local("card", "card"), words, softly=True)
    return table


def card_of(job: Job, entry: ResultAssessment) -> Card:
    """Return a result's card as the book shows it, capped or not."""
    return entry.capped if job.book.is_capped else entry.uncapped


def _card_text(card: Card) -> str:
    why = no_light(card)
    return CARD_WORDS[card.colour] if why is None else f"No light: {why}"


def _result_row(job: Job, entry: ResultAssessment) -> Row:
    cells, card, rating = job.cells, card_of(job, entry), entry.rating
    title, depth = str(entry.result.title), min(entry.depth, MAX_INDENT)
    about = (entry.result.code, title)
    declared = "" if rating is None else f"{STATUS_TITLES[rating.status]}: {rating.reason}"
    return [
        cells.text(entry.result.code, "code"),
        job.fitted(
            title, WIDTH["title"] - 2 * depth, about, f"indent {depth}" if depth else "text"
        ),
        cells.text(_level(job, entry)),
        *_counts(job, entry.counts),
        cells.percent(card.achievement),
        job.fitted(_card_text(card), WIDTH["card"], about, "centre"),
        job.fitted(declared, WIDTH["rating"], about),
    ]
