"""Reviewing in the window: what changed, remarks, accept, return, choose; with real files."""

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from spa_me.dashboards.theme import LIGHT
from spa_me.domain.cofunding import Contribution, SourceType
from spa_me.domain.sentences import Amount
from spa_me.domain.status import NoStatus
from spa_me.domain.submission import FieldRemark, SubmissionState, Verdict
from spa_me.domain.values import BLANK, reported, reported_ratio
from spa_me.reports.entry_rows import RowTarget
from spa_me.services import evidence
from spa_me.services.exchange.arrivals import look
from spa_me.services.exchange.review_sheet import ReviewRow
from spa_me.services.exchange.taking import take_in
from spa_me.services.exchange.trust import list_digest, revoke_key
from spa_me.services.funding import save_contribution
from spa_me.services.submissions import (
    answer,
    begin_correction,
    close_period,
    set_window,
    standing,
)
from spa_me.services.workspace import Workspace
from tests.gui.inbox.hand import ReviewHand, texts
from tests.integration.exchange.offices import (
    Office,
    accept,
    approver,
    key_of,
    officer,
    return_submission,
)
from ui.pages.review.columns import BEFORE, review_columns
from ui.pages.review.decisions import AcceptDialog, ChooseDialog, ReturnDialog


def state(office: Office) -> SubmissionState:
    return standing(office.workspace.dataset(), "A", "2014").state


def arrive(office: Office, *files: Path) -> None:
    confirmed = frozenset({key_of("RS").public.fingerprint})
    arrivals = look(office.workspace, files, [office.key], confirmed=confirmed)
    done = take_in(office.workspace, arrivals, office.key, confirmed=confirmed)
    assert [entry.error for entry in done] == [None] * len(files)


def submit(region: Office, country: Office, **values: int) -> None:
    country.enter({code: reported(number) for code, number in values.items()})
    arrive(region, country.file_of(country.submit().package.digest))


def learn_keys(region: Office, country: Office) -> None:
    arrive(country, region.file_of(list_digest(region.workspace.dataset()), "keys"))


@pytest.fixture
def signed(review: ReviewHand) -> ReviewHand:
    """Return the page of somebody whose key is open."""
    review.context.keys.add(key_of("RS"))
    return review


def test_before_a_choice_it_says_what_will_be_here(review: ReviewHand) -> None:
    assert review.page.heading.text() == "Review"
    assert not review.page.accept.isVisible()


def test_the_sheet_stands_beside_what_was_accepted(
    review: ReviewHand, region: Office, country: Office
) -> None:
    learn_keys(region, country)
    submit(region, country, count=5, share=40)
    arrive(
        country, region.file_of(accept(region.workspace, "A", "2014", region.key).package.digest)
    )
    begin_correction(country.workspace, "A", "2014", "A file was found")
    submit(region, country, share=60)

    review.show()

    model = review.page.model
    assert texts(model, 0) == ["   count", "▸ share", "   scale"]
    assert [texts(model, column)[1] for column in (2, 3, 4)] == ["40 %", "60 %", "Fully met"]
    assert review.page.count.text() == "1 of 3 fields changed since revision 1."
    assert "✔ Signed by a trusted key" in review.page.people.text()
    assert "entered by Officer of A · on behalf of Country A" in review.page.people.text()
    review.choose_row("share")
    assert "Status: Partly met → Fully met" in review.page.side.field_text.text()
    review.page.only_changed.click()
    assert texts(model, 0) == ["▸ share"]
    assert "Message of the approver: “Hello”" in review.page.side.whole_text.text()
    assert "Revision 1, ✔ accepted" in review.page.side.history.text()
    reason = "This revision is a correction.\nReason: “A file was found”"
    assert reason in review.page.side.whole_text.text()
    assert "Revision 2, correction, ● to review" in review.page.side.history.text()
    assert "Reason of the office: “A file was found”" in review.page.side.history.text()


