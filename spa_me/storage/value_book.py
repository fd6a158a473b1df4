"""A value book that takes up a change without being built anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from spa_me.domain.values import Value, ValueBook, ValueKey

Changes = dict[ValueKey, Value | None]
"""The values that are different now; None for one that is gone."""


def differences(
    before: Sequence[tuple[ValueKey, Value]], after: Sequence[tuple[ValueKey, Value]]
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

    def __init__(
        self, values: Iterable[tuple[ValueKey, Value]] = (), before: ValueBook | None = None
    ) -> None:
        super().__init__(values)
        if isinstance(before, StoredBook):
            self._by_indicator = dict(before.by_indicator)

    @property
    def by_indicator(self) -> Mapping[str, dict[tuple[str, str], Value]]:
        """The values by indicator, then by unit and period."""
        return self._by_indicator

    def changed(self, changes: Changes) -> StoredBook:
        """Return the book after a change; this one stays as it is."""
        book = StoredBook(before=self)
        book.take(changes)
        return book

    def take(self, changes: Changes) -> None:
        """Take up changes, in copies of the tables that they are in."""
        copied: dict[str, dict[tuple[str, str], Value]] = {}
        for key, value in changes.items():
            if key.indicator not in copied:
                copied[key.indicator] = dict(self._by_indicator.get(key.indicator, {}))
            if value is None:
                copied[key.indicator].pop((key.unit, key.period), None)
            else:
                copied[key.indicator][key.unit, key.period] = value
        self._by_indicator.update(copied)
