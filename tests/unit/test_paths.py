"""Names and places of files."""

from pathlib import Path

import pytest

from spa_me import paths


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("UN-ACT 2014", "UN-ACT 2014"),
        ("NPA: Cambodia / 2026?", "NPA Cambodia 2026"),
        ("ផែនការ", "ផែនការ"),
        ("..", "workspace"),
        ("", "workspace"),
        ("a" * 200, "a" * 80),
        ("plan.", "plan"),
    ],
)
def test_a_title_as_a_file_name(title: str, name: str) -> None:
    assert paths.file_name(title) == name


def test_the_ending_is_added_once() -> None:
    assert paths.with_suffix(Path("plan")).name == "plan.spame"
    assert paths.with_suffix(Path("plan.spame")).name == "plan.spame"
    assert paths.with_suffix(Path("plan.SPAME")).name == "plan.SPAME"
    assert paths.with_suffix(Path("plan.v2")).name == "plan.v2.spame"


def test_folders_are_below_the_home_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in (paths.log_folder(), paths.data_folder()):
        assert folder.is_absolute()
        assert "SPA-ME" in folder.parts
    assert paths.documents_folder().is_absolute()
