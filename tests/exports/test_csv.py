"""CSV: one row for each marker, leg and unit, and nothing that a spreadsheet would run."""

import csv
from pathlib import Path

import pytest

from exports.csv import write_csv
from exports.csv.values import COLUMNS, safe
from spa_me.domain.errors import UserError
from spa_me.reports import ReportBook


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def rows(books: dict[str, ReportBook], tmp_path: Path) -> list[dict[str, str]]:
    return _read(write_csv(books["norway"], tmp_path))


def test_each_marker_leg_and_unit_has_its_row(rows: list[dict[str, str]]) -> None:
    assert len(rows) == 22
    assert len({row["id"] for row in rows}) == 22
    assert [row["value"] for row in rows if row["marker"] == "1.2"] == ["2", "11"]
    assert list(rows[0]) == list(COLUMNS)


def test_a_zero_is_a_value_and_a_missing_figure_is_empty(rows: list[dict[str, str]]) -> None:
    by_id = {row["id"]: row for row in rows}

    assert by_id["2014:1.1:1:RS"]["value"] == "0"
    assert by_id["2014:1.3:1:KH"]["value"] == ""
    assert by_id["2014:1.3:1:KH"]["state"] == "not_available"
    assert by_id["2014:O-1:1:RS"]["no_status"] == "no_target"
    assert by_id["2014:3.2:1:RS"]["pro_rata_factor"] == "4/9"
    assert by_id["2014:3.1a:1:RS"]["computed"] == "partly"
    assert by_id["2014:3.1a:1:RS"]["reported"] == "fully"


def test_every_row_says_where_it_comes_from(rows: list[dict[str, str]]) -> None:
    assert {row["framework"] for row in rows} == {"UN-ACT"}
    assert {row["framework_version"] for row in rows} == {"2014"}
    assert {row["data_as_of"] for row in rows} == {"2026-01-02T03:04:05+00:00"}
    assert {row["is_illustrative"] for row in rows} == {"false"}


def test_the_name_follows_the_framework_or_is_given(
    books: dict[str, ReportBook], tmp_path: Path
) -> None:
    assert write_csv(books["norway"], tmp_path).name == "UN-ACT-2014-2014.csv"
    assert write_csv(books["norway"], tmp_path / "mine.csv").name == "mine.csv"


def test_excel_is_told_the_encoding(books: dict[str, ReportBook], tmp_path: Path) -> None:
    path = write_csv(books["hostile"], tmp_path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert "ក្រុមការងារ" in path.read_text(encoding="utf-8-sig")


def test_no_cell_begins_like_a_formula(books: dict[str, ReportBook], tmp_path: Path) -> None:
    rows = _read(write_csv(books["hostile"], tmp_path))
    texts = [text for row in rows for text in row.values()]

    assert not [text for text in texts if text.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert "'@SUM(1,2)" in texts


def test_harmless_text_stays_as_it_is() -> None:
    assert safe("3.1a") == "3.1a"
    assert safe("") == ""


def test_the_same_book_gives_the_same_bytes(books: dict[str, ReportBook], tmp_path: Path) -> None:
    one = write_csv(books["rich"], tmp_path / "one.csv").read_bytes()
    assert write_csv(books["rich"], tmp_path / "two.csv").read_bytes() == one


def test_a_missing_folder_is_a_sentence(books: dict[str, ReportBook], tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There is no folder"):
        write_csv(books["norway"], tmp_path / "gone" / "a.csv")
