"""Reading framework files: every finding names the key and what is expected."""

from decimal import Decimal

import pytest

from spa_me.domain.errors import InputError
from spa_me.domain.framework import AcrossUnits, Comparator, Direction, Measure, read_framework
from spa_me.domain.toml_text import MAX_FILE_CHARACTERS

HEAD = """
format = 1
code = "TEST"
version = 1
title = "Test plan"
in_force_from = 2026-01-01
"""
BODY = """
[plan]
code = "TEST"
kind = "programme"
title = "Test plan"
owner = "Nobody"

[[levels]]
code = "outcome"
title = "Outcome"

[[units]]
code = "A"
name = "Country A"

[[periods]]
code = 2026
title = "2026"
start = 2026-01-01
end = 2026-12-31

[[results]]
code = "1"
level = "outcome"
title = "A result"

[[indicators]]
code = "i"
result = "1"
title = "An indicator"
unit = "things"
scope = "countries"

[[markers]]
code = "m"
result = "1"
title = "A marker"
legs = [{ indicator = "i", targets = { 2026 = 12.50 } }]
"""
FILE = HEAD + BODY


def refused(text: str) -> list[str]:
    with pytest.raises(InputError) as error:
        read_framework(text, "plan.toml")
    assert str(error.value).startswith("plan.toml has ")
    return [str(finding) for finding in error.value.findings]


def swapped(old: str, new: str) -> list[str]:
    assert FILE.count(old) >= 1
    return refused(FILE.replace(old, new, 1))


def test_a_file_is_read_with_exact_numbers_and_defaults() -> None:
    definition = read_framework(FILE, "plan.toml")
    assert (definition.version, definition.periods[0].code) == ("1", "2026")
    target = definition.markers[0].legs[0].targets["2026"]
    assert (target, str(target)) == (Decimal("12.5"), "12.50")
    indicator = definition.indicators[0]
    assert indicator.measure is Measure.COUNT
    assert indicator.across_units is AcrossUnits.SUM
    leg = definition.markers[0].legs[0]
    assert leg.comparator_for(Direction.RISING) is Comparator.AT_LEAST
    assert leg.comparator_for(Direction.FALLING) is Comparator.AT_MOST


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("format = 1", "format = 2", "format: it is not one of the known words (found “2”)"),
        ('kind = "programme"', 'kind = "project"', "plan.kind: it is not one of the known words"),
        ('title = "Test plan"', 'titel = "Test plan"', "title: Field required; expected this key"),
        ('scope = "countries"', 'skope = "countries"', "indicators[i].skope: "),
        ("start = 2026-01-01", 'start = "soon"', "periods[2026].start: "),
        ("2026 = 12.50", '2026 = "many"', "markers[m].legs[1].targets.2026: "),
        ('unit = "things"', "unit = 5", "indicators[i].unit: it is not right (found “5”)"),
        ('unit = "things"', 'unit = " "', "indicators[i].unit: it is not right"),
        (
            'code = "A"',
            'code = "A B"',
            "units[A B].code: it is not right (found “A B”); expected a",
        ),
        ('name = "Country A"', 'name = "Country A"\ncurrency = "usd"', "units[A].currency: "),
        ("2026 = 12.50", "2026 = 1e400", "markers[m].legs[1].targets.2026: "),
        ("2026 = 12.50", "2026 = nan", "markers[m].legs[1].targets.2026: "),
        ("2026 = 12.50", "2026 = 0.0123456789", "markers[m].legs[1].targets.2026: "),
    ],
)
def test_a_finding_names_the_key(old: str, new: str, finding: str) -> None:
    findings = swapped(old, new)
    assert any(found.startswith(finding) for found in findings), findings


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("in_force_from = 2026-01-01", 'in_force_from = "soon"', "a date like 2014-04-01"),
        ('code = "A"', "", "this key, which is required"),
        ("2026 = 12.50", '2026 = "x"', "a number like 20 or 12.5"),
        ('title = "Test plan"', 'title = "Test plan"\nx = 1', "only the keys of the format"),
        ('title = "Outcome"', "title = 5", "a text, or a table of language = text"),
    ],
)
def test_a_finding_says_what_is_expected(old: str, new: str, expected: str) -> None:
    assert any(f"expected {expected}" in found for found in swapped(old, new))


def test_entries_without_a_code_are_counted() -> None:
    findings = refused(FILE + '\n[[notes]]\ntext = "Something"\n')
    assert findings == [
        "notes[1].about: Field required; expected this key, which is required",
    ]


def test_every_finding_is_listed_and_not_only_the_first() -> None:
    text = FILE.replace("format = 1", "format = 2").replace('kind = "programme"', 'kind = "x"')
    with pytest.raises(InputError) as error:
        read_framework(text, "plan.toml")
    assert len(error.value.findings) == 2
    assert str(error.value).splitlines()[0] == "plan.toml has 2 problems."
    assert all(line.startswith("  plan.toml: ") for line in str(error.value).splitlines()[1:])


def test_a_list_in_the_place_of_a_table_is_a_finding_and_not_a_crash() -> None:
    findings = refused(HEAD.replace("\nformat", "\nplan = [1]\nlevels = 5\nformat"))
    assert any(found.startswith("plan: ") for found in findings)
    assert any(found.startswith("levels: ") for found in findings)


@pytest.mark.parametrize(
    "text",
    [
        "format = ",
        "format = 1\nformat = 1",
        "x = 1" + "0" * 5_000,
        "x = " + "[" * 100_000,
        "\x00",
    ],
    ids=["syntax", "repeated key", "endless number", "too deep", "control character"],
)
def test_what_is_no_toml_is_said_so(text: str) -> None:
    (finding,) = refused(text)
    assert finding.startswith("file: it is not valid TOML")


def test_an_endless_exponent_is_refused_quickly() -> None:
    assert any("too many digits" in found for found in swapped("12.50", "1e999999999"))


def test_a_file_that_is_too_large_is_not_even_parsed() -> None:
    (finding,) = refused("#" * (MAX_FILE_CHARACTERS + 1))
    assert finding == "file: it is too large; expected at most 5 million characters"
