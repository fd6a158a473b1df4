"""A country's workspace takes nothing that another country reports: by no way in."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from spa_me.domain.cofunding import Activity, Contribution, PrintedShare, SourceType
from spa_me.domain.errors import RefusedError, Severity
from spa_me.domain.values import BLANK, ValueKey, reported
from spa_me.services.entry import ValueChange, record_values
from spa_me.services.funding import save_activity, save_contribution, save_printed_share
from spa_me.services.importing import enter_values
from spa_me.services.workspace import Workspace
from tests.integration.exchange.offices import Office

HEADER = "unit,indicator,period,value"
THERE: dict[str, Any] = {"unit": "B", "period": "2014"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "values.csv"
    made.write_text(f"{HEADER}\nA,count,2014,7\nB,count,2014,8\n", encoding="utf-8")
    return made


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_csv_row_of_another_country_is_an_error_that_names_it(
    country: Office, file: Path, dry_run: bool
) -> None:
    outcome = enter_values(country.workspace, file, dry_run=dry_run)

    (finding,) = outcome.findings
    assert (finding.where, finding.severity) == ("row 3", Severity.ERROR)
    assert "Country B" in finding.what
    values = country.workspace.dataset().values
    assert values.get("count", "B", "2014") == BLANK
    assert outcome.written == (0 if dry_run else 1)


def test_the_region_enters_for_its_countries(region: Office, file: Path) -> None:
    outcome = enter_values(region.workspace, file)

    assert (outcome.written, outcome.findings) == (2, ())


RECORDS: dict[str, Callable[[Workspace], object]] = {
    "value": lambda w: record_values(w, [ValueChange(ValueKey("B", "2014", "count"), reported(5))]),
    "activity": lambda w: save_activity(w, Activity("", **THERE, code="B-1", title="Training")),
    "contribution": lambda w: save_contribution(
        w, Contribution("", **THERE, source="B", source_type=SourceType.GOVERNMENT)
    ),
    "printed share": lambda w: save_printed_share(
        w, PrintedShare(**THERE, source="B", share=Decimal(5))
    ),
}


@pytest.mark.parametrize("kind", RECORDS)
def test_records_of_another_country_are_refused_by_its_name(country: Office, kind: str) -> None:
    with pytest.raises(RefusedError) as refused:
        RECORDS[kind](country.workspace)

    assert "Country B" in str(refused.value)
