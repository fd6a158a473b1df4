"""Decisions of the region have receipts, too: made where a person asks, missed until then."""

from pathlib import Path

import pytest

from spa_me.domain.cofunding import Activity
from spa_me.domain.errors import NotFoundError, RefusedError
from spa_me.domain.submission import Direction, PackageKind, PackageRecord
from spa_me.domain.values import reported
from spa_me.services.exchange.letters import mail_text
from spa_me.services.exchange.receipts import make_receipt
from spa_me.services.exchange.records import without_receipt
from spa_me.services.exchange.streams import missing_numbers
from spa_me.services.funding import save_activity
from tests.integration.exchange.offices import (
    Office,
    accept,
    approver,
    key_of,
    new_id,
    officer,
    return_submission,
    taken,
    trusting_country,
)


@pytest.fixture
def country(region: Office, tmp_path: Path) -> Office:
    """Return a country that trusts the region, and whose submission was taken in there."""
    office = trusting_country(tmp_path, "A", region)
    office.enter()
    (done,) = taken(region, office.file_of(office.submit().package.digest))
    taken(office, region.file_of(done.receipt))
    return office


def unsaid(office: Office) -> list[PackageKind]:
    records = office.workspace.dataset().submissions
    return [p.kind for p in without_receipt(records.packages, records.acknowledged)]


def receipt_for(office: Office, digest: str) -> str:
    office.workspace.actor = approver(office.code)
    return make_receipt(office.workspace, digest, office.key)


def sent_by(office: Office) -> list[PackageRecord]:
    packages = office.workspace.dataset().submissions.packages
    return [p for p in packages if p.direction is Direction.OUT]


def test_a_decision_is_missed_until_its_receipt_comes(region: Office, country: Office) -> None:
    accepted = accept(region.workspace, "A", "2014", region.key).package.digest
    assert unsaid(region) == [PackageKind.REVIEW]

    taken(country, region.file_of(accepted))
    assert unsaid(region) == [PackageKind.REVIEW], "nobody has sent a receipt yet"
    receipt = receipt_for(country, accepted)
    (done,) = taken(region, country.file_of(receipt))

    assert done.is_done, done.error
    assert unsaid(region) == []
    assert missing_numbers(region.workspace.dataset().submissions.packages) == {}


def test_it_is_made_once(region: Office, country: Office) -> None:
    accepted = accept(region.workspace, "A", "2014", region.key).package.digest
    taken(country, region.file_of(accepted))

    assert receipt_for(country, accepted) == receipt_for(country, accepted)

    made = [(p.recipient, p.sequence) for p in sent_by(country) if p.kind is PackageKind.RECEIPT]
    assert made == [("RS", 2)]
    rows = [e for e in country.workspace.audit() if e.action == "make receipt"]
    assert len(rows) == 1


def test_taking_a_decision_in_uses_no_number(region: Office, country: Office) -> None:
    """A receipt that nobody sends would be a gap at the region, so none is made unasked."""
    accepted = accept(region.workspace, "A", "2014", region.key).package.digest
    (done,) = taken(country, region.file_of(accepted))
    assert done.receipt == ""
    assert [p.sequence for p in sent_by(country)] == [1]


def test_an_answer_tells_as_well_as_a_receipt(region: Office, country: Office) -> None:
    returned = return_submission(region.workspace, "A", "2014", region.key, reason="Why so few?")
    assert unsaid(region) == [PackageKind.REVIEW]
    taken(country, region.file_of(returned.package.digest))
    country.enter({"count": reported(8)})
    taken(region, country.file_of(country.submit().package.digest))

    assert unsaid(region) == []


def test_a_decision_about_its_own_figures_needs_none(region: Office) -> None:
    region.workspace.actor = officer("RS")
    save_activity(region.workspace, Activity(new_id(), "RS", "2014", "1", "Meeting"))
    region.submit()
    region.workspace.actor = approver("RS")
    accept(region.workspace, "RS", "2014", region.key)
    assert unsaid(region) == []


def test_the_text_for_the_email_says_what_it_is_for(region: Office, country: Office) -> None:
    accepted = accept(region.workspace, "A", "2014", region.key).package.digest
    taken(country, region.file_of(accepted))
    receipt = receipt_for(country, accepted)
    said = mail_text(country.workspace, receipt, "r.spapkg")
    assert "the receipt for your answer to the submission of Country A for 2014: r.spapkg" in said


def test_what_has_no_receipt_is_refused_with_the_reason(region: Office, country: Office) -> None:
    packages = country.workspace.dataset().submissions.packages
    others = [p for p in packages if p.kind is not PackageKind.REVIEW]
    assert {p.kind for p in others} == {
        PackageKind.TRUST,
        PackageKind.SUBMISSION,
        PackageKind.RECEIPT,
    }
    for package in others:
        with pytest.raises(RefusedError, match="There is no receipt for that package"):
            receipt_for(country, package.digest)
    with pytest.raises(NotFoundError):
        receipt_for(country, "0" * 64)


def test_only_with_the_own_key(region: Office, country: Office) -> None:
    accepted = accept(region.workspace, "A", "2014", region.key).package.digest
    taken(country, region.file_of(accepted))
    with pytest.raises(RefusedError, match="The key belongs to"):
        make_receipt(country.workspace, accepted, key_of("B"))
    assert [p.sequence for p in sent_by(country)] == [1]


def test_without_a_signature_only_while_no_key_is_trusted(region: Office, country: Office) -> None:
    """The region would refuse it for good, since what is sealed never changes."""
    accepted = accept(region.workspace, "A", "2014", region.key).package.digest
    taken(country, region.file_of(accepted))
    country.workspace.actor = approver("A")
    with pytest.raises(RefusedError, match="would be refused"):
        make_receipt(country.workspace, accepted, None)
    assert [p.sequence for p in sent_by(country)] == [1]
