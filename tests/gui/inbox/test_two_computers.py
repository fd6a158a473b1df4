"""The table of a country whose other computer sealed what the region goes on with."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from spa_me.domain.submission import FieldRemark
from spa_me.domain.values import reported
from spa_me.services.exchange.reviewing import choose
from tests.gui.inbox.hand import InboxHand
from tests.integration.exchange.offices import (
    Office,
    accept,
    approver,
    return_submission,
    taken,
)
from tests.integration.exchange.test_two_computers import twin_of
from ui.context import Context

STATE, TO_DO = 2, 3


def learn_keys(country: Office, region: Office, folder: Path) -> Office:
    """Let the country know the region's keys, and return its other computer."""
    from spa_me.services.exchange.trust import list_digest
    from tests.integration.exchange.offices import key_of

    keys = region.file_of(list_digest(region.workspace.dataset()))
    taken(country, keys, confirmed=frozenset({key_of("RS").public.fingerprint}))
    return twin_of(region, folder)


@pytest.fixture
def files(region: Office, country: Office, tmp_path: Path) -> list[Path]:
    """Return what each computer sealed and, last, the choice of what the other one sealed."""
    twin = learn_keys(country, region, tmp_path)
    country.enter()
    twin.enter({"count": reported(8)})
    sealed = [office.submit().package.digest for office in (country, twin)]
    found = [o.file_of(d) for o, d in zip((country, twin), sealed, strict=True)]
    taken(region, *found)
    review = choose(region.workspace, "A", "2014", sealed[1], region.key, reason="By phone")
    twin.close()
    return [*found, region.file_of(review.package.digest)]


def test_the_table_says_that_the_region_chose_another_revision(
    files: list[Path], country: Office, country_context: Context, qtbot: QtBot
) -> None:
    mine = country.workspace.dataset().submissions.revisions[0].digest
    taken(country, files[-1])
    inbox = InboxHand(country_context, qtbot)

    assert inbox.board(STATE) == ["Not chosen"]
    said, lost = inbox.board(TO_DO)[0].split("; ")
    assert said.startswith("Take in the file of the other computer: the region goes on with ")
    assert lost == "packages 1–2 of the region have not arrived", "the list of keys and the receipt"
    other = said.rpartition(" ")[2]

    taken(country, files[1])
    inbox = InboxHand(country_context, qtbot)
    assert inbox.board(STATE) == ["Other revision: Submitted"]
    said = f"The region chose revision 1 ({other}), not {mine[:6]} of this computer"
    assert inbox.board(TO_DO)[0].startswith(said)


def test_a_return_that_the_other_computer_answered_is_not_to_be_answered_here(
    region: Office, country: Office, country_context: Context, tmp_path: Path, qtbot: QtBot
) -> None:
    twin = learn_keys(country, region, tmp_path)
    country.enter()
    first = country.file_of(country.submit().package.digest)
    taken(region, first)
    region.workspace.actor = approver("RS")
    remark = FieldRemark("count", "Why so few?")
    back = return_submission(
        region.workspace, "A", "2014", region.key, reason="A question", remarks=[remark]
    )
    for office in (country, twin):
        taken(office, first, region.file_of(back.package.digest))
    inbox = InboxHand(country_context, qtbot)
    assert inbox.board(TO_DO)[0].startswith("Answer the remarks of the region; package ")

    twin.enter({"count": reported(8)})
    taken(region, twin.file_of(twin.submit().package.digest))
    review = accept(region.workspace, "A", "2014", region.key)
    taken(country, region.file_of(review.package.digest))
    twin.close()

    inbox = InboxHand(country_context, qtbot)
    assert inbox.board(STATE) == ["Not the latest: Returned"]
    assert inbox.board(TO_DO)[0].startswith("Take in the file of the other computer: ")
    assert "answer the remarks" not in inbox.board(TO_DO)[0]
