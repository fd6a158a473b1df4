"""Two offices may call their records by the same ids: both reports stand, whoever comes first."""

import uuid
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import permutations
from pathlib import Path

import pytest

from spa_me.domain.cofunding import Activity, Contribution, SourceType
from spa_me.domain.dataset import Dataset
from spa_me.packages.reading import read_package
from spa_me.services.evidence import add_reference
from spa_me.services.exchange.arrivals import look
from spa_me.services.funding import save_activity, save_contribution
from spa_me.services.submissions import begin_correction
from tests.integration.exchange.offices import (
    Office,
    accept,
    taken,
    trusting_country,
    trusting_region,
)

ID, MONEY = str(uuid.UUID(int=1)), str(uuid.UUID(int=2))


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[dict[str, Office]]:
    made = {code: reporting(Office(tmp_path / code, code)) for code in ("A", "B")}
    yield made
    for office in made.values():
        office.close()


def reporting(office: Office) -> Office:
    """Let an office enter an activity, its money and a reference, under ids that others have."""
    code = office.code
    office.enter()
    save_activity(office.workspace, Activity(ID, code, "2014", "1.1", f"Training of {code}"))
    money = Contribution(MONEY, code, "2014", f"Ministry of {code}", SourceType.GOVERNMENT)
    save_contribution(office.workspace, replace(money, activity=ID, amount=Decimal(7)))
    add_reference(office.workspace, code, "2014", "count", f"Gazette of {code}", "Archive")
    return office


def content(dataset: Dataset) -> list[object]:
    return [
        [sorted(records, key=lambda record: record.unit) for records in found]
        for found in (
            (dataset.activities, dataset.contributions),
            ([replace(e, at=None) for e in dataset.submissions.evidence],),
        )
    ]


def test_both_reports_stand_whoever_comes_first(offices: dict[str, Office], tmp_path: Path) -> None:
    files = [office.file_of(office.submit().package.digest) for office in offices.values()]
    found: list[list[object]] = []
    for number, order in enumerate(permutations(files)):
        region = trusting_region(tmp_path / str(number))
        assert all(done.is_done for file in order for done in taken(region, file))
        dataset = region.workspace.dataset()
        found.append(content(dataset))
        titles = {activity.id: activity.title for activity in dataset.activities}
        tied = {entry.source: titles[entry.activity] for entry in dataset.contributions}
        assert tied == {f"Ministry of {code}": f"Training of {code}" for code in "AB"}
        region.close()

    assert found[0] == found[1]


def test_what_was_entered_for_another_unit_is_not_replaced(
    offices: dict[str, Office], tmp_path: Path
) -> None:
    region = trusting_region(tmp_path)
    save_activity(region.workspace, Activity(ID, "B", "2014", "1.1", "Of B"))

    (done,) = taken(region, offices["A"].file_of(offices["A"].submit().package.digest))

    assert done.is_done, done.error
    titles = {activity.unit: activity.title for activity in region.workspace.dataset().activities}
    assert titles == {"A": "Training of A", "B": "Of B"}
    region.close()


def test_a_further_revision_changes_the_same_records(country: Office, region: Office) -> None:
    """Only what is another amount shows as changed, and the record stays what it was."""
    reporting(country)
    (done,) = taken(region, country.file_of(country.submit().package.digest))
    accepted = accept(region.workspace, "A", "2014", region.key)
    (before,) = region.workspace.dataset().contributions
    taken(country, region.file_of(done.receipt), region.file_of(accepted.package.digest))
    begin_correction(country.workspace, "A", "2014", "Another amount")
    (own,) = country.workspace.dataset().contributions
    save_contribution(country.workspace, replace(own, amount=Decimal(8)))
    file = country.file_of(country.submit().package.digest)

    (arrival,) = look(region.workspace, [file], reader=read_package)
    assert arrival.preview is not None
    assert len(arrival.preview.records) == 1
    taken(region, file)

    assert region.workspace.dataset().contributions == (replace(before, amount=Decimal(8)),)
    assert own.id == MONEY  # the office goes on with its own ids


def test_another_computer_of_the_office_replaces_nothing_of_another_period(
    country: Office, region: Office, tmp_path: Path
) -> None:
    file = reporting(country).file_of(country.submit().package.digest)
    twin = trusting_country(tmp_path / "twin", "A", region)
    save_activity(twin.workspace, Activity(ID, "A", "2015", "1.1", "Of 2015"))

    (arrival,) = look(twin.workspace, [file], reader=read_package)

    assert "belongs to another unit or period" in str(arrival.refusal)
    twin.close()
