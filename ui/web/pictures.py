"""Pictures of figures, drawn in a hidden page: without a window, and without a display."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from pathlib import Path

import shiboken6
from PySide6.QtCore import QCoreApplication, QEventLoop, QObject

from spa_me.atomic import write_whole
from spa_me.dashboards.figure import FigureSpec
from spa_me.dashboards.framing import Picture, framed
from spa_me.dashboards.look import Look
from spa_me.dashboards.overview import overview
from spa_me.dashboards.theme import LIGHT
from spa_me.reports import ReportBook
from ui.i18n import show_moment, show_sentence
from ui.web.engine import take
from ui.web.looks import figure_look

_PNG = "data:image/png;base64,"


_WIDTH, _WIDE = 760, 1160
"""Pixels before scaling, at a text size of 12."""
SCALE = 2.0
"""How many times finer a picture is than a screen."""


def footing_of(book: ReportBook) -> list[str]:
    """Return the lines that a picture needs to be read elsewhere: who, when, from what."""
    translate = QCoreApplication.translate
    lines = [show_sentence(book.inclusion.sentence)]
    source = translate("Pictures", "{framework}, version {version} · {period}").format(
        framework=book.definition.title,
        version=book.definition.version,
        period=book.period.title,
    )
    if book.data_as_of is not None:
        moment = show_moment(book.data_as_of)
        with_time = translate("Pictures", "{source} · data as of {moment}")
        source = with_time.format(source=source, moment=moment)
    lines.append(source)
    if book.is_illustrative:
        lines.append(translate("Pictures", "Illustrative data: these figures are invented."))
    return lines


def picture_of(figure: FigureSpec, look: Look, book: ReportBook) -> Picture:
    """Return a figure with a chart as a picture for another document."""
    width = _WIDE if figure.is_wide else _WIDTH
    return framed(figure, look, look.scaled(width), footing_of(book))


class PictureError(Exception):
    """A picture that could not be drawn, with what the chart library said."""


class PictureMaker(QObject):
    """Draws charts to PNG, one after the other, in a page that is never shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._profile, self._page = take()
        # Children go in the order in which they came: the page before its profile.
        self._page.setParent(self)
        self._profile.setParent(self)
        self._page.pictured.connect(self._pictured)
        self._page.failed.connect(self._failed)
        self._wanted: dict[int, Callable[[bytes | PictureError], None]] = {}

    def draw(
        self,
        pictures: Sequence[Picture],
        done: Callable[[list[bytes]], None],
        failed: Callable[[PictureError], None],
    ) -> None:
        """Call `done` with a PNG for each picture, in their order; or `failed` once."""
        found: dict[int, bytes] = {}
        has_failed = False

        def take_in(number: int, picture: bytes | PictureError) -> None:
            nonlocal has_failed
            if has_failed:
                return
            if isinstance(picture, PictureError):
                has_failed = True
                failed(picture)
                return
            found[number] = picture
            if len(found) == len(pictures):
                done([found[place] for place in range(len(pictures))])

        if not pictures:
            done([])
        for number, picture in enumerate(pictures):
            serial = self._page.take_picture(picture.chart, picture.width, picture.height, SCALE)
            self._wanted[serial] = lambda png, number=number: take_in(number, png)

    def _pictured(self, serial: int, image: str, error: str) -> None:
        give = self._wanted.pop(serial, None)
        if give is None:
            return
        if image.startswith(_PNG):
            give(base64.b64decode(image.removeprefix(_PNG)))
        else:
            give(PictureError(error or "The chart library gave no picture."))

    def _failed(self, reason: str) -> None:
        waiting, self._wanted = self._wanted, {}
        for give in waiting.values():
            give(PictureError(reason))


def save_overview(book: ReportBook, folder: Path) -> list[Path]:
    """Write every chart of the overview whole, as PNG files; needs an application object.

    Args:
        book: the period.
        folder: takes `figure-results.png` and the like.

    Raises:
        PictureError: if one could not be drawn.
    """
    look = figure_look(LIGHT)
    figures = [figure for figure in overview(book, look) if figure.chart is not None]
    loop, errors, drawn = QEventLoop(), list[PictureError](), list[bytes]()

    def failed(error: PictureError) -> None:
        errors.append(error)
        loop.quit()

    def done(found: list[bytes]) -> None:
        drawn.extend(found)
        loop.quit()

    maker = PictureMaker()
    maker.draw([picture_of(figure, look, book) for figure in figures], done, failed)
    if not drawn and not errors:
        loop.exec()
    shiboken6.delete(maker)
    if errors:
        raise errors[0]
    paths = [folder / f"figure-{figure.name}.png" for figure in figures]
    for path, png in zip(paths, drawn, strict=True):
        write_whole(path, png)
    return paths
