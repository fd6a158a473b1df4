"""Evidence: kept by its content inside the workspace, within limits, gone when it is removed."""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from spa_me.domain.changes import Topic
from spa_me.domain.errors import InputError, NotFoundError, RefusedError, UserError
from spa_me.domain.submission import (
    MOST_BYTES,
    MOST_FILES,
    Direction,
    Evidence,
    Member,
    PackageKind,
    PackageRecord,
    Right,
    SignatureState,
    SubmissionState,
)
from spa_me.services import evidence, submissions
from spa_me.services.dumping import dump, load
from spa_me.services.errors import DamagedWorkspaceError
from spa_me.services.saving import save
from spa_me.services.workspace import Workspace
from spa_me.storage import submissions as stored
from spa_me.storage.digests import stored_digests
from spa_me.storage.engine import Store
from spa_me.storage.files import file_names, put_file
from spa_me.storage.verification import check_workspace
from spa_me.storage.writer import Writer
from tests.integration.making import ACTOR, Clock

AT = ("A", "2014", "count")
Act = Callable[[Workspace], object]


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "Minutes of the task force.pdf"
    path.write_bytes(b"%PDF-1.7 the minutes")
    return path


def kept(workspace: Workspace) -> tuple[Evidence, ...]:
    return workspace.dataset().submissions.evidence


def stored_files(workspace: Workspace) -> int:
    with workspace.store.reading() as connection:
        return len(file_names(connection))


def refused(workspace: Workspace, act: Act, match: str, kind: type = RefusedError) -> None:
    before = workspace.path.read_bytes()
    with pytest.raises(kind, match=match):
        act(workspace)
    assert workspace.path.read_bytes() == before


def test_a_file_is_copied_into_the_workspace(workspace: Workspace, scan: Path) -> None:
    changes = evidence.add_file(workspace, *AT, scan, "  Minutes of 3 March ")

    (found,) = kept(workspace)
    assert changes.topics == {Topic.SUBMISSIONS}
    assert (found.title, found.file_name, found.size) == ("Minutes of 3 March", scan.name, 20)
    assert (found.person, found.at) == (ACTOR.name, workspace.now())
    assert changes.audit[0].subject == "evidence A 2014 count"
    assert changes.audit[0].new == f"Minutes of 3 March; file {scan.name}, 20 bytes"
    scan.unlink()
    assert evidence.content_of(workspace, found) == b"%PDF-1.7 the minutes"
    copy = evidence.save_copy(workspace, found, scan)
    assert copy.read_bytes() == b"%PDF-1.7 the minutes"
    assert submissions.standing(workspace.dataset(), "A", "2014").state is SubmissionState.DRAFT


def test_many_for_one_value_and_for_a_marker(workspace: Workspace, scan: Path) -> None:
    evidence.add_file(workspace, *AT, scan)
    evidence.add_reference(workspace, *AT, "Letter 14/2014", "Archive of the ministry, box 7")
    evidence.add_file(workspace, "A", "2014", "M1", scan)

    assert sorted((e.about, e.title) for e in kept(workspace)) == [
        ("M1", scan.name),
        ("count", "Letter 14/2014"),
        ("count", scan.name),
    ]
    assert stored_files(workspace) == 1
    refused(workspace, lambda w: evidence.add_file(w, *AT, scan), "is there already")


def test_the_same_command_again_adds_it_once(workspace: Workspace, scan: Path) -> None:
    first = evidence.add_file(workspace, *AT, scan, key="once")
    assert evidence.add_file(workspace, *AT, scan, key="once") == first
    assert len(kept(workspace)) == 1


def test_removed_with_its_file_and_added_again(workspace: Workspace, scan: Path) -> None:
    evidence.add_file(workspace, *AT, scan)
    (found,) = kept(workspace)
    content = evidence.content_of(workspace, found)

    changes = evidence.remove(workspace, found.id)
    assert (kept(workspace), stored_files(workspace)) == ((), 0)
    assert changes.audit[0].old.startswith(scan.name)
    with pytest.raises(NotFoundError):
        evidence.content_of(workspace, found)
    refused(workspace, lambda w: evidence.remove(w, found.id), "no such evidence", NotFoundError)

    evidence.restore(workspace, found, content)
    assert kept(workspace) == (found,)
    assert evidence.content_of(workspace, found) == content
    assert check_workspace(workspace.store) == ()


