"""The start page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from spa_me.domain.progress import Progress
from ui.context import Context, Files
from ui.page import Page
from ui.pages.welcome.recent import RecentList
from ui.widgets.cards import Card
from ui.widgets.labels import label

_WIDTH = 980


class WelcomePage(Page):
    """What can be done first, each with one click."""

    name = "welcome"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.example = self._button(self.tr("Look at the example"), is_primary=True)
        self.afresh = QPushButton(self.tr("Start the example afresh…"))
        self.afresh.setProperty("role", "link")
        self.region = QPushButton(self.tr("Look at a region (illustrative)"))
        self.region.setProperty("role", "link")
        self.region.setToolTip(
            self.tr(
                "Six invented countries report to their secretariat, over three years. It takes "
                "about half a minute to build, the first time."
            )
        )
        self.practice = QPushButton(self.tr("Practise a report (illustrative)"))
        self.practice.setProperty("role", "link")
        self.practice.setToolTip(
            self.tr(
                "An invented country with one year to report, and its region. Nothing in it is "
                "real, and nothing can go wrong. It takes about half a minute to build, the first "
                "time."
            )
        )
        self.new = self._button(self.tr("Start for my country…"))
        self.open = self._button(self.tr("Open a workspace…"))
        self.recent = RecentList(self._open_path, self._forget)
        self._recent_card = Card(self.tr("Where were you last?"))
        self._recent_card.body.addWidget(self.recent)
        self._build()
        self._connect()

    def title(self) -> str:
        """Return the page's title."""
        return self.tr("Start")

    def _button(self, text: str, *, is_primary: bool = False) -> QPushButton:
        made = QPushButton(text)
        if is_primary:
            made.setProperty("role", "primary")
        return made

    def _build(self) -> None:
        inner = QWidget()
        inner.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 40, 24, 24)
        column.setSpacing(14)
        column.addWidget(label(self.tr("What would you like to do?"), "title"))
        column.addWidget(
            label(
                self.tr(
                    "SPA-ME shows how a shared programme stands against its agreed targets and who "
                    "pays for it. It works without the internet; everything stays on this computer."
                ),
                "muted",
            )
        )
        column.addLayout(self._ways())
        column.addWidget(self._recent_card)
        column.addWidget(
            label(self.tr("A workspace file can also be dropped on this window."), "small")
        )
        column.addStretch()
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.addWidget(inner, 1, Qt.AlignmentFlag.AlignTop)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(whole)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

    def _ways(self) -> QGridLayout:
        ways = (
            (
                self.tr("See how it works"),
                self.tr(
                    "UN-ACT 2014, real figures: 14 progress markers, and who paid in China. "
                    "Nothing to set up."
                ),
                self.example,
            ),
            (
                self.tr("Report for my country"),
                self.tr("Choose a framework and your reporting unit, and enter the first figures."),
                self.new,
            ),
            (
                self.tr("Go on with a workspace"),
                self.tr("Open a file that you or a colleague made. Its name ends in .spame."),
                self.open,
            ),
        )
        grid = QGridLayout()
        grid.setSpacing(14)
        for number, (question, text, button) in enumerate(ways):
            card = Card(question, text)
            if button is self.example:
                card.body.addWidget(self.afresh, 0, Qt.AlignmentFlag.AlignLeft)
                card.body.addWidget(self.region, 0, Qt.AlignmentFlag.AlignLeft)
            if button is self.new:
                card.body.addWidget(self.practice, 0, Qt.AlignmentFlag.AlignLeft)
            card.body.addStretch()
            card.body.addWidget(button)
            grid.addWidget(card, 0, number)
            grid.setColumnStretch(number, 1)
        return grid

    def _connect(self) -> None:
        self.example.clicked.connect(self._files.open_example)
        self.afresh.clicked.connect(self._files.start_example_afresh)
        self.region.clicked.connect(self._files.open_region_example)
        self.practice.clicked.connect(self._files.open_practice)
        self.new.clicked.connect(self._files.new)
        self.open.clicked.connect(self._files.choose)

    @property
    def _files(self) -> Files:
        assert self.context.files is not None  # noqa: S101 (the window sets it before any page)
        return self.context.files

    def enter(self, arguments: dict[str, object]) -> None:
        """Show the recent workspaces as they are now."""
        super().enter(arguments)
        self._show_recent()
        self.example.setFocus()

    def show_workspace(self) -> None:
        """Show the recent workspaces, since one was opened or closed."""
        self._show_recent()

    def _show_recent(self) -> None:
        paths = self.context.settings.recent
        self.recent.show_paths(paths)
        self._recent_card.setVisible(bool(paths))

        # Beside the window: a share that is gone can take half a minute to say so.
        def look(_: Progress) -> dict[Path, bool]:
            return {path: path.exists() for path in paths}

        self.context.runner.read(look, self.recent.mark, owner=self)

    def _open_path(self, path: Path) -> None:
        self._files.open(path)

    def _forget(self, path: Path) -> None:
        self.context.settings.forget(path)
        self._show_recent()
