"""A framework in one of the languages that its texts carry."""

from spa_me.domain.framework.languages import in_language, languages_of
from spa_me.reports import BookQuestion, make_book
from tests.example import un_act_2014


def test_languages_are_those_of_the_texts_the_most_used_first() -> None:
    found = languages_of(un_act_2014().latest_framework)

    assert found[0] == "en"
    assert set(found) >= {"km", "zh", "lo", "vi"}


def test_the_same_version_reads_in_a_language_and_else_as_it_is() -> None:
    definition = un_act_2014().latest_framework
    shown = in_language(definition, "km")

    assert str(shown.unit_by_code["KH"].name) == "កម្ពុជា"
    assert str(shown.unit_by_code["CN"].name) == "China"
    assert str(definition.unit_by_code["KH"].name) == "Cambodia"
    assert shown.digest == definition.digest
    assert shown.reporters == definition.reporters
    assert in_language(definition, "") is definition


def test_a_book_is_in_the_language_that_was_asked_for() -> None:
    data = un_act_2014()
    plain = make_book(data, BookQuestion("2014"))
    chinese = make_book(data, BookQuestion("2014", language="zh-CN"))

    names = {entry.unit.code: str(entry.unit.name) for entry in chinese.inclusion.units}
    assert names["CN"] == "中国"
    assert chinese.counts == plain.counts
    assert chinese.definition.digest == plain.definition.digest
