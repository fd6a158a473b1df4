"""Every kind of content comes back as it went in: also from the files of every past format."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from spa_me.services.workspace import Workspace
from spa_me.storage.format import FORMAT
from spa_me.storage.identify import format_of
from tests.integration.storage import everything as all_kinds
from tests.integration.storage.everything import AT, PERSON, make_everything

FIXTURES = Path(__file__).parents[2] / "data" / "workspaces"

Source = Callable[[Path], Workspace]


def made_now(path: Path) -> Workspace:
    make_everything(path).close()
    return Workspace.open(path, PERSON)


def from_fixture(version: int) -> Source:
    def copy(path: Path) -> Workspace:
        path.write_bytes((FIXTURES / f"format-{version}.spame").read_bytes())
        assert format_of(path) == version
        return Workspace.open(path, PERSON)

    return copy


SOURCES = {"made now": made_now} | {f"format {n}": from_fixture(n) for n in range(1, FORMAT + 1)}


@pytest.fixture(params=SOURCES.values(), ids=list(SOURCES))
def everything(request: pytest.FixtureRequest, path: Path) -> Iterator[Workspace]:
    source: Source = request.param
    with source(path) as workspace:
        yield workspace


def test_values(everything: Workspace) -> None:
    found = dict(everything.dataset().values.items())
    expected = {
        key: replace(value, entered_by=PERSON.name, entered_at=AT)
        for key, value in all_kinds.VALUES.items()
    }

    assert found == expected
    assert str(found[next(iter(all_kinds.VALUES))].number) == "0"


def test_the_workspace_itself(everything: Workspace) -> None:
    info = everything.info

    assert (info.title, info.home_unit, info.kind.value, info.source, info.created_at) == (
        all_kinds.KHMER,
        "A",
        "illustrative",
        all_kinds.LAO,
        AT,
    )
    assert [f"{d.code} {d.version}" for d in everything.frameworks] == ["TEST 1", "TEST 2"]
    assert everything.frameworks[0].digest == all_kinds.definition().digest


def test_judgements(everything: Workspace) -> None:
    dataset = everything.dataset()
    judged = dataset.judgements
    stamp = {"person": PERSON.name, "at": AT}

    assert judged.declarations == (replace(all_kinds.DECLARATION, **stamp),)
    assert judged.pro_ratas == (replace(all_kinds.PRO_RATA, **stamp),)
    assert judged.ratings == (replace(all_kinds.RATING, **stamp),)
    assert dataset.explanations == (replace(all_kinds.EXPLANATION, **stamp),)


def test_funding(everything: Workspace) -> None:
    dataset = everything.dataset()

    assert dataset.activities == (all_kinds.ACTIVITY,)
    assert dataset.contributions == all_kinds.CONTRIBUTIONS
    assert {replace(rate, entered_at=None) for rate in dataset.rates} == set(all_kinds.RATES)
    shares = {share.source_type: share for share in dataset.printed_shares}
    assert shares.pop(None) == all_kinds.SHARE
    assert list(shares.values()) in ([], [all_kinds.TYPED_SHARE])  # before, it could hold no type
    assert dataset.notes == (all_kinds.NOTE,)


def test_the_audit(everything: Workspace) -> None:
    entries = everything.audit(limit=1_000)
    oldest_first = list(reversed(entries))

    assert [entry.number for entry in oldest_first] == list(range(1, len(entries) + 1))
    made = oldest_first[: 3 + len(all_kinds.VALUES)]
    assert [entry.action for entry in made[:3]] == [
        "create workspace",
        "install framework",
        "install framework",
    ]
    assert {(e.person, e.office, e.role, e.at) for e in made} == {
        (PERSON.name, PERSON.office, PERSON.role, AT)
    }
    by_subject = {entry.subject: entry for entry in oldest_first}
    assert by_subject["value A 2014 share"].new == "37 of 100"
    assert by_subject["value A 2014 count"].new == "0"
    assert by_subject["declaration 2014 M1"].new.startswith("Fully met; reason: ")


@pytest.mark.parametrize("text", all_kinds.SCRIPTS)
def test_the_audit_is_searched_in_every_script(everything: Workspace, text: str) -> None:
    assert any(text in f"{e.new}{e.person}{e.subject}" for e in everything.audit(text=text))


def test_words_that_search_would_take_for_signs(everything: Workspace) -> None:
    assert {entry.action for entry in everything.audit(text="%")} == {"save printed share"}
    assert everything.audit(text="a_2014") == ()
    assert everything.audit(text="COUNT 2014 value")[0].subject == "value B 2014 count"
