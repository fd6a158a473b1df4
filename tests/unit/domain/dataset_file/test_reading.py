"""Files of reporting data: exact, complete, and refused with the key that is wrong."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from spa_me.domain.cofunding import Form, SourceType, Stage
from spa_me.domain.dataset import DataKind
from spa_me.domain.dataset_file import DatasetFile, read_dataset
from spa_me.domain.errors import InputError
from spa_me.domain.status import Status
from spa_me.domain.values import ValueState
from tests.unit.domain.building import framework, indicator, leg, marker, share, units

SEX = {"code": "sex", "title": "Sex", "categories": [{"code": "female", "title": "Female"}]}
DEFINITION = framework(
    [
        indicator("i", dimensions=["sex"]),
        share("s"),
        indicator("d", measure="declaration"),
        indicator("c", across_periods="cumulative"),
    ],
    [
        marker("m", leg("i", 10)),
        marker("d", leg("d"), rule="declared"),
        marker("c", leg("c", 10)),
        marker("two", leg("i", 1), leg("c", 1)),
    ],
    units=units("A", "B"),
    dimensions=[SEX],
)
HEAD = """
format = 1
framework = "TEST"
version = "1"
title = "Test data"
kind = "illustrative"
home_unit = "A"
person = "Office A"
"""
FULL = (
    HEAD
    + """
source = "a test"

[[values]]
unit = "A"
period = "2026"
indicator = "i"
value = 12.50
note = "counted twice"
parts = { sex = { female = 12.50 } }

[[values]]
unit = "A"
period = "2026"
indicator = "s"
numerator = 1
denominator = 3
person = "Somebody else"

[[values]]
unit = "A"
period = "2026"
indicator = "d"
level = "partly"

[[values]]
unit = "B"
period = "2026"
indicator = "i"
state = "not_available"
reason = "lost"

[[declarations]]
marker = "m"
period = "2026"
status = "fully"
reason = "seen"
precondition = "the law"

[[pro_rata]]
marker = "m"
period = "2026"
indicator = "i"
tracked_from = 2026-09-01
tracked_to = 2026-12-31
reason = "late"

[[ratings]]
result = "1"
period = "2026"
status = "partly"
reason = "slow"

[[explanations]]
marker = "m"
period = "2026"
text = "the flood"

[[activities]]
unit = "A"
period = "2026"
code = "A1"
title = "Training"
result = "1"
budget = 1_000
currency = "USD"
is_shared = true

[[contributions]]
unit = "A"
period = "2026"
activity = "A1"
source = "Ministry"
source_type = "government"
stage = "committed"
form = "in_kind"
amount = 250.50
currency = "USD"
date = 2026-05-01

[[contributions]]
unit = "A"
period = "2026"
source = "Fund"
source_type = "ingo"

[[printed_shares]]
unit = "A"
period = "2026"
source = "Ministry"
share = 40
document = "a report"

[[rates]]
base = "USD"
quote = "SEK"
rate = 10.10
date = 2026-12-31
document = "a bank"

