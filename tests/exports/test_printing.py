"""The printed workbook: A4 across, no cut columns, headers on every page, letters to be read."""

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from exports.xlsx.measure import word_width

pytestmark = [
    pytest.mark.libreoffice,
    pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils is not installed"),
]

LAST_COLUMNS = {
    "Scoreboard": ("Result", "Markers"),
    "Reported values": ("Marker", "Entered at"),
    "Data notes": ("No.", "Source"),
    "Checks": ("No.", "Counted"),
}


@pytest.fixture(scope="module")
def pdfs(files: dict[str, Path], soffice: Callable[..., dict[str, Path]]) -> dict[str, Path]:
    """Return the printed workbooks."""
    return soffice([files[name] for name in ("sweden", "norway", "rich")], "pdf")


@pytest.fixture(scope="module")
def printed(pdfs: dict[str, Path]) -> dict[str, list[str]]:
    """Return the text of every page of the printed workbooks."""
    return {name: _pages(path) for name, path in pdfs.items()}


def _pages(path: Path) -> list[str]:
    sizes = subprocess.run(
        ["pdfinfo", "-f", "1", "-l", "99", str(path)], check=True, capture_output=True, text=True
    ).stdout
    found = set(re.findall(r"size:\s+([\d.]+) x ([\d.]+) pts", sizes))
    assert {(round(float(w)), round(float(h))) for w, h in found} == {(842, 595)}, "A4 across"
    text = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True, text=True
    ).stdout
    return text.split("\f")[:-1]


def _of_sheet(pages: list[str], sheet: str) -> list[str]:
    return [page for page in pages if re.search(rf"· {sheet}$", page, re.MULTILINE)]


@pytest.mark.parametrize("name", ["sweden", "norway", "rich"])
def test_pages_are_counted_and_name_the_framework(printed: dict[str, list[str]], name: str) -> None:
    pages = printed[name]

    assert 10 < len(pages) < 36
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page
        assert ", version 201" in page
        assert ("Illustrative data" in page) == (name == "rich")


@pytest.mark.parametrize("sheet", LAST_COLUMNS)
def test_every_page_of_a_table_shows_its_first_and_last_column(
    printed: dict[str, list[str]], sheet: str
) -> None:
    pages = _of_sheet(printed["sweden"], sheet)

    assert pages
    for page in pages:
        first, last = LAST_COLUMNS[sheet]
        assert first in page
        assert last in page


SPREAD = {
    "Results matrix": (
        ("Marker", "Progress marker", "O-1"),
        ("Title of the result", "Actual", "Leg"),
        ("Units included", "Reason for the status", "Explanation of the deviation"),
    ),
    "Contributions": (
        ("Country", "Source", "China"),
        ("Amount", "Counted as", "Why it is not"),
        ("Note", "In SEK", "Date and source of the rate"),
    ),
}
"""Of a sheet on two pages across: what stands on both, on the first only, on the second only."""


@pytest.mark.parametrize("sheet", SPREAD)
def test_a_table_on_two_pages_across_names_its_rows_on_both(
    printed: dict[str, list[str]], sheet: str
) -> None:
    pages = _of_sheet(printed["sweden"], sheet)
    both, first, second = SPREAD[sheet]

    assert len(pages) % 2 == 0
    for figures, reasons in zip(pages[::2], pages[1::2], strict=True):
        assert all(words in figures and words in reasons for words in both[:2])
        assert all(words in figures for words in first)
        assert all(words in reasons for words in second)
        assert second[-1] not in figures
        assert _rows(figures) == _rows(reasons)
    assert both[2] in pages[0]
    assert both[2] in pages[1]


def _rows(page: str) -> list[str]:
    """Return the numbers of the rows on a page."""
    return re.findall(r"^ *(\d{1,2}) {2,}\S", page, re.MULTILINE)


@pytest.mark.parametrize("name", ["sweden", "norway"])
def test_nothing_is_printed_smaller_than_seven_points(pdfs: dict[str, Path], name: str) -> None:
    """A word is as wide as its letters are large; pairs of letters stand a little closer."""
    text = subprocess.run(
        ["pdftotext", "-bbox", str(pdfs[name]), "-"], check=True, capture_output=True, text=True
    ).stdout
    words = re.findall(r'xMin="([\d.]+)" .* xMax="([\d.]+)" .*>([A-Za-z]{5,})<', text)
    sizes = [((float(right) - float(left)) / word_width(word), word) for left, right, word in words]

    assert len(sizes) > 1000
    assert min(sizes) >= (6.9, "")


def test_the_cover_is_one_page(printed: dict[str, list[str]]) -> None:
    cover = _of_sheet(printed["sweden"], "Cover")

    assert len(cover) == 1
    assert "Received by" in cover[0]
    assert "live formulas" in cover[0]


def test_no_number_is_too_wide_for_its_column(printed: dict[str, list[str]]) -> None:
    for pages in printed.values():
        assert not [page for page in pages if "###" in page]


def test_printed_figures_are_those_of_the_book(printed: dict[str, list[str]]) -> None:
    text = "\n".join(printed["norway"])

    for words in ("40.1 %", "166,780", "666.67", "4/9", "+1,177.33", "220.2 %", "checks agree."):
        assert words in text
