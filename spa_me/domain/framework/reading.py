"""Reading a framework file: TOML text in, a checked definition or every finding out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from spa_me.domain.errors import InputError
from spa_me.domain.framework.crosscheck import cross_check
from spa_me.domain.framework.definition import FrameworkDefinition
from spa_me.domain.framework.sense import sense_check
from spa_me.domain.toml_text import findings_of, parse_toml


def read_framework(text: str, source: str) -> FrameworkDefinition:
    """Return the framework that a TOML text defines.

    Args:
        text: the content of a framework file.
        source: the file's name, for messages.

    Raises:
        InputError: with the key and the expectation of everything that is wrong.
    """
    definition = read_definition(parse_toml(text, source), source)
    findings = sense_check(definition)
    if findings:
        raise InputError(source, findings)
    return definition


def read_definition(raw: Mapping[str, Any], source: str) -> FrameworkDefinition:
    """Return the framework that a table of keys defines, such as a stored version.

    Like `read_framework`, but for what only a new file is asked about.
    """
    try:
        definition = FrameworkDefinition.model_validate(raw)
    except ValidationError as error:
        raise InputError(source, findings_of(error, raw)) from error
    findings = cross_check(definition)
    if findings:
        raise InputError(source, findings)
    return definition
