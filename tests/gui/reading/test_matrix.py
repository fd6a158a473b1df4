"""Each way in, each kind of text, each locale: one reading."""

import csv
import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from spa_me.cli import run
from spa_me.domain.dataset import Dataset
from spa_me.domain.errors import Severity
from spa_me.domain.numbers import plain
from spa_me.domain.values import BLANK, Value, ValueKey, ValueState
from spa_me.services.csv_codes import with_codes
from spa_me.services.csv_preview import read_values
from spa_me.services.csv_versions import in_force
from spa_me.services.dumping import dump, load
from spa_me.services.value_rows import ValueRows, values_in
from spa_me.services.workspace import Workspace
from tests.gui.reading.matrix import ASK, CASES, NO, Case, code_of, definition
from tests.integration.forms.filling import Filler, looked_at, make
from tests.integration.making import ACTOR, Clock
from ui.pages.cofunding.fields import NumberField, WrongInputError
from ui.pages.entry.reading import Content, read_answer
from ui.reading import locale_signs

POINT, COMMA = ("en", "km", "th", "my", "zh"), ("vi", "lo", "de", "fr", "pt", "es")
ARABIC = "ar_EG"
IDS = [f"{case.measure} {case.text!a}" for case in CASES]


def read_value_rows(path: Path, data: Dataset) -> ValueRows:
    """Return what a CSV file says, as its preview reads it."""
    return values_in(in_force(with_codes(read_values(path), data), data), data)


every_case = pytest.mark.parametrize(("number", "case"), list(enumerate(CASES)), ids=IDS)


@pytest.fixture(autouse=True)
def _default_locale() -> Iterator[None]:
    before = QLocale()
    yield
    QLocale.setDefault(before)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    path = tmp_path_factory.mktemp("matrix") / "plan.spame"
    with Workspace.create(path, definition(), "A", ACTOR, clock=Clock()) as made:
        yield made


def said_by(value: Value) -> str:
    """Return a value as the matrix writes it."""
    if value.level is not None:
        return value.level
    if value.numerator is not None and value.denominator is not None:
        return f"{plain(value.numerator)}/{plain(value.denominator)}"
    return NO if value.number is None else plain(value.number)


# --- The sheet and the co-funding page ------------------------------------------------------------


def said_by_sheet(content: Content) -> str:
    if content.word is not None:
        return " or ".join(content.word.states)
    if content.unread:
        return ASK if "can be read as" in content.why else NO
    return said_by(content.value)


@every_case
def test_the_sheet_reads_as_its_locale_writes(number: int, case: Case) -> None:
    key = ValueKey("A", "2014", code_of(number))
    for names, expected in ((POINT, case.point), (COMMA, case.comma)):
        for name in names:
            QLocale.setDefault(QLocale(name))
            content = read_answer(definition(), key, BLANK, case.text, locale_signs())
            assert said_by_sheet(content) == expected, (name, content)


@every_case
def test_the_fields_for_money_read_as_the_sheet_does(
    qapp: QApplication, number: int, case: Case
) -> None:
    del qapp, number
    if case.measure != "count":
        return
    field = NumberField()
    field.setText(case.text)
    for names, expected in ((POINT, case.point), (COMMA, case.comma)):
        for name in names:
            QLocale.setDefault(QLocale(name))
            said = NO
            with suppress(WrongInputError):
                said = said_by(Value(ValueState.REPORTED, field.number()))
            assert said == (NO if expected.startswith("not_") else expected), name


# --- CSV files, the command line and a dump -------------------------------------------------------


