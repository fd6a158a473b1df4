"""Out as open JSON and CSV, and back as an identical workspace."""

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spa_me.domain.errors import InputError, NotFoundError, RefusedError, UserError
from spa_me.domain.progress import Cancelled
from spa_me.domain.values import Value, ValueKey, ValueState
from spa_me.services.dumping import dump, load
from spa_me.services.entry import ValueChange, record_values
from spa_me.services.importing import enter_values
from spa_me.services.workspace import Workspace
from spa_me.storage.digests import stored_digests
from tests.integration.making import ACTOR, new_workspace
from tests.integration.storage.everything import make_everything

Spoil = Callable[[Path], object]


def digests(workspace: Workspace) -> dict[str, str]:
    with workspace.store.reading() as connection:
        return stored_digests(connection)


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with make_everything(tmp_path_factory.mktemp("everything") / "plan.spame") as workspace:
        yield workspace


@pytest.fixture(scope="module")
def dumped(everything: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return dump(everything, tmp_path_factory.mktemp("dumped") / "dump")


@pytest.fixture
def folder(dumped: Path, tmp_path: Path) -> Path:
    """Give a copy of the dump that a test may spoil."""
    return Path(shutil.copytree(dumped, tmp_path / "dump"))


def test_back_to_an_identical_workspace(
    everything: Workspace, folder: Path, tmp_path: Path
) -> None:
    with load(folder, tmp_path / "again.spame", ACTOR) as again:
        assert digests(again) == digests(everything)
        assert again.audit(limit=1_000) == everything.audit(limit=1_000)
        assert dict(again.dataset().values.items()) == dict(everything.dataset().values.items())
        assert again.info == everything.info
        record_values(again, [ValueChange(ValueKey("A", "2016", "share"), Value(ValueState.BLANK))])
        assert again.saved_at == everything.saved_at


def test_a_dump_of_the_second_is_that_of_the_first(folder: Path, tmp_path: Path) -> None:
    with load(folder, tmp_path / "again.spame", ACTOR) as again:
        second = dump(again, tmp_path / "second")

    for file in (folder / "data").iterdir():
        assert (second / "data" / file.name).read_bytes() == file.read_bytes()


def test_any_program_can_check_the_files(everything: Workspace, folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_bytes())
    stored = digests(everything)

    for entry in manifest["parts"]:
        content = (folder / "data" / entry["file"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == entry["sha256"] == stored[entry["name"]]
        json.loads(content)
    assert manifest["seal"] == stored["audit"]


def test_the_tables_load_back(folder: Path, tmp_path: Path) -> None:
    with new_workspace(tmp_path / "fresh.spame") as fresh:
        outcome = enter_values(fresh, folder / "tables" / "values.csv")

        assert not [f for f in outcome.findings if f.severity != "warning"]
        assert outcome.written == 10
        again = dump(fresh, tmp_path / "again")
    tables = [place / "tables" / "values.csv" for place in (folder, again)]
    assert tables[0].read_bytes() == tables[1].read_bytes()


def test_a_folder_with_something_in_it_is_left_alone(everything: Workspace, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("mine")

    with pytest.raises(RefusedError, match="there already and not empty"):
        dump(everything, tmp_path / "mine")
    (tmp_path / "empty").mkdir()
    assert dump(everything, tmp_path / "empty").name == "empty"


def test_cancelling_leaves_nothing(everything: Workspace, folder: Path, tmp_path: Path) -> None:
    class Impatient:
        def step(self, done: int, total: int, what: str) -> None:
            if done > total // 2:
                raise Cancelled(what)

    before = sorted(tmp_path.iterdir())
    with pytest.raises(Cancelled):
        dump(everything, tmp_path / "other", progress=Impatient())
    with pytest.raises(Cancelled):
        load(folder, tmp_path / "other.spame", ACTOR, progress=Impatient())
    assert sorted(tmp_path.iterdir()) == before


def edit(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    path = folder / "manifest.json"
    manifest = json.loads(path.read_bytes())
    change(manifest)
    path.write_text(json.dumps(manifest))


def rewrite(folder: Path, name: str, change: Callable[[dict[str, Any]], object]) -> None:
    """Change the content of a part and its SHA-256 in the manifest, as somebody hostile would."""

    def in_manifest(manifest: dict[str, Any]) -> None:
        entry = next(e for e in [*manifest["parts"], manifest["audit"]] if e["name"] == name)
        file = folder / "data" / entry["file"]
        content = json.loads(file.read_bytes())
        change(content)
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        file.write_text(text, encoding="utf-8")
        entry["sha256"] = hashlib.sha256(file.read_bytes()).hexdigest()

    edit(folder, in_manifest)


def cell(table: str, column: str, value: object) -> Callable[[dict[str, Any]], None]:
    def change(content: dict[str, Any]) -> None:
        entry = content["tables"][table]
        entry["rows"][0][entry["columns"].index(column)] = value

    return change


HOSTILE: dict[str, Spoil] = {
    "no part": lambda f: next((f / "data").glob("*values-A-2014*")).unlink(),
    "changed": lambda f: next((f / "data").glob("*values-A-2014*")).write_text("{}"),
    "no audit": lambda f: (f / "data" / "audit.json").unlink(),
    "a link": lambda f: (
        (f / "data" / "audit.json").unlink(),
        (f / "data" / "audit.json").symlink_to("/etc/hostname"),
    ),
    "not json": lambda f: (f / "manifest.json").write_text("{"),
    "deep json": lambda f: (f / "manifest.json").write_text("[" * 100_000),
    "a list": lambda f: (f / "manifest.json").write_text("[]"),
    "no parts": lambda f: edit(f, lambda m: m.pop("parts")),
    "no seal": lambda f: edit(f, lambda m: m.pop("seal")),
    "other seal": lambda f: edit(f, lambda m: m.update(seal="0" * 64)),
    "later format": lambda f: edit(f, lambda m: m.update(dump=2)),
    "later workspace": lambda f: edit(f, lambda m: m.update(workspace_format=99)),
    "a part left out": lambda f: edit(f, lambda m: m["parts"].pop()),
    "a part twice": lambda f: edit(f, lambda m: m["parts"].append(m["parts"][0])),
    "outside": lambda f: edit(f, lambda m: m["parts"][0].update(file="../../etc/passwd")),
    "no name": lambda f: edit(f, lambda m: m["parts"][0].pop("name")),
    "a number for a name": lambda f: edit(f, lambda m: m["parts"][0].update(name=5)),
    "other part": lambda f: edit(f, lambda m: m["parts"][0].update(name="rates")),
    "unknown part": lambda f: edit(f, lambda m: m["parts"][0].update(name="secrets/x")),
    "float": lambda f: rewrite(f, "values/A/2014", cell("reported_value", "number", 1.5)),
    "true": lambda f: rewrite(f, "values/A/2014", cell("reported_value", "number", True)),
    "nan": lambda f: rewrite(f, "values/A/2014", cell("reported_value", "number", "NaN")),
    "endless": lambda f: rewrite(f, "values/A/2014", cell("reported_value", "number", "1E999")),
    "no number": lambda f: rewrite(f, "values/A/2014", cell("reported_value", "number", "many")),
    "no state": lambda f: rewrite(f, "values/A/2014", cell("reported_value", "state", "maybe")),
    "no text": lambda f: rewrite(f, "values/A/2014", cell("reported_value", "note", None)),
    "surrogate": lambda f: rewrite(f, "values/A/2014", lambda c: c.update(x=1)),
    "other unit": lambda f: rewrite(f, "values/A/2014", cell("reported_value", "unit", "B")),
    "no day": lambda f: rewrite(f, "funding/A/2014", cell("contribution", "date", "yesterday")),
    "no activity": lambda f: rewrite(f, "funding/A/2014", lambda c: c["tables"].pop("activity")),
    "other table": lambda f: rewrite(
        f, "rates/A/2014", lambda c: c["tables"].update(command=c["tables"]["exchange_rate"])
    ),
    "other columns": lambda f: rewrite(
        f, "rates/A/2014", lambda c: c["tables"]["exchange_rate"]["columns"].reverse()
    ),
    "short row": lambda f: rewrite(
        f, "rates/A/2014", lambda c: c["tables"]["exchange_rate"]["rows"][0].pop()
    ),
    "no rows": lambda f: rewrite(
        f, "rates/A/2014", lambda c: c["tables"]["exchange_rate"].pop("rows")
    ),
    "no framework": lambda f: rewrite(
        f, "framework/TEST/1", cell("framework_version", "canonical", "{}")
    ),
    "audit person": lambda f: rewrite(f, "audit", cell("command", "person", "Nobody")),
    "audit row": lambda f: rewrite(f, "audit", lambda c: c["tables"]["audit"]["rows"].pop()),
    "audit text": lambda f: rewrite(f, "audit", cell("audit", "new", "other")),
}


@pytest.mark.parametrize("spoil", HOSTILE.values(), ids=HOSTILE)
def test_hostile_and_incomplete_folders(folder: Path, tmp_path: Path, spoil: Spoil) -> None:
    spoil(folder)
    before = sorted(tmp_path.iterdir())

    with pytest.raises(InputError) as caught:
        load(folder, tmp_path / "again.spame", ACTOR)

    assert caught.value.findings
    assert caught.value.kept == "No workspace was made."
    assert sorted(tmp_path.iterdir()) == before


def test_a_folder_that_is_no_dump(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match=r"it has no manifest\.json"):
        load(tmp_path, tmp_path / "again.spame", ACTOR)


def test_an_existing_file_is_not_overwritten(folder: Path, everything: Workspace) -> None:
    before = everything.path.read_bytes()

    with pytest.raises(RefusedError):
        load(folder, everything.path, ACTOR)
    assert everything.path.read_bytes() == before


texts = st.text(max_size=20)
numbers = st.decimals(0, 10**12, places=3)
values = st.one_of(
    st.builds(
        Value,
        st.just(ValueState.REPORTED),
        numbers,
        note=texts,
        parts=st.dictionaries(
            st.just("sex"),
            st.dictionaries(st.sampled_from(["female", "male", "unknown"]), numbers, min_size=1),
        ),
    ),
    st.builds(
        Value,
        st.sampled_from([ValueState.NOT_AVAILABLE, ValueState.NOT_APPLICABLE]),
        reason=texts.filter(lambda text: any(c.isalnum() for c in text)),
    ),
)
keys = st.builds(
    ValueKey, st.sampled_from("AB"), st.sampled_from(["2014", "2015"]), st.just("count")
)


@settings(max_examples=12)
@given(commands=st.lists(st.dictionaries(keys, values, max_size=4), max_size=4))
def test_whatever_was_recorded_comes_back(
    commands: list[dict[ValueKey, Value]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = tmp_path_factory.mktemp("dump")
    with new_workspace(place / "plan.spame") as workspace:
        for command in commands:
            record_values(workspace, [ValueChange(*pair) for pair in command.items()])
        expected = dict(workspace.dataset().values.items())
        with load(dump(workspace, place / "dump"), place / "again.spame", ACTOR) as again:
            assert digests(again) == digests(workspace)
            assert dict(again.dataset().values.items()) == expected
            assert again.audit() == workspace.audit()
    with Workspace.open(place / "plan.spame", ACTOR) as reopened:
        assert dict(reopened.dataset().values.items()) == expected
        assert all(v.number is None or type(v.number) is Decimal for v in expected.values())


def test_an_error_is_a_sentence(folder: Path, tmp_path: Path) -> None:
    (folder / "data" / "audit.json").unlink()

    with pytest.raises(UserError) as caught:
        load(folder, tmp_path / "again.spame", ACTOR)
    assert "dump: data/audit.json: it is missing" in str(caught.value)
