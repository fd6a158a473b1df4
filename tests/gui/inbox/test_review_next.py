"""The review page goes from one submission to the next, and tells what was asked by which day."""

from datetime import date

from tests.gui.inbox.hand import ReviewHand
from tests.integration.exchange.offices import Office, return_submission, taken
from ui.i18n import show_date


def test_the_next_submission_is_shown_whole(
    review: ReviewHand, region: Office, country: Office, other: Office
) -> None:
    for office in (country, other):
        office.enter()
        taken(region, office.file_of(office.submit().package.digest))
    review.show("A")
    review.page.only_changed.click()
    review.show("A")
    assert review.page.only_changed.isChecked(), "it is the same submission"
    shown = review.page.model.rowCount()

    review.show("B")

    assert not review.page.only_changed.isChecked()
    assert review.page.model.rowCount() > shown


def test_the_history_tells_the_day_of_a_return(
    review: ReviewHand, region: Office, country: Office
) -> None:
    country.enter()
    taken(region, country.file_of(country.submit().package.digest))
    day = date(2026, 4, 10)
    return_submission(region.workspace, "A", "2014", region.key, reason="Look again.", by_when=day)
    review.show("A")
    assert f"Expected again by {show_date(day)}" in review.page.side.history.text()
