"""The CSV tables of a dump: the same content as its JSON, for people and spreadsheets.

Text stands as it was entered, also where it begins with `=`: the tables load back. They are data
and not a report; a donor's workbook is made by the exports.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from typing import cast

from spa_me.domain.cofunding import Activity, Contribution, ExchangeRate, PrintedShare
from spa_me.domain.dataset import AuditEntry, DataNote, Dataset
from spa_me.domain.judgements import Declaration, Explanation, ProRata, ResultRating
from spa_me.domain.numbers import plain
from spa_me.domain.submission import (
    Answer,
    Confirmation,
    Decision,
    Evidence,
    FieldRemark,
    Member,
    PackageRecord,
    Policy,
    ReceiptRecord,
    Reopening,
    ReportingWindow,
    Restatement,
    Revision,
    Step,
)
from spa_me.domain.values import Value, ValueKey
from spa_me.services.value_rows import COLUMNS


def tables(dataset: Dataset, audit: Iterable[AuditEntry]) -> Iterator[tuple[str, bytes]]:
    """Yield the name and content of each table."""
    yield "values.csv", _csv(COLUMNS, _value_rows(dataset))
    judged, submissions = dataset.judgements, dataset.submissions
    for name, kind, records in (
        ("declarations.csv", Declaration, judged.declarations),
        ("pro_rata.csv", ProRata, judged.pro_ratas),
        ("explanations.csv", Explanation, dataset.explanations),
        ("result_ratings.csv", ResultRating, judged.ratings),
        ("activities.csv", Activity, dataset.activities),
        ("contributions.csv", Contribution, dataset.contributions),
        ("exchange_rates.csv", ExchangeRate, dataset.rates),
        ("printed_shares.csv", PrintedShare, dataset.printed_shares),
        ("data_notes.csv", DataNote, dataset.notes),
        ("revisions.csv", Revision, submissions.revisions),
        ("decisions.csv", Decision, submissions.decisions),
        ("submission_steps.csv", Step, submissions.steps),
        ("answers.csv", Answer, submissions.answers),
        ("confirmations.csv", Confirmation, submissions.confirmations),
        ("evidence.csv", Evidence, submissions.evidence),
        ("restatements.csv", Restatement, submissions.restatements),
        ("reporting_windows.csv", ReportingWindow, submissions.windows),
        ("reopenings.csv", Reopening, submissions.reopenings),
        ("people.csv", Member, submissions.members),
        ("packages.csv", PackageRecord, submissions.packages),
        ("receipts.csv", ReceiptRecord, submissions.receipts),
        ("rules.csv", Policy, submissions.policies),
        ("audit.csv", AuditEntry, audit),
    ):
        columns = tuple(field.name for field in fields(kind))
        rows = ([_cell(getattr(record, column)) for column in columns] for record in records)
        yield name, _csv(columns, rows)


def _csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(rows)
    # With the mark, so that Excel reads Khmer and Lao as what they are.
    return text.getvalue().encode("utf-8-sig")


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, tuple | frozenset):
        return "; ".join(sorted(_text(entry) for entry in cast("Iterable[object]", value)))
    return str(value)


def _text(entry: object) -> str:
    is_remark = isinstance(entry, FieldRemark)
    return f"{entry.indicator}: {entry.text}" if is_remark else str(entry)


def _value_rows(dataset: Dataset) -> Iterator[list[str]]:
    for key, value in sorted(dataset.values.items(), key=lambda pair: pair[0]):
        yield _value_row(key, value)
        for dimension, parts in sorted(value.parts.items()):
            for category, number in sorted(parts.items()):
                place = [key.unit, key.indicator, key.period]
                yield [*place, "", plain(number), "", "", "", "", dimension, category]


def _value_row(key: ValueKey, value: Value) -> list[str]:
    figure = value.level if value.level is not None else _cell(value.number)
    parts = [_cell(value.numerator), _cell(value.denominator)]
    place = [key.unit, key.indicator, key.period]
    return [*place, value.state.value, figure, *parts, value.reason, value.note, "", ""]
