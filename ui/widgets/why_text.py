"""What the "why?" panel says: a derivation as sections, and those as HTML or plain text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QCoreApplication

from spa_me.dashboards.theme import Palette
from spa_me.domain.derivation import DerivationInput
from spa_me.domain.sentences import Sentence
from spa_me.domain.status import NoStatus, Status
from spa_me.reports.book import NoteLine
from spa_me.reports.lines import MarkerLine
from ui.i18n import show_amount, show_moment, show_sentence

translate = QCoreApplication.translate
Kind = Status | NoStatus


@dataclass(frozen=True, slots=True)
class PastPeriod:
    """How the marker stood in an earlier period: its title, its status, its figure in words."""

    period: str
    kind: Kind
    status: str
    actual: str


def past_period(title: str, line: MarkerLine) -> PastPeriod:
    """Return how a marker stood in the period with this title."""
    status, actual = show_sentence(line.status_words), show_sentence(line.actual_text)
    return PastPeriod(title, line.kind, status, actual)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: a name, a figure on the right, and what more is known below.

    Attributes:
        kind: the status whose shape stands before the figure, and `status`: its words.
        link: where a click on the name leads, such as `entry/KH/2014/1.3`; empty for nowhere.
    """

    name: str
    figure: str
    details: tuple[str, ...] = ()
    kind: Kind | None = None
    status: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of an explanation under its own heading."""

    heading: str
    sentences: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """An answer to "why?".

    Attributes:
        kind: the status that it explains, if it is one, and `status`: its words.
    """

    title: str
    answer: str
    kind: Kind | None
    status: str
    sections: tuple[Section, ...]


def explanation_of(
    line: MarkerLine, history: Sequence[PastPeriod] = (), notes: Sequence[NoteLine] = ()
) -> Explanation:
    """Return the explanation of a marker's status."""
    derivation = line.derivation
    answer = show_sentence(derivation.answer)
    found = [section for section in _sections(line, answer, history, notes) if section is not None]
    title, status = show_sentence(derivation.title), show_sentence(line.status_words)
    return Explanation(title, answer, line.kind, status, tuple(found))


def _sections(
    line: MarkerLine, answer: str, history: Sequence[PastPeriod], notes: Sequence[NoteLine]
) -> Iterator[Section | None]:
    derivation = line.derivation
    yield Section(translate("WhyPanel", "Marker"), (f"{line.code} {line.title}",))
    yield Section(translate("WhyPanel", "Rule"), (show_sentence(derivation.rule),))
    steps = [text for text in map(show_sentence, derivation.steps) if text != answer]
    yield _said(translate("WhyPanel", "How it stands"), steps)
    rows = tuple(_input_row(line, entry) for entry in derivation.inputs)
    yield Section(translate("WhyPanel", "Figures"), (), rows)
    over_time = [sentence for leg in line.over_time for sentence in leg.sentences]
    yield _said(translate("WhyPanel", "Over time"), over_time)
    yield _said(translate("WhyPanel", "What is missing"), derivation.missing)
    yield _said(translate("WhyPanel", "Worst and best case"), derivation.cases)
    yield _said(translate("WhyPanel", "What would change it"), derivation.changes)
    yield _said(translate("WhyPanel", "Explanation of the deviation"), [line.explanation])
    yield _said(translate("WhyPanel", "To be known"), derivation.remarks)
    yield _said(translate("WhyPanel", "Notes on the data"), [_note(note) for note in notes])
    if history:
        past = tuple(Row(p.period, p.actual, (), p.kind, p.status) for p in history)
        yield Section(translate("WhyPanel", "Earlier periods"), (), past)


def _said(heading: str, sentences: Sequence[Sentence | str]) -> Section | None:
    shown = tuple(text for text in map(show_sentence, sentences) if text)
    return Section(heading, shown) if shown else None


def _note(note: NoteLine) -> str:
    return f"{note.text} ({note.source})" if note.source else note.text


