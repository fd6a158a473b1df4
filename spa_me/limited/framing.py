"""How parent and child speak: a length, a JSON header, then plain bytes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, BinaryIO, NamedTuple

_LENGTH = 4
HEADER_LIMIT = 16_000_000
"""Bytes of JSON in one message; more is not a message of ours."""


class Message(NamedTuple):
    """What goes in or comes out: a value that JSON can hold, and bytes beside it."""

    value: Any = None
    blobs: Sequence[bytes | memoryview] = ()


class FrameError(Exception):
    """Bytes that are not a message."""


def write_message(stream: BinaryIO, message: Message) -> None:
    """Write a message; the bytes are not copied together first."""
    sizes = [len(blob) for blob in message.blobs]
    header = json.dumps([message.value, sizes], separators=(",", ":")).encode()
    stream.write(len(header).to_bytes(_LENGTH, "big"))
    stream.write(header)
    stream.writelines(message.blobs)
    stream.flush()


def read_message(stream: BinaryIO, limit: int) -> Message:
    """Return the message on a stream.

    Args:
        stream: where it comes from; nothing is read behind the message.
        limit: how many bytes it may hold beside its header.

    Raises:
        FrameError: if it is not a message, is cut short, or is longer than the limit.
    """
    length = int.from_bytes(_exactly(stream, _LENGTH), "big")
    if length > HEADER_LIMIT:
        raise FrameError("a header of that length is not one of ours")
    header = _exactly(stream, length)
    try:
        value, sizes = json.loads(header)
        wanted = [int(size) for size in sizes]
    except (ValueError, RecursionError, TypeError) as error:
        raise FrameError("the header of the message cannot be read") from error
    if min(wanted, default=0) < 0 or sum(wanted) > limit:
        raise FrameError("the message is longer than its limit")
    return Message(value, tuple(_exactly(stream, size) for size in wanted))


def _exactly(stream: BinaryIO, size: int) -> bytes:
    found = stream.read(size)
    if len(found) != size:
        raise FrameError("the message is cut short")
    return found
