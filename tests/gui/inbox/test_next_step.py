"""The table of submissions says what is to be done, and who has to do it."""

from pytestqt.qtbot import QtBot

from spa_me.domain.submission import FieldRemark
from spa_me.services.exchange.arrivals import look
from spa_me.services.exchange.taking import take_in
from spa_me.services.exchange.trust import list_digest
from tests.gui.inbox.hand import InboxHand
from tests.integration.exchange.offices import Office, key_of, return_submission
from ui.context import Context

TO_DO = 3


def read(inbox: InboxHand) -> str:
    inbox.page.presenter.read_board()
    inbox.wait()
    return inbox.board(TO_DO)[0]


def test_a_country_is_told_its_own_step_and_never_that_of_the_region(
    country_context: Context, region: Office, country: Office, qtbot: QtBot
) -> None:
    inbox = InboxHand(country_context, qtbot)
    assert read(inbox) == "Enter the figures, and seal them"
    country.enter()
    sealed = country.file_of(country.submit().package.digest)
    assert read(inbox) == "No receipt has come back"

    trusted = frozenset({key_of("RS").public.fingerprint})
    (done,) = take_in(region.workspace, look(region.workspace, [sealed], [region.key]), region.key)
    keys = region.file_of(list_digest(region.workspace.dataset()), "keys")
    for file in (keys, region.file_of(done.receipt, "receipt")):
        arrivals = look(country.workspace, [file], [], confirmed=trusted)
        take_in(country.workspace, arrivals, None, confirmed=trusted)
    assert read(inbox) == "–", "it is the region's turn"

    back = return_submission(
        region.workspace,
        "A",
        "2014",
        region.key,
        reason="Look again.",
        remarks=[FieldRemark("count", "Why so few?")],
    )
    arrivals = look(country.workspace, [region.file_of(back.package.digest, "back")], [])
    take_in(country.workspace, arrivals, None)
    assert read(inbox) == "Answer the remarks of the region"


def test_the_region_waits_for_what_it_returned(
    inbox: InboxHand, region: Office, country: Office
) -> None:
    country.enter()
    sealed = country.file_of(country.submit().package.digest)
    take_in(region.workspace, look(region.workspace, [sealed], [region.key]), region.key)
    assert read(inbox) == "Review it"
    return_submission(region.workspace, "A", "2014", region.key, reason="Look again.")
    assert read(inbox) == "Wait for its answer"