def _input_row(line: MarkerLine, entry: DerivationInput) -> Row:
    figure = show_amount(entry.amount) if entry.amount is not None else _graded(line, entry)
    period = line.assessment.period
    details = [show_sentence(entry.stands)]
    if entry.target is not None:
        target = translate("WhyPanel", "target {target}").format(target=show_amount(entry.target))
        details[0] = f"{details[0]} · {target}"
    if entry.value.note:
        details.append(entry.value.note)
    if entry.entered_by:
        details.append(_entered(entry))
    several = len(line.assessment.legs) > 1
    name = f"{entry.indicator} · {entry.unit_name}" if several else entry.unit_name
    link = f"entry/{entry.unit}/{period}/{entry.indicator}"
    return Row(name, figure, tuple(details), link=link)


def _graded(line: MarkerLine, entry: DerivationInput) -> str:
    if entry.value.level is None:
        return "–"
    indicator = line.definition.indicator_by_code[entry.indicator]
    level = indicator.level(entry.value.level)
    return entry.value.level if level is None else str(level.title)


def _entered(entry: DerivationInput) -> str:
    if entry.entered_at is None:
        return entry.entered_by
    said = translate("WhyPanel", "entered by {person}, {moment}")
    return said.format(person=entry.entered_by, moment=show_moment(entry.entered_at))


def as_plain_text(explanation: Explanation) -> str:
    """Return an explanation for the clipboard; rows of tables with tabs between their cells."""
    lines = [explanation.title]
    if explanation.kind is not None:
        lines.append(explanation.status)
    lines.append(explanation.answer)
    for section in explanation.sections:
        lines += ["", section.heading, *section.sentences]
        for row in section.rows:
            status = () if row.kind is None else (row.status,)
            lines.append("\t".join((row.name, row.figure, *status, *row.details)))
    return "\n".join(lines)


def as_html(explanation: Explanation, palette: Palette) -> str:
    """Return an explanation for a text browser; texts of people are escaped."""
    parts: list[str] = []
    if explanation.kind is not None:
        status = escape(explanation.status)
        parts.append(f'<p style="margin:0 0 4px">{icon_tag(explanation.kind)} <b>{status}</b></p>')
    if explanation.answer:
        parts.append(_paragraph(explanation.answer))
    for section in explanation.sections:
        parts.append(f'<p style="margin:12px 0 2px"><b>{escape(section.heading)}</b></p>')
        parts += [_paragraph(sentence) for sentence in section.sentences]
        if section.rows:
            parts.append(_table(section.rows, palette))
    return "".join(parts)


def icon_tag(kind: Kind) -> str:
    """Return the image that stands for a status; the browser knows it by this address."""
    return f'<img src="status:{kind}" width="12" height="12">'


def _paragraph(text: str) -> str:
    return f'<p style="margin:0 0 4px">{_escaped(text)}</p>'


def _escaped(text: str) -> str:
    # A sign at the start of a line has lost its number.
    return escape(text).replace("\n", "<br>").replace(" %", "&nbsp;%")


def _table(rows: Sequence[Row], palette: Palette) -> str:
    return f'<table width="100%" cellspacing="0">{"".join(_row(r, palette) for r in rows)}</table>'


def _row(row: Row, palette: Palette) -> str:
    border = f"border-top:1px solid {palette.border};padding:4px 0 0 0"
    name = _escaped(row.name)
    if row.link:
        name = f'<a href="{escape(row.link)}" style="color:{palette.accent}">{name}</a>'
    status = "" if row.kind is None else f"{icon_tag(row.kind)} {escape(row.status)} "
    figure = f"{status}<b>{_escaped(row.figure)}</b>"
    cells = f'<td style="{border}">{name}</td><td align="right" style="{border}">{figure}</td>'
    details = "<br>".join(_escaped(detail) for detail in row.details)
    below = (
        f'<tr><td colspan="2" style="color:{palette.muted};padding:0 0 4px 0">{details}</td></tr>'
    )
    return f"<tr>{cells}</tr>{below if details else ''}"
