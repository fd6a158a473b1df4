"""The example comes from the shipped data through the real services."""

from dataclasses import replace
from pathlib import Path

import pytest

from spa_me.domain.errors import RefusedError
from spa_me.domain.progress import Cancelled
from spa_me.services.example import create_example
from spa_me.services.workspace import Workspace
from tests.example import un_act_2014
from tests.integration.making import ACTOR


def test_the_example_holds_what_is_shipped(path: Path) -> None:
    shipped = un_act_2014()
    with create_example(path, ACTOR) as workspace:
        found = workspace.dataset()

        assert {k: replace(v, entered_at=None) for k, v in found.values.items()} == dict(
            shipped.values.items()
        )
        assert {replace(d, at=None) for d in found.judgements.declarations} == set(
            shipped.judgements.declarations
        )
        assert {replace(p, at=None) for p in found.judgements.pro_ratas} == set(
            shipped.judgements.pro_ratas
        )
        assert set(found.activities) == set(shipped.activities)
        assert set(found.contributions) == set(shipped.contributions)
        assert {replace(r, entered_at=None) for r in found.rates} == set(shipped.rates)
        assert set(found.printed_shares) == set(shipped.printed_shares)
        assert found.notes == tuple(shipped.notes)
        assert found.info.source == shipped.info.source
        assert found.info.kind is shipped.info.kind
        assert workspace.actor == ACTOR


def test_nobody_seems_to_have_reported_what_they_looked_at(path: Path) -> None:
    with create_example(path, ACTOR) as workspace:
        by_action = {entry.action: entry.person for entry in workspace.audit(limit=1_000)}

    assert by_action["create workspace"] == ACTOR.name
    assert by_action["record value"].startswith("UN-ACT Annual Progress Report")


def test_an_existing_file_stays(path: Path) -> None:
    create_example(path, ACTOR).close()
    before = path.read_bytes()

    with pytest.raises(RefusedError):
        create_example(path, ACTOR)
    assert path.read_bytes() == before


def test_cancelling_leaves_no_half_example(path: Path) -> None:
    class Impatient:
        def step(self, done: int, total: int, what: str) -> None:
            if done > total // 2:
                raise Cancelled(what)

    with pytest.raises(Cancelled):
        create_example(path, ACTOR, progress=Impatient())
    assert not path.exists()
    create_example(path, ACTOR).close()
    Workspace.open(path, ACTOR).close()
