"""Submissions come back as they went in: from a new file, a dump, and the fixture of the format."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from spa_me.domain.submission import Evidence, TrustEntry
from spa_me.services import evidence
from spa_me.services.dumping import dump, load
from spa_me.services.workspace import Workspace
from spa_me.storage.files import file_names, read_file
from spa_me.storage.verification import check_workspace
from tests.integration.making import ACTOR
from tests.integration.storage import submitted
from tests.integration.storage.everything import AT, PERSON, make_everything
from tests.integration.storage.test_everything import from_fixture, made_now


def from_dump(path: Path) -> Workspace:
    with make_everything(path.with_name("first.spame")) as first:
        folder = dump(first, path.with_name("dump"))
    return load(folder, path, PERSON)


SOURCES = {"made now": made_now, "from a dump": from_dump, "format 2": from_fixture(2),
           "format 4": from_fixture(4), "format 5": from_fixture(5)}  # fmt: skip
STAMP = {"person": PERSON.name, "at": AT}


@pytest.fixture(params=SOURCES.values(), ids=list(SOURCES))
def everything(request: pytest.FixtureRequest, path: Path) -> Iterator[Workspace]:
    source: Callable[[Path], Workspace] = request.param
    with source(path) as workspace:
        yield workspace


def test_submissions(everything: Workspace) -> None:
    records = everything.dataset().submissions

    assert records.revisions == submitted.REVISIONS
    assert records.decisions == submitted.DECISIONS
    assert records.steps == (submitted.STEP,)
    assert records.answers == (submitted.ANSWER,)
    # Files of earlier formats could not hold one.
    assert records.confirmations in {(), (submitted.CONFIRMATION,)}
    assert records.restatements == (submitted.RESTATEMENT,)
    assert records.packages == (submitted.package(),)
    assert records.receipts == (submitted.RECEIPT,)
    found = records.submission("A", "2015", has_content=True)
    assert (found.state.value, found.is_acknowledged) == ("returned", True)


def test_the_office(everything: Workspace) -> None:
    records = everything.dataset().submissions

    assert records.windows == (
        replace(submitted.WINDOW, **STAMP),
        replace(submitted.CLOSED, **STAMP),
    )
    assert records.reopenings == (replace(submitted.REOPENING, **STAMP),)
    assert records.policies == (replace(submitted.POLICY, **STAMP),)
    assert {member.name: member.rights for member in records.members} == {
        PERSON.name: submitted.RIGHTS,
        ACTOR.name: submitted.RIGHTS,
        submitted.KHMER: frozenset(),
    }
    assert records.trust is not None
    found, wanted = records.trust.entries, submitted.TRUST.entries
    assert _without_numbers(found) == _without_numbers(wanted)
    # The file of format 2 holds no package of that office, so none of its numbers is known; nor
    # does it know in which package its list came.
    numbers = {entry.last_numbers for entry in found}
    assert numbers in ({()}, {entry.last_numbers for entry in wanted})
    assert records.trust.digest in {"", submitted.TRUST.digest}
    bare = {"entries": (), "digest": ""}
    assert replace(records.trust, **bare) == replace(submitted.TRUST, **bare)


def _without_numbers(entries: Iterable[TrustEntry]) -> set[TrustEntry]:
    return {replace(entry, last_numbers=()) for entry in entries}


def test_evidence_and_files(everything: Workspace) -> None:
    found = {entry.about: entry for entry in everything.dataset().submissions.evidence}
    file, reference = found["count"], found["M1"]

    assert reference == replace(submitted.REFERENCE, id=reference.id, **STAMP)
    name, size = sha256(submitted.SCAN).hexdigest(), len(submitted.SCAN)
    assert file == Evidence(
        file.id, "A", "2014", "count", submitted.FILE_TITLE,
        file=name, file_name=submitted.FILE_NAME, size=size, **STAMP,
    )  # fmt: skip
    assert evidence.content_of(everything, file) == submitted.SCAN
    with everything.store.reading() as connection:
        packed = submitted.package().file
        assert set(file_names(connection)) == {name, packed}
        assert read_file(connection, packed) == submitted.PACKED
    assert check_workspace(everything.store) == ()


def test_an_older_file_has_nothing_of_it_and_takes_it(path: Path) -> None:
    with from_fixture(1)(path) as workspace:
        assert workspace.dataset().submissions.evidence == ()
        submitted.make_submitted(workspace)
        assert workspace.dataset().submissions.revisions == submitted.REVISIONS
        assert check_workspace(workspace.store) == ()
