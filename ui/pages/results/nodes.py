"""The rows of the tree: results with the markers under them, narrowed by status and words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from spa_me.domain.assessment import ResultAssessment
from spa_me.domain.framework import FrameworkDefinition
from spa_me.domain.status import NoStatus, Status
from spa_me.reports import ReportBook
from spa_me.reports.lines import MarkerLine
from ui.models.searching import matches


class Narrowing(StrEnum):
    """Which markers are shown."""

    ALL = "all"
    FULLY = "fully"
    PARTLY = "partly"
    NOT = "not"
    NO_STATUS = "no_status"
    ATTENTION = "attention"
    DIFFERS = "differs"


_SHOWS: dict[Narrowing, Callable[[MarkerLine], bool]] = {
    Narrowing.ALL: lambda _: True,
    Narrowing.FULLY: lambda line: line.kind is Status.FULLY,
    Narrowing.PARTLY: lambda line: line.kind is Status.PARTLY,
    Narrowing.NOT: lambda line: line.kind is Status.NOT,
    Narrowing.NO_STATUS: lambda line: isinstance(line.kind, NoStatus),
    Narrowing.ATTENTION: lambda line: (
        line.kind in {Status.NOT, Status.PARTLY, NoStatus.NOT_REPORTED}
    ),
    Narrowing.DIFFERS: lambda line: line.assessment.differs,
}


def narrowing_of(kind: str) -> Narrowing:
    """Return what a page asks to be shown by a status word; all for one that is not known."""
    if kind in set(NoStatus):
        return Narrowing.NO_STATUS
    return Narrowing(kind) if kind in set(Narrowing) else Narrowing.ALL


def counts(book: ReportBook) -> dict[Narrowing, int]:
    """Return how many markers each narrowing shows."""
    return {which: sum(map(shows, book.markers)) for which, shows in _SHOWS.items()}


@dataclass(eq=False)
class Node:
    """A row: a result or a marker.

    Attributes:
        level: for a result the name of its level, such as `Output`.
    """

    result: ResultAssessment | None = None
    marker: MarkerLine | None = None
    level: str = ""
    parent: Node | None = None
    children: list[Node] = field(default_factory=list["Node"])

    @property
    def key(self) -> tuple[str, str]:
        """What the row is known by when rows are made anew."""
        if self.marker is not None:
            return ("marker", self.marker.code)
        return ("result", "" if self.result is None else self.result.result.code)

    @property
    def row(self) -> int:
        """Its place under its parent."""
        return 0 if self.parent is None else self.parent.children.index(self)

    def walk(self) -> Iterator[Node]:
        """Yield every row below, in reading order."""
        for child in self.children:
            yield child
            yield from child.walk()


def make_tree(book: ReportBook, which: Narrowing, words: str) -> Node:
    """Return the top of the tree; results without a marker that is shown are left out."""
    root = Node()
    by_code: dict[str, Node] = {}
    levels = {level.code: str(level.title) for level in book.definition.levels}
    for entry in book.results:
        parent = by_code.get(entry.result.parent or "", root)
        node = Node(result=entry, level=levels[entry.result.level], parent=parent)
        by_code[entry.result.code] = node
        shown = _markers_of(book, entry.result.code, which, words)
        node.children = [Node(marker=line, parent=node) for line in shown]
        parent.children.append(node)
    if which is not Narrowing.ALL or words.strip():
        _prune(root)
    return root


def _markers_of(book: ReportBook, result: str, which: Narrowing, words: str) -> list[MarkerLine]:
    shows = _SHOWS[which]
    own = [line for line in book.markers if line.result_code == result and shows(line)]
    if not words.strip():
        return own
    return [line for line in own if matches(words, _texts(book.definition, line))]


def _texts(definition: FrameworkDefinition, line: MarkerLine) -> Iterator[str]:
    """Yield all that a marker can be found by, in every language."""
    yield line.code
    yield from line.assessment.marker.title.root.values()
    for leg in line.assessment.legs:
        yield leg.indicator.code
        yield from leg.indicator.title.root.values()
    code: str | None = line.result_code
    while code is not None:
        result = definition.result_by_code[code]
        yield from result.title.root.values()
        code = result.parent


def _prune(node: Node) -> None:
    for child in node.children:
        _prune(child)
    node.children = [c for c in node.children if c.marker is not None or c.children]