def test_what_is_put_back_is_known_by_its_own_content(workspace: Workspace, scan: Path) -> None:
    evidence.add_file(workspace, *AT, scan)
    (found,) = kept(workspace)
    evidence.remove(workspace, found.id)
    evidence.restore(workspace, found, b"other")

    (again,) = kept(workspace)
    assert (again.id, again.size) == (found.id, 5)
    assert evidence.content_of(workspace, again) == b"other"


def test_a_file_that_others_refer_to_stays(workspace: Workspace, scan: Path) -> None:
    evidence.add_file(workspace, *AT, scan)
    evidence.add_file(workspace, "A", "2014", "M1", scan)
    first, second = kept(workspace)
    evidence.remove(workspace, first.id)
    assert stored_files(workspace) == 1

    def pack(writer: Writer) -> None:
        name = put_file(writer, scan.read_bytes())
        package = PackageRecord(
            "d", "id", PackageKind.SUBMISSION, Direction.OUT, "A", "REG", "A", "2014", 1, name,
            SignatureState.UNSIGNED,
        )  # fmt: skip
        save(writer, stored.PACKAGE, package, "seal")

    workspace.change("seal", pack)
    evidence.remove(workspace, second.id)
    assert stored_files(workspace) == 1


def test_titles_and_references_change(workspace: Workspace, scan: Path) -> None:
    evidence.add_file(workspace, *AT, scan)
    evidence.add_reference(workspace, "A", "2014", "M1", "Letter", "box 7")
    file, letter = sorted(kept(workspace), key=lambda e: not e.is_file)

    evidence.change(workspace, file.id, "Minutes, signed")
    evidence.change(workspace, letter.id, "Letter 14", "box 8")
    assert {(e.title, e.reference) for e in kept(workspace)} == {
        ("Minutes, signed", ""),
        ("Letter 14", "box 8"),
    }
    assert evidence.change(workspace, letter.id, "Letter 14", "box 8").audit == ()
    refused(workspace, lambda w: evidence.change(w, letter.id, "", "x"), "title", InputError)
    refused(workspace, lambda w: evidence.change(w, letter.id, "L", ""), "reference", InputError)


