"""Where long work is, told at a terminal and to nobody else."""

from __future__ import annotations

import sys

import click


class Told:
    """Tells each step on one line of the standard error stream, if a person looks at it."""

    def step(self, done: int, total: int, what: str) -> None:
        """Tell `done` of `total` steps; see `spa_me.domain.progress.Progress`."""
        if sys.stderr.isatty():
            end = "\r" if done + 1 < total else "\r\033[K"
            click.echo(f"\033[K{done + 1} of {total}: {what}{end}", nl=False, err=True)
