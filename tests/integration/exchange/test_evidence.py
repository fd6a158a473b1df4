"""Evidence goes with the submission, and is what the revision that counts says."""

from dataclasses import replace
from pathlib import Path

import pytest

from spa_me.domain.errors import RefusedError
from spa_me.domain.submission import Evidence
from spa_me.services import evidence
from spa_me.services.exchange.reviewing import choose
from spa_me.services.submissions import begin_correction
from spa_me.storage.files import has_file
from spa_me.storage.verification import check_workspace
from tests.integration.exchange.offices import Office, accept, officer, taken

AT = ("A", "2014", "count")
SCAN = b"%PDF-1.7 the minutes"


def with_scan(country: Office, content: bytes = SCAN) -> Path:
    path = country.folder / f"Minutes {len(content)}.pdf"
    path.write_bytes(content)
    country.workspace.actor = officer("A")
    evidence.add_file(country.workspace, *AT, path, "Minutes")
    return path


def kept(office: Office) -> tuple[Evidence, ...]:
    return office.workspace.dataset().submissions.evidence


def said(office: Office) -> list[Evidence]:
    """Return what evidence says, whatever the office calls it."""
    return sorted((replace(entry, id="") for entry in kept(office)), key=lambda e: e.title)


def is_there(office: Office, name: str) -> bool:
    with office.workspace.store.reading() as connection:
        return has_file(connection, name)


def test_it_arrives_as_it_went(country: Office, region: Office) -> None:
    country.enter()
    with_scan(country)
    evidence.add_reference(country.workspace, *AT, "Letter", "box 7")
    sealed = country.submit()
    (done,) = taken(region, country.file_of(sealed.package.digest))

    assert done.is_done, done.error
    assert said(region) == said(country)
    (file,) = (entry for entry in kept(region) if entry.is_file)
    assert evidence.content_of(region.workspace, file) == SCAN
    assert file.person == officer("A").name
    with pytest.raises(RefusedError, match="its own office sealed"):
        evidence.remove(region.workspace, file.id)
    assert check_workspace(region.workspace.store) == ()


def test_a_correction_without_it_takes_it_away(country: Office, region: Office) -> None:
    country.enter()
    with_scan(country)
    first = country.submit()
    (done,) = taken(region, country.file_of(first.package.digest))
    accepted = accept(region.workspace, "A", "2014", region.key)
    taken(country, region.file_of(done.receipt), region.file_of(accepted.package.digest))
    (file,) = kept(country)
    begin_correction(country.workspace, "A", "2014", "not what it says")
    evidence.remove(country.workspace, file.id)
    second = country.submit()
    (done,) = taken(region, country.file_of(second.package.digest))

    assert done.is_done, done.error
    assert (kept(region), is_there(region, file.file)) == ((), False)
    assert check_workspace(region.workspace.store) == ()


def test_the_chosen_of_two_brings_its_files_back(
    country: Office, region: Office, tmp_path: Path
) -> None:
    country.enter()
    with_scan(country)
    first = country.submit()
    (file,) = kept(country)
    other = Office(tmp_path / "second computer", "A")
    other.enter()
    with_scan(other, SCAN + b", signed")
    second = other.submit()
    for office, sealed in ((country, first), (other, second)):
        (done,) = taken(region, office.file_of(sealed.package.digest))
        assert done.is_done, done.error
    other.close()
    assert kept(region) == ()  # nobody has chosen
    assert not is_there(region, file.file)

    for sealed, size in ((second, len(SCAN) + 8), (first, len(SCAN))):
        digest = sealed.revision.digest
        choose(region.workspace, "A", "2014", digest, region.key, reason="as agreed by phone")
        assert [entry.size for entry in kept(region)] == [size]
    assert said(region) == [replace(file, id="")]
    assert evidence.content_of(region.workspace, file) == SCAN
    assert check_workspace(region.workspace.store) == ()
