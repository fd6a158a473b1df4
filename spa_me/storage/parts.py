"""The content divided into parts, each with a digest over its rows as canonical JSON.

SQLite's own check finds a broken page and not a changed value: of 400 flipped bits 96 changed a
value unseen. So each part's SHA-256 is stored in the transaction that changes the part, and all are
computed again when a workspace is opened. A dump holds exactly the bytes that the digest is over.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import quote, unquote

from sqlalchemy import (
    ColumnClause,
    Connection,
    Select,
    and_,
    bindparam,
    column,
    inspect,
    select,
    table,
    true,
)

from spa_me.storage.tables import METADATA

Cell = str | int | None
Rows = list[tuple[Cell, ...]]

DIVIDED_BY: dict[str, dict[str, tuple[str, ...]]] = {
    "workspace": {"workspace": ()},
    "framework": {"framework_version": ("code", "version")},
    "values": {"reported_value": ("unit", "period"), "value_part": ("unit", "period")},
    "judgements": {
        "declaration": ("period",),
        "pro_rata": ("period",),
        "explanation": ("period",),
        "result_rating": ("period",),
    },
    "funding": {
        "activity": ("unit", "period"),
        "contribution": ("unit", "period"),
        "printed_share": ("unit", "period"),
    },
    "rates": {"exchange_rate": ("unit", "period")},
    "notes": {"data_note": ()},
    "submission": {
        "revision": ("unit", "period"),
        "decision": ("unit", "period"),
        "decision_remark": ("unit", "period"),
        "submission_step": ("unit", "period"),
        "answer": ("unit", "period"),
        "confirmation": ("unit", "period"),
        "evidence": ("unit", "period"),
        "restatement": ("unit", "period"),
        "reopening": ("unit", "period"),
    },
    "windows": {"reporting_window": ()},
    "office": {"member": (), "policy": (), "trust_list": (), "trusted_key": ()},
    "packages": {"package": (), "receipt": ()},
}
"""Each kind of part: its tables, in the order in which they can be filled, and what divides it."""

_UNDIVIDED_BEFORE = ("rates",)
"""Parts that an earlier format did not divide; its files and its commands name them so."""


@lru_cache(maxsize=4_096)
def _name(kind: str, codes: tuple[str, ...]) -> str:
    return "/".join((kind, *(quote(code, safe="") for code in codes)))


class Part(NamedTuple):
    """A part of the content, such as the values of one unit in one period."""

    kind: str
    codes: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name under which its digest is stored: `values/KH/2014`."""
        return _name(self.kind, self.codes)

    @classmethod
    def named(cls, name: str) -> Part:
        """Return the part with a name; raises `ValueError` if there is no such kind of part."""
        kind, *codes = name.split("/")
        divided = DIVIDED_BY.get(kind)
        is_of_before = name in _UNDIVIDED_BEFORE
        if divided is None or not (is_of_before or len(next(iter(divided.values()))) == len(codes)):
            message = f"there is no part “{name}”"
            raise ValueError(message)
        return cls(kind, tuple(unquote(code) for code in codes))


@dataclass(frozen=True, slots=True)
class TableLayout:
    """The columns of a table by name and those of its key, as they are in a file."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]

    def select(self) -> Select[*tuple[Any, ...]]:
        """Return a query of every row as it is stored, in the order of the key.

        The columns have no types here: what is compared is what lies in the file.
        """
        columns: list[ColumnClause[Any]] = [column(name) for name in self.columns]
        order: list[ColumnClause[Any]] = [column(name) for name in self.key]
        return select(*columns).select_from(table(self.name)).order_by(*order)


Layout = Mapping[str, TableLayout]


def current_layout() -> Layout:
    """Return the layout of the current format."""
    return {
        name: _layout(name, [c.name for c in found.columns], [c.name for c in found.primary_key])
        for name, found in METADATA.tables.items()
    }


def stored_layout(connection: Connection) -> Layout:
    """Return the layout that a file really has, so that an older format can be checked too."""
    found = inspect(connection)
    return {
        name: _layout(
            name,
            [entry["name"] for entry in found.get_columns(name)],
            found.get_pk_constraint(name)["constrained_columns"],
        )
        for name in found.get_table_names()
        if name in METADATA.tables
    }


def _layout(name: str, columns: Iterable[str], key: Iterable[str]) -> TableLayout:
    # By name, since a migration may add a column elsewhere than a new file has it.
    return TableLayout(name, tuple(sorted(columns)), tuple(key))


LAYOUT = current_layout()


def read_part(connection: Connection, part: Part, layout: Layout = LAYOUT) -> dict[str, Rows]:
    """Return the stored rows of a part by table, in the order of their keys."""
    found: dict[str, Rows] = {}
    for name, divided_by in DIVIDED_BY[part.kind].items():
        if name in layout:
            query = _of_one_part(layout[name], divided_by)
            codes = dict(zip(divided_by, part.codes, strict=True))
            found[name] = [tuple(row) for row in connection.execute(query, codes)]
    return found


@lru_cache(maxsize=64)
def _of_one_part(layout: TableLayout, divided_by: tuple[str, ...]) -> Select[*tuple[Any, ...]]:
    return layout.select().where(and_(true(), *(column(f) == bindparam(f) for f in divided_by)))


def read_all_parts(connection: Connection, layout: Layout = LAYOUT) -> dict[Part, dict[str, Rows]]:
    """Return the stored rows of every part, with one query a table."""
    found: dict[Part, dict[str, Rows]] = {}
    for kind, tables in DIVIDED_BY.items():
        for name, divided_by in tables.items():
            if name in layout:
                columns = layout[name].columns
                places = [columns.index(field) for field in divided_by if field in columns]
                for row in connection.execute(layout[name].select()):
                    part = Part(kind, tuple(str(row[place]) for place in places))
                    found.setdefault(part, {}).setdefault(name, []).append(tuple(row))
    return found


def canonical(value: object) -> bytes:
    """Return canonical JSON (RFC 8785) of lists, tables, texts, whole numbers and null.

    For these the C encoder of the standard library writes the same bytes as `rfc8785`, at a tenth
    of the time; a test compares the two. Anything else
    can only come from a damaged file; it is written somehow, so that its digest differs.
    """
    return json.dumps(
        value, ensure_ascii=False, separators=(",", ":"), sort_keys=True, default=repr
    ).encode()


def canonical_part(
    part: Part, tables: Mapping[str, Sequence[Sequence[Cell]]], layout: Layout = LAYOUT
) -> bytes:
    """Return the canonical JSON of a part's rows; tables without rows do not stand in it."""
    content = {
        name: {"columns": layout[name].columns, "rows": rows}
        for name, rows in tables.items()
        if rows
    }
    return canonical({"part": part.name, "tables": content})


def digest(content: bytes) -> str:
    """Return the SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def is_empty(tables: Mapping[str, Sequence[object]]) -> bool:
    """Return whether a part has no row; it then has no digest either."""
    return not any(tables.values())
