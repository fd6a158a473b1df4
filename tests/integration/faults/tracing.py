"""Watches the calls by which a process changes or reads files, and meddles with them.

On Linux a process may be traced by the one that forked it; a filter in the kernel stops it only
at the calls that matter, so that it costs little. Written here and not through strace, which is not
on every machine: SQLite makes its calls by itself, past everything that Python could replace.
"""

import ctypes
import os
import platform
import signal
import struct
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_X86 = {
    "read": 0, "write": 1, "open": 2, "close": 3, "stat": 4, "fstat": 5, "lstat": 6,
    "pread64": 17, "pwrite64": 18, "writev": 20, "fcntl": 72, "flock": 73, "fsync": 74,
    "fdatasync": 75, "truncate": 76, "ftruncate": 77, "rename": 82, "mkdir": 83, "rmdir": 84,
    "link": 86, "unlink": 87, "chmod": 90, "fchmod": 91, "getdents64": 217, "openat": 257,
    "mkdirat": 258, "newfstatat": 262, "unlinkat": 263, "renameat": 264, "linkat": 265,
    "fallocate": 285, "renameat2": 316,
}  # fmt: skip
_ARM = {
    "fcntl": 25, "flock": 32, "mkdirat": 34, "unlinkat": 35, "linkat": 37, "renameat": 38,
    "truncate": 45, "ftruncate": 46, "fallocate": 47, "fchmod": 52, "openat": 56, "close": 57,
    "getdents64": 61, "read": 63, "write": 64, "writev": 66, "pread64": 67, "pwrite64": 68,
    "newfstatat": 79, "fstat": 80, "fsync": 82, "fdatasync": 83, "renameat2": 276,
}  # fmt: skip
_NUMBERS = {"x86_64": _X86, "aarch64": _ARM}.get(platform.machine(), {})
_NAMES = {number: name for name, number in _NUMBERS.items()}
_IS_ARM = platform.machine() == "aarch64"

CHANGING = frozenset({
    "write", "pwrite64", "writev", "truncate", "ftruncate", "fallocate", "rename", "renameat",
    "renameat2", "link", "linkat", "unlink", "unlinkat", "mkdir", "mkdirat", "rmdir", "fsync",
    "fdatasync", "open", "openat",
})  # fmt: skip
"""Calls that change what is on the disk; of those that open only the ones that make a file."""
ALL = frozenset(_X86)

_TWO_PATHS = {"rename": (0, 1), "link": (0, 1)}
_TWO_PLACES = {"renameat": (0, 2), "renameat2": (0, 2), "linkat": (0, 2)}
_BY_PATH = frozenset({
    "open", "stat", "lstat", "truncate", "mkdir", "rmdir", "unlink", "chmod",
})  # fmt: skip
_BY_PLACE = frozenset({"openat", "mkdirat", "newfstatat", "unlinkat"})

_TRACEME, _CONT, _KILL_CALL = 0, 7, 8
_SETOPTIONS, _GETREGSET, _SETREGSET = 0x4200, 0x4204, 0x4205
_OPTIONS = 0x80 | 0x100000  # stop where the filter says so; the child ends with its tracer
_STOPPED_BY_FILTER = signal.SIGTRAP | (7 << 8)
_GENERAL, _ARM_CALL = 1, 0x404
_NO_NEW_PRIVS, _SET_SECCOMP, _FILTER = 38, 22, 2
_ALLOW, _STOP = 0x7FFF0000, 0x7FF00000
_AT_FDCWD = -100

KILL = -1
"""What to do with a call: end the process there, as by kill -9."""


