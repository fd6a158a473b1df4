"""The columns of the sheet that is reviewed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtGui import QIcon

from spa_me.dashboards.theme import Palette
from spa_me.domain.framework import FrameworkDefinition
from spa_me.domain.status import Status
from spa_me.domain.values import Value
from spa_me.services.exchange.review_sheet import ReviewRow
from ui.i18n import domain_text, show_amount, show_sentence
from ui.models.rows import Column
from ui.pages.review.words import NOTHING, tr
from ui.values import show_value
from ui.widgets.clip_icon import clip_icon
from ui.widgets.status_icon import status_icon

LAST, BEFORE = 2, 3
"""The columns of what was reported for the period before, and of what the revision before says."""
MAY_BE_EMPTY = (7, 8)
"""The columns that are shown where a row says something in them: what to look at, remarks."""


def review_columns(
    palette: Callable[[], Palette],
    remarks: Callable[[], Mapping[str, str]],
    definition: Callable[[], FrameworkDefinition | None],
) -> list[Column[ReviewRow]]:
    """Return the columns from left to right.

    Args:
        palette: gives the colours of the status shapes.
        remarks: gives the remarks so far, by indicator.
        definition: gives the framework, for the words of levels.
    """

    def remark(row: ReviewRow) -> str:
        own = " ".join(remarks().get(row.code, "").split())
        if own:
            return f"✎ {own}"
        return f"↪ {row.answer}" if row.answer else ""

    return [
        Column(
            tr("Code"),
            lambda row: f"{_mark(row)} {row.code}",
            sort=lambda row: row.code,
            copy=lambda row: row.code,
            tooltip=_news,
            width=60,
            least=54,
        ),
        Column(tr("What is asked"), _title, tooltip=_title, grows=True, width=180, least=78),
        _value_column(tr("Last period"), lambda row: row.last, definition, goes=2),
        _value_column(tr("Before"), lambda row: row.old, definition),
        _value_column(tr("New"), lambda row: row.new, definition),
        Column(
            tr("Status"),
            _status,
            sort=_rank,
            icon=partial(_icon, palette),
            tooltip=_status_change,
            width=114,
            least=92,
        ),
        Column(
            tr("Target"), target_text, tooltip=_shared_target, is_number=True, width=68, least=58
        ),
        _doubts_column(palette),
        Column(tr("Remark"), remark, tooltip=remark, width=80, least=56),
    ]


def _doubts_column(palette: Callable[[], Palette]) -> Column[ReviewRow]:
    return Column(
        tr("To look at"),
        _doubts,
        sort=_number_of_doubts,
        copy=_copied_doubts,
        icon=partial(_evidence_icon, palette),
        tooltip=_doubts_in_words,
        width=50,
        least=44,
        goes=1,
    )


def _value_column(
    title: str,
    value: Callable[[ReviewRow], Value],
    definition: Callable[[], FrameworkDefinition | None],
    *,
    goes: int = 0,
) -> Column[ReviewRow]:
    def shown(row: ReviewRow) -> str:
        known, wanted = definition(), value(row)
        indicator = None if known is None else known.indicator_by_code.get(row.code)
        text = show_value(wanted, indicator)
        return text if wanted.number is None else f"{text} {row.sign}".rstrip()

    return Column(title, shown, is_number=True, width=114, least=64, goes=goes)


def _title(row: ReviewRow) -> str:
    return row.title


def _mark(row: ReviewRow) -> str:
    if row.is_disputed:
        return "◆"
    if row.is_changed:
        return "▸"
    return "↪" if row.answer else "  "


def _news(row: ReviewRow) -> str:
    said = (
        (row.is_disputed, tr("The revisions differ")),
        (row.is_changed, tr("Changed")),
        (bool(row.answer), tr("Your remark is answered")),
    )
    return "; ".join(text for is_so, text in said if is_so)


def target_text(row: ReviewRow) -> str:
    """Return what the answer of a row is held against."""
    if row.target.used is None and row.target.shared is not None:
        return tr("{target} (all)").format(target=show_amount(row.target.shared))
    if row.target.used is None:
        return NOTHING
    return f"{domain_text(row.target.words)} {show_amount(row.target.used)}".strip()


def _shared_target(row: ReviewRow) -> str:
    if row.target.used is not None or row.target.shared is None:
        return ""
    text = tr("{target} is the target for all reporting units together.")
    return text.format(target=show_amount(row.target.shared))


def _rank(row: ReviewRow) -> int:
    return row.stands.rank if isinstance(row.stands, Status) else -1


def _status(row: ReviewRow) -> str:
    return show_sentence(row.status_words(row.stands))


def _status_change(row: ReviewRow) -> str:
    if row.was == row.stands:
        return _status(row)
    text = tr("Before: {before}. Now: {now}.")
    return text.format(before=show_sentence(row.status_words(row.was)), now=_status(row))


def _icon(palette: Callable[[], Palette], row: ReviewRow) -> QIcon:
    return status_icon(row.stands, palette())


def _number_of_doubts(row: ReviewRow) -> int:
    return len(row.problems)


def _doubts(row: ReviewRow) -> str:
    return f"△ {len(row.problems)}" if row.problems else ""


def _doubts_in_words(row: ReviewRow) -> str:
    said = [f"△ {show_sentence(problem.what)}" for problem in row.problems]
    if row.evidence:
        said.append(tr("evidence: {n}").format(n=len(row.evidence)))
    return "\n".join(said)


def _copied_doubts(row: ReviewRow) -> str:
    return _doubts_in_words(row).replace("\n", "; ")


def _evidence_icon(palette: Callable[[], Palette], row: ReviewRow) -> QIcon | None:
    return clip_icon(palette()) if row.evidence else None
