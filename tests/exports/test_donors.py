"""Donors are data, and nothing about their agreements is invented."""

import pytest

from exports.donors import donor, donors, read_donors
from spa_me.domain.errors import InputError, NotFoundError

ONE = """
[[donors]]
code = "denmark"
name = "Denmark"
embassy = "Embassy of Denmark"
currency = "DKK"
"""


def test_sweden_and_norway_are_shipped_with_their_currencies() -> None:
    assert {code: found.currency for code, found in donors().items()} == {
        "sweden": "SEK",
        "norway": "NOK",
    }


def test_no_agreement_is_made_up() -> None:
    for found in donors().values():
        assert found.agreement_number == found.agreement_title == found.agreement_date == ""


def test_a_donor_is_found_in_any_case() -> None:
    assert donor(" Sweden ").name == "Sweden"


def test_an_unknown_donor_is_refused_with_the_known_ones() -> None:
    with pytest.raises(NotFoundError, match="sweden, norway"):
        donor("atlantis")


def test_another_donor_needs_only_a_few_lines() -> None:
    assert read_donors(ONE, "file")["denmark"].language == "en"


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (("DKK", "kroner"), "currency"),
        (('name = "Denmark"', 'title = "Denmark"'), "title"),
        (('code = "denmark"', 'code = "DENMARK 1"'), "code"),
    ],
)
def test_a_wrong_key_is_named(change: tuple[str, str], place: str) -> None:
    with pytest.raises(InputError) as caught:
        read_donors(ONE.replace(*change), "file")
    assert any(place in finding.where for finding in caught.value.findings)
