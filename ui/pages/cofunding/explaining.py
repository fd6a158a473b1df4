"""The answer to "why?" for a share: numerator, denominator, and the records behind both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from spa_me.domain.cofunding import (
    Contribution,
    ShareTable,
    SourceShare,
    SourceType,
    distinct_activities,
)
from spa_me.reports import ReportBook
from spa_me.reports.funding import UnitFunding
from ui.i18n import show_number, show_percent, show_sentence
from ui.pages.cofunding.rows import UnitRow
from ui.pages.cofunding.words import (
    NOTHING,
    in_currency,
    money_text,
    percent_text,
    rate_text,
    stage_title,
    tr,
)


@dataclass(frozen=True)
class Why:
    """What the panel shows: a question, the answer first, and the figures."""

    title: str
    sentences: Sequence[str]
    rows: Sequence[tuple[str, str]]


def why_unit(book: ReportBook, row: UnitRow) -> Why:
    """Return why a country, or all together, stand where they do, on both bases."""
    sentences, rows = _activities(book, row)
    money, money_rows = _money(book, row)
    remarks = () if row.funding is None else row.funding.remarks
    said = [*sentences, *money, *(show_sentence(remark) for remark in remarks)]
    title = tr("Why these shares for {name}?").format(name=row.name)
    return Why(title, _once(said), [*rows, *money_rows])


def _money(book: ReportBook, row: UnitRow) -> tuple[list[str], list[tuple[str, str]]]:
    table = row.table
    government = [s for s in table.sources if s.source_type is SourceType.GOVERNMENT]
    amount = sum((source.amount for source in government), Fraction(0))
    if table.incomplete is not None:
        why = show_sentence(table.incomplete)
        said = tr("There is no share of money: {why}.").format(why=why)
        return [said, *_about_money(table)], _money_rows(table)
    if row.money is None:
        return [tr("No amount of money is counted."), *_about_money(table)], []
    said = tr("Of the money, {part} of {whole} came from the government: {share}.")
    part, whole = money_text(amount, table.currency), money_text(table.total, table.currency)
    sentences = [said.format(part=part, whole=whole, share=show_percent(row.money))]
    sentences.append(_against(book, row.money))
    return [*sentences, *_about_money(table)], _money_rows(table)


def _against(book: ReportBook, share: Fraction) -> str:
    target = book.funding.target
    if target is None:
        return ""
    said = (
        tr("That reaches the target of {target}.")
        if share >= target
        else tr("That is below the target of {target}.")
    )
    return said.format(target=f"{show_number(target * 100)} %")


def _about_money(table: ShareTable) -> list[str]:
    said = tr("The base is {stage} money {currency}.")
    stage = stage_title(table.stage).lower()
    sentences = [said.format(stage=stage, currency=in_currency(table.currency))]
    if table.without_programme:
        sentences.append(tr("The programme’s own money is left out of the base."))
    sentences += [rate_text(rate) for rate in table.rates]
    if table.left_out:
        reasons = dict.fromkeys(show_sentence(left.why) for left in table.left_out)
        one, many = (
            tr("Not counted: 1 record ({reasons})."),
            tr("Not counted: {count} records ({reasons})."),
        )
        left = one if len(table.left_out) == 1 else many
        sentences.append(left.format(count=len(table.left_out), reasons="; ".join(reasons)))
    return sentences


def _money_rows(table: ShareTable) -> list[tuple[str, str]]:
    rows = [
        (
            source.source,
            f"{money_text(source.amount, table.currency)} · {percent_text(source.share)}",
        )
        for source in table.sources
    ]
    in_all = tr("In all") if table.incomplete is None else tr("Counted so far")
    return [*rows, (in_all, money_text(table.total, table.currency))] if rows else []


def _activities(book: ReportBook, row: UnitRow) -> tuple[list[str], list[tuple[str, str]]]:
    funding = row.funding
    if funding is None:
        return [tr("Shares of activities are given by country; they are not added up.")], []
    if row.activities is None:
        said = tr("No work plan is recorded, and {name} has not reported a share of activities.")
        return [said.format(name=row.name)], []
    share = show_percent(row.activities)
    explain = _computed if funding.is_computed else _reported
    sentence, rows = explain(book, funding, share)
    return [sentence, _against(book, row.activities)], rows


def _reported(
    book: ReportBook, funding: UnitFunding, share: str
) -> tuple[str, list[tuple[str, str]]]:
    code = book.definition.rules.co_funding_indicator or ""
    name = str(funding.unit.name)
    rows = [(f"{code} {name}", share)]
    if funding.computed_share is None:
        said = tr("{name} reported {share} of activities in indicator {code}; there is no work "
                  "plan to compute it from.")  # fmt: skip
        return said.format(name=name, share=share, code=code), rows
    said = tr("{name} reported {share} of activities in indicator {code}, by which it is judged.")
    computed = percent_text(funding.computed_share)
    return said.format(name=name, share=share, code=code), [*rows, (tr("Work plan"), computed)]


def _computed(
    book: ReportBook, funding: UnitFunding, share: str
) -> tuple[str, list[tuple[str, str]]]:
    groups = distinct_activities(funding.activity_list)
    stage = book.question.stage
    paid = {
        c.activity
        for c in funding.contributions
        if c.stage is stage and c.source_type is SourceType.GOVERNMENT
    }
    reached = {key for key, group in groups.items() if any(a.id in paid for a in group)}
    said = tr("{part} of {whole} activities of the work plan have a contribution from the "
              "government ({stage}): {share}.")  # fmt: skip
    sentence = said.format(
        part=len(reached), whole=len(groups), stage=stage_title(stage).lower(), share=share
    )
    rows = [
        (f"{group[0].code} {group[0].title}", tr("yes") if key in reached else tr("no"))
        for key, group in groups.items()
    ]
    return sentence, rows


def why_source(table: ShareTable, source: SourceShare, funding: Sequence[UnitFunding]) -> Why:
    """Return why one source's share of the money is what it is."""
    share = percent_text(source.share)
    title = tr("Why {share} from {source}?").format(share=share, source=source.source)
    if table.incomplete is not None:
        why = tr("There is no share of money: {why}.").format(why=show_sentence(table.incomplete))
        return Why(title, [why], _records(table, source, funding))
    said = tr("{part} of {whole}: {share} of the {stage} money.")
    part, whole = money_text(source.amount, table.currency), money_text(table.total, table.currency)
    stage = stage_title(table.stage).lower()
    sentences = [said.format(part=part, whole=whole, share=share, stage=stage)]
    if source.whole is not None:
        rounded = tr(
            "In whole per cent it is shown as {whole} %, so that all sources add up to 100."
        )
        sentences.append(rounded.format(whole=source.whole))
    if source.printed is not None and source.printed_off_by is not None:
        printed = tr("A report prints {printed} %: {off} points away.")
        off = show_number(source.printed_off_by)
        sentences.append(printed.format(printed=show_number(source.printed), off=off))
    sentences += [rate_text(rate) for rate in table.rates]
    return Why(title, sentences, _records(table, source, funding))


