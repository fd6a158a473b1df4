"""Writing on the co-funding page: forms, errors at their fields, undo, and what is recorded."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from spa_me.domain.cofunding import Contribution, Form, SourceType
from tests.gui.cofunding_page import Shown
from ui.context import Context
from ui.pages.cofunding.contribution_form import ActivityForm, ContributionForm
from ui.pages.cofunding.desks import Desk
from ui.pages.cofunding.rate_form import PrintedShareForm, RateForm


@pytest.fixture
def shown(example_context: Context, qtbot: QtBot) -> Shown:
    """Return the page in front of the example."""
    return Shown(example_context, qtbot)


def _open(shown: Shown, desk: Desk) -> None:
    """Open a desk's form for a new record, by keyboard."""
    shown.activate()
    shown.page.tabs.setCurrentWidget(desk.view)
    desk.view.add.setFocus()
    shown.bot.keyClick(desk.view.add, Qt.Key.Key_Insert)
    assert desk.form.isVisible()


def _save(shown: Shown, desk: Desk) -> None:
    """Save with the keyboard and wait until the page shows it."""
    form = desk.form
    shown.change(lambda: shown.bot.keyClick(form, "\r", Qt.KeyboardModifier.ControlModifier))


def _refused(shown: Shown, desk: Desk) -> None:
    """Save what is not taken, and wait for the answer."""
    desk.form.submit()
    shown.bot.waitUntil(desk.form.save.isEnabled)


def _contributions(shown: Shown) -> list[Contribution]:
    return list(shown.context.open_workspace.dataset().contributions)


def _type(shown: Shown, field: QWidget, text: str) -> None:
    field.setFocus()
    line = field if isinstance(field, QLineEdit) else field.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    line.selectAll()
    if text.isascii():
        shown.bot.keyClicks(line, text)
    else:
        line.insert(text)  # a test keyboard has no such keys


def test_a_contribution_is_added_by_keyboard(shown: Shown) -> None:
    _open(shown, shown.contributions)
    form = shown.contributions.form
    assert isinstance(form, ContributionForm)
    assert form.source.hasFocus()
    shown.bot.keyClicks(QApplication.focusWidget(), "Ministry of Civil Affairs")
    _type(shown, form.amount, "12,500.50")
    _type(shown, form.currency, "cny")
    _save(shown, shown.contributions)

    made = next(c for c in _contributions(shown) if c.source == "Ministry of Civil Affairs")
    assert (made.unit, made.amount, made.currency) == ("CN", Decimal("12500.50"), "CNY")
    assert (made.source_type, made.form) == (SourceType.GOVERNMENT, Form.CASH)
    assert not form.isVisible()
    row = shown.contributions.view.table.current_row()
    assert shown.contributions.record_of(row) == made
    entry = shown.context.open_workspace.audit(1)[0]
    assert (entry.person, entry.action) == ("Test Officer", "save contribution")


def test_a_change_can_be_taken_back_and_made_again(shown: Shown) -> None:
    desk = shown.contributions
    shown.page.tabs.setCurrentWidget(desk.view)
    desk.view.table.selectRow(0)
    before = desk.record_of(desk.view.table.current_row())
    desk.view.edit.click()
    form = desk.form
    assert isinstance(form, ContributionForm)
    _type(shown, form.amount, "70000")
    _save(shown, desk)
    assert shown.texts(shown.page.shares.money, 2)[0] == "70,000"

    control = Qt.KeyboardModifier.ControlModifier
    shown.change(lambda: shown.bot.keyClick(desk.view.table, Qt.Key.Key_Z, control))
    assert before in _contributions(shown)
    shown.change(
        lambda: shown.bot.keyClick(
            desk.view.table, Qt.Key.Key_Z, control | Qt.KeyboardModifier.ShiftModifier
        )
    )
    assert shown.texts(shown.page.shares.money, 2)[0] == "70,000"


