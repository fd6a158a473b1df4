"""A value book that takes up a change without being built anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Self

from spa_me.domain.values import Value, ValueBook, ValueKey

Table = dict[tuple[str, str], Value]
"""The values of one indicator by unit and period."""

Changes = dict[ValueKey, Value | None]
"""The values that are different now; None for one that is gone."""


def differences(
    before: Iterable[tuple[ValueKey, Value]], after: Iterable[tuple[ValueKey, Value]]
) -> Changes:
    """Return what is different between two readings of a part."""
    old, new = dict(before), dict(after)
    changes: Changes = {key: value for key, value in new.items() if old.get(key) != value}
    changes.update((key, None) for key in old.keys() - new.keys())
    return changes


class StoredBook(ValueBook):
    """The values of a workspace.

    To build the book of 12,000 values takes longer than to record one; a changed book shares
    everything with the one before but the indicators that changed.
    """

    @classmethod
    def of_tables(cls, tables: Mapping[str, Mapping[tuple[str, str], Value]]) -> Self:
        """Return a book of the values of each indicator, which are taken over and not copied."""
        book = cls()
        book._by_indicator = dict(tables)
        return book

    def part(self, unit: str, period: str) -> Iterator[tuple[ValueKey, Value]]:
        """Yield the values of one unit in one period."""
        for indicator, table in self._by_indicator.items():
            value = table.get((unit, period))
            if value is not None:
                yield ValueKey(unit, period, indicator), value

    def changed(self, changes: Changes) -> Self:
        """Return the book after a change; this one stays as it is."""
        book = self.of_tables(self._by_indicator)
        book.take(changes)
        return book

    def take(self, changes: Changes) -> None:
        """Take up changes, in copies of the tables that they are in."""
        copied: dict[str, Table] = {}
        for key, value in changes.items():
            if key.indicator not in copied:
                copied[key.indicator] = dict(self._by_indicator.get(key.indicator, {}))
            if value is None:
                copied[key.indicator].pop((key.unit, key.period), None)
            else:
                copied[key.indicator][key.unit, key.period] = value
        self._by_indicator.update(copied)
