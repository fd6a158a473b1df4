"""On Linux the kernel itself refuses every internet socket, to this process and all that it starts.

A seccomp filter lets `socket()` make local (unix) and kernel (netlink) sockets only; whatever else
is asked for is answered as by a computer that knows no internet. `io_uring_setup` is refused too,
since a ring makes sockets past `socket()`. It cannot be taken back.

Written here and not through a library: those need libseccomp, which is not on every system.
"""

from __future__ import annotations

import ctypes
import errno
import logging
import os
import platform
import struct
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QGuiApplication

_log = logging.getLogger(__name__)

_AF_UNIX, _AF_NETLINK = 1, 16
_IO_URING_SETUP = 425  # everywhere
_SOCKETCALL_SOCKET = 1
_X32 = 0x4000_0000  # set in the numbers of calls by programs with short pointers, on x86-64

# Where the kernel hands a filter the call, the architecture and the first argument (little end).
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16
# Instructions of the kernel's packet filter: load, compare, mask, answer.
_LOAD, _IF_EQUAL, _AND, _ANSWER = 0x20, 0x15, 0x54, 0x06
_ALLOW = 0x7FFF_0000
_REFUSE = 0x0005_0000 | errno.EAFNOSUPPORT

_IS_64_BIT = sys.maxsize > 2**32
_PR_SET_NO_NEW_PRIVS = 38
_SET_MODE_FILTER, _EVERY_THREAD = 1, 1


@dataclass(frozen=True, slots=True)
class _Calls:
    """How a kind of program calls the kernel.

    Attributes:
        architecture: the kernel's name for it.
        socket: the number of `socket`.
        socketcall: the number of the older call for all that sockets do; its arguments cannot be
            seen from a filter, so it makes no socket of any kind.
    """

    architecture: int
    socket: int
    socketcall: int | None = None


@dataclass(frozen=True, slots=True)
class _Machine:
    """A processor: the number of `seccomp`, and the programs that run on it, our own kind first."""

    seccomp: int
    programs: Sequence[_Calls]


_MACHINES = {
    "x86_64": _Machine(317, (_Calls(0xC000_003E, 41), _Calls(0x4000_0003, 359, 102))),
    "aarch64": _Machine(277, (_Calls(0xC000_00B7, 198), _Calls(0x4000_0028, 281))),
}


class NotShutOffError(Exception):
    """The kernel does not refuse internet sockets here; the reason is its text."""


def go_offline() -> None:
    """Shut the network off where the kernel does it; elsewhere go on, and say so in the log.

    To be called before the web engine is there, whose processes then have the filter from the
    start. A display that is reached over the network (ssh -X) needs the network itself: graphics
    libraries connect to it again and again, and end the process where they cannot.
    """
    if is_far(QGuiApplication.platformName(), os.environ.get("DISPLAY", "")):
        _log.info("Internet sockets are not refused: the display is reached over the network")
        return
    try:
        shut_off_network()
    except NotShutOffError as error:
        _log.info("Internet sockets are not refused: %s", error)
    else:
        _log.info("The kernel refuses internet sockets")


def is_far(platform_name: str, display: str) -> bool:
    """Return whether an X display is reached over the network: its name begins with a host."""
    host = display.rpartition(":")[0]
    return platform_name == "xcb" and not (host in {"", "unix"} or host.startswith(("/", "unix/")))


def shut_off_network() -> None:
    """Make every internet socket fail in this process, its threads and all that it starts.

    Raises:
        NotShutOffError: if the system is not Linux, or its kernel does not take the filter.
    """
    machine = _MACHINES.get(platform.machine()) if sys.platform == "linux" else None
    if machine is None or not _IS_64_BIT:
        raise NotShutOffError(f"There is no filter for {platform.system()} {platform.machine()}")
    library = ctypes.CDLL(None, use_errno=True)
    # The kernel asks for this promise: nothing started from here gets more rights than we have.
    if library.prctl(_PR_SET_NO_NEW_PRIVS, *map(ctypes.c_ulong, (1, 0, 0, 0))):
        raise NotShutOffError(f"The kernel takes no filter: error {ctypes.get_errno()}")
    program = _program(machine)
    code = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("HxxxxxxP", len(program) // _STEP, ctypes.addressof(code))
    answer = library.syscall(
        *map(ctypes.c_long, (machine.seccomp, _SET_MODE_FILTER, _EVERY_THREAD)), header
    )
    if answer:  # above 0 it is the number of a thread that has a filter of its own
        why = f"thread {answer}" if answer > 0 else f"error {ctypes.get_errno()}"
        raise NotShutOffError(f"The kernel did not take the filter: {why}")


def _program(machine: _Machine) -> bytes:
    """Return the filter: a block for each kind of program; any other kind may call nothing."""
    return b"".join(map(_block, machine.programs)) + _step(_ANSWER, _REFUSE)


def _block(calls: _Calls) -> bytes:
    families = _equal(_AF_UNIX, _ALLOW_STEP) + _equal(_AF_NETLINK, _ALLOW_STEP)
    block = _step(_LOAD, _NUMBER) + _step(_AND, ~_X32 & 0xFFFF_FFFF)
    block += _equal(_IO_URING_SETUP, _REFUSE_STEP)
    block += _equal(calls.socket, _step(_LOAD, _FIRST_ARGUMENT) + families + _REFUSE_STEP)
    if calls.socketcall is not None:
        makes_one = _equal(_SOCKETCALL_SOCKET, _REFUSE_STEP)
        block += _equal(calls.socketcall, _step(_LOAD, _FIRST_ARGUMENT) + makes_one + _ALLOW_STEP)
    return _step(_LOAD, _ARCHITECTURE) + _equal(calls.architecture, block + _ALLOW_STEP)


def _equal(value: int, then: bytes) -> bytes:
    """Return what does `then` if what was loaded is `value`, and else goes past it."""
    return struct.pack("HBBI", _IF_EQUAL, 0, len(then) // _STEP, value) + then


def _step(code: int, value: int) -> bytes:
    return struct.pack("HBBI", code, 0, 0, value)


_STEP = 8
"""Bytes of an instruction."""
_ALLOW_STEP, _REFUSE_STEP = _step(_ANSWER, _ALLOW), _step(_ANSWER, _REFUSE)