def test_at_large_text_status_and_remark_stay_in_sight(
    review: ReviewHand, region: Office, country: Office
) -> None:
    learn_keys(region, country)
    submit(region, country, count=5, share=40)
    arrive(
        country, region.file_of(accept(region.workspace, "A", "2014", region.key).package.digest)
    )
    begin_correction(country.workspace, "A", "2014", "A file was found")
    submit(region, country, share=60)
    review.page.resize(1108, 600)  # what the smallest screen leaves at 150 %
    review.show()
    table, target = review.page.table, 5
    assert not table.isColumnHidden(target)

    review.context.theme.choose(text_size=150)
    review.bot.waitUntil(lambda: table.isColumnHidden(target))

    review.bot.waitUntil(lambda: table.horizontalScrollBar().maximum() == 0)
    titles = [column.title for column in review.page.model.columns]
    for title in ("Before", "New", "Status", "To look at", "Remark"):
        assert not table.isColumnHidden(titles.index(title))
    review.choose_row("share")
    assert "Target: 50" in review.page.side.field_text.text(), "it is told beside the table"


def test_what_is_doubtful_is_counted_and_answers_have_the_room(
    review: ReviewHand, region: Office, country: Office
) -> None:
    country.enter({"share": reported_ratio(21, 45)})
    arrive(region, country.file_of(country.submit().package.digest))
    review.show()
    model, table = review.page.model, review.page.table
    titles = [column.title for column in model.columns]
    looked_at, new = titles.index("To look at"), titles.index("New")
    row = next(n for n, row in enumerate(model.rows) if row.problems)
    problems = model.rows[row].problems

    assert texts(model, looked_at)[row] == f"△ {len(problems)}"
    told = str(model.index(row, looked_at).data(Qt.ItemDataRole.ToolTipRole))
    assert str(problems[0].what) in told
    review.choose_row(model.rows[row].code)
    assert f"△ {problems[0].what}" in review.page.side.field_text.text()
    share = texts(model, new)[[row.code for row in model.rows].index("share")]
    assert share == "21 / 45 (46.7 %)"
    room = table.columnWidth(new) - 16
    assert table.fontMetrics().horizontalAdvance(share) <= room


def test_the_sheet_says_what_it_does_to_the_shares(
    review: ReviewHand, region: Office, country: Office
) -> None:
    money = Contribution("", "A", "2014", "Treasury", SourceType.GOVERNMENT, amount=Decimal(5))
    save_contribution(country.workspace, money)
    submit(region, country, count=5)
    review.show()

    said = review.page.side.whole_text.text()
    assert (
        "What it does to the government’s share of money:\n"
        "actual: – → 100.0 %\n"
        "actual, all together: – → 100.0 %"
    ) in said


def test_a_return_carries_the_remarks_to_the_country(
    signed: ReviewHand, region: Office, country: Office, tmp_path: Path
) -> None:
    submit(region, country, count=5)
    signed.show()
    signed.choose_row("count")
    signed.page.side.remark.setPlainText("Why so few?")
    signed.page.side.whole.setPlainText("Thank you.")
    assert texts(signed.page.model, 7)[0] == "✎ Why so few?"

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


def test_an_answer_to_a_remark_is_something_to_look_at(
    review: ReviewHand, region: Office, country: Office
) -> None:
    learn_keys(region, country)
    submit(region, country, count=5, share=40)
    remark = FieldRemark("share", "Of how many?")
    region.workspace.actor = approver("RS")
    back = return_submission(
        region.workspace, "A", "2014", region.key, reason="A question", remarks=[remark]
    )
    arrive(country, region.file_of(back.package.digest))
    answer(country.workspace, "A", "2014", "share", "Of all provinces.")
    submit(region, country, count=6)

    review.show()
    review.page.only_changed.click()

    assert texts(review.page.model, 0) == ["▸ count", "↪ share"]
    assert texts(review.page.model, 7) == ["", "↪ Of all provinces."]
    count = review.page.count.text()
    assert count == "1 of 3 fields changed since revision 1. 1 remark is answered."
    assert "Answer on share Indicator share: “Of all provinces.”" in review.page.side.history.text()


