"""Fields for a passphrase: hidden or shown, typed twice, with advice in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from spa_me.packages.keys import LEAST_PASSPHRASE
from ui.widgets.forms import FieldRow, Form

_GOOD_WORDS, _GOOD_LENGTH, _FEWEST_LETTERS = 4, 20, 7


class PassphraseField(QLineEdit):
    """A line whose letters are hidden until a person wants to see them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(200)
        self.show_letters(shown=False)

    def show_letters(self, *, shown: bool) -> None:
        """Show what is typed, or a dot for each letter."""
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)


class NewPassphrase(QWidget):
    """A new passphrase, typed twice; says in words how good it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first, self.again = PassphraseField(), PassphraseField()
        self.visible = QCheckBox(self.tr("&Show what I type"))
        self._names: tuple[str, ...] = ()
        form = Form()
        self._first_row: FieldRow = form.add(self.tr("New &passphrase"), self.first, " ")
        self._again_row: FieldRow = form.add(self.tr("The passphrase a&gain"), self.again)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(form)
        layout.addWidget(self.visible)
        self.visible.toggled.connect(self._show_letters)
        self.first.textEdited.connect(self._advise)
        self.again.textEdited.connect(self._again_row.clear_error)
        self._advise()

    def avoid(self, *names: str) -> None:
        """Advise against these names in the passphrase, such as the person's own."""
        self._names = names
        self._advise()

    def _show_letters(self, shown: bool) -> None:
        for field in (self.first, self.again):
            field.show_letters(shown=shown)

    def _advise(self) -> None:
        self._first_row.clear_error()
        self._first_row.set_help(advice_on(self.first.text(), self._names))

    def taken(self) -> str:
        """Return the passphrase; say at the field what is wrong and return nothing else."""
        typed = self.first.text()
        if len(typed) < LEAST_PASSPHRASE:
            self._first_row.set_help("")  # the same is said as what is wrong
            self._first_row.show_error(advice_on(typed, self._names))
            return ""
        if typed != self.again.text():
            self._again_row.show_error(self.tr("The two are not the same. Type it again."))
            return ""
        return typed


def advice_on(passphrase: str, names: tuple[str, ...] = ()) -> str:
    """Return how good a passphrase is and what would make it better, in a sentence.

    Args:
        passphrase: as far as it is typed.
        names: what somebody would guess first.
    """
    if not passphrase:
        return _tr("Four or five words that nobody would guess, with spaces between them.")
    if len(passphrase) < LEAST_PASSPHRASE:
        left = LEAST_PASSPHRASE - len(passphrase)
        one, many = _tr("Too short: 1 character more."), _tr("Too short: {n} characters more.")
        return one if left == 1 else many.format(n=left)
    if weakness := _weakness(passphrase, names):
        return weakness
    words = len(passphrase.split())
    if words >= _GOOD_WORDS or len(passphrase) >= _GOOD_LENGTH:
        return _tr("Good: long enough that nobody can try all of them.")
    return _tr("Enough. One or two words more make it much harder to guess.")


def _weakness(passphrase: str, names: tuple[str, ...]) -> str:
    letters = passphrase.casefold()
    if passphrase.replace(" ", "").isdigit():
        return _tr("Weak: only digits. Programs try all of them; take words.")
    if len(set(letters)) < _FEWEST_LETTERS:
        return _tr("Weak: the same few letters again and again.")
    if any(name and name.casefold() in letters for name in names):
        return _tr("Weak: a name that stands on the key is guessed first.")
    return ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("NewPassphrase", text)
