"""Collect the texts of the app into ui/translations/*.ts and compile them to *.qm.

    python scripts/translations.py            the English plurals, and every language that is there
    python scripts/translations.py th km      begins these languages, too

A translator fills in `spa_me_<language>.ts` with Qt Linguist or any editor; running this again
takes over new texts and keeps what was translated. Sentences of the domain are written with `say`,
which Qt's tools do not know; they are collected here under the context `domain`.
"""

import ast
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "ui" / "translations"
BIN = Path(sys.executable).parent
SENTENCES = ("say",)
TITLES = re.compile(r"^_?[A-Z_]*(TITLES|SENTENCES|WORDS|STANDS|COMPUTABLE|STATUS)$")
"""Tables of the domain whose values are shown: `STATUS_TITLES`, `COMPARATOR_WORDS`."""


def interface_files() -> list[Path]:
    """Return every source file of the window."""
    return sorted(path for path in (ROOT / "ui").rglob("*.py"))


def domain_texts() -> list[str]:
    """Return every template and title of the domain, each once, in the order of the sources."""
    found: dict[str, None] = {}
    for path in sorted((ROOT / "spa_me").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found.update(dict.fromkeys(text for node in ast.walk(tree) for text in _texts(node)))
    return list(found)


def _texts(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call) and _called(node) in SENTENCES and node.args:
        yield from _literals(node.args[0])
    names = [getattr(target, "id", "") for target in getattr(node, "targets", [])]
    names.append(getattr(getattr(node, "target", None), "id", ""))
    value = getattr(node, "value", None)
    if isinstance(value, ast.Dict) and any(TITLES.match(name) for name in names):
        for entry in value.values:
            yield from _literals(entry)


def _called(node: ast.Call) -> str:
    """Return the name of what is called: `say(…)` of the domain, `look.say(…)` of a figure."""
    return getattr(node.func, "id", "") or getattr(node.func, "attr", "")


def _literals(node: ast.AST) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value.strip():
            yield part.value


def update(ts_file: Path) -> None:
    """Take over the texts of the sources into one file; what was translated stays."""
    with tempfile.TemporaryDirectory() as folder:
        domain = Path(folder) / "domain.py"
        lines = [f'QCoreApplication.translate("domain", {text!r})' for text in domain_texts()]
        domain.write_text("\n".join(lines), encoding="utf-8")
        command = [str(BIN / "pyside6-lupdate"), "-silent", "-no-obsolete", "-locations", "none"]
        sources = [str(path) for path in interface_files()]
        subprocess.run([*command, *sources, str(domain), "-ts", str(ts_file)], check=True)
    if ts_file.stem.endswith("_en"):
        fill_english(ts_file)


def fill_english(ts_file: Path) -> None:
    """Give the plurals their English forms, written as `%n change(s)`, and keep nothing else."""
    tree = ET.parse(ts_file)  # noqa: S314 (a file that we have just written ourselves)
    for context in list(tree.getroot().iter("context")):
        for message in context.findall("message"):
            if message.get("numerus") != "yes":
                context.remove(message)
                continue
            source = message.findtext("source") or ""
            translation = message.find("translation")
            assert translation is not None  # noqa: S101 (lupdate writes one for each)
            translation.attrib.pop("type", None)
            translation.text = None
            for child in list(translation):
                translation.remove(child)
            for ending in ("", "s"):
                ET.SubElement(translation, "numerusform").text = source.replace("(s)", ending)
        if context.find("message") is None:
            tree.getroot().remove(context)
    ET.indent(tree, "    ")
    text = ET.tostring(tree.getroot(), encoding="unicode")
    head = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
    ts_file.write_text(f"{head}{text}\n", encoding="utf-8")


def compile_all() -> None:
    """Compile every language for the app."""
    for ts_file in sorted(FOLDER.glob("*.ts")):
        target = ts_file.with_suffix(".qm")
        command = [str(BIN / "pyside6-lrelease"), "-silent", str(ts_file), "-qm", str(target)]
        subprocess.run(command, check=True)
        print(f"Wrote {target.relative_to(ROOT)}")


def main(*languages: str) -> None:
    """Update and compile English, the languages that are there, and those that are named."""
    FOLDER.mkdir(exist_ok=True)
    known = {path.stem.removeprefix("spa_me_") for path in FOLDER.glob("spa_me_*.ts")}
    for language in sorted({"en", *known, *languages}):
        update(FOLDER / f"spa_me_{language}.ts")
    compile_all()


if __name__ == "__main__":
    main(*sys.argv[1:])
