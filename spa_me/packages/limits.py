"""How large a package may be; part of the format."""

from __future__ import annotations

from spa_me.domain.fields import kinds

MEGABYTE = 1_000_000

PACKAGE_BYTES = 50 * MEGABYTE
"""Of the file, and of all members together once they are inflated."""
MEMBERS = 64
"""Members beside evidence, `mimetype` and `manifest.json` included."""
EVIDENCE_FILES = 200
EVIDENCE_BYTES = 10 * 1024 * 1024
"""Of one evidence file."""
RATIO = 200
"""How many times larger than its compressed form a member may be."""
RATIO_FREE = 10_000
"""Bytes up to which a member's ratio does not matter."""

ENVELOPE_BYTES = MEGABYTE
DATA_BYTES = 10 * MEGABYTE
"""Of all members under `data/` together."""
ROWS = 100_000
"""Of all members under `data/` together."""
LINE_BYTES = 200_000
"""Of one row; the one row of a framework has all of `DATA_BYTES`."""

DEPTH = 8
"""Levels of lists and tables in one row or in the manifest; a framework has no such limit."""
SIGNATURES = 8
NUMBER_DIGITS, NUMBER_DECIMALS = 18, 9
"""Digits before and after the point, as the app keeps them."""
CODE = kinds.CODE_LENGTH
NAME = kinds.NAME_LENGTH
"""Characters of a name of a person, an office, a source, a file."""
TEXT = 20_000
"""Characters of any other text."""
SEQUENCE = 1_000_000_000
ENCRYPTION_BYTES = 100_000
"""What encrypting adds at most: a header, and 16 bytes for every 64 KiB."""
