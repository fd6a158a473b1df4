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
    # The app's own file comes last, since the translator installed last is asked first.
    for name, folder in (("qtbase", qt_folder), ("spa_me", str(TRANSLATIONS))):
        translator = QTranslator(application)
        if translator.load(locale, name, "_", folder):
            application.installTranslator(translator)
    return locale
