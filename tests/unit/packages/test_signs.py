"""Signs and times that a package cannot carry, since the screen could not show them rightly."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from spa_me.domain.cofunding import Activity
from spa_me.domain.fields.records import said_of, wrong_fields
from spa_me.packages import checks

TURNS = [chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))]
KHMER = "ប្រទេស\u200bកម្ពុជា"
SINHALA = "ශ්\u200dරී ලංකා"


@pytest.mark.parametrize("sign", TURNS)
def test_no_sign_turns_what_is_shown(sign: str) -> None:
    assert not checks.text(f"Report {sign}fdp.exe")
    assert not checks.name(f"Report {sign}fdp.exe")
    assert not checks.person(f"Sok {sign}Dara")


@pytest.mark.parametrize("text", [KHMER, SINHALA, "two\nlines\tand tab", "עברית \u200f(א)"])
def test_what_scripts_need_stays(text: str) -> None:
    assert checks.text(text)


@pytest.mark.parametrize("sign", ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\n", "\u2028"])
def test_in_the_name_of_a_person_every_sign_is_seen(sign: str) -> None:
    assert not checks.person(f"Sok{sign} Dara")


@pytest.mark.parametrize("name", ["Sok Dara", "Lê Thị Hồng", "ສົມພອນ"])
def test_names_in_any_script(name: str) -> None:
    assert checks.person(name)


@pytest.mark.parametrize("year", ["0001", "1899", "3000", "9999"])
def test_a_time_that_no_clock_shows(year: str) -> None:
    assert not checks.moment(f"{year}-12-31T23:00:00.000000Z")


@pytest.mark.parametrize("year", [1900, 1970, 2026, 2999])
def test_a_time_can_be_shown_anywhere(year: int) -> None:
    for text in (f"{year}-01-01T00:00:00.000000Z", f"{year}-12-31T23:59:59.999999Z"):
        assert checks.moment(text)
        for zone in ("Asia/Bangkok", "Pacific/Kiritimati", "Pacific/Pago_Pago"):
            assert datetime.fromisoformat(text).astimezone(ZoneInfo(zone)).tzinfo is not UTC


@pytest.mark.parametrize("name", ["Sok  Dara", "Sok\u00a0Dara", "Sok\u3000Dara"])
def test_the_name_of_a_person_is_as_it_is_kept(name: str) -> None:
    assert not checks.person(name)


def test_a_sign_that_turns_does_not_turn_the_sentence_about_it() -> None:
    record = Activity("1", "A", "2014", "A\u202e1", "Training")

    said = [str(said_of(record, finding)) for finding in wrong_fields(record)]

    assert said
    assert not any(sign in text for sign in TURNS for text in said)
    assert "U+202E" in said[0]
