"""Who is in the figures of a period, and who stands in it only by earlier figures."""

from dataclasses import replace

from spa_me.domain.values import ValueBook
from spa_me.reports import BookQuestion, make_book
from tests.countries import answers_of_a, countries


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
