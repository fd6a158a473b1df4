"""The set-up picks the packages that a system offers, and knows when it has nothing to do."""

from pathlib import Path

import checks
import pytest
import setup
import system_packages

POLICY = """\
libasound2:
  Installed: (none)
  Candidate: (none)
libasound2t64:
  Installed: (none)
  Candidate: 1.2.11-1build2
libnss3:
  Installed: 2:3.98-1build1
  Candidate: 2:3.98-1build1
"""


@pytest.fixture
def ubuntu(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answer as Ubuntu 24.04 does, which renamed libasound2."""
    answers = {"apt-cache": POLICY, "dpkg-query": "ii \tlibnss3\nrc \tlibgbm1\n"}
    monkeypatch.setattr(system_packages, "_output", lambda program, *_: answers[program])


@pytest.mark.usefixtures("ubuntu")
def test_a_renamed_library_is_found_under_its_new_name() -> None:
    assert system_packages.choose(["libasound2"]) == ["libasound2t64"]


@pytest.mark.usefixtures("ubuntu")
def test_a_package_that_nobody_offers_keeps_its_usual_name() -> None:
    assert system_packages.choose(["xvfb"]) == ["xvfb"]


@pytest.mark.usefixtures("ubuntu")
def test_only_what_is_missing_is_installed() -> None:
    assert system_packages.missing(["libnss3", "libgbm1"]) == ["libgbm1"]


@pytest.mark.usefixtures("ubuntu")
def test_without_root_the_exact_command_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_packages, "as_administrator", lambda: None)
    monkeypatch.setattr(system_packages.shutil, "which", lambda _: "found")

    with pytest.raises(system_packages.MissingPackagesError, match=r"install -y .*libasound2t64"):
        system_packages.ensure("run", None)


def test_a_stamp_is_good_for_its_group_and_the_smaller_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(setup, "STAMP", tmp_path / "stamp")
    assert not setup.is_ready("run")

    setup.STAMP.write_text(f"dev {setup.digest('dev')}\n", encoding="ascii")
    assert setup.is_ready("run")
    assert setup.is_ready("dev")

    setup.STAMP.write_text(f"run {setup.digest('run')}\n", encoding="ascii")
    assert not setup.is_ready("dev")

    setup.STAMP.write_text("run of-older-locks\n", encoding="ascii")
    assert not setup.is_ready("run")


def test_an_unsupported_python_is_told_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(setup.sys, "version_info", (3, 14, 0))
    monkeypatch.setattr(setup.shutil, "which", lambda _: None)

    with pytest.raises(SystemExit) as stopped:
        setup.find_python()

    assert stopped.value.code == 2
    assert "SPA-ME needs Python 3.11, 3.12 or 3.13; this is 3.14" in capsys.readouterr().err


def test_every_test_is_in_one_half_of_the_suite() -> None:
    root = Path(__file__).parents[2]
    halves = [root / folder for half in checks.HALVES for folder in half]
    bench = root / "tests" / "bench"
    found = {path for path in (root / "tests").rglob("test_*.py") if bench not in path.parents}

    assert len(halves) == len(set(halves))
    assert all(sum(half in path.parents for half in halves) == 1 for path in found)
