"""The main job without a display: example, scoreboard, donor workbooks, pictures of the pages."""

from __future__ import annotations

from pathlib import Path

import click

from exports.donors import donors
from spa_me.bootstrap import write_workbook
from spa_me.cli.funding_text import funding_text, units_text
from spa_me.cli.options import user_name
from spa_me.cli.scoreboard import scoreboard
from spa_me.domain.cofunding import Base
from spa_me.domain.dataset import Actor
from spa_me.domain.errors import UserError
from spa_me.reports import BookQuestion, ReportBook
from spa_me.services.example import create_example
from spa_me.services.reporting import book
from spa_me.services.workspace import Workspace
from ui.pictures import Photographer, PicturesFailedError, prepare_headless
from ui.web.pictures import PictureError, save_overview

PERIOD = "2014"
EXAMPLE = "un-act-2014.spame"
PAGES = ("overview", "results", "entry", "cofunding", "activity")
FIGURES = ("results", "cofunding", "sources", "matrix")
"""The overview's charts, each whole; a screen shows only the first of them."""


def do_main_job(out: Path) -> int:
    """Do the job and say what is there; return 0 if all of it is, else 1."""
    out.mkdir(parents=True, exist_ok=True)
    for path in products(out):
        path.unlink(missing_ok=True)
    actor, example = Actor(user_name()), out / EXAMPLE
    try:
        with create_example(example, actor) as workspace:
            _print_scoreboard(workspace)
            _write_workbooks(workspace, out)
            region = book(workspace, BookQuestion(PERIOD))
        _take_pictures(example, actor, region, out)
    except (UserError, PicturesFailedError, PictureError, OSError) as error:
        click.echo(f"\n{error}", err=True)
    return _report(out)


def products(out: Path) -> list[Path]:
    """Return every file that the job makes."""
    workbooks = [_workbook(out, code) for code in donors()]
    pictures = [_picture(out, name) for name in (*PAGES, *(f"figure-{f}" for f in FIGURES))]
    return [out / EXAMPLE, *workbooks, *pictures]


def _workbook(out: Path, donor: str) -> Path:
    return out / f"un-act-2014-{donor}.xlsx"


def _picture(out: Path, page: str) -> Path:
    return out / f"{page}.png"


def _print_scoreboard(workspace: Workspace) -> None:
    region = book(workspace, BookQuestion(PERIOD))
    china = book(workspace, BookQuestion(PERIOD, unit="CN"))
    click.echo(scoreboard(region))
    click.echo(f"\n{units_text(region)}")
    click.echo(f"\n{funding_text(china, Base.MONEY)}")


def _write_workbooks(workspace: Workspace, out: Path) -> None:
    for code, donor in donors().items():
        question = BookQuestion(PERIOD, currency=donor.currency)
        write_workbook(workspace, code, question, _workbook(out, code))


def _take_pictures(example: Path, actor: Actor, region: ReportBook, out: Path) -> None:
    prepare_headless()
    with Photographer(actor) as photographer:
        photographer.open(example)
        for page in PAGES:
            photographer.take(page, _picture(out, page))
        save_overview(region, out)


def _report(out: Path) -> int:
    found = products(out)
    missing = [path for path in found if not path.is_file() or not path.stat().st_size]
    click.echo(f"\nIn {out}: {', '.join(path.name for path in found if path not in missing)}")
    if missing:
        names = ", ".join(path.name for path in missing)
        click.echo(f"Missing: {names}", err=True)
    return 1 if missing else 0
