"""Activities, contributions, rates and printed shares."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from spa_me.domain.changes import Topic
from spa_me.domain.cofunding import (
    Activity,
    Contribution,
    ExchangeRate,
    Form,
    PrintedShare,
    SourceType,
    Stage,
)
from spa_me.domain.errors import InputError, NotFoundError, RefusedError
from spa_me.services import funding
from spa_me.services.workspace import Workspace
from tests.integration.making import Clock

ACTIVITY = Activity("", "A", "2014", "1.1", "Train judges", "1", Decimal(1_500), "USD")
CONTRIBUTION = Contribution(
    "", "A", "2014", "Ministry", SourceType.GOVERNMENT, amount=Decimal("66930.50"), currency="CNY"
)
RATE = ExchangeRate(
    "A", "2014", "USD", "NOK", Decimal("6.2969"), date(2014, 12, 31), "mean of the year"
)
SHARE = PrintedShare("A", "2014", "Ministry", Decimal(40), "Figure 5")


@pytest.fixture
def activity(workspace: Workspace) -> Activity:
    funding.save_activity(workspace, ACTIVITY)
    return workspace.dataset().activities[0]


def test_an_activity_gets_an_id_and_keeps_it(workspace: Workspace, activity: Activity) -> None:
    assert activity == replace(ACTIVITY, id=activity.id)
    assert len(activity.id) == 36

    changes = funding.save_activity(workspace, replace(activity, title="Train prosecutors"))
    assert changes.topics == {Topic.FUNDING}
    assert (changes.units, changes.periods) == ({"A"}, {"2014"})
    assert workspace.dataset().activities == (replace(activity, title="Train prosecutors"),)
    entry = changes.audit[0]
    assert (entry.action, entry.subject) == ("save activity", "activity A 2014 1.1")
    assert entry.old == "Train judges; result: 1; budget 1500 USD"


def test_an_activity_can_move_to_another_unit(workspace: Workspace, activity: Activity) -> None:
    changes = funding.save_activity(workspace, replace(activity, unit="B", period="2015"))

    assert (changes.units, changes.periods) == ({"A", "B"}, {"2014", "2015"})
    workspace.close()
    Workspace.open(workspace.path, workspace.actor).close()  # every digest is right


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        (replace(ACTIVITY, unit="Z"), "unit"),
        (replace(ACTIVITY, period="1999"), "period"),
        (replace(ACTIVITY, code="2"), None),
        (replace(ACTIVITY, code=" "), "code"),
        (replace(ACTIVITY, code="2", title=""), "title"),
        (replace(ACTIVITY, code="2", result="9"), "result"),
        (replace(ACTIVITY, code="2", budget=Decimal(-1)), "budget"),
        (replace(ACTIVITY, code="2", budget=Decimal("NaN")), "budget"),
        (replace(ACTIVITY, code="2", currency="EUROS"), "currency"),
        (ACTIVITY, "code"),
        (replace(ACTIVITY, code="2", note="x" * 5_001), "note"),
    ],
)
@pytest.mark.usefixtures("activity")
def test_what_an_activity_has_to_be(
    workspace: Workspace, wrong: Activity, place: str | None
) -> None:
    if place is None:
        assert funding.save_activity(workspace, wrong).audit
        return
    with pytest.raises(InputError) as caught:
        funding.save_activity(workspace, wrong)
    assert [finding.where for finding in caught.value.findings] == [place]
    assert len(workspace.dataset().activities) == 1


def test_an_activity_with_contributions_is_not_removed(
    workspace: Workspace, activity: Activity
) -> None:
    funding.save_contribution(workspace, replace(CONTRIBUTION, activity=activity.id))
    funding.save_contribution(workspace, replace(CONTRIBUTION, source="UN", activity=activity.id))

    with pytest.raises(RefusedError, match="2 contributions refer to the activity: Ministry, UN"):
        funding.remove_activity(workspace, activity.id)
    with pytest.raises(InputError, match="2 problems"):
        funding.save_activity(workspace, replace(activity, unit="B"))

    for contribution in workspace.dataset().contributions:
        funding.remove_contribution(workspace, contribution.id)
    funding.remove_activity(workspace, activity.id)
    assert workspace.dataset().activities == ()
    with pytest.raises(NotFoundError, match="no such activity"):
        funding.remove_activity(workspace, activity.id)


def test_a_contribution_as_it_was_given(workspace: Workspace) -> None:
    given = replace(
        CONTRIBUTION, form=Form.IN_KIND, stage=Stage.COMMITTED, date=date(2014, 6, 1), note="travel"
    )
    changes = funding.save_contribution(workspace, given)
    (kept,) = workspace.dataset().contributions

    assert kept == replace(given, id=kept.id)
    expected = "66930.5 CNY; committed, in kind; Government; dated 2014-06-01; note: travel"
    assert changes.audit[0].new == expected
    assert funding.save_contribution(workspace, kept).is_empty


def test_a_contribution_without_an_amount_is_not_one_of_zero(workspace: Workspace) -> None:
    funding.save_contribution(workspace, replace(CONTRIBUTION, amount=None))
    funding.save_contribution(workspace, replace(CONTRIBUTION, amount=Decimal(0)))

    amounts = {contribution.amount for contribution in workspace.dataset().contributions}
    assert amounts == {None, Decimal(0)}


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        (replace(CONTRIBUTION, unit="Z"), "unit"),
        (replace(CONTRIBUTION, period=""), "period"),
        (replace(CONTRIBUTION, source="\t"), "source"),
        (replace(CONTRIBUTION, amount=Decimal("-0.01")), "amount"),
        (replace(CONTRIBUTION, amount=Decimal("1e30")), "amount"),
        (replace(CONTRIBUTION, currency="usd"), "currency"),
        (replace(CONTRIBUTION, activity="nowhere"), "activity"),
    ],
)
def test_what_a_contribution_has_to_be(
    workspace: Workspace, wrong: Contribution, place: str
) -> None:
    with pytest.raises(InputError) as caught:
        funding.save_contribution(workspace, wrong)
    assert [finding.where for finding in caught.value.findings] == [place]
    assert workspace.dataset().contributions == ()


def test_a_contribution_belongs_to_an_activity_of_its_own_plan(
    workspace: Workspace, activity: Activity
) -> None:
    for elsewhere in (replace(CONTRIBUTION, unit="B"), replace(CONTRIBUTION, period="2015")):
        with pytest.raises(InputError, match="1 problem"):
            funding.save_contribution(workspace, replace(elsewhere, activity=activity.id))


def test_rates(workspace: Workspace, clock: Clock) -> None:
    funding.save_rate(workspace, RATE)
    funding.save_rate(workspace, replace(RATE, document="mean of December", rate=Decimal("7.2772")))
    assert {rate.rate for rate in workspace.dataset().rates} == {
        Decimal("6.2969"),
        Decimal("7.2772"),
    }
    assert workspace.dataset().rates[0].entered_at == clock()
    assert funding.save_rate(workspace, RATE).is_empty
    changes = funding.save_rate(workspace, replace(RATE, rate=Decimal("6.3")))
    assert changes.audit[0].old == "1 USD = 6.2969 NOK; source: mean of the year"

    funding.remove_rate(workspace, replace(RATE, document="mean of December"))
    assert [rate.document for rate in workspace.dataset().rates] == ["mean of the year"]
    funding.remove_rate(workspace, RATE)
    assert workspace.dataset().rates == ()
    with pytest.raises(NotFoundError, match="no rate of USD in NOK"):
        funding.remove_rate(workspace, RATE)


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        (replace(RATE, rate=Decimal(0)), "rate"),
        (replace(RATE, rate=Decimal(-1)), "rate"),
        (replace(RATE, base="XXX"), "base"),
        (replace(RATE, quote="USD"), "quote"),
        (replace(RATE, quote="ZZZ"), "quote"),
        (replace(RATE, document=""), "document"),
        (replace(RATE, unit="ZZ"), "unit"),
        (replace(RATE, period="1900"), "period"),
        (replace(RATE, date=date(2015, 1, 1)), "date"),
    ],
)
def test_what_a_rate_has_to_be(workspace: Workspace, wrong: ExchangeRate, place: str) -> None:
    with pytest.raises(InputError) as caught:
        funding.save_rate(workspace, wrong)
    assert [finding.where for finding in caught.value.findings] == [place]


def test_printed_shares(workspace: Workspace) -> None:
    funding.save_printed_share(workspace, SHARE)
    funding.save_printed_share(workspace, replace(SHARE, share=Decimal(41)))
    assert [share.share for share in workspace.dataset().printed_shares] == [41]
    with pytest.raises(InputError, match="2 problems"):
        funding.save_printed_share(workspace, replace(SHARE, unit="Z", share=Decimal(-1)))

    funding.remove_printed_share(workspace, SHARE)
    assert workspace.dataset().printed_shares == ()
    with pytest.raises(NotFoundError, match="No printed share of Ministry"):
        funding.remove_printed_share(workspace, SHARE)
