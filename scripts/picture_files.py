"""Pictures as files: small PNGs, and the printed pages of a workbook."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

_COLOURS, _SHADES = 256, 0xE0E0E0
_DOTS = "88"
"""Dots per inch of a printed page: A4 across is then about as wide as the guide's window."""
_PATIENCE = 300


def save(image: QImage, path: Path) -> None:
    """Write a picture with 256 of its colours, which takes a third of the room.

    Raises:
        OSError: if it cannot be written.
    """
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    table = _palette(Counter(memoryview(plain.constBits()).cast("I")))
    flags = Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither
    small = plain.convertToFormat(QImage.Format.Format_Indexed8, table, flags)
    # Where no picture was asked to be at any resolution, none stands in the file.
    small.setDotsPerMeterX(0)
    small.setDotsPerMeterY(0)
    if not small.save(str(path), quality=0):
        message = f"{path} could not be written."
        raise OSError(message)


def _palette(found: Counter[int]) -> list[int]:
    """Return the most frequent colours, with the small red ring among so much grey text."""
    by_frequency = [colour for colour, _ in found.most_common()]
    shades: dict[int, int] = {}
    for colour in by_frequency:
        shades.setdefault(colour & _SHADES, colour)
    return list(dict.fromkeys([*shades.values(), *by_frequency]))[:_COLOURS]


def fill_in(form: Path, answers: Mapping[str, Mapping[str, str]]) -> None:
    """Fill in questions of an Excel form, by code and column, as a person would."""
    book = load_workbook(form)
    sheet = book["Form"]
    names: dict[str, int] = {}
    for row in sheet.iter_rows():
        texts = [str(cell.value) for cell in row]
        if texts[0].startswith("SPA-ME:"):
            names = {name: place for place, name in enumerate(texts)}
        for column, text in answers.get(texts[names["code"]], {}).items() if names else ():
            cast("Any", row[names[column]]).value = text or None
    book.save(form)


def print_pages(workbook: Path, wanted: Mapping[Path, str]) -> list[Path]:
    """Print a workbook as LibreOffice does, and keep some of its pages as pictures.

    Args:
        workbook: an Excel file.
        wanted: for each picture how a line ends that finds its page, the first that has one.

    Returns:
        The pictures that were made: none where LibreOffice or poppler is missing.
    """
    if not all(shutil.which(program) for program in ("soffice", "pdftoppm", "pdftotext")):
        return []
    folder = workbook.parent
    profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    _run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, workbook)
    pdf = workbook.with_suffix(".pdf")
    pages = _run("pdftotext", "-layout", pdf, "-").split("\f")
    made: list[Path] = []
    for path, text in wanted.items():
        lines = [[line.strip() for line in page.splitlines()] for page in pages]
        found = (any(line.endswith(text) for line in page) for page in lines)
        number = next(place for place, is_it in enumerate(found, 1) if is_it)
        drawn = folder / "page"
        _run("pdftoppm", "-r", _DOTS, "-png", "-singlefile", "-f", number, "-l", number, pdf, drawn)
        save(QImage(str(drawn.with_suffix(".png"))), path)
        made.append(path)
    return made


def _run(*command: object) -> str:
    done = subprocess.run(
        [str(part) for part in command],
        check=True,
        capture_output=True,
        text=True,
        timeout=_PATIENCE,
    )
    return done.stdout
