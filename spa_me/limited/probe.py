"""A task that tells whether the limits hold here, and misbehaves when it is asked to.

`spa-me doctor` and the tests use it: whether a limit bites is seen by running into it.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

from spa_me.limited.framing import Message


def probe(message: Message) -> Message:
    """Do what `message.value` names; `echo` gives the bytes back."""
    return _WAYS[str(message.value)](message)


def _echo(message: Message) -> Message:
    return Message("echo", message.blobs)


def _open_file(_message: Message) -> Message:
    return Message(len(Path(os.__file__).read_bytes()))


def _spin(_message: Message) -> Message:
    while True:
        pass


def _sleep(_message: Message) -> Message:
    time.sleep(60)
    return Message()


def _allocate(_message: Message) -> Message:
    held: list[bytearray] = []
    while True:
        held.append(bytearray(16_000_000))


def _recurse(message: Message) -> Message:
    return _recurse(message)


def _answer_much(_message: Message) -> Message:
    return Message(None, [bytes(1_000_000)] * 200)


def _vanish(_message: Message) -> Message:
    os._exit(7)


def _babble(_message: Message) -> Message:
    os.write(1, b"\x7f\xff\xff\xff not a message")
    os._exit(0)


def _environment(_message: Message) -> Message:
    return Message({"variables": sorted(os.environ), "handles": _handles()})


def _handles() -> list[int]:
    found: list[int] = []
    for number in range(256):
        try:
            os.fstat(number)
        except OSError:
            continue
        found.append(number)
    return found


_WAYS: dict[str, Callable[[Message], Message]] = {
    "echo": _echo,
    "open a file": _open_file,
    "spin": _spin,
    "sleep": _sleep,
    "allocate": _allocate,
    "recurse": _recurse,
    "answer much": _answer_much,
    "vanish": _vanish,
    "babble": _babble,
    "environment": _environment,
}
