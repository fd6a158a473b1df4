"""Containers: what is written can be read by others, and nothing else is read by us."""

import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest

from spa_me.packages.container import read_container
from spa_me.packages.failures import PackageRefusedError, Refusal
from spa_me.packages.names import MIMETYPE, MIMETYPE_CONTENT
from spa_me.packages.reading import read_package
from spa_me.packages.writing_zip import write_container
from tests.hostile_zips import good_members, hostile, raw_zip
from tests.sealed import sealed, sealed_once

CORPUS = {what: (content, reason) for what, content, reason in hostile()}


@pytest.mark.parametrize("what", CORPUS)
def test_a_hostile_container_is_refused_with_its_reason(what: str) -> None:
    content, reason = CORPUS[what]
    with pytest.raises(PackageRefusedError) as refused:
        read_package(content)
    assert refused.value.reason is reason, str(refused.value)
    assert refused.value.kept
    assert refused.value.do


def test_the_corpus_is_wrong_in_one_way_only() -> None:
    """What the corpus is made of can be opened when nothing is changed about it."""
    assert read_package(raw_zip(good_members())).envelope.signatures


def test_any_zip_program_can_read_a_package() -> None:
    with zipfile.ZipFile(BytesIO(sealed_once().file)) as file:
        assert file.testzip() is None
        names = file.namelist()
        assert names[:2] == [MIMETYPE, "manifest.json"]
        assert file.read(MIMETYPE) == MIMETYPE_CONTENT
        assert names[2:] == sorted(names[2:])
    # `file` and mail filters recognise it by its first bytes.
    assert sealed_once().file[30:72] == b"mimetype" + MIMETYPE_CONTENT


def test_the_same_content_gives_the_same_bytes() -> None:
    assert sealed().file == sealed_once().file


@pytest.mark.parametrize(
    "content",
    [{}, {"data/a.ndjson": b""}, {"manifest.json": b"{}", "evidence/" + "0" * 64: bytes(70_000)}],
)
def test_members_come_back_with_their_bytes(content: dict[str, bytes]) -> None:
    assert read_container(write_container(content)) == content


def test_the_largest_that_is_allowed_is_read() -> None:
    files = {f"evidence/{number:064x}": bytes(10_000_000 - 100) for number in range(4)}
    assert read_container(write_container(files)) == files

    more = write_container({**files, f"evidence/{9:064x}": bytes(10_000_000)})
    with pytest.raises(PackageRefusedError) as refused:
        read_container(more)
    assert refused.value.reason is Refusal.TOO_LARGE


def test_two_hundred_files_are_taken() -> None:
    files = {f"evidence/{number:064x}": b"x" for number in range(200)}

    assert len(read_container(write_container(files))) == 200


@pytest.mark.parametrize("change", [bytes.upper, bytes.title, lambda name: name + b"\xcc\x81"])
def test_names_that_a_disk_would_take_for_another_are_refused(
    change: Callable[[bytes], bytes],
) -> None:
    members = good_members()
    twin = replace(members[3], name=change(members[3].name))

    with pytest.raises(PackageRefusedError) as refused:
        read_package(raw_zip([*members, twin]))
    assert refused.value.reason is Refusal.MEMBER_NAME
