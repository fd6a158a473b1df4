"""Framework versions: those that are shipped, those in a file, and those in a workspace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import cast

from babel import Locale
from babel.numbers import get_territory_currencies

import frameworks as shipped
from spa_me.domain.changes import ChangeSet
from spa_me.domain.errors import NotFoundError, RefusedError, UserError
from spa_me.domain.framework import (
    FrameworkDefinition,
    ReportingUnit,
    Text,
    UnitKind,
    read_definition,
    read_framework,
)
from spa_me.domain.submission import Right
from spa_me.services import wording
from spa_me.services.workspace import Workspace
from spa_me.storage.frameworks import add_framework
from spa_me.storage.writer import Writer

_MOST_BYTES = 20_000_000
_SPREADSHEETS = {".xlsx", ".xlsm", ".xltx", ".xls", ".xlsb", ".ods"}
_NO_COUNTRIES = {
    "AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ",
}  # fmt: skip
"""Codes that Unicode's list has beside the countries of ISO 3166: unions, islands, inventions."""


@dataclass(frozen=True)
class PackagedFramework:
    """A framework version that comes with the app.

    Attributes:
        name: its file, such as `un-act/2014`.
    """

    name: str

    @cached_property
    def definition(self) -> FrameworkDefinition:
        """The definition, read when it is first asked for."""
        return read_framework(shipped.definition_text(self.name), f"{self.name}.toml")


def packaged() -> list[PackagedFramework]:
    """Return the framework versions that come with the app, by name."""
    return [PackagedFramework(name) for name in sorted(shipped.packaged())]


def find(code_or_path: str | Path) -> FrameworkDefinition:
    """Return a framework by code (`UN-ACT`), code and version (`UN-ACT/2014`), or file.

    Of several versions under one code the one that came into force last is returned.

    Raises:
        NotFoundError: if there is none.
        InputError: if the file is not a valid definition.
    """
    wanted = str(code_or_path)
    if isinstance(code_or_path, str):
        found = [entry.definition for entry in packaged() if _is_called(entry, wanted)]
        if found:
            return max(found, key=lambda definition: definition.in_force_from)
    path = Path(code_or_path)
    if path.is_file():
        _refuse_spreadsheet(path)
        return read_framework(text_of_file(path), path.name)
    codes = dict.fromkeys(f"{e.definition.code}/{e.definition.version}" for e in packaged())
    message = f"There is no framework “{wanted}”, and no file of that name."
    raise NotFoundError(message, do=f"Packaged frameworks: {', '.join(codes)}.")


def save_copy(definition: FrameworkDefinition, path: Path) -> Path:
    """Write the file of a definition that comes with the app, remarks and all, to be filled in.

    Args:
        definition: one of `packaged`.
        path: of a new file.

    Raises:
        NotFoundError: if it does not come with the app.
        RefusedError: if there is a file of that name.
        UserError: if it cannot be written.
    """
    names = [entry.name for entry in packaged() if entry.definition == definition]
    if not names:
        message = f"{definition.title} does not come with SPA-ME."
        raise NotFoundError(message, do="Copy its file where it is.")
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(shipped.definition_text(names[0]))
    except FileExistsError as error:
        message = f"There is a file {path.name} already."
        raise RefusedError(message, kept="It was left alone.", do="Choose another name.") from error
    except OSError as error:
        message = f"{path.name} cannot be written ({error.strerror})."
        raise UserError(message, do="Choose another folder.") from error
    return path


def _is_called(entry: PackagedFramework, wanted: str) -> bool:
    definition = entry.definition
    names = {definition.code, f"{definition.code}/{definition.version}", entry.name}
    return wanted.casefold() in {name.casefold() for name in names}


def _refuse_spreadsheet(path: Path) -> None:
    if path.suffix.casefold() in _SPREADSHEETS:
        raise UserError(
            "This is an Excel file. SPA-ME cannot start from it yet.",
            kept="Nothing was made.",
            do="Choose the plan as a framework file (.toml). “I have a plan of my own” under "
            "“Start for my country…” says how a plan gets into one.",
        )


