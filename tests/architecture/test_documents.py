"""README and documents: links and pictures are there, and the guide names what is on screen."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "pictures"
GUIDE = sorted((ROOT / "docs" / "guide").glob("*.md"))
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
# Words on screen come from the window, from the domain's sentences, and from the workbook's sheets.
SOURCES = [
    path
    for room in ("ui", "spa_me/domain", "spa_me/reports", "spa_me/dashboards", "spa_me/storage")
    for path in sorted((ROOT / room).rglob("*.py"))
]
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
_BOLD = re.compile(r"\*\*([^*]+)\*\*")
_KEY = re.compile(r"`((?:(?:Ctrl|Alt|Shift)\+)+\S+|F\d+|Esc|Enter|Tab|Home|End|Insert|Delete)`")
_NAMES = {"Return": "Enter", "Escape": "Esc", "Backtab": "Shift+Tab"}
# What Qt, the system or the chart page gives a key for, and the code names otherwise.
_STANDARD = {
    "Ctrl+C": "StandardKey.Copy",
    "Ctrl+X": "StandardKey.Cut",
    "Ctrl+V": "StandardKey.Paste",
    "Ctrl+Z": "StandardKey.Undo",
    "Ctrl+Y": "StandardKey.Redo",
    "Ctrl+A": "StandardKey.SelectAll",
    "Ctrl+-": "StandardKey.ZoomOut",
    "Ctrl++": "StandardKey.ZoomIn",
    "Delete": "StandardKey.Delete",
    "Ctrl+Enter": '"Ctrl+Enter"',
    "Alt+Enter": "KeyboardModifier.AltModifier",
    "Alt+Down": "asks_state=True",
    "Ctrl+Home": "whole=control",
    "Ctrl+End": "whole=control",
    "Shift+Tab": "Key_Backtab",
}


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def strings_on_screen() -> Iterator[str]:
    for path in SOURCES:
        for node in ast.walk(ast.parse(text_of(path))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield plain(node.value)


def plain(text: str) -> str:
    """Return a text without the mark of its letter, figures, and what says that more follows."""
    text = re.sub(r" \(?\{\w+\}\)?$", "", text)
    return " ".join(text.replace("&", "").replace("...", "…").split()).rstrip(".:…").casefold()


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_links_and_pictures_are_there(document: Path) -> None:
    links = _LINK.findall(_CODE.sub("", text_of(document)))
    local = [link for link in links if not link.startswith(("http", "#", "mailto"))]
    missing = [link for link in local if not (document.parent / link.split("#")[0]).is_file()]
    assert not missing


def test_every_picture_is_shown_somewhere_and_together_they_are_small() -> None:
    linked = {
        (document.parent / link).resolve()
        for document in DOCUMENTS
        for link in _LINK.findall(text_of(document))
    }
    pictures = sorted(PICTURES.glob("*"))
    assert [named(picture) for picture in pictures if picture not in linked] == []
    assert sum(picture.stat().st_size for picture in pictures) < 4_000_000


@pytest.mark.parametrize("page", GUIDE, ids=named)
def test_every_page_of_the_guide_has_a_picture_and_leads_on(page: Path) -> None:
    assert re.search(r"!\[[^\]]{10,}\]\(\.\./pictures/", text_of(page))
    if page.name != "README.md":
        assert f"({page.name})" in text_of(page.with_name("README.md"))


@pytest.mark.parametrize("page", GUIDE, ids=named)
def test_words_in_bold_are_words_on_screen(page: Path) -> None:
    known = set(strings_on_screen())
    # A whole sentence in bold is a question that the last chapter answers.
    words = {word for word in _BOLD.findall(text_of(page)) if not word.endswith(".")}
    assert {word for word in words if plain(word) not in known} == set()


@pytest.mark.parametrize("page", GUIDE, ids=named)
def test_keys_are_keys_of_the_app(page: Path) -> None:
    source = "\n".join(text_of(path) for path in (ROOT / "ui").rglob("*.py"))
    used = {f'"{key}"' for key in re.findall(r"[\"']((?:[A-Z]\w*\+)*[\w,=?/]+)[\"']", source)}
    used |= {f'"{_NAMES.get(key, key)}"' for key in re.findall(r"\bKey_(\w+)", source)}
    pages = re.search(r'f"Ctrl\+\{number\}"', source)
    keys = set(_KEY.findall(text_of(page)))
    unknown = {
        key
        for key in keys
        if f'"{key}"' not in used
        and not (pages and re.fullmatch(r"Ctrl\+[1-5]", key))
        and _STANDARD.get(key, "\0") not in source
    }
    assert not unknown


def test_messages_in_the_last_chapter_are_messages_of_the_app() -> None:
    page = text_of(ROOT / "docs" / "guide" / "when-something-goes-wrong.md")
    known = "\n".join(strings_on_screen())
    rows = re.findall(r"^\| (?!It says|-)(.+?) \|", page, re.MULTILINE)
    messages = [plain(row.replace("…", " ")) for row in rows]
    assert len(messages) > 8
    assert [message for message in messages if message not in known] == []
