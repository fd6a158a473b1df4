"""Every figure: what Plotly accepts, what is drawn, and that texts are never taken for tags."""

import json
import os
import re
from pathlib import Path

import pytest
from plotly.graph_objects import Figure

from spa_me.dashboards.look import CONFIG, Look
from spa_me.dashboards.overview import overview
from spa_me.reports import BookQuestion, ReportBook, make_book
from tests.example import un_act_2014
from tests.unit.dashboards.pictures import (
    LOOKS,
    countries_book,
    hostile_book,
    texts,
    un_act_book,
)

SNAPSHOTS = Path(__file__).parents[2] / "data" / "figures"
UPDATE = bool(os.environ.get("UPDATE_SNAPSHOTS"))
BOOKS = {"un-act": un_act_book, "countries": countries_book}
NAMES = ("results", "cofunding", "attention", "sources", "matrix")


@pytest.fixture(params=BOOKS)
def book(request: pytest.FixtureRequest) -> ReportBook:
    return BOOKS[request.param]()


@pytest.mark.parametrize("look", LOOKS)
def test_plotly_knows_every_key(book: ReportBook, look: str) -> None:
    for found in overview(book, LOOKS[look]):
        if found.chart is not None:
            Figure(data=found.chart["data"], layout=found.chart["layout"])
            assert found.chart["config"] == CONFIG


def test_the_check_above_refuses_what_plotly_does_not_know() -> None:
    with pytest.raises(ValueError, match="no_such_key"):
        Figure(data=[{"type": "bar", "no_such_key": 1}])


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", BOOKS)
def test_figures_are_as_they_were(name: str, look: str) -> None:
    """Compare with the JSON in tests/data/figures; `UPDATE_SNAPSHOTS=1 pytest …` writes it anew."""
    path = SNAPSHOTS / f"{name}-{look}.json"
    made = {found.name: found.chart for found in overview(BOOKS[name](), LOOKS[look])}
    text = json.dumps(made, indent=1, ensure_ascii=False) + "\n"
    if UPDATE:
        path.write_text(text, encoding="utf-8")

    assert json.loads(path.read_text(encoding="utf-8")) == json.loads(text)


def test_nothing_of_a_chart_is_sent_out() -> None:
    assert CONFIG["showSendToCloud"] is False
    assert CONFIG["displaylogo"] is False
    assert CONFIG["plotlyServerURL"] == ""
    assert CONFIG["displayModeBar"] is False


def test_figures_come_in_reading_order_with_question_and_answer(book: ReportBook) -> None:
    found = overview(book, Look())

    assert tuple(entry.name for entry in found) == NAMES
    assert all(entry.title.endswith("?") for entry in found)
    assert all(entry.answer for entry in found)
    assert all(entry.summary for entry in found)


def test_every_point_says_what_it_is_and_leads_somewhere(book: ReportBook) -> None:
    for found in overview(book, Look()):
        for point in found.points:
            assert point["label"]
            assert point["target"]["page"] in {"results", "cofunding"}
        traces = [] if found.chart is None else found.chart["data"]
        for trace in traces:
            assert len(trace["customdata"]) == len(trace["x"]) == len(trace["text"])


def test_rows_are_as_wide_as_their_headers(book: ReportBook) -> None:
    for found in overview(book, Look()):
        for row in found.table.rows:
            assert len(row.cells) == len(found.table.headers)


def test_columns_hold_values_of_one_type(book: ReportBook) -> None:
    for found in overview(book, Look()):
        for place in range(len(found.table.headers)):
            values = [row.cells[place].order for row in found.table.rows]
            types = {type(value) for value in values if value is not None}
            assert len(types) <= 1, (found.name, place, types)


_OURS = re.compile(r"</?b>|<br>|</span>|<span style=\"(color:#\w{6};?)?(font-size:\d+px)?\">")
_ENTITY = re.compile(r"&(amp|lt|gt);")


def test_text_of_people_is_never_taken_for_tags() -> None:
    found = overview(hostile_book(), Look())
    seen = [text for entry in found for _, text in texts(entry.chart)]

    assert any("&lt;b onclick" in text for text in seen)
    for text in seen:
        rest = _ENTITY.sub("", _OURS.sub("", text))
        assert not set(rest) & set("<>&"), text


def test_labels_for_readers_are_not_escaped() -> None:
    matrix = overview(hostile_book(), Look())[-1]

    assert any('<b onclick="x">' in point["label"] for point in matrix.points)


@pytest.mark.parametrize("unit", [None, "CN", "RS"])
@pytest.mark.parametrize("result", [None, "O", "2", "3.1"])
def test_narrowed_views_draw(unit: str | None, result: str | None) -> None:
    made = make_book(un_act_2014(), BookQuestion("2014", unit=unit, result=result))
    for found in overview(made, Look()):
        assert found.chart is not None or found.table.rows or found.empty
        if found.chart is not None:
            Figure(data=found.chart["data"], layout=found.chart["layout"])


def test_text_size_scales_lengths() -> None:
    small = overview(un_act_book(), Look(size=12))[0].chart
    large = overview(un_act_book(), Look(size=18))[0].chart
    assert small is not None
    assert large is not None

    assert large["layout"]["height"] == pytest.approx(small["layout"]["height"] * 1.5, abs=2)
    assert large["layout"]["margin"]["l"] == small["layout"]["margin"]["l"] * 1.5
