"""The command line `spa-me`, for scripts and for support.

Only click is imported before a command is known, so that help shows at once.
"""

from __future__ import annotations

from spa_me.cli.running import main, run

__all__ = ["main", "run"]
