"""The shapes for other programs: as the issue names them, decimals as texts."""

import json
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from exports.json_file import write_json
from exports.json_shapes import assessment_json, funding_json
from spa_me.domain.cofunding import Base
from spa_me.domain.derivation import recompute
from spa_me.domain.errors import NotFoundError
from spa_me.reports import BookQuestion, ReportBook, make_book
from tests.example import un_act_2014

DOCUMENT = Path(__file__).parents[2] / "docs" / "json-shapes.md"
STATUSES = {
    "O-1": (None, None),
    "O-2": (None, "fully"),
    "1.1": ("not", "not"),
    "1.2": ("fully", "fully"),
    "1.3": ("partly", "partly"),
    "2.1": ("fully", "fully"),
    "2.2": ("not", "not"),
    "2.3": ("partly", "partly"),
    "3.1a": ("partly", "fully"),
    "3.1b": ("partly", "partly"),
    "3.2": ("fully", "fully"),
    "4.1": ("fully", "fully"),
    "4.2": ("fully", "fully"),
    "4.3": ("fully", "fully"),
}


@pytest.fixture
def assessed(books: dict[str, ReportBook]) -> dict[str, Any]:
    return json.loads(json.dumps(assessment_json(books["norway"])))


def _marker(assessed: dict[str, Any], code: str) -> dict[str, Any]:
    return next(marker for marker in assessed["markers"] if marker["code"] == code)


def test_the_assessment_has_the_keys_of_the_issue(assessed: dict[str, Any]) -> None:
    assert set(assessed) == {"framework", "period", "counts", "markers", "results"}
    assert assessed["counts"] == {"fully": 8, "partly": 3, "not": 2, "no_status": 1}
    asked = {"code", "result", "status", "computed", "reported", "no_status", "achievement"}
    asked |= {"reason", "included", "best", "worst", "legs"}
    for marker in assessed["markers"]:
        assert set(marker) - {"achievement_exact", "achievement_of", "derivation"} == asked
        assert set(marker["included"]) == {"reported", "expected", "missing"}


def test_each_marker_has_the_statuses_of_the_reference(assessed: dict[str, Any]) -> None:
    found = {m["code"]: (m["computed"], m["reported"]) for m in assessed["markers"]}

    assert found == STATUSES
    assert _marker(assessed, "O-1")["no_status"] == "no_target"
    assert all(m["no_status"] is None for m in assessed["markers"] if m["status"])


def test_figures_are_texts_and_exact(assessed: dict[str, Any]) -> None:
    website = _marker(assessed, "3.2")

    assert website["achievement"] == "220.18"
    assert Fraction(website["achievement_exact"]) == Fraction(3425 * 9, 3500 * 4)
    assert website["legs"][0]["target"] == "1500"
    assert website["legs"][0]["pro_rata"]["factor"] == "4/9"
    assert _marker(assessed, "1.1")["achievement"] == "0"
    shares = _marker(assessed, "1.3")
    assert shares["included"] == {"reported": 3, "expected": 6, "missing": ["KH", "LA", "MM"]}
    assert (shares["best"], shares["worst"]) == ("fully", "partly")
    assert "Three countries provided funding" in shares["reason"]


def test_without_pro_rata_the_second_leg_is_at_97_86() -> None:
    data = un_act_2014()
    judgements = type(data.judgements)(data.judgements.declarations, (), data.judgements.ratings)
    bare = replace(data, judgements=judgements)
    website = _marker(assessment_json(make_book(bare, BookQuestion("2014"))), "3.2")

    assert website["achievement"] == "97.86"
    assert website["computed"] == "partly"


def test_the_facts_give_the_computed_status_again(assessed: dict[str, Any]) -> None:
    for marker in assessed["markers"]:
        assert recompute(marker["derivation"]["facts"]) == marker["computed"]


def test_the_card_is_that_of_the_rules(assessed: dict[str, Any]) -> None:
    cards = {result["code"]: result for result in assessed["results"]}

    expected = {"1": "50", "2": "53.33", "3": "59.26", "4": "100"}
    assert {code: cards[code]["card"]["achievement"] for code in expected} == expected
    assert cards["2"]["uncapped"] == "86.67"
    assert cards["4"]["card"]["colour"] == "green"


def test_funding_gives_chinas_shares(books: dict[str, ReportBook]) -> None:
    funding = funding_json(books["norway"], "CN")

    sources = funding["sources"]
    assert [source["share"] for source in sources] == ["40.13", "21.23", "20.24", "18.41"]
    assert [source["share_one_decimal"] for source in sources] == ["40.1", "21.2", "20.2", "18.4"]
    assert [source["share_whole"] for source in sources] == [40, 21, 20, 19]
    assert sum(Fraction(source["exact_share"]) for source in sources) == 1
    assert sum(Decimal(source["amount"]) for source in sources) == Decimal(funding["total"])
    assert funding["currency"] == "XXX"
    assert len(funding["warnings"]) == 3
    assert any("of the activities" in remark for remark in funding["remarks"])
    assert len(funding["left_out"]) == 3


def test_funding_says_who_is_included(books: dict[str, ReportBook]) -> None:
    said = "1 of 6 countries have actual money recorded; none recorded: "

    for unit, base in ((None, Base.MONEY), ("CN", Base.MONEY), ("CN", Base.ACTIVITIES)):
        assert funding_json(books["norway"], unit, base)["included"].startswith(said)


def test_funding_without_the_programme_is_another_base() -> None:
    book = make_book(un_act_2014(), BookQuestion("2014", without_programme=True))
    assert funding_json(book, "CN")["government_share"] == "50.31"


def test_funding_on_the_base_of_activities(books: dict[str, ReportBook]) -> None:
    activities = funding_json(books["rich"], "A", Base.ACTIVITIES)
    everybody = funding_json(books["rich"], base=Base.ACTIVITIES)

    assert activities["total"] == "3"
    assert activities["government_share"] == "33.33"
    assert {source["share_whole"] for source in activities["sources"]} == {None}
    assert everybody["total"] == "3", "the shared activity counts once"


def test_an_unknown_unit_is_refused_with_the_known_ones(books: dict[str, ReportBook]) -> None:
    with pytest.raises(NotFoundError, match="KH, CN, LA, MM, TH, VN"):
        funding_json(books["norway"], "XX")


def test_the_file_holds_the_whole_book(books: dict[str, ReportBook], tmp_path: Path) -> None:
    path = write_json(books["rich"], tmp_path / "book.json")
    written = json.loads(path.read_text(encoding="utf-8"))

    assert written["format"] == 1
    assert written["is_illustrative"] is True
    assert written["assessment"] == json.loads(json.dumps(assessment_json(books["rich"])))
    assert len(written["funding"]["units"]) == 6
    assert len(written["changes"]) == 12
    again = write_json(books["rich"], tmp_path / "again.json").read_bytes()
    assert path.read_bytes() == again


def _keys(shape: object) -> set[str]:
    if isinstance(shape, dict):
        inner = [_keys(value) for value in shape.values()]
        return {str(key) for key in shape}.union(*inner)
    if isinstance(shape, list):
        return set().union(*[_keys(value) for value in shape])
    return set()


def test_every_key_is_documented(books: dict[str, ReportBook]) -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    shapes = [assessment_json(books["norway"]), funding_json(books["norway"], "CN")]
    used = set().union(*[_keys(json.loads(json.dumps(shape))) for shape in shapes])

    undocumented = {key for key in used if f"`{key}`" not in text}
    assert undocumented == set()
