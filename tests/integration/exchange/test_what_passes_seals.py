"""What *Check* passes seals, and what seals is taken in; what entry takes, *Check* passes.

Content is made at random and given to real workspaces: through the services as people enter it, and
past them, as an older version of the app may have recorded it.
"""

import itertools
import uuid
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from spa_me.domain.cofunding import (
    Activity,
    Contribution,
    ExchangeRate,
    Form,
    PrintedShare,
    SourceType,
    Stage,
)
from spa_me.domain.errors import InputError, RefusedError, UserError
from spa_me.domain.fields.records import Record
from spa_me.domain.submission import Evidence
from spa_me.domain.values import BLANK, Value, ValueKey, ValueState
from spa_me.packages.opening import open_package
from spa_me.packages.reading import read_package
from spa_me.services import evidence as evidence_service
from spa_me.services import funding
from spa_me.services.entry import ValueChange, record_values
from spa_me.services.exchange.arrivals import Standing, look
from spa_me.services.exchange.sealing import seal_submission
from spa_me.services.submissions import check_submission, mark_ready, withdraw
from spa_me.services.workspace import Workspace
from spa_me.storage import records, submissions
from spa_me.storage.writer import Writer
from tests.integration.exchange.offices import (
    approver,
    officer,
    trusting_country,
    trusting_region,
)

PLACE = ("A", "2014")

SIGNS = (
    "Aa1 -._/=+#“&កិ្រមុំกิ่ຂໍ້ကျော်ữ\U0001f600\u0301\u0338"
    "\u200b\u200d\u202e\u2066\ufeff\n\t\x07\x85\u00a0\u3000"
)
LENGTHS = (1, 40, 41, 300, 301, 5_000, 5_001)
texts = st.one_of(
    st.sampled_from(["R 1", "A-2", "កម្មវិធី ១", "Việc", "แผน ๓", "ກ/໒"]),
    st.text(SIGNS, max_size=12),
    st.text(max_size=6),
    st.builds(lambda sign, many: sign * many, st.sampled_from("xកិ "), st.sampled_from(LENGTHS)),
)
numbers = st.one_of(
    st.none(),
    st.integers(0, 100).map(Decimal),
    st.integers(0, 100).map(Decimal),
    st.integers(-3, 10**19).map(Decimal),
    st.decimals(-10, 10**6, places=9),
    st.sampled_from([Decimal("1E+3"), Decimal("-0"), Decimal("0.0000000001")]),
)
currencies = st.sampled_from(["USD", "LAK", "USD", "LAK", "XXX", "", "usd"])
days = st.one_of(st.none(), st.dates(date(1, 1, 1), date(2599, 1, 1)))
PLACED: dict[str, Any] = {"unit": "A", "period": "2014"}
ids = st.uuids(version=4).map(str)

activities = st.builds(
    Activity, ids, **{n: st.just(v) for n, v in PLACED.items()}, code=texts, title=texts,
    result=st.sampled_from(["", "1", "no such"]), budget=numbers, currency=currencies,
    is_shared=st.booleans(), note=texts,
)  # fmt: skip
contributions = st.builds(
    Contribution, ids, **{n: st.just(v) for n, v in PLACED.items()}, source=texts,
    source_type=st.sampled_from(SourceType), stage=st.sampled_from(Stage),
    form=st.sampled_from(Form), amount=numbers, currency=currencies, date=days, note=texts,
)  # fmt: skip
shares = st.builds(
    PrintedShare, **{n: st.just(v) for n, v in PLACED.items()}, source=texts,
    share=numbers.filter(lambda n: n is not None), document=texts,
)  # fmt: skip
rates = st.builds(
    ExchangeRate, **{n: st.just(v) for n, v in PLACED.items()}, base=currencies, quote=currencies,
    rate=numbers.filter(lambda n: n is not None), date=days.filter(bool), document=texts,
)  # fmt: skip
references = st.builds(
    Evidence, ids, **{n: st.just(v) for n, v in PLACED.items()},
    about=st.sampled_from(["count", "M1", "no such"]), title=texts, reference=texts,
    person=texts,
)  # fmt: skip


def _place(record: Record) -> object:
    """Return what no two records share in a file: a line of the work plan has its code."""
    return record.code if isinstance(record, Activity) else id(record)


beside = st.lists(
    st.one_of(activities, contributions, shares, rates, references), max_size=2, unique_by=_place
)

parts = st.dictionaries(
    st.sampled_from(["sex", "no such"]),
    st.dictionaries(st.sampled_from(["female", "male", "unknown", "x"]), numbers.filter(bool)),
)
values = st.builds(
    Value, st.sampled_from(ValueState), number=numbers, numerator=numbers, denominator=numbers,
    level=st.sampled_from([None, "good", "no such"]), reason=texts, note=texts, parts=parts,
)  # fmt: skip
answered = st.dictionaries(st.sampled_from(["count", "share", "scale"]), values, max_size=3)

