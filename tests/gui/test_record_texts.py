"""Amounts in the texts of records are written by locale where they are shown, and nowhere else."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

from spa_me.domain.cofunding import Activity, Contribution, SourceType
from spa_me.domain.dataset import AuditEntry
from spa_me.services.wording import text
from ui.models.rows import COPY_ROLE, RowsModel
from ui.pages.activity.columns import columns
from ui.values import show_record

MONEY = Contribution(
    "c1",
    "A",
    "2014",
    "Ministry",
    SourceType.GOVERNMENT,
    amount=Decimal("1250000.50"),
    currency="USD",
)


def test_the_amount_and_the_budget_are_grouped_and_nothing_else() -> None:
    noted = replace(MONEY, note="in 2014 ILO paid 30000 USD; budget as of 2015 ILO")
    shown, stored = show_record(text(noted)), text(noted)
    assert stored.startswith("1250000.5 USD; ")
    assert shown == "1,250,000.5 USD; " + stored.removeprefix("1250000.5 USD; ")

    plan = Activity(
        "a1", "A", "2014", "1.1", "Train 20000 USD", budget=Decimal(48000), currency="USD"
    )
    assert "budget 48,000 USD" in show_record(text(plan))
    assert show_record(text(plan)).startswith("Train 20000 USD")


@pytest.mark.parametrize("said", ["", "2014", "no amount; committed", "x 5000 USD; cash"])
def test_other_texts_stay_as_they_are(said: str) -> None:
    assert show_record(said) == said


def test_the_log_shows_it_and_copies_what_is_stored(qapp: object) -> None:
    del qapp
    entry = AuditEntry(1, datetime(2026, 3, 1, tzinfo=UTC), "P", "", "", "save contribution",
                       "contribution A 2014 Ministry", "", text(MONEY))  # fmt: skip
    model = RowsModel[AuditEntry](columns(), key=lambda row: row.number)
    model.show([entry])
    after = model.index(0, 6)
    assert after.data().startswith("1,250,000.5 USD")
    assert after.data(Qt.ItemDataRole.ToolTipRole).startswith("1,250,000.5 USD")
    assert after.data(COPY_ROLE) == text(MONEY)
