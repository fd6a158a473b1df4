"""Beside the sheet: the chosen field and its remark, the submission, its evidence, its history."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from spa_me.services.exchange.preview import RecordChange
from spa_me.services.exchange.review_sheet import ReviewRow, ReviewSheet, RevisionWords
from spa_me.services.exchange.share_changes import ShareChange
from ui.context import Context
from ui.i18n import domain_text, show_date, show_moment, show_sentence, show_status
from ui.pages.review.columns import target_text
from ui.pages.review.words import (
    NOTHING,
    dispute_text,
    revision_title,
    rival_title,
    rivals_text,
    tr,
    verdict_title,
)
from ui.revisions import why_it_came
from ui.values import show_record, show_share, show_value
from ui.widgets.evidence_box import EvidenceBox
from ui.widgets.labels import label

_LINES = 6


class ReviewSide(QFrame):
    """Four views of what is reviewed; remarks are written in the first two."""

    remarked = Signal(str, str)
    """Emitted with an indicator (empty for the whole) and the remark on it, at every change."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setAccessibleName(self.tr("About the submission"))
        self._row: ReviewRow | None = None
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.setUsesScrollButtons(False)  # all four are seen, and it is as wide as they are
        self.field_title, self.field_text = label(role="heading"), label(selectable=True)
        self.remark = self._editor(self.tr("Remark on this field"))
        self.whole_text = label(selectable=True)
        self.whole = self._editor(self.tr("Remark on the submission as a whole"))
        self._remark_part = _named(self.tr("&Remark"), self.remark)
        self._whole_part = _named(self.tr("Re&mark on the whole"), self.whole)
        self.history = label(selectable=True)
        self.evidence = EvidenceBox(context, least=6)
        self.field_evidence = EvidenceBox(context, least=3, most=6)
        self._evidence_said = label(role="muted")
        self._build()
        self.remark.textChanged.connect(self._field_remarked)
        self.whole.textChanged.connect(self._whole_remarked)

    def _editor(self, name: str) -> QPlainTextEdit:
        made = QPlainTextEdit()
        made.setTabChangesFocus(True)
        made.setAccessibleName(name)
        made.setPlaceholderText(self.tr("Goes to the country when you return the submission."))
        made.setFixedHeight(_LINES * made.fontMetrics().lineSpacing() + 18)
        return made

    def _build(self) -> None:
        self.tabs.addTab(
            _page(
                self.field_title,
                self.field_text,
                self._remark_part,
                self.field_evidence,
            ),
            self.tr("Field"),
        )
        self.tabs.addTab(_page(self.whole_text, self._whole_part), self.tr("Submission"))
        evidence = QWidget()
        column = QVBoxLayout(evidence)
        column.setContentsMargins(12, 8, 8, 8)
        column.addWidget(self._evidence_said)
        column.addWidget(self.evidence, 1)
        self.tabs.addTab(evidence, self.tr("Evidence"))
        self.tabs.addTab(_page(self.history), self.tr("History"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addWidget(self.tabs)

    # --- Showing ---------------------------------------------------------------------------------

    def show_sheet(self, sheet: ReviewSheet, whole_remark: str) -> None:
        """Show what belongs to the whole submission."""
        self.whole_text.setText("\n\n".join(_about_whole(sheet)))
        self.history.setText("\n\n".join(_history(sheet)))
        self.evidence.list.show_evidence(sheet.evidence, groups=sheet.titles)
        count = len(sheet.evidence)
        none = self.tr("No evidence came with this revision.")
        some = self.tr("SPA-ME asks before it opens a file. It never starts a program.")
        self._evidence_said.setText(some if count else none)
        self.evidence.setVisible(count > 0)
        counted = self.tr("Evidence ({n})").format(n=count)
        self.tabs.setTabText(2, counted if count else self.tr("Evidence"))
        _set_text(self.whole, whole_remark)
        for editor in (self.remark, self.whole):
            editor.setReadOnly(not sheet.may_return)
            editor.setEnabled(sheet.may_return)
        self._whole_part.setVisible(sheet.may_return)

    def show_row(self, row: ReviewRow | None, sheet: ReviewSheet | None, remark: str) -> None:
        """Show a field with the remark on it so far."""
        self._row = row
        self._remark_part.setVisible(row is not None and sheet is not None and sheet.may_return)
        evidence = () if row is None else row.evidence
        self.field_evidence.list.show_evidence(evidence, "" if row is None else row.code)
        self.field_evidence.setVisible(bool(evidence))
        if row is None or sheet is None:
            self.field_title.setText(self.tr("Choose a row"))
            self.field_text.setText("")
            return
        self.field_title.setText(f"{row.code} {row.title}")
        self.field_text.setText("\n".join(_about_field(row, sheet)))
        _set_text(self.remark, remark)

    def write_remark(self) -> None:
        """Go to the remark on the chosen field."""
        self.tabs.setCurrentIndex(0)
        self.remark.setFocus()

    def _field_remarked(self) -> None:
        if self._row is not None:
            self.remarked.emit(self._row.code, self.remark.toPlainText())

    def _whole_remarked(self) -> None:
        self.remarked.emit("", self.whole.toPlainText())


def _page(*parts: QWidget) -> QScrollArea:
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(12, 8, 12, 8)
    column.setSpacing(8)
    for part in parts:
        column.addWidget(part)
    column.addStretch()
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


def _named(text: str, editor: QPlainTextEdit) -> QWidget:
    made = QWidget()
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 6, 0, 0)
    column.setSpacing(3)
    name = label(text, "strong", wraps=False)
    name.setBuddy(editor)
    column.addWidget(name)
    column.addWidget(editor)
    return made


def _set_text(editor: QPlainTextEdit, text: str) -> None:
    if editor.toPlainText() != text:  # what is being typed keeps its cursor
        with QSignalBlocker(editor):
            editor.setPlainText(text)


def _figures(row: ReviewRow, sheet: ReviewSheet) -> Iterator[str]:
    """Yield what was reported for the period before, what the revision before says, and this."""
    indicator = sheet.definition.indicator_by_code.get(row.code)
    if sheet.last_period is not None:
        text, last = tr("In {period}: {value}"), show_value(row.last, indicator)
        yield text.format(period=sheet.last_period.title, value=last)
    if sheet.against:
        text, before = tr("In revision {number}: {value}"), show_value(row.old, indicator)
        yield text.format(number=sheet.against, value=before)
    yield tr("Now: {value}").format(value=show_value(row.new, indicator))


def _about_field(row: ReviewRow, sheet: ReviewSheet) -> Iterator[str]:
    yield from _figures(row, sheet)
    if row.target.used is not None or row.target.shared is not None:
        yield tr("Target: {target}").format(target=target_text(row))
    for title, text in ((tr("Reason"), row.new.reason), (tr("Note"), row.new.note)):
        if text:
            yield f"{title}: {text}"
    if row.new.entered_by:
        yield tr("Entered by {name}").format(name=row.new.entered_by)
    if row.was == row.stands:
        yield tr("Status: {status}").format(status=show_sentence(row.status_words(row.stands)))
    else:
        text = tr("Status: {before} → {now}")
        before, now = (show_sentence(row.status_words(kind)) for kind in (row.was, row.stands))
        yield text.format(before=before, now=now)
    for problem in row.problems:
        yield f"△ {show_sentence(problem.what)}"
    for disputed in sheet.disputed:
        if disputed.indicator == row.code:
            text = tr("◆ The revisions differ, {field}: {said}")
            title = rival_title(sheet, disputed)
            yield text.format(field=title, said=dispute_text(sheet, disputed))
    yield from _remarks_on(row.code, sheet)


def _remarks_on(code: str, sheet: ReviewSheet) -> Iterator[str]:
    """Yield with which remark the revision went back, and what it answers to an earlier one."""
    for decision in sheet.submission.chain.decisions.get(sheet.revision.digest, ()):
        for remark in decision.remarks:
            if remark.indicator == code:
                yield tr("Returned with: “{text}”").format(text=remark.text)
    for answered in sheet.answers:
        if answered.remark.indicator == code:
            yield tr("You asked: “{text}”").format(text=answered.remark.text)
            yield _answer(answered.answer, is_changed=answered.is_changed)


def _answer(text: str, *, is_changed: bool) -> str:
    if text:
        return tr("They answer: “{text}”").format(text=text)
    return tr("The figure was changed.") if is_changed else tr("No answer.")


def _about_whole(sheet: ReviewSheet) -> Iterator[str]:
    is_correction = sheet.is_correction(sheet.revision)
    why = [*why_it_came(sheet.manifest, is_correction=is_correction)]
    if why:
        yield "\n".join(why)
    if sheet.content.message:
        yield tr("Message of the approver: “{text}”").format(text=sheet.content.message)
    for answered in sheet.answers:
        asked = tr("You asked about {field}: “{text}”").format(
            field=_field(answered.remark.indicator, sheet), text=answered.remark.text
        )
        yield f"{asked}\n{_answer(answered.answer, is_changed=answered.is_changed)}"
    if sheet.rivals:
        yield rivals_text(sheet)
    effects = [
        tr("{marker} {title}: {before} → {now}").format(
            marker=change.marker,
            title=change.title,
            before=NOTHING if change.old is None else show_status(change.old),
            now=NOTHING if change.new is None else show_status(change.new),
        )
        for change in sheet.preview.statuses
    ]
    if effects:
        yield "\n".join([tr("What it changes for the region:"), *effects])
    shares = [_share_change(change) for change in sheet.preview.shares]
    if shares:
        yield "\n".join([tr("What it does to the government’s share of money:"), *shares])
    doubts = [
        *(f"△ {show_sentence(problem.what)}" for problem in sheet.money.problems),
        *(
            tr("• {what} They confirm: “{reason}”").format(
                what=show_sentence(problem.what), reason=said.reason
            )
            for problem, said in sheet.money.confirmed
        ),
    ]
    if doubts:
        yield "\n".join([tr("What may be wrong in the money:"), *doubts])
    records = [_record_change(change) for change in sheet.preview.records]
    if records:
        yield "\n".join([tr("Changed records:"), *(f"• {text}" for text in records)])


def _record_change(change: RecordChange) -> str:
    name, before, now = change.subject, show_record(change.old), show_record(change.new)
    if not before:
        return tr("New {record}: {now}").format(record=name, now=now)
    if not now:
        return tr("No longer there, {record}: {before}").format(record=name, before=before)
    text = tr("{record}: {before} → {now}")
    return text.format(record=name[:1].upper() + name[1:], before=before, now=now)


def _share_change(change: ShareChange) -> str:
    text = (
        tr("{stage}: {before} → {now}")
        if change.unit
        else tr("{stage}, all together: {before} → {now}")
    )
    stage = domain_text(change.stage)
    return text.format(stage=stage, before=show_share(change.old), now=show_share(change.new))


def _field(code: str, sheet: ReviewSheet) -> str:
    """Return a question as people call it; for no code the submission as a whole."""
    return sheet.titles.get(code, code) or tr("the whole")


def _words(said: RevisionWords, sheet: ReviewSheet) -> Iterator[str]:
    """Yield why a revision was made, and what it answers."""
    if said.reason:
        yield tr("Reason of the office: “{text}”").format(text=said.reason)
    for answer in said.answers:
        text = tr("Answer on {field}: “{text}”")
        yield text.format(field=_field(answer.indicator, sheet), text=answer.text)


def _history(sheet: ReviewSheet) -> Iterator[str]:
    chain = sheet.submission.chain
    for revision in sheet.choices:
        lines = [revision_title(sheet, revision)]
        if revision.sealed_at is not None:
            text = tr("sealed {when} by {name}")
            lines.append(
                text.format(when=show_moment(revision.sealed_at), name=revision.approved_by)
            )
        lines.extend(_words(sheet.words[revision.digest], sheet))
        for decision in chain.decisions.get(revision.digest, ()):
            said = f"{verdict_title(decision.verdict)}, {decision.person}"
            when = "" if decision.at is None else f", {show_moment(decision.at)}"
            reason = f": “{decision.reason}”" if decision.reason else ""
            lines.append(f"{said}{when}{reason}")
            if decision.by_when is not None:
                text = tr("Expected again by {day}")
                lines.append(f"   {text.format(day=show_date(decision.by_when))}")
            lines.extend(
                f"   {_field(remark.indicator, sheet)}: {remark.text}"
                for remark in decision.remarks
            )
        yield "\n".join(lines)
