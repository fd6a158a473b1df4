"""Cancel in the middle of a package: the strip moves, stops the work, and it is said what is in."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from spa_me.domain.dataset import Actor
from spa_me.domain.values import reported
from spa_me.services.workspace import Workspace
from tests.gui.cancelling import Person
from tests.gui.inbox.hand import InboxHand
from tests.integration.exchange.large import REVIEWER, VALUES, make_large
from tests.integration.exchange.offices import Office, key_of
from ui.context import Context
from ui.dialogs.message import MessageDialog
from ui.shell.progress_strip import ProgressStrip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return make_large(tmp_path_factory.mktemp("large"))


@pytest.fixture
def file(made: tuple[Path, Path]) -> Path:
    return made[1]


@pytest.fixture
def large(made: tuple[Path, Path], context: Context, tmp_path: Path) -> Iterator[Workspace]:
    """Return a copy of the region's workspace, at the window."""
    path = shutil.copyfile(made[0], tmp_path / "region.spame")
    with Workspace.open(path, REVIEWER) as workspace:
        context.settings.actor = Actor(REVIEWER.name)
        context.keys.folder = tmp_path / "keys"
        context.workspace = workspace
        yield workspace
        context.runner.close()


@pytest.fixture
def desk(large: Workspace, context: Context, qtbot: QtBot) -> InboxHand:
    """Return the inbox in front of that workspace."""
    assert context.workspace is large
    return InboxHand(context, qtbot)


def person_at(inbox: InboxHand, words: str) -> Person:
    """Return who presses Cancel at a step of what the inbox does."""
    strip = ProgressStrip(inbox.context.runner)
    inbox.bot.addWidget(strip)
    return Person(words, inbox.context, strip, inbox.bot)


def take(inbox: InboxHand) -> None:
    """Take all in, unsigned: nobody here has a key."""
    inbox.page.arrivals.take_all.click()
    inbox.dialog(MessageDialog).buttons["Go on without signing"].click()
    inbox.wait()


@pytest.mark.parametrize("words", ["read it", "check the figures", "compare the figures"])
def test_looking_is_cancelled_in_the_middle_of_a_file(
    desk: InboxHand, file: Path, words: str
) -> None:
    person = person_at(desk, words)

    desk.look([file])

    assert desk.page.arrivals.is_empty
    assert person.said == ["Stopped after 0 of 1 files; nothing was taken in."]
    assert person.strip.isHidden()


@pytest.mark.parametrize("words", ["record the figures", "write the audit"])
def test_taking_in_is_cancelled_in_the_middle_of_a_file(
    desk: InboxHand, large: Workspace, file: Path, words: str
) -> None:
    desk.look([file])
    before, person = large.path.read_bytes(), person_at(desk, words)

    take(desk)

    assert person.said == [
        "Stopped: 0 files were taken in; 1 stays in the list, and nothing of it was recorded."
    ]
    assert desk.states == ["● Good"]
    assert large.path.read_bytes() == before
    take(desk)
    assert person.said[1:] == ["1 file was taken in."]
    assert len(list(large.dataset().values.items())) == VALUES
    assert len(set(person.shares)) > 10, "the bar moves inside one file"


def test_between_two_files_it_is_said_which_is_in(
    inbox: InboxHand, region: Office, country: Office, other: Office, tmp_path: Path
) -> None:
    inbox.context.keys.add(key_of("RS"))
    files: list[Path] = []
    for office in (country, other):
        office.enter({"count": reported(5)})
        files.append(office.file_of(office.submit().package.digest, office.code))
    inbox.look(files)
    person = person_at(inbox, "B.spapkg")

    inbox.take_all()

    assert len(inbox.sent(tmp_path / "out")) == 1, "the receipt of the one that is in"
    assert person.said[0] == (
        "Stopped: 1 file was taken in; 1 stays in the list, and nothing of it was recorded."
    )
    assert inbox.states == ["● Good"]
    assert [r.unit for r in region.workspace.dataset().submissions.revisions] == ["A"]
