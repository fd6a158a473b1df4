"""Copying a card of the overview: as a picture that stands by itself, or as a table."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from spa_me.atomic import write_whole
from spa_me.dashboards.figure import FigureSpec
from spa_me.reports import ReportBook
from ui.context import Context
from ui.web.chart_view import ChartView
from ui.web.looks import figure_look
from ui.web.pictures import SCALE, picture_of
from ui.widgets.tables import tab_separated


class CardCopier(QObject):
    """The menu of a card, and what its entries do."""

    def __init__(self, context: Context, charts: ChartView, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._charts = charts
        self._widget = parent
        self._waiting: dict[int, Callable[[bytes], None]] = {}
        charts.pictured.connect(self._pictured)

    def open_menu(self, figure: FigureSpec, book: ReportBook, place: QPoint) -> None:
        """Offer what can be copied of a figure."""
        menu = QMenu(self._widget)
        menu.aboutToHide.connect(menu.deleteLater)
        if figure.chart is not None:
            menu.addAction(self.tr("Copy picture"), lambda: self.copy_picture(figure, book))
        if figure.table.rows:
            menu.addAction(self.tr("Copy table"), lambda: self.copy_table(figure))
        if figure.chart is not None:
            menu.addAction(self.tr("Save picture…"), lambda: self._save_picture(figure, book))
        if menu.isEmpty():
            menu.addAction(self.tr("There is nothing to copy yet")).setEnabled(False)
        menu.popup(place)

    def copy_table(self, figure: FigureSpec) -> None:
        """Put a figure's table on the clipboard as tab-separated text."""
        headings = [header.text for header in figure.table.headers]
        rows = [[cell.text for cell in row.cells] for row in figure.table.rows]
        QGuiApplication.clipboard().setText(tab_separated([headings, *rows]))
        self._context.notices.say(self.tr("The table is on the clipboard."))

    def copy_picture(self, figure: FigureSpec, book: ReportBook) -> None:
        """Put a figure on the clipboard as a picture."""

        def keep(png: bytes) -> None:
            QGuiApplication.clipboard().setImage(QImage.fromData(png))
            self._context.notices.say(self.tr("The picture is on the clipboard."))

        self._draw(figure, book, keep)

    def _save_picture(self, figure: FigureSpec, book: ReportBook) -> None:
        name = f"{book.info.title} {book.period.code} {figure.name}.png"
        dialog = QFileDialog(self._widget, self.tr("Save picture"), name, "PNG (*.png)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("png")

        def chosen(path: str) -> None:
            self.save_picture(figure, book, Path(path))

        dialog.fileSelected.connect(chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_picture(self, figure: FigureSpec, book: ReportBook, path: Path) -> None:
        """Write a figure to a PNG file."""

        def keep(png: bytes) -> None:
            self._context.runner.write(
                lambda _progress: write_whole(path, png),
                lambda _: self._context.notices.say(
                    self.tr("Saved {name}.").format(name=path.name)
                ),
                owner=self,
            )

        self._draw(figure, book, keep)

    def _draw(self, figure: FigureSpec, book: ReportBook, done: Callable[[bytes], None]) -> None:
        look = figure_look(self._context.theme.palette)
        picture = picture_of(figure, look, book)
        serial = self._charts.take_picture(picture, SCALE)
        if serial is not None:
            self._waiting[serial] = done

    def _pictured(self, serial: int, image: str, error: str) -> None:
        done = self._waiting.pop(serial, None)
        if done is None:
            return
        if image:
            done(base64.b64decode(image.partition(",")[2]))
        else:
            self._context.notices.say(self.tr("The picture could not be drawn: ") + error)
