"""What marks a file as a workspace, and which versions of it this app reads."""

from __future__ import annotations

APPLICATION_ID = 0x5350414D
"""“SPAM” in ASCII, at byte 68 of the file: for *Sub-regional Plan of Action, M&E*."""

FORMAT = 5
"""The version of the tables, kept as SQLite's user_version; each has a migration and a fixture."""

SUFFIX = ".spame"