@dataclass(frozen=True)
class Call:
    """A call that is about to be made.

    Attributes:
        paths: the file that it is about, and for a rename or a link the new name, too.
        arguments: as whole numbers.
    """

    process: int
    name: str
    arguments: tuple[int, ...]
    paths: tuple[Path, ...]

    def data(self) -> bytes:
        """Return what is about to be written."""
        if self.name != "writev":
            return _memory(self.process, self.arguments[1], self.arguments[2])
        raw = _memory(self.process, self.arguments[1], 16 * self.arguments[2])
        return b"".join(_memory(self.process, *part) for part in struct.iter_unpack("QQ", raw))

    @property
    def flags(self) -> int:
        """How a file is opened."""
        return self.arguments[1 if self.name == "open" else 2]

    @property
    def is_changing(self) -> bool:
        """Whether it changes what is on the disk."""
        makes = self.name not in {"open", "openat"} or self.flags & (os.O_CREAT | os.O_TRUNC)
        return self.name in CHANGING and bool(makes)


@dataclass(frozen=True)
class Ended:
    """How a process ended: what it said, or which signal ended it."""

    said: str = ""
    signal: int = 0


def can_trace() -> bool:
    """Return whether this system lets a process be watched."""
    if sys.platform != "linux" or not _NUMBERS:
        return False
    seen: list[Call] = []

    def note(call: Call) -> None:
        seen.append(call)

    try:
        ended = watch(lambda: str(Path("/").stat().st_mode), Path("/"), note)
    except (OSError, ChildProcessError):
        return False
    return bool(seen and ended.said)


def watch(
    work: Callable[[], str],
    folder: Path,
    on_call: Callable[[Call], int | None],
    seconds: int = 30,
) -> Ended:
    """Run `work` in a process of its own, and ask at each call about a file in a folder.

    Args:
        work: returns what it has to say, at most some thousand letters.
        folder: calls about files elsewhere are let through.
        on_call: answers None to let a call through, an error's number to let it fail, or `KILL`.
        seconds: after which the process is ended, as one that hangs.
    """
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        _be_watched(work, writing, seconds)
    os.close(writing)
    try:
        status = _follow(process, folder, on_call)
    finally:
        said = b""
        while part := os.read(reading, 65536):
            said += part
        os.close(reading)
    ended_by = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    return Ended(said.decode(errors="replace"), ended_by)


def _be_watched(work: Callable[[], str], writing: int, seconds: int) -> None:
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if library.ptrace(_TRACEME, 0, 0, 0):
            os._exit(3)
        os.kill(os.getpid(), signal.SIGSTOP)
        signal.alarm(seconds)
        _install(library, sorted(_NAMES))
        os.write(writing, work().encode()[:60_000])
    finally:
        os._exit(0)


