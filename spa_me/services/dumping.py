"""The way out and back: a whole workspace as open JSON and CSV, and an identical one made of it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import spa_me
from spa_me.atomic import file_to_disk, folder_to_disk, make_folder, not_confirmed
from spa_me.domain.dataset import Actor
from spa_me.domain.errors import RefusedError, after_saving
from spa_me.domain.progress import Progress, silent
from spa_me.services.clock import Clock, utc_now
from spa_me.services.dump_reading import MANIFEST, check_content, read_dump, read_files
from spa_me.services.dump_tables import tables
from spa_me.services.workspace import Workspace
from spa_me.storage.failures import translated
from spa_me.storage.files import read_file
from spa_me.storage.format import FORMAT
from spa_me.storage.interchange import Dumped, DumpedPart, make_from, read_everything

__all__ = ["dump", "load"]

DUMP_FORMAT = 1

_README = """This folder holds a whole SPA-ME workspace in open formats.

data/        every part of it as JSON (RFC 8785). The SHA-256 of each file stands in manifest.json
             and is the digest that the workspace itself keeps. These files are the authority.
files/       packages and evidence as they are, each under the SHA-256 of its content.
frameworks/  the framework versions as JSON, as they were adopted.
tables/      the same content as CSV, for people and spreadsheets. Text stands as it was entered.

`spa-me load` makes an identical workspace of it.
"""


def dump(workspace: Workspace, folder: Path, *, progress: Progress = silent) -> Path:
    """Write a whole workspace to a new folder and return it; the folder is there whole or not.

    Raises:
        RefusedError: if there is something of that name already.
    """
    folder = folder.absolute()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise RefusedError(
            f"{folder.name} is there already and not empty.",
            kept="It was not changed.",
            do="Choose the name of a new folder.",
        )
    draft = folder.with_name(f".{folder.name}.part")
    with translated(folder, "The workspace was not changed, and no folder was written."):
        make_folder(folder.parent)
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir()
        try:
            with workspace.unchanging():
                _write(workspace, draft, progress)
            _publish(draft, folder)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    return folder


def _publish(draft: Path, folder: Path) -> None:
    for below in (*(at for at in draft.iterdir() if at.is_dir()), draft):
        folder_to_disk(below)
    if folder.exists():
        folder.rmdir()
    draft.rename(folder)
    try:
        folder_to_disk(folder.parent)
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        if folder.exists():
            raise not_confirmed(f"{folder.name} was written", error) from error
        raise


def _write(workspace: Workspace, draft: Path, progress: Progress) -> None:
    dumped = read_everything(workspace.store)
    files = {_file(place, part): part for place, part in enumerate(dumped.parts, start=1)}
    for done, (name, part) in enumerate(files.items()):
        progress.step(done, len(files) + 2, "write the parts")
        _put(draft / "data" / name, part.content)
    _put(draft / "data" / "audit.json", dumped.audit.content)
    for name in dumped.files:
        with workspace.store.reading() as connection:
            _put(draft / "files" / name, read_file(connection, name) or b"")
    progress.step(len(files), len(files) + 2, "write the tables")
    dataset = workspace.dataset()
    for definition in dataset.frameworks:
        name = _slug(f"{definition.code}-{definition.version}")
        _put(draft / "frameworks" / f"{name}-{definition.digest[:8]}.json", definition.canonical)
    audit = reversed(workspace.audit(limit=dumped.audit.rows))
    for name, content in tables(dataset, audit):
        _put(draft / "tables" / name, content)
    _put(draft / "README.txt", _README.encode())
    progress.step(len(files) + 1, len(files) + 2, "write the manifest")
    manifest = _manifest(workspace, dumped, files)
    text = json.dumps(manifest, ensure_ascii=False, indent=2)
    _put(draft / MANIFEST, text.encode() + b"\n")


def _manifest(
    workspace: Workspace, dumped: Dumped, files: Mapping[str, DumpedPart]
) -> dict[str, object]:
    def entry(name: str, part: DumpedPart) -> dict[str, object]:
        return {"name": part.name, "file": name, "sha256": part.digest, "rows": part.rows}

    return {
        "dump": DUMP_FORMAT,
        "workspace_format": FORMAT,
        "app_version": spa_me.__version__,
        "workspace": workspace.info.id,
        "title": workspace.info.title,
        "dumped_at": workspace.now().isoformat(),
        "seal": dumped.seal,
        "parts": [entry(name, part) for name, part in files.items()],
        "audit": entry("audit.json", dumped.audit),
        "files": list(dumped.files),
    }


def _file(place: int, part: DumpedPart) -> str:
    # The number keeps names apart that a system takes for the same, such as KH and kh.
    return f"{place:04}-{_slug(part.name)}.json"


def _slug(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "-", name)[:60].strip("-")


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    file_to_disk(path)


def load(
    folder: Path,
    path: Path,
    actor: Actor,
    *,
    clock: Clock = utc_now,
    progress: Progress = silent,
) -> Workspace:
    """Make a workspace of a dump, identical to the one it was made of, and open it.

    Raises:
        NotFoundError: if there is no dump.
        InputError: if it is incomplete, was changed, or holds what no workspace holds.
        RefusedError: if there is a file of that name.
    """
    found = read_dump(folder, progress)
    check = partial(check_content, folder.name)
    files = read_files(folder, found.files)
    make_from(path.absolute(), folder.name, found.parts, files, found.promised, check)
    with after_saving(f"The workspace {path.name} was made", do="Open it."):
        return Workspace.open(path, actor, clock=clock)
