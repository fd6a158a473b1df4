"""Which backups stay."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from spa_me.storage.retention import DAYS, LATEST, MONTHS, to_keep

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
moments = st.lists(
    st.integers(0, 3 * 365 * 24).map(lambda hours: NOW - timedelta(hours=hours)), unique=True
)


def kept(times: list[datetime], now: datetime = NOW) -> set[datetime]:
    return to_keep([(at, at) for at in times], now)


def test_an_hour_a_day_and_a_month() -> None:
    hourly = [NOW - timedelta(hours=hours) for hours in range(24 * 400)]
    found = kept(hourly)

    assert set(hourly[:LATEST]) <= found
    assert {at.date() for at in found} >= {(NOW - timedelta(days=d)).date() for d in range(DAYS)}
    assert len({(at.year, at.month) for at in found}) == MONTHS + 1  # and that of the first one
    assert len(found) <= LATEST + DAYS + MONTHS + 1


@given(moments)
def test_the_latest_and_the_first_always_stay(times: list[datetime]) -> None:
    found = kept(times)

    assert set(sorted(times)[-LATEST:]) <= found
    assert set(sorted(times)[:1]) <= found
    assert len(found) <= LATEST + DAYS + MONTHS + 2


@given(moments)
def test_clearing_twice_clears_nothing_more(times: list[datetime]) -> None:
    once = kept(times)

    assert kept(sorted(once)) == once
