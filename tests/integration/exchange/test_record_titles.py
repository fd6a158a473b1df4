"""What changes in records is told in an order in which it is read, and with titles."""

from decimal import Decimal
from pathlib import Path

from spa_me.domain.cofunding import Activity, Contribution, SourceType
from spa_me.services import evidence
from spa_me.services.exchange.arrivals import look
from spa_me.services.exchange.record_titles import natural
from spa_me.services.exchange.review_sheet import review_sheet
from spa_me.services.funding import save_activity, save_contribution
from tests.integration.exchange.offices import Office, taken


def fill_in(country: Office) -> None:
    for code in ("1.10", "1.9"):
        save_activity(country.workspace, Activity("", "A", "2014", code, f"Course {code}", "1"))
    known = {entry.code: entry.id for entry in country.workspace.dataset().activities}
    for source, kind, code in (
        ("Donor 10", SourceType.DONOR, "1.9"),
        ("Donor 9", SourceType.DONOR, "1.9"),
        ("Treasury", SourceType.GOVERNMENT, "1.10"),
        ("Treasury", SourceType.GOVERNMENT, "1.9"),
    ):
        money = Contribution("", "A", "2014", source, kind, activity=known[code], amount=Decimal(5))
        save_contribution(country.workspace, money)
    for about in ("M2", "share", "count"):
        evidence.add_reference(country.workspace, "A", "2014", about, "Letter", "box 7")
    country.enter()


def test_records_are_ordered_and_named(region: Office, country: Office) -> None:
    fill_in(country)
    file: Path = country.file_of(country.submit().package.digest)
    (arrival,) = look(region.workspace, [file], [region.key])
    taken(region, file)
    sheet = review_sheet(region.workspace, "A", "2014")

    assert arrival.preview is not None
    assert arrival.preview.records == sheet.preview.records, "the Inbox says what Review says"
    said = [(change.subject, change.new) for change in sheet.preview.records]
    assert said[0] == ("activity 1.9", "Course 1.9; result: 1 A result")
    assert said[1][0] == "activity 1.10"
    money = [(name, text.split("for: ")[1]) for name, text in said[2:6]]
    assert money == [
        ("contribution Treasury", "1.9 Course 1.9"),
        ("contribution Treasury", "1.10 Course 1.10"),
        ("contribution Donor 9", "1.9 Course 1.9"),
        ("contribution Donor 10", "1.9 Course 1.9"),
    ]
    assert [name for name, _ in said[6:]] == [
        "evidence count Indicator count",
        "evidence share Indicator share",
        "evidence M2 Marker two",
    ]


def test_codes_with_and_without_digits_are_ordered() -> None:
    codes = ["2", "1.10", "", "O-1", "1.9", "1.9a", "1"]

    assert sorted(codes, key=natural) == ["", "1", "1.9", "1.9a", "1.10", "2", "O-1"]


def test_a_number_of_any_length_and_zeros_before_one_are_ordered() -> None:
    long = "Letter " + "9" * 6_000

    assert sorted([long, "Letter 10", "Letter 007"], key=natural) == [
        "Letter 007",
        "Letter 10",
        long,
    ]
