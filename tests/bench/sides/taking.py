"""A package of 10,000 values looked at and taken in, against inserting the same rows."""

import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event, insert, text
from sqlalchemy.engine import Connection

from spa_me.domain.dataset import Actor, DataKind
from spa_me.domain.framework import FrameworkDefinition, read_definition
from spa_me.domain.submission import TAKE_UNSIGNED
from spa_me.packages.keys import new_key
from spa_me.services.entry import ValueChange, record_values
from spa_me.services.exchange.arrivals import look
from spa_me.services.exchange.sealing import save_package, seal_submission
from spa_me.services.exchange.taking import take_in
from spa_me.services.submissions import mark_ready, set_policy
from spa_me.services.workspace import Workspace
from spa_me.storage import tables
from tests.bench.data import framework, values
from tests.bench.measuring import Spent
from tests.bench.sides.main import run, timed

VALUES, MARKERS = 10_000, 200
OFFICER, HEAD = Actor("Officer"), Actor("Head")
REVIEWER = Actor("Reviewer")


def _definition() -> FrameworkDefinition:
    content = framework(VALUES, 1, ["A"]).model_dump(mode="json", exclude_defaults=True)
    content["markers"] = content["markers"][:MARKERS]
    content["units"].append({"code": "RS", "name": "Region", "kind": "region"})
    return read_definition(content, "bench")


def prepare(folder: Path) -> None:
    """Make the region's empty workspace, and the package of a country; keep its rows, too."""
    definition = _definition()
    kind = DataKind.ILLUSTRATIVE
    with Workspace.create(folder / "region.spame", definition, "RS", REVIEWER, kind=kind) as region:
        set_policy(region, TAKE_UNSIGNED, "yes")
    with Workspace.create(folder / "full.spame", definition, "A", OFFICER, kind=kind) as country:
        record_values(
            country, [ValueChange(*pair) for pair in values(definition) if pair[0].unit == "A"]
        )
        period = next(iter(definition.period_by_code))
        mark_ready(country, "A", period)
        country.actor = HEAD
        sealed = seal_submission(country, "A", period, None)
        save_package(country, sealed.package.digest, folder / "sent.spapkg")


def ours(folder: Path) -> Spent:
    """Look at the file, with the preview, and take it in; the receipt is signed."""
    key = new_key("RS", REVIEWER.name, made_on=date(2026, 1, 5))
    with Workspace.open(_fresh(folder), REVIEWER) as region:
        region.dataset()

        def work() -> None:
            arrivals = look(region, [folder / "sent.spapkg"], [key])
            (arrival,) = arrivals
            assert arrival.preview is not None
            assert len(arrival.preview.cells) == VALUES
            (done,) = take_in(region, arrivals, key)
            assert done.is_done, done.error

        return timed(work)


def bare(folder: Path) -> Spent:
    """Insert the same rows into the same table through SQLAlchemy Core, as durably."""
    table = tables.table_of(tables.ReportedValueRow)
    with create_engine(f"sqlite:///{folder / 'full.spame'}").connect() as connection:
        rows: Sequence[Any] = connection.execute(table.select()).mappings().all()
    assert len(rows) == VALUES
    found = [dict(row) for row in rows]
    engine = create_engine(f"sqlite:///{_fresh(folder)}")

    @event.listens_for(engine, "connect")
    def _(connection: Any, _: object) -> None:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA synchronous = EXTRA")

    def work(connection: Connection) -> None:
        connection.execute(insert(table), found)
        connection.commit()

    with engine.connect() as connection:
        connection.execute(text("SELECT 1"))
        connection.commit()
        return timed(lambda: work(connection))


def _fresh(folder: Path) -> Path:
    return Path(shutil.copyfile(folder / "region.spame", folder / "fresh.spame"))


if __name__ == "__main__":
    run({"ours": ours, "bare": bare}, prepare)
