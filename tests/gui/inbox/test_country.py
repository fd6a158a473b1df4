"""The Inbox of a country: words and columns about what it sealed itself, and what comes back."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from spa_me.services.exchange.receipts import make_receipt
from spa_me.services.exchange.trust import list_digest
from tests.gui.inbox.hand import InboxHand
from tests.gui.inbox.sending import submitted
from tests.integration.exchange.offices import Office, accept, approver, key_of, taken
from ui.context import Context
from ui.i18n import show_day
from ui.pages.inbox.columns import DAY
from ui.pages.inbox.rows import make_board

TO_DO = 3


@pytest.fixture
def at_country(country_context: Context, qtbot: QtBot) -> InboxHand:
    return InboxHand(country_context, qtbot)


def heading(inbox: InboxHand) -> str:
    return inbox.page.board.model.headerData(DAY, Qt.Orientation.Horizontal)


def test_the_day_is_that_of_sealing_at_a_country_and_of_arrival_at_the_region(
    inbox: InboxHand, country: Office, region: Office
) -> None:
    assert heading(inbox) == "Received"
    file = submitted(country)
    taken(region, file)
    today = date(2026, 3, 1)
    (sent,) = (r for r in make_board(country.workspace.dataset(), today).rows if r.shown)
    (came,) = (r for r in make_board(region.workspace.dataset(), today).rows if r.shown)
    assert sent.shown is not None
    assert sent.at == sent.shown.sealed_at
    package = region.workspace.dataset().submissions.package(sent.shown.digest)
    assert package is not None
    assert came.at == package.at


def test_a_country_sees_when_it_sealed(at_country: InboxHand, country: Office) -> None:
    submitted(country)
    at_country.page.presenter.read_board()
    at_country.wait()
    assert heading(at_country) == "Sealed"
    (row,) = (r for r in at_country.page.board.model.given if r.shown)
    assert row.shown is not None
    assert row.shown.sealed_at is not None
    assert show_day(row.shown.sealed_at) in at_country.board(DAY)


def test_a_receipt_says_for_which_revision_it_is(
    at_country: InboxHand, country: Office, region: Office
) -> None:
    (done,) = taken(region, submitted(country))
    digest = country.workspace.dataset().submissions.revisions[0].digest
    files = [
        region.file_of(list_digest(region.workspace.dataset()), "keys"),
        region.file_of(done.receipt, "receipt"),
    ]
    at_country.page.presenter.read_board()
    at_country.wait()
    at_country.look(files)
    at_country.page.presenter.confirm(key_of("RS").public.fingerprint)
    at_country.wait()
    at_country.page.arrivals.table.select(files[1].absolute())
    said = at_country.page.arrivals.preview.about.text()
    assert f"Receipt for revision 1 ({digest[:6]}) of Country A, 2014." in said
    receipt = at_country.page.arrivals.model.given[1]
    column = at_country.page.arrivals.model.columns[3]
    assert (column.title, column.text(receipt)) == ("Revision", "1")


def test_its_own_file_points_to_nothing_that_is_not_there(
    at_country: InboxHand, country: Office
) -> None:
    file = submitted(country)
    at_country.look([file])
    assert at_country.states == ["= Your own file"]
    preview = at_country.page.arrivals.preview
    said = f"{preview.sentence.text()} {preview.about.text()}"
    assert "Your own office sealed it, so it is here already" in said
    assert "Send it on" in said
    assert "Files for this office" not in said
    assert "receipt" not in said
    assert not at_country.page.board.files.isEnabled(), "nothing was decided yet"


def test_a_file_that_needs_no_receipt_promises_none(
    at_country: InboxHand, country: Office, region: Office
) -> None:
    keys = region.file_of(list_digest(region.workspace.dataset()), "keys")
    taken(country, keys, confirmed=frozenset({key_of("RS").public.fingerprint}))
    at_country.look([keys])
    assert at_country.states == ["= Taken in before"]
    sentence = at_country.page.arrivals.preview.sentence.text()
    assert "It was taken in before. Nothing changes." in sentence


def test_a_country_sends_a_receipt_for_a_decision(
    at_country: InboxHand, country: Office, region: Office, tmp_path: Path
) -> None:
    taken(region, submitted(country))
    accepted = accept(region.workspace, "A", "2014", region.key).package.digest
    trusted = frozenset({key_of("RS").public.fingerprint})
    taken(country, region.file_of(list_digest(region.workspace.dataset())), confirmed=trusted)
    at_country.look([region.file_of(accepted)])
    at_country.take_all()
    country.workspace.actor = approver("A")
    at_country.context.keys.add(country.key)
    board = at_country.page.board
    (said,) = [text for text in at_country.board(TO_DO) if "receipt" in text]
    assert said.endswith("end the receipt for the decision of the region")

    board.choose("A", "2014")
    assert board.files.isVisible()
    assert board.files.text().replace("&", "") == "Receipt for the region…"
    board.files.click()
    (receipt,) = at_country.sent(tmp_path / "out")

    (done,) = taken(region, receipt)
    assert done.is_done, done.error
    assert make_board(region.workspace.dataset(), date(2026, 3, 1)).rows[0].lacks_receipt is False
    assert not [text for text in at_country.board(TO_DO) if "receipt" in text]
    board.files.click()
    assert at_country.sent(tmp_path / "out") == [receipt], "the same file again"


def test_the_region_sees_for_which_decision_a_receipt_is(
    inbox: InboxHand, country: Office, region: Office
) -> None:
    taken(region, submitted(country))
    accepted = accept(region.workspace, "A", "2014", region.key).package.digest
    trusted = frozenset({key_of("RS").public.fingerprint})
    taken(country, region.file_of(list_digest(region.workspace.dataset())), confirmed=trusted)
    taken(country, region.file_of(accepted))
    country.workspace.actor = approver("A")
    receipt = make_receipt(country.workspace, accepted, country.key)
    inbox.page.presenter.read_board()
    inbox.wait()
    inbox.look([country.file_of(receipt)])

    said = inbox.page.arrivals.preview.about.text()
    assert "Receipt for our decision about revision 1 of Country A, 2014." in said
    row = inbox.page.arrivals.model.given[0]
    (column,) = [c for c in inbox.page.arrivals.model.columns if c.title == "Revision"]
    assert column.text(row) == "1"


def test_the_region_is_shown_where_the_receipt_is(
    inbox: InboxHand, country: Office, region: Office
) -> None:
    file = submitted(country)
    taken(region, file)
    inbox.look([file])
    assert "“Files for this office…”" in inbox.page.arrivals.preview.about.text()
    assert inbox.page.board.files.isVisible()
