"""From the start of the process to the first chart, against a bare web view with a bar chart."""

import shutil
import sys
from pathlib import Path

from tests.bench.measuring import Spent
from tests.bench.sides.main import run, since_start

PLOTLY = "plotly-cartesian.min.js"
WORKSPACE = "example.spame"
PAGE = """<!doctype html><meta charset="utf-8"><div id="chart"></div>
<script src="plotly-cartesian.min.js"></script>
<script>
const bars = [{type: "bar", x: ["China", "Thailand", "Viet Nam"], y: [37, 33, 45]}];
Plotly.newPlot("chart", bars).then(() => requestAnimationFrame(() => document.title = "drawn"));
</script>"""


def prepare(folder: Path) -> None:
    """Make the example, and the bare page with the same library."""
    import ui.web
    from spa_me.domain.dataset import Actor
    from spa_me.services.example import create_example

    create_example(folder / WORKSPACE, Actor("Benchmark")).close()
    library = Path(ui.web.__file__).parent / "vendor" / PLOTLY
    shutil.copyfile(library, folder / PLOTLY)
    (folder / "page.html").write_text(PAGE, encoding="utf-8")


def ours(folder: Path) -> Spent:
    """Start the app with a workspace, up to the moment when the overview's first chart stands."""
    return _start(folder, "appeared")


def whole(folder: Path) -> Spent:
    """Start the app with a workspace, up to the moment when all charts of the overview stand."""
    return _start(folder, "drawn")


def _start(folder: Path, signal: str) -> Spent:
    from PySide6.QtWidgets import QApplication

    from ui import app

    found: list[Spent] = []

    class Timed(app.MainWindow):
        def fill(self) -> None:
            super().fill()
            self.pages.created.connect(self._watch)

        def _watch(self, page: object) -> None:
            charts = getattr(page, "charts", None)
            if charts is not None:
                getattr(charts, signal).connect(self._drawn)

        def _drawn(self) -> None:
            if not found:
                found.append(since_start())
                QApplication.exit(0)

    app.MainWindow = Timed
    app.main([str(folder / WORKSPACE)])
    return found[0]


def bare(folder: Path) -> Spent:
    """Show a web view with one bar chart."""
    from PySide6.QtCore import QUrl
    from PySide6.QtWebEngineWidgets import QWebEngineView
    from PySide6.QtWidgets import QApplication

    found: list[Spent] = []
    application = QApplication(sys.argv[:1])
    view = QWebEngineView()
    view.resize(1280, 740)

    def look(title: str) -> None:
        if title == "drawn" and not found:
            found.append(since_start())
            QApplication.exit(0)

    view.titleChanged.connect(look)
    view.load(QUrl.fromLocalFile(str(folder / "page.html")))
    view.show()
    application.exec()
    return found[0]


if __name__ == "__main__":
    run({"ours": ours, "whole": whole, "bare": bare}, prepare)
