"""The kernel refuses internet sockets to the app, its threads and programs, and nothing else."""

import logging
import platform
import subprocess
import sys
from pathlib import Path

import pytest

from ui import offline

ROOT = Path(__file__).parents[2]
REFUSED = "Address family not supported by protocol"

linux = pytest.mark.skipif(sys.platform != "linux", reason="a filter of Linux")
x86 = pytest.mark.skipif(platform.machine() != "x86_64", reason="other programs of this processor")


def _said(code: str, *, before: str = "") -> str:
    """Run lines in a fresh process after the filter was set, and return what they print."""
    lines = f"{before}\nfrom ui.offline import shut_off_network\nshut_off_network()\n{code}"
    done = subprocess.run(
        [sys.executable, "-c", lines],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=30,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


TRY = """
import socket
def made(family, kind=socket.SOCK_DGRAM):
    try:
        socket.socket(family, kind).close()
    except OSError as error:
        return error.strerror
    return "made"
"""


@linux
@pytest.mark.parametrize("family", ["AF_INET", "AF_INET6", "AF_PACKET", "AF_VSOCK"])
def test_no_socket_leads_out(family: str) -> None:
    assert _said(f"{TRY}\nprint(made(socket.{family}))") == REFUSED


@linux
@pytest.mark.parametrize("family", ["AF_UNIX", "AF_NETLINK"])
def test_sockets_inside_the_computer_stay(family: str) -> None:
    assert _said(f"{TRY}\nprint(made(socket.{family}))") == "made"


@linux
def test_threads_that_were_there_before_are_shut_off_too() -> None:
    before = f"""{TRY}
import threading
is_set, answers = threading.Event(), []
thread = threading.Thread(
    target=lambda: (is_set.wait(), answers.append(made(socket.AF_INET)))
)
thread.start()"""

    assert _said("is_set.set(); thread.join(); print(answers[0])", before=before) == REFUSED


@linux
def test_programs_that_are_started_are_shut_off_too() -> None:
    child = f"{TRY}\nprint(made(socket.AF_INET6))"
    code = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {child!r}])"

    assert _said(code) == REFUSED


@linux
def test_no_ring_makes_sockets_past_the_filter() -> None:
    code = "import ctypes, os\nlibrary = ctypes.CDLL(None, use_errno=True)\n"
    code += "library.syscall(ctypes.c_long(425), ctypes.c_long(8), None)\n"

    assert _said(f"{code}print(os.strerror(ctypes.get_errno()))") == REFUSED


@linux
@x86
def test_calls_with_short_pointers_are_refused() -> None:
    code = "import ctypes, os\nlibrary = ctypes.CDLL(None, use_errno=True)\n"
    code += "library.syscall(*map(ctypes.c_long, (0x40000000 | 41, 2, 1, 0)))\n"

    assert _said(f"{code}print(os.strerror(ctypes.get_errno()))") == REFUSED


@linux
@x86
def test_calls_of_32_bit_programs_are_refused() -> None:
    """Through the gate of those programs: getpid, then socket and socketcall for the internet."""
    code = """
import ctypes, mmap, os
memory = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
# push rbx; eax, ebx, ecx = arguments; edx = 0; int 0x80; pop rbx; ret
memory.write(bytes.fromhex("53 89f8 89f3 89d1 31d2 cd80 5b 4898 c3"))
kind = ctypes.CFUNCTYPE(ctypes.c_long, ctypes.c_int, ctypes.c_int, ctypes.c_int)
call = kind(ctypes.addressof(ctypes.c_char.from_buffer(memory)))
print(call(20, 0, 0) == os.getpid(), call(359, 2, 1), call(102, 1, 0), call(359, 1, 1) > 0)"""

    assert _said(code) == "True -97 -97 True"


def test_where_there_is_no_filter_the_app_goes_on_and_the_log_says_so(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(platform, "machine", lambda: "mips")

    with caplog.at_level(logging.INFO, "ui.offline"):
        offline.go_offline()

    assert "not refused: There is no filter for" in caplog.text


@pytest.mark.parametrize(
    ("platform_name", "display", "is_far"),
    [
        ("xcb", "localhost:10.0", True),
        ("xcb", "192.168.1.7:0", True),
        ("xcb", "::1:0", True),
        ("xcb", ":0", False),
        ("xcb", "unix:0", False),
        ("xcb", "/private/tmp/listener/org.xquartz:0", False),
        ("wayland", "localhost:10.0", False),
        ("offscreen", "", False),
    ],
)
def test_a_display_that_is_reached_over_the_network_is_known(
    platform_name: str, display: str, is_far: bool
) -> None:
    assert offline.is_far(platform_name, display) is is_far


@linux
def test_a_kernel_that_takes_no_filter_is_told() -> None:
    """An old kernel does not know the call."""
    code = """
from dataclasses import replace
from ui import offline
unknown = replace(offline._MACHINES[offline.platform.machine()], seccomp=9999)
offline._MACHINES[offline.platform.machine()] = unknown
try:
    offline.shut_off_network()
except offline.NotShutOffError as error:
    print(error)"""

    assert _said(code).startswith("The kernel did not take the filter: error")
