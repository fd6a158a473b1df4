"""Tables line up in every script, and nothing in them is cut."""

import pytest

from spa_me.cli.output import Column, display_width, table

TITLES = ("Code", "Figure", "What it is")


def _table(*rows: tuple[str, str, str], monkeypatch: pytest.MonkeyPatch, width: int = 60) -> str:
    monkeypatch.setattr("spa_me.cli.output.PAGE_WIDTH", width)
    columns = (Column(TITLES[0]), Column(TITLES[1], is_number=True), Column(TITLES[2], wraps=True))
    return table(columns, rows)


def test_columns_start_at_one_place(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = _table(("1.1", "5", "one"), ("3.1a", "12.5", "two"), monkeypatch=monkeypatch)

    assert shown.splitlines() == [
        "Code  Figure  What it is",
        "----  ------  ----------",
        "1.1        5  one",
        "3.1a    12.5  two",
    ]


@pytest.mark.parametrize("text", ["中国政府的资金", "ລາວ ບໍ່ມີຂໍ້ມູນ", "ខ្មែរ", "ไม่มีข้อมูล", "Viet Nam ế"])
def test_every_script_takes_the_room_that_it_shows(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = _table((text, "5", "one"), ("1", "12", "two"), monkeypatch=monkeypatch).splitlines()

    ends = {
        display_width(line[: line.index(word)])
        for line, word in zip(lines[2:], ("one", "two"), strict=True)
    }
    assert len(ends) == 1


def test_long_text_is_broken_and_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Victims referred and supported through national referral mechanisms " * 3
    shown = _table(("1.1", "5", text), monkeypatch=monkeypatch, width=50)

    assert max(map(len, shown.splitlines())) <= 50
    assert " ".join(shown.split()).count("mechanisms") == 3


def test_a_word_wider_than_the_page_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = _table(("1.1", "5", "x" * 200), monkeypatch=monkeypatch, width=50)

    assert shown.count("x") == 200
    assert max(map(len, shown.splitlines())) <= 50


def test_an_empty_cell_keeps_its_column(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = _table(("1.1", "", ""), monkeypatch=monkeypatch)

    assert shown.splitlines()[-1] == "1.1"
