"""Checking the rows of a package against their shapes, and their totals against the manifest."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Context, Decimal
from typing import Any, NoReturn, cast

from spa_me.packages import limits
from spa_me.packages.canonical import canonical, depth_of, read_rows, read_value
from spa_me.packages.failures import PackageRefusedError, Refusal
from spa_me.packages.manifest import MINOR, Manifest, Totals
from spa_me.packages.names import data_name, part_of
from spa_me.packages.shapes import FRAMEWORK_PART, NEEDED_PARTS, PARTS, Shape

Rows = list[dict[str, Any]]
_SUMMED = ("number", "numerator", "denominator")
# Wide enough that no sum of what the limits let in is ever rounded.
_EXACT = Context(prec=60)


def read_parts(manifest: Manifest, members: Mapping[str, bytes]) -> dict[str, Rows]:
    """Return the rows of every part that this version knows, by the part's name.

    Args:
        manifest: of the package.
        members: the bytes of its members under `data/`.

    Raises:
        PackageRefusedError: naming part, line and field.
    """
    shapes = PARTS[manifest.kind]
    found: dict[str, Rows] = {}
    left = limits.ROWS
    for name, content in members.items():
        part = part_of(name)
        if part == FRAMEWORK_PART and manifest.kind == "framework":
            found[part] = [_framework(content, name)]
        elif part in shapes:
            found[part] = _read_part(content, name, shapes[part], manifest, left)
            left -= len(found[part])
        elif _minor(manifest) <= MINOR:
            what = f"a package of the kind {manifest.kind} has no such part"
            raise PackageRefusedError(Refusal.CONTENT, what, name)
    needed = NEEDED_PARTS.get(manifest.kind)
    if needed is not None and needed not in found:
        _refuse("the part is missing", data_name(needed))
    check_totals(manifest, found)
    return found


def _minor(manifest: Manifest) -> int:
    return int(manifest.format.partition(".")[2])


def _refuse(what: str, where: str) -> NoReturn:
    raise PackageRefusedError(Refusal.CONTENT, what, where)


def _framework(content: bytes, name: str) -> dict[str, Any]:
    if content.count(b"\n") != 1 or not content.endswith(b"\n"):
        _refuse("a framework is one line", name)
    value = read_value(content[:-1], name)
    if type(value) is not dict:
        _refuse("a framework is a table of names", name)
    return cast("dict[str, Any]", value)


def _read_part(content: bytes, name: str, shape: Shape, manifest: Manifest, left: int) -> Rows:
    most = min(shape.most, left)
    if content.count(b"\n") > most:
        _refuse(f"there are more than {most} rows", name)
    if len(content) > limits.LINE_BYTES and _longest_line(content) > limits.LINE_BYTES:
        _refuse("a line is too long", name)
    found: Rows = []
    before: Any = None
    for block in read_rows(content, name):
        before = _check(block, name, shape, len(found) + 1, before)
        if _minor(manifest) <= MINOR:
            _refuse_unknown(block, name, shape, len(found) + 1)
        else:
            _check_unknown(block, name, shape)
        found.extend(block)
    return found


def _longest_line(content: bytes) -> int:
    return max(map(len, content.split(b"\n")))


def _check(block: Rows, name: str, shape: Shape, first: int, before: Any) -> Any:
    """Check rows one by one; return the key of the last, which the next block has to follow."""
    checked, required, get_key, rule = shape.fields, shape.required, shape.get_key, shape.rule
    for number, row in enumerate(block, first):
        for field, value in row.items():
            check = checked.get(field)
            if check is not None and not check(value):
                _refuse("it is not right", f"{name}, line {number}, {field[:60]}")
        if not required <= row.keys():
            missing = min(required - row.keys())
            _refuse("it is missing", f"{name}, line {number}, {missing}")
        wrong = rule(row)
        if wrong:
            _refuse(wrong, f"{name}, line {number}")
        if get_key is not None:
            key = get_key(row)
            if before is not None and not before < key:
                _refuse("the row is not in order, or stands twice", f"{name}, line {number}")
            before = key
    return before


def _refuse_unknown(block: Rows, name: str, shape: Shape, first: int) -> None:
    known = shape.fields.keys()
    for number, row in enumerate(block, first):
        if not row.keys() <= known:
            field = min(row.keys() - known)
            _refuse("the format has no such field", f"{name}, line {number}, {field[:60]}")


def _check_unknown(block: Rows, name: str, shape: Shape) -> None:
    for row in block:
        extra = {field: value for field, value in row.items() if field not in shape.fields}
        if depth_of(extra) > limits.DEPTH:
            _refuse("its fields are nested too deep", name)


def totals_of(parts: Mapping[str, Rows]) -> Totals:
    """Return the counts and the control sum of the rows of a package."""
    values = parts.get("values", [])
    states = Counter(row["state"] for row in values)
    return Totals(
        {data_name(part): len(rows) for part, rows in sorted(parts.items()) if rows},
        dict(sorted(states.items())),
        _sum(values),
    )


def _sum(values: Iterable[Mapping[str, Any]]) -> str:
    total = Decimal(0)
    for text in _numbers(values):
        total = _EXACT.add(total, Decimal(text))
    # Without an exponent and without zeros at its end, so that equal sums are equal texts.
    text = format(total, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text


def _numbers(values: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for row in values:
        for field in _SUMMED:
            if field in row:
                yield row[field]


def check_totals(manifest: Manifest, parts: Mapping[str, Rows]) -> None:
    """Refuse a package whose counts and control sum are not those of its rows."""
    known = {data_name(part) for part in parts}
    said = manifest.totals
    rows = {name: count for name, count in said.rows.items() if name in known}
    found = totals_of(parts)
    unknown = said.rows.keys() - known - {part.name for part in manifest.parts}
    if unknown or (rows, said.states, said.sum) != (found.rows, found.states, found.sum):
        raise PackageRefusedError(
            Refusal.TOTALS, "The counts that were signed are not those of the content."
        )


def write_rows(rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Return rows as canonical NDJSON."""
    return b"".join(canonical(row) + b"\n" for row in rows)


def load_rows(content: bytes) -> Rows:
    """Return the rows of a member that `read_parts` has checked in the child."""
    return json.loads(b"[" + content.removesuffix(b"\n").replace(b"\n", b",") + b"]")
