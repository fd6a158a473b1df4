"""A reviewer is told who approved what they entered, or with whose key it was signed."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from spa_me.packages.keys import new_key
from spa_me.packages.manifest import Approver
from spa_me.packages.opening import open_package
from spa_me.packages.reading import read_package
from spa_me.packages.sealing import seal
from spa_me.services.exchange.arrivals import look
from spa_me.services.exchange.review_sheet import review_sheet
from spa_me.services.exchange.trust import trust_key
from tests.integration.exchange.offices import APPROVER, OFFICER, Office, approver, new_id, taken


def sent(country: Office) -> Path:
    country.enter()
    return country.file_of(country.submit().package.digest)


def remarks(region: Office, file: Path) -> list[str]:
    (arrival,) = look(region.workspace, [file])
    assert arrival.may_be_taken
    return [str(remark) for remark in arrival.remarks]


def test_nothing_is_said_of_a_submission_as_it_should_be(region: Office, country: Office) -> None:
    file = sent(country)
    assert remarks(region, file) == []
    taken(region, file)
    assert review_sheet(region.workspace, "A", "2014").remarks == ()


def test_an_approver_who_is_an_author_is_named(region: Office, country: Office) -> None:
    opened = open_package(sent(country), reader=read_package)
    name = OFFICER.format("A")
    manifest = replace(opened.manifest, package=new_id(), approved_by=Approver(name.upper()))
    path = country.folder / "by an author.spapkg"
    path.write_bytes(seal(opened.content, manifest, keys=(country.key,)).file)

    told = [
        f"{name.upper()} approved it and is among those who entered it.",
        f"It was approved by {name.upper()} and signed with the key of {APPROVER.format('A')}.",
    ]
    assert remarks(region, path) == told
    taken(region, path)
    assert [str(said) for said in review_sheet(region.workspace, "A", "2014").remarks] == told


def test_the_key_of_somebody_else_of_the_office_is_named(region: Office, country: Office) -> None:
    other = new_key("A", "Deputy of A", made_on=date(2026, 1, 5))
    region.workspace.actor = approver("RS")
    trust_key(region.workspace, other.public)
    opened = open_package(sent(country), reader=read_package)
    path = country.folder / "by another key.spapkg"
    path.write_bytes(seal(opened.content, opened.manifest, keys=(other,)).file)

    assert remarks(region, path) == [
        f"It was approved by {APPROVER.format('A')} and signed with the key of Deputy of A."
    ]