def test_a_removal_names_what_went_and_can_be_taken_back(shown: Shown) -> None:
    desk = shown.contributions
    shown.page.tabs.setCurrentWidget(desk.view)
    desk.view.table.selectRow(0)
    desk.view.table.setFocus()
    before = _contributions(shown)
    with shown.bot.waitSignal(shown.context.notices.undoable) as told:
        keys = (Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
        shown.change(lambda: shown.bot.keyClick(desk.view.table, *keys))
    words, undo = told.args or ["", None]

    assert len(_contributions(shown)) == len(before) - 1
    assert "Chinese Government" in words
    assert callable(undo)
    shown.change(undo)
    assert sorted(_contributions(shown), key=lambda c: c.id) == sorted(before, key=lambda c: c.id)


@pytest.mark.parametrize("typed", ["1 50", "n/a", "1e5", "½", "-"])
def test_what_is_no_number_is_said_at_the_field(shown: Shown, typed: str) -> None:
    _open(shown, shown.contributions)
    form = shown.contributions.form
    assert isinstance(form, ContributionForm)
    before = _contributions(shown)
    _type(shown, form.source, "Ministry")
    _type(shown, form.amount, typed)
    form.submit()

    assert "is not a number" in form.error_of("amount")
    assert QApplication.focusWidget() is form.amount
    assert _contributions(shown) == before
    _type(shown, form.amount, "0")
    _save(shown, shown.contributions)
    made = next(c for c in _contributions(shown) if c.source == "Ministry")
    assert made.amount == 0


def test_what_the_service_refuses_is_said_at_the_field(shown: Shown) -> None:
    _open(shown, shown.contributions)
    form = shown.contributions.form
    assert isinstance(form, ContributionForm)
    _type(shown, form.source, "Ministry")
    _type(shown, form.amount, "-5")
    _type(shown, form.currency, "ZZZ")
    _refused(shown, shown.contributions)

    assert "below zero" in form.error_of("amount")
    assert "There is no currency “ZZZ”" in form.error_of("currency")
    assert form.source.currentText() == "Ministry"


def test_a_field_that_is_needed_is_asked_for(shown: Shown) -> None:
    for desk, field in zip(
        shown.page.editor.desks, ("source", "title", "source", "quote"), strict=True
    ):
        _open(shown, desk)
        desk.form.submit()
        assert desk.form.error_of(field)
        desk.form.cancelled.emit()


def test_a_new_activity_has_the_next_free_code(shown: Shown) -> None:
    desk = shown.page.editor.desks[1]
    _open(shown, desk)

    assert isinstance(desk.form, ActivityForm)
    used = {a.code for a in shown.context.open_workspace.dataset().activities}
    assert desk.form.code.text()
    assert desk.form.code.text() not in used


def test_a_problem_of_a_record_opens_it_at_its_field(shown: Shown) -> None:
    table = shown.page.editor.desks[0].view.table
    wanted = next(c for c in _contributions(shown) if table.select(c.id))
    shown.activate()

    shown.page.enter({"unit": wanted.unit, "record": wanted, "field": "note"})

    form = shown.page.editor.desks[0].form
    assert isinstance(form, ContributionForm)
    shown.bot.waitUntil(form.isVisible)
    assert form.source.currentText() == wanted.source
    shown.bot.waitUntil(form.note.hasFocus)


def test_what_is_not_saved_keeps_the_page(shown: Shown) -> None:
    _open(shown, shown.contributions)
    form = shown.contributions.form
    assert isinstance(form, ContributionForm)
    assert shown.page.leave()
    _type(shown, form.note, "Talks go on")

    assert not shown.page.leave()
    assert "not saved yet" in form.refusal
    shown.page.units.opened.emit(shown.unit())
    assert form.isVisible()
    shown.bot.keyClick(form.note, Qt.Key.Key_Escape)
    assert shown.page.leave()
    assert not form.isVisible()


def test_an_activity_with_contributions_stays_until_they_are_gone(shown: Shown) -> None:
    shown.choose("LA")
    shown.add_activity("LA", "A1")
    shown.add_contribution("LA", "A1")
    shown.plan.view.table.selectRow(0)
    with shown.bot.waitSignal(shown.context.notices.went_wrong) as told:
        shown.plan.view.remove.click()

    assert "Ministry" in str((told.args or [""])[0])
    assert len(shown.context.open_workspace.dataset().activities) == 1


def test_an_activity_is_added_and_offered_to_contributions(shown: Shown) -> None:
    shown.choose("VN")
    _open(shown, shown.plan)
    form = shown.plan.form
    assert isinstance(form, ActivityForm)
    _type(shown, form.code, "VN-1")
    _type(shown, form.activity_title, "Training of border officers")
    _type(shown, form.budget, "4500")
    form.shared.click()
    _save(shown, shown.plan)
    made = shown.context.open_workspace.dataset().activities[0]
    assert (made.unit, made.code, made.budget, made.is_shared) == (
        "VN",
        "VN-1",
        Decimal(4500),
        True,
    )

    _open(shown, shown.contributions)
    other = shown.contributions.form
    assert isinstance(other, ContributionForm)
    assert other.activity.findText("VN-1 Training of border officers") > 0
    other.unit.setCurrentIndex(other.unit.findData("CN"))
    assert other.activity.count() == 1
    shown.page.editor.close_form()


def test_a_rate_converts_and_stands_beside_the_amount(shown: Shown) -> None:
    _open(shown, shown.rates)
    form = shown.rates.form
    assert isinstance(form, RateForm)
    _type(shown, form.quote, "CNY")
    _type(shown, form.rate, "6.2")
    _type(shown, form.document, "UN operational rate")
    _save(shown, shown.rates)
    desk = shown.contributions
    desk.view.table.selectRow(0)
    _open_row(shown, desk)
    edited = desk.form
    assert isinstance(edited, ContributionForm)
    _type(shown, edited.currency, "CNY")
    _save(shown, desk)
    shown.change(lambda: shown.refine(currency="SEK"))

    place = shown.headings(desk.view.table).index("In SEK")
    row = desk.view.table.model().index(0, place)
    assert row.data() == "74,028.9"
    tip = row.data(Qt.ItemDataRole.ToolTipRole)
    assert "1 USD = 6.2 CNY" in tip
    assert "UN operational rate" in tip
    assert "1 USD = 6.8576 SEK" in tip


def _open_row(shown: Shown, desk: Desk) -> None:
    shown.activate()
    shown.page.tabs.setCurrentWidget(desk.view)
    desk.view.edit.click()
    assert desk.form.isVisible()


def test_a_rate_that_moves_to_another_day_leaves_none_behind(shown: Shown) -> None:
    shown.page.tabs.setCurrentWidget(shown.rates.view)
    shown.rates.view.table.selectRow(0)
    _open_row(shown, shown.rates)
    form = shown.rates.form
    assert isinstance(form, RateForm)
    before = len(shown.context.open_workspace.dataset().rates)
    form.day.setDate(form.day.date().addDays(-3))
    _save(shown, shown.rates)

    assert len(shown.context.open_workspace.dataset().rates) == before
    shown.change(shown.page.presenter.undo_stack.undo)
    assert len(shown.context.open_workspace.dataset().rates) == before


def test_a_printed_share_that_is_mended_warns_no_more(shown: Shown) -> None:
    desk = shown.printed
    checks = dict(
        zip(shown.texts(desk.view.table, 0), shown.texts(desk.view.table, 6), strict=True)
    )
    assert checks["UN-ACT"] == "⚠ does not agree"
    assert checks["Chinese Government"] == "agrees"
    desk.view.table.select(("CN", "2014", "UN-ACT", SourceType.PROGRAMME))
    _open_row(shown, desk)
    form = desk.form
    assert isinstance(form, PrintedShareForm)
    _type(shown, form.share, "20.2")
    _save(shown, desk)

    assert "UN-ACT is printed" not in shown.page.shares.remarks.text()
    assert "UN agencies is printed" in shown.page.shares.remarks.text()


def test_every_field_and_button_is_reached_by_tab(shown: Shown) -> None:
    _open(shown, shown.contributions)
    form = shown.contributions.form
    assert isinstance(form, ContributionForm)
    seen: list[QWidget] = []
    for _ in range(16):
        focus = QApplication.focusWidget()
        assert focus is not None
        seen.append(focus)
        shown.bot.keyClick(focus, Qt.Key.Key_Tab)
    names = [widget.accessibleName() for widget in seen if form.isAncestorOf(widget)]

    wanted = ["Source", "Source type", "Reporting unit", "Stage", "Form", "Amount", "Currency"]
    assert [name for name in names if name in wanted] == wanted
    assert form.save in seen
    assert form.give_up in seen
    assert seen.index(form.save) > seen.index(form.note)


def test_what_people_write_is_never_taken_for_html(shown: Shown) -> None:
    hostile = "<b>Ministry</b> <img src=x> & =1+1"
    _open(shown, shown.contributions)
    form = shown.contributions.form
    assert isinstance(form, ContributionForm)
    _type(shown, form.source, hostile)
    _type(shown, form.note, hostile)
    _type(shown, form.amount, "5")
    _type(shown, form.currency, "XXX")  # as the other amounts of the example
    _save(shown, shown.contributions)

    table = shown.contributions.view.table
    row = next(r for r, text in enumerate(shown.texts(table, 0)) if text == hostile)
    cell = table.model().index(row, 0)
    tip = cell.data(Qt.ItemDataRole.ToolTipRole)
    assert "<b>" not in tip
    assert "&lt;b&gt;Ministry" in tip
    shares = shown.page.shares.money
    source = next(s for s in shares.rows.rows if s.source == hostile) if shares.rows else None
    shown.page.shares.money_asked.emit(source)
    assert hostile in shown.page.side.why.plain_text()
    shares.selectAll()
    shares.copy_selection()
    assert "\t=1" not in QApplication.clipboard().text()


def test_an_error_goes_when_its_field_is_right(shown: Shown) -> None:
    desk = shown.contributions
    _open(shown, desk)
    form = desk.form
    assert isinstance(form, ContributionForm)
    _type(shown, form.source, "Ministry")
    _type(shown, form.amount, "many")
    form.submit()
    assert form.error_of("amount")
    _type(shown, form.amount, "12")

    assert form.error_of("amount") == ""


def test_a_new_record_begins_with_the_countrys_currency(shown: Shown) -> None:
    for desk in (shown.contributions, shown.plan):
        _open(shown, desk)
        form = desk.form
        assert isinstance(form, ContributionForm | ActivityForm)
        offered = [form.currency.itemText(n) for n in range(form.currency.count())]
        assert form.currency.currentText() == "CNY"
        assert "not printed" not in offered
        shown.page.editor.close_form()
