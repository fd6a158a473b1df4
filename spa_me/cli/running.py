"""The top of the command line: its commands, and what becomes of errors."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from typing import NoReturn

import click

from spa_me import __version__
from spa_me.cli.codes import ExitCode
from spa_me.cli.lazy import LazyCommand, LazyGroup
from spa_me.cli.output import use_utf8
from spa_me.domain.errors import SavedButError, UserError
from spa_me.domain.progress import Cancelled
from spa_me.limited.child import serve_if_asked

COMMANDS = {
    "example": LazyCommand("making", "example", "Make a workspace with the UN-ACT 2014 data."),
    "new": LazyCommand("making", "new", "Make an empty workspace for a reporting unit."),
    "framework": LazyCommand(
        "framework", "framework", "List, check and add framework definitions."
    ),
    "enter": LazyCommand("enter", "enter", "Record the values of a CSV file."),
    "record": LazyCommand(
        "record", "record", "Enter notes, declared statuses, rates and more, one by one."
    ),
    "form": LazyCommand("form", "form", "Write the Excel form of a unit; take it back in."),
    "submission": LazyCommand(
        "submission", "submission", "Check, approve and seal what an office reports."
    ),
    "inbox": LazyCommand(
        "inbox", "inbox", "Take in files that other offices sent; decide about them."
    ),
    "receipt": LazyCommand("package", "receipt", "Send receipts; see which packages have none."),
    "package": LazyCommand(
        "package", "package", "Write packages that a workspace keeps to files again."
    ),
    "key": LazyCommand("key", "key", "Make keys; say which keys of other offices are trusted."),
    "period": LazyCommand(
        "period", "period", "Say when periods are reported on; close and reopen them."
    ),
    "assess": LazyCommand("assess", "assess", "Show the status of every progress marker."),
    "funding": LazyCommand("funding", "funding", "Show who pays, and the governments' share."),
    "export": LazyCommand("export", "export", "Write a donor workbook, CSV tables or JSON."),
    "doctor": LazyCommand("doctor", "doctor", "Check a workspace for damage."),
    "backup": LazyCommand("keeping", "backup", "Make, list or bring back backups."),
    "dump": LazyCommand("keeping", "dump", "Write a whole workspace as open JSON and CSV."),
    "load": LazyCommand("keeping", "load", "Make a workspace from a dump or a file of data."),
}

_HELP = """Monitoring and evaluation of shared programmes, offline.

SPA-ME keeps one workspace file (*.spame) for each office. These commands do the main work without
a window, for scripts and for support; `spa-me COMMAND --help` shows an example of each.

\b
Exit codes:
  0  done; warnings may be listed
  1  something was found wrong: it is listed; or something failed after the change was saved
  2  wrong usage, or a file that cannot be used: nothing was changed
  3  a fault of the program itself
"""

_EXAMPLE = """\b
Example:
  spa-me example un-act.spame
  spa-me assess un-act.spame --period 2014
"""


@click.group(
    cls=LazyGroup,
    lazy=COMMANDS,
    help=_HELP,
    epilog=_EXAMPLE,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, message="SPA-ME %(version)s")
def spa_me() -> None:
    """Stand above all commands; the help is given above."""


def main() -> NoReturn:
    """Run the command line of this process and end it with the exit code."""
    serve_if_asked()
    use_utf8()
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; errors are told on the standard error stream."""
    try:
        code = spa_me.main(list(arguments), prog_name="spa-me", standalone_mode=False)
        sys.stdout.flush()
    except (BrokenPipeError, SystemExit):  # click ends the process when a reader has left
        return _reader_left()
    except Exception as error:  # noqa: BLE001 (a fault must not look like findings, exit code 1)
        return _failed(error)
    return int(code or ExitCode.DONE)


def _failed(error: Exception) -> int:
    match error:
        case click.ClickException():
            error.show()
            return error.exit_code
        case click.Abort() | Cancelled():
            return _tell("Stopped.", ExitCode.STOPPED)
        case SavedButError():
            return _tell(str(error), ExitCode.FINDINGS)
        case UserError():
            return _tell(str(error), ExitCode.BAD_INPUT)
        case OSError():
            return _tell(_about_file(error), ExitCode.BAD_INPUT)
        case _:
            traceback.print_exception(error)
            return _tell(
                "This is a fault of SPA-ME. Please report the lines above.", ExitCode.FAULT
            )


def _tell(text: str, code: ExitCode) -> int:
    click.echo(text, err=True)
    return code


def _about_file(error: OSError) -> str:
    name = "" if error.filename is None else f"{os.fsdecode(error.filename)}: "
    return f"{name}{error.strerror or error}."


def _reader_left() -> int:
    """End quietly when the other end of a pipe (`| head`) has read enough."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return ExitCode.DONE
