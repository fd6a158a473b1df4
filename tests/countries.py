"""An illustrative framework for Country A to Country F, with every kind of question."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache

from spa_me.domain.dataset import DataKind, Dataset, WorkspaceInfo
from spa_me.domain.framework import FrameworkDefinition, read_framework
from spa_me.domain.values import (
    Value,
    ValueBook,
    ValueKey,
    reported,
    reported_level,
    reported_ratio,
)

UNITS = ("A", "B", "C", "D", "E", "F")

_HEAD = """
format = 1
code = "WORKPLAN"
version = "2016"
title = "COMMIT work plan 2016, illustrative data"
in_force_from = 2015-01-01
[plan]
code = "WORKPLAN"
kind = "programme"
title = "An illustrative work plan"
owner = "The region"
[[levels]]
code = "outcome"
title = "Outcome"
[[levels]]
code = "output"
title = "Output"
[[periods]]
code = "2015"
title = "Year 2015"
start = 2015-01-01
end = 2015-12-31
[[periods]]
code = "2016"
title = "Year 2016"
start = 2016-01-01
end = 2016-12-31
[[dimensions]]
code = "sex"
title = "Sex"
categories = [{ code = "women", title = "Women" }, { code = "men", title = "Men" }]
[[dimensions]]
code = "age"
title = "Age"
categories = [{ code = "under-18", title = "Under 18" }, { code = "adult", title = "18 and over" }]
[[results]]
code = "O"
level = "outcome"
title = "Stakeholders work together to counter trafficking in persons"
[[results]]
code = "1"
parent = "O"
level = "output"
title = "The COMMIT process is sustainable and self-reliant"
[[results]]
code = "2"
parent = "O"
level = "output"
title = "Cooperation with other countries and regional actors"
[[results]]
code = "3"
parent = "O"
level = "output"
title = "Evidence and knowledge"
[[units]]
code = "RS"
name = "Regional secretariat"
kind = "region"
"""

_INDICATORS = """
[[indicators]]
code = "1.1a"
result = "1"
title = "Secretariat functions fully transferred"
unit = "functions"
scope = "countries"
across_units = "max"
[[indicators]]
code = "1.1b"
result = "1"
title = "Secretariat functions partly transferred"
unit = "functions"
scope = "countries"
across_units = "max"
[[indicators]]
code = "1.2"
result = "1"
title = "Work-plan activities funded or fundraised by the government"
unit = "% of activities"
measure = "percentage"
scope = "countries"
across_units = "ratio"
numerator = "activities with government money"
denominator = "all activities"
[[indicators]]
code = "1.3"
result = "1"
title = "Officials trained on victim identification"
unit = "persons"
scope = "countries"
dimensions = ["sex", "age"]
guidance = "Count a person once, however many trainings they took."
[[indicators]]
code = "2.1"
result = "2"
title = "Activities or interactions with other countries"
unit = "activities"
scope = "countries"
[[indicators]]
code = "2.2"
result = "2"
title = "How far the referral mechanism works"
unit = "level"
measure = "scale"
scope = "countries"
levels = [
  { code = "running", title = "Running in every province", status = "fully" },
  { code = "pilot", title = "Pilot in some provinces", status = "partly" },
  { code = "none", title = "None", status = "not" },
]
[[indicators]]
code = "2.3"
result = "2"
title = "The national plan is adopted"
unit = "status"
measure = "declaration"
scope = "countries"
[[indicators]]
code = "2.4"
result = "2"
title = "Days until a victim is referred"
unit = "days"
measure = "amount"
scope = "countries"
direction = "falling"
across_units = "mean"
baseline = { value = 40, year = 2014 }
[[indicators]]
code = "3.1"
result = "3"
title = "Studies published since the beginning"
unit = "studies"
scope = "countries"
across_periods = "cumulative"
[[indicators]]
code = "3.2"
result = "3"
title = { en = "Visits to the website", km = "ទស្សនាគេហទំព័រ", th = "ข้อมูลผู้เข้าชม" }
unit = "sessions"
scope = "countries"
[[indicators]]
code = "3.3"
result = "3"
title = "Victims whose case was heard within a year"
unit = "% of cases"
measure = "percentage"
scope = "countries"
across_units = "ratio"
[[indicators]]
code = "R.1"
result = "3"
title = "Regional studies"
unit = "studies"
scope = "region"
"""


_MARKERS = """
[[markers]]
code = "1.1"
result = "1"
title = "Secretariat functions transferred"
legs = [
  { indicator = "1.1a", targets = { 2015 = 1, 2016 = 2 } },
  { indicator = "1.1b", targets = { 2015 = 5, 2016 = 10 } },
]
[[markers]]
code = "1.2"
result = "1"
title = "Activities funded by governments"
rule = "k_of_n"
legs = [{ indicator = "1.2", targets = { 2015 = 20, 2016 = 20 } }]
[[markers]]
code = "1.3"
result = "1"
title = "Officials trained"
legs = [{ indicator = "1.3", targets = { 2016 = 720 }, unit_targets = { OWN } }]
[[markers]]
code = "2.1"
result = "2"
title = "Interactions with other countries"
rule = "k_of_n"
legs = [{ indicator = "2.1", targets = { 2016 = 5 } }]
[[markers]]
code = "2.2"
result = "2"
title = "Referral mechanism"
rule = "rubric"
legs = [{ indicator = "2.2" }]
[[markers]]
code = "2.3"
result = "2"
title = "National plan"
rule = "declared"
legs = [{ indicator = "2.3" }]
[[markers]]
code = "2.4"
result = "2"
title = "Fast referral"
legs = [{ indicator = "2.4", targets = { 2016 = 10 } }]
[[markers]]
code = "3.1"
result = "3"
title = "Studies"
legs = [{ indicator = "3.1", targets = { 2015 = 4, 2016 = 12 } }]
[[markers]]
code = "3.2"
result = "3"
title = "Website"
rule = "k_of_n"
legs = [{ indicator = "3.2", targets = { 2015 = 1000, 2016 = 1500 } }]
"""


def _markers() -> str:
    own = ", ".join(f"{unit} = {{ 2016 = 120 }}" for unit in UNITS)
    return _MARKERS.replace("{ OWN }", f"{{ {own} }}")


def _units() -> str:
    return "".join(f'[[units]]\ncode = "{code}"\nname = "Country {code}"\n' for code in UNITS)


@cache
def countries_definition() -> FrameworkDefinition:
    """Return a framework for six countries with counts, percentages, levels and breakdowns."""
    text = _HEAD + _units() + _INDICATORS + _markers()
    return read_framework(text, "countries.toml")


@cache
def large_definition(rows: int) -> FrameworkDefinition:
    """Return a framework that asks each of six countries `rows` questions."""
    parts = [_HEAD, _units()]
    for number in range(1, rows + 1):
        result = 1 + number * 3 // (rows + 1)
        parts.append(
            f'[[indicators]]\ncode = "i{number}"\nresult = "{result}"\nunit = "persons"\n'
            f'title = "Question {number}: officials who took part in the trainings"\n'
            'scope = "countries"\n'
            f'[[markers]]\ncode = "m{number}"\nresult = "{result}"\ntitle = "Marker {number}"\n'
            f'rule = "k_of_n"\nlegs = [{{ indicator = "i{number}", targets = {{ 2016 = 10 }} }}]\n'
        )
    return read_framework("".join(parts), "large.toml")


def _last_year() -> list[tuple[ValueKey, Value]]:
    answers: dict[str, Value] = {
        "1.1a": reported(1),
        "1.1b": reported(9),
        "1.2": reported_ratio(9, 20),
        "1.3": reported(110),
        "2.1": reported(4),
        "2.2": reported_level("pilot"),
        "2.4": reported(25),
        "3.1": reported(5),
        "3.2": reported(1844),
    }
    return [(ValueKey("A", "2015", code), value) for code, value in answers.items()]


def _this_year() -> list[tuple[ValueKey, Value]]:
    sex = {"women": Decimal(61), "men": Decimal(74), "unknown": Decimal(0)}
    answers: dict[str, Value] = {
        "1.1a": reported(2),
        "1.1b": reported(9, "Two functions wait for the new budget law."),
        "1.2": reported_ratio(9, 20),
        "1.3": replace(reported(136), parts={"sex": sex}),
        "2.1": reported(0),
        "2.2": reported_level("pilot"),
        "3.2": reported(2310),
    }
    return [(ValueKey("A", "2016", code), value) for code, value in answers.items()]


def answers_of_a() -> list[tuple[ValueKey, Value]]:
    """Return what Country A has answered for 2015 and, in part, for 2016."""
    return [*_last_year(), *_this_year()]


def countries(home_unit: str = "A") -> Dataset:
    """Return an illustrative dataset in which Country A has answered for 2015 and partly 2016."""
    info = WorkspaceInfo(
        "00000000-0000-4000-8000-000000002016",
        "Illustrative work plan",
        home_unit,
        DataKind.ILLUSTRATIVE,
        datetime(2026, 1, 2, tzinfo=UTC),
    )
    return Dataset(info, (countries_definition(),), ValueBook(answers_of_a()))
