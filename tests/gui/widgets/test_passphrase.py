"""Advice on passphrases, in words."""

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ui.widgets.passphrase import NewPassphrase, advice_on


@pytest.mark.parametrize(
    ("passphrase", "said"),
    [
        ("", "Four or five words"),
        ("river", "Too short: 7 characters more."),
        ("river stone", "Too short: 1 character more."),
        ("202611212026", "Weak: only digits"),
        ("aaaa bbbb aaaa", "Weak: the same few letters"),
        ("dara sok 2026 !", "Weak: a name"),
        ("river stone lamp", "Enough."),
        ("river stone lamp four", "Good:"),
        ("ទឹកទន្លេហូរទៅសមុទ្រធំ", "Good:"),
    ],
)
def test_advice(passphrase: str, said: str) -> None:
    assert advice_on(passphrase, ("Dara Sok", "Dara")).startswith(said)


def test_letters_are_hidden_until_they_are_to_be_seen(qtbot: QtBot) -> None:
    field = NewPassphrase()
    qtbot.addWidget(field)
    field.show()
    qtbot.keyClicks(field.first, "river stone lamp")
    assert "river" not in field.first.displayText()
    field.visible.click()
    assert field.first.displayText() == "river stone lamp"
    assert field.again.echoMode() is field.again.EchoMode.Normal
    assert field.taken() == ""


def test_a_passphrase_that_is_too_short_is_told_once(qtbot: QtBot) -> None:
    field = NewPassphrase()
    qtbot.addWidget(field)
    field.show()
    qtbot.keyClicks(field.first, "river")
    assert field.taken() == ""
    said = [found.text() for found in field.findChildren(QLabel) if found.isVisible()]
    assert said.count("Too short: 7 characters more.") == 1
