"""What comes to the Inbox in its tests, and what is seen of it there."""

from pathlib import Path

from PySide6.QtCore import QAbstractItemModel

from spa_me.domain.submission import SubmissionState
from spa_me.domain.values import reported
from spa_me.services.submissions import standing
from tests.integration.exchange.offices import Office
from ui.pages.inbox.preview_panel import PreviewPanel
from ui.widgets.tables import DataTable


def state(office: Office, unit: str = "A") -> SubmissionState:
    return standing(office.workspace.dataset(), unit, "2014").state


def facet(preview: PreviewPanel, place: int) -> QAbstractItemModel:
    """Return what a table of the preview lists."""
    table = preview.tabs.widget(place)
    assert isinstance(table, DataTable)
    return table.model()


def submitted(country: Office, *, signed: bool = True, **values: int) -> Path:
    """Let a country enter, approve and seal, and return its file."""
    wanted = values or {"count": 5, "share": 60}
    country.enter({code: reported(number) for code, number in wanted.items()})
    return country.file_of(country.submit(signed=signed).package.digest, f"{country.code} 2014")
