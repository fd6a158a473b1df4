"""The app's language: its translators and its locale."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

TRANSLATIONS = Path(__file__).parent / "translations"
"""Compiled translations (`spa_me_<language>.qm`), made by `scripts/translations.py`."""


def install_translators(application: QCoreApplication, language: str) -> QLocale:
    """Show the app and Qt's own buttons in a language; return the locale in use.

    Args:
        application: takes the translators over.
        language: such as `en` or `th`; empty to follow the system.
    """
    locale = QLocale(language) if language else QLocale.system()
    QLocale.setDefault(locale)
    qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    own_folder = str(TRANSLATIONS)
    # The translator installed last is asked first. English comes before every language: its file
    # holds only the plurals, without which texts that nobody translated would show “change(s)”.
    for spoken, name, folder in (
        (QLocale(QLocale.Language.English), "spa_me", own_folder),
        (locale, "qtbase", qt_folder),
        (locale, "spa_me", own_folder),
    ):
        translator = QTranslator(application)
        if translator.load(spoken, name, "_", folder):
            application.installTranslator(translator)
    return locale
