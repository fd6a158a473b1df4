"""Workbooks made once and looked at by many tests; LibreOffice is started once for all of them."""

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from exports.donors import donor
from exports.xlsx import write_donor_workbook
from spa_me.domain.dataset import Actor, Dataset
from spa_me.domain.values import ValueBook
from spa_me.reports import BookQuestion, ReportBook, make_book
from tests.bench.data import framework as large_framework
from tests.bench.data import values as large_values
from tests.corners import corners
from tests.example import un_act_2014
from tests.exports.rich import changes, hostile, rich
from tests.unit.domain.building import PERIOD

MADE_AT = datetime(2026, 11, 21, 12, 30, tzinfo=UTC)
MAKER = Actor("An officer", "Secretariat", "M&E officer")


@pytest.fixture(scope="session")
def books() -> dict[str, ReportBook]:
    """Return the books behind the workbooks, by the workbooks' names."""
    rich_question = BookQuestion("2016", currency="SEK")
    return {
        "sweden": make_book(un_act_2014(), BookQuestion("2014", currency="SEK")),
        "norway": make_book(un_act_2014(), BookQuestion("2014")),
        "rich": make_book(rich(), rich_question, changes()),
        "hostile": make_book(hostile(), rich_question, changes()),
        "large": make_book(_large(), BookQuestion("2000")),
        "corners": make_book(corners(), BookQuestion(PERIOD)),
    }


def _large() -> Dataset:
    definition = large_framework(60, 1)
    return replace(rich(), frameworks=(definition,), values=ValueBook(large_values(definition)))


@pytest.fixture(scope="session")
def files(
    books: dict[str, ReportBook], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """Return the path of each workbook."""
    folder = tmp_path_factory.mktemp("workbooks")
    made: dict[str, Path] = {}
    for name, book in books.items():
        receiver = donor("norway" if name == "norway" else "sweden")
        path = folder / f"{name}.xlsx"
        made[name] = write_donor_workbook(book, receiver, path, maker=MAKER, made_at=MADE_AT)
    return made


@pytest.fixture(scope="session")
def opened(files: dict[str, Path]) -> dict[str, Workbook]:
    """Return each workbook as openpyxl reads it back."""
    return {name: load_workbook(path) for name, path in files.items()}


@pytest.fixture(scope="session")
def soffice(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., dict[str, Path]]:
    """Return a function that converts files with LibreOffice and returns the new ones by name."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    profile = tmp_path_factory.mktemp("libreoffice")

    def convert(sources: list[Path], form: str) -> dict[str, Path]:
        target = tmp_path_factory.mktemp("converted")
        command = [
            program,
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--convert-to",
            form,
            "--outdir",
            str(target),
            *map(str, sources),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=110)
        return {path.stem: path for path in target.iterdir()}

    return convert