def test_evidence_stands_under_what_it_supports(
    review: ReviewHand, region: Office, country: Office, tmp_path: Path
) -> None:
    scan = tmp_path / "Minutes.pdf"
    scan.write_bytes(b"%PDF-1.7 minutes")
    country.enter({"count": reported(5), "share": reported(40)})
    evidence.add_file(country.workspace, "A", "2014", "M2", scan, "Minutes")
    evidence.add_reference(country.workspace, "A", "2014", "count", "Letter", "box 7")
    arrive(region, country.file_of(country.submit().package.digest))

    review.show()
    side, model = review.page.side, review.page.model
    shown = side.evidence.list

    texts_shown = [shown.item(row).text().splitlines()[0] for row in range(shown.count())]
    assert texts_shown == ["count Indicator count", "Letter", "M2 Marker two", "Minutes"]
    clips = [
        model.index(row, 6).data(Qt.ItemDataRole.DecorationRole) for row in range(model.rowCount())
    ]
    assert [clip is not None for clip in clips] == [True, True, False]
    assert not side.evidence.save.isEnabled(), "a reference is no file"
    shown.setCurrentRow(3)
    assert side.evidence.open.isEnabled()
    review.choose_row("share")
    assert [entry.title for entry in side.field_evidence.list.entries] == ["Minutes"]
    side.tabs.setCurrentIndex(0)
    assert side.field_evidence.isVisible()
    review.choose_row("scale")
    assert not side.field_evidence.isVisible()


def test_a_key_that_was_revoked_later_is_said(
    review: ReviewHand, region: Office, country: Office
) -> None:
    submit(region, country, count=5)
    region.workspace.actor = approver("RS")
    revoke_key(region.workspace, key_of("A").public.fingerprint, "The computer was stolen")
    review.context.keys.add(key_of("RS"))

    review.show()

    assert review.page.people.text().startswith("△ Signed by a key that was revoked later ·")
    review.page.accept.click()
    dialog = review.dialog(AcceptDialog)
    said = [part.text() for part in dialog.findChildren(QLabel)]
    assert "△ Signed by a key that was revoked later." in said


def test_a_target_of_all_together_says_so() -> None:
    goal = Amount(Decimal(24))
    alone, shared = RowTarget(goal), RowTarget(None, shared=goal)

    def row(target: RowTarget) -> ReviewRow:
        none = NoStatus.NO_TARGET
        return ReviewRow("1.2", "Meetings", "", target, BLANK, BLANK, none, none)

    columns = review_columns(lambda: LIGHT, dict[str, str], lambda: None)
    column = next(column for column in columns if column.title == "Target")

    assert (column.text(row(alone)), column.text(row(shared))) == ("24", "24 (all)")


def test_remarks_are_kept_until_the_decision(
    review: ReviewHand, region: Office, country: Office, qtbot: QtBot
) -> None:
    submit(region, country, count=5)
    review.show()
    review.choose_row("count")
    review.page.side.remark.setPlainText("Why so few?")

    again = ReviewHand(review.context, qtbot)  # as after a new start of the window
    again.show()

    again.choose_row("count")
    assert again.page.side.remark.toPlainText() == "Why so few?"
    again.page.side.remark.setPlainText(" ")
    review.show()
    assert review.page.presenter.remarks == {}


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
    assert "◆ The revisions differ: " in signed.page.side.field_text.text()

    wanted = next(n for n in range(2) if _count_of(signed, n) == "9")
    digest = revision.itemData(wanted)
    signed.page.choose.click()
    dialog = signed.dialog(ChooseDialog)
    assert dialog.choices[digest].isChecked(), "the one that is looked at"
    other = str(revision.itemData(1 - wanted))
    said = dialog.difference.text().splitlines()
    assert said[0] == "They differ in:"
    assert len(said) == 2, "not in the other question, nor in the money"
    assert f"9 ({digest[:6]})" in said[1]
    assert f"4 ({other[:6]})" in said[1]
    assert dialog.difference.text() in signed.page.side.whole_text.text()
    dialog.text.setPlainText("They called: the second one.")
    dialog.go.click()
    signed.sent(tmp_path / "out")

    assert region.workspace.dataset().values.get("count", "A", "2014").number == 9
    assert signed.page.accept.isVisible()


def _count_of(hand: ReviewHand, place: int) -> str:
    hand.page.revision.setCurrentIndex(place)
    hand.page.revision.activated.emit(place)
    hand.wait()
    return texts(hand.page.model, 3)[0]


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
