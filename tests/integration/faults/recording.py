"""What a power cut leaves: the writes of a process, of which only what was synced is certain.

A file's content is certain once the file was synced, a name once its folder was. Of the rest each
write may be there or not; names come in their order, as a journal of the file system keeps them,
but may be ahead of the content.
"""

import os
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.integration.faults.tracing import Call


@dataclass
class Content:
    """A file: its bytes on the disk, and what was written since, not yet certain."""

    certain: bytes = b""
    waiting: list[tuple[int, bytes | None]] = field(default_factory=list[tuple[int, bytes | None]])

    def sync(self) -> None:
        self.certain = _applied(self.certain, self.waiting)
        self.waiting = []

    def after_cut(self, dice: random.Random) -> bytes:
        luck = dice.choice((0.0, 0.5, 1.0))
        return _applied(self.certain, [one for one in self.waiting if dice.random() < luck])


def _applied(content: bytes, changes: list[tuple[int, bytes | None]]) -> bytes:
    found = bytearray(content)
    for place, data in changes:
        if data is None:  # cut or grown to this size
            found = found[:place] + bytes(max(0, place - len(found)))
        else:
            found += bytes(max(0, place - len(found)))
            found[place : place + len(data)] = data
    return bytes(found)


Names = dict[Path, Content | None]
"""Each name below a folder; a folder itself has no content."""


@dataclass(frozen=True)
class _Change:
    """A change of names that waits to be certain, all of it in one step.

    Attributes:
        folders: those of which a sync makes it certain.
        gone: names that go.
        come: names that come, each with its content and, where something was renamed, the name
            that it had.
    """

    folders: frozenset[Path]
    gone: tuple[Path, ...] = ()
    come: tuple[tuple[Path, Content | None, Path | None], ...] = ()


class Disk:
    """A folder as it is told call by call, and as a power cut would leave it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.certain: Names = dict(_found_in(folder))
        self.names: Names = dict(self.certain)
        self.waiting: list[_Change] = []
        self._ends: dict[tuple[Path, int], int] = {}

    def note(self, call: Call) -> None:
        """Take note of a call that is about to be made, and will be made well."""
        match call.name:
            case "open" | "openat":
                self._open(call)
            case "write" | "writev" | "pwrite64":
                self._write(call)
            case "ftruncate" | "truncate":
                self._content(call.paths[0]).waiting.append((call.arguments[1], None))
            case "fsync" | "fdatasync":
                self._sync(call.paths[0])
            case "mkdir" | "mkdirat":
                self._come(call.paths[0])
            case "link" | "linkat":
                self._come(call.paths[1], self.names.get(call.paths[0]))
            case "unlink" | "unlinkat" | "rmdir":
                self._go(call.paths[0])
            case "rename" | "renameat" | "renameat2":
                self._rename(*call.paths)
            case _:
                pass

    def _content(self, path: Path) -> Content:
        return self.names.get(path) or Content()

    def _open(self, call: Call) -> None:
        (path,) = call.paths
        if path not in self.names and call.flags & os.O_CREAT:
            self._come(path, Content())
        elif call.flags & os.O_TRUNC:
            self._content(path).waiting.append((0, None))

    def _write(self, call: Call) -> None:
        (path,) = call.paths
        content = self._content(path)
        if call.name == "pwrite64":
            place = call.arguments[3]
        else:
            position = Path(f"/proc/{call.process}/fdinfo/{call.arguments[0]}").read_text()
            place = int(position.split()[1])
        content.waiting.append((place, call.data()))

    def _sync(self, path: Path) -> None:
        content = self.names.get(path)
        if content is not None:
            content.sync()
            return
        for change in [one for one in self.waiting if path in one.folders]:
            _apply(self.certain, change)
            self.waiting.remove(change)

    def _rename(self, old: Path, new: Path) -> None:
        moved = [path for path in self.names if old in (path, *path.parents)]
        come = tuple((new / path.relative_to(old), self.names[path], path) for path in moved)
        self._change(_Change(frozenset((old.parent, new.parent)), tuple(moved), come))

    def _come(self, path: Path, content: Content | None = None) -> None:
        if path not in self.names:
            self._change(_Change(frozenset((path.parent,)), (), ((path, content, None),)))

    def _go(self, path: Path) -> None:
        if path in self.names:
            self._change(_Change(frozenset((path.parent,)), (path,)))

    def _change(self, change: _Change) -> None:
        _apply(self.names, change)
        self.waiting.append(change)

    def after_cut(self, target: Path, dice: random.Random) -> None:
        """Write to a new folder what a power cut at this moment leaves."""
        names = dict(self.certain)
        for change in self.waiting[: dice.choice((0, len(self.waiting), dice.randint(0, 99)))]:
            _apply(names, change)
        there = {self.folder: None, **names}
        target.mkdir(parents=True)
        written: dict[int, Path] = {}
        for path, content in sorted(there.items(), key=lambda pair: len(pair[0].parts)):
            place = target / path.relative_to(self.folder)
            if not place.parent.is_dir():
                continue  # its folder is not there
            if content is None:
                place.mkdir(exist_ok=True)
            elif id(content) in written:
                place.hardlink_to(written[id(content)])
            else:
                place.write_bytes(content.after_cut(dice))
                written[id(content)] = place


def _apply(names: Names, change: _Change) -> None:
    there = {path: names.pop(path) for path in change.gone if path in names}
    for path, content, before in change.come:
        is_file = content is not None
        if before is None or before in there or is_file:
            names[path] = content


def _found_in(folder: Path) -> Iterator[tuple[Path, Content | None]]:
    for path in sorted(folder.rglob("*")):
        yield path, None if path.is_dir() else Content(path.read_bytes())
