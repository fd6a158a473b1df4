"""Records entered, listed and taken back one by one or from a CSV file; see `record_kinds`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from spa_me.domain.changes import NO_CHANGE, ChangeSet
from spa_me.domain.dataset import Dataset
from spa_me.domain.errors import (
    Finding,
    InputError,
    NotFoundError,
    RefusedError,
    Severity,
    UserError,
)
from spa_me.domain.numbers import plain
from spa_me.domain.reading.cells import day_in, number_in, signs_shown, text_in
from spa_me.domain.reading.errors import UnreadError, quoted
from spa_me.domain.reading.signs import ENGLISH, Signs
from spa_me.domain.sentences import say
from spa_me.domain.toml_text import findings_of
from spa_me.services.csv_file import read_csv
from spa_me.services.record_kinds import RecordKind
from spa_me.services.requests import request_digest
from spa_me.services.workspace import Workspace
from spa_me.storage.writer import Writer

_TRUTH = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}


@dataclass(frozen=True, slots=True)
class Given:
    """One record as a person wrote it.

    Attributes:
        texts: by field; one that is empty says nothing.
        where: returns where a field stands, for people: `row 3, column reason`.
        signs: with which its numbers and days are written; a command line is written in English.
    """

    texts: Mapping[str, str]
    where: Callable[[str], str]
    signs: Signs = ENGLISH


@dataclass(frozen=True, slots=True)
class Entered:
    """What came of records that were given.

    Attributes:
        given: how many there were.
        findings: what is wrong with those that were left out, and what is doubtful in the file.
    """

    given: int
    left_out: int
    findings: tuple[Finding, ...]
    changes: ChangeSet


def given_in(path: Path, kind: RecordKind) -> tuple[list[Given], tuple[Finding, ...]]:
    """Return the records of a CSV file, and what is wrong with its columns and rows.

    Its first row names the fields; each further row is a record.

    Raises:
        InputError: if the file as a whole cannot be read.
    """
    needed = [name for name in kind.fields if kind.entry.model_fields[name].is_required()]
    file = read_csv(path, kind.fields, needed)
    numbers = [n for n in kind.fields if plain_type(_annotation(kind, n)) is Decimal]
    signs = signs_shown((row[name] for row in file.rows for name in numbers), file.signs)
    return [Given(row.cells, row.where, signs) for row in file.rows], file.findings


def _annotation(kind: RecordKind, name: str) -> Any:
    return kind.entry.model_fields[name].annotation


def add_records(
    workspace: Workspace, kind: RecordKind, given: Sequence[Given], *, all_or_nothing: bool = False
) -> Entered:
    """Record what was given, in one command; what is wrong is left out and told.

    A record of the same key is replaced; a contribution has none and is always a further one.

    Raises:
        RefusedError: if the person at work may not enter anything here.
    """
    findings: list[Finding] = []
    left_out = 0

    def work(writer: Writer) -> None:
        nonlocal left_out
        dataset = workspace.dataset()
        for one in given:
            wrong: Sequence[Finding] = ()
            doubts: list[Finding] = []
            try:
                entry = entry_of(kind, one, doubts)
                dataset = kind.put(writer, dataset, kind.made(entry, dataset))
            except InputError as error:
                wrong = [replace(found, where=one.where(found.where)) for found in error.findings]
            except UserError as error:
                wrong = [Finding(one.where(""), error.what, error.do)]
            findings.extend(wrong or [replace(d, where=one.where(d.where)) for d in doubts])
            left_out += bool(wrong)
        if left_out and all_or_nothing:
            raise _UndoneError

    asked = request_digest([dict(one.texts) for one in given])
    try:
        changes = workspace.change(f"enter {kind.title}", work, request=asked)
    except _UndoneError:
        changes = NO_CHANGE
    return Entered(len(given), left_out, tuple(findings), changes)


class _UndoneError(Exception):
    """Ends a command of which nothing is to be kept."""


def entry_of(kind: RecordKind, given: Given, doubts: list[Finding] | None = None) -> BaseModel:
    """Return what a person wrote as an entry of its kind, with every field of its own type.

    Args:
        kind: of the record.
        given: what the person wrote.
        doubts: takes what could have been read in another way.

    Raises:
        InputError: with the field of everything that is wrong.
    """
    typed: dict[str, object] = {}
    findings: list[Finding] = []
    for name, text in given.texts.items():
        try:
            if text:
                typed[name], doubt = _typed(_annotation(kind, name), text, given.signs)
                if doubt and doubts is not None:
                    doubts.append(Finding(name, doubt, severity=Severity.WARNING))
        except UnreadError as error:
            findings.append(_unread(name, error))
    if not findings:
        try:
            return kind.entry.model_validate(typed)
        except ValidationError as error:
            findings = findings_of(error, typed)
    raise InputError(f"The {kind.title}", findings, kept="Nothing was changed.")


def _unread(field: str, error: UnreadError) -> Finding:
    return Finding(field, str(error.what), "" if error.expected is None else str(error.expected))


def _typed(annotation: Any, text: str, signs: Signs) -> tuple[object, str]:
    """Return a text as what a field holds, and a doubt about it; raises `UnreadError`."""
    kind = plain_type(annotation)
    if kind is Decimal:
        read = number_in(text, signs)
        return read.number, "" if read.doubt is None else str(read.doubt)
    if kind is date:
        return day_in(text, signs), ""
    if kind is not bool:
        return text_in(text), ""
    if text.casefold() not in _TRUTH:
        raise UnreadError(say("“{text}” is neither yes nor no", text=quoted(text)))
    return _TRUTH[text.casefold()], ""


def plain_type(annotation: Any) -> Any:
    """Return the type of a field without what it is annotated with, and without None."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return plain_type(get_args(annotation)[0])
    if origin in {Union, UnionType}:
        return plain_type(next(a for a in get_args(annotation) if a is not type(None)))
    return annotation


