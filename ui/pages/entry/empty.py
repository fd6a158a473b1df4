"""What the page says where there is nothing to answer: what will be here, and how to get it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ui.pages.entry.loading import Loaded
from ui.pages.entry.looks import in_words


def nothing_asked(loaded: Loaded) -> tuple[str, str] | None:
    """Return a heading and a sentence; None where there are questions."""
    if loaded.sheet is not None and loaded.sheet.rows:
        return None
    framework = in_words(loaded.definition.title)
    if not loaded.definition.indicators:
        return _tr("Nothing is asked yet"), _tr(
            "“{framework}” is a structure without indicators. Write those of your plan into a copy "
            "of its file, and make a new workspace from that file (File → New workspace for my "
            "country… → From a file…). This page then asks for each indicator: the question, the "
            "target, the last period, and a cell for your answer. The user guide (F1) shows how."
        ).format(framework=framework)
    if loaded.sheet is None:
        return _tr("Nobody is asked yet"), _tr(
            "“{framework}” names no reporting unit. Make a workspace for your country from it; "
            "this page then asks for its answers."
        ).format(framework=framework)
    unit, period = in_words(loaded.sheet.unit.name), in_words(loaded.sheet.period.title)
    return _tr("{unit} is asked for nothing").format(unit=unit), _tr(
        "In “{framework}” no indicator is for {unit} in the period {period}. Pick another "
        "reporting unit or period above."
    ).format(framework=framework, unit=unit, period=period)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Empty", text)
