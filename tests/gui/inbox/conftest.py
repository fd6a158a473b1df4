"""A region and its countries as offices with keys, and the window's services of the region."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from spa_me.reports import BookQuestion
from spa_me.services import reporting
from tests.gui.inbox.hand import InboxHand, ReviewHand
from tests.integration.exchange.offices import Office, approver, key_of, trusting_region
from ui.context import Context


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Office]:
    """Return the region, which trusts its own key and those of A and B."""
    office = trusting_region(tmp_path)
    yield office
    office.close()


@pytest.fixture
def country(tmp_path: Path) -> Iterator[Office]:
    """Return country A, which has not heard of the region's key yet."""
    office = Office(tmp_path, "A")
    yield office
    office.close()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Office]:
    """Return country B."""
    office = Office(tmp_path, "B")
    yield office
    office.close()


def at_work(context: Context, office: Office, folder: Path) -> Context:
    """Let the approver of an office sit at the window."""
    context.keys.folder = folder / "keys"
    context.settings.actor = office.workspace.actor = approver(office.code)
    workspace = context.workspace = office.workspace
    context.books.serve(lambda question: reporting.book(workspace, question))
    context.view.ask(BookQuestion("2014"))
    return context


@pytest.fixture
def region_context(context: Context, region: Office, tmp_path: Path) -> Iterator[Context]:
    yield at_work(context, region, tmp_path)
    context.books.serve(None)


@pytest.fixture
def country_context(context: Context, country: Office, tmp_path: Path) -> Iterator[Context]:
    yield at_work(context, country, tmp_path)
    context.books.serve(None)


@pytest.fixture
def inbox(region_context: Context, qtbot: QtBot) -> InboxHand:
    """Return the inbox of the region in front."""
    return InboxHand(region_context, qtbot)


@pytest.fixture
def review(region_context: Context, qtbot: QtBot) -> ReviewHand:
    """Return the review page of the region, before a submission is chosen."""
    return ReviewHand(region_context, qtbot)


@pytest.fixture
def signed(review: ReviewHand) -> ReviewHand:
    """Return the page of somebody whose key is open."""
    review.context.keys.add(key_of("RS"))
    return review
