"""What taking a form in would change: every cell, and everything that is wrong or doubtful."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from spa_me.domain.cofunding import Activity, Contribution
from spa_me.domain.dataset import Dataset
from spa_me.domain.errors import Finding, NotFoundError, Severity
from spa_me.domain.framework import FrameworkDefinition
from spa_me.domain.framework.languages import in_language
from spa_me.domain.values import Value, ValueKey
from spa_me.reports.form import (
    INPUTS,
    FormAbout,
    FormCell,
    FormTable,
    activity_cells,
    answer_cells,
    cell_text,
    contribution_cells,
    part_cells,
)
from spa_me.services.entry import ValueChange, changed_values
from spa_me.services.file_preview import (
    OFFERED,
    OFFERED_OTHERWISE,
    CellChange,
    FilePreview,
    offered_when,
    other_parts,
    weightiest_first,
)
from spa_me.services.forms.answers import Answers, answers_of
from spa_me.services.forms.finding_rows import FilledRow, rows_of
from spa_me.services.forms.mapping import CodeMap, map_codes
from spa_me.services.forms.recognising import FormFile
from spa_me.services.forms.records import Records, records_of
from spa_me.services.submissions.standing import lock_for
from spa_me.services.suggestions import Acceptance
from spa_me.services.value_rows import values_in


@dataclass(frozen=True, slots=True, kw_only=True)
class FormChange(CellChange):
    """A cell of a form that would change what is recorded, with the table that it stands in."""

    table: FormTable


@dataclass(frozen=True, kw_only=True)
class FormPreview(FilePreview):
    """What taking a form in would do; nothing is recorded yet.

    Attributes:
        about: which form it is.
        changes, offered, offered_otherwise: as of any file, each cell with its table.
        activities, contributions: what would be recorded beside values.
    """

    about: FormAbout
    changes: tuple[FormChange, ...] = ()
    offered: tuple[FormChange, ...] = ()
    offered_otherwise: tuple[FormChange, ...] = ()
    activities: tuple[Activity, ...] = ()
    contributions: tuple[Contribution, ...] = ()

    def changes_when(self, accept: Acceptance | None) -> tuple[FormChange, ...]:
        """Return every cell that changes, as of any file, with its table."""
        return (*self.changes, *offered_when(accept, self.offered, self.offered_otherwise))

    @property
    def records(self) -> int:
        """How many values, activities and contributions would be recorded."""
        return len(self.values) + len(self.activities) + len(self.contributions)


def preview_form(
    data: Dataset, form: FormFile, today: date, expected: tuple[str, str] | None = None
) -> FormPreview:
    """Return what taking a form in would do to a workspace with this content.

    Args:
        data: the workspace's content.
        form: as it came back.
        today: the day at the office, on which a period may be closed.
        expected: unit and period whose form it has to be; None for any of the workspace.
    """
    about = form.about
    definition, wrong = _held_against(data, about, today, expected)
    if definition is None or wrong:
        return FormPreview(name=form.name, about=about, findings=tuple(wrong))
    codes = map_codes(form, data, definition)
    versions = list(_about_versions(about, definition, codes))
    if codes.is_refused:
        return FormPreview(name=form.name, about=about, findings=tuple(versions))
    rows, shown = rows_of(form), in_language(definition, about.language)
    answers = answers_of(rows, data, shown, ValueKey(about.unit, about.period, ""), codes)
    values = values_in(answers, data)
    records = records_of(rows, data, about)
    compared = changed_values(data, values.changes)

    def offered(accept: Acceptance) -> tuple[FormChange, ...]:
        offers = changed_values(data, [offer.change(accept) for offer in values.suggestions])
        return tuple(c for one in offers for c in _value_changes(shown, answers, *one))

    findings = (*versions, *rows.findings, *values.findings, *records.findings)
    return FormPreview(
        name=form.name,
        about=about,
        changes=(
            *(c for one in compared for c in _value_changes(shown, answers, *one)),
            *_record_changes(data, records),
        ),
        findings=weightiest_first(findings),
        suggestions=values.suggestions,
        offered=offered(OFFERED),
        offered_otherwise=offered(OFFERED_OTHERWISE),
        values=tuple(ValueChange(key, new) for key, new, _ in compared),
        activities=tuple(activity for activity, _ in records.activities),
        contributions=tuple(given for given, _ in records.contributions),
        unchanged=answers.unchanged + records.unchanged + len(values.changes) - len(compared),
        asked=_asked(shown, answers),
    )


def _asked(definition: FrameworkDefinition, answers: Answers) -> dict[str, str]:
    """Return the question of each row of a form, for the reader of what was found there."""
    titles = {code: str(one.title) for code, one in definition.indicator_by_code.items()}
    return {
        filled.row.place: f"{code} · {titles.get(code, '')}"
        for (code, *_), filled in answers.places.items()
    }


def _held_against(
    data: Dataset, about: FormAbout, today: date, expected: tuple[str, str] | None
) -> tuple[FrameworkDefinition | None, list[Finding]]:
    """Return the framework version in use and why the form does not belong here."""
    found: list[Finding] = []

    def refuse(what: str, wanted: str) -> None:
        found.append(Finding("About this form", what, wanted, Severity.CRITICAL))

    if about.workspace != data.info.id:
        what = f"it was made by another workspace, “{about.workspace_title}”"
        refuse(what, f"a form of “{data.info.title}”")
    if expected is not None and (about.unit, about.period) != expected:
        what = f"it is the form of {about.unit_name} for {about.period_title}"
        refuse(what, f"the form of {expected[0]} for {expected[1]}")
    try:
        definition = data.framework_for(about.period)
    except NotFoundError:
        refuse(f"this workspace has no reporting period “{about.period}”", "a period that it has")
        return None, found
    if about.unit not in definition.unit_by_code:
        refuse(
            f"this workspace has no reporting unit “{about.unit}”",
            "a unit that it has",
        )
    if about.framework != definition.code:
        what = f"it was made for another framework, {about.framework_title}"
        refuse(what, str(definition.title))
    lock = None if found else lock_for(data, about.unit, about.period, today)
    if lock is not None:
        refuse(
            f"the figures of {data.unit_name(about.unit)} in {about.period} are locked: {lock.why}",
            str(lock.who),
        )
    return definition, found


def _about_versions(
    about: FormAbout, now: FrameworkDefinition, codes: CodeMap
) -> Iterator[Finding]:
    if not codes.is_other_version:
        return
    severity = Severity.CRITICAL if codes.is_refused else Severity.WARNING
    what = f"it was made from version {about.version} and version {now.version} is in use"
    if codes.is_refused:
        what += "; this workspace cannot say what became of its questions"
    else:
        what += f"; {len(codes.codes)} of its questions are the same"
    yield Finding("About this form", what, f"a form of version {now.version}", severity)
    for code, why in codes.differences.items():
        yield Finding(f"question {code}", why, "", severity)


def _value_changes(
    definition: FrameworkDefinition, answers: Answers, key: ValueKey, new: Value, old: Value
) -> Iterator[FormChange]:
    indicator = definition.indicator_by_code[key.indicator]
    code, title = key.indicator, str(indicator.title)
    filled = answers.places.get((code,))
    if filled is not None:
        cells = (answer_cells(indicator, value) for value in (old, new))
        yield from _cells(filled, code, title, *cells)
    parts = {place[1:]: row for place, row in answers.places.items() if place[0] == code}
    whole = parts.pop((), None)
    if whole is not None:
        parts.update((part, whole) for part in other_parts((old, new), parts))
    for part, row in parts.items():
        before, after = (part_cells(value, *part) for value in (old, new))
        yield from _cells(row, code, f"{title}: {', '.join(part)}", before, after)


def _record_changes(data: Dataset, records: Records) -> Iterator[FormChange]:
    activities = {activity.id: activity for activity in data.activities}
    codes = {activity.id: activity.code for activity in data.activities}
    codes.update((activity.id, activity.code) for activity, _ in records.activities)
    for activity, filled in records.activities:
        old = activities.get(activity.id)
        before = {} if old is None else activity_cells(old)
        yield from _cells(filled, activity.code, activity.title, before, activity_cells(activity))
    given = {contribution.id: contribution for contribution in data.contributions}
    for contribution, filled in records.contributions:
        old = given.get(contribution.id)
        before = {} if old is None else contribution_cells(old, codes)
        after = contribution_cells(contribution, codes)
        yield from _cells(filled, contribution.source, contribution.source, before, after)


def _cells(
    filled: FilledRow,
    code: str,
    title: str,
    before: Mapping[str, FormCell],
    after: Mapping[str, FormCell],
) -> Iterator[FormChange]:
    table = filled.known.table
    columns: Sequence[str] = INPUTS[table]
    for column in columns:
        old, new = cell_text(before.get(column)), cell_text(after.get(column))
        if old != new:
            yield FormChange(
                where=filled.row.where(column),
                table=table,
                code=code,
                title=title,
                column=column,
                old=old,
                new=new,
            )