def text_of_file(path: Path) -> str:
    """Return the text of a TOML file; raises `UserError` if it is too large or no UTF-8 text."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise UserError(
                f"{path.name} is too large for a file of this kind.", do="Choose another file."
            )
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"{path.name} is not UTF-8 text."
        raise UserError(message, do="Save it as UTF-8, then choose it again.") from error
    except OSError as error:
        message = f"{path.name} cannot be read ({error.strerror})."
        raise UserError(message, do="Check the file and its rights.") from error


def install(workspace: Workspace, definition: FrameworkDefinition) -> ChangeSet:
    """Add a framework version to a workspace; installing the same one again changes nothing.

    Raises:
        RefusedError: if it is another framework, another wording has the same version, or the unit
            that keeps the workspace does not stand in it.
    """

    def work(writer: Writer) -> None:
        write_framework(workspace, writer, definition)

    return workspace.change("install framework", work, needs=Right.ADMINISTER)


def write_framework(workspace: Workspace, writer: Writer, definition: FrameworkDefinition) -> None:
    """Add a framework version inside a command; see `install`."""
    if check_can_install(workspace, definition):
        return
    add_framework(writer, definition)
    text = wording.text(definition)
    writer.note("install framework", wording.subject(definition), "", text)


def check_can_install(workspace: Workspace, definition: FrameworkDefinition) -> bool:
    """Return whether a version is installed already; raises as `install` does."""
    for known in workspace.frameworks:
        if (known.code, known.version) == (definition.code, definition.version):
            if known.digest == definition.digest:
                return True
            raise RefusedError(
                f"Another wording of {definition.code} {definition.version} is installed.",
                kept="It was not changed: a published version never changes.",
                do="Give the new wording a version of its own.",
            )
    home = workspace.info.home_unit
    if home not in definition.unit_by_code:
        raise RefusedError(
            f"{definition.title} has no reporting unit “{home}”, which keeps this workspace.",
            kept="Nothing was changed.",
            do="Add the unit to the definition.",
        )
    codes = {known.code for known in workspace.frameworks}
    if definition.code not in codes:
        raise RefusedError(
            f"{definition.code} is another framework than that of this workspace "
            f"({', '.join(sorted(codes))}).",
            kept="Nothing was changed.",
            do="Make a workspace of its own for it.",
        )
    return False


def for_country(definition: FrameworkDefinition, code: str) -> FrameworkDefinition:
    """Return a structure without reporting units as the framework of one country.

    Args:
        definition: a structure that any one country can take over.
        code: the country's ISO 3166 code of two letters, such as `LA`.

    Raises:
        RefusedError: if the definition names its reporting units already.
        NotFoundError: if there is no such country.
    """
    if definition.units:
        known = ", ".join(definition.unit_by_code)
        message = f"{definition.title} names its reporting units itself."
        raise RefusedError(message, do=f"Choose one of them: {known}.")
    country = code.strip().upper()
    name = country_names().get(country)
    if name is None:
        message = f"There is no country with the code “{code}”."
        raise NotFoundError(message, do="Use the ISO 3166 code of two letters, such as KH or LA.")
    currencies = get_territory_currencies(country)
    unit = ReportingUnit(
        code=country,
        name=Text.of(name),
        kind=UnitKind.COUNTRY,
        currency=str(currencies[0]) if currencies else "",
    )
    # Read anew, so that it is also checked whether somebody is asked for every indicator.
    content = definition.model_dump(mode="json", exclude_defaults=True)
    content["units"] = [unit.model_dump(mode="json", exclude_defaults=True)]
    return read_definition(content, f"{definition.title}, {name}")


def country_names() -> dict[str, str]:
    """Return the English names of countries by ISO code."""
    territories = cast("Mapping[str, str]", Locale("en").territories)
    return {
        code: name
        for code, name in territories.items()
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES
    }
