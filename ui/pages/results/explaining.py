"""Why a result stands as it does: its counts, and the mean behind its card."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from spa_me.domain.assessment import ResultAssessment
from spa_me.domain.assessment.results import GREEN_FROM
from spa_me.domain.derivation.figures import no_light
from ui.i18n import show_percent, show_sentence, show_status
from ui.pages.results.model import card_text, counts_text
from ui.widgets.why_panel import WhyPanel

translate = QCoreApplication.translate


def explain_result(
    panel: WhyPanel, result: ResultAssessment, name: str, *, is_capped: bool
) -> None:
    """Show in the panel what a result's row rests on."""
    title = translate("ResultWhy", "How does {name} stand?").format(name=name)
    panel.show_text(
        title, _sentences(result, is_capped=is_capped), _rows(result, is_capped=is_capped)
    )


def _sentences(result: ResultAssessment, *, is_capped: bool) -> Sequence[str]:
    card = result.capped if is_capped else result.uncapped
    counts = counts_text(result.counts)
    none = translate("ResultWhy", "It has no markers in this view.")
    found = [f"{counts}." if counts else none]
    if result.rating is not None:
        rated = translate("ResultWhy", "Rated {status} by {person}: {reason}")
        person = result.rating.person or translate("ResultWhy", "the reporting unit")
        status = show_status(result.rating.status).lower()
        found.append(rated.format(status=status, person=person, reason=result.rating.reason))
    why = no_light(card)
    if why is not None:
        none = translate("ResultWhy", "No light: {reason}.")
        found.append(none.format(reason=show_sentence(why)))
    if card.achievement is not None:
        mean = (
            translate("ResultWhy", "Mean achievement of {count} markers: {card}; capped at 100 %.")
            if is_capped
            else translate("ResultWhy", "Mean achievement of {count} markers: {card}; uncapped.")
        )
        found.append(mean.format(count=len(card.markers), card=card_text(card)))
        found.append(
            translate(
                "ResultWhy",
                "Every marker with an achievement counts the same. Green from 100 %, amber from "
                "50 % to below 100 %, red below 50 %.",
            )
        )
    return found


def _rows(result: ResultAssessment, *, is_capped: bool) -> Sequence[tuple[str, str]]:
    titles = {m.marker.code: str(m.marker.title) for m in result.markers}
    found: list[tuple[str, str]] = []
    for code, achieved in result.capped.markers.items():
        figure = show_percent(achieved)
        if is_capped and achieved > GREEN_FROM:
            counted = translate("ResultWhy", "{figure}, counted as {cap}")
            figure = counted.format(figure=figure, cap=show_percent(GREEN_FROM, 0))
        found.append((f"{code} {titles[code]}", figure))
    return found
