"""The limits that a process sets on itself before it looks at a stranger's bytes."""

from __future__ import annotations

import sys
from contextlib import suppress


def limit_this_process(memory: int, seconds: int) -> None:
    """Set limits on this process that it cannot lift again; does nothing on Windows.

    Args:
        memory: bytes that it may take beside what it holds already.
        seconds: of processor time from now on.
    """
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    wanted = {
        resource.RLIMIT_CPU: int(used.ru_utime + used.ru_stime) + 1 + seconds,
        # Handles 0, 1 and 2 are open: not one more can be.
        resource.RLIMIT_NOFILE: 3,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NPROC: 0,
    }
    held = _address_space()
    if held is not None:
        wanted[resource.RLIMIT_AS] = held + memory
    for what, value in wanted.items():
        # At the lower limit of time the system says why it ends the process, at the upper not.
        most = value + 1 if what == resource.RLIMIT_CPU else value
        # A system that does not know or hold one of them still has the others, and the time.
        with suppress(OSError, ValueError):
            resource.setrlimit(what, (value, most))


def _address_space() -> int | None:
    """Return the bytes of address space in use; None where the system does not tell."""
    import resource

    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 (pathlib is slow)
            pages = file.read().split()[0]
    except OSError:
        return None
    return int(pages) * resource.getpagesize()
