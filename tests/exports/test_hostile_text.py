"""Text of people stays text: it is never run, never breaks the file, never vanishes unseen."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from exports.xlsx.cells import is_exact
from exports.xlsx.measure import height_of, lines_in
from exports.xlsx.text import MAX_CHARACTERS, SHORTENED, clean, looks_like_a_formula, shortened
from tests.exports.reading import records
from tests.exports.rich import HOSTILE


def test_what_looks_like_a_formula_is_kept_as_quoted_text(opened: dict[str, Workbook]) -> None:
    found: dict[str, bool] = {}
    for row in opened["hostile"]["Record of changes"].iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and looks_like_a_formula(cell.value):
                assert cell.data_type == "s"
                found[cell.value] = bool(cell.quotePrefix)

    assert set(found) == {text for text in HOSTILE if looks_like_a_formula(text)}
    assert all(found.values()), "they stay text when somebody edits the cell"


def test_text_comes_back_as_it_was_written(opened: dict[str, Workbook]) -> None:
    rows = records(opened["hostile"]["Record of changes"])
    written = [row["After"] for row in reversed(rows)]

    assert written == [clean(text) for text in HOSTILE]
    assert HOSTILE[6] in written, "Khmer"
    assert HOSTILE[8] in written, "emoji"


@pytest.mark.libreoffice
def test_libreoffice_reads_the_same_text(
    files: dict[str, Path], soffice: Callable[..., dict[str, Path]]
) -> None:
    converted = soffice([files["hostile"]], "xlsx:Calc MS Excel 2007 XML")["hostile"]
    rows = records(load_workbook(converted)["Record of changes"])

    read = [row["After"] for row in reversed(rows)]
    assert read[0] == "=cmd|' /C calc'!A0"
    assert read[6] == HOSTILE[6]
    assert read[7] == "controlcharacters and  a lone half"
    assert read[8] == HOSTILE[8]
    assert read[9] == HOSTILE[9]


def test_control_characters_and_half_characters_are_taken_out() -> None:
    assert clean("a\x00\x07\x0b\ud800b\ufffe") == "ab"
    assert clean("one\r\ntwo\rthree") == "one\ntwo\nthree"
    assert clean("_x0041_") == "_x005F_x0041_", "Excel would read it as A"


def test_a_text_that_no_cell_can_hold_is_shortened_visibly() -> None:
    for text in ("word " * 20_000, "🦉" * 20_000, "x" * 50_000):
        kept = clean(text)
        assert len(kept.encode("utf-16-le")) // 2 <= MAX_CHARACTERS
        assert kept.endswith(SHORTENED)
    assert clean("x" * MAX_CHARACTERS) == "x" * MAX_CHARACTERS


def test_shortening_cuts_between_words_and_never_within_a_character() -> None:
    text = "one two three four five six seven eight"
    assert shortened(text, 33) == "one two three four" + SHORTENED
    assert "\ud83e" not in shortened("🦉" * 40, 31)


def test_a_text_too_long_for_a_row_stands_whole_in_the_data_notes(
    opened: dict[str, Workbook],
) -> None:
    matrix = records(opened["hostile"]["Results matrix"])
    cut = [row for row in matrix if "[whole text in the data notes]" in str(row.values())]
    notes = records(opened["hostile"]["Data notes"])
    whole = [row for row in notes if str(row["Kind"]).startswith("Whole text")]

    assert cut
    assert {row["Marker"] for row in cut} <= {row["About"] for row in whole}


def test_rows_are_as_tall_as_their_text_and_never_taller_than_excel_allows(
    opened: dict[str, Workbook],
) -> None:
    for book in opened.values():
        for sheet in book.worksheets:
            for number, dimension in sheet.row_dimensions.items():
                assert dimension.height is None or dimension.height <= 409, (sheet.title, number)


def test_longer_text_takes_more_lines_and_tall_scripts_more_room() -> None:
    assert lines_in("short", 10) == 1
    assert lines_in("one\ntwo", 30) == 2
    assert lines_in("word " * 30, 20) > lines_in("word " * 30, 40) > 1
    assert lines_in("W" * 50, 20) > lines_in("i" * 50, 20)
    assert height_of("ក្រុម", 20) > height_of("group", 20)


def test_numbers_beyond_what_excel_keeps_are_told() -> None:
    assert is_exact(Decimal(123456789012345))
    assert is_exact(Decimal(1500000000000000000))
    assert not is_exact(Decimal(1234567890123456))
    assert not is_exact(Decimal("0.1234567890123456"))
