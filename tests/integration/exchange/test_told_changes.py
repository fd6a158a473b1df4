"""What a donor reads of the record: changes of content, and no letters between offices."""

import re

from spa_me.domain.submission import FieldRemark
from spa_me.reports import BookQuestion
from spa_me.services import evidence
from spa_me.services.reporting import book
from spa_me.services.submissions import answer, close_period, reopen_for
from tests.integration.exchange.offices import (
    Office,
    accept,
    approver,
    officer,
    return_submission,
    taken,
)
from tests.integration.exchange.test_round import correct

REMARK = FieldRemark("count", "Is that right?")


def reviewed(region: Office, country: Office) -> None:
    """Let a first revision be returned, the second one be accepted, and the third, a correction."""
    country.enter()
    evidence.add_reference(country.workspace, "A", "2014", "count", "Letter", "box 7")
    taken(region, country.file_of(country.submit().package.digest))
    back = return_submission(
        region.workspace, "A", "2014", region.key, reason="A question", remarks=[REMARK]
    )
    taken(country, region.file_of(back.package.digest))
    country.workspace.actor = officer("A")
    answer(country.workspace, "A", "2014", "count", "Yes, it is.")
    taken(region, country.file_of(country.submit().package.digest))
    accepted = accept(region.workspace, "A", "2014", region.key, reason="With many thanks")
    taken(country, region.file_of(accepted.package.digest))
    correct(country, region)


def test_the_record_tells_changes_and_no_letters(region: Office, country: Office) -> None:
    reviewed(region, country)
    region.workspace.actor = approver("RS")
    close_period(region.workspace, "2014", "SOM 12 took note")
    reopen_for(region.workspace, "A", "2014", region.clock().date(), "They asked by phone")

    told = book(region.workspace, BookQuestion("2014")).changes

    texts = "\n".join(f"{e.action} | {e.subject} | {e.old} | {e.new}" for e in told)
    assert "value A 2014 count" in texts
    assert "| submission A 2014 |  | Revision 2 was accepted" in texts
    assert "| submission A 2014 |  | Revision 3 was accepted" in texts
    assert "restatement A 2014 count" in texts
    assert "framework TEST 1" in texts
    assert "closed; reason: SOM 12 took note" in texts
    assert "reopening A 2014" in texts
    assert not re.search("[0-9a-f]{32}", texts)
    letters = ("Is that right?", "A question", "With many thanks", "box 7", "by phone")
    assert [word for word in letters if word in texts] == []
    assert not re.search(
        r"\| (package|receipt|evidence|answer|person|trusted keys|revision) ", texts
    )
    everything = "\n".join(entry.new for entry in region.workspace.audit(1_000))
    assert [word for word in letters if word not in everything] == []


def test_a_country_tells_what_was_accepted(region: Office, country: Office) -> None:
    reviewed(region, country)

    told = book(country.workspace, BookQuestion("2014")).changes

    accepted = [entry.new for entry in told if entry.subject == "submission A 2014"]
    assert "Revision 2 was accepted" in accepted
