"""CSV files as people make them."""

from decimal import Decimal
from pathlib import Path

import pytest

from spa_me.domain.errors import InputError, RefusedError, Severity, UserError
from spa_me.domain.submission import Right
from spa_me.domain.values import BLANK, Value, ValueKey, ValueState
from spa_me.services import csv_file
from spa_me.services.entry import record_values
from spa_me.services.importing import EntryOutcome, enter_values
from spa_me.services.submissions import close_period, set_member
from spa_me.services.workspace import Workspace
from tests.integration.making import change

HEADER = "unit,indicator,period,state,value,numerator,denominator,reason,note"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "values.csv"


def enter(workspace: Workspace, file: Path, *rows: str, header: str = HEADER) -> EntryOutcome:
    file.write_text("\n".join([header, *rows]), encoding="utf-8")
    return enter_values(workspace, file)


def told(outcome: EntryOutcome) -> list[tuple[str, str]]:
    return [(finding.where, finding.what) for finding in outcome.findings]


def value(workspace: Workspace, indicator: str = "count", unit: str = "A") -> Value:
    return workspace.dataset().values.get(indicator, unit, "2014")


def test_values_of_every_kind(workspace: Workspace, file: Path) -> None:
    outcome = enter(
        workspace,
        file,
        'A,count,2014,,"1,500",,,,a note',
        "A,share,2014,,,37,100,,",
        "A,scale,2014,reported,Good,,,,",
        "B,count,2014,not_available,,,,the file was lost,",
        "B,share,2014,,12.5 %,,,,",
        "B,scale,2014,Not yet due,,,,next year,",
        "B,count,2015,reported,0,,,,",
    )

    assert (outcome.written, outcome.unchanged, len(outcome.changes)) == (7, 0, 7)
    assert value(workspace).number == 1_500
    assert value(workspace).note == "a note"
    share = value(workspace, "share")
    assert (share.numerator, share.denominator) == (37, 100)
    assert value(workspace, "scale").level == "good"
    assert value(workspace, unit="B").reason == "the file was lost"
    assert value(workspace, "share", "B").number == Decimal("12.5")
    assert value(workspace, "scale", "B").state is ValueState.NOT_YET_DUE
    assert workspace.dataset().values.get("count", "B", "2015").number == 0
    assert [finding.severity for finding in outcome.findings] == [Severity.WARNING]
    assert outcome.findings[0].where == "row 6, column denominator"


