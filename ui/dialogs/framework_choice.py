"""What a new workspace can be made from: frameworks, and the units that keep one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from spa_me.paths import file_name
from ui.files import unused

if TYPE_CHECKING:
    from spa_me.domain.framework import FrameworkDefinition


@dataclass(frozen=True, slots=True)
class Unit:
    """A reporting unit that can keep the workspace; `name` is how people call it."""

    code: str
    name: str


def units_of(definition: FrameworkDefinition) -> Sequence[Unit]:
    """Return the units to choose from: those of the framework, else every country.

    The countries of the plans that come with the app stand first among all.
    """
    from spa_me.domain.framework import UnitKind
    from spa_me.services.frameworks import country_names, packaged

    if definition.units:
        return [Unit(unit.code, str(unit.name)) for unit in definition.units]
    shipped = (unit for entry in packaged() for unit in entry.definition.units)
    known = {unit.code for unit in shipped if unit.kind is UnitKind.COUNTRY}
    names = sorted(country_names().items(), key=lambda pair: (pair[0] not in known, pair[1]))
    return [Unit(code, name) for code, name in names]


def likely_unit(units: Sequence[Unit]) -> str:
    """Return the code of the unit to offer: the country that the computer is set to, or none."""
    here = QLocale.territoryToCode(QLocale.system().territory())
    codes = [unit.code for unit in units]
    return here if here in codes else ""


def adopted(definition: FrameworkDefinition, unit: str) -> FrameworkDefinition:
    """Return the definition for a unit; a structure without units becomes that country's own."""
    from spa_me.services.frameworks import for_country

    return definition if definition.units else for_country(definition, unit)


def suggested_path(title: str, folder: Path, suffix: str) -> Path:
    """Return a file that does not exist yet, named after the workspace."""
    return unused(folder, file_name(title), suffix)
