"""Do the governments pay their share: a bar for each country against the target line."""

from __future__ import annotations

from fractions import Fraction

from spa_me.dashboards.figure import Cell, FigureSpec, Header, Json, Remark, Table, TableRow, Target
from spa_me.dashboards.look import Look, bare_axis, bold, chart, escaped, hatched, layout, muted
from spa_me.dashboards.units import has_remarks, remark_lines, unit_name, with_remark
from spa_me.dashboards.wrapping import wrapped
from spa_me.domain.framework import UnitKind
from spa_me.domain.numbers import rounded
from spa_me.domain.sentences import Amount
from spa_me.reports import ReportBook
from spa_me.reports.funding import UnitFunding

_LABEL = 0.13
"""The part of the chart's height that the label of a bar takes above it."""
_LEAST_BARS = 5
"""A chart has room for so many bars, although it may have fewer."""


def cofunding(book: ReportBook, look: Look) -> FigureSpec:
    """Return the governments' shares of activities by country."""
    countries = [unit for unit in book.funding.units if unit.unit.kind is UnitKind.COUNTRY]
    answer = _answer(book, countries, look)
    is_empty = all(unit.share_of_activities is None for unit in countries)
    return FigureSpec(
        name="cofunding",
        title=look.say("Do the governments pay their share?"),
        answer=answer,
        summary=_summary(countries, answer, look),
        chart=None if is_empty else _chart(book, countries, look),
        table=_table(book, countries, look),
        remarks=() if is_empty else (Remark(_base(look)),),
        empty=look.say(
            "Each country’s share of work-plan activities with money from its government stands "
            "here against the target, once it is reported or follows from the co-funding page."
        )
        if is_empty
        else "",
    )


def _base(look: Look) -> str:
    return look.say("Share of work-plan activities with money from the government.")


def _answer(book: ReportBook, countries: list[UnitFunding], look: Look) -> str:
    if not countries:
        return ""
    shares = [unit.share_of_activities for unit in countries]
    reported = [share for share in shares if share is not None]
    counts = {"reported": len(reported), "expected": len(countries)}
    target = book.funding.target
    if len(countries) == 1:
        return _answer_of_one(countries[0], target, look)
    if not reported:
        return look.say("None of {expected} countries has reported its share.", **counts)
    if target is None:
        return look.say("{reported} of {expected} countries have reported.", **counts)
    return look.say(
        "{reached} of {expected} countries reach the target of {target}; {reported} of {expected} "
        "have reported.",
        reached=sum(share >= target for share in reported),
        target=Amount(target * 100, "%"),
        **counts,
    )


def _answer_of_one(country: UnitFunding, target: Fraction | None, look: Look) -> str:
    share, name = country.share_of_activities, str(country.unit.name)
    if share is None:
        return look.say("{unit} has not reported its share yet.", unit=name)
    if target is None:
        return look.say("{unit} has reported its share.", unit=name)
    template = (
        "{unit} reaches the target of {target}."
        if share >= target
        else "{unit} does not reach the target of {target}."
    )
    return look.say(template, unit=name, target=Amount(target * 100, "%"))


def _summary(countries: list[UnitFunding], answer: str, look: Look) -> str:
    said = (_says(unit, unit_name(unit.unit, unit, look), look) for unit in countries)
    return f"{answer} " + "; ".join(said)


def _says(unit: UnitFunding, name: str, look: Look) -> str:
    share = unit.share_of_activities
    if share is None:
        return look.say("{unit}: not reported", unit=name)
    return look.say("{unit}: {share}", unit=name, share=look.percent(share))


def _chart(book: ReportBook, countries: list[UnitFunding], look: Look) -> Json:
    target = book.funding.target
    foot = 54 if has_remarks(countries) else 38
    shares = {u.unit.code: u.share_of_activities for u in countries}
    highest = max([*(s for s in shares.values() if s is not None), target or Fraction(0)])
    top = float(highest or Fraction(1, 10)) * 118
    given = [u for u in countries if shares[u.unit.code] is not None]
    missing = [u for u in countries if shares[u.unit.code] is None]
    made = layout(
        look,
        224 + foot,
        bargap=0.26,
        margin={
            "l": 4,
            "r": 4 if target is None else look.scaled(48),
            "t": 8,
            "b": look.scaled(foot),
            "pad": 0,
        },
        xaxis=bare_axis(
            type="category",
            categoryarray=[u.unit.code for u in countries],
            range=_span(len(countries)),
            tickvals=[u.unit.code for u in countries],
            ticktext=[_label(u, look) for u in countries],
            tickangle=0,
        ),
        yaxis=bare_axis(range=[0, top], showticklabels=False),
        shapes=[_ground(look), *_target_line(target, look)],
        annotations=[*_target_words(target, look), *_lifted_labels(given, target, top, look)],
    )
    return chart(
        [
            _shares(book, given, top, look),
            *([_missing(book, missing, top, look)] if missing else []),
        ],
        made,
    )


def _span(bars: int) -> list[float]:
    """Return the range of the axis: few bars stand in the middle and are no wider than many."""
    beside = max(0, _LEAST_BARS - bars) / 2
    return [-0.5 - beside, bars - 0.5 + beside]


def _label(unit: UnitFunding, look: Look) -> str:
    lines = [escaped(line) for line in wrapped(str(unit.unit.name), 11, 2)]
    return "<br>".join([*lines, *remark_lines(unit, look)])


