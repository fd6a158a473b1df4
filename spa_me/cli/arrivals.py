"""What became of files that arrived, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from exports.json_shapes import value_shape
from exports.number_texts import percent_text
from spa_me.cli.output import NOTHING, status_words
from spa_me.cli.shapes import version_preview_json
from spa_me.cli.shapes_exchange import error_json, key_json, revision_json
from spa_me.domain.submission import FrameworkContent, PackageKind
from spa_me.packages.failures import PackageRefusedError, Refusal
from spa_me.packages.fingerprints import words_of
from spa_me.packages.trust import VERDICT_TITLES
from spa_me.services.exchange.arrivals import Arrival, Standing
from spa_me.services.exchange.preview import Preview
from spa_me.services.exchange.share_changes import GovernmentShare
from spa_me.services.exchange.taking import TakenIn
from spa_me.services.framework_versions import sentences
from spa_me.services.wording import value_text

_TITLES = {
    Standing.NEXT: "can be taken in",
    Standing.KNOWN: "was taken in before",
    Standing.SIGNED_LATER: "was taken in before without its signature, which can be taken in",
    Standing.HELD: "can be taken in, and waits for the revision that it follows",
    Standing.RIVAL: "can be taken in; a person then has to choose between rival revisions",
    Standing.QUARANTINED: "in quarantine: its id or its number belongs to another package",
    Standing.NEW_KEY: "waits until the words of its new key were compared",
    Standing.REFUSED: "refused",
}


_NOT_IN = {Standing.QUARANTINED, Standing.NEW_KEY, Standing.REFUSED}


def is_bad(result: TakenIn) -> bool:
    """Return whether a file is not taken in and could not be."""
    standing = result.arrival.standing
    return not result.is_done or standing in _NOT_IN


def arrival_json(result: TakenIn, *, is_dry_run: bool) -> dict[str, Any]:
    """Return what a file is and what became of it."""
    arrival, opened, judgement = result.arrival, result.arrival.opened, result.arrival.judgement
    manifest = None if opened is None else opened.manifest
    error = result.error or arrival.refusal
    return {
        "file": str(arrival.path),
        "standing": arrival.standing.value,
        "taken": not is_dry_run and not is_bad(result),
        "kind": None if arrival.kind is None else arrival.kind.value,
        "digest": None if opened is None else opened.digest,
        "sender": manifest.sender if manifest else None,
        "unit": manifest.unit if manifest else None,
        "period": manifest.period if manifest else None,
        "sequence": manifest.sequence if manifest else None,
        "revision": None if arrival.revision is None else revision_json(arrival.revision),
        "signature": None if judgement is None else judgement.verdict.value,
        "keys": [{"fingerprint": key, "words": list(words_of(key))} for key in signers(arrival)],
        "new_key": _new_key_json(arrival),
        "encrypted": opened is not None and opened.was_encrypted,
        "why": "" if arrival.why is None else str(arrival.why),
        "closed": "" if arrival.closed is None else f"{arrival.closed.why} {arrival.closed.who}",
        "error": None if error is None else error_json(error),
        "receipt": result.receipt or None,
        "remarks": [str(remark) for remark in arrival.remarks],
        "counts": arrival.counts,
        "preview": None if arrival.preview is None else _preview_json(arrival.preview),
        "version": _version_json(result, is_dry_run=is_dry_run),
    }


def _new_key_json(arrival: Arrival) -> dict[str, Any] | None:
    new = arrival.new_key
    return new and {**key_json(new.key), "trusted": [key_json(key) for key in new.trusted]}


def _version_json(result: TakenIn, *, is_dry_run: bool) -> dict[str, Any] | None:
    version, content = result.arrival.version, _framework(result.arrival)
    if version is None or content is None:
        return None
    is_added = not (is_dry_run or is_bad(result) or version.is_known)
    return {
        **version_preview_json(version, is_added=is_added),
        "reopenings": [
            {
                "unit": entry.unit,
                "period": entry.period,
                "until": entry.until.isoformat(),
                "reason": entry.reason,
            }
            for entry in content.reopenings
        ],
    }


def _framework(arrival: Arrival) -> FrameworkContent | None:
    content = None if arrival.opened is None else arrival.opened.content
    return content if isinstance(content, FrameworkContent) else None


def signers(arrival: Arrival) -> list[str]:
    """Return the fingerprints of the keys that say they signed a package."""
    if arrival.opened is None:
        return []
    return [signature.key for signature in arrival.opened.envelope.signatures]


def _preview_json(preview: Preview) -> dict[str, Any]:
    return {
        "against": preview.against,
        "cells": [
            {
                "indicator": cell.key.indicator,
                "title": cell.title,
                "old": {"state": cell.old.state, **value_shape(cell.old)},
                "new": {"state": cell.new.state, **value_shape(cell.new)},
            }
            for cell in preview.cells
        ],
        "records": [
            {"subject": record.subject, "old": record.old, "new": record.new}
            for record in preview.records
        ],
        "statuses": [
            {"marker": s.marker, "title": s.title, "old": s.old, "new": s.new}
            for s in preview.statuses
        ],
        "shares": [
            {
                "unit": s.unit or None,
                "stage": s.stage,
                "old": percent_text(s.old.share),
                "old_remark": _remark(s.old),
                "new": percent_text(s.new.share),
                "new_remark": _remark(s.new),
            }
            for s in preview.shares
        ],
    }


def _remark(share: GovernmentShare) -> str:
    return "" if share.remark is None else str(share.remark)


def arrival_lines(result: TakenIn, *, is_dry_run: bool) -> Iterator[str]:
    """Yield what a file is, what it changes, and what became of it."""
    arrival = result.arrival
    yield f"{arrival.path.name}: {_about(arrival)}"
    error = result.error or arrival.refusal
    if arrival.new_key is not None:
        yield f"  {arrival.why}"
        yield from _words(arrival)
        return
    if error is not None:
        yield f"  {error}" if result.error and result.is_done else f"  Refused: {error}"
        if arrival.kind is PackageKind.TRUST:
            yield from _what_to_give(arrival)
        return
    done = "taken in" if not is_dry_run and arrival.may_be_taken else _TITLES[arrival.standing]
    yield f"  {done[0].upper()}{done[1:]}. {arrival.why or ''}".rstrip()
    if arrival.closed is not None:
        yield f"  {arrival.closed.why} {arrival.closed.who}"
    yield from (f"  Note: {remark}" for remark in arrival.remarks)
    if arrival.preview is not None:
        if not arrival.counts:
            yield "  It does not count now. What it would change if it did:"
        yield from _changes(arrival.preview)
    yield from _framework_lines(arrival)
    if result.receipt:
        yield f"  Receipt to send back: {result.receipt[:12]} (spa-me receipt save)"


def _framework_lines(arrival: Arrival) -> Iterator[str]:
    version, content = arrival.version, _framework(arrival)
    if version is None or content is None:
        return
    yield from (f"    {sentence}" for sentence in sentences(version))
    for entry in content.reopenings:
        yield f"    {entry.period} is reopened for {entry.unit} until {entry.until}: {entry.reason}"


def _about(arrival: Arrival) -> str:
    if arrival.opened is None or arrival.judgement is None:
        return "it could not be read"
    manifest = arrival.opened.manifest
    revision = "" if arrival.revision is None else f", revision {arrival.revision.number}"
    about = " ".join(part for part in (manifest.unit, manifest.period) if part)
    signature = VERDICT_TITLES[arrival.judgement.verdict].lower()
    return f"{manifest.kind} {about}".rstrip() + f"{revision}, from {manifest.sender}, {signature}"


def _what_to_give(arrival: Arrival) -> Iterator[str]:
    """Yield what a person says with the next command, once they have made sure by phone."""
    error, opened = arrival.refusal, arrival.opened
    if isinstance(error, PackageRefusedError) and error.reason is Refusal.STARTS_ANEW and opened:
        yield f"  To replace the list in use, give --replace-keys {opened.digest}, too"
    else:
        yield from _words(arrival)


def _words(arrival: Arrival) -> Iterator[str]:
    for key in signers(arrival):
        yield f"  It says that this key signed it: {' '.join(words_of(key))}"
        yield f"  Compare the words by phone, then give --confirmed {key}"


def _changes(preview: Preview) -> Iterator[str]:
    against = f"revision {preview.against}" if preview.against else "what is recorded"
    yield f"  Against {against}: {_counted(preview)}"
    for cell in preview.cells:
        old, new = value_text(cell.old) or "nothing", value_text(cell.new) or "nothing"
        yield f"    {cell.key.indicator}: {old} → {new}"
    for record in preview.records:
        yield f"    {record.subject}: {record.old or 'nothing'} → {record.new or 'nothing'}"
    for status in preview.statuses:
        old, new = status_words(status.old), status_words(status.new)
        yield f"    Marker {status.marker}: {old} → {new}"
    for share in preview.shares:
        whose = (
            f"of the government of {share.unit}" if share.unit else "of all governments together"
        )
        old, new = _share(share.old), _share(share.new)
        yield f"    Share {whose} in {share.stage} money: {old} → {new}"


def _counted(preview: Preview) -> str:
    if preview.is_empty:
        return "nothing changes."
    counts = (
        (len(preview.cells), "value", "values"),
        (len(preview.records), "record", "records"),
        (len(preview.statuses), "status", "statuses"),
    )
    return ", ".join(f"{n} {one if n == 1 else many}" for n, one, many in counts) + " change."


def _share(share: GovernmentShare) -> str:
    percent = "" if share.share is None else f"{percent_text(share.share)} %"
    return ", ".join(part for part in (percent, _remark(share)) if part) or NOTHING
