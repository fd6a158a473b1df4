"""A whole round between a country and the region, through real files."""

from datetime import date

from spa_me.domain.submission import FieldRemark, SubmissionState, Verdict
from spa_me.domain.values import reported
from spa_me.services.exchange.arrivals import Arrival, Standing, look
from spa_me.services.exchange.letters import mail_text
from spa_me.services.exchange.records import without_receipt
from spa_me.services.exchange.streams import missing_numbers
from spa_me.services.exchange.taking import take_in
from spa_me.services.submissions import answer, begin_correction, standing, withdraw
from tests.integration.exchange.offices import Office, accept, approver, return_submission, taken


def only(arrivals: tuple[Arrival, ...]) -> Arrival:
    (arrival,) = arrivals
    return arrival


def state(office: Office, unit: str = "A") -> SubmissionState:
    return standing(office.workspace.dataset(), unit, "2014").state


def test_report_return_answer_accept_correct(country: Office, region: Office) -> None:
    country.enter({"count": reported(5), "share": reported(40)})
    sealed = country.submit()
    assert state(country) is SubmissionState.SUBMITTED

    arrival = only(look(region.workspace, [country.file_of(sealed.package.digest)], [region.key]))
    assert (arrival.standing, arrival.is_signed) == (Standing.NEXT, True)
    assert arrival.preview is not None
    assert {cell.key.indicator for cell in arrival.preview.cells} == {"count", "share"}
    assert state(region) is SubmissionState.NOT_STARTED

    (done,) = take_in(region.workspace, [arrival], region.key)
    assert done.is_done
    assert state(region) is SubmissionState.SUBMITTED
    assert region.workspace.dataset().values.get("count", "A", "2014").number == 5

    taken(country, region.file_of(done.receipt))
    assert standing(country.workspace.dataset(), "A", "2014").is_acknowledged

    returned = return_submission(
        region.workspace,
        "A",
        "2014",
        region.key,
        reason="One figure looks wrong.",
        remarks=[FieldRemark("count", "Why so few?")],
        by_when=date(2026, 4, 1),
    )
    taken(country, region.file_of(returned.package.digest))
    assert state(country) is SubmissionState.RETURNED

    answer(country.workspace, "A", "2014", "count", "It is right: see the report.")
    second = country.submit()
    assert second.revision.number == 2
    (done,) = taken(region, country.file_of(second.package.digest))
    assert done.is_done, done.error
    records = region.workspace.dataset().submissions
    assert [entry.text for entry in records.answers] == ["It is right: see the report."]

    accepted = accept(region.workspace, "A", "2014", region.key)
    assert accepted.decision.verdict is Verdict.ACCEPTED
    taken(country, region.file_of(done.receipt), region.file_of(accepted.package.digest))
    assert state(country) is SubmissionState.ACCEPTED
    assert missing_numbers(country.workspace.dataset().submissions.packages) == {}

    correct(country, region)
    (restated,) = region.workspace.dataset().submissions.restatements
    assert (restated.indicator, restated.old, restated.new) == ("count", "5", "7")


def correct(country: Office, region: Office) -> None:
    begin_correction(country.workspace, "A", "2014", "A file was found")
    country.enter({"count": reported(7)})
    taken(region, country.file_of(country.submit().package.digest))
    accept(region.workspace, "A", "2014", region.key)


def test_a_withdrawn_revision_that_was_sent_all_the_same(country: Office, region: Office) -> None:
    country.enter()
    first = country.submit()
    country.workspace.actor = approver("A")
    withdraw(country.workspace, "A", "2014", "A typing error")
    assert state(country) is SubmissionState.DRAFT
    country.enter({"count": reported(6)})
    second = country.submit()
    said = mail_text(country.workspace, second.package.digest, "a.spapkg")
    assert "2014, revision 2, which replaces revision 1; that was withdrawn: a.spapkg" in said

    files = [country.file_of(sealed.package.digest) for sealed in (second, first)]
    for file in files:
        taken(region, file)

    chain = standing(region.workspace.dataset(), "A", "2014").chain
    assert chain.head is not None
    assert chain.head.digest == second.package.digest
    assert [r.digest for r in chain.withdrawn] == [first.package.digest]
    assert region.workspace.dataset().values.get("count", "A", "2014").number == 6


def test_a_decision_tells_as_well_as_a_receipt_that_it_arrived(
    country: Office, region: Office
) -> None:
    country.enter()
    taken(region, country.file_of(country.submit().package.digest))
    records = country.workspace.dataset().submissions
    assert len(without_receipt(records.packages, records.acknowledged)) == 1

    done = accept(region.workspace, "A", "2014", region.key)
    taken(country, region.file_of(done.package.digest))

    records = country.workspace.dataset().submissions
    assert without_receipt(records.packages, records.acknowledged) == []
