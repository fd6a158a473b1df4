"""The inbox with real files: looked at, compared, unlocked, taken in, receipts sent back."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from spa_me.domain.cofunding import Contribution, SourceType, Stage
from spa_me.domain.dataset import Actor
from spa_me.domain.submission import Decision, FieldRemark, Right, SubmissionState, Verdict
from spa_me.domain.values import reported
from spa_me.services.exchange.arrivals import look
from spa_me.services.exchange.frameworks import seal_framework
from spa_me.services.exchange.taking import take_in
from spa_me.services.exchange.trust import list_digest, trust_key
from spa_me.services.frameworks import install
from spa_me.services.funding import save_contribution
from spa_me.services.submissions import (
    close_period,
    reopen_for,
    set_member,
    set_window,
    standing,
    withdraw,
)
from tests.gui.inbox.hand import InboxHand, texts
from tests.gui.inbox.sending import facet, state, submitted
from tests.integration.exchange.offices import (
    Office,
    approver,
    key_of,
    return_submission,
    taken,
)
from tests.integration.exchange.test_previews import second_version
from ui.context import Context
from ui.dialogs.message import MessageDialog
from ui.dialogs.send_packages import SendPackagesDialog
from ui.dialogs.trusted_keys import TrustedKeysDialog
from ui.i18n import show_date
from ui.pages.inbox.about import review_lines
from ui.pages.inbox.rows import Names

PASSPHRASE = "correct horse battery staple"  # noqa: S105 (of a key made here)


def test_an_empty_inbox_says_what_will_be_here(inbox: InboxHand) -> None:
    area = inbox.page.arrivals.area
    assert area.isVisible()
    assert area.choose.isVisible()
    assert inbox.board(0) == ["Country A", "Country B"]
    assert inbox.board(2) == ["Not started", "Not started"]
    assert not inbox.page.board.review.isEnabled()


def test_a_file_is_looked_at_and_nothing_is_written(
    inbox: InboxHand, region: Office, country: Office
) -> None:
    inbox.look([submitted(country)])

    model = inbox.page.arrivals.model
    assert [texts(model, column)[0] for column in range(6)] == [
        "● Good",
        "Submission, Country A",
        "2014",
        "1",
        "2 figures, 2 statuses",
        "✔ Signed by a trusted key",
    ]
    preview = inbox.page.arrivals.preview
    titles = [preview.tabs.tabText(place) for place in range(preview.tabs.count())]
    assert titles == ["Figures (2)", "Statuses (2)"]
    figures = facet(preview, 0)
    assert [texts(figures, column)[0] for column in range(3)] == [
        "count Indicator count",
        "–",
        "5",
    ]
    effects = facet(preview, 1)
    assert [texts(effects, column)[1] for column in range(3)] == [
        "M2 Marker two",
        "Not reported",
        "Fully met",
    ]
    icon = effects.index(1, 2).data(Qt.ItemDataRole.DecorationRole)
    assert not icon.isNull(), "a status is a shape, too"
    assert "Message: “Hello”" in preview.about.text()
    assert state(region) is SubmissionState.NOT_STARTED


def test_money_shows_what_it_does_to_the_shares(inbox: InboxHand, country: Office) -> None:
    for stage, amount in ((Stage.ACTUAL, Decimal(5)), (Stage.PLANNED, None)):
        money = Contribution(
            "", "A", "2014", "Treasury", SourceType.GOVERNMENT, stage=stage, amount=amount
        )
        save_contribution(country.workspace, money)
    inbox.look([submitted(country)])

    preview = inbox.page.arrivals.preview
    said = "Government’s share of planned money: cannot be computed: no amount is given."
    assert said in preview.about.text()
    assert preview.tabs.tabText(2) == "Shares (4)"
    shares = facet(preview, 2)
    assert [texts(shares, column) for column in (0, 1, 2)] == [
        [
            "Country A, planned",
            "All together, planned",
            "Country A, actual",
            "All together, actual",
        ],
        ["–"] * 4,
        [*["cannot be computed: no amount is given"] * 2, *["100.0 %"] * 2],
    ]


def test_bad_files_hold_up_no_good_one_and_receipts_go_back(
    inbox: InboxHand, region: Office, country: Office, other: Office, tmp_path: Path
) -> None:
    minutes = tmp_path / "Minutes.spapkg"
    minutes.write_text("Minutes", encoding="utf-8")
    inbox.context.keys.add(key_of("RS"))
    inbox.look([minutes, submitted(country), submitted(other, signed=False)])
    assert inbox.states == ["✕ Refused", "● Good", "✕ Refused"]
    assert inbox.page.arrivals.take_all.text() == "&Take it in"

    inbox.take_all()

    (receipt,) = inbox.sent(tmp_path / "out")
    assert receipt.name == "TEST A 2014 receipt no 1.spapkg"
    assert inbox.states == ["✕ Refused", "✕ Refused"]
    about = inbox.page.arrivals.preview.about.text()
    assert about.startswith("Choose the file that the other office sealed, as it came.")
    assert state(region) is SubmissionState.SUBMITTED
    assert inbox.board(2) == ["Submitted", "Not started"]
    assert inbox.board(3)[0] == "Review it"
    trusted = region.file_of(list_digest(region.workspace.dataset()), "keys")
    confirmed = frozenset({key_of("RS").public.fingerprint})
    for file in (trusted, receipt):
        arrivals = look(country.workspace, [file], [], confirmed=confirmed)
        take_in(country.workspace, arrivals, None, confirmed=confirmed)
    assert standing(country.workspace.dataset(), "A", "2014").is_acknowledged


def test_the_same_receipt_again_is_the_same_file(
    inbox: InboxHand, country: Office, tmp_path: Path
) -> None:
    inbox.context.keys.add(key_of("RS"))
    out = tmp_path / "out"
    inbox.look([submitted(country)])
    inbox.take_all()
    (receipt,) = inbox.sent(out)
    inbox.page.board.files.click()
    assert inbox.sent(out) == [receipt]
    assert list(out.iterdir()) == [receipt]

    receipt.write_bytes(b"something else")
    inbox.page.board.files.click()
    (other,) = inbox.sent(out)
    assert other != receipt
    assert receipt.read_bytes() == b"something else"


def test_the_preview_of_a_choice_says_which_revision_and_whether_it_is_here() -> None:
    digest = "8c655a" + 58 * "0"
    made = Decision("A", "2014", digest, 1, Verdict.CHOSEN, "By phone")
    elsewhere = Names({"A": "Country A"}, {"2014": "Year 2014"})
    here = replace(elsewhere, revisions={digest: 2})
    said = [next(iter(review_lines(made, names))) for names in (here, elsewhere)]
    chosen = "Of the revisions of Country A for Year 2014 one was chosen. "
    assert said[0] == f"{chosen}It is revision 2 (8c655a)."
    assert said[1].startswith(f"{chosen}It is the revision 8c655a, which is not on this computer")


def test_the_remarks_of_a_review_name_their_fields(
    country_context: Context, region: Office, country: Office, qtbot: QtBot
) -> None:
    inbox = InboxHand(country_context, qtbot)
    inbox.page.presenter.confirm(key_of("RS").public.fingerprint)
    inbox.look([region.file_of(list_digest(region.workspace.dataset()), "keys")])
    inbox.take_all()
    taken(region, submitted(country))
    region.workspace.actor = approver("RS")
    asked = [FieldRemark("", "Thank you."), FieldRemark("count", "Why so few?")]
    back = return_submission(
        region.workspace, "A", "2014", region.key, reason="A question", remarks=asked
    )
    inbox.look([region.file_of(back.package.digest)])

    remarks = facet(inbox.page.arrivals.preview, 0)
    assert texts(remarks, 0) == ["Submission", "count Indicator count"]


def test_the_same_file_again_changes_nothing(
    inbox: InboxHand, country: Office, tmp_path: Path
) -> None:
    file = submitted(country)
    inbox.context.keys.add(key_of("RS"))
    inbox.look([file])
    inbox.take_all()
    inbox.sent(tmp_path / "out")
    before = len(inbox.context.open_workspace.audit())

    inbox.look([file])

    assert inbox.states == ["= Taken in before"]
    assert not inbox.page.arrivals.take_all.isEnabled()
    assert len(inbox.context.open_workspace.audit()) == before
    inbox.page.board.files.click()
    assert len(inbox.sent(tmp_path / "again")) == 1, "its receipt can be saved again"


def test_what_may_not_be_taken_in_says_why_and_stays(
    inbox: InboxHand, region: Office, country: Office
) -> None:
    set_member(region.workspace, "Somebody else", frozenset(Right))
    inbox.context.keys.add(key_of("RS"))
    inbox.look([submitted(country)])
    inbox.take_all()

    said = inbox.dialog(MessageDialog)

    assert "1 file was not taken in" in said.text
    assert "Approver of RS may not do this" in said.text
    assert inbox.states == ["● Good"]
    assert state(region) is SubmissionState.NOT_STARTED


def test_enter_leads_to_what_is_in_the_file(
    inbox: InboxHand, country: Office, qtbot: QtBot
) -> None:
    inbox.look([submitted(country)])
    table = inbox.page.arrivals.table
    inbox.page.activateWindow()
    qtbot.waitUntil(inbox.page.isActiveWindow)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Return)

    figures = inbox.page.arrivals.preview.tabs.widget(0)
    assert figures is not None
    assert figures.hasFocus()


def test_files_are_taken_off_the_list_by_key(
    inbox: InboxHand, country: Office, qtbot: QtBot
) -> None:
    file = submitted(country)
    inbox.look([file])
    qtbot.keyClick(inbox.page.arrivals.table, Qt.Key.Key_Delete)

    assert inbox.page.arrivals.is_empty
    assert file.exists()


def test_those_overdue_are_reminded(inbox: InboxHand, region: Office, country: Office) -> None:
    changes = set_window(region.workspace, "2014", date(2014, 1, 1), date(2015, 3, 31))
    inbox.context.hub.tell(changes)
    inbox.wait()
    assert inbox.page.board.answer.text() == "0 of 2 received, 2 overdue."
    assert all(text.startswith("⚠ ") for text in inbox.board(6))

    QGuiApplication.clipboard().clear()
    inbox.page.board.remind.click()
    shown = inbox.dialog(MessageDialog)
    assert QGuiApplication.clipboard().text() == "", "it is read before it is copied"
    shown.buttons["Copy the text"].click()
    one = QGuiApplication.clipboard().text()
    assert one == shown.findChildren(QPlainTextEdit)[0].toPlainText()
    assert "send us the file by e-mail" in one
    inbox.bot.waitUntil(lambda: not shown.isVisible())
    inbox.page.board.remind_all.click()
    inbox.dialog(MessageDialog).buttons["Copy the text"].click()

    assert "Country A" in one
    assert "Country B" not in one
    assert "Country B" in QGuiApplication.clipboard().text()


def test_a_list_of_keys_makes_other_files_good(
    country_context: Context, region: Office, qtbot: QtBot
) -> None:
    digest = region.workspace.frameworks[0].digest
    framework = seal_framework(region.workspace, digest, region.key)
    inbox = InboxHand(country_context, qtbot)
    keys = region.file_of(list_digest(region.workspace.dataset()), "keys")
    inbox.look([keys, region.file_of(framework.digest, "framework")])
    assert inbox.states == ["? New key", "? New key"]

    inbox.page.presenter.confirm(key_of("RS").public.fingerprint)
    inbox.wait()
    inbox.take_all()

    assert inbox.states == ["● Good"]
    assert texts(inbox.page.arrivals.model, 1) == ["Framework, Regional secretariat"]


def test_a_framework_shows_what_it_changes_and_reopens(
    country_context: Context, region: Office, qtbot: QtBot
) -> None:
    version = second_version()
    install(region.workspace, version)
    close_period(region.workspace, "2014", "It is published")
    reopen_for(region.workspace, "A", "2014", date(2026, 6, 30), "A figure was wrong")
    framework = seal_framework(region.workspace, version.digest, region.key)
    inbox = InboxHand(country_context, qtbot)
    inbox.page.presenter.confirm(key_of("RS").public.fingerprint)
    keys = region.file_of(list_digest(region.workspace.dataset()), "keys")
    inbox.look([keys])
    inbox.take_all()
    inbox.look([region.file_of(framework.digest, "framework")])

    preview = inbox.page.arrivals.preview
    titles = [preview.tabs.tabText(place) for place in range(preview.tabs.count())]
    assert titles == ["What changes (2)", "Reporting days (1)", "Reopened (1)"]
    assert texts(facet(preview, 0), 0)[0] == "Worded anew: indicator count: Victims identified"
    assert texts(facet(preview, 2), 3) == ["A figure was wrong"]
    assert "Period 2015 is then judged by it and no longer by version 1." in preview.about.text()


def test_what_was_taken_back_is_shown_and_does_not_count(
    inbox: InboxHand, region: Office, country: Office
) -> None:
    first = submitted(country, count=5)
    withdraw(country.workspace, "A", "2014", "A typing error")
    country.enter({"count": reported(6)})
    arrivals = look(region.workspace, [country.file_of(country.submit().package.digest, "second")])
    take_in(region.workspace, arrivals, None)
    inbox.look([first])

    preview = inbox.page.arrivals.preview
    assert texts(inbox.page.arrivals.model, 4) == ["nothing now"]
    assert "It does not count now: below stands what it would change" in preview.about.text()
    assert [texts(facet(preview, 0), column)[0] for column in (1, 2)] == ["6", "5"]


def test_the_region_sends_the_framework_and_the_keys(
    inbox: InboxHand, region: Office, tmp_path: Path
) -> None:
    inbox.context.keys.add(key_of("RS"))
    until = region.clock().date() + timedelta(weeks=2)
    close_period(region.workspace, "2014", "The report is out")
    reopen_for(region.workspace, "A", "2014", until, "A new survey")
    inbox.page.send_framework.click()
    asked = inbox.dialog(MessageDialog)
    open_again = f"open for Country A until {show_date(until)}: A new survey"
    assert open_again in asked.findChildren(QPlainTextEdit)[0].toPlainText()
    asked.buttons["Seal it"].click()
    (framework,) = inbox.sent(tmp_path / "out")
    assert framework.name.startswith("TEST framework")

    inbox.context.hub.tell(trust_key(region.workspace, key_of("C").public))
    inbox.page.send_keys.click()
    dialog = inbox.dialog(TrustedKeysDialog)
    assert texts(dialog.model, 2) == ["✔ trusted"] * 4
    dialog.publish.click()
    sent = inbox.dialog(SendPackagesDialog)
    sent.save_in(tmp_path)
    inbox.wait()
    sent.copy_text.click()
    inbox.wait()
    assert "the list of trusted keys: TEST trust no" in QGuiApplication.clipboard().text()
    inbox.gone(sent)
    trust = region.workspace.dataset().submissions.trust
    assert trust is not None
    assert trust.version == 2


def test_files_and_submissions_share_the_height_by_what_they_list(
    inbox: InboxHand, tmp_path: Path
) -> None:
    board = inbox.page.board
    assert board.height() >= board.wanted_height()
    assert board.table.isColumnHidden(1), "one period is chosen: it stands in no row"

    letters = [tmp_path / f"{number}.spapkg" for number in range(12)]
    for letter in letters:
        letter.write_text("Dear colleagues", encoding="utf-8")
    inbox.look(letters)

    assert len(inbox.states) == len(letters)
    assert board.table.verticalScrollBar().maximum() == 0, "each submission stays in sight"
    assert inbox.page.arrivals.height() > board.height(), "the rest is for the files"
    board.period.setCurrentIndex(0)
    assert not board.table.isColumnHidden(1)

    inbox.page.presenter.drop(inbox.page.presenter.arrivals)
    assert inbox.page.arrivals.height() == inbox.page.arrivals.area.sizeHint().height()


def test_while_files_are_looked_at_a_low_window_gives_them_the_room(
    inbox: InboxHand, country: Office, tmp_path: Path
) -> None:
    page, board = inbox.page, inbox.page.board
    inbox.context.keys.add(key_of("RS"))
    page.resize(1178, 540)
    assert not board.is_folded
    assert not board.fold.isVisible()

    inbox.look([submitted(country), tmp_path])

    assert board.is_folded
    assert board.answer.isVisible(), "how many have reported stays in sight"
    figures = page.arrivals.preview.tabs.widget(0)
    assert figures is not None
    inbox.bot.waitUntil(lambda: not figures.visibleRegion().isEmpty())
    board.fold.click()
    assert board.table.isVisible()
    board.fold.click()
    assert board.is_folded
    inbox.take_all()
    inbox.sent(tmp_path / "out")
    assert board.table.isVisible(), "what is to be reviewed stands there"
    assert inbox.board(3)[0] == "Review it"
    page.presenter.drop(page.presenter.arrivals)
    assert not board.fold.isVisible()


def test_the_inbox_knows_who_is_at_work_now(inbox: InboxHand) -> None:
    inbox.context.keys.add(key_of("RS"))
    assert inbox.page.about.text().startswith("✔ Your key is open")
    inbox.context.settings.actor = Actor("Somebody else", "RS", "Officer")
    inbox.page.enter({})
    assert inbox.page.about.text().startswith("△ You have no key on this computer")


def test_a_file_that_comes_to_others_is_chosen(inbox: InboxHand, country: Office) -> None:
    first = country.folder / "a first one.spapkg"
    first.write_bytes(b"no package")
    inbox.look([first])
    inbox.look([submitted(country)])

    assert inbox.page.arrivals.table.currentIndex().row() == 1


def test_a_long_name_widens_no_panel(inbox: InboxHand, country: Office) -> None:
    before = inbox.page.arrivals.preview.minimumSizeHint().width()
    long = country.folder / f"{'x' * 230}.spapkg"
    long.write_bytes(b"no package")
    inbox.look([long])

    assert inbox.page.arrivals.preview.minimumSizeHint().width() <= max(before, 376)
