"""One word for each kind of record: its name in the audit, and its content as text."""

from __future__ import annotations

from collections.abc import Iterable
from functools import singledispatch


@singledispatch
def subject(record: object) -> str:
    """Return how a record is called in the audit: `declaration 2014 3.1a`."""
    raise TypeError(type(record).__name__)


@singledispatch
def text(record: object) -> str:
    """Return the content of a record as readable text."""
    raise TypeError(type(record).__name__)


def joined(parts: Iterable[str]) -> str:
    """Return the parts that are not empty, parted by semicolons."""
    return "; ".join(part for part in parts if part)


def named(name: str, text: str) -> str:
    """Return a text behind its name; nothing for an empty one."""
    return f"{name}: {text}" if text else ""
