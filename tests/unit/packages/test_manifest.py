"""The manifest: every field, and what does not fit together."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from spa_me.packages.canonical import canonical
from spa_me.packages.cards import card_fields
from spa_me.packages.failures import PackageRefusedError, Refusal
from spa_me.packages.manifest import Manifest
from spa_me.packages.reading_manifest import read_manifest
from tests.sealed import (
    COUNTRY,
    REGION,
    SCAN_HASH,
    framework,
    receipt,
    review,
    sealed,
    sealed_once,
    trust_list,
)

Table = dict[str, Any]
PAYLOAD = sealed_once().manifest.payload


def refusal_of(table: Any) -> PackageRefusedError:
    with pytest.raises(PackageRefusedError) as refused:
        read_manifest(canonical(table))
    return refused.value


def with_fields(**fields: Any) -> Table:
    return {**json.loads(PAYLOAD), **fields}


@pytest.mark.parametrize("content", [None, review(), receipt(), framework(), trust_list()])
def test_a_manifest_comes_back_with_the_same_bytes(content: Any) -> None:
    manifest = sealed(content).manifest

    assert read_manifest(manifest.payload) == manifest
    assert read_manifest(manifest.payload).payload == manifest.payload


def test_every_field_is_filled_in_what_is_tested() -> None:
    left_out = {"format", "extra", "must_understand", "card"}  # the last has tests of its own
    empty = Manifest("", "", "", 0, "")
    names = set(vars(empty)) - left_out
    assert [n for n in names if getattr(sealed_once().manifest, n) == getattr(empty, n)] == []


CARD = card_fields(COUNTRY.public)


def test_the_card_of_who_signs_goes_along_in_the_manifest_since_format_1_2() -> None:
    bare = sealed(receipt()).manifest
    sealed_with = sealed(receipt(), card=card_fields(REGION.public)).manifest

    assert (bare.format, sealed_with.format) == ("1.0", "1.2")
    assert read_manifest(sealed_with.payload) == sealed_with
    assert read_manifest(sealed_with.payload).card == card_fields(REGION.public)
    # Of format 1.0 it is no field, and the card of another office is no card of the sender.
    assert refusal_of(with_fields(format="1.0", card=CARD)).where == "the manifest, card"
    other = {**CARD, "office": "CB"}
    assert refusal_of(with_fields(format="1.2", card=other)).where == "the manifest, card"


@pytest.mark.parametrize(
    "change",
    [
        {"signing": "00" * 32},
        {"signing": "x"},
        {"encryption": "age1x"},
        {"person": ""},
        {"fingerprint": COUNTRY.public.fingerprint},
        {"made_on": "yesterday"},
    ],
)
def test_a_card_in_a_manifest_is_held_to_the_rules_of_cards(change: Table) -> None:
    error = refusal_of(with_fields(format="1.2", card={**CARD, **change}))

    assert (error.reason, error.where) == (Refusal.MANIFEST, "the manifest, card")


def test_unknown_fields_of_a_later_minor_version_survive() -> None:
    later = with_fields(format="1.7", language="lo", weather={"rain": [True, None, 3]})

    manifest = read_manifest(canonical(later))

    assert manifest.extra == {"language": "lo", "weather": {"rain": [True, None, 3]}}
    assert manifest.payload == canonical(later)


def test_an_unknown_field_of_this_version_is_refused_by_name() -> None:
    error = refusal_of(with_fields(language="lo"))

    assert (error.reason, error.where) == (Refusal.MANIFEST, "the manifest, language")


@pytest.mark.parametrize("found", ["2.0", "9.1"])
def test_another_major_version_is_refused_as_newer_before_anything_else(found: str) -> None:
    error = refusal_of({"format": found, "all": "is different"})

    assert error.reason is Refusal.NEWER_FORMAT
    assert error.do == "Use a newer version of SPA-ME to open it."


def test_what_has_to_be_understood_is_named() -> None:
    error = refusal_of(with_fields(format="1.1", must_understand=["rounding", "units"]))

    assert error.reason is Refusal.MUST_UNDERSTAND
    assert "rounding, units" in str(error)


UUID = "00000000-0000-4000-8000-00000000010A"
PART = {"name": "data/values.ndjson", "size": 1, "sha256": "a" * 64}
WRONG: dict[str, Table] = {
    "format": {"format": 1},
    "format ": {"format": "1"},
    "format  ": {"format": "01.0"},
    "kind": {"kind": "workspace"},
    "kind ": {"kind": ["submission"]},
    "package": {"package": UUID},
    "package ": {"package": "../../x"},
    "sender": {"sender": ""},
    "sender ": {"sender": "C A"},
    "sender  ": {"sender": "A" * 41},
    "recipient": {"recipient": "**"},
    "sequence": {"sequence": 0},
    "sequence ": {"sequence": "4"},
    "sequence  ": {"sequence": True},
    "made_at": {"made_at": "2026-03-31"},
    "made_at ": {"made_at": "2026-13-31T08:15:00.000000Z"},
    "made_at  ": {"made_at": "2026-03-31T08:15:00.000000+00:00"},
    "made_with": {"made_with": ""},
    "unit": {"unit": None},
    "period": {"period": 2026},
    "revision": {"revision": 0},
    "supersedes": {"supersedes": "B" * 64},
    "supersedes ": {"supersedes": ""},
    "withdraws": {"withdraws": []},
    "withdraws ": {"withdraws": ["b" * 64, "a" * 64]},
    "withdraws  ": {"withdraws": ["b" * 64, "b" * 64]},
    "entered_by": {"entered_by": ["Officer\u0007"]},
    "entered_by ": {"entered_by": [" Officer"]},
    "approved_by": {"approved_by": {"name": "A", "rank": "1"}},
    "approved_by ": {"approved_by": {"office": "A"}},
    "approved_by  ": {"approved_by": "A"},
    "audit_head": {"audit_head": "0"},
    "must_understand": {"must_understand": "all"},
    "framework": {"framework": {"code": "SPA", "version": "1"}},
    "framework ": {"framework": {"code": "SPA", "version": "1", "digest": "a"}},
    "parts": {"parts": [{**PART, "name": "data/../x.ndjson"}]},
    "parts ": {"parts": [{**PART, "name": "manifest.json"}]},
    "parts  ": {"parts": [{**PART, "size": -1}]},
    "parts   ": {"parts": [PART, PART]},
    "parts    ": {"parts": [{**PART, "name": "evidence/" + "b" * 64}]},
    "parts     ": {"parts": [{**PART, "more": 1}]},
    "parts      ": {"parts": ["data/values.ndjson"]},
    "totals": {"totals": {}},
    "totals ": {"totals": {"sum": 1}},
    "totals  ": {"totals": {"sum": "0", "rows": {}}},
    "totals   ": {"totals": {"sum": "0", "states": {"reported": -1}}},
    "totals    ": {"totals": {"sum": "0", "states": {"guessed": 1}}},
    "totals     ": {"totals": []},
}


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_field_is_refused_by_name(what: str) -> None:
    error = refusal_of(with_fields(**WRONG[what]))

    assert error.reason is Refusal.MANIFEST
    assert what.strip() in error.where or what.strip() == "format"


@pytest.mark.parametrize(
    "field", ["format", "kind", "package", "sender", "recipient", "sequence", "made_at", "totals"]
)
def test_what_every_package_needs_is_missed(field: str) -> None:
    table = json.loads(PAYLOAD)
    del table[field]

    assert refusal_of(table).reason is Refusal.MANIFEST


@pytest.mark.parametrize("field", ["unit", "period", "framework", "revision"])
def test_what_a_submission_needs_is_missed(field: str) -> None:
    table = json.loads(PAYLOAD)
    del table[field]

    assert refusal_of(table).where == f"the manifest, {field}"


def test_only_the_unit_itself_reports() -> None:
    assert refusal_of(with_fields(sender="CB")).where == "the manifest, sender"


@pytest.mark.parametrize("value", [[], "text", None, 7])
def test_what_is_not_a_table_is_no_manifest(value: Any) -> None:
    assert refusal_of(value).reason is Refusal.MANIFEST


def test_a_field_of_a_later_version_cannot_be_a_pit() -> None:
    nested: Any = 1
    for _ in range(12):
        nested = [nested]

    assert "nested too deep" in refusal_of(with_fields(format="1.1", pit=nested)).what


def test_the_totals_are_those_of_the_content() -> None:
    totals = sealed_once().manifest.totals

    # 7.50 + 1 + 3 + 0 - 5, whatever order the rows have; levels are no numbers
    assert totals.sum == "6.5"
    assert totals.states == {"blank": 1, "not_available": 1, "reported": 5}
    assert totals.rows["data/values.ndjson"] == 7
    assert f"evidence/{SCAN_HASH}" in {part.name for part in sealed_once().manifest.parts}


def test_a_manifest_never_differs_by_how_it_was_made() -> None:
    changes: list[Callable[[Table], Any]] = [dict, lambda table: dict(reversed(table.items()))]

    assert {canonical(change(json.loads(PAYLOAD))) for change in changes} == {PAYLOAD}
