"""Alembic migrations: one revision for each format of the workspace file."""

from __future__ import annotations

REVISIONS = {1: "format_1", 2: "format_2", 3: "format_3", 4: "format_4", 5: "format_5"}
"""Format to the revision that makes it."""
