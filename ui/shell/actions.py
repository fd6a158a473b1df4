"""Menus and keys: everything the window can be asked to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from ui.plain_text import as_tooltip, without_mnemonic
from ui.settings import Settings
from ui.shell.navigation import SETTINGS, WORKSPACE_PAGES, page_title
from ui.theme import TEXT_SIZES, THEMES, theme_titles


@dataclass(frozen=True)
class Commands:
    """What the menus call; one callable for each command, named as its menu entry."""

    new: Callable[[], object]
    open: Callable[[], object]
    open_recent: Callable[[str], object]
    open_example: Callable[[], object]
    open_region_example: Callable[[], object]
    open_practice: Callable[[], object]
    start_example_afresh: Callable[[], object]
    add_version: Callable[[], object]
    export: Callable[[], object]
    form: Callable[[], object]
    choose_csv: Callable[[], object]
    take_packages: Callable[[], object]
    back_up: Callable[[], object]
    dump: Callable[[], object]
    load: Callable[[], object]
    close: Callable[[], object]
    quit: Callable[[], object]
    go_to: Callable[[str], object]
    refresh: Callable[[], object]
    theme: Callable[[str], object]
    text_size: Callable[[int], object]
    guide: Callable[[], object]
    keys: Callable[[], object]
    report: Callable[[], object]
    about: Callable[[], object]


class Actions(QObject):
    """Fills a menu bar, and switches off what needs an open workspace while there is none."""

    def __init__(self, bar: QMenuBar, commands: Commands, settings: Settings) -> None:
        super().__init__(bar)
        self._bar = bar
        self._commands = commands
        self._settings = settings
        self._for_workspace: list[QAction] = []
        self.all: list[QAction] = []
        """Every action with a key, in the order of the menus."""
        self._file_menu()
        self._view_menu()
        self._help_menu()
        self.show_workspace(is_open=False)

    def _add(
        self,
        menu: QMenu,
        text: str,
        run: Callable[[], object],
        *keys: QKeySequence | QKeySequence.StandardKey | str,
        needs_workspace: bool = False,
    ) -> QAction:
        action = QAction(text, self)
        action.triggered.connect(lambda: run())  # noqa: PLW0108 (without `checked`)
        action.setShortcuts([QKeySequence(key) for key in keys])
        menu.addAction(action)
        if needs_workspace:
            self._for_workspace.append(action)
        if keys:
            self.all.append(action)
        return action

    def _file_menu(self) -> None:
        menu, do = self._bar.addMenu(self.tr("&File")), self._commands
        self._add(menu, self.tr("&New workspace for my country…"), do.new, "Ctrl+N")
        self._add(menu, self.tr("&Open…"), do.open, "Ctrl+O")
        self._recent = menu.addMenu(self.tr("Open &recent"))
        self._recent.aboutToShow.connect(self._fill_recent)
        self._add(menu, self.tr("Open the e&xample"), do.open_example)
        self._add(menu, self.tr("&Start the example afresh…"), do.start_example_afresh)
        region = self.tr("Look at a regio&n (illustrative)")
        self._add(menu, region, do.open_region_example)
        self._add(menu, self.tr("&Practise a report (illustrative)"), do.open_practice)
        menu.addSeparator()
        export = self.tr("&Export donor workbook…")
        # Not Ctrl+E: on Linux it moves the cursor in every field.
        self._add(menu, export, do.export, "Ctrl+Shift+X", needs_workspace=True)
        form = self.tr("Excel for&m…")
        self._add(menu, form, do.form, "Ctrl+Shift+F", needs_workspace=True)
        values = self.tr("Take in values from a CS&V file…")
        self._add(menu, values, do.choose_csv, needs_workspace=True)
        packages = self.tr("&Take in files…")
        self._add(menu, packages, do.take_packages, "Ctrl+T", needs_workspace=True)
        menu.addSeparator()
        version = self.tr("&Add a framework version…")
        self._add(menu, version, do.add_version, needs_workspace=True)
        self._add(menu, self.tr("&Back up now"), do.back_up, "Ctrl+B", needs_workspace=True)
        dump = self.tr("Write everything as open &files (JSON and CSV)…")
        self._add(menu, dump, do.dump, needs_workspace=True)
        self._add(menu, self.tr("Make a workspace from open f&iles…"), do.load)
        menu.addSeparator()
        self._add(menu, self.tr("&Close workspace"), do.close, "Ctrl+W", needs_workspace=True)
        self._add(menu, self.tr("&Quit"), do.quit, "Ctrl+Q")

    def _fill_recent(self) -> None:
        self._recent.clear()
        paths = self._settings.recent
        for path in paths:
            action = self._recent.addAction(without_mnemonic(path.name))
            action.setToolTip(as_tooltip(str(path)))
            action.triggered.connect(lambda _=False, name=str(path): self._open_recent(name))
        if not paths:
            self._recent.addAction(self.tr("None yet")).setEnabled(False)

    def _open_recent(self, path: str) -> None:
        self._commands.open_recent(path)

    def _view_menu(self) -> None:
        menu, do = self._bar.addMenu(self.tr("&View")), self._commands
        for number, name in enumerate(WORKSPACE_PAGES, 1):
            go = self._page_command(name)
            self._add(menu, page_title(name), go, f"Ctrl+{number}", needs_workspace=True)
        self._add(menu, page_title(SETTINGS), self._page_command(SETTINGS), "Ctrl+,")
        menu.addSeparator()
        self._add(
            menu, self.tr("Read the workspace &again"), do.refresh, "F5", needs_workspace=True
        )
        menu.addSeparator()
        self._theme_menu(menu)
        self._size_menu(menu)

    def _page_command(self, name: str) -> Callable[[], object]:
        return lambda: self._commands.go_to(name)

    def _theme_menu(self, menu: QMenu) -> None:
        themes = menu.addMenu(self.tr("&Theme"))
        self._themes = self._choices(themes, [*zip(THEMES, theme_titles(), strict=True)])
        self._themes.triggered.connect(self._choose_theme)

    def _choose_theme(self, action: QAction) -> None:
        self._commands.theme(str(action.data()))

    def _size_menu(self, menu: QMenu) -> None:
        sizes = menu.addMenu(self.tr("Text &size"))
        self._sizes = self._choices(sizes, [(size, f"{size} %") for size in TEXT_SIZES])
        self._sizes.triggered.connect(self._choose_size)
        sizes.addSeparator()
        plus = (QKeySequence.StandardKey.ZoomIn, "Ctrl+=")
        self._add(sizes, self.tr("&Larger"), lambda: self._step_size(1), *plus)
        smaller = QKeySequence.StandardKey.ZoomOut
        self._add(sizes, self.tr("&Smaller"), lambda: self._step_size(-1), smaller)
        self._add(sizes, self.tr("&Usual"), lambda: self._commands.text_size(100), "Ctrl+0")

    def _choose_size(self, action: QAction) -> None:
        self._commands.text_size(int(action.data()))

    def _step_size(self, step: int) -> None:
        size = self._settings.text_size
        wanted = [s for s in TEXT_SIZES if (s > size if step > 0 else s < size)]
        if wanted:
            self._commands.text_size(wanted[0] if step > 0 else wanted[-1])

    def _choices(self, menu: QMenu, choices: list[tuple[object, str]]) -> QActionGroup:
        group = QActionGroup(self)
        for value, text in choices:
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setData(value)
            group.addAction(action)
        menu.aboutToShow.connect(self.show_looks)
        return group

    def show_looks(self) -> None:
        """Mark the theme and the text size in use."""
        for group, value in (
            (self._themes, self._settings.theme),
            (self._sizes, self._settings.text_size),
        ):
            for action in group.actions():
                action.setChecked(action.data() == value)

    def _help_menu(self) -> None:
        menu, do = self._bar.addMenu(self.tr("&Help")), self._commands
        self._add(menu, self.tr("&User guide"), do.guide, "F1")
        # One key only: Qt finds several ways to write it ambiguous, and then does nothing.
        self._add(menu, self.tr("&Keys"), do.keys, "Ctrl+?")
        menu.addSeparator()
        self._add(menu, self.tr("&Report a problem"), do.report)
        self._add(menu, self.tr("&About SPA-ME"), do.about)

    def show_workspace(self, *, is_open: bool) -> None:
        """Switch on what needs an open workspace, or off while there is none."""
        for action in self._for_workspace:
            action.setEnabled(is_open)
