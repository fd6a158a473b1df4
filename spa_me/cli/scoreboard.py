"""The scoreboard as text: what `spa-me assess` prints, and `make run` without a display."""

from __future__ import annotations

from collections.abc import Iterator

from spa_me.cli.output import NOTHING, STATUS_SYMBOLS, Column, status_words, table
from spa_me.domain.assessment import Card
from spa_me.domain.derivation.figures import no_light
from spa_me.domain.numbers import grouped
from spa_me.domain.status import STATUS_TITLES, NoStatus, Status
from spa_me.reports import ReportBook
from spa_me.reports.lines import MarkerLine

_MARKERS = (
    Column("Marker"),
    Column("Status"),
    Column("Computed"),
    Column("Reported"),
    Column("Target", is_number=True),
    Column("Actual", is_number=True),
    Column("Achieved", is_number=True),
    Column("Included"),
    Column("What is judged", wraps=True),
)


def scoreboard(book: ReportBook) -> str:
    """Return headline, counts, markers and results of a period as readable text."""
    return "\n".join(_lines(book))


def _lines(book: ReportBook) -> Iterator[str]:
    definition = book.definition
    yield f"{definition.title} · {book.period.title} · framework version {definition.version}"
    if book.assessment.unit is not None:
        yield f"Only {definition.unit_by_code[book.assessment.unit].name}"
    if book.is_illustrative:
        yield "Illustrative data: the figures are invented."
    yield str(book.headline)
    if book.subline:
        yield " ".join(str(sentence) for sentence in book.subline)
    yield f"{book.inclusion.sentence}."
    yield ""
    yield counts_line(book)
    yield ""
    yield table(_MARKERS, (_marker(line) for line in book.markers))
    yield ""
    yield table(_result_columns(book), _results(book))


def counts_line(book: ReportBook) -> str:
    """Return the counts: `● Fully met 8   ◐ Partly met 3 …`; reasons for none only if there are."""
    kinds = [*Status, *(reason for reason in NoStatus if book.counts.of(reason))]
    return "   ".join(f"{status_words(kind)} {book.counts.of(kind)}" for kind in kinds)


def _marker(line: MarkerLine) -> list[str]:
    marker = line.assessment
    return [
        line.code,
        f"{STATUS_SYMBOLS[line.kind]} {line.status_words}",
        _word(marker.computed),
        _word(marker.reported),
        str(line.target_text),
        str(line.actual_text),
        str(line.achieved() or NOTHING),
        str(line.included),
        line.title,
    ]


def _word(status: Status | None) -> str:
    return NOTHING if status is None else STATUS_TITLES[status]


def _result_columns(book: ReportBook) -> list[Column]:
    card = "Card, capped" if book.is_capped else "Card, not capped"
    numbers = [Column(title, is_number=True) for title in ("Fully", "Partly", "Not", "No status")]
    return [Column("Result"), *numbers, Column(card), Column("What it is", wraps=True)]


def _results(book: ReportBook) -> Iterator[list[str]]:
    for result in book.results:
        counts = result.counts
        yield [
            "  " * result.depth + result.result.code,
            *(str(counts.of(status)) for status in Status),
            str(counts.without_status),
            _card(result.capped if book.is_capped else result.uncapped),
            str(result.result.title),
        ]


def _card(card: Card) -> str:
    if card.achievement is None:
        return f"no light: {no_light(card)}"
    return f"{grouped(card.achievement * 100, 1)} % {card.colour}"
