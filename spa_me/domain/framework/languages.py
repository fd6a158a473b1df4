"""The languages in which a framework's texts are written, and the framework in one of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, TypeVar, cast

from pydantic import BaseModel

from spa_me.domain.framework.definition import FrameworkDefinition
from spa_me.domain.framework.text import DEFAULT_LANGUAGE, Text

_Model = TypeVar("_Model", bound=BaseModel)


def languages_of(definition: FrameworkDefinition) -> tuple[str, ...]:
    """Return the languages of a framework's texts (`en`, `km`): the one used most comes first."""
    found: dict[str, int] = {}
    for text in _texts(definition):
        for language in text.root:
            found[language] = found.get(language, 0) + 1
    return tuple(sorted(found, key=lambda language: (-found[language], language)))


def _texts(part: object) -> Iterator[Text]:
    if isinstance(part, Text):
        yield part
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from _texts(getattr(part, name))
    elif isinstance(part, tuple):
        for entry in cast("tuple[object, ...]", part):
            yield from _texts(entry)


def in_language(definition: FrameworkDefinition, language: str) -> FrameworkDefinition:
    """Return a framework whose texts read in a language, for showing it; see `Text.in_language`.

    It is the same version with the same digest: a translation is part of it already.

    Args:
        definition: the framework as it was adopted.
        language: such as `km` or `zh-CN`; empty for the framework as it is.
    """
    if language.partition("-")[0] in {"", DEFAULT_LANGUAGE}:
        return definition
    return _in_language(definition, language)


@lru_cache(maxsize=8)
def _in_language(definition: FrameworkDefinition, language: str) -> FrameworkDefinition:
    shown = _shown(definition, language)
    kept: dict[str, object] = vars(shown)
    kept.update(canonical=definition.canonical, digest=definition.digest)
    return shown


def _shown(part: _Model, language: str) -> _Model:
    fields = {name: _read(getattr(part, name), language) for name in type(part).model_fields}
    return type(part).model_construct(part.model_fields_set, **fields)


def _read(value: Any, language: str) -> Any:
    if isinstance(value, Text):
        return Text.model_construct(root={DEFAULT_LANGUAGE: value.in_language(language)})
    if isinstance(value, BaseModel):
        return _shown(value, language)
    if isinstance(value, tuple):
        return tuple(_read(entry, language) for entry in cast("tuple[object, ...]", value))
    return value