def written(path: Path, separator: str, *numbers: int) -> Path:
    """Write a CSV file that answers the questions of some cases."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, delimiter=separator)
        rows.writerow(["unit", "indicator", "period", "value"])
        rows.writerows(["A", code_of(n), "2014", CASES[n].text] for n in numbers)
    return path


def said_by_rows(rows: ValueRows, number: int) -> str:
    """Return what a file says in answer to a question."""
    for offer in rows.suggestions:
        if offer.key.indicator == code_of(number):
            return " or ".join(offer.states)
    for change in rows.changes:
        if change.key.indicator == code_of(number):
            return said_by(change.value)
    errors = [f.what for f in rows.findings if f.severity is Severity.ERROR]
    assert errors, "what is not taken is told"
    return ASK if any("can be read as" in what for what in errors) else NO


@every_case
def test_csv_files_are_read_as_their_separator_and_their_cells_show(
    workspace: Workspace, tmp_path: Path, number: int, case: Case
) -> None:
    data = workspace.dataset()
    for separator, expected in ((",", case.comma_file), (";", case.semicolon_file)):
        rows = read_value_rows(written(tmp_path / "v.csv", separator, number), data)
        assert said_by_rows(rows, number) == expected, (separator, rows)


def test_what_only_the_separator_tells_is_warned_of(workspace: Workspace, tmp_path: Path) -> None:
    number = next(n for n, case in enumerate(CASES) if case.text == "1.500")
    for separator, other in ((",", "1500"), (";", "1.5")):
        rows = read_value_rows(written(tmp_path / "v.csv", separator, number), workspace.dataset())
        found = [f for f in rows.findings if f.severity is Severity.WARNING]
        assert any(f"could be {other}" in finding.what for finding in found)


def test_the_other_cells_of_a_file_decide_and_contradictions_are_asked(
    workspace: Workspace, tmp_path: Path
) -> None:
    by_text = {case.text: n for n, case in enumerate(CASES)}
    doubtful, comma, point = by_text["1.500"], by_text["1.234,5"], by_text["1,234.5"]
    data = workspace.dataset()
    for separator in ",;":
        path = tmp_path / "v.csv"
        rows = read_value_rows(written(path, separator, doubtful, comma), data)
        assert said_by_rows(rows, doubtful) == "1500"
        rows = read_value_rows(written(path, separator, doubtful, point), data)
        assert said_by_rows(rows, doubtful) == "1.5"
        rows = read_value_rows(written(path, separator, doubtful, comma, point), data)
        assert said_by_rows(rows, doubtful) == ASK
        assert said_by_rows(rows, comma) == said_by_rows(rows, point) == "1234.5"


@pytest.mark.parametrize(("separator", "column"), [(",", "comma_file"), (";", "semicolon_file")])
def test_the_command_line_and_a_dump_say_the_same_as_the_preview(
    workspace: Workspace,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    separator: str,
    column: str,
) -> None:
    """All that has one meaning by each way goes in at once; what is dumped comes back the same."""
    plan = tmp_path / "plan.spame"
    with Workspace.create(plan, definition(), "A", ACTOR, clock=Clock()):
        pass
    numbers = [n for n, case in enumerate(CASES) if len(set(_readings(case))) == 1]
    path = written(tmp_path / "v.csv", separator, *numbers)
    expected = {code_of(n): getattr(CASES[n], column) for n in numbers}
    taken = {c: r for c, r in expected.items() if r not in {ASK, NO} and not r.startswith("not_")}

    run(["enter", str(plan), str(path), "--json"])
    told = json.loads(capsys.readouterr().out)
    assert told["written"] == len(taken)
    offered = {o["indicator"]: " or ".join(o["can_mean"]) for o in told["suggestions"]}
    assert offered == {c: r for c, r in expected.items() if r.startswith("not_")}
    rows = read_value_rows(path, workspace.dataset())
    assert {c.key.indicator: said_by(c.value) for c in rows.changes} == taken

    with Workspace.open(plan, ACTOR, read_only=True) as opened:
        recorded = {key.indicator: said_by(v) for key, v in opened.dataset().values.items()}
        dump(opened, tmp_path / "dump")
    assert recorded == taken
    load(tmp_path / "dump", tmp_path / "again.spame", ACTOR)
    with Workspace.open(tmp_path / "again.spame", ACTOR, read_only=True) as again:
        assert {k.indicator: said_by(v) for k, v in again.dataset().values.items()} == taken


def _readings(case: Case) -> tuple[str, ...]:
    return case.point, case.comma, case.form, case.comma_file, case.semicolon_file


# --- The Excel form -------------------------------------------------------------------------------


def test_texts_in_the_excel_form(workspace: Workspace, tmp_path: Path) -> None:
    form = Filler.open(make(workspace, tmp_path / "form.xlsx"))
    for number, case in enumerate(CASES):
        row = form.question(code_of(number))
        cell = form.cell("Form", row, "value")
        cell.value = case.text
        cell.data_type = "s"  # a text, also where openpyxl would make a formula of it
    preview = looked_at(workspace, form.save())

    offered = {s.key.indicator: " or ".join(s.states) for s in preview.suggestions}
    taken = {c.key.indicator: said_by(c.value) for c in preview.values}
    for number, case in enumerate(CASES):
        code = code_of(number)
        said = offered.get(code) or taken.get(code)
        if said is None:
            row = form.row("Form", code=code)
            told = [f.what for f in preview.findings
                    if f.where.endswith(tuple(f"!{c}{row}" for c in "HIJKLM"))
                    and f.severity is Severity.ERROR]  # fmt: skip
            assert told, case
            said = ASK if any("can be read as" in what for what in told) else NO
        assert said == case.form, case
