"""What every TOML file of the app shares: exact numbers, and findings that name the key."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, cast

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from spa_me.domain.errors import Finding, InputError

MAX_FILE_CHARACTERS = 5_000_000

_EXPECTED = {
    "missing": "this key, which is required",
    "extra_forbidden": "only the keys of the format; this one is not known",
    "date_from_datetime_parsing": "a date like 2014-04-01",
    "date_parsing": "a date like 2014-04-01",
    "date_type": "a date like 2014-04-01",
    "decimal_parsing": "a number like 20 or 12.5",
    "decimal_type": "a number like 20 or 12.5",
    "tuple_type": "a list",
    "string_type": "a text in quotes",
    "model_type": "a table",
    "dict_type": "a table",
    "int_parsing": "a whole number",
    "bool_parsing": "true or false",
    "too_short": "at least one entry",
    "string_pattern_mismatch": "an ISO 4217 code like USD",
}


def parse_toml(text: str, source: str) -> dict[str, Any]:
    """Return the table that a TOML text writes, its numbers exact.

    Args:
        text: the content of a file.
        source: the file's name, for messages.

    Raises:
        InputError: if it is too large or not TOML.
    """
    if len(text) > MAX_FILE_CHARACTERS:
        finding = Finding("file", "it is too large", "at most 5 million characters")
        raise InputError(source, [finding])
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except (ValueError, InvalidOperation, RecursionError) as error:
        # TOMLDecodeError is a ValueError; so is a whole number of thousands of digits.
        finding = Finding("file", f"it is not valid TOML ({error})", "TOML 1.0")
        raise InputError(source, [finding]) from error


def findings_of(error: ValidationError, raw: Mapping[str, Any]) -> list[Finding]:
    """Return every problem of a validation as a finding at its key in `raw`."""
    return [_finding(detail, raw) for detail in error.errors()]


def _finding(detail: ErrorDetails, raw: Mapping[str, Any]) -> Finding:
    kind = detail["type"]
    message = detail["msg"]
    if kind == "value_error":  # our own validators: the message says what is expected
        problem, expected = "it is not right", message.removeprefix("Value error, ")
    elif kind in {"enum", "literal_error"}:
        problem, expected = (
            "it is not one of the known words",
            message.removeprefix("Input should be "),
        )
    else:
        problem, expected = message, _EXPECTED.get(kind, "")
    found = detail.get("input")
    if kind not in {"missing", "extra_forbidden"} and isinstance(found, str | int | Decimal):
        problem = f"{problem} (found “{str(found)[:60]}”)"
    return Finding(_place(detail["loc"], raw), problem, expected)


def _table(node: object) -> Mapping[str, object]:
    return cast("Mapping[str, object]", node) if isinstance(node, Mapping) else {}


def _place(location: tuple[int | str, ...], raw: Mapping[str, Any]) -> str:
    """Return a key path in which list entries are named by their code, where they have one."""
    path = ""
    node: object = raw
    for step in location:
        if isinstance(step, int):
            entries = cast("list[object]", node) if isinstance(node, list) else []
            node = entries[step] if step < len(entries) else None
            code = _table(node).get("code")
            path += f"[{code}]" if isinstance(code, str | int) else f"[{step + 1}]"
        else:
            node = _table(node).get(step)
            path += f".{step}" if path else step
    return path or "file"
