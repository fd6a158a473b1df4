"""Where a workspace lies: whether it can be written there, and whether it should be."""

from __future__ import annotations

import os
import re
import stat
import tempfile
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePath
from typing import NamedTuple

import psutil

from spa_me.domain.sentences import Sentence, say


class Location(StrEnum):
    """The kinds of place that matter."""

    LOCAL = "local"
    NETWORK = "network"
    CLOUD = "cloud"


@dataclass(frozen=True, slots=True)
class LocationAdvice:
    """What kind of place a file lies in, and what to know about it.

    Attributes:
        service: the file system or the cloud service, such as `nfs` or `OneDrive`.
        sentence: what to know; None for an ordinary disk.
    """

    location: Location
    service: str = ""
    sentence: Sentence | None = None


class Mount(NamedTuple):
    """A mounted file system: where it is and what it is."""

    point: str
    type: str
    options: str = ""


_NETWORK_TYPES = {
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "smb2", "afpfs", "webdav", "davfs", "davfs2", "9p",
    "vboxsf", "prl_fs", "vmhgfs", "fuse.vmhgfs-fuse", "fuse.sshfs", "fuse.rclone", "fuse.davfs2",
    "fuse.glusterfs", "fuse.smbnetfs", "ceph", "glusterfs", "afs", "lustre", "ncpfs", "macfuse",
    "osxfuse",
}  # fmt: skip

_MY_DRIVE = (
    "my drive|drive của tôi|ไดรฟ์ของฉัน|我的云端硬盘|我的雲端硬碟|drive saya|mon drive|shared drives"
)
"""What Google calls its folders, in languages of those who use this."""
_CLOUD_FOLDERS: tuple[tuple[str, str], ...] = (
    (r"onedrive-sharedlibraries\b.*|sharepoint([ -].*)?|.*\.sharepoint\.com(@.*)?", "SharePoint"),
    (r"onedrive([ -].*)?", "OneDrive"),
    (r"dropbox([ -].*)?", "Dropbox"),
    (rf"({_MY_DRIVE})( \(.*\))?|google ?drive([ -].*)?|google-drive:.*", "Google Drive"),
    (
        r"icloud ?drive([ -].*)?|icloud([ -].*)?|mobile documents|com~apple~clouddocs",
        "iCloud Drive",
    ),
    (r"nextcloud([ -].*)?", "Nextcloud"),
    (r"owncloud([ -].*)?", "ownCloud"),
)
"""How the folders are called that the services make: patterns of the whole name, in lower case."""

_CLOUD_MARKERS: tuple[tuple[str, str], ...] = (
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
    (".sync_*.db", "Nextcloud"),
    ("._sync_*.db", "Nextcloud"),
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".tmp.drivedownload", "Google Drive"),
    (".tmp.driveupload", "Google Drive"),
)
"""What the services leave in the folder that they keep up to date."""

_CLOUD_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_OWN_ONEDRIVE = "OneDrive - "
"""Before the name of an organisation: the folder of a member's own files. Beside it, under the name
alone, lie the libraries of SharePoint that are kept in step."""


def advice_on(
    path: Path,
    mounts: Iterable[Mount] | None = None,
    environment: Mapping[str, str] | None = None,
) -> LocationAdvice:
    """Return what to know about the place of a file.

    Args:
        path: the file, which need not exist.
        mounts: the mounted file systems; by default those of this machine.
        environment: by default that of this process.
    """
    service = _cloud(path, os.environ if environment is None else environment)
    if service:
        sentence = say(
            "The folder is kept in step by {service}, which can copy a file while it is being "
            "written and can keep two versions of it; keep the workspace in a folder of this "
            "computer and put copies there",
            service=service,
        )
        return LocationAdvice(Location.CLOUD, service, sentence)
    network = _network(path, _mounts() if mounts is None else mounts)
    if network:
        sentence = say(
            "The folder lies on another computer ({type}); work there can be slow, and what was "
            "saved last can be lost when the connection breaks",
            type=network,
        )
        return LocationAdvice(Location.NETWORK, network, sentence)
    return LocationAdvice(Location.LOCAL)


