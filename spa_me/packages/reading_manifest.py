"""Reading a manifest: its version first, then every field, then how the fields fit together."""

from __future__ import annotations

import re
from typing import Any, NoReturn, cast

from spa_me.packages import checks, limits
from spa_me.packages.canonical import depth_of, read_value
from spa_me.packages.cards import FIELDS, REQUIRED
from spa_me.packages.failures import PackageRefusedError, Refusal
from spa_me.packages.manifest import (
    CODES,
    KNOWN_MINORS,
    MAJOR,
    PRINTED_SHARE_TYPES,
    SINCE,
    Approver,
    FrameworkReference,
    Manifest,
    PartEntry,
    Totals,
)
from spa_me.packages.names import DATA, EVIDENCE, is_member_name

KINDS = ("framework", "submission", "review", "receipt", "trust")
UNDERSTOOD = frozenset({CODES, PRINTED_SHARE_TYPES})
"""What of `must_understand` this version knows."""

WHERE = "the manifest"
_FORMAT = re.compile("([1-9][0-9]{0,3})\\.(0|[1-9][0-9]{0,3})")
_FRAMEWORK: dict[str, checks.Check] = {
    "code": checks.code,
    "version": checks.code,
    "digest": checks.sha256,
}
_APPROVER = {"name": checks.person, "office": checks.name, "role": checks.name}
_STATES = ("reported", "not_available", "not_applicable", "not_yet_due", "blank")
_SUM = re.compile("-?[0-9]{1,40}(\\.[0-9]{1,20})?")


def _is_part(value: Any) -> bool:
    if type(value) is not dict:
        return False
    table = cast("dict[str, Any]", value)
    name, size = table.get("name"), table.get("size")
    return (
        table.keys() == {"name", "size", "sha256"}
        and type(name) is str
        and name.startswith((DATA, EVIDENCE))
        and is_member_name(name)
        and type(size) is int
        and 0 <= size <= limits.PACKAGE_BYTES
        and checks.sha256(table["sha256"])
    )


def _are_totals(value: Any) -> bool:
    if type(value) is not dict:
        return False
    table = cast("dict[str, Any]", value)
    rows, states = table.get("rows", {"data/": 1}), table.get("states", {"blank": 1})
    return (
        table.keys() <= {"rows", "states", "sum"}
        and _are_counts(rows)
        and _are_counts(states)
        and states.keys() <= set(_STATES)
        and type(table.get("sum")) is str
        and bool(_SUM.fullmatch(table["sum"]))
    )


def _are_counts(value: Any) -> bool:
    if type(value) is not dict or not value:
        return False
    counts = cast("dict[str, Any]", value).values()
    return all(type(count) is int and 0 < count <= limits.ROWS for count in counts)


_REQUIRED: dict[str, checks.Check] = {
    "kind": checks.word(*KINDS),
    "package": checks.identity,
    "sender": checks.code,
    "recipient": checks.is_recipient,
    "sequence": checks.whole(1),
    "made_at": checks.moment,
    "totals": _are_totals,
}
_OPTIONAL: dict[str, checks.Check] = {
    "made_with": checks.name,
    "unit": checks.code,
    "period": checks.code,
    "framework": checks.table(_FRAMEWORK, frozenset(_FRAMEWORK)),
    "revision": checks.whole(1, 1_000_000),
    "supersedes": checks.sha256,
    "withdraws": checks.list_of(checks.sha256, 1_000),
    "reason": checks.text,
    "entered_by": checks.list_of(checks.person, 1_000),
    "on_behalf_of": checks.name,
    "approved_by": checks.table(_APPROVER, frozenset({"name"})),
    "card": checks.table(FIELDS, REQUIRED),
    "audit_head": checks.sha256,
    "must_understand": checks.list_of(checks.name, 100),
    "parts": checks.list_of(_is_part, limits.MEMBERS + limits.EVIDENCE_FILES),
}
_KNOWN = {"format", *_REQUIRED, *_OPTIONAL}
_NEEDED_BY_KIND = {
    "framework": {"framework"},
    "submission": {"unit", "period", "framework", "revision"},
    "review": {"unit", "period"},
    "trust": {"revision"},
}


