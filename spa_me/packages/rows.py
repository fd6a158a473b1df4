"""Checking the rows of a package against their shapes, and their totals against the manifest."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import partial
from typing import Any, NoReturn, cast

from spa_me.domain.numbers import exact_sum, plain
from spa_me.packages import limits
from spa_me.packages.canonical import canonical, depth_of, read_rows, read_value
from spa_me.packages.checks import Check
from spa_me.packages.failures import PackageRefusedError, Refusal
from spa_me.packages.manifest import KNOWN_MINORS, Manifest, Totals
from spa_me.packages.names import data_name, part_of
from spa_me.packages.shapes import FRAMEWORK_PART, NEEDED_PARTS, PARTS, Shape

Rows = list[dict[str, Any]]
_SUMMED = ("number", "numerator", "denominator")


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
        elif part in shapes and shapes[part].since <= manifest.minor:
            found[part] = _read_part(content, name, shapes[part], manifest, left)
            left -= len(found[part])
        elif manifest.minor in KNOWN_MINORS:
            what = f"a package of the kind {manifest.kind} has no such part"
            raise PackageRefusedError(Refusal.CONTENT, what, name)
    needed = NEEDED_PARTS.get(manifest.kind)
    if needed is not None and needed not in found:
        _refuse("the part is missing", data_name(needed))
    check_totals(manifest, found)
    return found


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
        _check_known(block, name, shape, len(found) + 1, manifest.minor)
        before = _check(block, name, shape, len(found) + 1, before)
        found.extend(block)
    return found


def _longest_line(content: bytes) -> int:
    return max(map(len, content.split(b"\n")))


def _check(block: Rows, name: str, shape: Shape, first: int, before: Any) -> Any:
    """Check rows; return the key of the last, which the next block has to follow.

    Column by column, and each different text of a column once: most columns repeat themselves.
    """
    for field, check in shape.fields.items():
        column = [row[field] for row in block if field in row]
        if len(column) < len(block) and field in shape.required:
            _refuse_line(block, name, first, field, lambda row, field=field: field not in row)
        if not _is_right(column, check):
            wrong = partial(_is_wrong, field=field, check=check)
            _refuse_line(block, name, first, field, wrong)
    for number, row in enumerate(block, first):
        problem = shape.rule(row)
        if problem:
            _refuse(problem, f"{name}, line {number}")
    if shape.get_key is None:
        return before
    return _check_order(list(map(shape.get_key, block)), name, first, before)


def _is_right(column: list[Any], check: Check) -> bool:
    # True equals 1 in a set, so only texts are thrown together.
    is_text = set(map(type, column)) == {str}
    return all(map(check, set(column) if is_text else column))


def _is_wrong(row: Mapping[str, Any], field: str, check: Check) -> bool:
    return field in row and not check(row[field])


def _refuse_line(
    block: Rows, name: str, first: int, field: str, is_it: Callable[[Mapping[str, Any]], bool]
) -> NoReturn:
    place = next(number for number, row in enumerate(block, first) if is_it(row))
    _refuse("it is missing or not right", f"{name}, line {place}, {field}")


def _check_order(keys: list[Any], name: str, first: int, before: Any) -> Any:
    if (before is None or before < keys[0]) and keys == sorted(set(keys)):
        return keys[-1]
    for number, key in enumerate(keys, first):
        if before is not None and not before < key:
            _refuse("the row is not in order, or stands twice", f"{name}, line {number}")
        before = key
    return before


def _check_known(block: Rows, name: str, shape: Shape, first: int, minor: int) -> None:
    """Refuse fields that the format does not have; of a later minor version let them be."""
    unknown = set[str]().union(*block) - shape.fields_in(minor)
    if not unknown:
        return
    if minor in KNOWN_MINORS:
        field = min(unknown)
        place = next(number for number, row in enumerate(block, first) if field in row)
        _refuse("the format has no such field", f"{name}, line {place}, {field[:60]}")
    if any(depth_of(row.get(field)) > limits.DEPTH for row in block for field in unknown):
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
    # Without an exponent and without zeros at its end, so that equal sums are equal texts.
    return plain(exact_sum(map(Decimal, _numbers(values))))


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


def minor_of(kind: str, parts: Mapping[str, Rows]) -> int:
    """Return the lowest minor version of the format that can hold the rows of a package."""
    shapes = PARTS[kind]
    known = ((shapes[part], rows) for part, rows in parts.items() if part != FRAMEWORK_PART)
    return max((shape.minor_of(rows) for shape, rows in known), default=0)


def write_rows(rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Return rows as canonical NDJSON."""
    return b"".join(canonical(row) + b"\n" for row in rows)


def load_rows(content: bytes) -> Rows:
    """Return the rows of a member that `read_parts` has checked in the child."""
    return json.loads(b"[" + content.removesuffix(b"\n").replace(b"\n", b",") + b"]")
