"""Who is in the figures of a period, and who stands in it only by earlier figures."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from spa_me.domain.dataset import DataKind, Dataset, WorkspaceInfo
from spa_me.domain.status import NoStatus, Status
from spa_me.domain.values import Value, ValueBook, reported, reported_ratio
from spa_me.reports import BookQuestion, ReportBook, make_book
from tests.countries import answers_of_a, countries
from tests.unit.domain.building import book, framework, indicator, leg, marker, share, units

INFO = WorkspaceInfo("id", "Test", "A", DataKind.ILLUSTRATIVE, datetime(2026, 1, 1, tzinfo=UTC))


def _percentages(entered: Mapping[str, Value], *further: str) -> ReportBook:
    """Return the book of one ratio of all countries, with a target of 50 %."""
    definition = framework(
        [share(), *(indicator(code) for code in further)],
        [marker("m", leg("i", 50)), *(marker(code, leg(code, 5)) for code in further)],
        units=units("A", "B"),
    )
    values = book({(unit, "i"): value for unit, value in entered.items()})
    return make_book(Dataset(INFO, (definition,), values), BookQuestion("2026"))


def test_a_percentage_without_parts_is_not_included_beside_one_with_parts() -> None:
    """Issue 10, 1.4: A 90 without parts, B 1 of 10."""
    found = _percentages({"A": reported(90), "B": reported_ratio(1, 10)})

    line = found.marker("m")
    assert line.assessment.legs[0].actual == 10
    assert str(line.included) == "1 of 2 in the figure; Country A gave no parts"
    assert [entry.unit.code for entry in found.inclusion.included] == ["B"]
    assert found.inclusion.missing == ()
    assert "Country A" in str(found.inclusion.sentence)
    assert "not reported" not in str(found.inclusion.sentence)
    assert any("Country A gave no parts" in str(said) for said in line.derivation.missing)


def test_two_percentages_without_parts_give_no_figure_and_neither_is_said_to_be_silent() -> None:
    """Issue 10, 1.4: A 90, B 10."""
    found = _percentages({"A": reported(90), "B": reported(10)})

    line = found.marker("m")
    assert line.assessment.legs[0].actual is None
    assert line.kind is NoStatus.NOT_REPORTED
    assert "nothing has been reported" not in str(line.derivation.answer)
    assert "A, B gave no parts" in str(line.derivation.answer)
    assert not any("not reported" in str(said) for said in line.derivation.missing)
    assert found.inclusion.included == found.inclusion.missing == ()


def test_one_percentage_without_parts_alone_stands_as_given() -> None:
    found = _percentages({"A": reported(90)})

    assert found.marker("m").kind is Status.FULLY
    assert str(found.marker("m").included) == "1 of 2"
    assert [entry.unit.code for entry in found.inclusion.included] == ["A"]


def test_a_figure_that_is_in_one_marker_and_not_in_another_is_included_once() -> None:
    definition = framework(
        [share()],
        [marker("all", leg("i", 50)), marker("each", leg("i", 50), rule="k_of_n", k=1)],
        units=units("A", "B"),
    )
    values = book({("A", "i"): reported(90), ("B", "i"): reported(10)})

    found = make_book(Dataset(INFO, (definition,), values), BookQuestion("2026"))

    assert [entry.reported for entry in found.inclusion.units] == [1, 1]


def test_a_unit_that_reported_nothing_is_not_included_by_its_earlier_figures() -> None:
    data = countries()
    last_year = ValueBook(pair for pair in answers_of_a() if pair[0].period == "2015")

    full = make_book(data, BookQuestion("2016")).inclusion
    inclusion = make_book(replace(data, values=last_year), BookQuestion("2016")).inclusion

    assert [entry.unit.code for entry in full.included] == ["A"]
    country_a = next(entry for entry in inclusion.units if entry.unit.code == "A")
    assert (country_a.reported, country_a.carried > 0) == (0, True)
    assert inclusion.included == ()
    assert "; earlier figures carried forward: Country A;" in str(inclusion.sentence)
