"""Deciding about a submission in the window: accept, return, choose, and the file that is sent."""

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from spa_me.domain.checks import ProblemKind
from spa_me.domain.submission import SubmissionState, Verdict
from spa_me.domain.values import reported_ratio
from spa_me.paths import documents_folder
from spa_me.services.exchange.records import package_file
from spa_me.services.submissions import (
    begin_correction,
    close_period,
    set_window,
    standing,
)
from spa_me.services.workspace import Workspace
from tests.gui.inbox.arriving import arrive, learn_keys, state, submit
from tests.gui.inbox.hand import ReviewHand, texts
from tests.integration.exchange.offices import (
    Office,
    key_of,
    officer,
)
from ui.dialogs.send_packages import SendPackagesDialog
from ui.pages.review.columns import BEFORE
from ui.pages.review.decisions import AcceptDialog, ChooseDialog, ReturnDialog


def test_a_decision_saves_its_file_and_the_text_for_the_mail(
    signed: ReviewHand, region: Office, country: Office
) -> None:
    submit(region, country, count=5)
    signed.show()
    signed.page.accept.click()
    signed.dialog(AcceptDialog).go.click()

    sent = signed.dialog(SendPackagesDialog)
    signed.bot.waitUntil(lambda: bool(sent.files))
    (file,) = sent.files

    assert file.parent == documents_folder()
    assert file.read_bytes() == package_file(region.workspace, sent.model.given[0].digest)
    assert file.name in sent.mail.toPlainText()
    assert sent.mail.isVisible()
    signed.gone(sent)


def test_a_decision_whose_file_cannot_be_saved_says_so_and_can_be_saved_elsewhere(
    signed: ReviewHand, region: Office, country: Office, tmp_path: Path
) -> None:
    documents_folder().parent.mkdir(parents=True, exist_ok=True)
    documents_folder().write_text("a file where the folder should be")
    submit(region, country, count=5)
    signed.show()
    signed.page.accept.click()
    signed.dialog(AcceptDialog).go.click()

    sent = signed.dialog(SendPackagesDialog)
    signed.bot.waitUntil(lambda: "kept in the workspace" in sent.state.text())
    assert not sent.files
    assert state(region) is SubmissionState.ACCEPTED
    (file,) = signed.sent(tmp_path / "out")
    assert file.exists()


def test_a_return_carries_the_remarks_to_the_country(
    signed: ReviewHand, region: Office, country: Office, tmp_path: Path
) -> None:
    submit(region, country, count=5)
    signed.show()
    signed.choose_row("count")
    signed.page.side.remark.setPlainText("Why so few?")
    signed.page.side.whole.setPlainText("Thank you.")
    assert texts(signed.page.model, 8)[0] == "✎ Why so few?"

    signed.page.give_back.click()
    dialog = signed.dialog(ReturnDialog)
    dialog.go.click()
    assert "A reason is needed" in dialog.text.accessibleDescription()
    dialog.text.setPlainText("One figure looks wrong.")
    assert any(letter.isalpha() for letter in dialog.day.text()), "a month that is named"
    dialog.day.setDate(dialog.day.minimumDate().addDays(30))
    dialog.go.click()
    (file,) = signed.sent(tmp_path / "out")

    assert file.name == "TEST A 2014 review no 2.spapkg"
    assert state(region) is SubmissionState.RETURNED
    assert "Returned with: “Why so few?”" in signed.page.side.field_text.text()
    for editor in (signed.page.side.remark, signed.page.side.whole):
        assert not editor.isEnabled(), "nothing is returned any more that could carry a remark"
        assert not editor.isVisibleTo(signed.page)
    learn_keys(region, country)
    arrive(country, file)
    returned = standing(country.workspace.dataset(), "A", "2014").return_
    assert returned is not None
    assert returned.reason == "One figure looks wrong."
    assert returned.by_when == date(2026, 3, 31)
    said = [(remark.indicator, remark.text) for remark in returned.remarks]
    assert said == [("", "Thank you."), ("count", "Why so few?")]


def test_an_acceptance_is_sealed_and_said_to_be_final(
    signed: ReviewHand, region: Office, country: Office, tmp_path: Path
) -> None:
    submit(region, country, count=5)
    signed.show()
    signed.page.side.whole.setPlainText("A question")
    signed.page.accept.click()
    dialog = signed.dialog(AcceptDialog)
    said = [widget.text() for widget in dialog.findChildren(type(signed.page.heading))]
    assert "Your remark is dropped: only a return carries it." in said
    assert any("cannot be undone" in text for text in said)
    dialog.go.click()
    signed.sent(tmp_path / "out")

    chain = standing(region.workspace.dataset(), "A", "2014").chain
    assert chain.head is not None
    assert chain.verdict(chain.head.digest) is Verdict.ACCEPTED
    assert not signed.page.accept.isVisible(), "what is accepted never changes"
    assert not signed.page.side.remark.isEnabled()