def _ground(look: Look) -> Json:
    line = {"color": look.palette.border, "width": 1}
    return {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": 0, "y1": 0, "line": line}


def _target_line(target: Fraction | None, look: Look) -> list[Json]:
    if target is None:
        return []
    height = float(target * 100)
    line = {"color": look.palette.text, "width": 1.5, "dash": "dash"}
    shape = {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": height, "y1": height}
    return [{**shape, "line": line}]


def _target_words(target: Fraction | None, look: Look) -> list[Json]:
    if target is None:
        return []
    words = look.say("target {target}", target=Amount(target * 100, "%"))
    return [
        {
            "xref": "paper",
            "x": 1,
            "xanchor": "left",
            "xshift": 4,
            "y": float(target * 100),
            "text": muted("<br>".join(escaped(line) for line in wrapped(words, 8, 2)), look),
            "align": "left",
            "showarrow": False,
        }
    ]


def _share_label(unit: UnitFunding, look: Look) -> str:
    return bold(escaped(look.percent(unit.share_of_activities)))


def _is_struck(unit: UnitFunding, target: Fraction | None, top: float) -> bool:
    """Return whether the target line would go through the label above a unit's bar."""
    share = unit.share_of_activities
    if share is None or target is None:
        return False
    return 0 < float((target - share) * 100) < _LABEL * top


def _lifted_labels(
    units: list[UnitFunding], target: Fraction | None, top: float, look: Look
) -> list[Json]:
    """Return the labels that stand above the target line instead, which would go through them."""
    return [
        {
            "x": unit.unit.code,
            "y": float((target or Fraction(0)) * 100),
            "yanchor": "bottom",
            "yshift": 1,
            "text": _share_label(unit, look),
            "showarrow": False,
        }
        for unit in units
        if _is_struck(unit, target, top)
    ]


def _shares(book: ReportBook, units: list[UnitFunding], top: float, look: Look) -> Json:
    target = book.funding.target
    points = [_point(book, unit, look) for unit in units]
    return {
        "type": "bar",
        "x": [unit.unit.code for unit in units],
        "y": [float((unit.share_of_activities or Fraction(0)) * 100) for unit in units],
        "marker": {"color": look.palette.accent, "line": {"width": 0}},
        "text": ["" if _is_struck(u, target, top) else _share_label(u, look) for u in units],
        "textposition": "outside",
        "cliponaxis": False,
        "hoverinfo": "none",
        "customdata": points,
    }


def _missing(book: ReportBook, units: list[UnitFunding], top: float, look: Look) -> Json:
    target = book.funding.target
    # Lower than the target line, so that nobody takes the block for a share that reaches it.
    height = top * 0.28 if target is None else min(top * 0.28, float(target * 100) * 0.8)
    points = [_point(book, unit, look) for unit in units]
    text = "<br>".join(escaped(line) for line in wrapped(look.say("not reported"), 11, 2))
    return {
        "type": "bar",
        "x": [unit.unit.code for unit in units],
        "y": [height] * len(units),
        "marker": hatched(look),
        "text": [text] * len(units),
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "insidetextfont": {"color": look.palette.on_hatch},
        "hoverinfo": "none",
        "customdata": points,
    }


def _point(book: ReportBook, unit: UnitFunding, look: Look) -> Json:
    share, target = unit.share_of_activities, book.funding.target
    label = _says(unit, str(unit.unit.name), look)
    if share is not None and target is not None:
        against = Amount(rounded(abs(share - target) * 100, 1), "")
        label = look.say(
            "{label}, {points} points above the target"
            if share > target
            else "{label}, exactly the target"
            if share == target
            else "{label}, {points} points below the target",
            label=label,
            points=against,
        )
    return {"target": _target(unit), "label": with_remark(unit, label, look)}


def _target(unit: UnitFunding) -> Target:
    return {"page": "cofunding", "unit": unit.unit.code}


def _table(book: ReportBook, countries: list[UnitFunding], look: Look) -> Table:
    headers = (
        Header(look.say("Country")),
        Header(look.say("Share of activities"), is_number=True),
        Header(look.say("Target"), is_number=True),
        Header(look.say("Reaches it")),
        Header(look.say("Share of money"), is_number=True),
        Header(look.say("Income class")),
    )
    return Table(headers, tuple(_row(book, unit, look) for unit in countries))


def _row(book: ReportBook, unit: UnitFunding, look: Look) -> TableRow:
    name, target = unit_name(unit.unit, unit, look), book.funding.target
    share = unit.share_of_activities
    shown = look.say("Not reported") if share is None else look.percent(share)
    cells = (
        Cell(name, name),
        Cell(shown, share),
        Cell(look.percent(target), target),
        _reaches(share, target, look),
        _money(unit, look),
        Cell(unit.unit.income_class, unit.unit.income_class),
    )
    return TableRow(cells, _target(unit))


def _money(unit: UnitFunding, look: Look) -> Cell:
    money, incomplete = unit.money.government_share, unit.money.incomplete
    if incomplete is not None:
        return Cell(look.words(incomplete))
    return Cell(look.say("No amounts") if money is None else look.percent(money), money)


def _reaches(share: Fraction | None, target: Fraction | None, look: Look) -> Cell:
    if share is None or target is None:
        return Cell("–")
    word = look.say("Yes") if share >= target else look.say("No")
    return Cell(word, word)
