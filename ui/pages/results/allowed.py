"""What may be done with the row that is chosen, and why not."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from spa_me.domain.assessment import LegAssessment
from spa_me.domain.framework import Indicator
from spa_me.domain.judgements import judge_elsewhere, may_be_prorated
from spa_me.reports import ReportBook
from spa_me.reports.lines import MarkerLine
from spa_me.services.opening import Access
from ui.i18n import show_sentence
from ui.pages.results.nodes import Node

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Allowed:
    """For each action why it is not possible now; empty where it is."""

    declare: str
    pro_rata: str
    explain: str
    rate: str
    note: str

    @property
    def common(self) -> str:
        """The reason that stands against every judgement; empty if there is none."""
        reasons = {self.declare, self.pro_rata, self.explain, self.rate}
        return reasons.pop() if len(reasons) == 1 else ""


def allowed(book: ReportBook | None, access: Access, node: Node | None) -> Allowed:
    """Return what may be done with a row."""
    against = _against_all(book, access, node)
    no_note = _against_note(access, node)
    if against or node is None or book is None:
        return Allowed(against, against, against, against, no_note)
    if node.marker is None:
        on_marker = translate("ResultActions", "Choose a marker: this is for one marker.")
        return Allowed(on_marker, on_marker, on_marker, "", no_note)
    on_result = translate("ResultActions", "Choose a result: markers have a status of their own.")
    return Allowed("", why_no_pro_rata(book, node.marker), "", on_result, no_note)


def _against_note(access: Access, node: Node | None) -> str:
    """Return why no data note can be written; any office may write one on what it keeps."""
    if access.is_read_only:
        return _read_only(access)
    if node is None:
        return translate("ResultActions", "Choose a marker or a result first.")
    return ""


def _read_only(access: Access) -> str:
    why = "" if access.why is None else show_sentence(access.why)
    read_only = translate("ResultActions", "Open for reading only: nothing can be changed.")
    return f"{read_only} {why}".strip()


def _against_all(book: ReportBook | None, access: Access, node: Node | None) -> str:
    if access.is_read_only:
        return _read_only(access)
    judge = None if book is None else judge_elsewhere(book.definition, book.info.home_unit)
    if judge is not None:
        return translate(
            "ResultActions",
            "{office} judges the markers of this plan. What you have to say goes with your "
            "submission: write it in the note of the value.",
        ).format(office=judge.name)
    if book is not None and book.question.unit is not None:
        return translate(
            "ResultActions", "Show all units first: a marker is judged over all its units."
        )
    if node is None:
        return translate("ResultActions", "Choose a marker or a result first.")
    return ""


def legs_to_prorate(line: MarkerLine) -> list[Indicator]:
    """Return the indicators of a marker whose targets may be shortened."""
    return [
        leg.indicator
        for leg in line.assessment.legs
        if _has_target(line, leg) and not leg.counts_units and may_be_prorated(leg.indicator)
    ]


def _has_target(line: MarkerLine, leg: LegAssessment) -> bool:
    return leg.target is not None or any(u.target is not None for u in line.assessment.units)


def why_no_pro_rata(book: ReportBook, line: MarkerLine) -> str:
    """Return why no target of a marker may be shortened; empty where one may."""
    if not any(_has_target(line, leg) for leg in line.assessment.legs):
        return translate("ResultActions", "{code} has no target in this period.").format(
            code=line.code
        )
    if not legs_to_prorate(line):
        return translate(
            "ResultActions",
            "Pro rata is only for counts of a single period, not for percentages, cumulative "
            "values or levels.",
        )
    if book.period.months < 2:
        return translate("ResultActions", "The reporting period is a single month.")
    return ""
