"""The table of submissions marks what came late, and whose period is closed."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from spa_me.domain.values import reported
from spa_me.services.exchange.frameworks import seal_framework
from spa_me.services.exchange.trust import list_digest
from spa_me.services.submissions import close_period, reopen_for, set_window
from tests.gui.inbox.hand import InboxHand
from tests.gui.inbox.test_next_step import read
from tests.integration.exchange.offices import Office, return_submission, taken
from ui.context import Context
from ui.i18n import show_date

STATE, DUE = 2, 6
IN_TIME, PAST = date(2026, 3, 1), date(2026, 2, 27)  # offices here work on 1 March 2026


def trusting(country: Office, region: Office) -> None:
    """Let a country take in the region's list of keys."""
    keys = region.file_of(list_digest(region.workspace.dataset()), "keys")
    taken(country, keys, confirmed=frozenset({region.key.public.fingerprint}))


def due_by(office: Office, day: date) -> None:
    set_window(office.workspace, "2014", None, day)


def tip(inbox: InboxHand, column: int) -> str:
    return inbox.page.board.model.index(0, column).data(Qt.ItemDataRole.ToolTipRole)


def test_what_came_after_its_day_is_marked_and_stays_so(
    inbox: InboxHand, region: Office, country: Office
) -> None:
    due_by(region, PAST)
    read(inbox)
    assert inbox.board(DUE)[0] == f"⚠ {show_date(PAST)}, overdue"
    country.enter()
    taken(region, country.file_of(country.submit().package.digest))
    read(inbox)
    assert inbox.board(DUE)[0] == f"{show_date(PAST)}, came late"
    due_by(region, IN_TIME)
    read(inbox)
    assert inbox.board(DUE)[0] == show_date(IN_TIME)


@pytest.mark.parametrize(("late_by", "said"), [(20, "{day}, came late"), (2, "{day}")])
def test_an_answer_is_due_by_the_day_that_the_return_named(
    inbox: InboxHand, region: Office, country: Office, late_by: int, said: str
) -> None:
    due_by(region, IN_TIME)
    trusting(country, region)
    country.enter()
    taken(region, country.file_of(country.submit().package.digest))
    asked = date(2026, 3, 10)
    back = return_submission(
        region.workspace, "A", "2014", region.key, reason="Look again.", by_when=asked
    )
    taken(country, region.file_of(back.package.digest, "back"))
    for office in (country, region):
        office.clock.forward(days=late_by)
    country.enter({"count": reported(8)})
    taken(region, country.file_of(country.submit().package.digest))
    read(inbox)
    assert inbox.board(DUE)[0] == said.format(day=show_date(asked))


def test_what_came_late_and_was_returned_is_due_and_overdue_again(
    inbox: InboxHand, region: Office, country: Office
) -> None:
    due_by(region, PAST)
    country.enter()
    taken(region, country.file_of(country.submit().package.digest))
    asked = date(2026, 3, 10)
    return_submission(
        region.workspace, "A", "2014", region.key, reason="Look again.", by_when=asked
    )
    read(inbox)
    assert inbox.board(DUE)[0] == show_date(asked)
    region.clock.forward(days=20)
    read(inbox)
    assert inbox.board(DUE)[0] == f"⚠ {show_date(asked)}, overdue"


def test_a_country_sees_that_it_sealed_late(
    country_context: Context, country: Office, region: Office, qtbot: QtBot
) -> None:
    due_by(region, PAST)
    version = region.workspace.frameworks[-1].digest
    days = region.file_of(seal_framework(region.workspace, version, region.key).digest)
    trusting(country, region)
    taken(country, days)
    country.enter()
    country.submit()
    inbox = InboxHand(country_context, qtbot)
    assert inbox.board(DUE)[0] == f"{show_date(PAST)}, sealed late"


def test_a_closed_period_is_marked_and_until_when_it_is_reopened(
    inbox: InboxHand, region: Office
) -> None:
    due_by(region, IN_TIME)
    close_period(region.workspace, "2014", "SOM 12 took note of <it>.")
    read(inbox)
    assert inbox.board(STATE)[0] == "Not started, closed"
    assert "closed since" in tip(inbox, STATE)
    assert "SOM 12 took note of &lt;it&gt;." in tip(inbox, DUE)

    until = date(2026, 3, 20)
    reopen_for(region.workspace, "A", "2014", until, "Floods.")
    read(inbox)
    assert inbox.board(STATE)[0] == "Not started, reopened"
    assert f"It is open for this office until {show_date(until)}." in tip(inbox, STATE)
    assert inbox.board(STATE)[1] == "Not started, closed", "B was not reopened"
