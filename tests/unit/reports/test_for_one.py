"""A single unit and a single marker get words for one."""

import pytest

from spa_me.dashboards.cofunding import cofunding
from spa_me.dashboards.headline import headline as headline_card
from spa_me.dashboards.look import Look
from spa_me.dashboards.matrix import matrix
from spa_me.domain.assessment import StatusCounts
from spa_me.domain.status import NoStatus, Status
from spa_me.reports import BookQuestion, make_book
from spa_me.reports.headline import headline
from tests.example import un_act_2014

CHINA = make_book(un_act_2014(), BookQuestion("2014", unit="CN"))


def counts(**found: int) -> StatusCounts:
    return StatusCounts({kind: found.get(kind.value, 0) for kind in (*Status, *NoStatus)})


@pytest.mark.parametrize(
    ("found", "unit", "said"),
    [
        ({"not_reported": 1}, "China", "China’s one marker is not reported yet."),
        ({"partly": 1}, "China", "China’s one marker is partly met."),
        ({"fully": 1}, "", "The one marker is fully met."),
        ({"not": 1, "not_due": 2}, "", "The one marker with a status is not met."),
        ({"not_reported": 3}, "", "None of the 3 progress markers has a status yet."),
    ],
)
def test_one_marker_is_called_one(found: dict[str, int], unit: str, said: str) -> None:
    assert str(headline(counts(**found), unit)) == said


def test_a_country_alone_is_named_and_not_counted() -> None:
    card = headline_card(CHINA, Look())
    said = " ".join([card.answer, *(remark.text for remark in card.remarks)])

    assert str(CHINA.inclusion.sentence) == "China is included"
    assert "China gave its co-funding figures." in said
    assert cofunding(CHINA, Look()).answer == "China reaches the target of 20 %."
    assert "1 of 1" not in said


def test_a_country_alone_that_is_silent_is_told_once() -> None:
    silent = make_book(un_act_2014(), BookQuestion("2014", unit="KH"))

    assert str(silent.inclusion.sentence) == "Cambodia has not reported yet"
    assert cofunding(silent, Look()).answer == "Cambodia has not reported its share yet."


def test_a_single_bar_is_no_wider_than_one_of_several() -> None:
    alone, together = (
        cofunding(make_book(un_act_2014(), BookQuestion("2014", unit=unit)), Look()).chart
        for unit in ("CN", None)
    )
    assert alone is not None
    assert together is not None
    spans = [chart["layout"]["xaxis"]["range"] for chart in (alone, together)]
    widths = [1 / (high - low) for low, high in spans]
    assert widths[0] < 1.5 * widths[1]

    grid = matrix(CHINA, Look()).chart
    assert grid is not None
    low, high = grid["layout"]["xaxis"]["range"]
    assert 1 / (high - low) <= 1 / 3
