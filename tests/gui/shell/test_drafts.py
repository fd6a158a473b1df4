"""A country's own draft is called one at the foot of the window, and before an export."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from spa_me.domain.dataset import DataKind
from spa_me.services.entry import ValueChange, record_values
from spa_me.services.workspace import Workspace
from tests.countries import answers_of_a, countries_definition
from tests.gui.conftest import OFFICER
from ui.dialogs.export import ExportDialog
from ui.main_window import MainWindow

OTHERS = "Country B, Country C, Country D, Country E, Country F"


def opened(window: MainWindow, folder: Path, qtbot: QtBot, home: str) -> MainWindow:
    """Return the window with a workspace of an office, in which Country A's figures stand."""
    path, illustrative = folder / "a.spame", DataKind.ILLUSTRATIVE
    with Workspace.create(path, countries_definition(), home, OFFICER, kind=illustrative) as made:
        record_values(made, [ValueChange(key, value) for key, value in answers_of_a()])
    with qtbot.waitSignal(window.session.opened):
        window.files.open(path)
    window.context.view.refine(period="2016", unit=None)
    return window


@pytest.fixture
def country(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """Return the window with the workspace of Country A, which has sealed nothing."""
    return opened(window, tmp_path, qtbot, "A")


def test_the_footer_says_whose_draft_is_counted(country: MainWindow, qtbot: QtBot) -> None:
    said = "1 of 6 reporting units included; draft: Country A"
    qtbot.waitUntil(lambda: said in country.footer.text)

    whole = country.footer._included.toolTip()
    assert f"not reported: {OTHERS}; draft, not sealed: Country A" in whole


def test_the_footer_says_it_whole_at_the_largest_text(country: MainWindow, qtbot: QtBot) -> None:
    country.context.theme.choose(text_size=150)
    included = country.footer._included
    qtbot.waitUntil(lambda: "draft: Country A" in included.text())

    qtbot.waitUntil(lambda: included.fontMetrics().height() > 20)
    assert country.width() == 1366
    qtbot.waitUntil(lambda: included.width() >= included.sizeHint().width())


def test_the_export_says_it_for_the_period_that_is_chosen(
    country: MainWindow, qtbot: QtBot
) -> None:
    country.files.export()
    dialog = country.findChild(ExportDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.export.isEnabled)
    for period, carried in (
        ("2015", ""),
        ("2016", "; carried forward from a draft that is not sealed: Country A (2015)"),
    ):
        dialog.period.setCurrentIndex(dialog.period.findData(period))
        said = (
            f"Country A is included; draft, not sealed: Country A{carried}. "
            "The sheets with figures say so, too."
        )
        qtbot.waitUntil(lambda said=said: dialog.included == said)
    dialog.close()


def test_the_export_speaks_of_all_units_whatever_the_screen_shows(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    region = opened(window, tmp_path, qtbot, "RS")
    region.context.view.refine(unit="A")
    region.files.export()
    dialog = region.findChild(ExportDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.included.startswith("1 of 6 reporting units included"))
    dialog.close()
