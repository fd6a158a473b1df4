"""Exit codes, the same for every command."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """How a command ended; scripts may rely on the numbers.

    Attributes:
        DONE: everything was done, and nothing was found wrong; there may be warnings.
        FINDINGS: the command ran and found something wrong, or what had to follow a change that is
            saved failed; it says what.
        BAD_INPUT: wrong usage, or a file that is not there, not readable or not right.
        FAULT: a fault of the program itself; never of the person or the data.
        STOPPED: the person pressed Ctrl+C.
    """

    DONE = 0
    FINDINGS = 1
    BAD_INPUT = 2
    FAULT = 3
    STOPPED = 130
