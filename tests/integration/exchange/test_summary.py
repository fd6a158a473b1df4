"""What an approver looks at before a submission is sealed."""

from spa_me.domain.status import NoStatus
from spa_me.domain.submission import FieldRemark
from spa_me.domain.values import ValueState, reported
from spa_me.services.exchange.summary import sealing_summary
from spa_me.services.submissions import answer, begin_correction, mark_ready, withdraw
from tests.integration.exchange.offices import (
    APPROVER,
    OFFICER,
    Office,
    accept,
    approver,
    key_of,
    return_submission,
    taken,
)


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
    assert found.reason == "A file was found"


def test_after_a_withdrawal_it_is_compared_with_what_was_withdrawn(country: Office) -> None:
    country.enter({"count": reported(5)})
    country.submit()
    country.workspace.actor = approver("A")
    withdraw(country.workspace, "A", "2014", "A typing error")
    country.enter({"count": reported(6)})
    found = sealing_summary(country.workspace, "A", "2014")

    assert (found.number, found.since, found.compared) == (2, 0, 1)
    assert [change.key.indicator for change in found.changed] == ["count"]
    assert found.reason == "A typing error"


def test_what_is_answered_to_the_region_is_in_it(country: Office, region: Office) -> None:
    country.enter({"count": reported(5)})
    taken(region, country.file_of(country.submit().package.digest))
    remarks = [FieldRemark("count", "Why so few?"), FieldRemark("", "Who counted?")]
    done = return_submission(
        region.workspace, "A", "2014", region.key, reason="See below", remarks=remarks
    )
    taken(country, region.file_of(done.package.digest))
    answer(country.workspace, "A", "2014", "", "The provinces.")
    country.enter({"count": reported(6)})
    found = sealing_summary(country.workspace, "A", "2014")

    said = [(r.remark.text, r.answer, r.is_changed) for r in found.answers]
    assert said == [("Why so few?", "", True), ("Who counted?", "The provinces.", False)]
