"""Checks of co-funding: totals, shares, conversions, and the countries that reach the target."""

from __future__ import annotations

from fractions import Fraction

from exports.xlsx.checks import Check, CheckList, differs_where
from exports.xlsx.funding import FundingTables
from exports.xlsx.shares import Basis, ShareRow, share_rows
from exports.xlsx.sheet import Table
from spa_me.domain.cofunding import Base
from spa_me.domain.numbers import exact_sum

_COUNTRIES, _SHARES = "Governments’ shares", "Shares by source"
_CONTRIBUTIONS = "Contributions"


def check_countries(
    checks: CheckList, countries: Table, values: Table, workplan: Table | None
) -> None:
    """Check the governments' shares against the target and against what they come from."""
    funding, cells = checks.job.book.funding, checks.job.cells
    share, target = countries.range("share"), countries.range("target")
    if funding.target is not None and funding.units:
        figure = cells.in_style(funding.reaching, "whole")
        formula = f"=SUMPRODUCT(ISNUMBER({share})*({share}>={target}-1E-12))"
        what = "Countries that reach the target"
        checks.add(Check(_COUNTRIES, what, figure, formula, "whole"))
        distance = countries.range("distance")
        checks.rows_that_differ(
            _COUNTRIES,
            "Rows in which the difference is not share − target",
            differs_where(f"ISNUMBER({distance})", distance, f"{share}-{target}", share),
        )
    indicator = checks.job.book.definition.rules.co_funding_indicator
    for place, entry in enumerate(funding.units):
        name = countries.cell("unit", place)
        if entry.is_computed and workplan is not None:
            is_here = f"EXACT({workplan.range('unit')},{name})"
            formula = (
                f'=SUMPRODUCT({is_here}*({workplan.range("government")}="yes"))'
                f"/SUMPRODUCT({is_here}*1)"
            )
            what = f"Share of work-plan activities with government money: {entry.unit.name}"
        elif entry.reported_share is not None:
            formula = (
                f"=SUMPRODUCT(EXACT({values.range('unit')},{name})*({values.range('once')}=1)"
                f'*({values.range("indicator")}="{indicator}")*{values.range("value")})'
            )
            what = f"Share of activities as reported for {indicator}: {entry.unit.name}"
        else:
            continue
        figure = cells.percent(entry.share_of_activities)
        checks.add(Check(_COUNTRIES, what, figure, formula, "percent"))


def check_shares(checks: CheckList, tables: FundingTables, contributions: Table) -> None:
    """Check every table of shares, and each amount against the contributions behind it."""
    rows = share_rows(checks.job.book)
    if not rows:
        return
    shares = tables.shares
    _within_rows(checks, shares)
    by_table: dict[int, list[ShareRow]] = {}
    for row in rows:
        by_table.setdefault(row.table_number, []).append(row)
    for group in by_table.values():
        _table_totals(checks, shares, group)
    _against_contributions(checks, shares, contributions)


def _within_rows(checks: CheckList, shares: Table) -> None:
    of = shares.range
    amount, total, exact = of("amount"), of("total"), of("exact")
    checks.rows_that_differ(
        _SHARES,
        "Rows in which the exact share is not amount ÷ total",
        differs_where(f"ISNUMBER({exact})", f"{exact}*{total}", amount, amount),
    )
    checks.rows_that_differ(
        _SHARES,
        "Rows in which the share to one decimal is not the exact share, rounded",
        differs_where(f"ISNUMBER({exact})", of("decimal"), f"ROUND({exact},3)"),
    )
    checks.rows_that_differ(
        _SHARES,
        "Rows in which the whole per cent is a full point away from the exact share",
        f"SUMPRODUCT(ISNUMBER({of('whole')})*(ABS({of('whole')}-{exact})>=0.01))",
    )
    checks.rows_that_differ(
        _SHARES,
        "Rows in which “off by” is not the printed share less the exact one",
        differs_where(
            f"ISNUMBER({of('printed')})*ISNUMBER({exact})",
            of("off"),
            f"ROUND(ABS({of('printed')}-{exact})*100,2)",
        ),
    )


def _table_totals(checks: CheckList, shares: Table, rows: list[ShareRow]) -> None:
    cells, table = checks.job.cells, rows[0].table
    number, about = rows[0].table_number, f"{rows[0].unit_name}, {rows[0].basis}"

    def summed(key: str) -> str:
        return f"=SUMIF({shares.range('table')},{number},{shares.range(key)})"

    if table.base is Base.MONEY:
        figure = cells.money(table.total)
        checks.add(Check(_SHARES, f"Total: {about}", figure, summed("amount"), "decimal 2"))
        is_whole = table.incomplete is None
        whole = cells.in_style(Fraction(is_whole), "percent 0")
        add_up = "Whole percentages add up" if is_whole else "No share, as money is not counted"
        what = f"{add_up}: {about}"
        checks.add(Check(_SHARES, what, whole, summed("whole"), "percent 0"))
    printed = [row.source.printed for row in rows if row.source.printed is not None]
    if printed:
        figure = cells.percent(Fraction(exact_sum(printed)) / 100, "percent")
        what = f"Sum of the printed shares: {about}"
        checks.add(Check(_SHARES, what, figure, summed("printed"), "percent"))


def _against_contributions(checks: CheckList, shares: Table, contributions: Table) -> None:
    number, amount, basis = (shares.range(key) for key in ("number", "amount", "basis"))
    of = contributions.range
    pairs = [
        (Basis.RECORDED, f"SUMIF({of('row')},{number},{of('counted')})"),
        (Basis.ACTIVITIES, f"COUNTIF({of('activity row')},{number})"),
    ]
    if "converted" in contributions.letters:
        pairs.append((Basis.CONVERTED, f"SUMIF({of('converted row')},{number},{of('converted')})"))
        converted = of("converted")
        checks.rows_that_differ(
            _CONTRIBUTIONS,
            "Rows in which the converted amount is not amount × rate",
            differs_where(
                f"ISNUMBER({converted})", converted, f"{of('amount')}*{of('rate')}", converted
            ),
        )
    for kind, again in pairs:
        checks.rows_that_differ(
            _CONTRIBUTIONS,
            f"Rows of the shares whose amount is not that of their contributions: {kind.value}",
            differs_where(f'{basis}="{kind.value}"', amount, again),
        )
