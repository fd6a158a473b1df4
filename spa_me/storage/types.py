"""Column types: exact decimals, UTC times, composed text and words of a closed list.

All are kept as text, which SQLite and PostgreSQL hold alike and without rounding.
"""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Generic, TypeVar

from sqlalchemy import Dialect, String, TypeDecorator
from typing_extensions import override

from spa_me.domain.submission import Right

Word = TypeVar("Word", bound=StrEnum)


def decimal_text(number: Decimal) -> str:
    """Return the digits of a number without an exponent; trailing zeros stay."""
    return format(number, "f")


def time_text(at: datetime) -> str:
    """Return a time in UTC as text that sorts in the order of time.

    Raises:
        ValueError: if the time does not say its zone.
    """
    if at.tzinfo is None:
        message = f"{at} does not say its time zone"
        raise ValueError(message)
    # strftime would write the year 26 as 26: it could neither be sorted nor read again.
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def read_time(text: str) -> datetime:
    """Return the time that `time_text` wrote."""
    return datetime.fromisoformat(text)


class ExactDecimal(TypeDecorator[Decimal]):
    """A decimal number as its digits; SQLite's NUMERIC would round it silently."""

    impl = String
    cache_ok = True

    @override
    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        """Write the digits."""
        return None if value is None else decimal_text(value)

    @override
    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        """Read the digits."""
        return None if value is None else Decimal(value)


class UtcTime(TypeDecorator[datetime]):
    """A moment in UTC; naive times are refused."""

    impl = String
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Write the time in UTC."""
        return None if value is None else time_text(value)

    @override
    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """Read the time."""
        return None if value is None else read_time(value)


class ComposedText(TypeDecorator[str]):
    """Text in NFC, so that the same word typed on two systems is the same text."""

    impl = String
    cache_ok = True

    @override
    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Compose the text."""
        return None if value is None else unicodedata.normalize("NFC", value)


class WordText(TypeDecorator[Word], Generic[Word]):
    """One word of a closed list, such as a status."""

    impl = String
    cache_ok = True

    def __init__(self, words: type[Word]) -> None:
        super().__init__()
        self.words = words

    @override
    def process_bind_param(self, value: Word | None, dialect: Dialect) -> str | None:
        """Write the word."""
        return None if value is None else self.words(value).value

    @override
    def process_result_value(self, value: str | None, dialect: Dialect) -> Word | None:
        """Read the word; another word raises `ValueError`."""
        return None if value is None else self.words(value)


class OptionalWordText(WordText[Word]):
    """A word of a closed list or none, which stands as an empty text: a key cannot be NULL."""

    cache_ok = True

    @override
    def process_bind_param(self, value: Word | None, dialect: Dialect) -> str:
        """Write the word."""
        return super().process_bind_param(value, dialect) or ""

    @override
    def process_result_value(self, value: str | None, dialect: Dialect) -> Word | None:
        """Read the word; another word raises `ValueError`."""
        return super().process_result_value(value or None, dialect)


class OptionalReference(ComposedText):
    """A reference that the domain writes as an empty text where there is none, here NULL."""

    cache_ok = True

    @override
    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Write an empty text as NULL, so that the foreign key holds."""
        return super().process_bind_param(value, dialect) or None

    @override
    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Read NULL as an empty text."""
        return value or ""


class WordListText(TypeDecorator[tuple[str, ...]]):
    """Some words without spaces, such as digests, in their order and parted by spaces."""

    impl = String
    cache_ok = True

    @override
    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:
        """Write the words."""
        return None if value is None else " ".join(value)

    @override
    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...]:
        """Read the words."""
        return tuple((value or "").split())


class NumbersText(TypeDecorator[tuple[tuple[str, int], ...]]):
    """Whole numbers by codes, such as `A=7 B=3`, in their order and parted by spaces."""

    impl = String
    cache_ok = True

    @override
    def process_bind_param(
        self, value: tuple[tuple[str, int], ...] | None, dialect: Dialect
    ) -> str | None:
        """Write the numbers."""
        return None if value is None else " ".join(f"{code}={number}" for code, number in value)

    @override
    def process_result_value(
        self, value: str | None, dialect: Dialect
    ) -> tuple[tuple[str, int], ...]:
        """Read the numbers; anything else raises `ValueError`."""
        pairs = (word.rpartition("=") for word in (value or "").split())
        return tuple((code, int(number)) for code, _, number in pairs)


class RightsText(TypeDecorator[frozenset[Right]]):
    """What a person may do, sorted and parted by spaces."""

    impl = String
    cache_ok = True

    @override
    def process_bind_param(self, value: frozenset[Right] | None, dialect: Dialect) -> str | None:
        """Write the rights."""
        return None if value is None else " ".join(sorted(value))

    @override
    def process_result_value(self, value: str | None, dialect: Dialect) -> frozenset[Right]:
        """Read the rights; another word raises `ValueError`."""
        return frozenset(Right(word) for word in (value or "").split())
