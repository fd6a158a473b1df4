"""Packages near the limits of the format."""

import os
from dataclasses import replace
from hashlib import sha256

from spa_me.domain.submission import Evidence, SubmissionContent
from spa_me.domain.values import ValueKey, reported
from spa_me.packages import limits
from spa_me.packages.sealing import seal
from tests.sealed import COUNTRY, an_id, draft


def large_package(*, letters: str = "ກ") -> bytes:
    """Return a package with rows of almost 10 MB and evidence of almost 40 MB."""
    files = [os.urandom(9_500_000) for _ in range(4)]
    by_hash = {sha256(file).hexdigest(): file for file in files}
    note = letters * (1_000 // len(letters.encode()))
    count = int(limits.DATA_BYTES * 0.96) // (len(note.encode()) + 60)
    about = ("CA", "2026", "1.1", "A scan")
    evidence = tuple(
        Evidence(an_id(number), *about, file=name, file_name="a.pdf", size=len(file))
        for number, (name, file) in enumerate(by_hash.items())
    )
    values = tuple(
        (ValueKey("CA", "2026", f"{number:06}"), replace(reported(number), note=f"{number} {note}"))
        for number in range(count)
    )
    content = SubmissionContent(values=values, evidence=evidence)
    return seal(content, draft(), keys=[COUNTRY], evidence=by_hash).file