KINDS: dict[type, Any] = {
    Activity: records.ACTIVITY,
    Contribution: records.CONTRIBUTION,
    PrintedShare: records.PRINTED_SHARE,
    ExchangeRate: records.RATE,
    Evidence: submissions.EVIDENCE,
}
SAVE: dict[type, Callable[[Workspace, Any], object]] = {
    Activity: funding.save_activity,
    Contribution: funding.save_contribution,
    PrintedShare: funding.save_printed_share,
    ExchangeRate: funding.save_rate,
    Evidence: lambda w, e: evidence_service.add_reference(w, *PLACE, e.about, e.title, e.reference),
}


class Desk:
    """A country and its region, used again for each example: what was entered goes each time."""

    def __init__(self, folder: Path) -> None:
        self.region = trusting_region(folder, "A")
        self.country = trusting_country(folder, "A", self.region)
        self._number = itertools.count()

    @property
    def workspace(self) -> Workspace:
        return self.country.workspace

    def close(self) -> None:
        self.country.close()
        self.region.close()

    def clear(self) -> None:
        """Remove what the last example left."""
        data = self.workspace.dataset()
        left: list[Any] = [
            *data.contributions, *data.activities, *data.printed_shares, *data.rates,
            *data.submissions.evidence,
        ]  # fmt: skip

        def work(writer: Writer) -> None:
            for record in left:
                writer.remove(KINDS[type(record)], record)
            blank = [(key, BLANK) for key, _ in data.values.items()]
            writer.write_values(blank)
            writer.note("clear", "the example before", "something", "")

        self.workspace.change("clear", work)

    def put(self, found: list[Any], said: dict[str, Value]) -> None:
        """Record content past every rule, as a faulty or older version may have done."""

        def work(writer: Writer) -> None:
            for record in found:
                kind = KINDS[type(record)]
                if writer.find(kind, kind.key_of(record)) is None:
                    writer.put(kind, record, None)
            keyed = [(ValueKey(*PLACE, code), value) for code, value in said.items()]
            writer.write_values(keyed)
            writer.note("put", "an example", "", "something")

        self.workspace.change("put", work)

    def enter(self, found: list[Any], said: dict[str, Value]) -> int:
        """Record content as people enter it; return how much of it was taken."""
        taken = 0
        steps: list[Callable[[], object]] = [
            lambda record=record: SAVE[type(record)](self.workspace, record) for record in found
        ]
        steps += [
            lambda code=code, value=value: record_values(
                self.workspace, [ValueChange(ValueKey(*PLACE, code), value)]
            )
            for code, value in said.items()
        ]
        for step in steps:
            try:
                step()
                taken += 1
            except UserError:
                continue
        return taken

    def seal_and_take(self) -> None:
        """Make ready, seal, and let the region look; then take it back."""
        self.country.clock.forward(minutes=1)
        mark_ready(self.workspace, *PLACE)
        self.workspace.actor = approver("A")
        sealed = seal_submission(self.workspace, *PLACE, self.country.key, message="Hello")
        path = self.country.file_of(sealed.package.digest, f"{next(self._number)}")
        (arrival,) = look(self.region.workspace, [path], [self.region.key], reader=read_package)
        opened = open_package(path.read_bytes(), reader=read_package)
        withdraw(self.workspace, *PLACE, "The next example")
        self.workspace.actor = officer("A")
        assert arrival.standing is not Standing.REFUSED, arrival.refusal
        assert opened.content is not None


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = Desk(tmp_path_factory.mktemp("desk"))
    yield made
    made.close()


several = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def activity(**fields: Any) -> Activity:
    known = {"code": "A-1", "title": "Training", "currency": "USD"}
    return Activity(str(uuid.uuid4()), **PLACED, **{**known, **fields})


def given_by(source: str) -> Contribution:
    return Contribution(str(uuid.uuid4()), **PLACED, source=source, source_type=SourceType.DONOR)


@several
@given(found=beside, said=answered)
@example(found=[activity(code="R 1")], said={})
@example(found=[activity(code="កម្មវិធី ១")], said={})
@example(found=[activity(code="A\u200b1"), activity(code="A1\u202e")], said={})
@example(found=[activity(code=f"A-{n}", note="x" * 5_000) for n in range(9)], said={})
@example(found=[activity(code="ក" * 41)], said={})
@example(
    found=[Contribution("b" * 8, **PLACED, source="s" * 301, source_type=SourceType.DONOR)], said={}
)
def test_what_check_passes_seals_and_is_taken_in(
    desk: Desk, found: list[Record], said: dict[str, Value]
) -> None:
    desk.clear()
    try:
        desk.put(found, said)
    except (ValueError, UserError, ArithmeticError):
        return  # the file itself cannot hold it
    check = check_submission(desk.workspace, *PLACE)

    if check.may_be_sealed:
        desk.seal_and_take()
        return
    for problem in check.errors:
        if problem.record is not None:
            assert str(problem.record.unit) == "A"
            assert str(problem.what)
    with pytest.raises((InputError, RefusedError)):
        mark_ready(desk.workspace, *PLACE)


@several
@given(found=beside, said=answered)
@example(found=[activity(code="R 1"), activity(code="\u200bកម្មវិធី ១")], said={})
def test_what_entry_takes_check_passes(
    desk: Desk, found: list[Record], said: dict[str, Value]
) -> None:
    desk.clear()
    desk.enter([*found, activity()], said)
    check = check_submission(desk.workspace, *PLACE)

    assert check.errors == ()
    desk.seal_and_take()
