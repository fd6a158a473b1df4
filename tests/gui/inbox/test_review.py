"""Reviewing in the window: what changed, remarks, accept, return, choose; with real files."""

from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from spa_me.dashboards.theme import LIGHT
from spa_me.domain.cofunding import Contribution, SourceType
from spa_me.domain.framework import Comparator
from spa_me.domain.sentences import Amount
from spa_me.domain.status import NoStatus
from spa_me.domain.submission import FieldRemark
from spa_me.domain.values import BLANK, reported, reported_ratio
from spa_me.reports.entry_rows import RowTarget
from spa_me.services import evidence
from spa_me.services.exchange.review_sheet import ReviewRow
from spa_me.services.exchange.trust import revoke_key
from spa_me.services.funding import save_contribution
from spa_me.services.submissions import (
    answer,
    begin_correction,
)
from tests.gui.inbox.arriving import arrive, learn_keys, submit
from tests.gui.inbox.hand import ReviewHand, texts
from tests.integration.exchange.offices import (
    Office,
    accept,
    approver,
    key_of,
    return_submission,
)
from ui.pages.review.columns import BEFORE, LAST, review_columns
from ui.pages.review.decisions import AcceptDialog


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
    assert [texts(model, column)[1] for column in (3, 4, 5)] == ["40 %", "60 %", "Fully met"]
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
    table = review.page.table
    review.choose_row("count")
    review.page.side.remark.setPlainText("Why so few?")

    review.context.theme.choose(text_size=150)

    review.bot.waitUntil(lambda: table.horizontalScrollBar().maximum() == 0)
    titles = [column.title for column in review.page.model.columns]
    for title in ("What is asked", "Before", "New", "Status", "Target", "Remark"):
        assert not table.isColumnHidden(titles.index(title)), title


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


def test_what_was_reported_for_the_period_before_stands_beside_the_new_figure(
    review: ReviewHand, region: Office, country: Office
) -> None:
    submit(region, country, count=5)
    country.enter({"count": reported(8)}, "2015")
    arrive(region, country.file_of(country.submit("2015").package.digest))

    review.show()
    assert review.page.table.isColumnHidden(LAST), "2014 is the first period"
    review.show(period="2015")
    assert not review.page.table.isColumnHidden(LAST)
    row = [row.code for row in review.page.model.rows].index("count")
    assert (texts(review.page.model, LAST)[row], texts(review.page.model, BEFORE + 1)[row]) == (
        "5",
        "8",
    )
    review.choose_row("count")
    assert "In 2014: 5" in review.page.side.field_text.text()


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
    assert texts(review.page.model, 8) == ["", "↪ Of all provinces."]
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
        model.index(row, 7).data(Qt.ItemDataRole.DecorationRole) for row in range(model.rowCount())
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
        return ReviewRow("1.2", "Meetings", "", target, BLANK, BLANK, BLANK, none, none)

    columns = review_columns(lambda: LIGHT, dict[str, str], lambda: None)
    column = next(column for column in columns if column.title == "Target")

    assert (column.text(row(alone)), column.text(row(shared))) == ("24", "24 (all)")
    status = next(column for column in columns if column.title == "Status")
    assert status.text(row(shared)) == "Judged by the region"
    assert status.text(row(RowTarget())) == "No target"


def test_a_target_that_is_not_to_be_exceeded_says_so() -> None:
    none = NoStatus.NO_TARGET
    target = RowTarget(Amount(Decimal(10)), Comparator.AT_MOST)
    row = ReviewRow("1.2", "Meetings", "", target, BLANK, BLANK, BLANK, none, none)
    columns = review_columns(lambda: LIGHT, dict[str, str], lambda: None)
    column = next(column for column in columns if column.title == "Target")
    assert column.text(row) == "at most 10"


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
