"""Whether the list of trusted keys was sent as it stands, where the region looks at it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from spa_me.services.exchange.published import ListStanding, list_standing
from spa_me.services.exchange.records import package_file
from spa_me.services.exchange.trust import (
    list_digest,
    publish_trust,
    retire_key,
    revoke_key,
    trust_key,
)
from tests.gui.inbox.hand import SLOW, InboxHand
from tests.gui.inbox.sending import facet
from tests.integration.exchange.offices import Office, approver, key_of, taken, trusting_country
from ui.context import Context
from ui.dialogs.trusted_keys import TrustedKeysDialog
from ui.i18n import show_moment
from ui.pages.office import OfficePage
from ui.trusted_list import list_sentence


def standing(office: Office) -> ListStanding | None:
    return list_standing(office.workspace, office.workspace.dataset())


@pytest.fixture
def dialog(inbox: InboxHand) -> Iterator[TrustedKeysDialog]:
    inbox.page.send_keys.click()
    shown = inbox.dialog(TrustedKeysDialog)
    yield shown
    inbox.gone(shown)


def test_each_change_is_named_until_the_list_is_signed_again(region: Office) -> None:
    now = standing(region)
    assert now is not None
    assert (now.version, now.is_changed) == (1, False)
    assert now.signed_by == approver("RS").name

    workspace = region.workspace
    trust_key(workspace, key_of("C").public)
    retire_key(workspace, key_of("A").public.fingerprint, "Replaced")
    revoke_key(workspace, key_of("B").public.fingerprint, "Lost")
    now = standing(region)
    assert now is not None
    assert now.is_changed
    said = list_sentence(now)
    assert said.startswith("△ Changed since version 1 was signed, ")
    assert f"added {key_of('C').public.person}" in said
    assert f"retired {key_of('A').public.person}" in said
    assert f"revoked {key_of('B').public.person}" in said

    publish_trust(workspace, region.key)
    now = standing(region)
    assert now is not None
    assert now.signed_at is not None
    assert list_sentence(now) == (
        f"✔ Version 2 was signed, {show_moment(now.signed_at)}, by {approver('RS').name}; "
        "nothing was changed since then. Every office needs its file."
    )


def test_a_list_that_was_never_signed_says_so(
    region: Office, tmp_path_factory: pytest.TempPathFactory
) -> None:
    new = Office(tmp_path_factory.mktemp("new"), "RS")
    assert standing(new) is None, "there is no list yet"
    trust_key(new.workspace, key_of("RS").public)
    now = standing(new)
    assert now is not None
    assert "never signed" in list_sentence(now)
    new.close()
    country = trusting_country(tmp_path_factory.mktemp("a"), "A", region)
    assert standing(country) is None, "a country keeps no list"
    country.close()


def test_the_dialog_says_when_a_change_was_not_sent(
    inbox: InboxHand, dialog: TrustedKeysDialog, region: Office
) -> None:
    assert dialog.state.text().startswith("✔ Version 1 was signed, ")
    inbox.context.hub.tell(trust_key(region.workspace, key_of("C").public))
    inbox.wait()
    assert dialog.state.text().startswith("△ Changed since version 1 was signed, ")


def test_a_list_that_was_not_changed_is_sent_again_as_it_was_signed(
    inbox: InboxHand, region: Office, tmp_path: Path
) -> None:
    inbox.page.send_keys.click()
    dialog = inbox.dialog(TrustedKeysDialog)
    assert dialog.publish.text() == "&Send it again…"
    dialog.publish.click()

    (file,) = inbox.sent(tmp_path / "out")

    assert file.read_bytes() == package_file(
        region.workspace, list_digest(region.workspace.dataset())
    )
    now = standing(region)
    assert now is not None
    assert now.version == 1


def test_the_page_office_says_the_same(
    region_context: Context, region: Office, qtbot: QtBot
) -> None:
    page = OfficePage(region_context)
    qtbot.addWidget(page)
    page.show()
    trust_key(region.workspace, key_of("C").public)
    page.enter({})
    qtbot.waitUntil(lambda: page.facts is not None, timeout=SLOW)
    said = page.trust.accessibleDescription()
    assert said.startswith("△ Changed since version 1 was signed, ")
    assert f"added {key_of('C').public.person}" in said


def test_a_country_sees_what_a_further_list_says_otherwise(
    country_context: Context, region: Office, country: Office, qtbot: QtBot
) -> None:
    trusted = frozenset({key_of("RS").public.fingerprint})
    taken(country, region.file_of(list_digest(region.workspace.dataset())), confirmed=trusted)
    trust_key(region.workspace, key_of("C").public)
    revoke_key(region.workspace, key_of("B").public.fingerprint, "Lost")
    publish_trust(region.workspace, region.key)
    inbox = InboxHand(country_context, qtbot)
    inbox.look([region.file_of(list_digest(region.workspace.dataset()), "second")])

    listed = facet(inbox.page.arrivals.preview, 0)
    said = [
        (listed.index(row, 0).data(), listed.index(row, 2).data())
        for row in range(listed.rowCount())
    ]
    assert sorted(said[:2]) == [
        ("Approver of B", "✕ revoked: by this list"),
        ("Approver of C", "✔ trusted: new in this list"),
    ]
    assert {standing for _, standing in said[2:]} == {"✔ trusted"}
