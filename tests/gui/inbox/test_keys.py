"""Keys at the Inbox: who is asked for which, and what is signed with them."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from spa_me.domain.dataset import Actor
from spa_me.domain.submission import SubmissionState
from spa_me.packages.keys import new_key, write_key_file
from spa_me.services.exchange.keyring import card_text
from spa_me.services.exchange.sealing import save_package
from spa_me.services.exchange.trust import list_digest
from tests.gui.inbox.hand import SLOW, InboxHand, texts
from tests.gui.inbox.sending import state, submitted
from tests.integration.exchange.offices import Office, key_of
from ui.context import Context
from ui.dialogs.compare_words import CompareWordsDialog
from ui.dialogs.message import MessageDialog
from ui.dialogs.person import PersonDialog
from ui.dialogs.trusted_keys import TrustedKeysDialog
from ui.dialogs.unlock_key import UnlockKeyDialog

PASSPHRASE = "correct horse battery staple"  # noqa: S105 (of a key made here)


def test_the_passphrase_is_asked_for_once(
    inbox: InboxHand, country: Office, other: Office, tmp_path: Path
) -> None:
    keys = tmp_path / "keys"
    keys.mkdir()
    (keys / "rs.spakey").write_text(write_key_file(key_of("RS"), PASSPHRASE), encoding="utf-8")
    inbox.look([submitted(country)])
    inbox.take_all()
    dialog = inbox.dialog(UnlockKeyDialog)
    dialog.passphrase.setText("not the passphrase")
    dialog.go.click()
    inbox.wait()
    assert dialog.isVisible()
    assert "This is not the passphrase of the key." in dialog.passphrase.accessibleDescription()
    dialog.passphrase.setText(PASSPHRASE)
    dialog.go.click()
    inbox.sent(tmp_path / "out")
    assert inbox.page.about.text().startswith("✔ Your key is open")

    inbox.look([submitted(other)])
    inbox.take_all()

    assert len(inbox.sent(tmp_path / "out")) == 1, "nothing is asked a second time"


def test_without_a_key_nothing_is_signed_in_silence(
    inbox: InboxHand, region: Office, country: Office, tmp_path: Path
) -> None:
    inbox.look([submitted(country)])
    inbox.take_all()
    dialog = inbox.dialog(MessageDialog)
    assert dialog.text.startswith("Approver of RS has no key on this computer.")
    assert state(region) is SubmissionState.NOT_STARTED

    dialog.buttons["Go on without signing"].click()

    assert len(inbox.sent(tmp_path / "out")) == 1
    assert state(region) is SubmissionState.SUBMITTED


def test_an_encrypted_file_waits_for_the_key(
    inbox: InboxHand, region: Office, country: Office, tmp_path: Path
) -> None:
    country.enter()
    sealed = country.submit().package.digest
    path = tmp_path / "encrypted.spapkg"
    hidden = save_package(country.workspace, sealed, path, [key_of("RS").public])
    inbox.look([hidden])
    assert inbox.states == ["◌ Locked"]
    assert inbox.page.arrivals.unlock.isVisible()

    inbox.context.keys.add(key_of("RS"))
    inbox.page.arrivals.unlock.click()
    inbox.wait()

    assert inbox.states == ["● Good"]
    assert not inbox.page.arrivals.unlock.isVisible()


def test_without_any_key_it_is_said_how_the_file_can_be_opened(
    inbox: InboxHand, country: Office, tmp_path: Path
) -> None:
    country.enter()
    sealed = country.submit().package.digest
    hidden = tmp_path / "encrypted.spapkg"
    save_package(country.workspace, sealed, hidden, [key_of("RS").public])
    inbox.look([hidden])
    inbox.page.arrivals.unlock.click()

    said = inbox.dialog(MessageDialog).text
    assert said.startswith("No key of Regional secretariat is on this computer.")
    assert "Bring it back with “Bring back a copy…” on the page Office." in said
    assert inbox.states == ["◌ Locked"]


def test_a_country_compares_the_words_before_it_trusts_the_region(
    country_context: Context, region: Office, country: Office, qtbot: QtBot
) -> None:
    inbox = InboxHand(country_context, qtbot)
    assert inbox.page.board.question.text() == "How do our submissions stand?"
    assert not inbox.page.send_keys.isVisible()
    inbox.look([region.file_of(list_digest(region.workspace.dataset()), "keys")])
    assert inbox.states == ["? New key"]
    assert not inbox.page.arrivals.take_all.isEnabled()

    inbox.page.arrivals.compare.click()
    dialog = inbox.dialog(CompareWordsDialog)
    assert len(dialog.text.split()) == 8
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.isVisible(), "Enter is no answer: first the call, then the button"
    dialog.differ.click()
    inbox.wait()
    assert inbox.states == ["? New key"]
    inbox.page.arrivals.compare.click()
    inbox.dialog(CompareWordsDialog).same.click()
    inbox.wait()
    assert inbox.states == ["● Good"]
    inbox.take_all()

    trust = country.workspace.dataset().submissions.trust
    assert trust is not None
    assert trust.region == "RS"
    assert inbox.page.arrivals.is_empty


def test_a_card_is_added_from_the_clipboard(inbox: InboxHand, region: Office) -> None:
    inbox.page.send_keys.click()
    dialog = inbox.dialog(TrustedKeysDialog)
    public = new_key("B", "A second head", made_on=date(2026, 2, 1)).public
    QGuiApplication.clipboard().setText(f"Dear colleagues,\n\n{card_text(public)}\nRegards")
    dialog.add_copied.click()
    compared = inbox.dialog(CompareWordsDialog)
    compared.confirmed.emit(public)
    inbox.wait()
    assert "A second head" in texts(dialog.model, 0)
    inbox.gone(compared)

    QGuiApplication.clipboard().setText("no card")
    dialog.add_copied.click()
    said = inbox.dialog(MessageDialog)
    assert said.text.startswith("This text is not a public key of SPA-ME")
    inbox.gone(said)


def test_who_is_at_work_is_asked_before_the_key_and_the_passphrase_once(
    inbox: InboxHand, region: Office, country: Office, tmp_path: Path
) -> None:
    keys = tmp_path / "keys"
    keys.mkdir()
    for office in ("RS", "A"):  # that of another office is not offered
        text = write_key_file(key_of(office), PASSPHRASE)
        (keys / f"{office}.spakey").write_text(text, encoding="utf-8")
    inbox.context.settings.actor = region.workspace.actor = Actor("", "", "")
    country.enter()
    sealed = country.submit().package.digest
    path = tmp_path / "encrypted.spapkg"
    inbox.look([save_package(country.workspace, sealed, path, [key_of("RS").public])])
    inbox.page.arrivals.unlock.click()
    who = inbox.dialog(PersonDialog)
    who.form.name.setText(key_of("RS").public.person)
    who.save_button.click()
    dialog = inbox.dialog(UnlockKeyDialog)
    assert dialog.key.count() == 1
    dialog.passphrase.setText(PASSPHRASE)
    dialog.go.click()
    inbox.bot.waitUntil(lambda: inbox.states == ["● Good"], timeout=SLOW)
    inbox.take_all()

    assert len(inbox.sent(tmp_path / "out")) == 1, "nothing is asked a second time"
    assert region.workspace.actor.name == key_of("RS").public.person


def test_nobody_signs_with_the_key_of_another_person(
    inbox: InboxHand, region: Office, country: Office, tmp_path: Path
) -> None:
    inbox.context.settings.actor = region.workspace.actor = Actor("", "", "")
    inbox.context.keys.add(key_of("RS"))
    inbox.look([submitted(country)])
    inbox.take_all()
    who = inbox.dialog(PersonDialog)
    who.form.name.setText("Rita")
    who.save_button.click()
    dialog = inbox.dialog(MessageDialog)
    assert dialog.text.startswith("Rita has no key on this computer.")
    assert "eight words" in dialog.text
    inbox.gone(dialog)


def test_an_officer_who_does_not_seal_is_not_alarmed(
    country_context: Context, tmp_path: Path, qtbot: QtBot
) -> None:
    country_context.settings.actor = Actor("An officer", "A", "Officer")
    page = InboxHand(country_context, qtbot)
    page.wait()
    assert page.page.about.text() == "△ There is no key of your office here yet."
    (tmp_path / "keys").mkdir()
    text = write_key_file(key_of("A"), PASSPHRASE)
    (tmp_path / "keys" / "a.spakey").write_text(text, encoding="utf-8")
    page.page.enter({})
    assert page.page.about.text() == ""


def test_an_own_encrypted_file_is_not_said_to_be_for_this_office(
    country_context: Context, country: Office, tmp_path: Path, qtbot: QtBot
) -> None:
    inbox = InboxHand(country_context, qtbot)
    (tmp_path / "keys").mkdir()
    text = write_key_file(key_of("A"), PASSPHRASE)
    (tmp_path / "keys" / "a.spakey").write_text(text, encoding="utf-8")
    country.enter()
    sealed = country.submit().package.digest
    path = tmp_path / "encrypted.spapkg"
    inbox.look([save_package(country.workspace, sealed, path, [key_of("RS").public])])
    preview = inbox.page.arrivals.preview
    assert "If it is for your office, open the office's key" in preview.about.text()
    assert "If your own office sealed it, send it on" in preview.about.text()

    inbox.page.arrivals.unlock.click()
    dialog = inbox.dialog(UnlockKeyDialog)
    said = " ".join(part.text() for part in dialog.findChildren(QLabel))
    assert "If it is for your office, the key of your office opens it." in said
    assert "encrypted to your office" not in said
    dialog.passphrase.setText(PASSPHRASE)
    dialog.go.click()
    inbox.bot.waitUntil(lambda: "does not open it" in preview.sentence.text(), timeout=SLOW)
    assert preview.about.text().startswith(
        "If your own office sealed it, send it on: only the office that it is for can open it. "
        "Else ask the sender"
    )
