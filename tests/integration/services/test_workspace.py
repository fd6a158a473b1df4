"""A workspace from its making to its closing."""

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from spa_me.domain.dataset import Actor, DataKind
from spa_me.domain.errors import NotFoundError, ReadOnlyError, RefusedError, UserError
from spa_me.services.entry import record_values
from spa_me.services.workspace import Workspace
from tests.integration.making import ACTOR, Clock, change, definition

Reopen = Callable[[Workspace], Workspace]


def test_a_new_workspace(workspace: Workspace, clock: Clock) -> None:
    info = workspace.info

    assert info.title == "Test plan, Country A"
    assert (info.home_unit, info.kind, info.created_at) == ("A", DataKind.REAL, clock())
    assert [d.digest for d in workspace.frameworks] == [definition().digest]
    assert not workspace.access.is_read_only
    assert workspace.saved_at == clock()
    assert [(e.number, e.action) for e in workspace.audit()] == [
        (2, "install framework"),
        (1, "create workspace"),
    ]


def test_only_the_workspace_and_its_lock_are_in_the_folder(workspace: Workspace) -> None:
    names = {file.name for file in workspace.path.parent.iterdir()}

    assert names == {"plan.spame", ".plan.spame.lock", ".plan.spame.holder"}


def test_an_existing_file_is_never_overwritten(path: Path) -> None:
    path.write_text("a thesis")

    with pytest.raises(RefusedError, match=r"already a file plan\.spame"):
        Workspace.create(path, definition(), "A", ACTOR)
    assert path.read_text() == "a thesis"
    assert [file.name for file in path.parent.iterdir()] == ["plan.spame"]


def test_a_link_that_leads_nowhere_is_not_followed(path: Path, tmp_path: Path) -> None:
    path.symlink_to(tmp_path / "elsewhere")

    with pytest.raises(RefusedError):
        Workspace.create(path, definition(), "A", ACTOR)
    assert not (tmp_path / "elsewhere").exists()


def test_the_home_unit_has_to_be_in_the_framework(path: Path) -> None:
    with pytest.raises(NotFoundError, match="no reporting unit “Z”") as caught:
        Workspace.create(path, definition(), "Z", ACTOR)
    assert caught.value.do == "Known units: A, B."
    assert not path.exists()


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be used"):
        Workspace.create(tmp_path / "none" / "plan.spame", definition(), "A", ACTOR)


@pytest.mark.parametrize("name", ["", "  ", "\u0007"])
def test_the_audit_needs_a_name(name: str, path: Path, workspace: Workspace) -> None:
    with pytest.raises(RefusedError, match="needs the name"):
        Workspace.create(path.with_name("other.spame"), definition(), "A", Actor(name))
    workspace.actor = Actor(name)
    with pytest.raises(RefusedError, match="needs the name"):
        record_values(workspace, [change(5)])


def test_whoever_is_at_work_stands_in_the_audit(workspace: Workspace, clock: Clock) -> None:
    record_values(workspace, [change(5)])
    workspace.actor = Actor("Chan Sovann", "Secretariat", "Approver")
    clock.forward(hours=1)
    record_values(workspace, [change(6)])

    later, earlier, *_ = workspace.audit()
    assert (earlier.person, later.person, later.office) == (
        ACTOR.name,
        "Chan Sovann",
        "Secretariat",
    )
    assert (earlier.old, earlier.new, later.old, later.new) == ("", "5", "5", "6")
    assert workspace.saved_at == later.at == clock()


def test_names_of_300_characters_and_any_script(path: Path) -> None:
    name = unicodedata.normalize("NFD", "Nguyễn ") + "ក" * 293
    actor = Actor(name, "ວ" * 300, "မ" * 300)
    with Workspace.create(path, definition(), "A", actor, title="人" * 300) as workspace:
        workspace.actor = replace(actor)
        entry = record_values(workspace, [change(5)]).audit[0]
        again = workspace.audit()[0]

        assert workspace.info.title == "人" * 300
        assert again.person == unicodedata.normalize("NFC", name)
        assert (again.office, again.role) == (actor.office, actor.role)
        assert entry == again


def test_what_was_saved_is_there_after_closing(workspace: Workspace, reopened: Reopen) -> None:
    record_values(workspace, [change(5), change(0, unit="B")])
    again = reopened(workspace)

    assert again.dataset().values.get("count", "A", "2014").number == 5
    assert again.dataset().values.get("count", "B", "2014").number == 0
    assert not again.dataset().values.get("count", "B", "2015").is_reported
    assert len(again.audit()) == 4


def test_the_content_is_read_once_until_it_changes(workspace: Workspace) -> None:
    first = workspace.dataset()
    assert workspace.dataset() is first

    record_values(workspace, [change(5)])
    second = workspace.dataset()
    assert second is not first
    assert first.values.get("count", "A", "2014").number is None
    assert second.judgements is first.judgements


def test_only_the_values_of_some_periods(workspace: Workspace, reopened: Reopen) -> None:
    record_values(workspace, [change(5), change(6, period="2015"), change(7, period="2016")])
    for opened in (workspace, reopened(workspace)):
        chosen = opened.dataset(["2014", "2016"])

        assert {key.period for key, _ in chosen.values.items()} == {"2014", "2016"}
        opened.dataset()
        assert {key.period for key, _ in opened.dataset(["2015"]).values.items()} == {"2015"}


def test_the_audit_is_paged_and_searched(workspace: Workspace) -> None:
    for number in range(1, 8):
        record_values(workspace, [change(number)])

    first = workspace.audit(limit=4)
    assert [entry.number for entry in first] == [9, 8, 7, 6]
    assert [entry.number for entry in workspace.audit(limit=4, before=6)] == [5, 4, 3, 2]
    assert [entry.new for entry in workspace.audit(text="VALUE dara 2014", limit=2)] == ["7", "6"]
    assert workspace.audit(text="count and more") == ()


def test_a_window_that_reads_only_can_look_again(workspace: Workspace) -> None:
    with Workspace.open(workspace.path, ACTOR) as second:
        assert second.dataset().values.get("count", "A", "2014").number is None
        record_values(workspace, [change(5)])
        second.look_again()

        assert second.dataset().values.get("count", "A", "2014").number == 5
        with pytest.raises(ReadOnlyError, match="open for reading only"):
            record_values(second, [change(6)])


def test_closing_twice_is_no_harm(workspace: Workspace) -> None:
    workspace.close()
    workspace.close()