[[notes]]
about = "A"
text = "Something to know"
period = "2026"
"""
)


def read(text: str = FULL) -> DatasetFile:
    return read_dataset(text, "data.toml", DEFINITION)


def refused(text: str) -> list[str]:
    with pytest.raises(InputError) as error:
        read(text)
    return [str(finding) for finding in error.value.findings]


def test_values_are_exact_and_carry_who_entered_them() -> None:
    found = {(key.unit, key.indicator): value for key, value in read().values}
    first = found["A", "i"]
    assert (str(first.number), first.note, first.entered_by) == (
        "12.50",
        "counted twice",
        "Office A",
    )
    assert first.parts == {"sex": {"female": Decimal("12.5")}}
    assert found["A", "s"].is_ratio
    assert found["A", "s"].entered_by == "Somebody else"
    assert found["A", "d"].level == "partly"
    assert found["B", "i"].state is ValueState.NOT_AVAILABLE
    assert first.entered_at is None


def test_judgements_are_read() -> None:
    judgements = read().judgements
    (declaration,) = judgements.declarations
    assert (declaration.status, declaration.precondition) == (Status.FULLY, "the law")
    assert declaration.person == "Office A"
    (pro_rata,) = judgements.pro_ratas
    assert (pro_rata.months, pro_rata.indicator) == (4, "i")
    (rating,) = judgements.ratings
    assert (rating.result, rating.status) == ("1", Status.PARTLY)
    (explanation,) = read().explanations
    assert explanation.text == "the flood"


def test_money_is_read_with_its_activity() -> None:
    found = read()
    (activity,) = found.activities
    assert (activity.budget, activity.currency, activity.is_shared) == (1000, "USD", True)
    ministry, fund = found.contributions
    assert ministry.activity == activity.id
    assert (ministry.stage, ministry.form) == (Stage.COMMITTED, Form.IN_KIND)
    assert (str(ministry.amount), ministry.date) == ("250.50", date(2026, 5, 1))
    assert (fund.activity, fund.amount, fund.currency) == ("", None, "XXX")
    assert (fund.stage, fund.form, fund.source_type) == (
        Stage.ACTUAL,
        Form.CASH,
        SourceType.INGO,
    )
    assert [str(rate.rate) for rate in found.rates] == ["10.10"]
    assert [share.share for share in found.printed_shares] == [40]
    assert [(note.about, note.period) for note in found.notes] == [("A", "2026")]


def test_ids_follow_from_the_content_alone() -> None:
    ids = [entry.id for entry in (*read().activities, *read().contributions)]
    again = [entry.id for entry in (*read().activities, *read().contributions)]
    assert ids == again
    assert len(set(ids)) == 3
    other = read(FULL.replace("250.50", "250.51"))
    assert other.contributions[0].id != ids[1]
    assert other.contributions[1].id == ids[2]


def test_equal_contributions_are_two_and_not_one() -> None:
    one = '[[contributions]]\nunit = "A"\nperiod = "2026"\nsource = "F"\nsource_type = "ingo"\n'
    first, second = read(HEAD + one + one).contributions
    assert first.id != second.id


def test_a_dataset_holds_the_content_under_a_workspace() -> None:
    at = datetime(2026, 1, 2, tzinfo=UTC)
    dataset = read().dataset("an id", at)
    assert (dataset.info.id, dataset.info.created_at) == ("an id", at)
    assert (dataset.info.title, dataset.info.home_unit) == ("Test data", "A")
    assert (dataset.info.kind, dataset.info.source) == (DataKind.ILLUSTRATIVE, "a test")
    assert dataset.frameworks == (DEFINITION,)
    assert dataset.values.get("i", "A", "2026").number == Decimal("12.5")
    assert len(dataset.contributions) == 2


def test_a_file_may_hold_nothing_yet() -> None:
    found = read(HEAD)
    assert (found.values, found.contributions, found.warnings) == ((), (), ())


def test_what_is_doubtful_is_taken_in_and_said() -> None:
    found = read(FULL.replace("numerator = 1\ndenominator = 3", "value = 33"))
    assert len(found.values) == 4
    starts = [str(finding)[:40] for finding in found.warnings]
    assert any(start.startswith("values[2].denominator: no denominator") for start in starts)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("format = 1", "format = 2", "format: it is not one of the known words"),
        ('framework = "TEST"', 'framework = "X"', "framework: the data is about “X”; expected “T"),
        ('version = "1"', 'version = "2"', "version: the data is about “2”; expected “1”"),
        ('home_unit = "A"', 'home_unit = "X"', "home_unit: there is no unit “X”"),
        ('note = "counted twice"', 'nota = "x"', "values[1].nota: "),
        ("value = 12.50", 'value = "12,5"', "values[1].value: it is not right (found “12,5”)"),
        ("value = 12.50", "value = nan", "values[1].value: "),
        ("value = 12.50", "value = true", "values[1].value: "),
        ("value = 12.50", "value = -12.5", "values[1].value: -12.5 is below zero"),
        ("denominator = 3", "denominator = 0", "values[2].denominator: the denominator is 0"),
        ('reason = "lost"', "", "values[4].reason: “Not available” needs a reason"),
        ('reason = "seen"', 'reason = " "', "declarations[1].reason: "),
        ('status = "fully"', 'status = "yes"', "declarations[1].status: it is not one of the"),
        ('marker = "m"', 'marker = "x"', "declarations[1].marker: there is no marker “x”"),
        ('result = "1"', 'result = "9"', "ratings[1].result: there is no result “9”"),
        ("tracked_from = 2026-09-01", "tracked_from = 2025-09-01", "pro_rata[1].tracked_from: "),
        ("budget = 1_000", "budget = -1", "activities[A1].budget: "),
        ('currency = "USD"', 'currency = "usd"', "activities[A1].currency: "),
        ('activity = "A1"', 'activity = "A2"', "contributions[1].activity: there is no activity"),
        ('source_type = "ingo"', 'source_type = "bank"', "contributions[2].source_type: "),
        ("rate = 10.10", "rate = 0", "rates[1].rate: "),
        ('document = "a bank"', 'document = ""', "rates[1].document: "),
        ('about = "A"', 'about = "X"', "notes[1].about: there is no part “X”"),
    ],
)
def test_a_finding_names_the_key(old: str, new: str, expected: str) -> None:
    assert FULL.count(old) >= 1
    findings = refused(FULL.replace(old, new, 1))
    assert any(found.startswith(expected) for found in findings), findings


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"marker": "x"}, "pro_rata[1].marker: there is no marker “x”"),
        ({"period": "1999"}, "pro_rata[1].period: there is no period “1999”"),
        (
            {"marker": "c", "indicator": None},
            "pro_rata[1].indicator: no target of marker c may be shortened by it; expected a",
        ),
        (
            {"marker": "two", "indicator": "c"},
            "pro_rata[1].indicator: no target of marker two may be shortened by it; expected one",
        ),
        ({"tracked_from": "2026-01-01"}, "pro_rata[1].tracked_from: The tracked period covers"),
    ],
)
def test_pro_rata_is_for_periodic_counts(changes: dict[str, str | None], expected: str) -> None:
    keys = {
        "marker": "m",
        "period": "2026",
        "indicator": "i",
        "tracked_from": "2026-09-01",
        "tracked_to": "2026-12-31",
        "reason": "late",
        **changes,
    }
    lines = [
        f"{key} = {value}" if key.startswith("tracked") else f'{key} = "{value}"'
        for key, value in keys.items()
        if value is not None
    ]
    (finding,) = refused(HEAD + "[[pro_rata]]\n" + "\n".join(lines))
    assert finding.startswith(expected)


def test_an_entry_that_stands_twice_is_refused() -> None:
    value = '[[values]]\nunit = "A"\nperiod = "2026"\nindicator = "i"\nvalue = 1\n'
    assert refused(HEAD + value * 3) == ["values[2]: A 2026 i stands twice; expected each once"]


def test_all_findings_come_together() -> None:
    text = FULL.replace("value = 12.50", "value = -1").replace('about = "A"', 'about = "X"')
    assert len(refused(text)) == 2


def test_what_is_no_toml_is_said_so() -> None:
    (finding,) = refused("format = ")
    assert finding.startswith("file: it is not valid TOML")
