"""The looks: palette, text size and style sheet, changed at run time."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from spa_me.dashboards.theme import DARK, LIGHT, Palette
from ui.settings import Settings
from ui.stylesheet import style_sheet

TEXT_SIZES = (90, 100, 110, 125, 150, 175, 200)
"""The sizes of text that can be chosen, in per cent."""
THEMES = ("system", "light", "dark")


class Theme(QObject):
    """Light or dark, following the system unless the person chose; text from 90 to 150 %."""

    changed = Signal(object)
    """Emitted with the new `Palette`, also when only the text size changed."""

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._base_size = QApplication.font().pointSizeF()
        self._held: list[QWidget] = []
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._dress)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)

    @property
    def palette(self) -> Palette:
        """The palette in use."""
        chosen = self._settings.theme
        if chosen == "system":
            scheme = QGuiApplication.styleHints().colorScheme()
            return DARK if scheme == Qt.ColorScheme.Dark else LIGHT
        return DARK if chosen == "dark" else LIGHT

    @property
    def scale(self) -> float:
        """The text size as a factor; 1 is 100 %."""
        return self._settings.text_size / 100

    def choose(self, theme: str | None = None, text_size: int | None = None) -> None:
        """Change the looks, remember them and show them; `changed` tells when they are there."""
        if theme is not None:
            self._settings.theme = theme
        if text_size is not None:
            self._settings.text_size = text_size
        self._apply_in_steps()

    def apply(self) -> None:
        """Give the application its colours, font and style sheet, all at once."""
        self._later.stop()
        self._undress()
        self._dress()

    def _apply_in_steps(self) -> None:
        """Do the same in two steps, since what is typed while a full window is styled waits.

        Nothing is drawn in between.
        """
        self._undress()
        for window in QApplication.topLevelWidgets():
            if window.isVisible() and window.updatesEnabled():
                window.setUpdatesEnabled(False)
                self._held.append(window)
        self._later.start()

    def _undress(self) -> None:
        application = QApplication.instance()
        if not isinstance(application, QApplication):
            return
        # Without a sheet first: to change font and palette under one, and one sheet for another,
        # makes Qt style every widget several times over (0.8 s instead of 0.2 s for a full window).
        application.setStyleSheet("")
        font = QFont(QApplication.font())
        font.setPointSizeF(self._base_size * self.scale)
        QApplication.setFont(font)
        QApplication.setPalette(qt_palette(self.palette))

    def _dress(self) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication):
            palette = self.palette
            application.setStyleSheet(style_sheet(palette, self.scale))
            held, self._held = self._held, []
            for window in held:
                if shiboken6.isValid(window):
                    window.setUpdatesEnabled(True)
            self.changed.emit(palette)

    def _system_changed(self, _scheme: Qt.ColorScheme) -> None:
        if self._settings.theme == "system":
            self._apply_in_steps()


def qt_palette(palette: Palette) -> QPalette:
    """Return Qt's palette for one of ours, so that plain widgets fit in."""
    role = QPalette.ColorRole
    roles = {
        role.Window: palette.background,
        role.WindowText: palette.text,
        role.Base: palette.surface,
        role.AlternateBase: palette.raised,
        role.Text: palette.text,
        role.PlaceholderText: palette.muted,
        role.Button: palette.surface,
        role.ButtonText: palette.text,
        role.ToolTipBase: palette.surface,
        role.ToolTipText: palette.text,
        role.Highlight: palette.accent,
        role.HighlightedText: palette.on_accent,
        role.Link: palette.accent,
        role.Mid: palette.border,
    }
    made = QPalette()
    for which, colour in roles.items():
        made.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(palette.muted))
    return made


def theme_titles() -> tuple[str, ...]:
    """Return the themes in words, in the order of `THEMES`."""
    translate = QCoreApplication.translate
    return (
        translate("Theme", "As the system"),
        translate("Theme", "Light"),
        translate("Theme", "Dark"),
    )
