"""JSON of submissions, packages, keys and periods."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from spa_me.cli.shapes import finding_json
from spa_me.domain.checks import Doubt, Problem
from spa_me.domain.dataset import Dataset
from spa_me.domain.errors import InputError, UserError
from spa_me.domain.submission import (
    Decision,
    Lock,
    PackageRecord,
    PublicKey,
    ReportingWindow,
    Revision,
    Submission,
    TrustEntry,
    TrustList,
    due_day,
    timing_of,
)
from spa_me.packages.failures import PackageRefusedError
from spa_me.packages.fingerprints import words_of
from spa_me.services.submissions import Check


def submission_json(
    dataset: Dataset, submission: Submission, lock: Lock | None, today: date
) -> dict[str, Any]:
    """Return how a submission stands."""
    chain, window = submission.chain, dataset.submissions.window(submission.period)
    return {
        "unit": submission.unit,
        "period": submission.period,
        "state": submission.state.value,
        "timing": timing_of(submission, window, today).value,
        "due": _day(due_day(submission, window)),
        "head": None if submission.head is None else revision_json(submission.head),
        "provisional": submission.is_provisional,
        "acknowledged": submission.is_acknowledged,
        "forked": chain.is_forked,
        "line": [revision_json(revision) for revision in chain.line],
        "rivals": [revision_json(revision) for revision in chain.rivals],
        "held": [revision_json(revision) for revision in chain.held],
        "missing": list(chain.missing),
        "withdrawn": [revision_json(revision) for revision in chain.withdrawn],
        "return": None if submission.return_ is None else decision_json(submission.return_),
        "lock": None if lock is None else lock_json(lock),
    }


def revision_json(revision: Revision) -> dict[str, Any]:
    """Return a sealed revision."""
    return {
        "number": revision.number,
        "digest": revision.digest,
        "supersedes": revision.supersedes or None,
        "approved_by": revision.approved_by,
        "sealed_at": _time(revision.sealed_at),
        "signed": revision.is_signed,
    }


def decision_json(decision: Decision) -> dict[str, Any]:
    """Return what the region decided about a revision."""
    return {
        "number": decision.number,
        "verdict": decision.verdict.value,
        "revision": decision.revision,
        "reason": decision.reason,
        "remarks": [
            {"indicator": remark.indicator, "text": remark.text} for remark in decision.remarks
        ],
        "by_when": _day(decision.by_when),
        "person": decision.person,
        "office": decision.office,
        "role": decision.role,
        "at": _time(decision.at),
    }


def lock_json(lock: Lock) -> dict[str, Any]:
    """Return why figures cannot be changed, and who can change that."""
    return {"kind": lock.kind.value, "why": str(lock.why), "who": str(lock.who)}


def check_json(check: Check, lock: Lock | None = None) -> dict[str, Any]:
    """Return what stands between a draft and its sealing; a lock keeps it from being sealed."""
    return {
        "unit": check.submission.unit,
        "period": check.submission.period,
        "state": check.submission.state.value,
        "may_be_sealed": check.may_be_sealed and lock is None,
        "locked": None if lock is None else f"{lock.why} {lock.who}",
        "problems": [_problem(problem) for problem in check.problems],
        "open_remarks": [
            {"indicator": remark.remark.indicator, "text": remark.remark.text}
            for remark in check.open_remarks
        ],
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "severity": problem.severity.value,
        "kind": problem.kind.value,
        "indicator": problem.indicator,
        "field": problem.field,
        "marker": problem.marker,
        "what": str(problem.what),
        "doubt": None if problem.doubt is None else _doubt(problem.doubt),
    }


def _doubt(doubt: Doubt) -> dict[str, Any]:
    """Return what names a problem that a person may confirm as right."""
    return {"finding": doubt.finding.value, "about": doubt.about, "digest": doubt.digest}


def package_json(package: PackageRecord) -> dict[str, Any]:
    """Return a package that the workspace keeps."""
    return {
        "digest": package.digest,
        "package": package.id,
        "kind": package.kind.value,
        "direction": package.direction.value,
        "sender": package.sender,
        "recipient": package.recipient,
        "unit": package.unit,
        "period": package.period,
        "sequence": package.sequence,
        "signature": package.signature.value,
        "signed_with": package.signed_with,
        "receipt": package.answered_by or None,
        "person": package.person,
        "at": _time(package.at),
    }


def error_json(error: UserError) -> dict[str, Any]:
    """Return why something was not done; `code` only for packages, and it never changes."""
    findings = error.findings if isinstance(error, InputError) else ()
    return {
        "code": error.reason.value if isinstance(error, PackageRefusedError) else None,
        "what": error.what,
        "kept": error.kept,
        "do": error.do,
        "findings": [finding_json(finding) for finding in findings],
    }


def key_json(key: PublicKey) -> dict[str, Any]:
    """Return the public half of a key with its words."""
    return {
        "office": key.office,
        "person": key.person,
        "role": key.role,
        "made_on": _day(key.made_on),
        "fingerprint": key.fingerprint,
        "words": list(words_of(key.fingerprint)),
        "signing": key.signing,
        "encryption": key.encryption,
    }


def trust_json(trust: TrustList | None) -> dict[str, Any]:
    """Return the list of trusted keys; version 0 where none was published."""
    return {
        "region": trust.region if trust else "",
        "version": trust.version if trust else 0,
        "keys": [_entry(entry) for entry in (trust.entries if trust else ())],
    }


def _entry(entry: TrustEntry) -> dict[str, Any]:
    return {
        **key_json(entry.key),
        "status": entry.status.value,
        "last_numbers": dict(entry.last_numbers),
        "reason": entry.reason,
    }


def period_json(dataset: Dataset, code: str) -> dict[str, Any]:
    """Return when a period is reported on."""
    window = dataset.submissions.window(code) or ReportingWindow(code)
    return {
        "period": code,
        "title": str(dataset.framework_for(code).period_by_code[code].title),
        "opens_on": _day(window.opens_on),
        "due_on": _day(window.due_on),
        "closed": window.is_closed,
        "reason": window.reason,
        "reopened": [
            {"unit": entry.unit, "until": entry.until.isoformat(), "reason": entry.reason}
            for entry in dataset.submissions.reopenings
            if entry.period == code
        ],
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _time(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()
