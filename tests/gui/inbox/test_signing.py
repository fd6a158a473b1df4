"""Decisions that wait for a key: what was written stays; a key that nobody trusts is told of."""

from datetime import date
from pathlib import Path

import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from spa_me.domain.submission import SubmissionState, TrustEntry
from spa_me.packages.keys import new_key
from spa_me.services.exchange.trust import list_digest, publish_trust, trust_key
from tests.gui.inbox.hand import InboxHand, ReviewHand
from tests.gui.inbox.sending import state, submitted
from tests.integration.exchange.offices import Office, approver, key_of, taken
from ui.context import Context
from ui.dialogs.message import MessageDialog
from ui.dialogs.office_key import NewKeyDialog
from ui.dialogs.send_packages import SendPackagesDialog
from ui.dialogs.unlock_key import UnlockKeyDialog
from ui.pages.review.decisions import AcceptDialog, ReturnDialog

SLOW = 20_000
PASSPHRASE = "four words in a row"  # noqa: S105 (of keys that are made for one test)


@pytest.fixture
def looking(review: ReviewHand, region: Office, country: Office) -> ReviewHand:
    """Return the review page with a submission that was taken in."""
    taken(region, submitted(country))
    review.show()
    return review


def test_what_was_written_is_there_again_when_nothing_was_sealed(
    looking: ReviewHand, region: Office
) -> None:
    looking.page.give_back.click()
    asked = looking.dialog(MessageDialog)  # there is no key here, and nothing was written yet
    assert next(iter(asked.buttons)) == "Make my key…"
    assert asked.buttons["Make my key…"].isDefault()
    looking.gone(asked)
    looking.context.keys.add(key_of("RS"))
    looking.page.give_back.click()
    dialog = looking.dialog(ReturnDialog)
    dialog.text.setPlainText("Two figures do not fit.")
    day = dialog.day.date().addDays(9)
    dialog.day.setDate(day)
    dialog.reject()
    looking.bot.waitUntil(lambda: not shiboken6.isValid(dialog))

    looking.page.give_back.click()
    again = looking.dialog(ReturnDialog)
    assert again.text.toPlainText() == "Two figures do not fit."
    assert again.day.date() == day
    again.go.click()
    looking.gone(looking.dialog(SendPackagesDialog))
    assert state(region) is SubmissionState.RETURNED


def test_a_day_that_was_not_asked_for_is_not_asked_for_again(looking: ReviewHand) -> None:
    looking.context.keys.add(key_of("RS"))
    looking.page.give_back.click()
    dialog = looking.dialog(ReturnDialog)
    dialog.has_day.setChecked(False)
    dialog.reject()
    looking.bot.waitUntil(lambda: not shiboken6.isValid(dialog))
    looking.page.give_back.click()
    assert not looking.dialog(ReturnDialog).has_day.isChecked()


def test_a_key_that_is_not_in_the_list_signs_only_after_a_warning(
    looking: ReviewHand, region: Office
) -> None:
    looking.context.keys.add(new_key("RS", "Approver of RS", made_on=date(2026, 1, 5)))
    looking.page.accept.click()
    warning = looking.dialog(MessageDialog)
    assert warning.text.startswith("The countries do not know your key yet.")
    looking.gone(warning)
    assert state(region) is SubmissionState.SUBMITTED

    looking.page.accept.click()
    looking.dialog(MessageDialog).buttons["Sign with it all the &same"].click()
    looking.dialog(AcceptDialog).go.click()
    looking.wait()
    assert state(region) is SubmissionState.ACCEPTED


def test_the_own_key_of_the_region_is_added_to_its_list_on_the_way(
    looking: ReviewHand, region: Office
) -> None:
    added = new_key("RS", "Approver of RS", made_on=date(2026, 1, 5))
    looking.context.keys.add(added)
    looking.page.accept.click()
    looking.dialog(MessageDialog).buttons["&Add it to the list, and go on"].click()
    looking.dialog(AcceptDialog).go.click()
    looking.wait()
    assert state(region) is SubmissionState.ACCEPTED
    trust = region.workspace.dataset().submissions.trust
    assert trust is not None
    assert TrustEntry(added.public) in trust.entries


def test_a_key_that_is_made_on_the_way_is_asked_for_once(
    looking: ReviewHand, region: Office
) -> None:
    looking.page.accept.click()
    looking.dialog(MessageDialog).buttons["Make my key…"].click()
    new = looking.dialog(NewKeyDialog)
    assert new.name.text() == "Approver of RS"
    for field in (new.passphrase.first, new.passphrase.again):
        field.setText(PASSPHRASE)
    new.make.click()
    looking.bot.waitUntil(lambda: bool(looking.page.findChildren(MessageDialog)), timeout=SLOW)
    looking.dialog(MessageDialog).buttons["&Add it to the list, and go on"].click()
    looking.dialog(AcceptDialog).go.click()
    looking.wait()
    assert state(region) is SubmissionState.ACCEPTED


def test_a_key_in_a_list_that_was_not_signed_is_told_of(
    looking: ReviewHand, region: Office
) -> None:
    added = new_key("RS", "Approver of RS", made_on=date(2026, 1, 5))
    trust_key(region.workspace, added.public)
    looking.context.keys.add(added)
    looking.page.accept.click()
    looking.gone(looking.dialog(MessageDialog))
    assert state(region) is SubmissionState.SUBMITTED

    publish_trust(region.workspace, key_of("RS"))
    looking.page.accept.click()
    looking.dialog(AcceptDialog).go.click()
    looking.gone(looking.dialog(SendPackagesDialog))
    assert state(region) is SubmissionState.ACCEPTED


def test_of_two_keys_of_a_person_the_trusted_one_is_offered(looking: ReviewHand) -> None:
    ring = looking.context.keys.ring
    for number in (1, 2):
        ring.create("RS", "Approver of RS", PASSPHRASE, made_on=date(2026, 1, number))
    stored = looking.context.keys.stored("RS", "Approver of RS")
    trusted = stored[-1]
    trust_key(looking.context.open_workspace, trusted.public)
    publish_trust(looking.context.open_workspace, key_of("RS"))
    looking.context.keys.add(ring.unlock(stored[0], PASSPHRASE))

    looking.page.accept.click()

    offered = looking.dialog(UnlockKeyDialog)
    assert offered.key.currentData() == trusted
    looking.gone(offered)


def test_the_inbox_does_not_praise_a_key_that_nobody_trusts(inbox: InboxHand) -> None:
    inbox.context.keys.add(new_key("RS", "Approver of RS", made_on=date(2026, 1, 5)))
    assert inbox.page.about.text().startswith("△ Your key is not in the list of trusted keys")


def test_what_another_computer_of_the_office_sealed_needs_no_key(
    country_context: Context, region: Office, country: Office, tmp_path: Path, qtbot: QtBot
) -> None:
    """No receipt is made for it, so nobody is asked for a key to sign one with."""
    second = Office(tmp_path / "second computer", "A")
    file = submitted(second)
    second.close()
    trusted = frozenset({key_of("RS").public.fingerprint})
    taken(country, region.file_of(list_digest(region.workspace.dataset())), confirmed=trusted)
    country.workspace.actor = approver("A")
    inbox = InboxHand(country_context, qtbot)
    inbox.look([file])
    inbox.take_all()
    assert not [d for d in inbox.page.findChildren(MessageDialog) if d.isVisible()]
    assert state(country) is SubmissionState.SUBMITTED
