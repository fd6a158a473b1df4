"""Making a form's content, and recording what came back: one command, one transaction."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from spa_me.domain.changes import NO_CHANGE, ChangeSet
from spa_me.domain.progress import Progress, silent, split
from spa_me.reports.form import FormContent, make_form
from spa_me.services.entry import ValueChange, write_changes
from spa_me.services.file_preview import refuse_critical, refuse_stale
from spa_me.services.forms.preview import FormPreview, preview_form
from spa_me.services.forms.recognising import FormFile
from spa_me.services.funding import write_activity, write_contribution
from spa_me.services.submissions.standing import today_of
from spa_me.services.suggestions import Acceptance, accepted_changes
from spa_me.services.workspace import Workspace
from spa_me.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class FormOutcome:
    """What came of a form.

    Attributes:
        preview: what was seen before.
        written: how many values, activities and contributions were recorded.
        change_set: what the command changed; empty if nothing was written.
    """

    preview: FormPreview
    written: int = 0
    change_set: ChangeSet = NO_CHANGE


def form_content(
    workspace: Workspace, unit: str, period: str, *, language: str = ""
) -> FormContent:
    """Return what the form of a unit and period holds now, in a language of the framework.

    Raises:
        NotFoundError: if the framework has no such unit or period.
    """
    maker = workspace.actor if workspace.actor.name else None
    instance = str(uuid.uuid4())
    data, now = workspace.dataset(), workspace.now()
    return make_form(data, unit, period, instance, now, maker, language=language)


def take_form(
    workspace: Workspace,
    form: FormFile,
    preview: FormPreview,
    *,
    accept: Acceptance | None = None,
    all_or_nothing: bool = False,
    progress: Progress = silent,
) -> FormOutcome:
    """Record what a person has seen in the preview of a form; rows with errors are left out.

    Args:
        workspace: an open one.
        form: as it came back.
        preview: what the person has seen of it.
        accept: what the person says of words in place of a figure; None leaves their rows out.
        all_or_nothing: record nothing while any row has an error.
        progress: told every few thousand values.

    Raises:
        InputError: if a suggestion is accepted and no reason is given for it.
        RefusedError: if the form cannot be taken at all, or if the workspace was changed since the
            preview in a way that makes it come out differently.
        Cancelled: when the work is to stop; nothing is recorded then.
    """
    refuse_critical(preview, "Make a new form, or ask the office that sent it.")
    suggested = accepted_changes(preview.suggestions, accept, preview.name)
    if all_or_nothing and preview.errors_left(accept):
        return FormOutcome(preview)
    if not preview.records and not suggested:
        return FormOutcome(preview)
    writing, sealing = split(progress, "record the values", "write the audit")
    done = workspace.change(
        "take in form",
        lambda writer: _write(writer, workspace, form, preview, suggested, writing),
        progress=sealing,
    )
    return FormOutcome(preview, len(done.audit), done)


def _write(
    writer: Writer,
    workspace: Workspace,
    form: FormFile,
    preview: FormPreview,
    suggested: Sequence[ValueChange],
    progress: Progress,
) -> None:
    """Record everything, unless the form would come out differently by now."""
    data = workspace.dataset()
    expected = (preview.about.unit, preview.about.period)
    now = preview_form(data, form, today_of(writer.at), expected)
    refuse_stale(now, preview, "Look at the form again.")
    write_changes(writer, data, [*preview.values, *suggested], progress)
    for activity in preview.activities:
        data = write_activity(writer, data, activity)
    for contribution in preview.contributions:
        write_contribution(writer, data, contribution)
