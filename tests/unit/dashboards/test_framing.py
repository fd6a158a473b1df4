"""Pictures that stand by themselves."""

import pytest
from plotly.graph_objects import Figure

from spa_me.dashboards.framing import framed
from spa_me.dashboards.look import Look
from tests.unit.dashboards.pictures import HOSTILE, figure, un_act_book


@pytest.mark.parametrize("name", ["results", "cofunding", "sources", "matrix"])
def test_a_picture_carries_question_answer_and_footing(name: str) -> None:
    found = figure(un_act_book(), name)
    picture = framed(found, Look(), 760, ["4 of 7 reporting units included", HOSTILE])
    made = picture.chart["layout"]

    Figure(data=picture.chart["data"], layout=made)
    assert made["title"]["text"].startswith(f"<b>{found.title}</b>")
    foot = made["annotations"][-1]["text"]
    assert "4 of 7 reporting units included" in foot
    assert "&lt;b onclick" in foot
    for remark in found.remarks:
        assert remark.text[:40] in foot


def test_the_picture_is_higher_than_the_chart_by_what_it_carries() -> None:
    found = figure(un_act_book(), "results")
    assert found.chart is not None
    short = framed(found, Look(), 760)
    long = framed(found, Look(), 760, ["one", "two", "three"])

    assert found.chart["layout"]["height"] < short.height < long.height
    added = long.chart["layout"]["margin"]["b"] - short.chart["layout"]["margin"]["b"]
    assert added == long.height - short.height


def test_the_chart_on_the_page_stays_as_it_is() -> None:
    found = figure(un_act_book(), "matrix")
    assert found.chart is not None
    before = str(found.chart)
    framed(found, Look(), 760, ["footing"])

    assert str(found.chart) == before


def test_what_has_no_chart_makes_no_picture() -> None:
    with pytest.raises(ValueError, match="attention"):
        framed(figure(un_act_book(), "attention"), Look(), 760)
