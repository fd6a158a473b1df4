"""Reading a dump with mistrust: only what its manifest lists, whole and as listed."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from spa_me.domain.dataset import Dataset
from spa_me.domain.errors import Finding, InputError, NotFoundError
from spa_me.domain.numbers import NotANumberError, checked_decimal
from spa_me.domain.progress import Progress
from spa_me.storage.format import FORMAT
from spa_me.storage.interchange import Promised, Tables, UnreadableError, tables_of
from spa_me.storage.parts import digest

MANIFEST = "manifest.json"
AUDIT = "audit"
MAX_MANIFEST_BYTES = 50_000_000
MAX_FILE_BYTES = 500_000_000
MAX_PARTS = 50_000

_NAME = re.compile(r"[A-Za-z0-9-]{1,80}\.json\Z")
_SHA_256 = re.compile(r"[0-9a-f]{64}\Z")
_KEPT = "No workspace was made."


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Dump:
    """What a dump holds.

    Attributes:
        parts: the rows of each part and, under `audit`, of the audit.
        promised: what its manifest promises of the whole.
        files: the SHA-256 of each file that is kept.
    """

    parts: dict[str, Tables]
    promised: Promised
    files: tuple[str, ...]


def read_dump(folder: Path, progress: Progress) -> Dump:
    """Return what a dump holds; the content of its files is left to `read_files`.

    Raises:
        NotFoundError: if there is no manifest.
        InputError: with everything that is missing or not as listed.
    """
    manifest = _manifest(folder)
    entries = _entries(folder.name, manifest)
    found: dict[str, Tables] = {}
    findings: list[Finding] = []
    for done, entry in enumerate(entries):
        progress.step(done, len(entries), "read the parts")
        try:
            found[entry.name] = tables_of(entry.name, _content(folder, entry))
        except ValueError as error:  # what is unreadable says so in a sentence
            findings.append(Finding(f"data/{entry.file}", str(error)))
    if findings:
        raise InputError(folder.name, findings, kept=_KEPT)
    digests = {entry.name: entry.sha256 for entry in entries if entry.name != AUDIT}
    files = tuple(cast("list[str]", manifest["files"]))
    return Dump(found, Promised(digests, str(manifest["seal"])), files)


def read_files(folder: Path, names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Yield each file of a dump with its SHA-256.

    Raises:
        InputError: if one is missing or was changed.
    """
    for name in names:
        try:
            yield name, _checked(folder / "files" / name, name)
        except UnreadableError as error:
            raise InputError(
                folder.name, [Finding(f"files/{name}", str(error))], kept=_KEPT
            ) from error


def _manifest(folder: Path) -> Mapping[str, object]:
    path = folder / MANIFEST
    if not path.is_file():
        message = f"{folder.name} is no dump: it has no {MANIFEST}."
        raise NotFoundError(message, do="Choose the folder that “spa-me dump” made.")
    try:
        if path.stat().st_size > MAX_MANIFEST_BYTES:
            raise UnreadableError("it is too large")
        loaded: object = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        findings = [Finding(MANIFEST, f"it cannot be read ({error})")]
        raise InputError(folder.name, findings, kept=_KEPT) from error
    findings = list(_manifest_findings(loaded))
    if findings:
        raise InputError(folder.name, findings, kept=_KEPT)
    return cast("Mapping[str, object]", loaded)


