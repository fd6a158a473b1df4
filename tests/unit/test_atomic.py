"""A file is written whole or not at all, and a person is told what to do."""

import errno
import os
from pathlib import Path

import pytest

from spa_me.atomic import make_folder, replacing, write_whole
from spa_me.domain.errors import SavedButError, UserError


def _half_written(path: Path, error: Exception) -> None:
    with replacing(path) as new:
        new.write_text("half")
        raise error


def _written(path: Path) -> None:
    with replacing(path) as new:
        new.write_text("whole")


def _written_to_a_full_device(path: Path) -> None:
    with replacing(path), Path("/dev/full").open("wb", buffering=0) as full:
        full.write(b"x")


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_new_file_takes_the_place_of_the_old(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("old")

    with replacing(path) as new:
        new.write_text("new")
        assert path.read_text() == "old"

    assert path.read_text() == "new"
    assert _names(tmp_path) == ["report.txt"]


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("old")

    with pytest.raises(ZeroDivisionError):
        _half_written(path, ZeroDivisionError())

    assert path.read_text() == "old"
    assert _names(tmp_path) == ["report.txt"]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "The disk is full"),
        (errno.EACCES, "may not be written"),
        (errno.EROFS, "may not be written"),
        (errno.EIO, "could not be written"),
    ],
)
def test_what_the_system_refuses_is_said_in_words(tmp_path: Path, number: int, words: str) -> None:
    with pytest.raises(UserError, match=words) as caught:
        _half_written(tmp_path / "a.txt", OSError(number, os.strerror(number)))

    assert caught.value.kept
    assert _names(tmp_path) == []


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There is no folder") as caught:
        _written(tmp_path / "gone" / "a.txt")
    assert str(tmp_path / "gone") in str(caught.value)


def test_a_folder_is_not_replaced_by_a_file(tmp_path: Path) -> None:
    (tmp_path / "report").mkdir()

    with pytest.raises(UserError, match="is a folder"):
        _written(tmp_path / "report")

    assert _names(tmp_path) == ["report"]


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX systems")
def test_the_file_has_the_usual_permissions(tmp_path: Path) -> None:
    _written(tmp_path / "a.txt")
    usual = tmp_path / "b.txt"
    usual.write_text("x")

    assert (tmp_path / "a.txt").stat().st_mode == usual.stat().st_mode


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_found_out_before_the_file_takes_its_name(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with pytest.raises(UserError, match="The disk is full"):
        _written_to_a_full_device(path)
    assert _names(tmp_path) == []


def _lost(folder: Path) -> None:
    raise OSError(errno.EIO, "Input/output error", str(folder))


def test_a_first_file_that_the_disk_does_not_confirm_goes_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("spa_me.atomic.folder_to_disk", _lost)

    with pytest.raises(UserError, match="could not be written"):
        write_whole(tmp_path / "a.key", b"new")
    assert _names(tmp_path) == []


def test_a_file_that_took_the_place_of_another_is_not_called_unwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.key"
    path.write_bytes(b"old")
    monkeypatch.setattr("spa_me.atomic.folder_to_disk", _lost)

    with pytest.raises(SavedButError, match="is saved, but"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert _names(tmp_path) == ["a.key"]


@pytest.mark.skipif(os.name != "posix", reason="only there folders are synced")
def test_each_new_folder_is_brought_to_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[Path] = []
    monkeypatch.setattr("spa_me.atomic.folder_to_disk", synced.append)

    make_folder(tmp_path / "a" / "b")
    make_folder(tmp_path / "a" / "b")

    assert synced == [tmp_path, tmp_path / "a"]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a file")
    with pytest.raises(UserError):
        make_folder(tmp_path / "a" / "b")
