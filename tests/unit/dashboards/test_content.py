"""What the figures of the real example say."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spa_me.dashboards.by_result import result_bars
from spa_me.dashboards.look import Look
from spa_me.dashboards.sources import sources
from spa_me.domain.sentences import Sentence
from spa_me.domain.status import NoStatus, Status
from spa_me.domain.submission import Revision, SubmissionRecords
from spa_me.reports import BookQuestion, make_book
from tests.example import un_act_2014
from tests.unit.dashboards.pictures import countries_book, figure, un_act_book


def _traces(name: str, **changes: Any) -> dict[str, Any]:
    chart = figure(changes.get("book", un_act_book()), name).chart
    assert chart is not None
    return {trace.get("name", ""): trace for trace in chart["data"]}


def test_bars_count_each_marker_once() -> None:
    counted = Counter[str]()
    for row in figure(un_act_book(), "results").table.rows:
        headers = figure(un_act_book(), "results").table.headers
        for header, cell in zip(headers, row.cells, strict=True):
            if header.is_number:
                counted[header.text] += int(cell.value or 0)

    assert counted["Fully met"] == 8
    assert counted["Partly met"] == 3
    assert counted["Not met"] == 2
    assert counted["No target"] == 1
    assert counted["Markers"] == 14


@pytest.mark.parametrize("result", [None, "O", "1", "3", "3.1"])
@pytest.mark.parametrize("unit", [None, "CN", "RS"])
def test_bars_share_out_every_marker_in_view(result: str | None, unit: str | None) -> None:
    book = make_book(un_act_2014(), BookQuestion("2014", result=result, unit=unit))
    bars = result_bars(book)

    codes = [line.code for bar in bars for line in bar.markers]
    assert sorted(codes) == sorted(line.code for line in book.markers)


@pytest.mark.parametrize("name", ["results", "matrix"])
def test_labels_stand_at_the_place_of_their_row(name: str) -> None:
    """Not at its name: Plotly takes the name of the marker `1.1` for a place between two rows."""
    chart = figure(un_act_book(), name).chart
    assert chart is not None
    labels = [a for a in chart["layout"]["annotations"] if a.get("align") == "left"]

    assert [label["y"] for label in labels] == list(
        range(len(chart["layout"]["yaxis"]["categoryarray"]))
    )


def test_segments_say_count_word_and_shape() -> None:
    traces = _traces("results")

    assert traces["Fully met"]["text"] == [
        "<b>● 1 fully</b>",
        "<b>● 1 fully</b>",
        "<b>● 1 fully</b>",
        "<b>● 2 fully</b>",
        "<b>● 3 fully</b>",
    ]
    assert traces["No target"]["text"] == ["<b>1 no target</b>"]
    assert traces["Not met"]["y"] == ["1", "2"]


def test_what_has_no_status_is_hatched_and_a_status_is_not() -> None:
    for name in ("results", "matrix"):
        for trace in _traces(name).values():
            has_status = any(shape in trace["text"][0] for shape in "●◐○")
            assert has_status != ("pattern" in trace["marker"]), trace["name"]


def test_a_segment_of_one_marker_leads_to_it_and_others_to_the_list() -> None:
    points = _traces("results")["Fully met"]["customdata"]

    assert points[1]["target"] == {"page": "results", "marker": "1.2"}
    assert points[3]["target"] == {"page": "results", "result": "3", "kind": "fully"}
    assert points[3]["label"] == "Output 3: 2 of 3 fully met: 3.1a, 3.2"


def test_answer_names_what_is_done_and_what_is_behind() -> None:
    assert figure(un_act_book(), "results").answer == (
        "All markers are fully met: Output 4. With markers that are not met: Output 1 and Output 2."
    )


def test_matrix_has_a_cell_only_where_a_unit_is_asked() -> None:
    traces = _traces("matrix")
    places = [
        (code, int(base))
        for t in traces.values()
        for code, base in zip(t["y"], t["base"], strict=True)
    ]

    assert len(places) == len(set(places)) == 19
    assert sorted(column for code, column in places if code == "1.3") == [0, 1, 2, 3, 4, 5]
    assert [column for code, column in places if code == "2.1"] == [6]


def test_matrix_shows_shape_and_figure() -> None:
    traces = _traces("matrix")
    fully = traces["● Fully met"]

    assert fully["text"][fully["y"].index("1.3")] == "<b>● 37 %</b>"
    assert traces["Not reported"]["text"] == ["not<br>reported"] * 3
    assert traces["Not reported"]["customdata"][0] == {
        "target": {"page": "results", "marker": "1.3", "unit": "KH"},
        "label": "Cambodia, 1.3 COMMIT work-plan activities funded or fundraised by governments: "
        "not reported",
    }


def test_a_contribution_without_a_target_of_its_own_is_neutral() -> None:
    traces = _traces("matrix", book=countries_book())
    trace = traces["Contributes; no target of its own"]

    assert (trace["y"], trace["text"]) == (["3.1"], ["<b>5</b>"])
    assert "pattern" not in trace["marker"]


def test_a_unit_whose_contribution_is_missing_has_not_reported() -> None:
    traces = _traces("matrix", book=countries_book())

    assert traces["Not reported"]["y"].count("3.1") == 5
    assert "No target" not in traces


@pytest.mark.parametrize("name", ["matrix", "cofunding"])
def test_a_chart_marks_the_units_whose_figures_are_provisional(name: str) -> None:
    data = un_act_2014()
    sealed = SubmissionRecords(revisions=(Revision("VN", "2014", "a", "a package", 1),))
    book = make_book(replace(data, submissions=sealed), BookQuestion("2014"))
    found = figure(book, name)
    assert found.chart is not None
    marked = [t for t in found.chart["layout"]["xaxis"]["ticktext"] if "<i>provisional</i>" in t]

    assert len(marked) == 1
    assert "Viet Nam" in marked[0]
    said = [p["label"] for t in found.chart["data"] for p in t.get("customdata", [])]
    assert any(label.endswith("provisional, not accepted") for label in said)
    names = [h.text for h in found.table.headers] + [r.cells[0].text for r in found.table.rows]
    assert "Viet Nam (provisional)" in names


@pytest.mark.parametrize("name", ["matrix", "cofunding"])
def test_a_chart_marks_the_unit_whose_figures_are_a_draft(name: str) -> None:
    data = un_act_2014()
    kept = replace(data, info=replace(data.info, home_unit="VN"))
    found = figure(make_book(kept, BookQuestion("2014")), name)
    assert found.chart is not None
    marked = [t for t in found.chart["layout"]["xaxis"]["ticktext"] if "<i>draft</i>" in t]

    assert len(marked) == 1
    assert "Viet Nam" in marked[0]
    said = [p["label"] for t in found.chart["data"] for p in t.get("customdata", [])]
    drafts = [label for label in said if label.endswith("; draft, not sealed")]
    assert drafts
    assert all(label.startswith("Viet Nam") for label in drafts)
    names = [h.text for h in found.table.headers] + [r.cells[0].text for r in found.table.rows]
    assert "Viet Nam (draft)" in names


def test_matrix_says_who_is_included() -> None:
    assert figure(un_act_book(), "matrix").answer.startswith(
        "4 of 7 reporting units included; not reported: Cambodia, Lao PDR, Myanmar."
    )


def test_cofunding_shows_shares_against_the_target_line() -> None:
    chart = figure(un_act_book(), "cofunding").chart
    assert chart is not None
    shares, missing = chart["data"]

    assert dict(zip(shares["x"], shares["y"], strict=True)) == {"CN": 37, "TH": 33, "VN": 45}
    assert shares["text"] == ["<b>37 %</b>", "<b>33 %</b>", "<b>45 %</b>"]
    assert missing["x"] == ["KH", "LA", "MM"]
    assert max(missing["y"]) < 20, "a block of what is missing must not seem to reach the target"
    assert chart["layout"]["shapes"][1]["y0"] == 20
    assert chart["layout"]["annotations"][0]["text"].endswith("target<br>20 %</span>")


def test_no_label_is_struck_through_by_the_target_line() -> None:
    book = un_act_book()
    china, *others = [u for u in book.funding.units if u.unit.code in {"CN", "TH", "VN"}]
    assert china.unit.code == "CN"
    shares = {"CN": Fraction(19, 100), "TH": Fraction(1, 5), "VN": Fraction(2, 100)}
    units = tuple(replace(u, reported_share=shares[u.unit.code]) for u in (china, *others))
    chart = figure(replace(book, funding=replace(book.funding, units=units)), "cofunding").chart
    assert chart is not None

    assert chart["data"][0]["text"] == ["", "<b>20 %</b>", "<b>2 %</b>"]
    lifted = chart["layout"]["annotations"][1]
    assert (lifted["x"], lifted["y"], lifted["text"]) == ("CN", 20, "<b>19 %</b>")
    assert lifted["yanchor"] == "bottom"


def test_cofunding_says_how_far_from_the_target() -> None:
    labels = [point["label"] for point in figure(un_act_book(), "cofunding").points]

    assert labels[0] == "China: 37 %, 17 points above the target"
    assert labels[3] == "Cambodia: not reported"


def test_sources_show_true_shares_and_warn_of_printed_ones() -> None:
    found = figure(un_act_book(), "sources")

    shares = [row.cells[2].text for row in found.table.rows]
    assert shares == ["40.1 %", "21.2 %", "20.2 %", "18.4 %"]
    assert [row.cells[3].text for row in found.table.rows] == ["40 %", "21 %", "20 %", "19 %"]
    warnings = [remark.text for remark in found.remarks if remark.is_warning]
    assert warnings[-1] == "The printed shares add up to 101 % and not to 100 %"
    assert found.title == "Who paid for the activities of China?"
    assert found.answer == "166,780 (currency not printed) in all; shares of money"


def test_sources_of_a_unit_without_money_fall_back_to_one_that_has_some() -> None:
    assert sources(un_act_book(), Look(), "TH").title == "Who paid for the activities of China?"


def test_attention_lists_not_met_before_partly_met() -> None:
    rows = figure(un_act_book(), "attention").table.rows

    assert [row.cells[0].value for row in rows] == ["1.1", "2.2", "1.3", "2.3", "3.1b"]
    assert [row.cells[3].kind for row in rows] == [Status.NOT] * 2 + [Status.PARTLY] * 3
    assert rows[2].cells[3].text == "Partly met · 50 % of the units needed"


def test_words_go_through_translation() -> None:
    seen: list[str] = []

    def shout(sentence: Sentence) -> str:
        seen.append(sentence.template)
        return str(sentence).upper()

    found = figure(un_act_book(), "results", Look(words=shout))

    assert found.title == "WHICH RESULTS ARE ON TRACK?"
    assert "{count} fully" in seen
    assert "Fully met" in seen


@given(st.fractions(min_value=0, max_value=3))
def test_percent_is_rounded_half_up_to_one_decimal(share: Fraction) -> None:
    shown = Look().percent(share)
    number = Decimal(shown.removesuffix(" %").replace(",", ""))

    assert abs(Fraction(number) - share * 100) <= Fraction(1, 20)


def test_percent_of_nothing_is_a_dash() -> None:
    assert Look().percent(None) == "–"


def test_status_words_cover_every_kind() -> None:
    for kind in (*Status, *NoStatus):
        assert Look().status(kind)
