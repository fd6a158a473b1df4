"""Workbooks that are not what they seem: refused with a reason, or made harmless."""

import copy
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from spa_me.domain.cofunding import Activity
from spa_me.domain.errors import InputError, UserError
from spa_me.services.forms import read_form
from spa_me.services.funding import save_activity
from spa_me.services.workbooks import archive
from spa_me.services.workspace import Workspace
from tests.integration.forms.filling import Filler, changed, looked_at, make

SHEET = "xl/worksheets/sheet2.xml"


@pytest.fixture
def form(workspace: Workspace, tmp_path: Path) -> Path:
    return make(workspace, tmp_path / "form.xlsx")


def rewritten(
    path: Path,
    change: Callable[[str, bytes], bytes] = lambda _, content: content,
    more: dict[str, bytes] | None = None,
    method: int = zipfile.ZIP_DEFLATED,
) -> Path:
    """Write the archive anew with other parts, and with more of them."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w", method) as new:
        for name, content in {**parts, **(more or {})}.items():
            new.writestr(name, change(name, content))
    return path


def why(path: Path) -> str:
    """Return why a file is refused."""
    with pytest.raises(InputError) as caught:
        read_form(path)
    assert caught.value.kept == "Nothing was read from it."
    return caught.value.findings[0].what


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def test_files_that_are_no_workbook(tmp_path: Path, form: Path) -> None:
    path = tmp_path / "x.xlsx"
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert why(written(path, b"")) == "it is no Excel workbook"
    assert why(written(path, b"unit,indicator\n")) == "it is no Excel workbook"
    assert why(written(path, b"PK\x03\x04 and no more")) == "its archive is damaged"
    assert why(written(path, form.read_bytes()[:-400])) == "its archive is damaged"
    assert why(written(path, ole)) == "it is a workbook of the old kind (.xls)"
    encrypted = ole + "EncryptedPackage".encode("utf-16-le")
    assert why(written(path, encrypted)) == "it is protected by a password"
    with zipfile.ZipFile(path, "w") as other:
        other.writestr("hello.txt", "hello")
    assert why(path) == "it is no Excel workbook"
    with zipfile.ZipFile(path, "w") as other:
        other.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        other.writestr("content.xml", "<x/>")
    assert why(path) == "it is an OpenDocument spreadsheet (.ods)"
    with pytest.raises(UserError, match="cannot be read"):
        read_form(tmp_path / "nowhere.xlsx")


def test_another_workbook_is_no_form(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0]["A1"] = "unit"
    book.save(tmp_path / "x.xlsx")
    assert why(tmp_path / "x.xlsx").startswith("this workbook is not a form made by SPA-ME")


def test_a_damaged_description_is_told(form: Path) -> None:
    entry = Filler.open(form)
    entry.sheet("SPA-ME data")["C3"].value = None
    for row in entry.sheet("SPA-ME data").iter_rows():
        if row[0].value == "row":
            row[3].value = "{not json"
    assert why(entry.save()) == "what the form says of itself is damaged"


@pytest.mark.parametrize(
    ("name", "said"),
    [("instance", "no id"), ("format", "one"), ("kind", "true"), ("made_at", "soon")],
)
def test_a_form_that_says_nonsense_of_itself_is_refused(form: Path, name: str, said: str) -> None:
    entry = Filler.open(form)
    for row in entry.sheet("SPA-ME data").iter_rows():
        if row[1].value == name:
            row[2].value = said
    assert why(entry.save()) == "what the form says of itself is damaged"


@pytest.mark.parametrize("said", ['{"is": []}', '{"is": 5}', "[]", "[" * 30_000, '{"stood": 1}'])
def test_nonsense_about_a_row_is_refused(form: Path, said: str) -> None:
    entry = Filler.open(form)
    rows = entry.sheet("SPA-ME data").iter_rows()
    next(row for row in rows if row[0].value == "row")[3].value = said
    assert why(entry.save()) == "what the form says of itself is damaged"


def test_a_form_cannot_reach_the_records_of_another_unit(workspace: Workspace, form: Path) -> None:
    save_activity(workspace, Activity("", "B", "2014", "1", "Of Country B"))
    other = workspace.dataset().activities[0]
    entry = Filler.open(form)
    row = entry.spare("Activities")
    entry.fill("Activities", row, code="9", title="Taken over")
    key = entry.cell("Activities", row, "key").value
    for cells in entry.sheet("SPA-ME data").iter_rows():
        if cells[1].value == key:
            cells[3].value = f'{{"is":["{other.id}"]}}'
    preview = looked_at(workspace, entry.save())
    assert preview.activities == ()
    assert [finding.what for finding in preview.findings] == [
        "the activity was removed in the workspace after the form was made"
    ]


def test_macros_are_refused(form: Path) -> None:
    assert why(rewritten(form, more={"xl/vbaProject.bin": b"x"})) == "it contains macros"


def test_a_macro_workbook_by_its_type_is_refused(form: Path) -> None:
    def change(name: str, content: bytes) -> bytes:
        kind = (b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                b"application/vnd.ms-excel.sheet.macroEnabled.main+xml")  # fmt: skip
        return content.replace(*kind) if name == "[Content_Types].xml" else content

    assert why(rewritten(form, change)) == "it contains macros"


def test_outside_links_and_objects_are_never_looked_at(workspace: Workspace, form: Path) -> None:
    entry = Filler.open(form)
    entry.question("count", value=3)
    entry.save()
    bad = b"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>"
    more = {"xl/externalLinks/externalLink1.xml": bad, "xl/embeddings/o.bin": b"MZ",
            "xl/connections.xml": bad, "customXml/item1.xml": bad}  # fmt: skip
    preview = looked_at(workspace, rewritten(form, more=more))
    assert ("count", "value", "", "3") in changed(preview)


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"])
def test_entities_are_refused(form: Path, part: str) -> None:
    lol = b'<!DOCTYPE l [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'

    def change(name: str, content: bytes) -> bytes:
        if name != part:
            return content
        head, xml, rest = content.partition(b"?>")
        return head + xml + lol + rest if xml else lol + content

    assert why(rewritten(form, change)).startswith("it declares entities of its own")


def cells(xml: bytes) -> Callable[[str, bytes], bytes]:
    """Return a change that puts more rows into the sheet Form."""

    def change(name: str, content: bytes) -> bytes:
        return content.replace(b"</sheetData>", xml + b"</sheetData>") if name == SHEET else content

    return change


@pytest.mark.parametrize(
    "xml",
    [
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        b'<row r="30000"><c r="A30000" t="inlineStr"><is><t>x</t></is></c></row>',
        b'<row r="90"><c r="ZZ90"><v>1</v></c></row>',
        b'<row r="90">' + b"<c><v>1</v></c>" * 1_000 + b"</row>",
    ],
)
def test_sheets_that_reach_too_far_are_refused(form: Path, xml: bytes) -> None:
    assert why(rewritten(form, cells(xml))) == "a sheet of it is too large for a form"


@pytest.mark.parametrize("place", [b"A0A", b"-1", b"AAAA1", b"A99999999999", "Ａ１".encode()])
def test_cells_without_a_place_are_refused(form: Path, place: bytes) -> None:
    xml = b'<row r="90"><c r="' + place + b'"><v>1</v></c></row>'
    assert why(rewritten(form, cells(xml))) == "a cell has a place that does not exist"


@pytest.mark.parametrize("number", [b"1e999", b"-1e999", b"nan", b"1e308"])
def test_endless_numbers_do_no_harm(workspace: Workspace, form: Path, number: bytes) -> None:
    xml = b'<row r="90"><c r="A90"><v>' + number + b"</v></c></row>"
    preview = looked_at(workspace, rewritten(form, cells(xml)))
    assert preview.changes == ()


def test_bombs_are_refused(form: Path, tmp_path: Path) -> None:
    assert why(rewritten(form, more={"xl/worksheets/big.xml": bytes(90_000_000)})) in {
        "a part of it unpacks to many times its size",
        "it unpacks to too much",
    }
    many = {f"xl/media/{number}.png": b"x" for number in range(500)}
    with zipfile.ZipFile(tmp_path / "many.xlsx", "w") as new:
        for name, content in many.items():
            new.writestr(name, content)
    assert "parts" in why(tmp_path / "many.xlsx")


def _listed_again(path: Path, name: str, times: int) -> Path:
    """List a part under more names, all of which lie in the same place."""
    with zipfile.ZipFile(path, "a") as file:
        for number in range(times):
            again = copy.copy(file.getinfo(name))
            again.filename = f"xl/media/{number}.bin"
            file.filelist.append(again)
        file.comment = b"changed"  # else the list of parts would not be written anew
    return path


@pytest.mark.parametrize(("name", "times"), [("_rels/.rels", 1), (SHEET, 100)])
def test_parts_that_lie_over_each_other_are_refused(form: Path, name: str, times: int) -> None:
    assert why(_listed_again(form, name, times)) == "parts of its archive lie over each other"


def test_a_part_that_is_larger_than_it_says_is_refused(form: Path) -> None:
    rewritten(form, more={"xl/worksheets/big.xml": b"A" * 3_000_000}, method=zipfile.ZIP_DEFLATED)
    content = form.read_bytes()
    lie = content.replace((3_000_000).to_bytes(4, "little"), (3_000).to_bytes(4, "little"))
    assert lie != content
    assert why(written(form, lie)) == "its archive is damaged"


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/evil.xml", "xl\\evil.xml", "C:evil.xml"])
def test_unsafe_names_are_refused(form: Path, name: str) -> None:
    content = rewritten(form, more={"xl/aaaaaaaaaaaaaaaaa"[: len(name)]: b"x"}).read_bytes()
    stand_in = "xl/aaaaaaaaaaaaaaaaa"[: len(name)].encode()
    written(form, content.replace(stand_in, name.encode()))
    assert why(form) == "its archive has a part with an unsafe name"


def test_names_that_differ_only_in_case_are_refused(form: Path) -> None:
    assert why(rewritten(form, more={SHEET.upper(): b"<x/>"})) == (
        "its archive has two parts of the same name"
    )


def test_names_of_another_code_page_are_read(workspace: Workspace, form: Path) -> None:
    content = rewritten(form, more={"xl/media/aaaa.png": b"x"}).read_bytes()
    written(form, content.replace(b"xl/media/aaaa.png", b"xl/media/\x81\x82\x83\x84.png"))
    assert looked_at(workspace, form).changes == ()


def test_texts_that_look_like_formulas_stay_texts(workspace: Workspace, form: Path) -> None:
    entry = Filler.open(form)
    row = entry.question("count", value=1)
    text = '=HYPERLINK("http://x","y")'
    entry.cell("Form", row, "note").value = text
    entry.cell("Form", row, "note").data_type = "s"
    preview = looked_at(workspace, entry.save())
    assert ("count", "note", "", text) in changed(preview)


def test_a_link_to_a_large_file_is_refused_unread(
    form: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("spa_me.services.workbooks.file.MAX_FILE", 100)
    assert why(form) == "it is too large for a form"


def test_every_byte_may_be_another(form: Path) -> None:
    """Read the form with bytes changed here and there: it is read or refused, never a fault."""
    content = form.read_bytes()
    outcomes: set[str] = set()
    for place in range(7, len(content), len(content) // 25):
        broken = bytearray(content)
        broken[place] ^= 0xFF
        try:
            archive.plain_parts(bytes(broken))
            outcomes.add("read")
        except archive.RefusedWorkbookError as refused:
            outcomes.add(refused.what)
    assert "its archive is damaged" in outcomes


def test_the_book_itself_opens_without_repair(form: Path) -> None:
    assert load_workbook(io.BytesIO(form.read_bytes())).sheetnames[:2] == ["Instructions", "Form"]
