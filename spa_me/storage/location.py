"""Where a workspace lies: whether it can be written there, and whether it should be."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
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

_CLOUD_FOLDERS: tuple[tuple[str, str], ...] = (
    ("onedrive", "OneDrive"),
    ("dropbox", "Dropbox"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("icloud", "iCloud Drive"),
    ("mobile documents", "iCloud Drive"),
    ("com~apple~clouddocs", "iCloud Drive"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
)
"""How the folders are called that the services make, in lower case."""

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
    for name in _CLOUD_VARIABLES:
        folder = environment.get(name)
        if folder and _is_below(str(place), folder):
            return "OneDrive"
    for folder in place.parents:
        name = folder.name.casefold()
        for start, service in _CLOUD_FOLDERS:
            if name == start or name.startswith((f"{start} ", f"{start}-")):
                return service
        for marker, service in _CLOUD_MARKERS:
            # In the home folder Dropbox keeps its settings under the name of its marker.
            if folder != Path.home() and any(folder.glob(marker)):
                return service
    return ""


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
