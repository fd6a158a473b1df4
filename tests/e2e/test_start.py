"""`make run` without a display: the main job, whole, in a fresh process."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from spa_me import start
from spa_me.headless import PAGES, products

PNG, ZIP = b"\x89PNG", b"PK"


def _run(out: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    plain = {key: value for key, value in os.environ.items() if "DISPLAY" not in key}
    return subprocess.run(
        [sys.executable, "-m", "spa_me.start", "--out", str(out)],
        check=False,
        capture_output=True,
        encoding="utf-8",
        env={**plain, **variables},
        timeout=110,
    )


@pytest.mark.slow
@pytest.mark.web
def test_without_a_display_the_main_job_is_done_and_said(tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = _run(out)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("No display answers")
    assert "● Fully met 8   ◐ Partly met 3   ○ Not met 2   ▨ No target 1" in done.stdout
    assert "Chinese Government" in done.stdout
    assert all(path.is_file() for path in products(out))
    for path in products(out):
        kind = path.read_bytes()[:4]
        assert path.suffix != ".png" or kind == PNG
        assert path.suffix != ".xlsx" or kind[:2] == ZIP
    # A page that did not come up is one colour and compresses to next to nothing.
    assert min((out / f"{page}.png").stat().st_size for page in PAGES) > 40_000


def test_what_could_not_be_made_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from spa_me import headless

    def fail(*_: object) -> None:
        message = "The page overview did not come up"
        raise headless.PicturesFailedError(message)

    monkeypatch.setattr(headless, "_take_pictures", fail)
    code = headless.do_main_job(tmp_path)
    told = capsys.readouterr()

    assert code == 1
    assert "overview did not come up" in told.err
    assert "Missing: overview.png, results.png" in told.err
    assert "un-act-2014-sweden.xlsx" in told.out


def test_only_what_the_job_makes_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from spa_me import headless

    other, old = tmp_path / "letter.xlsx", tmp_path / "overview.png"
    other.write_text("mine", encoding="utf-8")
    old.write_bytes(b"old")
    monkeypatch.setattr(headless, "_take_pictures", lambda *_: None)

    assert headless.do_main_job(tmp_path) == 1
    assert other.read_text(encoding="utf-8") == "mine"
    assert not old.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
@pytest.mark.parametrize("display", ["", ":97531", "nowhere.invalid:0"])
def test_a_display_that_does_not_answer_is_none(
    monkeypatch: pytest.MonkeyPatch, display: str
) -> None:
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.setenv("DISPLAY", display)

    assert start.display_answers() is False


def test_with_a_display_the_app_opens_on_the_example(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []
    monkeypatch.setattr(start, "display_answers", lambda: True)
    monkeypatch.setattr("ui.app.main", lambda arguments: opened.append(arguments) or 0)

    assert start.main([]) == 0
    assert opened == [["--example"]]
