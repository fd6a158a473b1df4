"""Asking for the key with which something is to be signed: opened, made, and known to others."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ui.context import Context
from ui.dialogs.person import with_person
from ui.dialogs.unlock_key import UnlockKeyDialog

if TYPE_CHECKING:
    from spa_me.packages.keys import OfficeKey
    from spa_me.services.exchange.keyring import StoredKey


def with_signer(
    context: Context,
    parent: QWidget,
    why: str,
    run: Callable[[OfficeKey | None], object],
    *,
    must_sign: bool = False,
    signs_list: bool = False,
) -> None:
    """Call `run` with an open key of the person at work; ask who that is, and its passphrase.

    Args:
        context: of a window with an open workspace.
        parent: the window that dialogs belong to.
        why: what is to be signed, in a sentence.
        run: called with the key, or with None where the person goes on without one.
        must_sign: whether it cannot be done without a key.
        signs_list: whether it is the list of trusted keys itself.
    """

    def go_on(key: OfficeKey | None) -> None:
        _warn_of_unknown(context, parent, key, lambda: run(key), was_sent=not signs_list)

    def unlock(keys: tuple[StoredKey, ...]) -> None:
        skip = "" if must_sign else QCoreApplication.translate("Signing", "Go on &without signing")
        dialog = UnlockKeyDialog(context, keys, why, skip=skip, parent=parent)
        dialog.opened.connect(go_on)
        dialog.skipped.connect(lambda: run(None))
        dialog.open()

    def sign() -> None:
        from spa_me.services.exchange.region import is_unlisted

        data, person = context.open_workspace.dataset(), context.settings.person[0]
        signer = context.keys.signer(data.info.home_unit, person)
        stored = context.keys.stored(data.info.home_unit, person)
        unlisted = {k for k in stored if is_unlisted(data, k.public.fingerprint)}
        trusted_first = tuple(sorted(stored, key=unlisted.__contains__))
        is_doubtful = signer is not None and is_unlisted(data, signer.public.fingerprint)
        if signer is not None and not (is_doubtful and len(unlisted) < len(stored)):
            go_on(signer)
        elif stored:
            unlock(trusted_first)
        else:
            _without_key(context, parent, run, go_on, must_sign=must_sign)

    with_person(context, parent, sign)


def _warn_of_unknown(
    context: Context,
    parent: QWidget,
    key: OfficeKey | None,
    run: Callable[[], object],
    *,
    was_sent: bool,
) -> None:
    """Call `run`; at the region first say so where the countries do not know the key yet.

    A country's new key goes along with what it signs, and the region is asked about it. All that
    the region signs would be asked about in each country, so its key belongs into its list.

    Args:
        context: of the window.
        parent: the window that dialogs belong to.
        key: that signs; None for none.
        run: what is signed with it.
        was_sent: whether it has to stand in the list as that was signed last, too.
    """
    from spa_me.services.exchange.published import list_standing
    from spa_me.services.exchange.records import is_region
    from spa_me.services.exchange.region import is_unlisted

    workspace = context.open_workspace
    data = workspace.dataset()
    if key is None or not is_region(data):
        run()
        return
    listed = list_standing(workspace, data) if was_sent else None
    is_unsent = listed is not None and key.public in [entry.key for entry in listed.added]
    if not (is_unsent or is_unlisted(data, key.public.fingerprint)):
        run()
        return
    _ask_about_unknown(context, parent, key, run, may_add=not is_unsent)


def _ask_about_unknown(
    context: Context,
    parent: QWidget,
    key: OfficeKey,
    run: Callable[[], object],
    *,
    may_add: bool,
) -> None:
    """Say that the countries do not know the key, and what can be done about it."""
    from ui.dialogs.message import MessageDialog

    translate = QCoreApplication.translate
    said = translate(
        "Signing",
        "Every country would have to compare its eight words by phone. Sign the list with your key "
        "in it under “Trusted keys…” on the page Inbox, and send it to them: then they know it.",
    )
    heading = translate("Signing", "The countries do not know your key yet.")
    dialog = MessageDialog(heading, [said], parent=parent)
    if may_add:
        add = translate("Signing", "&Add it to the list, and go on")
        dialog.add_button(add, lambda: _add_own(context, parent, key, run), is_primary=True)
    dialog.add_button(translate("Signing", "Sign with it all the &same"), run)
    dialog.add_button(translate("Signing", "Cancel"), is_primary=not may_add)
    dialog.open()


def _add_own(context: Context, parent: QWidget, key: OfficeKey, run: Callable[[], object]) -> None:
    """Take the own key of the region into its list, which nobody has to phone about; call `run`."""
    from spa_me.domain.changes import ChangeSet
    from spa_me.services.exchange.trust import trust_key

    workspace = context.open_workspace

    def done(changes: ChangeSet) -> None:
        context.hub.tell(changes)
        run()

    context.runner.write(lambda _: trust_key(workspace, key.public), done, owner=parent)


def _without_key(
    context: Context,
    parent: QWidget,
    run: Callable[[OfficeKey | None], object],
    go_on: Callable[[OfficeKey], object],
    *,
    must_sign: bool,
) -> None:
    """Offer to make a key, and go on with it; its passphrase is not asked for a second time."""
    from ui.dialogs.message import MessageDialog

    translate = QCoreApplication.translate
    person = context.settings.person[0]
    dialog = MessageDialog(
        translate("Signing", "{person} has no key on this computer.").format(person=person),
        [
            translate(
                "Signing",
                "What is not signed shows as not signed wherever it is taken in, and many offices "
                "refuse it.",
            ),
            translate(
                "Signing",
                "Make your key now: it goes along with what you sign, and the other office "
                "compares its eight words with you by phone, once.",
            ),
        ],
        parent=parent,
    )

    make = partial(_make_key, context, parent, go_on)
    dialog.add_button(translate("Signing", "Make my key…"), make, is_primary=True)
    if not must_sign:
        skip = translate("Signing", "Go on without signing")
        dialog.add_button(skip, lambda: run(None))
    dialog.add_button(translate("Signing", "Cancel"))
    dialog.open()


def _make_key(context: Context, parent: QWidget, go_on: Callable[[OfficeKey], object]) -> None:
    """Let the person at work make a key, open it, and go on with it."""
    from ui.dialogs.office_key import NewKeyDialog

    new = NewKeyDialog(context, context.open_workspace.info.home_unit, parent)

    def opened(key: OfficeKey) -> None:
        context.keys.add(key)
        go_on(key)

    def made(key: StoredKey, passphrase: str) -> None:
        ring = context.keys.ring
        context.runner.read(lambda _: ring.unlock(key, passphrase), opened, owner=parent)

    new.made.connect(made)
    new.open()
