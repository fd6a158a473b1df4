"""Draw the pictures of the README and the guide anew: the real app on the example.

`make screenshots` writes `docs/pictures/*.png`. It needs no display; the pages of the donor
workbook are drawn where LibreOffice is, and stay as they are where it is not. The same code gives
the same pictures on the same computer: time, place and person are set.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from picture_files import print_pages, save
from picture_region import RegionScenes
from picture_scenes import OFFICER, OPENED
from PySide6.QtWidgets import QWidget
from setup import ROOT

from exports.donors import donor
from exports.xlsx import write_donor_workbook
from spa_me.bootstrap import write_excel_form
from spa_me.reports import BookQuestion
from spa_me.services.reporting import book
from spa_me.services.workspace import Workspace
from ui.pictures import Photographer, PicturesFailedError, prepare_headless

PICTURES = ROOT / "docs" / "pictures"
# Pages of the donor workbook: the picture, and how a line ends that stands on its page first.
PRINTED = {
    "workbook-cover": "Report to Sweden: 1 April to 31 December 2014",
    "workbook-scoreboard": "· Scoreboard",
    "workbook-results": "· Results matrix",
    "workbook-checks": "· Checks",
}


def main() -> int:
    """Take every picture; return 0 if all of them are there."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        _be_somebody_else(home)
        prepare_headless()
        PICTURES.mkdir(parents=True, exist_ok=True)
        try:
            with Photographer(OFFICER) as camera:
                example = _take_all(camera, home)
            _print_workbook(example)
            _print_form(example)
        except (PicturesFailedError, OSError, subprocess.SubprocessError) as error:
            print(error, file=sys.stderr)
            return 1
    return 0


def _be_somebody_else(home: Path) -> None:
    """Show times and folders of nobody in particular, and touch nobody's own files."""
    os.environ |= {"HOME": str(home), "TZ": "UTC"}
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_DOCUMENTS_DIR"):
        os.environ.pop(name, None)
    if hasattr(time, "tzset"):
        time.tzset()


def _take_all(camera: Photographer, home: Path) -> Path:
    def take(name: str, part: QWidget | None) -> None:
        path = PICTURES / f"{name}.png"
        save(camera.still(part), path)
        print(path.relative_to(ROOT), flush=True)

    scenes = RegionScenes(camera, home, take)
    for _ in scenes.play():
        pass
    return scenes.example


def _print_workbook(example: Path) -> None:
    file = example.with_suffix(".xlsx")
    sweden = donor("sweden")
    with Workspace.open(example, OFFICER, read_only=True) as workspace:
        found = book(workspace, BookQuestion("2014", currency=sweden.currency))
        write_donor_workbook(found, sweden, file, maker=OFFICER, made_at=OPENED)
    wanted = {PICTURES / f"{name}.png": text for name, text in PRINTED.items()}
    for path in print_pages(file, wanted):
        print(path.relative_to(ROOT), flush=True)


def _print_form(example: Path) -> None:
    file = example.with_name("Form.xlsx")
    with Workspace.open(example, OFFICER, read_only=True, clock=lambda: OPENED) as workspace:
        write_excel_form(workspace, "RS", "2014", file)
    for path in print_pages(file, {PICTURES / "form-sheet.png": "Form"}):
        print(path.relative_to(ROOT), flush=True)


if __name__ == "__main__":
    sys.exit(main())