@pytest.mark.parametrize("separator", [",", ";"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("first", ["", "sep={}"])
def test_variants_of_csv(
    workspace: Workspace, file: Path, separator: str, ends: str, mark: str, first: str
) -> None:
    lines = ["Unit , Indicator,PERIOD,value,note", 'A,count,2014,5,"ខ្មែរ, ""ok"""', "", ",,,,"]
    text = ends.join(line.replace(",", separator) for line in lines)
    text = first.format(separator) + ends + text if first else text
    file.write_bytes((mark + text).encode())

    outcome = enter_values(workspace, file)

    assert (outcome.written, outcome.findings) == (1, ())
    assert value(workspace).note == f'ខ្មែរ{separator} "ok"'


@pytest.mark.parametrize("text", ["N/A", "n.a.", "-", "see description", "TBD", "—"])
def test_words_in_number_columns_are_never_a_number(
    workspace: Workspace, file: Path, text: str
) -> None:
    outcome = enter(workspace, file, f"A,count,2014,,{text},,,,", "B,count,2014,,5,,,,")

    (finding,) = outcome.findings
    assert finding.where == "row 2, column value"
    assert "state not_applicable or not_available, and the reason" in finding.expected
    assert outcome.written == 1
    assert value(workspace) is BLANK


@pytest.mark.parametrize(
    ("row", "where", "what"),
    [
        ("A,count,2014,,1.5.2,,,,", "row 2, column value", "is not a number"),
        ("A,count,2014,,-3,,,,", "row 2, column value", "below zero"),
        ("A,count,2014,maybe,3,,,,", "row 2, column state", "is no state"),
        ("A,count,2014,not_available,,,,,", "row 2, column reason", "needs a reason"),
        ("A,count,2014,not_available,3,,,lost,", "row 2, column state", "there is a figure"),
        ("A,count,2014,,,,,,only a note", "row 2, column value", "no value"),
        ("A,share,2014,,,37,,,", "row 2, column denominator", "without a denominator"),
        ("A,share,2014,,,37,?,,", "row 2, column denominator", "is no figure"),
        ("A,scale,2014,,superb,,,,", "row 2, column value", "no level"),
        ("Z,count,2014,,3,,,,", "row 2, column unit", "no reporting unit"),
        ("A,none,2014,,3,,,,", "row 2, column indicator", "no indicator"),
        ("A,count,1999,,3,,,,", "row 2, column period", "no reporting period"),
        ("A,count,2014,,3,,,,,more", "row 2", "has 10 cells"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(
    workspace: Workspace, file: Path, row: str, where: str, what: str
) -> None:
    outcome = enter(workspace, file, row, "B,count,2014,,5,,,,")

    assert [found for found in told(outcome) if found[0] == where and what in found[1]]
    assert outcome.written == 1
    assert dict(workspace.dataset().values.items()).keys() == {ValueKey("B", "2014", "count")}


def test_a_row_that_comes_twice(workspace: Workspace, file: Path) -> None:
    outcome = enter(workspace, file, "A,count,2014,,5,,,,", "A,count,2014,,5,,,,")

    assert told(outcome) == [("row 3", "it says the same as row 2")]
    assert value(workspace).number == 5


def test_rows_that_contradict_each_other_are_both_shown_and_none_counts(
    workspace: Workspace, file: Path
) -> None:
    outcome = enter(
        workspace, file, "A,count,2014,,80,,,,", "A,count,2014,,7,,,,", "B,count,2014,,5,,,,"
    )

    (finding,) = outcome.findings
    assert (finding.where, finding.severity) == ("row 3", Severity.ERROR)
    assert "“7”" in finding.what
    assert "“80”" in finding.what
    assert value(workspace) is BLANK
    assert value(workspace, unit="B").number == 5


def test_a_column_that_is_not_known_is_named_and_the_rest_is_read(
    workspace: Workspace, file: Path
) -> None:
    outcome = enter(
        workspace, file, "A,count,2014,5,x", header="unit,indicator,period,value,Remark"
    )

    (finding,) = outcome.findings
    assert finding.severity is Severity.WARNING
    assert "“Remark” is not known" in finding.what
    assert outcome.written == 1


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "the column unit is missing"),
        (b"a,b,c\n1,2,3", "the column unit is missing"),
        (b"unit,indicator,period,value,value\n", "stands twice"),
        ("unit,indicator".encode("utf-16"), "not UTF-8 text but UTF-16"),
        (b"unit,indicator,period,value\nA,count,2014,5,caf\xe9", "not written in UTF-8"),
        (b'unit,indicator,period,value\nA,count,2014,"5', "it cannot be read"),
        (b"PK\x03\x04\x00\x00", "no text at all"),
    ],
)
def test_files_that_are_none(workspace: Workspace, file: Path, content: bytes, says: str) -> None:
    file.write_bytes(content)

    with pytest.raises(InputError) as caught:
        enter_values(workspace, file)
    assert any(says in finding.what for finding in caught.value.findings)
    assert caught.value.kept == "Nothing was read from it."


def test_limits(workspace: Workspace, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_file, "MAX_ROWS", 2)
    with pytest.raises(InputError, match="1 problem"):
        enter(workspace, file, *["A,count,2014,,5,,,,"] * 3)
    monkeypatch.setattr(csv_file, "MAX_BYTES", 100)
    with pytest.raises(InputError, match="1 problem"):
        enter(workspace, file, "A,count,2014,,5,,,,", "B,count,2014,,5,,,,")


def test_a_file_that_is_not_there(workspace: Workspace, file: Path) -> None:
    with pytest.raises(UserError, match="cannot be read"):
        enter_values(workspace, file)


def test_a_dry_run_writes_nothing(workspace: Workspace, file: Path) -> None:
    record_values(workspace, [change(5), change(6, unit="B")])
    file.write_text(f"{HEADER}\nA,count,2014,,7,,,,\nB,count,2014,,6,,,,\n", encoding="utf-8")

    outcome = enter_values(workspace, file, dry_run=True)

    assert (outcome.written, outcome.unchanged, outcome.change_set) == (0, 1, None)
    (compared,) = outcome.changes
    assert (compared.old.number, compared.new.number) == (5, 7)
    assert value(workspace).number == 5


def test_all_or_nothing(workspace: Workspace, file: Path) -> None:
    file.write_text(f"{HEADER}\nA,count,2014,,7,,,,\nB,count,2014,,x,,,,\n", encoding="utf-8")

    outcome = enter_values(workspace, file, all_or_nothing=True)

    assert (outcome.written, outcome.change_set) == (0, None)
    assert len(outcome.findings) == 1
    assert value(workspace) is BLANK


def test_an_empty_row_says_nothing_and_blank_removes(workspace: Workspace, file: Path) -> None:
    record_values(workspace, [change(5), change(6, unit="B")])

    outcome = enter(workspace, file, "A,count,2014,,,,,,", "B,count,2014,blank,,,,,")

    assert (outcome.written, outcome.findings) == (1, ())
    assert value(workspace).number == 5
    assert value(workspace, unit="B") is BLANK


def test_a_note_stays_where_the_file_has_no_column_for_it(workspace: Workspace, file: Path) -> None:
    record_values(workspace, [change(5, note="first")])

    enter(workspace, file, "A,count,2014,6", header="unit,indicator,period,value")
    assert (value(workspace).number, value(workspace).note) == (6, "first")

    enter(workspace, file, "A,count,2014,,6,,,,")
    assert value(workspace).note == ""


BREAKDOWN = "unit,indicator,period,value,dimension,category"


def test_breakdowns(workspace: Workspace, file: Path) -> None:
    outcome = enter(
        workspace,
        file,
        "A,count,2014,5,,",
        "A,count,2014,2,sex,female",
        "A,count,2014,3,sex,male",
        header=BREAKDOWN,
    )
    assert (outcome.written, outcome.findings) == (1, ())
    assert value(workspace).parts == {"sex": {"female": 2, "male": 3}}

    outcome = enter(
        workspace, file, "A,count,2014,4,sex,female", "A,count,2014,1,sex,unknown", header=BREAKDOWN
    )
    assert value(workspace).number == 5
    assert value(workspace).parts == {"sex": {"female": 4, "unknown": 1}}

    outcome = enter(workspace, file, "A,count,2014,9,,", header=BREAKDOWN)
    assert value(workspace).number == 9
    assert value(workspace).parts == {"sex": {"female": 4, "unknown": 1}}
    assert "the parts add up to 5 and the total is 9" in outcome.findings[0].what


@pytest.mark.parametrize(
    ("row", "where", "what"),
    [
        ("A,count,2014,4,sex,", "row 2, column category", "a dimension and a category"),
        ("A,count,2014,4,,male", "row 2, column dimension", "a dimension and a category"),
        ("A,count,2014,4,age,young", "row 2, column dimension", "not broken down by “age”"),
        ("A,count,2014,4,sex,other", "row 2, column dimension", "no category “other”"),
        ("A,count,2014,?,sex,male", "row 2, column value", "is no figure"),
        ("B,count,2014,4,sex,male", "row 2, column state", "a figure although the value is"),
    ],
)
def test_breakdowns_that_are_wrong(
    workspace: Workspace, file: Path, row: str, where: str, what: str
) -> None:
    record_values(workspace, [change(4)])
    outcome = enter(workspace, file, row, header=BREAKDOWN)

    assert [found for found in told(outcome) if found[0] == where and what in found[1]]
    assert outcome.written == 0


def with_closed_period(workspace: Workspace) -> None:
    close_period(workspace, "2015", "The report is printed")


def test_a_dry_run_finds_the_same_and_records_nothing(workspace: Workspace, file: Path) -> None:
    with_closed_period(workspace)
    rows = [
        "A,count,2014,,7,,,,",
        "A,count,2015,,8,,,,",
        "A,count,2014x,,8,,,,",
        "A,share,2014,,x,,,,",
    ]
    file.write_text("\n".join([HEADER, *rows]), encoding="utf-8")

    dry = enter_values(workspace, file, dry_run=True)
    before = workspace.dataset().values.get("count", "A", "2014")
    real = enter_values(workspace, file)

    assert before == BLANK
    assert dry.findings == real.findings
    assert dry.changes == real.changes
    assert (dry.written, real.written) == (0, 1)
    assert ("row 3", Severity.ERROR) in [(f.where, f.severity) for f in real.findings]
    assert value(workspace).number == 7
    assert workspace.dataset().values.get("count", "A", "2015") == BLANK


def test_a_file_of_closed_periods_only_is_told_both_times(workspace: Workspace, file: Path) -> None:
    with_closed_period(workspace)
    file.write_text(f"{HEADER}\nA,count,2015,,8,,,,\n", encoding="utf-8")

    dry = enter_values(workspace, file, dry_run=True)
    real = enter_values(workspace, file)

    assert dry.findings == real.findings
    assert [(f.where, f.severity) for f in real.findings] == [("row 2", Severity.CRITICAL)]
    assert real.written == 0


def test_nobody_without_the_right_gets_further_in_a_dry_run(
    workspace: Workspace, file: Path
) -> None:
    set_member(workspace, "Somebody else", frozenset({Right.ENTER, Right.ADMINISTER}))
    file.write_text(f"{HEADER}\nA,count,2014,,8,,,,\n", encoding="utf-8")

    for dry in (True, False):
        with pytest.raises(RefusedError):
            enter_values(workspace, file, dry_run=dry)
