"""What texts mean as numbers, percentages and fractions, with the signs that are in force."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spa_me.domain.numbers import grouped, plain, rounded
from spa_me.domain.reading.cells import signs_shown
from spa_me.domain.reading.errors import UnreadError
from spa_me.domain.reading.numbers import read_fraction, read_number, read_percentage
from spa_me.domain.reading.signs import ANY, ENGLISH, Signs, signs_of

COMMA = Signs(",")
KEPT = st.decimals(
    min_value=Decimal(-999999999999999999),
    max_value=Decimal(999999999999999999),
    places=9,
    allow_nan=False,
    allow_infinity=False,
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", "0"),
        ("-0", "0"),
        ("1500", "1500"),
        ("1,500", "1500"),
        ("1,234,567.89", "1234567.89"),
        (" 12.50 ", "12.50"),
        ("+3", "3"),
        (".5", "0.5"),
        ("5.", "5"),
        ("-3.25", "-3.25"),
        ("\u22123.25", "-3.25"),
        ("1 500", "1500"),
        ("1\u00a0500", "1500"),
        ("1\u202f500.25", "1500.25"),
        ("1\u2019500", "1500"),
        ("999999999999999999", "999999999999999999"),
        ("0.000000001", "0.000000001"),
        # The users' own digits, and full-width ones.
        ("១២៣", "123"),
        ("໑໒໓", "123"),
        ("๑๒๓", "123"),
        ("၁၂၃", "123"),
        ("١٢٣٫٥", "123.5"),
        ("１２，５００．２５", "12500.25"),
        # Signs that nobody sees.
        ("12\u200b00", "1200"),
        ("\ufeff12\u200c\u200d\u00ad5", "125"),
        ("\u200e-\u200e7", "-7"),
    ],
)
def test_numbers_are_read_exactly(text: str, number: str) -> None:
    read = read_number(text, ENGLISH)
    assert (read.number, read.doubt) == (Decimal(number), None)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.500", "1500"),
        ("1,500", "1.500"),
        ("12,5", "12.5"),
        ("1.234.567,8", "1234567.8"),
        ("70.000", "70000"),
        ("1 500,25", "1500.25"),
    ],
)
def test_numbers_where_the_comma_is_the_decimal_sign(text: str, number: str) -> None:
    assert read_number(text, COMMA).number == Decimal(number)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "-", ".", "abc", "N/A", "see description"),
        *("1,5", "1,50", "12,34,567", "1.500,25", "0,500", "1 50", "1\u00a05", "1,500 000"),
        *("1e3", "NaN", "inf", "-Infinity", "0x10", "1_000", "½", "--5", "5-", "(5)"),
        *("=1+1", "1%", "$5", "1.2.3", "1500\n2", "1500\t2", "3/7", "12 persons", "#DIV/0!"),
        "1000000000000000000",
        "0.0000000001",
        "1" * 10_000,
    ],
)
@pytest.mark.parametrize("signs", [ENGLISH, ANY])
def test_everything_else_is_refused_with_a_short_sentence(text: str, signs: Signs) -> None:
    if signs is ANY and text in {"1,5", "1,50", "1.500,25", "0,500"}:
        assert read_number(text, signs).number == Decimal(text.replace(".", "").replace(",", "."))
        return
    with pytest.raises(UnreadError) as refused:
        read_number(text, signs)
    assert 0 < len(str(refused.value)) < 200


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("1.500", "1.5 and as 1500"),
        ("1,500", "1500 and as 1.5"),
        ("-70.000", "-70 and as -70000"),
    ],
)
def test_two_meanings_are_both_named(text: str, both: str) -> None:
    with pytest.raises(UnreadError) as asked:
        read_number(text, ANY)
    assert both in str(asked.value.what)


def test_the_other_decimal_sign_is_named_with_the_number_that_may_be_meant() -> None:
    with pytest.raises(UnreadError) as refused:
        read_number("1,5", ENGLISH)
    assert "1.5" in str(refused.value.expected)
    with pytest.raises(UnreadError) as refused:
        read_number("1.5", COMMA)
    assert "1,5" in str(refused.value.expected)


@pytest.mark.parametrize("signs", [ENGLISH, COMMA, ANY])
@pytest.mark.parametrize("text", ["45%", "45 %", "45", "45\u00a0%", "٤٥٪", "４５％"])
def test_percentages_with_and_without_their_sign(text: str, signs: Signs) -> None:
    assert read_percentage(text, signs).number == 45


@pytest.mark.parametrize(
    "text",
    ["9/20", "9 / 20", "9 of 20", "9 out of 20", "９／２０", "๙/๒๐", "9 sur 20", "9\u204420"],
)
def test_fractions(text: str) -> None:
    found = read_fraction(text, ENGLISH)
    assert found is not None
    assert [part.number for part in found] == [9, 20]


def test_the_parts_of_a_fraction_are_read_like_numbers() -> None:
    found = read_fraction("1.200/2.400", COMMA)
    assert found is not None
    assert [part.number for part in found] == [1200, 2400]
    for text in ("1.200/2.400", "9/"):
        with pytest.raises(UnreadError):
            read_fraction(text, ANY)
    assert read_fraction("n/a", ANY) is None
    assert read_fraction("1/2/3", ANY) is None


@pytest.mark.parametrize(
    ("cells", "otherwise", "point", "is_certain"),
    [
        (["1.500", "12,5"], ANY, ",", False),
        (["1.500", "12,5"], COMMA, ",", True),
        (["1.500", "12.5"], COMMA, ".", False),
        (["1.500", "1.234.567"], ENGLISH, ",", False),
        (["1.500", "1,500,000.5"], ENGLISH, ".", True),
        (["1.500", "45,5 %"], ANY, ",", False),
        (["1.500", "0,500"], ANY, ",", False),
        (["1.500", "7"], COMMA, ",", True),
        (["1.500", "7"], ANY, "", False),
        (["12,5", "12.5"], COMMA, "", False),
    ],
)
def test_what_the_cells_of_a_file_show(
    cells: list[str], otherwise: Signs, point: str, *, is_certain: bool
) -> None:
    found = signs_shown(cells, otherwise)
    assert (found.point, found.is_certain) == (point, is_certain)


def test_what_only_the_separator_tells_is_read_with_a_doubt() -> None:
    likely = Signs(",", is_certain=False)
    read = read_number("1.500", likely)
    assert read.number == 1500
    assert "1.5" in str(read.doubt)
    assert read_number("12,5", likely).doubt is None
    assert read_number("1500", likely).doubt is None


@given(KEPT, st.sampled_from([ENGLISH, COMMA, ANY, signs_of("٫", "٬")]))
def test_what_is_written_plainly_is_read_back(number: Decimal, signs: Signs) -> None:
    text = plain(number).replace(".", signs.point or ".")
    try:
        assert read_number(text, signs).number == number
    except UnreadError as asked:
        assert not signs.decides, "where a sign is in force, there is one meaning"
        assert plain(number) in str(asked)  # noqa: PT017 (either is right)


@given(KEPT, st.integers(0, 9))
def test_grouped_numbers_are_read_back_as_they_were_rounded(number: Decimal, decimals: int) -> None:
    assert read_number(grouped(number, decimals), ENGLISH).number == rounded(number, decimals)


@given(st.text(alphabet="0123456789.,' \u00a0-+%/៣", max_size=12))
def test_no_text_breaks_the_reader_and_none_has_a_third_meaning(text: str) -> None:
    found: dict[str, Decimal] = {}
    for signs in (ENGLISH, COMMA):
        try:
            found[signs.point] = read_number(text, signs).number
        except UnreadError:
            continue
    try:
        assert read_number(text, ANY).number in found.values()
    except UnreadError:
        assert len(set(found.values())) != 1
