"""What the tables are made of: names, kinds of columns, and the class of every row."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from sqlalchemy import MetaData, Table
from sqlalchemy.orm import declared_attr, registry
from sqlmodel import Field, SQLModel

from spa_me.storage.types import ComposedText

# Batch migrations can only drop what has a name, and both engines shall use the same names.
_NAMES = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
}
_REGISTRY = registry(metadata=MetaData(naming_convention=_NAMES))
BY_KEY: dict[str, Any] = {"sqlite_with_rowid": False}
"""For a table whose rows lie in the order of their key: a part is then one stretch of the file."""


def _table_name(row: type) -> str:
    """Return `reported_value` for `ReportedValueRow`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", row.__name__.removesuffix("Row")).lower()


class Row(SQLModel, registry=_REGISTRY):
    """A row of a table; never validated by itself, since the domain has done so."""

    # So the checks that pydantic would make of it are never built.
    model_config: ClassVar[Any] = {"defer_build": True}

    @declared_attr.directive
    @classmethod
    def __tablename__(cls) -> str:  # pyright: ignore[reportIncompatibleVariableOverride]
        """Name the table after its class."""
        return _table_name(cls)


def key(kind: Any = ComposedText) -> Any:
    """Return a column of the key."""
    return Field(primary_key=True, sa_type=kind)


def numbered() -> Any:
    """Return a numbered key."""
    # Counted by the app, since a number that an engine gave out can leave a gap behind it.
    return Field(primary_key=True, sa_column_kwargs={"autoincrement": False})


def column(kind: Any = ComposedText) -> Any:
    """Return a column that is never empty."""
    return Field(sa_type=kind)


def optional(kind: Any = ComposedText) -> Any:
    """Return a column that may be empty."""
    return Field(default=None, sa_type=kind)


METADATA: MetaData = _REGISTRY.metadata


def table_of(row: type[Row]) -> Table:
    """Return the table of a row class, for statements without the ORM."""
    return METADATA.tables[_table_name(row)]
