"""Opening files through the limited child, as the app does it."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from spa_me.limited.framing import Message
from spa_me.limited.running import Limits, run_limited
from spa_me.packages import limits, opening
from spa_me.packages.child_task import read_in_task, taken_up
from spa_me.packages.encryption import encrypt_to
from spa_me.packages.failures import PackageRefusedError, Refusal
from spa_me.packages.opening import open_package, read_in_child
from spa_me.packages.reading import read_package
from tests.hostile_zips import hostile
from tests.large import large_package
from tests.sealed import (
    COUNTRY,
    REGION,
    SCAN,
    SCAN_HASH,
    framework,
    receipt,
    review,
    sealed,
    sealed_once,
    submission,
    trust_list,
)


def refusal(file: Path | bytes, **named: object) -> PackageRefusedError:
    with pytest.raises(PackageRefusedError) as refused:
        open_package(file, **named)  # type: ignore[arg-type]
    return refused.value


def test_a_file_is_opened_in_the_child(tmp_path: Path) -> None:
    path = tmp_path / "A submission.spapkg"
    path.write_bytes(encrypt_to(sealed_once().file, [REGION.public.encryption]))

    opened = open_package(path, keys=[REGION], office="RS")

    assert opened.content == submission()
    assert opened.manifest == sealed_once().manifest
    assert opened.evidence == {SCAN_HASH: SCAN}
    assert opened.judge(trust_list()).is_trusted
    assert opened.file == sealed_once().file


@pytest.mark.parametrize("content", [review(), receipt(), framework(), trust_list()])
def test_every_kind_goes_through_the_child(content: object) -> None:
    file = sealed(content).file  # type: ignore[arg-type]

    assert open_package(file, office="CA").content == content


def test_the_child_and_the_app_read_the_same() -> None:
    assert read_in_child(sealed_once().file) == read_package(sealed_once().file)


def test_a_package_for_another_office_is_refused() -> None:
    error = refusal(sealed_once().file, office="CB")

    assert error.reason is Refusal.OTHER_OFFICE
    assert error.what == "The package is for the office “RS”, and this is the office “CB”."
    names = {"RS": "Regional secretariat", "CB": "Country B"}.__getitem__
    with pytest.raises(PackageRefusedError) as named:
        open_package(sealed_once().file, office="CB", names=names)
    what = "The package is for Regional secretariat (RS), and this is Country B (CB)."
    assert named.value.what == what
    # What goes to everyone goes to this office, too.
    assert open_package(sealed(trust_list()).file, office="CB").manifest.recipient == "*"


SAMPLE = list(hostile())[::9]


@pytest.mark.parametrize(("what", "content", "reason"), SAMPLE, ids=[what for what, *_ in SAMPLE])
def test_hostile_files_are_refused_through_the_child(
    what: str, content: bytes, reason: Refusal
) -> None:
    assert refusal(content).reason is reason


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large"
    with path.open("wb") as file:
        file.truncate(limits.PACKAGE_BYTES * 3)

    assert refusal(path).reason is Refusal.TOO_LARGE


@pytest.mark.parametrize(
    ("way", "reason"),
    [
        ("spin", Refusal.TOO_SLOW),
        ("allocate", Refusal.TOO_MUCH_MEMORY),
        ("vanish", Refusal.READER_FAILED),
        ("recurse", Refusal.READER_FAILED),
        ("babble", Refusal.READER_FAILED),
    ],
)
def test_a_child_that_breaks_down_is_a_refusal(
    way: str, reason: Refusal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def misbehave(_task: str, message: Message, **_: object) -> Message:
        return run_limited("probe", Message(way, message.blobs), Limits(seconds=1))

    monkeypatch.setattr(opening, "run_limited", misbehave)

    error = refusal(sealed_once().file)

    assert error.reason is reason
    assert error.kept
    assert error.do


def answer(*, swap: Sequence[tuple[bytes, bytes]] = ()) -> Message:
    """Return what a child says of a package, as somebody changed it who took the child over."""
    honest = read_in_task(Message(None, [sealed_once().file]))
    blobs = [bytes(blob) for blob in honest.blobs]
    for old, new in swap:
        blobs = [blob.replace(old, new) for blob in blobs]
    return Message(honest.value, blobs)


def test_a_child_that_was_taken_over_cannot_change_what_a_package_says() -> None:
    assert taken_up(answer()).manifest == sealed_once().manifest

    with pytest.raises(PackageRefusedError) as refused:
        taken_up(answer(swap=[(b'"number":"7.50"', b'"number":"9.50"')]))
    assert refused.value.reason is Refusal.CHANGED_MEMBER

    changed = taken_up(answer(swap=[(b'"sequence":4', b'"sequence":5')]))
    assert not opening.judge(changed.envelope, changed.manifest, trust_list()).is_trusted


def test_reading_the_largest_package_stays_within_the_childs_limits() -> None:
    """Four evidence files of ten megabytes and ten megabytes of rows."""
    file = large_package()

    found = read_in_child(file)

    assert sum(map(len, found.data.values())) > limits.DATA_BYTES * 0.9
    assert sum(map(len, found.evidence.values())) > limits.PACKAGE_BYTES * 0.7


def test_the_key_of_the_sender_does_not_open_what_is_for_the_region() -> None:
    content = encrypt_to(sealed_once().file, [REGION.public.encryption])

    assert refusal(content, keys=[COUNTRY]).reason is Refusal.NO_KEY_FITS
