"""The office page: people and rights, reporting days, keys, trusted keys, rules."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from spa_me.domain.dataset import DataKind
from spa_me.domain.errors import RefusedError, UserError
from spa_me.domain.submission import TAKE_UNSIGNED, PublicKey, Right, TrustEntry, TrustList
from spa_me.services.exchange.keyring import card_in
from spa_me.services.workspace import Workspace
from spa_me.storage.submissions import put_trust
from spa_me.storage.writer import Writer
from tests.countries import countries_definition
from tests.gui.conftest import OFFICER
from ui.context import Context
from ui.dialogs.key_words import KeyWordsDialog
from ui.dialogs.message import MessageDialog
from ui.dialogs.office_key import ChangePassphraseDialog, NewKeyDialog
from ui.dialogs.reason import ReasonDialog
from ui.dialogs.reporting_days import ReopeningDialog, ReportingDaysDialog
from ui.i18n import longest_day
from ui.pages.office import OfficePage

D = TypeVar("D", bound=QDialog)
PASSPHRASE = "four words in a row"  # noqa: S105 (of keys that are made for one test)
TODAY = date.today()  # noqa: DTZ011 (as the office's clock says)


class Desk:
    """Works the page."""

    def __init__(self, page: OfficePage, qtbot: QtBot) -> None:
        self.page, self.qtbot = page, qtbot
        self.wrong: list[str] = []
        page.context.notices.went_wrong.connect(lambda error: self.wrong.append(str(error)))

    def wait(self) -> None:
        self.qtbot.waitUntil(lambda: not self.page.context.runner.is_busy)

    def press(self, text: str) -> None:
        found = [b for b in self.page.findChildren(QPushButton) if b.text() == text]
        assert found[0].isEnabled(), f"“{text}” cannot be pressed"
        found[0].click()
        self.wait()

    def can(self, text: str) -> bool:
        found = [b for b in self.page.findChildren(QPushButton) if b.text() == text]
        return found[0].isEnabled()

    def dialog(self, kind: type[D]) -> D:
        self.qtbot.waitUntil(lambda: bool(self.page.findChildren(kind)))
        return self.page.findChildren(kind)[-1]

    @property
    def records(self):  # noqa: ANN201
        return self.page.context.open_workspace.dataset().submissions


@pytest.fixture
def home() -> str:
    """Return the office whose page it is; a test may be about another."""
    return "A"


@pytest.fixture
def desk(
    context: Context,
    tmp_path: Path,
    show: Callable[[type[OfficePage]], OfficePage],
    qtbot: QtBot,
    home: str,
) -> Iterator[Desk]:
    context.workspace = Workspace.create(
        tmp_path / "a.spame", countries_definition(), home, OFFICER, kind=DataKind.ILLUSTRATIVE
    )
    page = show(OfficePage)
    yield Desk(page, qtbot)
    for dialog in page.findChildren(QDialog):
        dialog.close()
    context.workspace.close()
    context.workspace = None


def test_the_first_person_may_everything_and_the_next_may_enter(desk: Desk) -> None:
    people = desk.page.people
    assert people.accessibleDescription() == "Nobody is listed, so everybody may do everything."
    assert people.name.text() == OFFICER.name
    people.add.click()
    desk.wait()
    desk.qtbot.keyClicks(people.name, "Test Head")
    people.add.click()
    desk.wait()

    members = {member.name: member.rights for member in desk.records.members}
    assert members == {OFFICER.name: frozenset(Right), "Test Head": {Right.ENTER}}
    people.boxes["Test Head", Right.APPROVE].click()
    desk.wait()
    members = {member.name: member.rights for member in desk.records.members}
    assert members["Test Head"] == {Right.ENTER, Right.APPROVE}


def test_a_box_that_may_not_be_cleared_stands_as_it_was(desk: Desk) -> None:
    people = desk.page.people
    people.add.click()
    desk.wait()
    people.boxes[OFFICER.name, Right.ADMINISTER].click()
    desk.wait()

    assert "Nobody could administer the workspace any more." in desk.wrong[0]
    assert people.boxes[OFFICER.name, Right.ADMINISTER].isChecked()


@pytest.mark.parametrize("home", ["RS"])
def test_who_may_not_administer_may_look(desk: Desk) -> None:
    people = desk.page.people
    people.add.click()
    desk.wait()
    people.name.setText("Test Head")
    people.add.click()
    desk.wait()
    people.boxes["Test Head", Right.ADMINISTER].click()
    desk.wait()
    people.boxes[OFFICER.name, Right.ADMINISTER].click()
    desk.dialog(MessageDialog).buttons["&Go on"].click()
    desk.wait()

    assert not people.boxes["Test Head", Right.ENTER].isEnabled()
    assert not desk.can("Days…")
    assert not desk.page.unsigned.isEnabled()
    assert desk.can("New key…")


def test_after_opening_again_the_framework_has_to_be_sent(qtbot: QtBot) -> None:
    dialog = ReopeningDialog("Year 2016", [("B", "Country B")])
    qtbot.addWidget(dialog)

    said = [found.text() for found in dialog.findChildren(QLabel)]

    assert any(text.startswith("Then send the framework from the Inbox") for text in said)


@pytest.mark.parametrize("home", ["RS"])
def test_days_closing_and_opening_again(desk: Desk) -> None:
    days = desk.page.days
    assert "the framework, which was never sealed" in days.accessibleDescription()
    desk.press("Days…")
    asked = desk.dialog(ReportingDaysDialog)
    asked.has_due.click()
    asked.has_opening.click()
    asked.opens.setDate(asked.due.date().addDays(3))
    asked.go.click()
    assert asked.isVisible()  # it cannot be due before it opens
    asked.has_opening.click()
    asked.go.click()
    desk.wait()
    window = desk.records.window("2016")
    assert window is not None
    assert (window.opens_on, window.due_on) == (None, TODAY)

    assert not desk.can("Open for one country…")
    desk.press("Close…")
    asked_why = desk.dialog(ReasonDialog)
    asked_why.field.setPlainText("The report was adopted")
    asked_why.go.click()
    desk.wait()
    window = desk.records.window("2016")
    assert window is not None
    assert window.is_closed

    desk.press("Open for one country…")
    reopening = desk.dialog(ReopeningDialog)
    reopening.unit.setCurrentIndex(reopening.unit.findData("B"))
    reopening.reason.setText("A new survey")
    reopening.go.click()
    desk.wait()
    (entry,) = desk.records.reopenings
    assert (entry.unit, entry.until) == ("B", TODAY + timedelta(weeks=2))
    shown = str(days.model.index(0, 3).data())
    assert shown.startswith("✕ closed; open for Country B until ")

    desk.press("Open again…")
    asked_why = desk.dialog(ReasonDialog)
    asked_why.field.setPlainText("The survey came late")
    asked_why.go.click()
    desk.wait()
    assert str(days.model.index(0, 3).data()) == "✓ open"


def test_days_are_whole_at_large_text(desk: Desk) -> None:
    days, due = desk.page.days.table, 2
    before = days.fontMetrics().height()
    desk.page.context.theme.choose(text_size=150)
    desk.qtbot.waitUntil(lambda: days.fontMetrics().height() > before)
    needed = days.fontMetrics().horizontalAdvance(longest_day())
    desk.qtbot.waitUntil(lambda: days.columnWidth(due) > needed)


def test_a_country_sees_the_days_that_its_region_sets(desk: Desk) -> None:
    assert [row.code for row in desk.page.days.model.given] == ["2016", "2015"]
    assert not any(desk.can(text) for text in ("Days…", "Close…"))
    said = "Regional secretariat sets these days; they come with the framework that it sends."
    assert desk.page.days.accessibleDescription() == said


@pytest.mark.parametrize("sends", [True, False])
def test_only_who_sends_the_days_is_told_to_send_them(qtbot: QtBot, *, sends: bool) -> None:
    dialog = ReopeningDialog("Year 2016", [("B", "Country B")], sends=sends)
    qtbot.addWidget(dialog)
    said = [part.text() for part in dialog.findChildren(QLabel)]
    assert any("send the framework from the Inbox" in text for text in said) is sends


def list_keys(workspace: Workspace, *keys: PublicKey) -> None:
    """Let the region's list hold keys, as after it was taken in."""

    def put(writer: Writer) -> None:
        put_trust(writer, TrustList("RS", 1, tuple(map(TrustEntry, keys))))
        writer.note("take in keys", "trusted keys RS", "", "version 1")

    workspace.change("take in package", put)


