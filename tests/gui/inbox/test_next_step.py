"""The table of submissions says what is to be done, and who has to do it."""

from pytestqt.qtbot import QtBot

from spa_me.domain.submission import FieldRemark
from spa_me.domain.values import reported
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
    assert read(inbox) == "Send the file to the region; no receipt yet"

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

    country.enter({"count": reported(8)})
    answer = country.file_of(country.submit().package.digest)
    assert read(inbox) == "Send the file to the region; no receipt yet"
    (done,) = take_in(region.workspace, look(region.workspace, [answer], [region.key]), region.key)
    arrivals = look(country.workspace, [region.file_of(done.receipt, "second")], [])
    take_in(country.workspace, arrivals, None)
    assert read(inbox) == "–", "it is the region's turn again"


def test_the_own_step_comes_before_a_package_that_is_missing(
    country_context: Context, region: Office, country: Office, qtbot: QtBot
) -> None:
    trusted = frozenset({key_of("RS").public.fingerprint})
    keys = region.file_of(list_digest(region.workspace.dataset()), "keys")
    take_in(
        country.workspace,
        look(country.workspace, [keys], [], confirmed=trusted),
        None,
        confirmed=trusted,
    )
    country.enter()
    sealed = country.file_of(country.submit().package.digest)
    take_in(region.workspace, look(region.workspace, [sealed], [region.key]), region.key)
    back = return_submission(region.workspace, "A", "2014", region.key, reason="Look again.")
    file = region.file_of(back.package.digest, "back")
    take_in(country.workspace, look(country.workspace, [file], []), None)
    inbox = InboxHand(country_context, qtbot)

    first, missing = read(inbox).split("; ")
    assert first == "Answer the remarks of the region"
    assert missing == "package 1 of the region has not arrived", "the receipt"

    country.enter({"count": reported(8)})
    country.submit()
    assert read(inbox) == (
        "Send the file to the region; no receipt yet; package 1 of the region has not arrived"
    )


def test_the_region_waits_for_what_it_returned(
    inbox: InboxHand, region: Office, country: Office
) -> None:
    country.enter()
    sealed = country.file_of(country.submit().package.digest)
    take_in(region.workspace, look(region.workspace, [sealed], [region.key]), region.key)
    assert read(inbox) == "Review it"
    return_submission(region.workspace, "A", "2014", region.key, reason="Look again.")
    assert read(inbox) == "Wait for its answer; no receipt for our decision yet"
