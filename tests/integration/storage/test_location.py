"""Places that are read-only, on another computer, or kept in step by a cloud service."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

from spa_me.domain.errors import ReadOnlyError
from spa_me.services.entry import record_values
from spa_me.services.workspace import Workspace
from spa_me.storage.location import Location, Mount, advice_on, why_not_writable
from tests.integration.making import ACTOR, change

MOUNTS = [Mount("/", "ext4"), Mount("/mnt/office", "nfs4"), Mount("/mnt/office2", "ext4")]


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/home/dara/plan.spame", Location.LOCAL),
        ("/mnt/office/plans/plan.spame", Location.NETWORK),
        ("/mnt/office2/plan.spame", Location.LOCAL),
        ("/mnt/officer/plan.spame", Location.LOCAL),
        ("/home/dara/OneDrive/plan.spame", Location.CLOUD),
        ("/home/dara/OneDrive - Ministry/plans/plan.spame", Location.CLOUD),
        ("/home/dara/Dropbox/plan.spame", Location.CLOUD),
        ("/home/dara/Google Drive/plan.spame", Location.CLOUD),
        ("/Users/dara/Library/CloudStorage/GoogleDrive-dara@x.org/plan.spame", Location.CLOUD),
        ("/Users/dara/Library/Mobile Documents/com~apple~CloudDocs/p.spame", Location.CLOUD),
        ("/home/dara/Nextcloud/plan.spame", Location.CLOUD),
        ("/home/dara/dropboxes/plan.spame", Location.LOCAL),
        ("/home/dara/OneDrive.spame", Location.LOCAL),
    ],
)
def test_places_are_recognised(path: str, location: Location) -> None:
    advice = advice_on(Path(PurePosixPath(path)), MOUNTS, {})

    assert advice.location is location
    assert (advice.sentence is None) == (location is Location.LOCAL)


def test_a_folder_that_the_system_names_as_onedrive() -> None:
    advice = advice_on(Path("/data/work/plan.spame"), MOUNTS, {"OneDriveCommercial": "/data/work"})

    assert str(advice.sentence).startswith("The folder is kept in step by OneDrive")


@pytest.mark.parametrize(
    ("marker", "service"),
    [
        (".sync_abc123.db", "Nextcloud"),
        (".nextcloudsync.log", "Nextcloud"),
        (".dropbox.cache", "Dropbox"),
        (".tmp.driveupload", "Google Drive"),
    ],
)
def test_what_a_service_leaves_behind_gives_it_away(
    marker: str, service: str, workspace: Workspace
) -> None:
    (workspace.path.parent / marker).touch()
    workspace.close()

    with Workspace.open(workspace.path, ACTOR) as opened:
        assert not opened.access.is_read_only
        assert service in str(opened.access.advice)


def test_an_ordinary_folder_needs_no_advice(workspace: Workspace) -> None:
    assert workspace.access.advice is None
    assert why_not_writable(workspace.path) is None


def test_a_file_that_is_marked_read_only(workspace: Workspace) -> None:
    record_values(workspace, [change(5)])
    workspace.close()
    workspace.path.chmod(0o444)
    before = workspace.path.read_bytes()

    with Workspace.open(workspace.path, ACTOR) as opened:
        assert str(opened.access.why) == "The file is marked read-only"
        assert opened.dataset().values.get("count", "A", "2014").number == 5
        with pytest.raises(ReadOnlyError, match="marked read-only"):
            record_values(opened, [change(6)])
    assert workspace.path.read_bytes() == before


@pytest.fixture
def read_only_media(workspace: Workspace, tmp_path: Path) -> Iterator[Path]:
    """Give the workspace on a file system that is mounted read-only, as a CD or a locked stick."""
    folder = tmp_path / "media"
    folder.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "tmpfs", folder], check=False)
    if made.returncode:
        pytest.skip("only root can mount")
    try:
        workspace.close()
        copy = folder / "plan.spame"
        copy.write_bytes(workspace.path.read_bytes())
        subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
        yield copy
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def test_read_only_media(read_only_media: Path) -> None:
    with Workspace.open(read_only_media, ACTOR) as opened:
        assert opened.access.is_read_only
        assert "because of its rights or because of the disk" in str(opened.access.why)
        assert opened.info.home_unit == "A"
    assert [entry.name for entry in read_only_media.parent.iterdir()] == ["plan.spame"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may do it all")
def test_a_folder_that_takes_no_files(workspace: Workspace) -> None:
    workspace.close()
    workspace.path.parent.chmod(0o555)
    try:
        with Workspace.open(workspace.path, ACTOR) as opened:
            assert "does not take new files" in str(opened.access.why)
    finally:
        workspace.path.parent.chmod(0o755)