def test_what_is_not_evidence(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    large = tmp_path / "large.pdf"
    with large.open("wb") as file:
        file.truncate(MOST_BYTES + 1)

    def add(path: Path) -> Act:
        return lambda w: evidence.add_file(w, *AT, path)

    refused(workspace, add(tmp_path / "none.pdf"), "no file none.pdf", NotFoundError)
    refused(workspace, add(tmp_path), "There is no file", NotFoundError)
    refused(workspace, add(tmp_path / "empty.txt"), "is empty")
    refused(workspace, add(large), "larger than 10 MB")
    os.truncate(large, MOST_BYTES)
    evidence.add_file(workspace, *AT, large)
    for place in (("Z", "2014", "count"), ("A", "1999", "count"), ("A", "2014", "nothing")):
        with pytest.raises(NotFoundError):
            evidence.add_reference(workspace, *place, "Letter", "box 7")


def test_all_files_together_fit_in_a_package(workspace: Workspace, tmp_path: Path) -> None:
    def add(number: int, size: int) -> None:
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(bytes([number]) * size)
        evidence.add_file(workspace, *AT, path)

    for number in range(4):
        add(number, MOST_BYTES)
    with pytest.raises(RefusedError, match=r"would take 52\.4 MB; at most 45 MB") as error:
        add(4, MOST_BYTES)
    assert "150 dots per inch" in (error.value.do or "")
    add(4, 3_000_000)
    evidence.add_file(workspace, "B", "2014", "count", tmp_path / "0.pdf")  # has its own room


def test_no_more_files_than_a_package_takes(workspace: Workspace, tmp_path: Path) -> None:
    def fill(writer: Writer) -> None:
        for number in range(MOST_FILES):
            name = put_file(writer, bytes([number]))
            record = Evidence(str(number), *AT, "t", file=name, file_name="f.pdf", size=1)
            save(writer, stored.EVIDENCE, record, "add evidence")

    workspace.change("add evidence", fill)
    path = tmp_path / "one more.pdf"
    path.write_bytes(b"more")
    refused(workspace, lambda w: evidence.add_file(w, *AT, path), "has 200 files already")
    evidence.add_reference(workspace, *AT, "Letter", "box 7")


ACTS: dict[str, Callable[[Workspace, Evidence, Path], object]] = {
    "add a file": lambda w, _, path: evidence.add_file(w, "A", "2014", "M1", path),
    "add a reference": lambda w, _, __: evidence.add_reference(w, *AT, "Letter", "box"),
    "change": lambda w, found, _: evidence.change(w, found.id, "Other"),
    "remove": lambda w, found, _: evidence.remove(w, found.id),
    "restore": lambda w, found, path: evidence.restore(
        w, replace(found, id="x", about="M1"), path.read_bytes()
    ),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
@pytest.mark.parametrize("how", ["ready", "closed", "not open", "no right"])
def test_locks_and_rights_hold_for_evidence(
    workspace: Workspace,
    scan: Path,
    act: Callable[[Workspace, Evidence, Path], object],
    how: str,
) -> None:
    evidence.add_file(workspace, *AT, scan)
    (found,) = kept(workspace)
    match = "are locked"
    if how == "ready":
        submissions.mark_ready(workspace, "A", "2014")
    elif how == "closed":
        submissions.close_period(workspace, "2014", "SOM 12 took note.")
    elif how == "not open":
        submissions.set_window(workspace, "2014", date(2027, 1, 1), None)
    else:
        submissions.set_member(workspace, ACTOR.name, frozenset(Right))
        submissions.set_member(workspace, Member("Reader").name, frozenset())
        workspace.actor = replace(ACTOR, name="Reader")
        match = "may not do this"

    refused(workspace, lambda w: act(w, found, scan), match)
    assert evidence.content_of(workspace, found)


def test_a_flipped_byte_in_a_file_is_found_on_opening(
    workspace: Workspace, scan: Path, clock: Clock
) -> None:
    evidence.add_file(workspace, *AT, scan)
    (found,) = kept(workspace)
    content = workspace.path.read_bytes()
    workspace.close()
    place = content.index(b"%PDF-1.7 the minutes")
    spoiled = content[: place + 9] + b"T" + content[place + 10 :]
    workspace.path.write_bytes(spoiled)

    (finding,) = check_workspace(Store(workspace.path, read_only=True))
    assert finding.where == f"file {found.file[:12]}…"
    with pytest.raises(DamagedWorkspaceError):
        Workspace.open(workspace.path, ACTOR, clock=clock)


def test_a_damaged_file_is_not_handed_out(workspace: Workspace, scan: Path, tmp_path: Path) -> None:
    evidence.add_file(workspace, *AT, scan)
    (found,) = kept(workspace)
    with workspace.store.writing() as connection:
        connection.exec_driver_sql("UPDATE stored_file SET content = x'00'")
        connection.commit()

    with pytest.raises(UserError, match="not what was saved"):
        evidence.save_copy(workspace, found, tmp_path / "copy.pdf")
    assert not (tmp_path / "copy.pdf").exists()


def test_files_go_out_and_come_back(workspace: Workspace, scan: Path, tmp_path: Path) -> None:
    evidence.add_file(workspace, *AT, scan)
    (found,) = kept(workspace)
    folder = dump(workspace, tmp_path / "dump")
    file = folder / "files" / found.file
    assert file.read_bytes() == scan.read_bytes()

    with load(folder, tmp_path / "again.spame", ACTOR) as again:
        with again.store.reading() as one, workspace.store.reading() as other:
            assert stored_digests(one) == stored_digests(other)
        assert evidence.content_of(again, found) == scan.read_bytes()

    file.write_bytes(b"%PDF-1.7 other minutes")
    with pytest.raises(InputError, match="changed"):
        load(folder, tmp_path / "spoiled.spame", ACTOR)
    file.unlink()
    with pytest.raises(InputError, match="missing"):
        load(folder, tmp_path / "spoiled.spame", ACTOR)
    assert not (tmp_path / "spoiled.spame").exists()
