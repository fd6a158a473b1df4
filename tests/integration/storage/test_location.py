"""Places that are read-only, on another computer, or kept in step by a cloud service."""

import os
import subprocess
import unicodedata
from collections.abc import Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from spa_me.domain.errors import ReadOnlyError
from spa_me.services.entry import record_values
from spa_me.services.workspace import Workspace
from spa_me.storage.location import Location, Mount, advice_on, service_by_name, why_not_writable
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


_WINDOWS = {"OneDriveCommercial": r"C:\Users\dara\OneDrive - Ministry of Health"}


@pytest.mark.parametrize(
    ("path", "service"),
    [
        (r"C:\Users\dara\Documents\plan.spame", ""),
        (r"C:\Users\dara\OneDrive - Ministry of Health\Documents\plan.spame", "OneDrive"),
        (r"c:\users\dara\onedrive - ministry of health\plan.spame", "OneDrive"),
        (r"C:\Users\dara\Ministry of Health\SOM 12 - Documents\plan.spame", "SharePoint"),
        (r"C:\Users\dara\Ministry of Healthcare\plan.spame", ""),
        (r"\\ministry.sharepoint.com@SSL\DavWWWRoot\sites\plan\plan.spame", "SharePoint"),
        (r"\\server\plans\plan.spame", ""),
        (r"G:\My Drive\plans\plan.spame", "Google Drive"),
        (r"G:\Shared drives\Secretariat\plan.spame", "Google Drive"),
        (r"C:\Users\dara\My Drive (dara@example.org)\plan.spame", "Google Drive"),
        (r"C:\Users\dara\My Drive letters\plan.spame", ""),
        (r"G:\ไดรฟ์ของฉัน\plan.spame", "Google Drive"),
        (r"G:\Drive của tôi\plan.spame", "Google Drive"),
        (r"G:\我的云端硬盘\plan.spame", "Google Drive"),
        (r"C:\Users\dara\iCloudDrive\plan.spame", "iCloud Drive"),
        (r"C:\Users\dara\Dropbox (Ministry)\plan.spame", "Dropbox"),
        (r"C:\Users\dara\Nextcloud2\plan.spame", ""),
    ],
)
def test_paths_of_windows_that_name_a_service(path: str, service: str) -> None:
    assert service_by_name(PureWindowsPath(path), _WINDOWS) == service


@pytest.mark.parametrize(
    ("path", "service"),
    [
        (
            "/Users/dara/Library/CloudStorage/GoogleDrive-d@example.org/My Drive/p.spame",
            "Google Drive",
        ),
        ("/Users/dara/My Drive/p.spame", "Google Drive"),
        ("/Volumes/GoogleDrive/Shared drives/Plans/p.spame", "Google Drive"),
        ("/Users/dara/Library/CloudStorage/OneDrive-Ministry/p.spame", "OneDrive"),
        (
            "/Users/dara/Library/CloudStorage/OneDrive-SharedLibraries-MoH/SOM - Documents/p.spame",
            "SharePoint",
        ),
        ("/Users/dara/Library/CloudStorage/iCloud Drive/p.spame", "iCloud Drive"),
        ("/Users/dara/Library/Mobile Documents/com~apple~CloudDocs/p.spame", "iCloud Drive"),
        ("/Users/dara/Documents/p.spame", ""),
        ("/run/user/1000/gvfs/google-drive:host=example.org,user=dara/p.spame", "Google Drive"),
        ("/home/dara/my drives/p.spame", ""),
        # As macOS writes what can be written in two ways.
        (unicodedata.normalize("NFD", "/Volumes/GD/Drive của tôi/p.spame"), "Google Drive"),
    ],
)
def test_paths_of_macos_and_linux_that_name_a_service(path: str, service: str) -> None:
    assert service_by_name(PurePosixPath(path), {}) == service


def test_a_library_of_sharepoint_lies_beside_the_own_files_of_its_member(tmp_path: Path) -> None:
    (tmp_path / "OneDrive - Ministry of Health").mkdir()
    inside, beside = (tmp_path / name / "p.spame" for name in ("Ministry of Health", "Ministry"))

    assert advice_on(inside, MOUNTS, {}).service == "SharePoint"
    assert advice_on(beside, MOUNTS, {}).location is Location.LOCAL


def test_documents_that_macos_keeps_in_icloud(tmp_path: Path) -> None:
    documents, other = tmp_path / "Documents", tmp_path / "Work"
    documents.mkdir()
    other.mkdir()
    cloud = tmp_path / "Library/Mobile Documents/com~apple~CloudDocs"
    cloud.mkdir(parents=True)
    (cloud / "Documents").symlink_to(documents)

    assert advice_on(documents / "plans/p.spame", MOUNTS, {}).service == "iCloud Drive"
    assert advice_on(other / "p.spame", MOUNTS, {}).location is Location.LOCAL


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
