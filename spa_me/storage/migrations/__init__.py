"""Alembic migrations: one revision for each format of the workspace file."""

from __future__ import annotations

REVISIONS = {1: "format_1"}
"""Format to the revision that makes it."""
