"""The published description says what the code does, and is enough to write another reader.

The reader below knows nothing but the document: zipfile, json, hashlib and the rules of the page.
"""

import base64
import hashlib
import json
import re
import zipfile
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from spa_me.packages import limits
from spa_me.packages.failures import Refusal
from spa_me.packages.fingerprints import fingerprint_of
from spa_me.packages.manifest import FORMAT, Manifest
from spa_me.packages.shapes import NEEDED_PARTS, PARTS, Shape
from tests.sealed import COUNTRY, framework, receipt, review, sealed, trust_list

DOCUMENT = (Path(__file__).parents[3] / "docs" / "package-format.md").read_text(encoding="utf-8")
_ROW = re.compile(r"^\| `(\w+)` \| ([^|]*?) \| (.*?) ?\|$", re.MULTILINE)


def section(title: str) -> str:
    """Return what stands below a title, up to the next one."""
    found = re.search(rf"^#+ {title}[^\n]*\n(.*?)(?=^#|\Z)", DOCUMENT, re.MULTILINE | re.DOTALL)
    assert found, title
    return found[1]


def test_limits_are_those_of_the_code() -> None:
    said = {
        name: int(value.replace(",", "")) for name, value, _ in _ROW.findall(section("Container"))
    }
    held = {name: value for name, value in vars(limits).items() if name.isupper()}
    del held["MEGABYTE"]

    assert said == held


SHAPES = [(kind, part, shape) for kind, parts in PARTS.items() for part, shape in parts.items()]


@pytest.mark.parametrize(("kind", "part", "shape"), SHAPES)
def test_parts_have_the_fields_that_are_described(kind: str, part: str, shape: Shape) -> None:
    rows = _ROW.findall(section(f"{kind} / {part}"))
    heading = re.search(rf"^### {kind} / {part} \((.*)\)$", DOCUMENT, re.MULTILINE)

    assert {name for name, *_ in rows} == shape.fields.keys()
    assert {name for name, _, more in rows if more.startswith("required")} == shape.required
    assert heading
    assert re.findall(r"`(\w+)`", heading[1]) == list(shape.key)
    assert {name for name, _, more in rows if more.startswith("from 1.2")} == shape.later.keys()
    assert section(f"{kind} / {part}").strip().startswith("From 1.2") is (shape.since == 2)
    assert ("one row" in heading[1]) is (shape.most == 1)
    assert ("required" in heading[1]) is (NEEDED_PARTS.get(kind) == part)


WORDS = [
    (kind, part, name, words)
    for kind, part, _shape in SHAPES
    for name, found, words in _ROW.findall(section(f"{kind} / {part}"))
    if found == "word"
]


@pytest.mark.parametrize(("kind", "part", "name", "words"), WORDS)
def test_words_are_those_that_the_code_takes(kind: str, part: str, name: str, words: str) -> None:
    check = PARTS[kind][part].fields[name]
    listed = re.findall(r"`(\w+)`", words)

    assert len(listed) > 2
    assert all(map(check, listed))
    assert not check("another")


def test_the_manifest_has_the_fields_that_are_described() -> None:
    rows = _ROW.findall(section("Manifest"))
    fields = set(vars(Manifest("", "", "", 0, ""))) - {"extra"}

    assert {name for name, *_ in rows} == fields
    assert f"now `{FORMAT}`" in DOCUMENT
    needed = {name for name, _, more in rows if re.match(r"required(;|$)", more)}
    assert needed == {
        "format",
        "kind",
        "package",
        "sender",
        "recipient",
        "sequence",
        "made_at",
        "totals",
    }


def test_reasons_are_listed_and_all_of_them() -> None:
    found = re.search("<!-- reasons -->(.*?)<!-- /reasons -->", DOCUMENT, re.DOTALL)

    assert found
    assert re.findall(r"`(\w+)`", found[1]) == [reason.value for reason in Refusal]


def read_by_the_document(
    file: bytes,
) -> tuple[dict[str, Any], dict[str, list[Any]], dict[str, bytes]]:
    with zipfile.ZipFile(BytesIO(file)) as container:
        members = {name: container.read(name) for name in container.namelist()}
    assert file[38:72] == members.pop("mimetype") == b"application/vnd.spa-me.package+zip"
    envelope = json.loads(members.pop("manifest.json"))
    payload = base64.b64decode(envelope["payload"])
    kind = b"application/vnd.spa-me.manifest+json"
    signed = b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)
    for signature in envelope["signatures"]:
        assert signature["keyid"] in KEYS
        key = Ed25519PublicKey.from_public_bytes(KEYS[signature["keyid"]])
        key.verify(base64.b64decode(signature["sig"]), signed)
    manifest = json.loads(payload)
    listed = {part["name"]: part for part in manifest.get("parts", [])}
    assert listed.keys() == members.keys()
    for name, content in members.items():
        assert listed[name]["size"] == len(content)
        assert listed[name]["sha256"] == hashlib.sha256(content).hexdigest()
    rows = {
        name: [json.loads(line) for line in content.decode().splitlines()]
        for name, content in members.items()
        if name.startswith("data/")
    }
    return manifest, rows, members


def _first_keys() -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(sealed(trust_list()).file)) as container:
        lines = container.read("data/keys.ndjson").splitlines()
    rows = [json.loads(line) for line in lines]
    return {row["fingerprint"]: bytes.fromhex(row["signing"]) for row in rows}


KEYS = _first_keys()


@pytest.mark.parametrize("content", [None, review(), receipt(), framework(), trust_list()])
def test_another_reader_can_be_written_from_the_document(content: Any) -> None:
    package = sealed(content)
    manifest, rows, members = read_by_the_document(package.file)

    assert hashlib.sha256(package.manifest.payload).hexdigest() == package.digest
    assert manifest["totals"].get("rows", {}) == {name: len(found) for name, found in rows.items()}
    values = rows.get("data/values.ndjson", [])
    figures = [row[f] for row in values for f in ("number", "numerator", "denominator") if f in row]
    assert Decimal(manifest["totals"]["sum"]) == sum(map(Decimal, figures))
    for row in rows.get("data/evidence.ndjson", []):
        if "file" in row:
            assert len(members[f"evidence/{row['file']}"]) == row["size"]


def test_the_fingerprint_is_computed_as_the_document_says() -> None:
    key = COUNTRY.public
    said = f"spa-me-key-1\n{key.signing}\n{key.encryption}\n"

    assert hashlib.sha256(said.encode()).hexdigest() == key.fingerprint
    assert fingerprint_of(key.signing, key.encryption) == key.fingerprint
