"""Whatever is recorded: a form that nobody filled in changes nothing, a filled one says it all."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from exports.form import write_form
from spa_me.domain.cofunding import Activity, Contribution, Form, SourceType, Stage
from spa_me.domain.dataset import DataKind, Dataset, WorkspaceInfo
from spa_me.domain.framework import clean_text
from spa_me.domain.values import (
    Value,
    ValueBook,
    ValueKey,
    ValueState,
    reported,
    reported_level,
    reported_ratio,
)
from spa_me.reports.form import make_form
from spa_me.services.forms import FormPreview, preview_form, read_form
from tests.integration.forms.filling import TODAY
from tests.integration.making import definition

MADE_AT = datetime(2026, 3, 1, tzinfo=UTC)
INSTANCE = "11111111-2222-4333-8444-555555555555"

texts = st.text(max_size=60).map(clean_text)
numbers = st.decimals(
    min_value=0, max_value=10**17, allow_nan=False, allow_infinity=False, places=9
).map(lambda number: number.normalize() + 0)
whole = st.integers(0, 10**18 - 1).map(Decimal)
figures = st.one_of(numbers, whole)
reasons = texts.filter(bool)


def noted(values: st.SearchStrategy[Value]) -> st.SearchStrategy[Value]:
    return st.builds(lambda value, note: replace(value, note=note), values, texts)


parts = st.dictionaries(st.sampled_from(["female", "male", "unknown"]), figures, min_size=1)
absent = st.builds(
    lambda state, reason: Value(state, reason=reason),
    st.sampled_from([state for state in ValueState if state.needs_reason]),
    reasons,
)
blank = st.builds(lambda note: Value(ValueState.BLANK, note=note), texts)
counts = st.builds(lambda n, p: replace(reported(n), parts={"sex": p} if p else {}), figures,
                   st.one_of(st.just({}), parts))  # fmt: skip
shares = st.one_of(
    st.builds(reported_ratio, figures, figures.filter(bool)),
    figures.map(reported),
)
scales = st.sampled_from(["good", "bad"]).map(reported_level)


def answers(reported_ones: st.SearchStrategy[Value]) -> st.SearchStrategy[Value]:
    return st.one_of(noted(reported_ones), noted(absent), blank)


activities = st.builds(
    Activity,
    id=st.uuids().map(str), unit=st.just("A"), period=st.just("2014"), code=st.just("1"),
    title=reasons, result=st.sampled_from(["", "1"]), budget=st.one_of(st.none(), figures),
    currency=st.sampled_from(["XXX", "USD", "THB"]), is_shared=st.booleans(), note=texts,
)  # fmt: skip
contributions = st.builds(
    Contribution,
    id=st.uuids().map(str), unit=st.just("A"), period=st.just("2014"), source=reasons,
    source_type=st.sampled_from(SourceType), stage=st.sampled_from(Stage),
    form=st.sampled_from(Form), amount=st.one_of(st.none(), figures),
    currency=st.sampled_from(["XXX", "SEK"]), note=texts,
    date=st.one_of(st.none(), st.dates(date(1901, 1, 1), date(2200, 1, 1))),
)  # fmt: skip


def dataset(values: Mapping[str, Value], activity: list[Activity], given_: list[Contribution]
            ) -> Dataset:  # fmt: skip
    info = WorkspaceInfo(INSTANCE, "A workspace", "A", DataKind.REAL, MADE_AT)
    book = ValueBook((ValueKey("A", "2014", code), value) for code, value in values.items())
    return Dataset(info, (definition(),), book, activities=activity, contributions=given_)


def round_trip(data: Dataset, folder: Path, *, through_openpyxl: bool = False) -> FormPreview:
    path = folder / "form.xlsx"
    write_form(make_form(data, "A", "2014", INSTANCE, MADE_AT, None), path)
    if through_openpyxl:
        load_workbook(path).save(path)
    return preview_form(data, read_form(path), TODAY)


everything = st.tuples(
    st.fixed_dictionaries(
        {"count": answers(counts), "share": answers(shares), "scale": answers(scales)}
    ),
    st.lists(activities, max_size=1),
    st.lists(contributions, max_size=2, unique_by=lambda c: c.id),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(everything, st.booleans())
def test_out_and_in_again_changes_nothing(
    content: tuple[Mapping[str, Value], list[Activity], list[Contribution]], through_openpyxl: bool
) -> None:
    with TemporaryDirectory() as folder:
        preview = round_trip(dataset(*content), Path(folder), through_openpyxl=through_openpyxl)
    assert preview.findings == ()
    assert preview.changes == ()
    assert preview.records == 0
