"""Approve and seal on the entry page: the summary, who may, the key, the file and its text."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog

from spa_me.domain.changes import ChangeSet, Topic
from spa_me.domain.cofunding import Activity, Contribution, SourceType, Stage
from spa_me.domain.submission import FieldRemark, SubmissionContent, SubmissionState
from spa_me.domain.values import ValueKey
from spa_me.packages.opening import open_package
from spa_me.packages.reading import read_package
from spa_me.paths import documents_folder
from spa_me.services.entry import ValueChange, record_values
from spa_me.services.exchange.keyring import StoredKey
from spa_me.services.funding import save_activity, save_contribution
from spa_me.services.submissions import answer, mark_ready, recall, standing
from tests.gui.conftest import OFFICER
from tests.gui.entry.hand import Hand
from tests.gui.entry.region import HEAD, Region
from tests.integration.exchange.offices import new_id
from ui.dialogs.key_words import WordsGrid
from ui.dialogs.seal import SealDialog
from ui.dialogs.sealed_file import SealedFileDialog
from ui.pages.entry.next_steps import NextStep

D = TypeVar("D", bound=QDialog)
SLOW = 20_000
PASSPHRASE = "four words in a row"  # noqa: S105 (of keys that are made for one test)


@pytest.fixture
def ready(hand: Hand) -> Hand:
    """Return a hand on a sheet that is ready for approval."""
    mark_ready(hand.page.context.open_workspace, "A", "2016")
    hand.page.context.hub.tell(ChangeSet(frozenset(Topic)))
    hand.wait()
    return hand


@pytest.fixture
def key(ready: Hand) -> StoredKey:
    """Return the key of the head of the task force on this computer."""
    ring = ready.page.context.keys.ring
    return ring.create("A", HEAD.name, PASSPHRASE, role=HEAD.role, made_on=date(2026, 1, 5))


@pytest.fixture
def open_dialog(ready: Hand) -> Iterator[Callable[[type[D]], D]]:
    """Return a way to wait for a dialog; what is left open is closed."""
    found: list[QDialog] = []

    def wait(kind: type[D]) -> D:
        ready.qtbot.waitUntil(lambda: bool(ready.page.findChildren(kind)))
        found.append(ready.page.findChildren(kind)[-1])
        ready.wait()
        return ready.page.findChildren(kind)[-1]

    yield wait
    for dialog in ready.page.findChildren(QDialog):
        dialog.close()


Opens = Callable[[type[D]], D]


def press(hand: Hand, step: NextStep) -> None:
    hand.qtbot.mouseClick(hand.page.submission.bar.buttons[step], Qt.MouseButton.LeftButton)


def test_seal_with_a_key_by_keyboard(ready: Hand, key: StoredKey, open_dialog: Opens) -> None:
    press(ready, NextStep.SEAL)
    dialog = open_dialog(SealDialog)
    facts = dialog.summary.facts
    assert facts["Reports"] == "Country A, Year 2016"
    assert facts["Becomes"] == "revision 1, the first one"
    assert facts["Answers"] == "7 reported · 4 blank"
    assert facts["To look at"] == "▲ 3 problems"
    assert facts["Entered by"] == "Test Officer"
    assert facts["On behalf of"] == "Country A"
    assert facts["Evidence"] == "none"
    assert facts["Goes to"] == "Regional secretariat"
    assert dialog.approver.key == key
    assert dialog.encrypt.isHidden()  # no key of the region is known yet

    ready.qtbot.keyClicks(dialog.approver.passphrase, "four words in a raw")
    ready.qtbot.keyClick(dialog.approver.passphrase, Qt.Key.Key_Return)
    ready.wait()
    assert "not the passphrase of the key" in dialog.approver.passphrase_row.error
    assert _state(ready) is SubmissionState.READY

    ready.qtbot.keyClicks(dialog.approver.passphrase, PASSPHRASE)  # what was wrong is marked
    ready.qtbot.keyClick(dialog.approver.passphrase, Qt.Key.Key_Return)
    result = open_dialog(SealedFileDialog)
    assert _state(ready) is SubmissionState.SUBMITTED
    path = Path(result.path.text())
    assert path.parent == documents_folder()
    opened = open_package(path.read_bytes(), reader=read_package)
    assert opened.manifest.approved_by is not None
    assert opened.manifest.approved_by.name == HEAD.name
    assert opened.manifest.entered_by == (OFFICER.name,)
    assert ready.page.context.open_workspace.actor == OFFICER

    result.copy.click()
    assert path.name in QGuiApplication.clipboard().text()
    assert "It is signed" in QGuiApplication.clipboard().text()
    bar = ready.page.submission.bar
    assert bar.state.text() == "Submitted"
    assert "Sealed by Test Head" in bar.sentence.text()


def test_whoever_entered_figures_cannot_approve(ready: Hand, open_dialog: Opens) -> None:
    ring = ready.page.context.keys.ring
    ring.create("A", OFFICER.name, PASSPHRASE, made_on=date(2026, 1, 5))
    press(ready, NextStep.SEAL)
    dialog = open_dialog(SealDialog)
    assert dialog.approver.makes_key, "the key of who may not approve is not offered first"
    dialog.approver.approver.setCurrentIndex(0)
    assert "Test Officer entered figures" in dialog.approver.approver_row.error
    dialog.approver.passphrase.setText(PASSPHRASE)
    dialog.seal.click()
    ready.wait()
    assert _state(ready) is SubmissionState.READY


def test_seal_without_a_signature_says_what_that_means(ready: Hand, open_dialog: Opens) -> None:
    press(ready, NextStep.SEAL)
    dialog = open_dialog(SealDialog)
    dialog.approver.approver.setCurrentIndex(1)
    assert dialog.approver.key is None
    assert not dialog.approver.makes_key
    assert "Nothing proves who sealed it" in dialog.approver.unsigned.texts[0]
    dialog.seal.click()
    assert dialog.approver.name_row.error == "A name is needed."
    ready.qtbot.keyClicks(dialog.approver.name, OFFICER.name)
    dialog.seal.click()
    assert "entered figures" in dialog.approver.name_row.error
    dialog.approver.name.setText(HEAD.name)
    dialog.message.setPlainText("As agreed on the phone.")
    dialog.seal.click()
    result = open_dialog(SealedFileDialog)

    opened = open_package(Path(result.path.text()).read_bytes(), reader=read_package)
    assert isinstance(opened.content, SubmissionContent)
    assert opened.content.message == "As agreed on the phone."
    assert ready.page.submission.bar.facts.text() == "revision 1, unsigned"


def test_a_key_is_made_on_the_way_and_its_words_are_shown(ready: Hand, open_dialog: Opens) -> None:
    """Name and passphrase are asked once; the approver is the one of the key."""
    press(ready, NextStep.SEAL)
    dialog = open_dialog(SealDialog)
    asked = dialog.approver
    assert asked.makes_key, "nobody has a key here"
    assert not asked.name.text(), "who entered the figures may not approve them"
    dialog.seal.click()
    assert asked.name_row.error == "A name is needed."
    ready.qtbot.keyClicks(asked.name, HEAD.name)
    dialog.seal.click()
    ready.wait()
    assert _state(ready) is SubmissionState.READY, "without a passphrase no key is made"
    for field in (asked.new_passphrase.first, asked.new_passphrase.again):
        ready.qtbot.keyClicks(field, PASSPHRASE)
    dialog.seal.click()
    result = open_dialog(SealedFileDialog)

    (stored,) = ready.page.context.keys.stored("A")
    assert stored.public.person == HEAD.name
    opened = open_package(Path(result.path.text()).read_bytes(), reader=read_package)
    assert opened.manifest.approved_by is not None
    assert opened.manifest.approved_by.name == HEAD.name
    assert opened.manifest.card["person"] == HEAD.name
    (words,) = result.findChildren(WordsGrid)
    assert words.accessibleName() == " ".join(stored.words)
    mail = result.mail.toPlainText()
    assert "compare its eight words" in mail
    assert not any(word in mail.split() for word in stored.words), "only the phone proves them"


def test_a_key_that_was_made_is_kept_where_sealing_failed(ready: Hand, open_dialog: Opens) -> None:
    press(ready, NextStep.SEAL)
    dialog = open_dialog(SealDialog)
    asked = dialog.approver
    asked.name.setText(HEAD.name)
    for field in (asked.new_passphrase.first, asked.new_passphrase.again):
        field.setText(PASSPHRASE)
    recall(ready.page.context.open_workspace, "A", "2016")  # on another computer, meanwhile
    dialog.seal.click()
    ready.qtbot.waitUntil(lambda: bool(asked.approver_row.error), timeout=SLOW)
    assert asked.key is not None
    assert asked.passphrase.text() == PASSPHRASE, "it is not asked for again"
    assert len(ready.page.context.keys.stored("A")) == 1


def test_the_file_can_be_saved_again_encrypted_to_the_region(
    hand: Hand, region: Region, open_dialog: Opens, tmp_path: Path
) -> None:
    region.at_country(lambda: None)
    hand.page.context.keys.ring.create(
        "A", HEAD.name, PASSPHRASE, role=HEAD.role, made_on=date(2026, 1, 5)
    )
    press(hand, NextStep.SEAL)
    dialog = open_dialog(SealDialog)
    assert dialog.encrypt.isChecked()
    dialog.approver.passphrase.setText(PASSPHRASE)
    dialog.seal.click()
    result = open_dialog(SealedFileDialog)
    assert Path(result.path.text()).read_bytes().startswith(b"age-encryption.org")
    result.close()

    press(hand, NextStep.FILE)
    again = open_dialog(SealedFileDialog)
    assert again.path.isHidden()
    again.save_to(tmp_path / "stick.spapkg")
    hand.qtbot.waitUntil(lambda: not again.path.isHidden())
    assert (tmp_path / "stick.spapkg").read_bytes().startswith(b"age-encryption.org")


@pytest.fixture
def returned(ready: Hand, region: Region) -> Region:
    """Return the region, which has given the first revision back that was ready."""
    del ready
    region.at_country(lambda: None)
    region.seal_ready()
    region.receive()
    region.send_back(())
    return region


def sealing(hand: Hand, region: Region, open_dialog: Opens) -> SealDialog:
    """Make the draft ready, and open the page to approve it."""
    region.at_country(lambda: mark_ready(region.country, "A", "2016"))
    press(hand, NextStep.SEAL)
    return open_dialog(SealDialog)


def test_a_second_revision_says_what_changed(
    hand: Hand, returned: Region, open_dialog: Opens
) -> None:
    hand.answer("2.1", "3")
    hand.wait_saved()
    hand.table.desk.tell()
    hand.wait()
    dialog = sealing(hand, returned, open_dialog)
    assert dialog.summary.facts["Becomes"] == "revision 2, which follows revision 1"
    assert dialog.summary.facts["Changed since revision 1"] == "1 answer: 2.1 (0 → 3)"
    assert dialog.summary.facts["Returned with"] == "“Two figures do not fit.”"
    names = list(dialog.summary.facts)
    assert names.index("Progress markers") == names.index("Answers") + 1, "seen without scrolling"


def test_a_figure_that_stays_says_what_is_other_about_it(
    hand: Hand, returned: Region, open_dialog: Opens
) -> None:
    key, country = ValueKey("A", "2016", "2.1"), returned.country
    noted = replace(country.dataset().values.get("2.1", "A", "2016"), note="By post.")
    returned.at_country(lambda: record_values(country, [ValueChange(key, noted)]))
    dialog = sealing(hand, returned, open_dialog)
    assert dialog.summary.facts["Changed since revision 1"] == "1 answer: 2.1 (0, other note)"


def test_sealed_although_its_file_could_not_be_written(
    ready: Hand, key: StoredKey, open_dialog: Opens
) -> None:
    documents_folder().parent.mkdir(parents=True, exist_ok=True)
    documents_folder().rmdir() if documents_folder().is_dir() else None
    documents_folder().write_text("no folder")
    press(ready, NextStep.SEAL)
    dialog = open_dialog(SealDialog)
    dialog.approver.passphrase.setText(PASSPHRASE)
    dialog.seal.click()
    result = open_dialog(SealedFileDialog)
    assert _state(ready) is SubmissionState.SUBMITTED
    assert result.path.isHidden()
    assert "It is kept in the workspace." in result._where.text()


def _state(hand: Hand) -> SubmissionState:
    return standing(hand.page.context.open_workspace.dataset(), "A", "2016").state


def test_long_answers_to_the_region_leave_the_buttons_on_the_screen(
    hand: Hand, region: Region, open_dialog: Opens
) -> None:
    region.at_country(lambda: None)
    region.seal_ready()
    region.receive()
    region.send_back([FieldRemark("2.1", "Was there really none?")])
    said = "The list was closed in the autumn. " * 140
    region.at_country(lambda: answer(region.country, "A", "2016", "2.1", said.strip()))
    region.at_country(lambda: mark_ready(region.country, "A", "2016"))
    press(hand, NextStep.SEAL)
    dialog = open_dialog(SealDialog)

    assert said.strip() in dialog.summary.facts["Says to the region"]
    assert dialog.minimumSizeHint().height() < dialog.screen().size().height()


def test_the_page_to_approve_counts_activities_and_money(hand: Hand, open_dialog: Opens) -> None:
    workspace = hand.page.context.open_workspace
    recall(workspace, "A", "2016")
    training = Activity(
        new_id(), "A", "2016", "T 1", "Training", budget=Decimal(900), currency="USD"
    )
    save_activity(workspace, training)
    amounts = (("0.10", "USD"), ("0.20", "USD"), ("1234567890123456.5", "KHR"))
    for number, (amount, currency) in enumerate(amounts):
        money = Contribution(
            new_id(),
            "A",
            "2016",
            f"Ministry {number}",
            SourceType.GOVERNMENT,
            Stage.ACTUAL,
            activity=training.id,
            amount=Decimal(amount),
            currency=currency,
        )
        save_contribution(workspace, money)
    mark_ready(workspace, "A", "2016")
    hand.page.context.hub.tell(ChangeSet(frozenset(Topic)))
    hand.wait()

    press(hand, NextStep.SEAL)
    facts = open_dialog(SealDialog).summary.facts

    assert facts["Activities"] == "1"
    said = facts["Money"].split("; ")
    assert said == ["3 contributions", "1,234,567,890,123,456.5 KHR (actual)", "0.3 USD (actual)"]
