"""The real app, started on the example and walked through: every page, the charts, a workbook.

Run by `test_no_network.py` in a process of its own, which is watched from outside.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QTimer

import ui.app
from ui.main_window import MainWindow
from ui.settings import Settings

PAGES = ("results", "entry", "cofunding", "activity", "settings", "overview")
PAUSE = 150


class WalkedWindow(MainWindow):
    """Walks through itself once its first chart stands."""

    def __init__(self, settings: Settings | None = None) -> None:
        super().__init__(settings)
        self._left = list(PAGES)

    def fill(self) -> None:
        super().fill()
        self.context.runner.failed.connect(lambda error: sys.exit(f"failed: {error!r}"))
        self.session.opened.connect(self._wait_for_chart)

    def _wait_for_chart(self) -> None:
        from ui.web.chart_view import ChartView

        view = self.findChild(ChartView)
        if view is None:
            sys.exit("the overview has no chart")
        view.drawn.connect(self._go_on)
        view.failed.connect(lambda why: sys.exit(f"no chart: {why}"))

    def _go_on(self) -> None:
        if self.context.runner.is_busy:
            QTimer.singleShot(PAUSE, self._go_on)
        elif self._left:
            self.pages_go_to(self._left.pop(0))
            QTimer.singleShot(PAUSE, self._go_on)
        else:
            self._export()

    def _export(self) -> None:
        from spa_me.bootstrap import write_workbook

        path = Path(sys.argv[1])
        workspace, question = self.context.open_workspace, self.context.view.question
        self.context.runner.read(
            lambda progress: write_workbook(workspace, "sweden", question, path, progress=progress),
            self._finish,
            owner=self,
        )

    def _finish(self, _: Path) -> None:
        self.close()


if __name__ == "__main__":
    ui.app.MainWindow = WalkedWindow
    sys.exit(ui.app.main(["--example"]))
