"""Reminders say what has not come, and what the office is to do."""

from datetime import date

from spa_me.services.exchange.letters import reminder_text
from spa_me.services.submissions import set_window
from tests.integration.exchange.offices import (
    Office,
    approver,
    return_submission,
    taken,
)


def test_what_was_never_sent(region: Office) -> None:
    region.workspace.actor = approver("RS")
    set_window(region.workspace, "2014", date(2015, 1, 5), date(2015, 3, 1))

    text = reminder_text(region.workspace, "A", "2014", date(2015, 4, 1))

    assert "due on 1 March 2015, has not reached us. It is overdue." in text
    assert "send us the file by e-mail" in text


def test_what_was_returned_is_not_said_to_be_missing(region: Office, country: Office) -> None:
    country.enter()
    taken(region, country.file_of(country.submit().package.digest))
    day = region.clock().date()
    return_submission(region.workspace, "A", "2014", region.key, reason="A question", by_when=day)

    text = reminder_text(region.workspace, "A", "2014", date(day.year + 1, 1, 1))

    assert "We returned your submission for" in text
    assert "; the answer, due on" in text
    assert "We wrote: “A question”" in text
    assert "Your submission" not in text
