"""Reading a package in the limited child, and taking up what it found in the app.

The child opens, inflates, parses and checks; if it breaks down, the app does not. What comes back
is the bytes of the members, held against the signed manifest once more: a child that was
taken over could refuse a package, and could not change what one says.
"""

from __future__ import annotations

from typing import Any

from spa_me.limited.framing import Message
from spa_me.packages.envelope import Envelope, Signature
from spa_me.packages.failures import PackageRefusedError, Refusal
from spa_me.packages.names import DATA, EVIDENCE, part_of
from spa_me.packages.reading import ReadPackage, check_members, read_package
from spa_me.packages.reading_manifest import read_manifest
from spa_me.packages.rows import load_rows

TASK = "read package"


def read_in_task(message: Message) -> Message:
    """Do the child's work: one package in, its checked members or a refusal out."""
    try:
        found = read_package(bytes(message.blobs[0]))
    except PackageRefusedError as error:
        return Message({"refused": [error.reason.value, error.problem, error.where]})
    members = {**found.data, **{EVIDENCE + name: file for name, file in found.evidence.items()}}
    answer = {
        "signatures": [[one.key, one.value.hex()] for one in found.envelope.signatures],
        "members": list(members),
    }
    return Message(answer, [found.envelope.payload, *members.values()])


def taken_up(answer: Message) -> ReadPackage:
    """Return the package that a child has checked.

    Raises:
        PackageRefusedError: if the child refused it, or its members are not those that were signed.
    """
    value: Any = answer.value
    if "refused" in value:
        reason, problem, where = value["refused"]
        raise PackageRefusedError(Refusal(reason), problem, where)
    payload, *blobs = map(bytes, answer.blobs)
    signatures = [Signature(key, bytes.fromhex(text)) for key, text in value["signatures"]]
    manifest = read_manifest(payload)
    members = dict(zip(value["members"], blobs, strict=True))
    check_members(manifest, members)
    data = {name: content for name, content in members.items() if name.startswith(DATA)}
    return ReadPackage(
        Envelope(payload, tuple(signatures)),
        manifest,
        data,
        {part_of(name): load_rows(content) for name, content in data.items()},
        {
            name.removeprefix(EVIDENCE): content
            for name, content in members.items()
            if name.startswith(EVIDENCE)
        },
    )