def test_make_a_key_read_its_words_save_its_card(desk: Desk, tmp_path: Path) -> None:
    desk.press("New key…")
    new = desk.dialog(NewKeyDialog)
    new.make.click()
    assert new.isVisible()  # without a passphrase there is no key
    desk.qtbot.keyClicks(new.passphrase.first, PASSPHRASE)
    desk.qtbot.keyClicks(new.passphrase.again, "four words in a raw")
    new.make.click()
    assert "not the same" in new.passphrase._again_row.error
    new.passphrase.again.clear()
    desk.qtbot.keyClicks(new.passphrase.again, PASSPHRASE)
    new.make.click()
    words = desk.dialog(KeyWordsDialog)
    desk.wait()

    (row,) = desk.page.keys.model.given
    assert words.words == row.stored.words
    assert str(desk.page.keys.model.index(0, 4).data()) == "– not in the list yet"
    words.save_card(tmp_path / "card.json")
    desk.wait()
    assert card_in(tmp_path / "card.json") == row.stored.public
    assert words.state.text() == f"The public card is saved: {tmp_path / 'card.json'}"

    list_keys(desk.page.context.open_workspace, row.stored.public)
    desk.page.enter({})
    desk.wait()
    assert str(desk.page.keys.model.index(0, 4).data()) == "✓ trusted"
    assert [entry.key.person for entry in desk.page.trust.model.given] == [OFFICER.name]