def read_manifest(payload: bytes) -> Manifest:
    """Return the manifest that stands in an envelope.

    Raises:
        PackageRefusedError: if its version is not known, or a field is missing, wrong or does not
            fit the others.
    """
    value = read_value(payload, WHERE)
    if type(value) is not dict:
        _refuse("it is not a table of names")
    table = cast("dict[str, Any]", value)
    minor = _minor(table)
    known = {name for name in _KNOWN if SINCE.get(name, 0) <= minor}
    extra = {name: entry for name, entry in table.items() if name not in known}
    _check_extra(extra, minor)
    _check_fields(table)
    manifest = _manifest(table, extra)
    _check_together(manifest, table)
    return manifest


def _refuse(what: str, where: str = WHERE) -> NoReturn:
    raise PackageRefusedError(Refusal.MANIFEST, what, where)


def _minor(table: dict[str, Any]) -> int:
    """Return the minor version; refuses what this version of the app cannot read rightly."""
    found = _FORMAT.fullmatch(table["format"]) if type(table.get("format")) is str else None
    if found is None:
        _refuse("it does not say its format")
    if int(found[1]) != MAJOR:
        raise PackageRefusedError(
            Refusal.NEWER_FORMAT,
            f"The package has format {table['format']}; this version of SPA-ME reads format "
            f"{MAJOR}.",
        )
    wanted = table.get("must_understand", [])
    if not _OPTIONAL["must_understand"](wanted) and wanted != []:
        _refuse("it is not right", f"{WHERE}, must_understand")
    unknown = [name for name in wanted if name not in UNDERSTOOD]
    if unknown:
        raise PackageRefusedError(
            Refusal.MUST_UNDERSTAND,
            "The package uses what this version of SPA-ME does not know: "
            f"{', '.join(unknown)[:200]}.",
        )
    return int(found[2])


def _check_extra(extra: dict[str, Any], minor: int) -> None:
    if extra and minor in KNOWN_MINORS:
        _refuse("the format has no such field", f"{WHERE}, {min(extra)[:60]}")
    if depth_of(extra) > limits.DEPTH:
        _refuse("its fields are nested too deep")


def _check_fields(table: dict[str, Any]) -> None:
    for name, check in _REQUIRED.items():
        if not check(table.get(name)):
            _refuse("it is missing or not right", f"{WHERE}, {name}")
    for name, check in _OPTIONAL.items():
        if name in table and not check(table[name]):
            _refuse("it is not right", f"{WHERE}, {name}")
    for name in sorted(_NEEDED_BY_KIND.get(table["kind"], ())):
        if name not in table:
            _refuse(f"a package of the kind {table['kind']} needs it", f"{WHERE}, {name}")


def _manifest(table: dict[str, Any], extra: dict[str, Any]) -> Manifest:
    fields = {name: entry for name, entry in table.items() if name in _KNOWN}
    for name in ("withdraws", "entered_by", "must_understand"):
        fields[name] = tuple(table.get(name, ()))
    if "framework" in table:
        fields["framework"] = FrameworkReference(**table["framework"])
    if "approved_by" in table:
        fields["approved_by"] = Approver(**table["approved_by"])
    fields["parts"] = tuple(PartEntry(**part) for part in table.get("parts", ()))
    fields["totals"] = Totals(**table["totals"])
    return Manifest(**fields, extra=extra)


def _check_together(manifest: Manifest, table: dict[str, Any]) -> None:
    names = [part.name for part in manifest.parts]
    if names != sorted(set(names)):
        _refuse("the parts are not in order, or one stands twice", f"{WHERE}, parts")
    for part in manifest.parts:
        if part.name.startswith(EVIDENCE) and part.name != f"{EVIDENCE}{part.sha256}":
            _refuse("evidence is not called by its hash", f"{WHERE}, parts")
    if manifest.kind == "submission" and manifest.sender != manifest.unit:
        # A region may enter for a unit in its own workspace; only the unit itself reports.
        _refuse("the sender is not the unit that reports", f"{WHERE}, sender")
    if manifest.card and manifest.card["office"] != manifest.sender:
        _refuse("an office sends no key of another one", f"{WHERE}, card")
    for name in ("entered_by", "withdraws", "must_understand"):
        if list(table.get(name, [])) != sorted(set(table.get(name, []))):
            _refuse("it is not in order, or one stands twice", f"{WHERE}, {name}")
