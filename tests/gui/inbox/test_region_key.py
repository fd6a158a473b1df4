"""A country and the key of the region: confirmed from its card, and a list that starts anew."""

from datetime import date
from pathlib import Path

from pytestqt.qtbot import QtBot

from spa_me.domain.submission import TrustEntry
from spa_me.packages.keys import new_key
from spa_me.services.exchange.keyring import card_text
from spa_me.services.exchange.sealing import seal_submission
from spa_me.services.exchange.trust import list_digest, publish_trust, trust_key
from spa_me.services.submissions import mark_ready
from tests.gui.inbox.hand import InboxHand
from tests.integration.exchange.offices import APPROVER, Office, approver, key_of, taken
from ui.context import Context
from ui.dialogs.compare_words import CompareWordsDialog
from ui.dialogs.message import MessageDialog
from ui.dialogs.trusted_keys import TrustedKeysDialog


def test_the_card_of_the_region_makes_its_list_good(
    country_context: Context, region: Office, qtbot: QtBot, tmp_path: Path
) -> None:
    inbox = InboxHand(country_context, qtbot)
    inbox.page.send_keys.clicked.emit()
    dialog = inbox.dialog(TrustedKeysDialog)
    assert "kept by Regional secretariat" in dialog.about.text()
    assert not dialog.publish.isVisible()
    assert not dialog.add_own.isVisible()
    card = tmp_path / "region.card"
    card.write_text(card_text(key_of("RS").public), encoding="utf-8")
    dialog.add_card(str(card))
    compare = dialog.findChild(CompareWordsDialog)
    assert compare is not None
    compare.same.click()
    inbox.wait()
    inbox.gone(dialog)

    inbox.look([region.file_of(list_digest(region.workspace.dataset()), "keys")])
    assert inbox.states == ["● Good"]


def test_a_list_that_starts_anew_is_taken_after_it_was_shown_what_it_replaces(
    country_context: Context, country: Office, region: Office, qtbot: QtBot, tmp_path: Path
) -> None:
    keys = region.file_of(list_digest(region.workspace.dataset()))
    taken(country, keys, confirmed=frozenset({key_of("RS").public.fingerprint}))
    new = new_key("RS", APPROVER.format("RS"), made_on=date(2026, 2, 1))
    anew = Office(tmp_path / "anew", "RS")
    trust_key(anew.workspace, new.public)
    anew.workspace.actor = approver("RS")
    publish_trust(anew.workspace, new)
    inbox = InboxHand(country_context, qtbot)
    arrivals = inbox.page.arrivals

    inbox.look([anew.file_of(list_digest(anew.workspace.dataset()), "new keys")])
    assert not arrivals.replace.isVisible()
    arrivals.compare.click()
    compare = inbox.dialog(CompareWordsDialog)
    compare.same.click()
    inbox.wait()
    assert inbox.states == ["✕ Refused"]
    assert not arrivals.compare.isVisible()

    arrivals.replace.click()
    dialog = inbox.dialog(MessageDialog)
    assert "Approver of A (Country A), Approver of B (Country B)" in dialog.text
    dialog.buttons["They said so: &replace the list in use"].click()
    inbox.wait()
    assert inbox.states == ["● Good"]
    inbox.take_all()
    trust = country.workspace.dataset().submissions.trust
    assert trust is not None
    assert [entry.key.fingerprint for entry in trust.entries] == [new.public.fingerprint]
    anew.close()


def test_the_first_file_of_a_country_is_asked_about_and_then_good(
    inbox: InboxHand, region: Office, country: Office
) -> None:
    second = new_key("A", APPROVER.format("A"), made_on=date(2026, 2, 1))
    country.enter()
    mark_ready(country.workspace, "A", "2014")
    country.workspace.actor = approver("A")
    sealed = seal_submission(country.workspace, "A", "2014", second)
    inbox.look([country.file_of(sealed.package.digest)])
    assert inbox.states == ["? New key"]
    assert inbox.page.arrivals.compare.isVisible()
    assert not inbox.page.arrivals.take_all.isEnabled()

    inbox.page.arrivals.compare.click()
    dialog = inbox.dialog(CompareWordsDialog)
    assert "has a trusted key already, of Approver of A" in dialog.warning.texts[0]
    dialog.differ.click()
    inbox.wait()
    trust = region.workspace.dataset().submissions.trust
    assert trust is not None
    assert TrustEntry(second.public) not in trust.entries

    inbox.page.arrivals.compare.click()
    inbox.dialog(CompareWordsDialog).same.click()
    inbox.wait()
    assert inbox.states == ["● Good"]
    trust = region.workspace.dataset().submissions.trust
    assert trust is not None
    assert {TrustEntry(second.public), TrustEntry(key_of("A").public)} <= set(trust.entries)
