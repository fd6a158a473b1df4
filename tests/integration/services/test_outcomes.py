"""What is said of a change is true of it: not saved, saved but …, or not known."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from spa_me.domain.errors import OutcomeUnknownError, SavedButError, UserError
from spa_me.packages import fingerprints
from spa_me.packages.reading import read_package
from spa_me.services.entry import record_values
from spa_me.services.errors import ChangedElsewhereError, StorageError
from spa_me.services.exchange.arrivals import look
from spa_me.services.exchange.keyring import KeyRing
from spa_me.services.exchange.sealing import seal_submission
from spa_me.services.exchange.taking import take_in
from spa_me.services.submissions import mark_ready
from spa_me.services.workspace import Workspace
from spa_me.storage.content import Content
from spa_me.storage.engine import Store
from tests.integration.exchange.offices import Office, accept, approver, key_of, trusting_region
from tests.integration.making import ACTOR, Clock, change


def failed(*_: object) -> OperationalError:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR
    return OperationalError("COMMIT", {}, error)


@pytest.fixture
def commit(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    """Let the next commit fail, after it was made or before."""
    real = Connection.commit

    def let_fail(is_made: bool) -> None:
        def fail(self: Connection) -> None:
            if is_made:
                real(self)
            raise failed()

        monkeypatch.setattr(Connection, "commit", fail)

    return let_fail


def number_in(path: Path) -> object:
    with Workspace.open(path, ACTOR, read_only=True) as workspace:
        return workspace.dataset().values.get("count", "A", "2014").number


def test_a_commit_that_was_made_counts(
    workspace: Workspace, commit: Callable[[bool], None]
) -> None:
    commit(True)

    assert len(record_values(workspace, [change(5)]).audit) == 1
    assert number_in(workspace.path) == 5


def test_one_that_was_not_made_says_so_and_can_be_repeated(
    workspace: Workspace, commit: Callable[[bool], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(False)
    with pytest.raises(StorageError) as caught:
        record_values(workspace, [change(5)])
    assert "was not saved" in caught.value.kept
    assert number_in(workspace.path) is None

    monkeypatch.undo()
    assert record_values(workspace, [change(5)]).audit


def test_a_saved_change_that_the_disk_does_not_confirm(
    workspace: Workspace, commit: Callable[[bool], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(_: Path) -> None:
        raise OSError(5, "Input/output error")

    commit(True)
    monkeypatch.setattr("spa_me.storage.committing.folder_to_disk", lost)
    with pytest.raises(SavedButError):
        record_values(workspace, [change(5)])
    monkeypatch.undo()
    assert number_in(workspace.path) == 5
    assert not record_values(workspace, [change(5)]).audit, "a repeat saves nothing twice"


@pytest.mark.parametrize("is_made", [True, False])
def test_what_cannot_be_found_out_is_said_to_be_unknown(
    workspace: Workspace,
    commit: Callable[[bool], None],
    monkeypatch: pytest.MonkeyPatch,
    is_made: bool,
) -> None:
    workspace.dataset()
    commit(is_made)

    def gone(_: Store) -> object:
        raise StorageError("The disk is gone.")

    monkeypatch.setattr(Store, "reading", gone)
    with pytest.raises(OutcomeUnknownError):
        record_values(workspace, [change(5)])
    monkeypatch.undo()

    assert number_in(workspace.path) == (5 if is_made else None)
    if is_made:  # nobody goes on from what is not there any more
        with pytest.raises(ChangedElsewhereError):
            record_values(workspace, [change(6)])
    assert workspace.dataset().values.get("count", "A", "2014").number == (5 if is_made else None)
    assert record_values(workspace, [change(6)]).audit


@pytest.fixture
def unreadable(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Let every look at the content fail once a change was committed."""

    def fail(self: Content) -> object:
        if self._is_stale:
            raise StorageError("The disk did not return data.", kept="Nothing was saved.")
        return real(self)

    real = Content._read_whole
    return lambda: monkeypatch.setattr(Content, "_read_whole", fail)


def test_sealing_taking_in_and_accepting_say_what_is_saved(
    tmp_path: Path, unreadable: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    region, country = trusting_region(tmp_path), Office(tmp_path, "A")
    country.enter()
    mark_ready(country.workspace, "A", "2014")
    country.workspace.actor = approver("A")
    country.workspace.dataset()

    unreadable()
    with pytest.raises(SavedButError, match="sealed and is saved") as caught:
        seal_submission(country.workspace, "A", "2014", key_of("A"), key="once")
    assert "Nothing was saved" not in str(caught.value)
    monkeypatch.undo()
    sealed = seal_submission(country.workspace, "A", "2014", key_of("A"), key="once")
    assert sealed.revision.number == 1

    file = country.file_of(sealed.package.digest)
    arrivals = look(region.workspace, [file], reader=read_package)
    (done,) = take_in(region.workspace, arrivals, key_of("RS"))
    assert done.is_done
    region.workspace.dataset()
    unreadable()
    with pytest.raises(SavedButError, match="decision was made"):
        accept(region.workspace, "A", "2014", key_of("RS"), key="once")
    monkeypatch.undo()
    assert accept(region.workspace, "A", "2014", key_of("RS"), key="once").decision.number == 1
    country.close()
    region.close()


def test_what_fails_after_a_change_says_so_where_the_file_is_let_go_of(
    path: Path, workspace: Workspace
) -> None:
    workspace.close()

    def work() -> None:
        with Workspace.open(path, ACTOR, clock=Clock()) as opened:
            record_values(opened, [change(5)])
            raise StorageError("The disk is full.")

    with pytest.raises(SavedButError, match="recorded and is saved"):
        work()
    assert number_in(path) == 5


def test_a_key_of_which_the_words_cannot_be_told_is_not_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(*_: object) -> None:
        raise OSError(5, "Input/output error")

    fingerprints._word_list.cache_clear()
    monkeypatch.setattr("mnemonic.Mnemonic", unreadable)
    made_on = Clock().now.date()
    with pytest.raises(UserError, match="list of words"):
        KeyRing(tmp_path / "keys").create(
            "A", "Somebody", "four words nobody guesses", made_on=made_on
        )
    monkeypatch.undo()
    assert not list(tmp_path.rglob("*.*"))
