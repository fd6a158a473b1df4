"""What the review page asks and decides; remarks are kept until they are sent."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal

from spa_me.domain.changes import ChangeSet, Topic
from spa_me.domain.progress import Progress
from spa_me.domain.submission import FieldRemark
from spa_me.services.exchange.review_sheet import ReviewSheet, review_sheet
from spa_me.services.exchange.reviewing import Reviewed, accept, choose, return_submission
from spa_me.services.workspace import Workspace
from ui.context import Context

if TYPE_CHECKING:
    from spa_me.packages.keys import OfficeKey

WHOLE = ""
"""The remark on the submission as a whole, as in `FieldRemark`."""


class ReviewPresenter(QObject):
    """Stands between the page and the services.

    Attributes:
        sheet: what is shown; None while there is nothing.
    """

    answered = Signal(object)
    """Emitted with the `ReviewSheet` that the page is to show."""
    failed = Signal(object)
    """Emitted with the exception for which there is nothing to show."""
    decided = Signal(object)
    """Emitted with what was `Reviewed` once it is sealed."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.sheet: ReviewSheet | None = None
        self._place = ("", "")
        self._digest = ""
        self._request = 0
        self._remarks: dict[str, str] = {}

    # --- Asking ----------------------------------------------------------------------------------

    @property
    def place(self) -> tuple[str, str]:
        """The unit and period that are reviewed; empty before the first."""
        return self._place

    def show(self, unit: str, period: str, digest: str = "") -> None:
        """Ask for a revision; by default the one that counts."""
        self._place, self._digest = (unit, period), digest
        self.ask()

    def forget(self) -> None:
        """Let go of what is shown, as for another workspace; remarks are kept."""
        self._place, self._digest, self.sheet = ("", ""), "", None
        self._request += 1

    def ask(self) -> None:
        """Ask again for what is shown."""
        workspace, (unit, period), digest = self._context.workspace, self._place, self._digest
        if workspace is None or not unit:
            return
        self._request += 1
        request = self._request

        def done(sheet: ReviewSheet) -> None:
            if request == self._request:
                self.sheet = sheet
                self._remarks = self._kept_remarks()
                self.answered.emit(sheet)

        def failed(error: Exception) -> None:
            if request == self._request:
                self.failed.emit(error)

        self._context.runner.read(
            lambda _: review_sheet(workspace, unit, period, digest),
            done,
            owner=self,
            failed=failed,
        )

    # --- Remarks ---------------------------------------------------------------------------------

    @property
    def remarks(self) -> Mapping[str, str]:
        """What was written so far, by indicator; `WHOLE` for the submission as a whole."""
        return self._remarks

    def remark(self, indicator: str, text: str) -> None:
        """Keep a remark until the decision, also over a restart; an empty one is dropped."""
        if text.strip():
            self._remarks[indicator] = text
        else:
            self._remarks.pop(indicator, None)
        said = json.dumps(self._remarks, ensure_ascii=False) if self._remarks else ""
        self._context.settings.keep_draft(self._draft(), said)

    def _draft(self) -> str:
        digest = "" if self.sheet is None else self.sheet.revision.digest
        return f"review {digest}"

    def _kept_remarks(self) -> dict[str, str]:
        text = self._context.settings.draft(self._draft())
        try:
            found = cast("dict[str, object]", json.loads(text)) if text else {}
        except ValueError:
            return {}
        return {code: str(said) for code, said in found.items()}

    def field_remarks(self) -> list[FieldRemark]:
        """Return the remarks as a return carries them: the whole first, then as the sheet."""
        order = [] if self.sheet is None else [row.code for row in self.sheet.rows]
        known = [code for code in (WHOLE, *order) if code in self._remarks]
        return [FieldRemark(code, self._remarks[code]) for code in known]

    # --- Deciding --------------------------------------------------------------------------------

    def accept(self, signer: OfficeKey | None, digest: str, reason: str) -> None:
        """Accept the revision that was looked at."""
        unit, period = self._place

        def work(workspace: Workspace, key: str) -> Reviewed:
            return accept(workspace, unit, period, digest, signer, reason=reason, key=key)

        self._decide(work)

    def give_back(
        self,
        signer: OfficeKey | None,
        digest: str,
        reason: str,
        remarks: list[FieldRemark],
        by_when: date | None,
    ) -> None:
        """Return the revision that was looked at to its office."""
        unit, period = self._place

        def work(workspace: Workspace, key: str) -> Reviewed:
            return return_submission(
                workspace,
                unit,
                period,
                digest,
                signer,
                reason=reason,
                remarks=remarks,
                by_when=by_when,
                key=key,
            )

        self._decide(work)

    def choose(self, signer: OfficeKey | None, digest: str, reason: str) -> None:
        """Choose which of several rival revisions goes on."""
        unit, period = self._place

        def work(workspace: Workspace, key: str) -> Reviewed:
            return choose(workspace, unit, period, digest, signer, reason=reason, key=key)

        self._decide(work)

    def _decide(self, decide: Callable[[Workspace, str], Reviewed]) -> None:
        workspace, key, draft = self._context.open_workspace, str(uuid.uuid4()), self._draft()

        def work(_: Progress) -> Reviewed:
            return decide(workspace, key)

        def done(reviewed: Reviewed) -> None:
            self._context.settings.keep_draft(draft, "")
            self._digest = ""
            self._context.hub.tell(ChangeSet(frozenset(Topic)))
            self.decided.emit(reviewed)

        self._context.runner.write(work, done, owner=self)
