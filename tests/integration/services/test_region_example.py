"""The illustrative region: built as offices build it, labelled, the same every time."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from spa_me.domain.dataset import Actor, DataKind
from spa_me.domain.errors import UserError
from spa_me.domain.progress import Cancelled
from spa_me.domain.status import Status
from spa_me.domain.submission import PackageKind, SubmissionState
from spa_me.reports import BookQuestion
from spa_me.services.doctor import examine
from spa_me.services.exchange.keyring import KeyRing
from spa_me.services.exchange.records import without_receipt
from spa_me.services.exchange.streams import missing_numbers
from spa_me.services.region_example import (
    PASSPHRASE,
    ExamplePlaces,
    create_region_example,
    places_of,
    units_folder,
)
from spa_me.services.reporting import book
from spa_me.services.submissions import standing, standings
from spa_me.services.workspace import Workspace

ME = Actor("Somebody")
YEARS = ("2023", "2024", "2025")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("region") / "region.spame"
    create_region_example(made, ME).close()
    return made


@pytest.fixture
def region(path: Path) -> Iterator[Workspace]:
    with Workspace.open(path, ME, read_only=True) as opened:
        yield opened


def test_every_workspace_is_illustrative_and_sound(path: Path) -> None:
    workspaces = [path, *units_folder(path).glob("*.spame")]
    assert len(workspaces) == 8  # one country works on two computers
    for workspace in workspaces:
        assert examine(workspace).is_sound
        with Workspace.open(workspace, ME, read_only=True) as opened:
            assert opened.info.kind is DataKind.ILLUSTRATIVE
            assert "llustrative" in opened.info.title
            names = [str(unit.name) for unit in opened.frameworks[0].units]
            assert all("Country " in name or "llustrative" in name for name in names)


def test_the_story_came_out(region: Workspace) -> None:
    found = standings(region.dataset(), YEARS)
    accepted = [place for place, s in found.items() if s.state is SubmissionState.ACCEPTED]
    assert len(accepted) == 17
    states = {unit: found[unit, "2025"].state for unit in "ABCDEF"}
    assert states["B"] is states["C"] is states["E"] is SubmissionState.SUBMITTED
    assert states["F"] is SubmissionState.NOT_STARTED
    fork = found["E", "2025"].chain
    assert fork.is_forked
    assert len({rival.supersedes for rival in fork.rivals}) == 1
    assert [r.number for r in found["D", "2024"].chain.line] == [1, 2]
    records = region.dataset().submissions
    assert {(a.unit, a.period, a.indicator) for a in records.answers} >= {("D", "2024", "2.3")}
    assert [(r.unit, r.indicator) for r in records.restatements] == [("B", "4.1")]
    (late,) = [r for r in records.revisions if (r.unit, r.period, r.number) == ("C", "2024", 1)]
    due = records.window("2024")
    assert late.sealed_at
    assert due
    assert due.due_on
    assert late.sealed_at.date() > due.due_on
    assert all(revision.is_signed for revision in records.revisions)
    assert missing_numbers(records.packages) == {}
    unsaid = without_receipt(records.packages, records.acknowledged)
    open_ones = {(p.kind, p.unit, p.period) for p in unsaid}
    assert open_ones == {(PackageKind.REVIEW, "A", "2025")}, "its receipt was lost"


def test_the_countries_know_how_they_stand(path: Path, region: Workspace) -> None:
    for unit in "ABCDF":
        with Workspace.open(units_folder(path) / f"{unit}.spame", ME, read_only=True) as country:
            for year in YEARS:
                theirs = standing(country.dataset(), unit, year).state
                here = standing(region.dataset(), unit, year).state
                is_draft = (unit, year) == ("F", "2025")
                assert theirs is (SubmissionState.DRAFT if is_draft else here)
            kinds = {package.kind for package in country.dataset().submissions.packages}
            assert kinds == set(PackageKind)


def test_markers_of_every_kind_stand_differently(region: Workspace) -> None:
    books = [book(region, BookQuestion(year)) for year in YEARS]
    assert all(made.counts.without_status == 0 for made in books)
    assert {s for made in books for s in Status if made.counts.of(s)} == set(Status)
    assert books[-1].counts.of(Status.NOT) < books[0].counts.of(Status.NOT)
    rules = {marker.rule for marker in region.frameworks[0].markers}
    assert len(rules) == 4


def test_figures_are_the_same_every_time(path: Path, region: Workspace, tmp_path: Path) -> None:
    again = tmp_path / "again.spame"
    with create_region_example(again, ME) as second:
        one, other = region.dataset(), second.dataset()
        assert dict(one.values.items()) == dict(other.values.items())
        assert list(one.activities) == list(other.activities)
        assert list(one.contributions) == list(other.contributions)
    assert KeyRing(units_folder(again) / "keys").keys("F")[0].public.person == "Head of Country F"
    key = KeyRing(units_folder(path) / "keys").keys("F")[0]
    assert KeyRing(units_folder(path) / "keys").unlock(key, PASSPHRASE).public == key.public


def test_a_cancelled_one_leaves_nothing(tmp_path: Path) -> None:
    class Stop:
        def step(self, done: int, total: int, what: str) -> None:
            assert total > done, what
            if done == 12:
                raise Cancelled

    with pytest.raises(Cancelled):
        create_region_example(tmp_path / "region.spame", ME, progress=Stop())
    assert [file for file in tmp_path.iterdir() if file.suffix != ".lock"] == []


def test_what_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "region units").mkdir()
    with pytest.raises(UserError, match="already"):
        create_region_example(tmp_path / "region.spame", ME)
    assert [file.name for file in tmp_path.iterdir()] == ["region units"]


def test_a_workspace_of_the_example_knows_where_the_others_are(tmp_path: Path) -> None:
    region = tmp_path / "My region.spame"
    folder = units_folder(region)
    assert places_of(region) is None, "any other workspace"
    (folder / "keys").mkdir(parents=True)
    region.touch()
    here = ExamplePlaces(region, folder)
    assert places_of(region) == here
    assert places_of(folder / "F.spame") == here
    region.unlink()
    assert places_of(folder / "F.spame") is None, "moved away from its region"
