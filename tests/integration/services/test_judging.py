"""Declared statuses, pro rata, explanations and ratings."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from spa_me.domain.changes import ChangeSet, Topic
from spa_me.domain.errors import InputError, NotFoundError, RefusedError
from spa_me.domain.judgements import Declaration, Explanation, ProRata, ResultRating
from spa_me.domain.status import Status
from spa_me.services import judging
from spa_me.services.workspace import Workspace
from tests.integration.exchange.offices import Office
from tests.integration.making import ACTOR, Clock

DECLARATION = Declaration("M1", "2014", Status.FULLY, "evidence was seen")
PRO_RATA = ProRata("M1", "2014", date(2014, 9, 1), date(2014, 12, 31), "tracked late")
RATING = ResultRating("1", "2014", Status.PARTLY, "the outcome is not there yet")


def test_declaring_changing_and_withdrawing(workspace: Workspace, clock: Clock) -> None:
    changes = judging.declare(workspace, DECLARATION)
    assert changes.topics == {Topic.JUDGEMENTS}
    assert changes.periods == {"2014"}
    stamped = replace(DECLARATION, person=ACTOR.name, at=clock())
    assert workspace.dataset().judgements.declarations == (stamped,)
    clock.forward(hours=1)
    assert judging.declare(workspace, DECLARATION).is_empty

    judging.declare(workspace, replace(DECLARATION, status=Status.NOT, precondition="no meeting"))
    judging.withdraw_declaration(workspace, "M1", "2014")

    assert workspace.dataset().judgements.declarations == ()
    texts = [(entry.action, entry.old, entry.new) for entry in workspace.audit(limit=3)]
    changed = "Not met; reason: evidence was seen; precondition unmet: no meeting"
    assert texts == [
        ("withdraw declaration", changed, ""),
        ("declare status", "Fully met; reason: evidence was seen", changed),
        ("declare status", "", "Fully met; reason: evidence was seen"),
    ]


def test_a_declaration_needs_a_reason_and_a_marker(workspace: Workspace) -> None:
    with pytest.raises(InputError) as caught:
        judging.declare(workspace, replace(DECLARATION, reason="  "))
    assert caught.value.findings[0].where == "reason"
    with pytest.raises(NotFoundError, match="no progress marker “M9”") as missing:
        judging.declare(workspace, replace(DECLARATION, marker="M9"))
    assert missing.value.do == "Known markers: M1, M2."
    with pytest.raises(NotFoundError, match="no reporting period “1999”"):
        judging.declare(workspace, replace(DECLARATION, period="1999"))
    with pytest.raises(NotFoundError, match="No status is declared"):
        judging.withdraw_declaration(workspace, "M1", "2014")
    with pytest.raises(InputError, match="1 problem"):
        judging.declare(workspace, replace(DECLARATION, reason="x" * 5_001))


def test_pro_rata_where_the_rules_allow_it(workspace: Workspace) -> None:
    judging.set_pro_rata(workspace, PRO_RATA)
    judging.set_pro_rata(workspace, replace(PRO_RATA, indicator="count"))
    assert len(workspace.dataset().judgements.pro_ratas) == 2

    judging.remove_pro_rata(workspace, "M1", "2014")
    (left,) = workspace.dataset().judgements.pro_ratas
    assert left.indicator == "count"
    judging.remove_pro_rata(workspace, "M1", "2014", "count")
    with pytest.raises(NotFoundError, match="No target of M1 is shortened"):
        judging.remove_pro_rata(workspace, "M1", "2014", "count")


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (replace(PRO_RATA, marker="M2"), "pro rata is for periodic counts"),
        (replace(PRO_RATA, indicator="share"), "pro rata is for periodic counts"),
        (replace(PRO_RATA, tracked_to=date(2015, 1, 1)), "has to lie within"),
        (replace(PRO_RATA, tracked_from=date(2014, 1, 1)), "covers every month"),
        (replace(PRO_RATA, reason=" "), "needs a reason"),
    ],
)
def test_pro_rata_where_they_do_not(workspace: Workspace, wrong: ProRata, says: str) -> None:
    with pytest.raises(RefusedError, match=says):
        judging.set_pro_rata(workspace, wrong)
    assert workspace.dataset().judgements.pro_ratas == ()


def test_explaining_and_taking_it_back(workspace: Workspace) -> None:
    judging.explain(workspace, Explanation("M1", "2014", "  a strike  "))
    assert workspace.dataset().explanations[0].text == "a strike"

    judging.explain(workspace, Explanation("M1", "2014", ""))
    assert workspace.dataset().explanations == ()
    assert judging.explain(workspace, Explanation("M1", "2014", "")).is_empty


def test_rating_a_result(workspace: Workspace) -> None:
    judging.rate_result(workspace, RATING)
    assert workspace.dataset().judgements.ratings[0].status is Status.PARTLY

    with pytest.raises(NotFoundError, match="no result “9”"):
        judging.rate_result(workspace, replace(RATING, result="9"))
    with pytest.raises(InputError):
        judging.rate_result(workspace, replace(RATING, reason=""))
    judging.withdraw_rating(workspace, "1", "2014")
    assert workspace.dataset().judgements.ratings == ()


def test_each_command_can_have_a_key(workspace: Workspace) -> None:
    first = judging.declare(workspace, DECLARATION, key="a")
    withdrawn = judging.withdraw_declaration(workspace, "M1", "2014", key="b")

    assert judging.declare(workspace, DECLARATION, key="a") == first
    assert judging.withdraw_declaration(workspace, "M1", "2014", key="b") == withdrawn
    assert workspace.dataset().judgements.declarations == ()


EACH = {
    "declare": lambda w: judging.declare(w, DECLARATION),
    "prorate": lambda w: judging.set_pro_rata(w, PRO_RATA),
    "explain": lambda w: judging.explain(w, Explanation("M1", "2014", "The fair was late")),
    "rate": lambda w: judging.rate_result(w, RATING),
}


@pytest.mark.parametrize("judge", EACH.values(), ids=EACH)
def test_in_a_regional_plan_the_secretariat_judges(
    tmp_path: Path, judge: Callable[[Workspace], ChangeSet]
) -> None:
    country, region = Office(tmp_path, "A"), Office(tmp_path, "RS")
    with pytest.raises(RefusedError, match=r"judged by Regional secretariat.*note of the value"):
        judge(country.workspace)

    assert not judge(region.workspace).is_empty
    country.close()
    region.close()