def matching(kind: RecordKind, dataset: Dataset, texts: Mapping[str, str]) -> list[Any]:
    """Return the records of which every given field says the same.

    Raises:
        InputError: for a field that cannot be read.
    """
    wanted: dict[str, object] = {}
    for name, text in texts.items():
        try:
            wanted[name], _ = _typed(_annotation(kind, name), text, ENGLISH)
        except UnreadError as error:
            raise InputError(f"The {kind.title}", [_unread(name, error)]) from error
    return [
        record
        for record in kind.found(dataset)
        if all(kind.shown(record, dataset)[name] == value for name, value in wanted.items())
    ]


def remove_record(workspace: Workspace, kind: RecordKind, texts: Mapping[str, str]) -> ChangeSet:
    """Take back the one record of which every given field says the same.

    Raises:
        NotFoundError: if there is none.
        RefusedError: if there are several, or it is locked.
    """

    def work(writer: Writer) -> None:
        dataset = workspace.dataset()
        found = matching(kind, dataset, texts)
        if not found:
            message = f"There is no such {kind.title}."
            raise NotFoundError(message, kept="Nothing was changed.", do="“list” shows them.")
        if len(found) > 1:
            listed = "; ".join(written(kind, record, dataset) for record in found[:5])
            raise RefusedError(
                f"It fits {len(found)} records: {listed}{'; …' if len(found) > 5 else ''}.",
                kept="Nothing was changed.",
                do="Give more of its fields.",
            )
        kind.drop(writer, dataset, found[0])

    return workspace.change(f"remove {kind.title}", work, request=request_digest(dict(texts)))


def written(kind: RecordKind, record: Any, dataset: Dataset) -> str:
    """Return a record in one line: its fields that say something."""
    return ", ".join(text for text in texts_of(kind.shown(record, dataset)).values() if text)


def texts_of(fields: Mapping[str, Any]) -> dict[str, str]:
    """Return fields as texts that `entry_of` reads again."""
    return {name: _text(value) for name, value in fields.items()}


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case Decimal():
            return plain(value)
        case date():
            return value.isoformat()
        case _:
            return str(value)


def rows(kind: RecordKind, dataset: Dataset, found: Iterable[Any]) -> list[dict[str, str]]:
    """Return records as texts by field, in the order of the fields."""
    return [texts_of(kind.shown(record, dataset)) for record in found]
