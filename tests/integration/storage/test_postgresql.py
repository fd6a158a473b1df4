"""The tables and statements are such that PostgreSQL takes them, too: the next engine."""

import pytest
from sqlalchemy import Float, Numeric, String, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from spa_me.storage import records
from spa_me.storage.parts import LAYOUT
from spa_me.storage.rows import METADATA as SAME
from spa_me.storage.tables import METADATA

DIALECT = postgresql.dialect()


@pytest.mark.parametrize("name", METADATA.tables)
def test_tables_are_plain(name: str) -> None:
    table = METADATA.tables[name]
    written = str(CreateTable(table).compile(dialect=DIALECT))

    assert "SERIAL" not in written  # keys are made by the app
    assert "WITHOUT ROWID" not in written
    for column in table.columns:
        # Numbers and times are exact texts; nothing is rounded or given by the engine.
        assert not isinstance(column.type, Numeric | Float)
        assert column.server_default is None
        assert column.name.islower()
        assert len(column.name) < 63
    for index in table.indexes:
        assert str(CreateIndex(index).compile(dialect=DIALECT))


def test_every_constraint_has_the_same_name_on_both() -> None:
    for table in METADATA.tables.values():
        for constraint in table.constraints:
            assert constraint.name


def test_reading_asks_for_an_order() -> None:
    for kind in (records.ACTIVITY, records.CONTRIBUTION, records.DECLARATION):
        assert set(kind.key) <= {c.name for c in kind.table.columns}
    for layout in LAYOUT.values():
        assert "ORDER BY" in str(layout.select().compile(dialect=DIALECT))
    assert SAME is METADATA


def test_texts_have_no_length_that_only_one_engine_minds() -> None:
    for table in METADATA.tables.values():
        for column in table.columns:
            if isinstance(column.type, String):
                assert column.type.length is None
    assert str(select(METADATA.tables["audit"]).compile(dialect=DIALECT))
