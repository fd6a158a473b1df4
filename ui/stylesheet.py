"""The style sheet: calm, dense, one accent colour."""

from __future__ import annotations

from pathlib import Path
from string import Template

from spa_me.dashboards.theme import Palette

_ASSETS = Path(__file__).parent / "assets"
_DOT = 5
_SHEET = Template("""
QWidget { color: $text; }
QMainWindow, QDialog, Page { background: $background; }
QToolTip { background: $surface; color: $text; border: 1px solid $border; padding: ${s}px; }

QFrame[role="card"] { background: $surface; border: 1px solid $border; border-radius: 6px; }
QFrame[role="bar"] { background: $surface; border: none; border-bottom: 1px solid $border; }
QFrame[role="side"] { background: $surface; border: none; border-right: 1px solid $border; }
QFrame[role="panel"] { background: $surface; border: none; border-left: 1px solid $border; }
QFrame[role="banner"] { background: $warning_soft; border: none; border-bottom: 1px solid $border; }
QFrame[role="strip"] { background: $surface; border: none; border-top: 1px solid $border; }
QFrame[role="editor"] { background: $surface; border: 2px solid $accent; border-radius: 4px; }
QFrame[role="editor"] > QLineEdit { border: 1px solid transparent; padding: 3px 5px; }
QFrame[role="editor"] > QLineEdit:focus { border: 1px solid transparent; padding: 3px 5px; }
QFrame[role="editor"] > QLineEdit[role="boxed"] { border: 1px solid $border; }
QFrame[role="editor"] > QLineEdit[role="boxed"]:focus { border: 1px solid $accent; }
QFrame[role="drop"] { background: $surface; border: 2px dashed $handle; border-radius: 8px; }
QFrame[role="line"] { background: $border; border: none; max-height: 1px; min-height: 1px; }

QLabel[role="title"] { font-size: ${title}pt; font-weight: 600; }
QLabel[role="heading"] { font-size: ${heading}pt; font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="small"] { color: $muted; font-size: ${small}pt; }
QLabel[role="warning"] { color: $warning; }
QLabel[role="wrong"] { color: $error; }
QLabel[role="number"] { font-size: ${number}pt; font-weight: 600; }
QLabel[role="chip"] { background: $accent_soft; color: $text; border-radius: 9px;
  padding: 2px 9px; }

QPushButton, QToolButton[role="button"] {
  background: $surface; border: 1px solid $border; border-radius: 5px; padding: 5px 12px;
}
QPushButton, QToolButton[role="button"], QCheckBox, QRadioButton { outline: none; }
QPushButton:hover, QToolButton[role="button"]:hover { background: $raised; }
QPushButton:pressed { background: $accent_soft; }
QPushButton:focus, QToolButton[role="button"]:focus { border: 2px solid $accent;
  padding: 4px 11px; }
QPushButton:disabled, QToolButton[role="button"]:disabled { color: $faint;
  background: $background; border-style: dashed; }
QPushButton[role="primary"] { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton[role="primary"]:focus { border: 2px solid $text; }
QPushButton[role="primary"]:disabled { background: $border; color: $muted;
  border: 1px solid $border; }
QPushButton[role="link"] { border: none; background: transparent; color: $accent;
  padding: 2px 4px; text-align: left; }
QPushButton[role="link"]:disabled { color: $faint; background: transparent; border: none; }
QPushButton[role="link"]:hover { text-decoration: underline; }
QPushButton[role="link"]:focus { border: 1px solid $accent; border-radius: 3px; padding: 1px 3px; }
QPushButton[role="flat"] { border: 1px solid transparent; background: transparent; color: $muted;
  padding: 3px 7px; border-radius: 4px; }
QPushButton[role="flat"]:hover { background: $raised; color: $text; }
QPushButton[role="flat"]:focus { border: 1px solid $accent; }
QPushButton[role="chip"] { border-radius: 12px; padding: 3px 11px; }
QPushButton[role="chip"]:checked { background: $accent_soft; border-color: $accent; }
QPushButton[role="count"] { border: 1px solid transparent; background: transparent;
  padding: 4px 7px; border-radius: 5px; font-size: ${heading}pt; font-weight: 600;
  text-align: left; }
QPushButton[role="count"]:hover { background: $raised; }
QPushButton[role="count"]:focus { border: 2px solid $accent; padding: 3px 6px; }
QPushButton[role="count"]:disabled { color: $muted; background: transparent; }
QPushButton[role="nav"] { border: none; background: transparent; text-align: left;
  padding: 7px 10px; border-radius: 5px; }
QPushButton[role="nav"]:hover { background: $raised; }
QPushButton[role="nav"]:checked { background: $accent_soft; color: $accent; font-weight: 600; }
QPushButton[role="nav"]:focus { border: 2px solid $accent; padding: 5px 8px; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QDateEdit, QSpinBox, QAbstractSpinBox {
  background: $surface; border: 1px solid $border; border-radius: 4px; padding: 4px 7px;
  selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QDateEdit:focus,
QSpinBox:focus { border: 2px solid $accent; padding: 3px 6px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QComboBox:disabled,
QDateEdit:disabled, QSpinBox:disabled, QAbstractSpinBox:disabled { color: $faint;
  background: $background; border-style: dashed; }
QLineEdit[state="wrong"], QComboBox[state="wrong"], QPlainTextEdit[state="wrong"],
QAbstractSpinBox[state="wrong"] { border: 2px solid $error; padding: 3px 6px; }
QTextBrowser[role="plain"] { background: transparent; border: none; padding: 0px; }
QLineEdit[role="plain"] { background: transparent; border: 1px solid transparent; padding: 0px; }
QLineEdit[role="plain"]:focus { border: 1px solid $accent; padding: 0px; }
QTextBrowser[role="plain"]:focus { border: 1px solid $accent; border-radius: 3px; padding: 0px; }
QCheckBox, QRadioButton { spacing: 7px; border: 1px solid transparent; padding: 2px; }
QCheckBox:focus, QRadioButton:focus { border: 1px solid $accent; border-radius: 4px; }
QCheckBox::indicator, QRadioButton::indicator { width: ${box}px; height: ${box}px;
  border: 1px solid $muted; background: $surface; }
QCheckBox::indicator { border-radius: 3px; }
QRadioButton::indicator { border-radius: ${radius}px; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$check"); }
QRadioButton::indicator:checked { border: ${dot}px solid $accent; width: ${inner}px;
  height: ${inner}px; }
QCheckBox:disabled, QRadioButton:disabled { color: $muted; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $handle;
  background: $background; }
QCheckBox::indicator:checked:disabled { background: $faint; border-color: $faint; }
QRadioButton::indicator:checked:disabled { border-color: $faint; }
QComboBox > QLineEdit, QComboBox > QLineEdit:focus, QComboBox > QLineEdit:disabled {
  background: transparent; border: none; padding: 0px; }
QComboBox { combobox-popup: 0; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: 22px; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: none; width: 0px; height: 0px;
  margin-right: 6px; border-left: 4px solid $surface; border-right: 4px solid $surface;
  border-top: 5px solid $muted; }
QComboBox::down-arrow:disabled, QDateEdit::down-arrow:disabled { border-top-color: $border; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; width: 20px;
  background: transparent; subcontrol-origin: border; margin: 2px; }
QAbstractSpinBox::up-button { subcontrol-position: top right; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; }
QAbstractSpinBox::up-arrow, QAbstractSpinBox::down-arrow { image: none; width: 0px; height: 0px;
  border-left: 4px solid $surface; border-right: 4px solid $surface; }
QAbstractSpinBox::up-arrow { border-bottom: 5px solid $muted; }
QAbstractSpinBox::down-arrow { border-top: 5px solid $muted; }
QAbstractSpinBox::up-arrow:hover { border-bottom-color: $accent; }
QAbstractSpinBox::down-arrow:hover { border-top-color: $accent; }
QAbstractSpinBox::up-arrow:off { border-bottom-color: $border; }
QAbstractSpinBox::down-arrow:off { border-top-color: $border; }
QAbstractSpinBox::up-arrow:disabled { border-bottom-color: $border; }
QAbstractSpinBox::down-arrow:disabled { border-top-color: $border; }
QAbstractSpinBox::up-arrow:disabled, QAbstractSpinBox::down-arrow:disabled,
QComboBox::down-arrow:disabled, QDateEdit::down-arrow:disabled {
  border-left-color: $background; border-right-color: $background; }
QComboBox QAbstractItemView, QComboBox QAbstractItemView:focus { background: $surface;
  border: 1px solid $border; selection-background-color: $accent_soft; selection-color: $text; }
QComboBox QAbstractItemView::item { padding: 4px 6px; }
QComboBoxPrivateContainer { background: $surface; border: 1px solid $border; }

QCalendarWidget QWidget#qt_calendar_navigationbar { background: $raised; }
QCalendarWidget QToolButton { background: transparent; color: $text; border: 1px solid transparent;
  border-radius: 4px; padding: 4px 8px; font-weight: 600; }
QCalendarWidget QToolButton:hover { background: $accent_soft; }
QCalendarWidget QToolButton:focus { border: 1px solid $accent; }
QCalendarWidget QToolButton::menu-indicator { image: none; }
QCalendarWidget QAbstractItemView { border: none; padding: 0px; color: $text; outline: none;
  background: $surface; selection-background-color: $accent; selection-color: $on_accent; }
QCalendarWidget QAbstractItemView:disabled { color: $faint; }
QCalendarWidget QAbstractItemView::item { padding: 0px; }
QCalendarWidget QAbstractItemView::item:selected,
QCalendarWidget QAbstractItemView::item:selected:focus { background: $accent; }

QTableView, QTreeView, QListView { background: $surface; border: 1px solid $border;
  gridline-color: $border; alternate-background-color: $raised;
  selection-background-color: $accent_soft; selection-color: $text; }
QTableView[role="rows"] { outline: none; }
QTableView[role="first column"] { border: none; border-right: 2px solid $border; }
QTableView:focus, QTreeView:focus, QListView:focus { border: 1px solid $accent; }
QTableView::item, QTreeView::item, QListWidget::item { padding: 3px 6px; }
QTableView::item:selected:focus, QTreeView::item:selected:focus { background: $accent_soft; }
QHeaderView { background: $raised; border: none; }
QHeaderView::section { background: $raised; color: $muted; border: none; font-weight: 600;
  border-bottom: 1px solid $border; border-right: 1px solid $border; padding: 5px 7px; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 0px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0px; }
QScrollBar::handle { background: $handle; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0px; height: 0px; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget { background: transparent; }
QSplitter::handle { background: $border; }
QStatusBar { background: $surface; border-top: 1px solid $border; color: $muted; }
QStatusBar::item { border: none; }
QMenu { background: $surface; border: 1px solid $border; padding: 4px; }
QMenu::item { padding: 5px 22px; border-radius: 3px; }
QMenu::item:selected { background: $accent_soft; }
QMenuBar { background: $surface; border-bottom: 1px solid $border; }
QMenuBar::item:selected { background: $accent_soft; }
QProgressBar { background: $raised; border: none; border-radius: 4px; text-align: center; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }
QTabBar::tab { padding: 6px 14px; border: none; color: $muted; }
QTabBar::tab:selected { color: $accent; border-bottom: 2px solid $accent; }
QTabWidget::pane { border: none; border-top: 1px solid $border; }
""")


def style_sheet(palette: Palette, scale: float) -> str:
    """Return the style sheet for a palette and a text size (1 is 100 %)."""
    box = 2 * round(7 * scale)
    return _SHEET.substitute(
        background=palette.background,
        surface=palette.surface,
        raised=palette.raised,
        border=palette.border,
        text=palette.text,
        muted=palette.muted,
        accent=palette.accent,
        on_accent=palette.on_accent,
        accent_soft=palette.accent_soft,
        warning=palette.warning,
        warning_soft=palette.warning_soft,
        error=palette.error,
        faint="#7C8896" if palette.is_dark else palette.muted,
        handle=palette.hatch if palette.is_dark else "#B5BEC8",
        s=round(4 * scale),
        check=(_ASSETS / f"check-{'dark' if palette.is_dark else 'light'}.svg").as_posix(),
        box=box,
        # A radio button's border counts to its size: half of it is the radius of a circle.
        radius=box // 2 + 1,
        dot=_DOT,
        inner=box + 2 - 2 * _DOT,
        title=f"{15 * scale:.1f}",
        heading=f"{11 * scale:.1f}",
        small=f"{8.5 * scale:.1f}",
        number=f"{18 * scale:.1f}",
    )
