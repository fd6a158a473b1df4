"""The locks install the same code everywhere, and name nobody's machine."""

import re
from pathlib import Path

import pytest

LOCKS = Path(__file__).parents[2] / "requirements"
PIN = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)
# A package starts in the first column; its hashes and its markers follow, indented or in line.
ENTRY = re.compile(r"^[a-z0-9-]+==.*(?:\n {4}.*)*", re.MULTILINE)


def _text(name: str) -> str:
    return (LOCKS / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["bootstrap.lock", "run.lock", "dev.lock"])
def test_every_package_has_hashes_and_no_address(name: str) -> None:
    text = _text(name)
    entries = ENTRY.findall(text)

    assert entries
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    assert re.findall(r"\w+://\S+|--(?:extra-)?index-url|--find-links", text) == []


def test_tests_run_on_the_packages_that_ship() -> None:
    assert PIN.findall(_text("run.lock")) == [
        pin
        for pin in PIN.findall(_text("dev.lock"))
        if pin[0] in dict(PIN.findall(_text("run.lock")))
    ]


def test_pyside_stays_on_the_version_that_keeps_its_references() -> None:
    pins = dict(PIN.findall(_text("run.lock")))

    for name in ("pyside6-addons", "pyside6-essentials", "shiboken6"):
        assert pins[name].startswith("6.11.")