def _install(library: ctypes.CDLL, numbers: Iterable[int]) -> None:
    code = struct.pack("HBBI", 0x20, 0, 0, 0)
    for number in numbers:
        code += struct.pack("HBBI", 0x15, 0, 1, number) + struct.pack("HBBI", 0x06, 0, 0, _STOP)
    code += struct.pack("HBBI", 0x06, 0, 0, _ALLOW)
    kept = ctypes.create_string_buffer(code, len(code))
    program = struct.pack("HxxxxxxP", len(code) // 8, ctypes.addressof(kept))
    library.prctl(_NO_NEW_PRIVS, *map(ctypes.c_ulong, (1, 0, 0, 0)))
    if library.prctl(_SET_SECCOMP, ctypes.c_ulong(_FILTER), program, 0, 0):
        os._exit(3)


def _follow(process: int, folder: Path, on_call: Callable[[Call], int | None]) -> int:
    """Let a process run from stop to stop, and return how it ended."""
    below = str(folder).rstrip("/") + "/"
    _, status = os.waitpid(process, 0)
    _trace(_SETOPTIONS, process, 0, _OPTIONS)
    passed_on = 0
    while os.WIFSTOPPED(status):
        if status >> 8 == _STOPPED_BY_FILTER:
            answer = _asked(process, below, on_call)
            if answer == KILL:
                os.kill(process, signal.SIGKILL)
            elif answer is not None:
                _let_fail(process, answer)
            passed_on = 0
        if answer_of_stop(status):
            passed_on = os.WSTOPSIG(status)
        with suppress(ProcessLookupError):  # it was killed
            _trace(_CONT, process, 0, passed_on)
        passed_on = 0
        _, status = os.waitpid(process, 0)
    return status


def answer_of_stop(status: int) -> bool:
    """Return whether a process stopped because of a signal that is meant for it."""
    return status >> 8 != _STOPPED_BY_FILTER and os.WSTOPSIG(status) != signal.SIGSTOP


def _asked(process: int, below: str, on_call: Callable[[Call], int | None]) -> int | None:
    name, arguments = _call(process)
    paths = _paths(process, name, arguments)
    if not any(f"{path}/".startswith(below) for path in paths):
        return None
    return on_call(Call(process, name, arguments, paths))


def _paths(process: int, name: str, arguments: tuple[int, ...]) -> tuple[Path, ...]:
    if name in _TWO_PATHS:
        return tuple(_named(process, _AT_FDCWD, arguments[n]) for n in _TWO_PATHS[name])
    if name in _TWO_PLACES:
        places = _TWO_PLACES[name]
        return tuple(_named(process, arguments[n], arguments[n + 1]) for n in places)
    if name in _BY_PATH:
        return (_named(process, _AT_FDCWD, arguments[0]),)
    if name in _BY_PLACE:
        return (_named(process, arguments[0], arguments[1]),)
    return (_opened(process, arguments[0]),)


def _opened(process: int, handle: int) -> Path:
    try:
        return Path(f"/proc/{process}/fd/{handle}").readlink()
    except OSError:
        return Path("?")


def _named(process: int, place: int, address: int) -> Path:
    text = _memory(process, address, 4096, to_end=True).decode(errors="replace")
    if text.startswith("/"):
        return Path(text)
    place = struct.unpack("i", struct.pack("I", place & 0xFFFFFFFF))[0]
    folder = (
        Path(f"/proc/{process}/cwd").readlink() if place == _AT_FDCWD else _opened(process, place)
    )
    return folder / text if text else folder


def _memory(process: int, address: int, size: int, *, to_end: bool = False) -> bytes:
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        memory.seek(address)
        if not to_end:
            return memory.read(size)
        # Never over the edge of a page, which may be the last one.
        found = memory.read(4096 - address % 4096)
        if b"\0" not in found:
            found += memory.read(size)
        return found.split(b"\0", 1)[0]


class _Vector(ctypes.Structure):
    _fields_ = (("base", ctypes.c_void_p), ("length", ctypes.c_size_t))


_REGISTERS = 34 if _IS_ARM else 27
_X86_ARGUMENTS = (14, 13, 12, 7, 9, 8)
_X86_RESULT, _X86_CALL = 10, 15


def _trace(request: int, process: int, address: int, data: object) -> None:
    library = ctypes.CDLL(None, use_errno=True)
    library.ptrace.restype = ctypes.c_long
    library.ptrace.argtypes = (ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p)
    if library.ptrace(request, process, address, data) < 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))


def _registers(process: int) -> ctypes.Array[ctypes.c_uint64]:
    registers = (ctypes.c_uint64 * _REGISTERS)()
    vector = _Vector(ctypes.addressof(registers), ctypes.sizeof(registers))
    _trace(_GETREGSET, process, _GENERAL, ctypes.addressof(vector))
    return registers


def _call(process: int) -> tuple[str, tuple[int, ...]]:
    registers = _registers(process)
    if _IS_ARM:
        return _NAMES[registers[8]], tuple(registers[:6])
    return _NAMES[registers[_X86_CALL]], tuple(registers[place] for place in _X86_ARGUMENTS)


def _let_fail(process: int, error: int) -> None:
    registers = _registers(process)
    registers[0 if _IS_ARM else _X86_RESULT] = ctypes.c_uint64(-error).value
    if _IS_ARM:
        number = ctypes.c_int(-1)
        vector = _Vector(ctypes.addressof(number), ctypes.sizeof(number))
        _trace(_SETREGSET, process, _ARM_CALL, ctypes.addressof(vector))
    else:
        registers[_X86_CALL] = ctypes.c_uint64(-1).value
    vector = _Vector(ctypes.addressof(registers), ctypes.sizeof(registers))
    _trace(_SETREGSET, process, _GENERAL, ctypes.addressof(vector))
