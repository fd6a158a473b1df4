"""What people and files say is shown as it stands: no HTML, no images, no keys made of `&`."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6 import QtGui
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from spa_me.domain.submission import Decision, Evidence, FieldRemark, Verdict
from spa_me.services.submissions import Remark
from ui.pages.entry.returned import ReturnedPanel
from ui.plain_text import as_tooltip, without_mnemonic
from ui.widgets.elided import ElidedLabel
from ui.widgets.evidence_list import EvidenceList
from ui.widgets.labels import ElidedLabel as NamedLabel

LONG = "A plain report " * 20


def _hostile(folder: Path) -> str:
    return f'<img src="{_picture(folder).as_uri()}"> <b>Report</b>'


def _picture(folder: Path) -> Path:
    path = folder / "secret.png"
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    assert image.save(str(path))
    return path


def _read(tip: str) -> str:
    """Return what a person reads in a tool tip."""
    if not QtGui.Qt.mightBeRichText(tip):
        return tip
    document = QTextDocument()
    document.setHtml(tip)
    return document.toPlainText()


def _evidence(title: str) -> Evidence:
    moment = datetime(2026, 3, 1, tzinfo=UTC)
    return Evidence("e", "A", "2014", "count", title, reference="Archive", at=moment)


def _remark(text: str) -> Remark:
    decision = Decision("0" * 64, "A", "2014", 1, Verdict.RETURNED, "why")
    return Remark(decision, FieldRemark("count", text), "", is_changed=False)


def test_the_title_of_a_piece_of_evidence(qtbot: QtBot, tmp_path: Path) -> None:
    shown = EvidenceList(3)
    qtbot.addWidget(shown)
    title = _hostile(tmp_path)

    shown.show_evidence([_evidence(title)])

    assert _read(shown.item(0).toolTip()).startswith(f"{title}\nReference: Archive\n")


def test_a_remark_of_the_region(qtbot: QtBot, tmp_path: Path) -> None:
    tab = ReturnedPanel()
    qtbot.addWidget(tab)
    text = _hostile(tmp_path)

    tab.show_remarks((_remark(text),), {"count": ""}, is_locked=False)

    assert _read(tab.list.item(0).toolTip()) == text


def test_labels_without_room(qtbot: QtBot, tmp_path: Path) -> None:
    text = _hostile(tmp_path)
    elided, named = ElidedLabel(text), NamedLabel()
    named.show_text("Places", text)
    qtbot.addWidget(elided)
    qtbot.addWidget(named)
    elided.setFixedWidth(40)
    elided.show()
    elided.grab()

    assert [_read(elided.toolTip()), _read(named.toolTip())] == [text, text]


def test_a_tool_tip_opens_no_picture(qtbot: QtBot, tmp_path: Path) -> None:
    """Shown for real, the tip has the size of its words: the picture alone is 200 pixels high."""
    text = _hostile(tmp_path)
    label = NamedLabel()
    qtbot.addWidget(label)
    label.show_text("x", text)
    label.show()

    QToolTip.showText(label.mapToGlobal(label.rect().center()), label.toolTip(), label)
    qtbot.waitUntil(QToolTip.isVisible)
    (tip,) = (w for w in QApplication.topLevelWidgets() if w.inherits("QTipLabel"))
    height = tip.height()
    tip.hide()
    tip.deleteLater()

    assert height < 150


@pytest.mark.parametrize("text", ["", "Plain", "Two\nlines", "2 > 1", "R&D", "a &lt;b> c", LONG])
def test_texts_stand_as_they_are(text: str) -> None:
    assert " ".join(_read(as_tooltip(text)).split()) == " ".join(text.split())
    assert _read(as_tooltip(text)).count("\n") == text.count("\n")


def test_only_what_needs_it_becomes_html() -> None:
    """So that a screen reader, which reads the tip of a widget, reads words."""
    assert as_tooltip("Nothing was reported") == "Nothing was reported"
    assert as_tooltip(LONG).startswith("<p>")  # else it would be one line across the screen


def test_an_ampersand_in_a_name_makes_no_key() -> None:
    assert without_mnemonic("Health & Labour") == "Health && Labour"
