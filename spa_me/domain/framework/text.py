"""Texts of a framework, which may carry translations."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, cast

from pydantic import AfterValidator, BeforeValidator, ConfigDict, RootModel

from spa_me.domain.fields.kinds import CODE, LABEL, Kind
from spa_me.domain.numbers import checked_decimal
from spa_me.domain.signs import TURNS, is_unseen

DEFAULT_LANGUAGE = "en"


def clean_text(text: str) -> str:
    """Return `text` in NFC without surrounding space or control characters (line breaks stay).

    Signs that turn the direction of what is shown go as well, and lone surrogates, which no file
    and no database could hold.
    """
    if text.isascii() and text.isprintable():
        return text.strip()
    return _composed("".join(c for c in text if c not in TURNS))


def clean_name(text: str) -> str:
    """Return the name of a person: clean, on one line, and without any sign that nobody sees."""
    seen = "".join(c for c in clean_text(" ".join(text.split())) if not is_unseen(c))
    # Composed once more: a sign that nobody sees may have stood between a letter and its mark.
    return _composed(" ".join(seen.split()))


def _composed(text: str) -> str:
    kept = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"})
    return unicodedata.normalize("NFC", kept).strip()


def _code(text: str) -> str:
    return _held_to(CODE, clean_text(text))


def _label(text: str) -> str:
    return _held_to(LABEL, clean_name(text))


def _held_to(kind: Kind, cleaned: str) -> str:
    if not cleaned:
        message = "a code that is not empty"
        raise ValueError(message)
    what, expected = kind.wrong(cleaned)
    if what:
        message = f"{expected} ({what})"
        raise ValueError(message)
    return cleaned


def _code_input(value: Any) -> Any:
    # TOML writes `2014` without quotes as a number; as a code it is meant as its digits.
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Exact = Annotated[Decimal, AfterValidator(checked_decimal)]
"""A number that is kept exactly; an endless one is refused before anything is computed with it."""

Code = Annotated[
    str,
    BeforeValidator(_code_input, json_schema_input_type=str | int),
    AfterValidator(_code),
]
"""A short name that people type and files refer to: `1.2`, `3.1a`, `KH`."""

Label = Annotated[
    str,
    BeforeValidator(_code_input, json_schema_input_type=str | int),
    AfterValidator(_label),
]
"""What an office calls a line of its own work plan: `A-1`, `R 1`, `កម្មវិធី ១`."""


def _translations(value: Any) -> Any:
    if isinstance(value, str):
        value = {DEFAULT_LANGUAGE: value}
    if not isinstance(value, Mapping):
        message = "a text, or a table of language = text"
        raise ValueError(message)  # noqa: TRY004 (pydantic turns only ValueError into a finding)
    return cast("Mapping[str, object]", value)


def _cleaned(texts: dict[str, str]) -> dict[str, str]:
    # A published version never changes: of its texts no more is taken away than ever was.
    cleaned = {language: _composed(text) for language, text in texts.items()}
    if not cleaned or not all(cleaned.values()):
        message = "a text that is not empty"
        raise ValueError(message)
    return cleaned


_Texts = Annotated[
    dict[str, str],
    BeforeValidator(_translations, json_schema_input_type=str | dict[str, str]),
    AfterValidator(_cleaned),
]


class Text(RootModel[_Texts]):
    """A text in one or more languages; `str()` gives the default one."""

    model_config = ConfigDict(frozen=True)

    @classmethod
    def of(cls, text: str) -> Text:
        """Return a text in the default language."""
        return cls({DEFAULT_LANGUAGE: text})

    def in_language(self, language: str) -> str:
        """Return the text in `language` (`km`, `zh-CN`), else in the default or first language."""
        texts = self.root
        for wanted in (language, language.partition("-")[0], DEFAULT_LANGUAGE):
            if wanted in texts:
                return texts[wanted]
        return next(iter(texts.values()))

    def __str__(self) -> str:
        return self.in_language(DEFAULT_LANGUAGE)
