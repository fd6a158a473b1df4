"""Packages of every released format can be opened for ever, and say what they said.

The files were written by the version of the app that first had the format, with the keys of
`tests/sealed.py`; they are never made anew. A later format adds a folder beside `1.0`.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from spa_me.domain.submission import TrustEntry, TrustList
from spa_me.packages.cards import read_card
from spa_me.packages.keys import open_key_file
from spa_me.packages.opening import OpenedPackage, open_package
from spa_me.packages.shapes import FRAMEWORK_PART
from spa_me.packages.to_rows import rows_of
from spa_me.packages.trust import SignatureVerdict
from tests.sealed import COUNTRY, REGION

FOLDERS = sorted((Path(__file__).parents[2] / "data" / "packages").iterdir())
FILES = [path for folder in FOLDERS for path in sorted(folder.glob("*.spapkg"))]
TRUST = TrustList("RS", 1, (TrustEntry(REGION.public), TrustEntry(COUNTRY.public)))
VERDICTS = {"submission-unsigned": SignatureVerdict.UNSIGNED}
LATER = "later-minor-version"


def named(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def expected(path: Path) -> Any:
    found = json.loads((path.parent / "expected.json").read_text(encoding="utf-8"))
    return found[path.stem.removesuffix("-encrypted")]


def opened(path: Path) -> OpenedPackage:
    return open_package(path, keys=[REGION])


def test_every_kind_has_a_file_of_the_first_format() -> None:
    kinds = {opened(path).manifest.kind for path in FILES if path.parent.name == "1.0"}

    assert kinds == {"framework", "submission", "review", "receipt", "trust"}


@pytest.mark.parametrize("path", FILES, ids=named)
def test_it_says_what_it_said(path: Path) -> None:
    found, wanted = opened(path), expected(path)

    assert found.digest == wanted["digest"]
    assert json.loads(found.manifest.payload) == wanted["manifest"]
    assert found.was_encrypted is path.stem.endswith("-encrypted")
    if path.stem != LATER:
        rows = {part: rows for part, rows in wanted["rows"].items() if part != FRAMEWORK_PART}
        assert rows_of(found.content) == rows


@pytest.mark.parametrize("path", FILES, ids=named)
def test_its_signature_counts_as_it_did(path: Path) -> None:
    wanted = VERDICTS.get(path.stem, SignatureVerdict.SIGNED)

    assert opened(path).judge(TRUST).verdict is wanted


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_its_keys_open(folder: Path) -> None:
    text = (folder / "region.key.json").read_text(encoding="utf-8")
    card = (folder / "region.card.json").read_text(encoding="utf-8")

    assert open_key_file(text, "four words nobody guesses").public == REGION.public
    assert read_card(card) == REGION.public
