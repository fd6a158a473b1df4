"""What the preview of a filled-in file says of each kind of file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ui.dialogs.file_preview import PreviewTexts
from ui.i18n import show_date

if TYPE_CHECKING:
    from spa_me.services.csv_preview import CsvPreview
    from spa_me.services.forms import FormPreview


def form_texts(preview: FormPreview) -> PreviewTexts:
    """Return what is said of an Excel form."""
    translate = QCoreApplication.translate
    about = preview.about
    text = translate(
        "PreviewTexts", "{name} · form of {framework}, version {version}, made on {date}"
    )
    said = text.format(
        name=preview.name,
        framework=about.framework_title,
        version=about.version,
        date=show_date(about.made_at.astimezone().date()),
    )
    if about.kind == "illustrative":
        said = f"{said} · {translate('PreviewTexts', 'illustrative data')}"
    return PreviewTexts(
        title=translate("PreviewTexts", "Take a filled form in"),
        heading=translate("PreviewTexts", "{unit}, {period}").format(
            unit=about.unit_name, period=about.period_title
        ),
        about=said,
        new_column=translate("PreviewTexts", "In the form"),
        refused=translate("PreviewTexts", "This form cannot be taken in: {what}."),
    )


def csv_texts(preview: CsvPreview) -> PreviewTexts:
    """Return what is said of a CSV file of values."""
    translate = QCoreApplication.translate
    return PreviewTexts(
        title=translate("PreviewTexts", "Take in a CSV file"),
        heading=_about_whom(preview),
        about=translate("PreviewTexts", "{name} · CSV file of values").format(name=preview.name),
        new_column=translate("PreviewTexts", "In the file"),
        refused=translate("PreviewTexts", "This file cannot be taken in: {what}."),
    )


def _about_whom(preview: CsvPreview) -> str:
    """Return the unit and the period; how many there are where there are more."""
    translate = QCoreApplication.translate
    units, periods = len(preview.units), len(preview.periods)
    if not units or not periods:
        return translate("PreviewTexts", "No known reporting unit and period")
    many_units = translate("PreviewTexts", "{n} reporting units").format(n=units)
    many_periods = translate("PreviewTexts", "{n} periods").format(n=periods)
    return translate("PreviewTexts", "{unit}, {period}").format(
        unit=preview.units[0] if units == 1 else many_units,
        period=preview.periods[0] if periods == 1 else many_periods,
    )
