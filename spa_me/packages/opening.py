"""Opening a package that somebody sent: decrypt, read in the child, judge."""

from __future__ import annotations

import gc
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from spa_me.domain.progress import Progress, silent
from spa_me.domain.submission import PackageKind, TrustList
from spa_me.limited.framing import Message
from spa_me.limited.running import ChildFailedError, ChildReason, run_limited
from spa_me.packages import limits
from spa_me.packages.child_task import TASK, taken_up
from spa_me.packages.directory import is_container
from spa_me.packages.encryption import decrypt_with, is_encrypted
from spa_me.packages.envelope import Envelope
from spa_me.packages.failures import PackageRefusedError, Refusal
from spa_me.packages.from_rows import content_of
from spa_me.packages.keys import OfficeKey
from spa_me.packages.manifest import EVERYONE, Manifest, digest_of
from spa_me.packages.reading import ReadPackage
from spa_me.packages.to_rows import Content
from spa_me.packages.trust import Judgement, judge

Reader = Callable[[bytes], ReadPackage]


@dataclass(frozen=True)
class OpenedPackage:
    """A package that could be read; nobody has decided yet what becomes of it.

    Attributes:
        content: what it says, as the domain knows it.
        file: the package as it was sealed, not encrypted; what is to be kept.
        evidence: the files by their SHA-256.
        was_encrypted: whether it came encrypted.
        problems: what is wrong with its values, by the digest of the framework version that they
            were checked by. Neither of the two changes, so whoever checks it keeps it here.
    """

    envelope: Envelope
    manifest: Manifest
    content: Content
    file: bytes
    evidence: Mapping[str, bytes]
    was_encrypted: bool
    problems: dict[str, list[str]] = field(
        default_factory=dict[str, list[str]], repr=False, compare=False
    )

    @property
    def digest(self) -> str:
        """What the package is known by: SHA-256 of the manifest's bytes, in hexadecimal."""
        return digest_of(self.envelope.payload)

    def judge(self, trust: TrustList | None) -> Judgement:
        """Return what its signatures are worth by a list of trusted keys."""
        return judge(self.envelope, self.manifest, trust or TrustList(""))


_REASONS = {
    ChildReason.TOO_SLOW: Refusal.TOO_SLOW,
    ChildReason.TOO_MUCH_MEMORY: Refusal.TOO_MUCH_MEMORY,
    ChildReason.TOO_LARGE: Refusal.TOO_LARGE,
}


def read_in_child(content: bytes, progress: Progress = silent) -> ReadPackage:
    """Return what stands in a package, read by a child process with limits.

    Raises:
        PackageRefusedError: if it is refused, or if the child gave no answer.
        Cancelled: when the work is to stop; the child has ended then.
    """
    try:
        answer = run_limited(TASK, Message(None, [content]), progress=progress)
    except ChildFailedError as error:
        reason = _REASONS.get(error.reason, Refusal.READER_FAILED)
        raise PackageRefusedError(reason, error.what) from error
    return taken_up(answer)


def open_package(
    source: Path | bytes,
    *,
    keys: Sequence[OfficeKey] = (),
    office: str = "",
    reader: Reader = read_in_child,
    names: Callable[[str], str] = str,
) -> OpenedPackage:
    """Return what a package says; nothing is written, and nothing is trusted yet.

    Args:
        source: a file, or its bytes.
        keys: to decrypt with, if it is encrypted.
        office: the code of this office, to refuse what is for another; empty to open any. Its own
            submissions can be opened, too: they may come from another of its computers.
        reader: reads the bytes; the limited child, unless they were sealed here.
        names: gives an office's name for its code, for what is said to people.

    Raises:
        PackageRefusedError: with a reason, a place and what to do.
        OSError: if the file cannot be read.
    """
    content = source if isinstance(source, bytes) else _file(source)
    was_encrypted = is_encrypted(content)
    if was_encrypted:
        content = decrypt_with(content, keys)
    if not is_container(content):
        raise PackageRefusedError(Refusal.NOT_A_PACKAGE, "This is not a package of SPA-ME.")
    with _without_collecting():
        found = reader(content)
        said = content_of(found.manifest, found.rows)
    manifest = found.manifest
    is_own = manifest.kind == PackageKind.SUBMISSION and manifest.sender == office
    if office and manifest.recipient not in {office, EVERYONE} and not is_own:
        raise PackageRefusedError(
            Refusal.OTHER_OFFICE,
            f"The package is for {_called(manifest.recipient, names)}, and this is "
            f"{_called(office, names)}.",
        )
    return OpenedPackage(found.envelope, manifest, said, content, found.evidence, was_encrypted)


def _called(code: str, names: Callable[[str], str]) -> str:
    """Return an office's name with its code; nobody knows what a code alone may mean."""
    name = names(code)
    return f"the office “{code}”" if name == code else f"{name} ({code})"


@contextmanager
def _without_collecting() -> Generator[None]:
    """Keep the collector from looking through tens of thousands of new rows again and again.

    None of them refers back to another, and it takes a third of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _file(path: Path) -> bytes:
    most = limits.PACKAGE_BYTES + limits.ENCRYPTION_BYTES
    with path.open("rb") as file:
        content = file.read(most + 1)
    if len(content) > most:
        what = f"The file is larger than {limits.PACKAGE_BYTES // limits.MEGABYTE} MB."
        raise PackageRefusedError(Refusal.TOO_LARGE, what)
    return content