def _mounts() -> list[Mount]:
    try:
        found = psutil.disk_partitions(all=True)
    except (OSError, psutil.Error):
        return []
    return [Mount(entry.mountpoint, entry.fstype, entry.opts) for entry in found]


def _network(path: Path, mounts: Iterable[Mount]) -> str:
    place = str(path.absolute())
    if place.startswith(("\\\\", "//")):
        return "a shared folder"
    around = [mount for mount in mounts if _is_below(place, mount.point)]
    if not around:
        return ""
    nearest = max(around, key=lambda mount: len(mount.point))
    kind = nearest.type.casefold()
    if kind in _NETWORK_TYPES or "remote" in nearest.options.split(","):
        return nearest.type or "a shared folder"
    return ""


def _is_below(place: str, folder: str) -> bool:
    place, folder = os.path.normcase(place), os.path.normcase(folder)
    return place == folder or place.startswith(folder.rstrip(os.sep) + os.sep)


def _cloud(path: Path, environment: Mapping[str, str]) -> str:
    place = path.absolute()
    named = service_by_name(place, environment)
    if named:
        return named
    for folder in place.parents:
        for marker, service in _CLOUD_MARKERS:
            # In the home folder Dropbox keeps its settings under the name of its marker.
            if folder != Path.home() and any(folder.glob(marker)):
                return service
        if folder.name and (folder.parent / f"{_OWN_ONEDRIVE}{folder.name}").is_dir():
            return "SharePoint"
        if _is_shown_in_icloud(folder):
            return "iCloud Drive"
    return ""


def service_by_name(place: PurePath, environment: Mapping[str, str]) -> str:
    """Return the cloud service that a file's path names; empty if it names none.

    Args:
        place: an absolute path of any system; nothing on the disk is looked at.
        environment: the variables in which OneDrive says where its folders are.
    """
    kind = type(place)
    for name in filter(None, map(environment.get, _CLOUD_VARIABLES)):
        folder = kind(name)
        organisation = folder.name.removeprefix(_OWN_ONEDRIVE)
        if place.is_relative_to(folder):
            return "OneDrive"
        if organisation != folder.name and place.is_relative_to(folder.with_name(organisation)):
            return "SharePoint"
    # A share is no name by itself: \\\\ministry.sharepoint.com@SSL\\DavWWWRoot
    share = re.split(r"[\\/]", place.drive)
    for name in (*share, *(folder.name for folder in place.parents)):
        for pattern, service in _CLOUD_FOLDERS:
            if re.fullmatch(pattern, unicodedata.normalize("NFC", name).casefold()):
                return service
    return ""


def _is_shown_in_icloud(folder: Path) -> bool:
    """Return whether macOS keeps a folder of the home, such as *Documents*, in iCloud Drive."""
    shown = folder.parent / "Library/Mobile Documents/com~apple~CloudDocs" / folder.name
    try:
        return bool(folder.name) and shown.samefile(folder)
    except OSError:
        return False


def why_not_writable(path: Path, *, try_folder: bool = True) -> Sentence | None:
    """Return why a workspace cannot be written where it lies; None if it can.

    Args:
        path: the file.
        try_folder: whether to make sure by making a file for a moment; else only rights count.
    """
    # Root may write to a file that is marked read-only; the mark is meant all the same.
    if not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
        return say("The file is marked read-only")
    if not os.access(path, os.W_OK):
        return say("The file cannot be written, because of its rights or because of the disk")
    try:
        # SQLite writes its journal beside the file, so the folder has to take new files, too.
        if try_folder:
            with tempfile.TemporaryFile(dir=path.parent):
                return None
        elif os.access(path.parent, os.W_OK):
            return None
    except OSError:
        pass
    return say("The folder does not take new files, and saving needs one beside the workspace")
