"""What people read: sentences, errors, findings, and the silence of work nobody watches."""

from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from spa_me.domain.changes import NO_CHANGE, ChangeSet
from spa_me.domain.dataset import AuditEntry
from spa_me.domain.errors import Finding, InputError, Severity, UserError
from spa_me.domain.progress import silent
from spa_me.domain.sentences import Amount, english, say
from spa_me.domain.status import Status


def test_a_sentence_puts_its_values_in() -> None:
    sentence = say("{count} of {total} by {unit}", count=Decimal("1500.0"), total=3, unit="A")
    assert str(sentence) == "1,500 of 3 by A"


def test_a_sentence_can_be_translated_with_its_values_in_the_local_way() -> None:
    sentence = say("{share} met", share=Fraction(1, 3))
    shown = sentence.render(lambda text: text.replace("met", "erreicht"), lambda _: "0,33")
    assert shown == "0,33 erreicht"


def test_values_with_braces_are_not_taken_for_fields() -> None:
    assert str(say("{note}", note="{count} {0}")) == "{count} {0}"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Amount(Decimal(20), "%"), "20 %"),
        (Amount(Fraction(2000, 3)), "666.67"),
        (Decimal(1000), "1,000"),
        ("text", "text"),
        (datetime(2026, 3, 1, 14, 5, tzinfo=UTC), "01 March 2026, 14:05 UTC"),
        (7, "7"),
    ],
)
def test_values_in_english(value: object, shown: str) -> None:
    assert english(value) == shown


def test_an_error_says_what_happened_what_was_kept_and_what_to_do() -> None:
    error = UserError("It failed.", kept="The file is untouched.", do="Try again.")
    assert str(error) == "It failed. The file is untouched. Try again."
    assert (error.what, error.kept, error.do) == (
        "It failed.",
        "The file is untouched.",
        "Try again.",
    )
    assert str(UserError("It failed.")) == "It failed."


def test_a_finding_says_where_what_and_what_is_expected() -> None:
    assert (
        str(Finding("row 7", "it is empty", "a number")) == "row 7: it is empty; expected a number"
    )
    assert str(Finding("row 7", "it is empty")) == "row 7: it is empty"
    assert Finding("row 7", "it is empty").severity is Severity.ERROR


def test_an_input_error_lists_every_finding_with_its_source() -> None:
    error = InputError("a.csv", [Finding("row 1", "x"), Finding("row 2", "y")], kept="Nothing.")
    assert str(error).splitlines() == [
        "a.csv has 2 problems. Nothing.",
        "  a.csv: row 1: x",
        "  a.csv: row 2: y",
    ]
    assert str(InputError("a.csv", [Finding("row 1", "x")])).startswith("a.csv has 1 problem.")


def test_more_progress_ranks_higher() -> None:
    assert Status.NOT.rank < Status.PARTLY.rank < Status.FULLY.rank


def test_work_that_nobody_watches_never_stops() -> None:
    silent.step(1, 0, "anything")


def test_a_change_set_without_audit_rows_says_that_nothing_changed() -> None:
    at = datetime(2026, 3, 1, tzinfo=UTC)
    row = AuditEntry(1, at, "Officer A", "", "", "record value", "value A 2026 i", "", "5")
    assert NO_CHANGE.is_empty
    assert not ChangeSet(audit=(row,)).is_empty
