"""A country to practise a whole report with, and the region that takes in what it seals."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from spa_me.domain.dataset import Actor, DataKind
from spa_me.domain.errors import RefusedError
from spa_me.domain.framework import Measure
from spa_me.domain.submission import SubmissionState
from spa_me.domain.values import ValueKey, ValueState, reported
from spa_me.packages.keys import OfficeKey, new_key
from spa_me.packages.reading import read_package
from spa_me.services.doctor import examine
from spa_me.services.entry import ValueChange, record_values
from spa_me.services.exchange.arrivals import Standing, look
from spa_me.services.exchange.keyring import KeyRing
from spa_me.services.exchange.reviewing import accept
from spa_me.services.exchange.sealing import save_package, seal_submission
from spa_me.services.exchange.taking import take_in
from spa_me.services.exchange.trust import trust_key
from spa_me.services.region_example import (
    PASSPHRASE,
    create_practice,
    places_of,
    practice_region,
    units_folder,
)
from spa_me.services.submissions import mark_ready, standing
from spa_me.services.workspace import Workspace

ME, HEAD = Actor("Somebody"), Actor("Somebody else")
HOME, YEAR = "F", "2025"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("practice") / "practice.spame"
    create_practice(made, ME).close()
    return made


@pytest.fixture
def path(built: Path, tmp_path: Path) -> Path:
    """A copy of all of it, to be changed."""
    shutil.copytree(built.parent, tmp_path / "mine")
    return tmp_path / "mine" / built.name


@pytest.mark.slow
def test_the_last_year_is_to_be_reported_with_questions_of_all_kinds(built: Path) -> None:
    with Workspace.open(built, ME, read_only=True) as practice:
        data = practice.dataset()
        definition = data.latest_framework
        asked = [i for i in definition.indicators if HOME in definition.reporters[i.code]]
        now = [data.values.get(indicator.code, HOME, YEAR).state for indicator in asked]
        before = [data.values.get(indicator.code, HOME, "2024").state for indicator in asked]
        activities = {activity.period for activity in data.activities}
        states = [standing(data, HOME, period).state for period in ("2024", YEAR)]

    assert len(asked) >= 20
    assert {indicator.measure for indicator in asked} == set(Measure)
    assert any(indicator.dimensions for indicator in asked)
    assert any(i.across_periods == "cumulative" for i in asked)
    assert set(now) == {ValueState.BLANK}
    assert ValueState.REPORTED in before
    assert activities == {"2023", "2024"}
    assert states == [SubmissionState.ACCEPTED, SubmissionState.NOT_STARTED]


@pytest.mark.slow
def test_all_of_it_is_illustrative_and_sound(built: Path) -> None:
    for workspace in (built, practice_region(built)):
        assert examine(workspace).is_sound
        with Workspace.open(workspace, ME, read_only=True) as opened:
            assert opened.info.kind is DataKind.ILLUSTRATIVE
            assert "llustrative" in opened.info.title
    places = places_of(built)
    assert places is not None
    assert (places.region, places.practice) == (practice_region(built), built)
    assert places_of(practice_region(built)) == places


@pytest.mark.slow
def test_the_region_takes_in_what_was_practised(path: Path, tmp_path: Path) -> None:
    key = new_key(HOME, HEAD.name, made_on=date(2026, 1, 5))
    region_head, region_key = _head_of_region(path)
    with Workspace.open(path, ME) as practice:
        file = _sealed(practice, key, tmp_path)
    with Workspace.open(practice_region(path), region_head) as region:
        (asked,) = look(region, [file], [region_key], reader=read_package)
        assert asked.standing is Standing.NEW_KEY
        assert asked.new_key is not None
        assert [known.person for known in asked.new_key.trusted] == ["Head of Country F"]
        trust_key(region, asked.new_key.key)
        (done,) = take_in(region, look(region, [file], reader=read_package), region_key)
        assert done.is_done, done.error
        assert done.arrival.opened is not None
        decided = accept(region, HOME, YEAR, done.arrival.opened.digest, region_key)
        back = [
            save_package(region, digest, tmp_path / f"{number}.spapkg")
            for number, digest in enumerate((done.receipt, decided.package.digest))
        ]
    with Workspace.open(path, ME) as practice:
        results = take_in(practice, look(practice, back, reader=read_package))
        assert [result.error for result in results] == [None, None]
        assert standing(practice.dataset(), HOME, YEAR).state is SubmissionState.ACCEPTED


def _head_of_region(path: Path) -> tuple[Actor, OfficeKey]:
    ring = KeyRing(units_folder(practice_region(path)) / "keys")
    (stored,) = ring.keys("RS")
    return Actor(stored.public.person), ring.unlock(stored, PASSPHRASE)


def _sealed(practice: Workspace, key: OfficeKey, folder: Path) -> Path:
    record_values(practice, [ValueChange(ValueKey(HOME, YEAR, "3.1"), reported(9))])
    mark_ready(practice, HOME, YEAR)
    practice.actor = HEAD
    sealed = seal_submission(practice, HOME, YEAR, key)
    return save_package(practice, sealed.package.digest, folder / "report.spapkg")


@pytest.mark.slow
def test_nothing_takes_the_place_of_a_file_that_is_there(tmp_path: Path) -> None:
    there = tmp_path / "practice.spame"
    there.write_text("mine", encoding="utf-8")

    with pytest.raises(RefusedError, match="already"):
        create_practice(there, ME)

    assert there.read_text(encoding="utf-8") == "mine"
    assert [file.name for file in tmp_path.iterdir()] == ["practice.spame"]
