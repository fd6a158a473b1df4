"""What an approver looks at before a submission is sealed."""

from spa_me.domain.status import NoStatus
from spa_me.domain.values import ValueState, reported
from spa_me.services.exchange.summary import sealing_summary
from spa_me.services.submissions import begin_correction, mark_ready
from tests.integration.exchange.offices import APPROVER, OFFICER, Office, accept, key_of, taken


def test_a_first_revision(country: Office) -> None:
    country.enter({"count": reported(5)})
    mark_ready(country.workspace, "A", "2014")
    found = sealing_summary(country.workspace, "A", "2014")

    assert (found.number, found.since, found.changed, found.changed_records) == (1, 0, (), 0)
    assert found.states[ValueState.REPORTED] == 1
    assert sum(found.states.values()) == len(
        [
            u
            for u in country.workspace.dataset().framework_for("2014").reporters.values()
            if "A" in u
        ]
    )
    assert NoStatus.NOT_REPORTED in found.statuses
    assert found.entered_by == (OFFICER.format("A"),)
    assert found.ready_by == OFFICER.format("A")
    assert not found.may_approve("officer  OF a")
    assert found.may_approve(APPROVER.format("A"))
    assert found.recipient == "RS"
    assert found.recipient_keys == (key_of("RS").public,)


def test_a_further_revision_is_compared_with_the_sealed_one(
    country: Office, region: Office
) -> None:
    country.enter({"count": reported(5), "share": reported(40)})
    sealed = country.submit()
    (done,) = taken(region, country.file_of(sealed.package.digest))
    reviewed = accept(region.workspace, "A", "2014", region.key)
    taken(country, region.file_of(done.receipt), region.file_of(reviewed.package.digest))
    begin_correction(country.workspace, "A", "2014", "A file was found")
    country.enter({"count": reported(7), "share": reported(40)})
    found = sealing_summary(country.workspace, "A", "2014")

    assert (found.number, found.since) == (2, 1)
    ((change),) = found.changed
    assert (change.key.indicator, change.old.number, change.new.number) == ("count", 5, 7)
