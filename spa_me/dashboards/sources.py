"""Who paid for a unit's activities: its money as one bar, cut into its sources."""

from __future__ import annotations

from fractions import Fraction

from spa_me.dashboards.figure import (
    Cell,
    Choice,
    FigureSpec,
    Header,
    Json,
    Remark,
    Table,
    TableRow,
    Target,
)
from spa_me.dashboards.look import Look, bare_axis, bold, chart, escaped, layout
from spa_me.dashboards.theme import Palette, readable_on
from spa_me.dashboards.wrapping import wrapped
from spa_me.domain.cofunding import NO_CURRENCY, ShareTable, SourceShare
from spa_me.domain.sentences import Amount
from spa_me.reports import ReportBook
from spa_me.reports.funding import UnitFunding


def sources(book: ReportBook, look: Look, unit: str | None = None) -> FigureSpec:
    """Return the shares of one unit's money by source.

    Args:
        book: the period.
        look: colours, font, words.
        unit: whose money; without it, or where it has none, the first unit that has any.
    """
    with_money = [entry for entry in book.funding.units if entry.has_money]
    chosen = next((entry for entry in with_money if entry.unit.code == unit), None)
    if chosen is None:
        chosen = next(iter(with_money), None)
    if chosen is None:
        return _nothing(look)
    name = str(chosen.unit.name)
    answer = _answer(chosen, look)
    return FigureSpec(
        name="sources",
        title=look.say("Who paid for the activities of {unit}?", unit=name),
        answer=answer,
        summary=f"{answer} " + "; ".join(_says(s, look) for s in chosen.money.sources),
        chart=_chart(chosen, look) if chosen.money.incomplete is None else None,
        table=_table(chosen, look),
        remarks=tuple(_remarks(chosen, look)),
        choices=tuple(_choices(with_money, chosen)) if len(with_money) > 1 else (),
        shows_table=True,
    )


def _nothing(look: Look) -> FigureSpec:
    return FigureSpec(
        name="sources",
        title=look.say("Who paid for the activities?"),
        answer=look.say("No amount is recorded for this period."),
        summary=look.say("No amount is recorded for this period."),
        chart=None,
        table=Table((), ()),
        empty=look.say(
            "Each source and its share stand here once contributions with an amount are recorded "
            "on the co-funding page."
        ),
    )


def money(amount: Fraction, currency: str, look: Look) -> str:
    """Return an amount with its currency, if that is known."""
    sign = "" if currency == NO_CURRENCY else currency
    return look.say("{amount}", amount=Amount(amount, sign))


def _answer(chosen: UnitFunding, look: Look) -> str:
    table = chosen.money
    total = money(table.total, table.currency, look)
    if table.currency == NO_CURRENCY:
        total = look.say("{total} (currency not printed)", total=total)
    if table.incomplete is not None:
        why = look.words(table.incomplete)
        return look.say("{total} counted so far; no shares of money: {why}", total=total, why=why)
    return look.say("{total} in all; shares of money", total=total)


def _says(source: SourceShare, look: Look) -> str:
    return (
        source.source if source.share is None else f"{source.source} {look.percent(source.share)}"
    )


def _remarks(chosen: UnitFunding, look: Look) -> list[Remark]:
    warnings = set(map(id, chosen.money.warnings))
    return [
        Remark(look.words(remark), is_warning=id(remark) in warnings) for remark in chosen.remarks
    ]


def _choices(with_money: list[UnitFunding], chosen: UnitFunding) -> list[Choice]:
    return [
        Choice(
            str(entry.unit.name),
            {"page": "overview", "sources": entry.unit.code},
            is_chosen=entry is chosen,
        )
        for entry in with_money
    ]


def _chart(chosen: UnitFunding, look: Look) -> Json:
    made = layout(
        look,
        74,
        barmode="stack",
        bargap=0,
        margin={"l": 0, "r": 0, "t": 2, "b": 2, "pad": 0},
        xaxis=bare_axis(range=[0, 1], showticklabels=False),
        yaxis=bare_axis(showticklabels=False),
        # A text that does not fit its segment is left out; the table below has every source.
        uniformtext={"minsize": look.size * 0.8, "mode": "hide"},
    )
    shown = [source for source in chosen.money.sources if source.share]
    return chart([_trace(chosen, number, s, look) for number, s in enumerate(shown)], made)


def _trace(chosen: UnitFunding, number: int, source: SourceShare, look: Look) -> Json:
    share = source.share or Fraction(0)
    fill = _shade(number, look.palette)
    amount = money(source.amount, chosen.money.currency, look)
    label = look.say(
        "{source}: {amount}, {share} of the money",
        source=source.source,
        amount=amount,
        share=look.percent(share),
    )
    width = max(6, int(share * 60))
    lines = [escaped(line) for line in wrapped(source.source, width, 2)]
    return {
        "type": "bar",
        "orientation": "h",
        "name": escaped(source.source),
        "y": [""],
        "x": [float(share)],
        "marker": {"color": fill, "line": {"width": 1, "color": look.palette.surface}},
        "text": ["<br>".join([*lines, bold(escaped(look.percent(share)))])],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "insidetextfont": {"color": readable_on(fill), "size": look.size},
        "hoverinfo": "none",
        "customdata": [{"target": _target(chosen), "label": label}],
    }


def _shade(number: int, palette: Palette) -> str:
    return palette.shades[number % len(palette.shades)]


def _target(chosen: UnitFunding) -> Target:
    return {"page": "cofunding", "unit": chosen.unit.code}


def _table(chosen: UnitFunding, look: Look) -> Table:
    printed = any(source.printed is not None for source in chosen.money.sources)
    headers = [
        Header(look.say("Source")),
        Header(look.say("Amount"), is_number=True),
        Header(look.say("Share"), is_number=True),
        Header(look.say("Whole %"), is_number=True),
    ]
    if printed:
        headers.append(Header(look.say("Printed"), is_number=True))
    rows = (_row(chosen, chosen.money, s, printed=printed, look=look) for s in chosen.money.sources)
    return Table(tuple(headers), tuple(rows))


def _row(
    chosen: UnitFunding, table: ShareTable, source: SourceShare, *, printed: bool, look: Look
) -> TableRow:
    cells = [
        Cell(source.source, source.source),
        Cell(money(source.amount, table.currency, look), source.amount),
        Cell(look.percent(source.share), source.share),
        _percent_cell(source.whole, look),
    ]
    if printed:
        cells.append(_percent_cell(source.printed, look))
    return TableRow(tuple(cells), _target(chosen))


def _percent_cell(value: object, look: Look) -> Cell:
    if value is None:
        return Cell("–")
    number = Fraction(str(value))
    return Cell(look.say("{number}", number=Amount(number, "%")), number)