def why_source_of_activities(
    table: ShareTable, source: SourceShare, funding: Sequence[UnitFunding]
) -> Why:
    """Return why one source's share of activities is what it is."""
    share = percent_text(source.share)
    title = tr("Why {share} from {source}?").format(share=share, source=source.source)
    said = tr("It contributes to {part} of {whole} activities: {share}. One activity can have "
              "several sources, so these shares overlap.")  # fmt: skip
    part, whole = show_number(source.amount), show_number(table.total)
    sentence = said.format(part=part, whole=whole, share=share)
    return Why(title, [sentence], _records(table, source, funding))


def _records(
    table: ShareTable, source: SourceShare, funding: Sequence[UnitFunding]
) -> list[tuple[str, str]]:
    return [
        (_record_name(contribution, unit), _record_figure(contribution))
        for unit in funding
        for contribution in unit.contributions
        if contribution.stage is table.stage
        and (contribution.source, contribution.source_type) == (source.source, source.source_type)
    ]


def _record_name(contribution: Contribution, unit: UnitFunding) -> str:
    activity = next((a for a in unit.activity_list if a.id == contribution.activity), None)
    name = str(unit.unit.name) if activity is None else f"{unit.unit.name} {activity.code}"
    return f"{name}: {contribution.note}" if contribution.note else name


def _record_figure(contribution: Contribution) -> str:
    if contribution.amount is None:
        return NOTHING
    return money_text(contribution.amount, contribution.currency)


def _once(sentences: Iterable[str]) -> list[str]:
    return [sentence for sentence in dict.fromkeys(sentences) if sentence]
