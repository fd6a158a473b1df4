"""Workspaces in a folder of their own, closed after each test."""

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from spa_me.services.workspace import Workspace
from tests.integration.making import ACTOR, Clock, new_workspace


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "work"
    folder.mkdir()
    return folder / "plan.spame"


@pytest.fixture
def workspace(path: Path, clock: Clock) -> Iterator[Workspace]:
    with new_workspace(path, clock) as made:
        yield made


@pytest.fixture
def reopened(path: Path, clock: Clock) -> Iterator[Callable[[Workspace], Workspace]]:
    """Close a workspace and open its file again, as the next start of the app does."""
    opened: list[Workspace] = []

    def reopen(workspace: Workspace) -> Workspace:
        workspace.close()
        opened.append(Workspace.open(path, ACTOR, clock=clock))
        return opened[-1]

    yield reopen
    for workspace in opened:
        workspace.close()


@pytest.fixture
def no_links(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the disk be like a stick, which has no hard links."""

    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
