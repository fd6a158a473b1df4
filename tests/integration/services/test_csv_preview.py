"""A CSV file of values: what it would change is seen before, and exactly that is recorded."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from spa_me.domain.errors import InputError, RefusedError, Severity
from spa_me.domain.progress import Cancelled
from spa_me.domain.values import Value, ValueKey, ValueState, reported
from spa_me.services import submissions
from spa_me.services.csv_file import CsvFile
from spa_me.services.csv_preview import CsvPreview, preview_csv, read_values, take_csv
from spa_me.services.entry import ValueChange, record_values
from spa_me.services.suggestions import Acceptance
from spa_me.services.workspace import Workspace
from tests.integration.making import change
from tests.stopping import Watching

TODAY = date(2026, 3, 1)
HEADER = "unit,indicator,period,state,value,numerator,denominator,reason,note"


@pytest.fixture
def csv(tmp_path: Path) -> Path:
    return tmp_path / "values.csv"


def looked_at(
    workspace: Workspace, csv: Path, *rows: str, header: str = HEADER
) -> tuple[CsvFile, CsvPreview]:
    csv.write_text("\n".join([header, *rows]), encoding="utf-8")
    file = read_values(csv)
    return file, preview_csv(workspace.dataset(), file, csv.name, TODAY)


def cells(preview: CsvPreview) -> list[tuple[str, str, str, str]]:
    return [(c.where, c.column, c.old, c.new) for c in preview.changes]


def found(preview: CsvPreview) -> list[tuple[str, str]]:
    return [(finding.where, finding.severity.value) for finding in preview.findings]


def value(workspace: Workspace, indicator: str = "count", unit: str = "A") -> Value:
    return workspace.dataset().values.get(indicator, unit, "2014")


def test_every_changed_cell_is_shown_and_then_recorded(workspace: Workspace, csv: Path) -> None:
    record_values(workspace, [change(5)])
    before = len(workspace.audit())
    file, preview = looked_at(
        workspace,
        csv,
        "A,count,2014,,7,,,,checked",
        "A,share,2014,,,3,8,,",
        "B,count,2014,not_available,,,,the file was lost,",
    )
    assert cells(preview) == [
        ("row 2, column value", "value", "5", "7"),
        ("row 2, column note", "note", "", "checked"),
        ("row 3, column state", "state", "", "Reported"),
        ("row 3, column numerator", "numerator", "", "3"),
        ("row 3, column denominator", "denominator", "", "8"),
        ("row 4, column state", "state", "", "Not available"),
        ("row 4, column reason", "reason", "", "the file was lost"),
    ]
    assert preview.changes[0].title == "Indicator count (Country A)"
    assert (preview.units, preview.periods) == (("Country A", "Country B"), ("2014",))
    assert len(workspace.audit()) == before, "nothing is recorded before"
    done = take_csv(workspace, file, preview)
    assert len(done.audit) == 3
    assert value(workspace).number == 7
    assert preview_csv(workspace.dataset(), file, csv.name, TODAY).unchanged == 3


def test_a_part_of_a_breakdown_has_its_own_row(workspace: Workspace, csv: Path) -> None:
    _, preview = looked_at(
        workspace,
        csv,
        "A,count,2014,7,,",
        "A,count,2014,4,sex,female",
        "A,count,2014,3,sex,male",
        header="unit,indicator,period,value,dimension,category",
    )
    assert cells(preview) == [
        ("row 2", "state", "", "Reported"),
        ("row 2, column value", "value", "", "7"),
        ("row 3, column value", "value", "", "4"),
        ("row 4, column value", "value", "", "3"),
    ]
    assert preview.changes[2].title == "Indicator count: sex, female"


def test_rows_with_errors_are_left_out_and_good_ones_kept(workspace: Workspace, csv: Path) -> None:
    file, preview = looked_at(
        workspace,
        csv,
        "A,count,2014,,many,,,,",
        "A,share,2014,,12.5,,,,",
        "X,count,2014,,1,,,,",
        "B,count,2014,,2,,,,",
    )
    assert found(preview) == [
        ("row 2, column value", "error"),
        ("row 4, column unit", "error"),
        ("row 3, column denominator", "warning"),
    ]
    take_csv(workspace, file, preview)
    assert value(workspace, unit="B").number == 2
    assert value(workspace).state is ValueState.BLANK


def test_a_blank_or_an_accepted_word_shows_the_parts_that_go_and_leaves_the_note(
    workspace: Workspace, csv: Path
) -> None:
    parts = {"sex": {"female": Decimal(4), "male": Decimal(3)}}
    for unit in ("A", "B"):
        said = replace(reported(7, "a note"), parts=parts)
        record_values(workspace, [ValueChange(ValueKey(unit, "2014", "count"), said)])
    file, preview = looked_at(
        workspace,
        csv,
        "A,count,2014,,N/A",
        "B,count,2014,blank,",
        header="unit,indicator,period,state,value",
    )
    goes = [("value", "4", ""), ("value", "3", "")]
    found = [(c.column, c.old, c.new) for c in preview.changes_when(Acceptance())]
    assert found == [
        ("state", "Reported", ""),
        ("value", "7", ""),
        *goes,
        ("state", "Reported", "Not available"),
        ("value", "7", ""),
        ("reason", "", "…"),
        *goes,
    ]
    take_csv(workspace, file, preview, accept=Acceptance("No law"))
    assert [value(workspace, unit=unit).note for unit in ("A", "B")] == ["a note", "a note"]


def test_words_are_offered_and_wait_for_a_reason(workspace: Workspace, csv: Path) -> None:
    file, preview = looked_at(workspace, csv, "A,count,2014,,N/A,,,,")
    assert [offer.where for offer in preview.suggestions] == ["row 2, column value"]
    assert not preview.records
    with pytest.raises(InputError, match="gives no reason"):
        take_csv(workspace, file, preview, accept=Acceptance())
    take_csv(workspace, file, preview, accept=Acceptance("no such law", ValueState.NOT_APPLICABLE))
    assert value(workspace).state is ValueState.NOT_APPLICABLE
    assert value(workspace).reason == "no such law"


def lock(workspace: Workspace, period: str = "2014") -> None:
    submissions.close_period(workspace, period, "SOM 12 took note.")


@pytest.mark.parametrize("cell", ["7", "N/A"])
def test_a_file_about_nothing_but_locked_figures_is_refused(
    workspace: Workspace, csv: Path, cell: str
) -> None:
    lock(workspace)
    file, preview = looked_at(workspace, csv, f"A,count,2014,,{cell},,,,")
    assert preview.is_refused
    assert preview.findings[0].severity is Severity.CRITICAL
    assert "the figures of Country A (A) in 2014 are locked" in preview.findings[0].what
    assert (preview.changes, preview.values, preview.suggestions) == ((), (), ())
    with pytest.raises(RefusedError, match="are locked"):
        take_csv(workspace, file, preview)


def test_rows_of_a_locked_period_are_left_out_and_others_taken(
    workspace: Workspace, csv: Path
) -> None:
    record_values(workspace, [change(40, unit="B")])
    lock(workspace)
    file, preview = looked_at(
        workspace,
        csv,
        "A,count,2014,,7,,,,",
        "B,count,2014,,40,,,,",
        "A,count,2015,,8,,,,",
    )
    assert ("row 2", "error") in found(preview)
    assert ("row 3", "error") not in found(preview), "it says what is recorded already"
    assert [v.key for v in preview.values] == [ValueKey("A", "2015", "count")]
    take_csv(workspace, file, preview)
    assert value(workspace).state is ValueState.BLANK
    assert workspace.dataset().values.get("count", "A", "2015").number == 8


@pytest.mark.parametrize("late", ["changed", "locked"])
def test_what_is_not_as_it_was_seen_is_not_recorded(
    workspace: Workspace, csv: Path, late: str
) -> None:
    file, preview = looked_at(workspace, csv, "A,count,2014,,7,,,,")
    if late == "changed":
        record_values(workspace, [change(6)])
    else:
        lock(workspace)
    with pytest.raises(RefusedError, match="since the file was looked at"):
        take_csv(workspace, file, preview)
    assert value(workspace).number != 7


def test_a_file_that_says_nothing_new_writes_nothing(workspace: Workspace, csv: Path) -> None:
    record_values(workspace, [change(5)])
    before = len(workspace.audit())
    rows: Sequence[str] = ("A,count,2014,,5,,,,", "B,count,2014,,,,,,")
    file, preview = looked_at(workspace, csv, *rows)
    assert (preview.changes, preview.unchanged) == ((), 1)
    assert not take_csv(workspace, file, preview).audit
    assert len(workspace.audit()) == before


def test_stopped_in_the_middle_nothing_is_recorded(workspace: Workspace, csv: Path) -> None:
    file, preview = looked_at(workspace, csv, "A,count,2014,,7,,,,", "A,share,2014,,,3,8,,")
    before = workspace.path.read_bytes()

    for words in ("check the values", "record the values", "write the audit"):
        person = Watching(lambda seen, words=words: seen.told[-1][1] == words)
        with pytest.raises(Cancelled):
            take_csv(workspace, file, preview, progress=person)
        assert workspace.path.read_bytes() == before
    assert len(take_csv(workspace, file, preview, progress=Watching()).audit) == 2
