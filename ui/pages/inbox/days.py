"""What the table of submissions says of days: what is due, what came late, what is closed."""

from __future__ import annotations

from spa_me.services.exchange.closing import closed_since
from ui.i18n import longest_day, show_date, show_sentence
from ui.pages.inbox.rows import BoardRow
from ui.pages.inbox.words import NOTHING, tr


def due_text(row: BoardRow) -> str:
    """Return the day on which a submission is or was expected, and whether it missed it."""
    if row.late_for is not None:
        said = _sealed_late() if row.is_own else _came_late()
        return said.format(day=show_date(row.late_for))
    if row.due is None:
        return NOTHING
    day = show_date(row.due)
    return _overdue().format(day=day) if row.is_overdue else day


def longest_due() -> str:
    """Return what is as long as any text about the day on which a submission is expected."""
    return max((_overdue(), _came_late(), _sealed_late()), key=len).format(day=longest_day())


def _overdue() -> str:
    return tr("⚠ {day}, overdue")


def _came_late() -> str:
    return tr("{day}, came late")


def _sealed_late() -> str:
    return tr("{day}, sealed late")


def due_sentences(row: BoardRow) -> str:
    """Return the day and whether its period is closed, for the tooltip."""
    said = [due_text(row)] if row.due or row.late_for else []
    return "\n".join((*said, *closed_sentences(row)))


def closed_state(row: BoardRow, title: str) -> str:
    """Return the title of a state, with a word where the period of the submission is closed."""
    if row.window is None or not row.window.is_closed:
        return title
    if row.reopened is not None:
        return tr("{state}, reopened").format(state=title)
    return tr("{state}, closed").format(state=title)


def closed_sentences(row: BoardRow) -> list[str]:
    """Return why a period is closed, and until when it is open again for this office."""
    window = row.window
    if window is None or not window.is_closed:
        return []
    said = [show_sentence(closed_since(window))]
    if row.reopened is not None:
        until = show_date(row.reopened.until)
        said.append(tr("It is open for this office until {day}.").format(day=until))
    return said
