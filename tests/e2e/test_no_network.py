"""No process of the app reaches for the internet.

The real app is started and walked through. Where strace is there, every call of every process that
makes a socket or names an address is seen; elsewhere the open sockets of the whole process tree are
looked at again and again.

On Linux the kernel refuses every internet socket (`ui.offline`): what the web engine asks for and
does not get is seen in the trace, and is the proof that the walk has come to the web engine.
"""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

ROOT = Path(__file__).parents[2]
WALK = ROOT / "tests" / "e2e" / "walk.py"
TIMEOUT = 100
CALLS = "trace=socket,connect,bind,listen,sendto,sendmsg,sendmmsg"
INTERNET = re.compile(r"AF_INET6?\b|AF_PACKET")
REFUSED = re.compile(r"\bsocket\b.* = -1 EAFNOSUPPORT")
UNFINISHED = re.compile(r"^(\d+) +(.*) <unfinished \.\.\.>$")
RESUMED = re.compile(r"^(\d+) +<\.\.\. \w+ resumed>(.*)$")

pytestmark = [pytest.mark.web, pytest.mark.slow, pytest.mark.timeout(TIMEOUT + 20)]


def _started(before: list[str], arguments: list[str]) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [*before, sys.executable, *arguments],
        cwd=ROOT,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def _tree(process: subprocess.Popen[str]) -> Iterator[psutil.Process]:
    try:
        root = psutil.Process(process.pid)
        yield from (root, *root.children(recursive=True))
    except psutil.NoSuchProcess:
        return


def _stop(process: subprocess.Popen[str]) -> None:
    for found in _tree(process):
        found.kill()
    process.wait()


def _calls(trace: str) -> Iterator[str]:
    """Yield whole calls: where another process came between, strace writes one in two halves."""
    begun: dict[str, str] = {}
    for line in trace.splitlines():
        if half := UNFINISHED.match(line):
            begun[half[1]] = half[2]
        elif half := RESUMED.match(line):
            yield f"{half[1]} {begun.pop(half[1], '')}{half[2]}"
        else:
            yield line
    yield from begun.values()


def _traced(folder: Path, arguments: list[str]) -> tuple[list[str], int, str]:
    """Return the calls that reached for the internet, as strace saw them in every process."""
    trace = folder / "calls"
    process = _started(["strace", "-f", "-qq", "-e", CALLS, "-o", str(trace)], arguments)
    try:
        said, _ = process.communicate(timeout=TIMEOUT)
    finally:
        _stop(process)
    calls = list(_calls(trace.read_text(encoding="utf-8", errors="replace")))
    assert any("socket(AF_UNIX" in call for call in calls), "strace has seen no socket at all"
    reaching = [call for call in calls if INTERNET.search(call) and not REFUSED.search(call)]
    return reaching, process.returncode, said


def _sampled(folder: Path, arguments: list[str]) -> tuple[list[str], int, str]:
    """Return the internet sockets that were open in any process at some moment."""
    found: set[str] = set()
    process = _started([], arguments)
    end = time.monotonic() + TIMEOUT
    try:
        while process.poll() is None and time.monotonic() < end:
            for each in _tree(process):
                try:
                    found.update(f"{each.name()}: {s}" for s in each.net_connections("inet"))
                except psutil.Error:
                    continue
        said, _ = process.communicate(timeout=10)
    finally:
        _stop(process)
    return sorted(found), process.returncode, said


WATCH = _traced if shutil.which("strace") else _sampled


def test_a_walk_through_the_app_reaches_for_nothing(tmp_path: Path) -> None:
    workbook = tmp_path / "Sweden.xlsx"

    sockets, code, said = WATCH(tmp_path, [str(WALK), str(workbook)])

    assert code == 0, said
    assert workbook.stat().st_size > 10_000
    assert sockets == []


@pytest.mark.parametrize(
    "reach",
    [
        "s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen()",
        "s = socket.socket(type=socket.SOCK_DGRAM); s.connect(('127.0.0.1', 9))",
        "s = socket.socket(type=socket.SOCK_DGRAM); s.sendto(b'x', ('127.0.0.1', 9))",
    ],
)
def test_whatever_reaches_out_is_seen(reach: str, tmp_path: Path) -> None:
    """A watch that sees nothing would pass whatever the app does."""
    code = f"import socket, time; u = socket.socket(socket.AF_UNIX); {reach}; time.sleep(1)"

    sockets, result, said = WATCH(tmp_path, ["-c", code])

    assert result == 0, said
    assert sockets
