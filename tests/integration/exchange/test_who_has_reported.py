"""The table of the Inbox and the figures name the same units as those that have not reported."""

from pathlib import Path

import pytest

from spa_me.domain.values import Value, ValueState, reported
from spa_me.reports import BookQuestion
from spa_me.reports.standing import has_come
from spa_me.services.reporting import book
from spa_me.services.submissions import today_of
from tests.integration.exchange.offices import Office, taken, trusting_country, trusting_region
from ui.pages.inbox.rows import make_board

NOTHING = Value(ValueState.NOT_AVAILABLE, reason="no register")


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({}, "0 of 2 reporting units included; not reported: Country A, Country B"),
        (
            {"A": reported(5)},
            (
                "1 of 2 reporting units included; not reported: Country B; provisional, "
                "submitted and not accepted: Country A"
            ),
        ),
        (
            {"A": reported(5), "B": NOTHING},
            (
                "1 of 2 reporting units included; submitted without a figure: Country B; "
                "provisional, submitted and not accepted: Country A"
            ),
        ),
        (
            {"A": NOTHING},
            (
                "0 of 2 reporting units included; not reported: Country B; submitted without "
                "a figure: Country A"
            ),
        ),
    ],
)
def test_inbox_and_figures_agree(tmp_path: Path, answers: dict[str, Value], said: str) -> None:
    region = trusting_region(tmp_path)
    for code, value in answers.items():
        country = trusting_country(tmp_path, code, region)
        country.enter({"count": value})
        (done,) = taken(region, country.file_of(country.submit().package.digest))
        assert done.is_done, done.error
        country.close()

    inclusion = book(region.workspace, BookQuestion("2014")).inclusion
    assert str(inclusion.sentence) == said
    silent = {entry.unit.code for entry in inclusion.missing if not entry.has_submitted}
    assert silent == _not_come(region)
    region.close()


def _not_come(region: Office) -> set[str]:
    workspace = region.workspace
    board = make_board(workspace.dataset(), today_of(workspace.now()))
    rows = [row for row in board.rows if row.period == "2014"]
    assert all(has_come(row.submission) == (row.shown is not None) for row in rows)
    return {row.unit for row in rows if not has_come(row.submission)}