def _manifest_findings(loaded: object) -> Iterator[Finding]:
    if not isinstance(loaded, dict):
        yield Finding(MANIFEST, "it is no table of keys")
        return
    manifest = cast("dict[str, object]", loaded)
    if manifest.get("dump") != 1:
        problem = f"its format is {str(manifest.get('dump'))[:20]}"
        yield Finding("dump", problem, "1, or a newer version of SPA-ME")
    if manifest.get("workspace_format") != FORMAT:
        problem = f"the workspace's format is {str(manifest.get('workspace_format'))[:20]}"
        yield Finding("workspace_format", problem, f"{FORMAT}, or another version of SPA-ME")
    if not isinstance(manifest.get("parts"), list) or not isinstance(manifest.get("audit"), dict):
        yield Finding(MANIFEST, "its parts or its audit are missing", "parts and audit")
    if not isinstance(manifest.get("seal"), str):
        yield Finding("seal", "it is missing", "a text")
    if not _are_digests(manifest.get("files")):
        yield Finding("files", "it is not a list of SHA-256", "64 hexadecimal digits each, once")


def _are_digests(value: object) -> bool:
    if not isinstance(value, list):
        return False
    names = cast("list[object]", value)
    if not all(isinstance(name, str) and _SHA_256.match(name) for name in names):
        return False
    return len(set(names)) == len(names)


def _entries(source: str, manifest: Mapping[str, object]) -> list[_Entry]:
    listed = [*cast("list[object]", manifest["parts"]), manifest["audit"]]
    if len(listed) > MAX_PARTS:
        raise InputError(source, [Finding("parts", "there are too many")], kept=_KEPT)
    entries: list[_Entry] = []
    findings: list[Finding] = []
    for place, raw in enumerate(listed, start=1):
        entry = _entry(raw)
        if entry is None or (entry.name == AUDIT) != (place == len(listed)):
            findings.append(Finding(f"parts[{place}]", "it is not an entry of a part"))
        else:
            entries.append(entry)
    for names in ([entry.name for entry in entries], [entry.file for entry in entries]):
        repeated = [name for name, count in Counter(names).items() if count > 1]
        findings.extend(Finding(name, "it is listed twice") for name in repeated)
    if findings:
        raise InputError(source, findings, kept=_KEPT)
    return entries


def _entry(raw: object) -> _Entry | None:
    if not isinstance(raw, dict):
        return None
    entry = cast("dict[str, object]", raw)
    name, file, sha256 = entry.get("name"), entry.get("file"), entry.get("sha256")
    if not (isinstance(name, str) and isinstance(file, str) and isinstance(sha256, str)):
        return None
    if not _NAME.match(file) or not _SHA_256.match(sha256) or len(name) > 500:
        return None
    return _Entry(name, file, sha256)


def _content(folder: Path, entry: _Entry) -> bytes:
    return _checked(folder / "data" / entry.file, entry.sha256)


def _checked(path: Path, sha256: str) -> bytes:
    """Return the content of a file; raises `UnreadableError` unless it has this SHA-256."""
    try:
        if path.is_symlink() or not path.is_file():
            raise UnreadableError("it is missing")
        if path.stat().st_size > MAX_FILE_BYTES:
            raise UnreadableError("it is too large")
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"it cannot be read ({error.strerror})") from error
    if digest(content) != sha256:
        raise UnreadableError("it was changed: its SHA-256 is not that of the manifest")
    return content


def check_content(source: str, read: Callable[[], Dataset]) -> None:
    """Raise `InputError` if rows say what no workspace holds, such as a number without end."""
    try:
        dataset = read()
        findings = list(_number_findings(dataset))
    except InputError as error:
        raise InputError(source, list(error.findings), kept=_KEPT) from error
    except (ValueError, LookupError, TypeError, ArithmeticError) as error:
        findings = [Finding("the rows", f"one of them cannot be read ({error})")]
        raise InputError(source, findings, kept=_KEPT) from error
    if findings:
        raise InputError(source, findings, kept=_KEPT)


def _number_findings(dataset: Dataset) -> Iterator[Finding]:
    for key, value in dataset.values.items():
        numbers = [value.number, value.numerator, value.denominator]
        numbers.extend(part for parts in value.parts.values() for part in parts.values())
        for number in numbers:
            try:
                if number is not None:
                    checked_decimal(number)
            except NotANumberError as error:
                yield Finding(" ".join(key), str(error))
