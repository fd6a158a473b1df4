"""A workspace's content at one moment."""

from dataclasses import replace

import pytest

from spa_me.domain.dataset import Actor
from tests.example import un_act_2014
from tests.unit.domain.building import framework, years


@pytest.mark.parametrize(
    ("actor", "shown"),
    [
        (Actor("Officer A"), "Officer A"),
        (Actor("Officer A", office="Task force"), "Officer A (Task force)"),
        (Actor("Officer A", role="Approver"), "Officer A (Approver)"),
        (Actor("Officer A", "Task force", "Approver"), "Officer A (Approver, Task force)"),
    ],
)
def test_an_actor_is_shown_with_role_and_office(actor: Actor, shown: str) -> None:
    assert str(actor) == shown


def test_a_dataset_knows_which_framework_judges_and_which_came_last() -> None:
    first = framework(version="1", periods=years("2026", "2027"))
    second = framework(version="2", in_force_from="2027-01-01", periods=years("2026", "2027"))
    dataset = replace(un_act_2014(), frameworks=(first, second))
    assert dataset.framework_for("2026") is first
    assert dataset.framework_for("2027") is second
    assert dataset.latest_framework is second