def test_where_the_period_is_closed_a_return_reopens_it(
    signed: ReviewHand, region: Office, country: Office, tmp_path: Path
) -> None:
    submit(region, country, count=5)
    set_window(region.workspace, "2014", None, date(2015, 3, 31))
    close_period(region.workspace, "2014", "SOM 12 has met")
    signed.show()
    signed.page.give_back.click()
    dialog = signed.dialog(ReturnDialog)
    said = [widget.text() for widget in dialog.findChildren(type(signed.page.heading))]
    assert any(
        text.startswith("The period is closed. It is reopened for Country A") for text in said
    )
    assert not dialog.has_day.isVisible(), "without a day it could not be reopened"
    dialog.text.setPlainText("Please look again.")
    dialog.go.click()
    signed.sent(tmp_path / "out")

    (reopening,) = region.workspace.dataset().submissions.reopenings
    assert (reopening.unit, reopening.period) == ("A", "2014")


def test_a_person_chooses_between_rivals(
    signed: ReviewHand, region: Office, country: Office, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.spame"
    country.workspace.close()
    shutil.copy(country.workspace.path, copy)
    for path, number in ((country.workspace.path, 4), (copy, 9)):
        country.workspace = Workspace.open(path, officer("A"), clock=country.clock)
        submit(region, country, count=number)
        country.workspace.close()
    signed.show()
    assert not signed.page.accept.isVisible()
    assert signed.page.table.isColumnHidden(BEFORE), "it is the first revision"
    revision = signed.page.revision
    assert [revision.itemText(n)[:30] for n in range(2)] == ["Revision 1, ◆ waits for a choi"] * 2

    review_count = "The revisions differ in 1 field."
    assert review_count in signed.page.count.text()
    assert texts(signed.page.model, 0)[0] == "◆ count"
    signed.choose_row("count")
    assert "◆ The revisions differ" in signed.page.side.field_text.text()

    wanted = next(n for n in range(2) if _count_of(signed, n) == "9")
    digest = revision.itemData(wanted)
    signed.page.choose.click()
    dialog = signed.dialog(ChooseDialog)
    assert dialog.choices[digest].isChecked(), "the one that is looked at"
    other = str(revision.itemData(1 - wanted))
    differing = dialog.difference.model()
    assert differing.rowCount() == 1, "not in the other question, nor in the money"
    heads = [differing.headerData(n, Qt.Orientation.Horizontal) for n in range(1, 3)]
    said = dict(zip(heads, [differing.index(0, n).data() for n in range(1, 3)], strict=True))
    assert said == {
        f"Revision 1 ({digest[:6]})": "9",
        f"Revision 1 ({other[:6]})": "4",
    }
    dialog.text.setPlainText("They called: the second one.")
    dialog.go.click()
    signed.sent(tmp_path / "out")

    assert region.workspace.dataset().values.get("count", "A", "2014").number == 9
    assert signed.page.accept.isVisible()


def _count_of(hand: ReviewHand, place: int) -> str:
    hand.page.revision.setCurrentIndex(place)
    hand.page.revision.activated.emit(place)
    hand.wait()
    return texts(hand.page.model, 4)[0]


def test_a_revision_that_comes_in_while_the_dialog_is_open_is_not_accepted(
    signed: ReviewHand, region: Office, country: Office
) -> None:
    learn_keys(region, country)
    submit(region, country, count=5)
    signed.show()
    signed.page.accept.click()
    dialog = signed.dialog(AcceptDialog)
    sheet = signed.page.presenter.sheet
    assert sheet is not None
    package = region.workspace.dataset().submissions.package(sheet.revision.digest)
    assert package is not None
    arrive(country, region.file_of(package.answered_by))
    begin_correction(country.workspace, "A", "2014", "A file was found")
    submit(region, country, count=7)
    signed.page.presenter.ask()
    signed.wait()

    dialog.go.click()

    signed.bot.waitUntil(lambda: bool(signed.errors))
    assert "counts now: revision 2" in str(signed.errors.pop())
    assert state(region) is SubmissionState.SUBMITTED


def test_who_accepts_sees_what_is_still_open(
    review: ReviewHand, region: Office, country: Office
) -> None:
    country.enter({"share": reported_ratio(Decimal(9), Decimal(4))})
    arrive(region, country.file_of(country.submit().package.digest))
    review.context.keys.add(key_of("RS"))
    review.show()
    review.page.accept.click()
    dialog = review.dialog(AcceptDialog)
    said = "\n".join(part.text() for part in dialog.findChildren(QLabel))
    sheet = review.page.presenter.sheet
    assert sheet is not None
    problems = [(row.code, problem) for row in sheet.rows for problem in row.problems]
    missing = {code for code, problem in problems if problem.kind is ProblemKind.MISSING}
    doubts = [(code, p) for code, p in problems if p.kind is not ProblemKind.MISSING]
    assert doubts
    assert all(f"△ {code}: {problem.what}" in said for code, problem in doubts)
    assert f"△ {len(missing)} questions have no answer." in said
