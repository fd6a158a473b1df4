"""Stopped in the middle of a package: the workspace is as before, and a second go does it once."""

import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from spa_me.domain.submission import SubmissionState
from spa_me.services.doctor import examine
from spa_me.services.exchange.arrivals import look
from spa_me.services.exchange.taking import take_in
from spa_me.services.submissions import standing
from spa_me.services.workspace import Workspace
from tests.integration.exchange.large import REVIEWER, VALUES, make_large
from tests.integration.exchange.offices import Office
from tests.stopping import Watching, after, at


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return make_large(tmp_path_factory.mktemp("large"))


@pytest.fixture
def file(made: tuple[Path, Path]) -> Path:
    return made[1]


@pytest.fixture
def large(made: tuple[Path, Path], tmp_path: Path) -> Iterator[Workspace]:
    """Return a copy of the region's workspace, open."""
    path = shutil.copyfile(made[0], tmp_path / "region.spame")
    with Workspace.open(path, REVIEWER) as workspace:
        yield workspace


def beside(workspace: Workspace) -> dict[str, bytes]:
    """Return every file in the folder of a workspace."""
    return {path.name: path.read_bytes() for path in workspace.path.parent.glob("*.spame*")}


@pytest.mark.parametrize(
    "words", ["read it", "check the figures", "compare the figures", "compare the statuses"]
)
def test_looking_is_stopped_in_the_middle_of_a_file(
    large: Workspace, file: Path, words: str
) -> None:
    before, person = beside(large), at(words)

    assert look(large, [file], progress=person) == ()

    assert person.told[-1][1] == f"{file.name}, {words}"
    assert beside(large) == before
    assert person.children, "it was read in a process of its own"
    assert not any(child.is_running() for child in person.children)
    (arrival,) = look(large, [file])
    assert arrival.preview is not None
    assert len(arrival.preview.cells) == VALUES


def test_looking_keeps_what_was_looked_at_before(large: Workspace, file: Path) -> None:
    second = shutil.copyfile(file, large.path.with_name("Second.spapkg"))

    (arrival,) = look(large, [file, second], progress=at("Second.spapkg"))

    assert arrival.path == file


def test_taking_in_is_stopped_at_any_step_and_done_once_afterwards(
    large: Workspace, file: Path
) -> None:
    arrivals, before = look(large, [file]), beside(large)
    person = after(0)
    while take_in(large, arrivals, progress=person) == ():
        assert beside(large) == before, person.told[-1]
        assert large.dataset().submissions.revisions == ()
        person = after(len(person.told))

    said = {what.removeprefix(file.name) for _, what in person.told}
    # The figures were checked when it was looked at, and the framework is still the same.
    assert said == {"", ", record the figures", ", write the audit"}
    (arrival,) = look(large, [file])
    assert arrival.why is not None, "it is known"
    dataset = large.dataset()
    assert len(dataset.submissions.revisions) == 1
    assert len(list(dataset.values.items())) == VALUES
    taken = [entry for entry in large.audit(2 * VALUES) if entry.action == "take in value"]
    assert len(taken) == VALUES
    assert examine(large.path).is_sound


def test_once_it_is_in_nothing_asks_whether_to_stop(large: Workspace, file: Path) -> None:
    arrivals, before = look(large, [file]), large.path.read_bytes()
    person = Watching(lambda _: large.path.read_bytes() != before)

    (done,) = take_in(large, arrivals, progress=person)

    assert done.is_done
    assert large.path.read_bytes() != before


def test_the_progress_moves_and_never_goes_back(large: Workspace, file: Path) -> None:
    looking, taking = Watching(), Watching()
    take_in(large, look(large, [file], progress=looking), progress=taking)

    for shares in ([share for share, _ in person.told] for person in (looking, taking)):
        assert len(set(shares)) > VALUES // 1_000
        assert all(one <= other for one, other in pairwise(shares)), shares


def test_a_drop_that_is_stopped_says_what_is_in(region: Office, country: Office) -> None:
    country.enter()
    first = country.file_of(country.submit().package.digest)
    country.enter(period="2015")
    second = country.file_of(country.submit("2015").package.digest)
    arrivals = look(region.workspace, [first, second], [region.key])

    done = take_in(region.workspace, arrivals, region.key, progress=at(second.name))

    assert [(entry.arrival.path, entry.is_done) for entry in done] == [(first, True)]
    dataset = region.workspace.dataset()
    states = [standing(dataset, "A", period).state for period in ("2014", "2015")]
    assert states == [SubmissionState.SUBMITTED, SubmissionState.NOT_STARTED]
