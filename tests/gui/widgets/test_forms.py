"""Fields say what they are, what they want and what is wrong."""

from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from ui.widgets.forms import Form


def test_a_field_carries_its_label_and_its_help(qtbot: QtBot) -> None:
    form = Form()
    qtbot.addWidget(form)
    field = QLineEdit()
    row = form.add("&Office", field, "Where you work.")

    assert field.accessibleName() == "Office"
    assert field.accessibleDescription() == "Where you work."
    assert [found.text() for found in row.findChildren(QLabel) if found.buddy() is field] == [
        "&Office"
    ]


def test_what_is_wrong_stands_at_the_field_until_it_is_cleared(qtbot: QtBot) -> None:
    form = Form()
    qtbot.addWidget(form)
    row = form.add("Name", QLineEdit(), "Your name.")
    form.show()

    row.show_error("A name is needed.")
    assert row.error == "A name is needed."
    assert row.field.accessibleDescription() == "A name is needed."
    assert row.field.property("state") == "wrong"

    form.clear_errors()
    assert row.error == ""
    assert row.field.accessibleDescription() == "Your name."
