"""A submission for a closed period: the list, what stands beside it, and the review say so."""

from spa_me.services.submissions import close_period
from tests.gui.inbox.hand import InboxHand, ReviewHand
from tests.integration.exchange.offices import Office, taken

SINCE = "The period has been closed since"
WHO = "Whoever works here can reopen it for this reporting unit until a day."


def test_the_list_and_the_preview_say_it(inbox: InboxHand, region: Office, country: Office) -> None:
    country.enter()
    file = country.file_of(country.submit().package.digest)
    close_period(region.workspace, "2014", "The meeting has taken place.")

    inbox.look([file])

    assert inbox.states == ["● Good, closed"]
    said = inbox.page.arrivals.preview.sentence.text()
    assert said.startswith("● Good, closed. It can be taken in. " + SINCE)
    assert said.endswith(f"The meeting has taken place. {WHO}")


def test_the_review_says_it(review: ReviewHand, region: Office, country: Office) -> None:
    country.enter()
    taken(region, country.file_of(country.submit().package.digest))
    review.show()
    assert not review.page.warning.isVisible()
    close_period(region.workspace, "2014", "The meeting has taken place.")

    review.show()

    assert review.page.warning.isVisible()
    assert review.page.warning.text().startswith(f"△ {SINCE}")
    assert WHO in review.page.warning.text()