def test_another_passphrase_opens_the_key_and_the_old_one_does_not(desk: Desk) -> None:
    ring = desk.page.context.keys.ring
    key = ring.create("A", OFFICER.name, PASSPHRASE, made_on=TODAY)
    desk.page.enter({})
    desk.wait()
    desk.press("Another passphrase…")
    asked = desk.dialog(ChangePassphraseDialog)
    for field, typed in (
        (asked.old, "not the passphrase"),
        (asked.passphrase.first, "five other words are better"),
        (asked.passphrase.again, "five other words are better"),
    ):
        desk.qtbot.keyClicks(field, typed)
    asked.change.click()
    desk.wait()
    assert "not the passphrase of the key" in asked._old_row.error
    asked.old.setText(PASSPHRASE)
    asked.change.click()
    desk.wait()

    assert ring.unlock(key, "five other words are better").public == key.public


def test_the_page_says_where_keys_lie_and_brings_a_copy_back(desk: Desk, tmp_path: Path) -> None:
    ring, work = desk.page.context.keys.ring, desk.page.keys_work
    key = ring.create("A", OFFICER.name, PASSPHRASE, made_on=TODAY)
    desk.page.enter({})
    desk.wait()
    assert str(ring.folder) in desk.page.keys.accessibleDescription()
    copy = key.path.rename(tmp_path / "copy from the stick.spakey")
    said: list[str] = []
    desk.page.context.notices.said.connect(said.append)

    work.bring_back(str(copy))
    desk.wait()

    assert said[0].startswith(f"The key of {OFFICER.name} is here again")
    (row,) = desk.page.keys.model.given
    assert ring.unlock(row.stored, PASSPHRASE).public == key.public
    with pytest.raises(RefusedError, match="on this computer already"):
        ring.bring_back(copy, "A")
    with pytest.raises(RefusedError, match="a key of the office “A”"):
        ring.bring_back(copy, "B")
    with pytest.raises(UserError):
        ring.bring_back(desk.page.context.open_workspace.path, "A")


def test_unsigned_packages_may_be_allowed(desk: Desk) -> None:
    desk.page.unsigned.click()
    desk.wait()
    assert desk.records.policy(TAKE_UNSIGNED) == "yes"
    desk.page.unsigned.click()
    desk.wait()
    assert desk.records.policy(TAKE_UNSIGNED) == "no"


def test_a_text_of_two_lines_pushes_no_button_over_its_table(desk: Desk) -> None:
    page, card = desk.page, desk.page.keys
    page.resize(1366, 768)
    text = "word"  # one line where the page is as wide as the window, two where it really ends
    while card.fontMetrics().horizontalAdvance(text) < 1000:
        text += " word"
    card.answer(text)
    desk.qtbot.wait(50)
    assert card.height() >= card.heightForWidth(card.width())


@pytest.mark.parametrize(
    ("home", "said", "unsaid"),
    [
        ("A", "goes along with the first file that it signs", "own list"),
        ("RS", "own list", "to the region"),
    ],
)
def test_a_new_key_says_what_its_own_office_does_next(desk: Desk, said: str, unsaid: str) -> None:
    desk.press("New key…")
    new = desk.dialog(NewKeyDialog)
    is_region = said == "own list"
    told = " ".join(part.text() for part in new.findChildren(QLabel))
    assert ("A key to sign submissions with" in told) is not is_region
    assert ("the region has to trust" in told) is not is_region
    assert ("countries may have to compare the words" in told) is is_region
    desk.qtbot.keyClicks(new.passphrase.first, PASSPHRASE)
    desk.qtbot.keyClicks(new.passphrase.again, PASSPHRASE)
    new.make.click()
    words = desk.dialog(KeyWordsDialog)
    desk.wait()

    steps = " ".join(part.text() for part in words.findChildren(QLabel))
    assert said in steps
    assert unsaid not in steps
