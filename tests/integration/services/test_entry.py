"""Recording values: checked, stamped, audited, and once."""

from dataclasses import replace
from decimal import Decimal

import pytest

from spa_me.domain.changes import Topic
from spa_me.domain.errors import InputError, RefusedError
from spa_me.domain.values import (
    BLANK,
    Value,
    ValueKey,
    ValueState,
    reported,
    reported_level,
    reported_ratio,
)
from spa_me.services.entry import ValueChange, record_values
from spa_me.services.workspace import Workspace
from tests.integration.making import ACTOR, Clock, change

KEY = ValueKey("A", "2014", "count")


def recorded(workspace: Workspace, key: ValueKey = KEY) -> Value:
    return workspace.dataset().values.get(key.indicator, key.unit, key.period)


def test_a_value_is_stamped_with_who_and_when(workspace: Workspace, clock: Clock) -> None:
    forged = replace(reported(5), entered_by="Somebody else", entered_at=None)
    clock.forward(days=1)

    changes = record_values(workspace, [ValueChange(KEY, forged)])

    assert recorded(workspace) == replace(reported(5), entered_by=ACTOR.name, entered_at=clock())
    assert changes.topics == {Topic.VALUES}
    assert (changes.units, changes.periods) == ({"A"}, {"2014"})
    (entry,) = changes.audit
    assert (entry.action, entry.subject, entry.old, entry.new) == (
        "record value",
        "value A 2014 count",
        "",
        "5",
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (reported(0), "0"),
        (reported(Decimal("12.50")), "12.5"),
        (reported(5, "late"), "5; note: late"),
        (Value(ValueState.NOT_AVAILABLE, reason="lost"), "Not available; reason: lost"),
        (
            Value(ValueState.REPORTED, Decimal(3), parts={"sex": {"male": Decimal(3)}}),
            "3; sex: male 3",
        ),
    ],
)
def test_the_audit_reads_like_a_sentence(workspace: Workspace, value: Value, text: str) -> None:
    changes = record_values(workspace, [ValueChange(KEY, value)])

    assert changes.audit[0].new == text


def test_zero_is_a_value_and_blank_is_none(workspace: Workspace) -> None:
    record_values(workspace, [ValueChange(KEY, reported(0))])
    assert recorded(workspace).number == 0
    assert recorded(workspace).is_reported

    record_values(workspace, [ValueChange(KEY, BLANK)])
    assert recorded(workspace) is BLANK
    assert workspace.audit()[0].old == "0"
    assert workspace.audit()[0].new == ""


def test_a_note_may_come_before_its_figure(workspace: Workspace) -> None:
    note = replace(BLANK, note="the figure comes in May")
    record_values(workspace, [ValueChange(KEY, note)])
    assert recorded(workspace).note == "the figure comes in May"
    assert recorded(workspace).state is ValueState.BLANK

    record_values(workspace, [ValueChange(KEY, BLANK)])
    assert dict(workspace.dataset().values.items()) == {}


def test_the_same_again_is_no_change(workspace: Workspace, clock: Clock) -> None:
    record_values(workspace, [change(5)])
    saved = workspace.saved_at
    clock.forward(hours=1)
    workspace.actor = replace(ACTOR, name="Another")

    assert record_values(workspace, [change(Decimal("5.0"))]).is_empty
    assert record_values(workspace, [ValueChange(ValueKey("B", "2016", "count"), BLANK)]).is_empty
    assert record_values(workspace, []).is_empty
    assert workspace.saved_at == saved
    assert recorded(workspace).entered_by == ACTOR.name


def test_only_what_changed_is_audited(workspace: Workspace) -> None:
    record_values(workspace, [change(5), change(6, unit="B")])

    changes = record_values(workspace, [change(5), change(7, unit="B"), change(8, period="2016")])

    assert [entry.subject for entry in changes.audit] == [
        "value B 2014 count",
        "value A 2016 count",
    ]


def test_the_last_one_counts(workspace: Workspace) -> None:
    changes = record_values(workspace, [change(5), change(6)])

    assert [entry.new for entry in changes.audit] == ["6"]


def test_all_or_none_and_every_finding(workspace: Workspace) -> None:
    wrong = [
        change(5),
        change(-1, unit="B"),
        ValueChange(ValueKey("Z", "2014", "count"), reported(1)),
        ValueChange(ValueKey("A", "1999", "count"), reported(1)),
        ValueChange(ValueKey("A", "2014", "scale"), reported_level("superb")),
    ]

    with pytest.raises(InputError) as caught:
        record_values(workspace, wrong)

    places = [finding.where for finding in caught.value.findings]
    assert places == [
        "value B 2014 count, value",
        "value Z 2014 count, unit",
        "value A 1999 count, period",
        "value A 2014 scale, value",
    ]
    assert caught.value.kept == "Nothing was written."
    assert dict(workspace.dataset().values.items()) == {}


def test_doubts_do_not_keep_a_value_out(workspace: Workspace) -> None:
    record_values(workspace, [change(Decimal("2.5"))])

    assert recorded(workspace).number == Decimal("2.5")


def test_a_percentage_keeps_its_parts_and_not_the_quotient(workspace: Workspace) -> None:
    key = ValueKey("A", "2014", "share")
    record_values(workspace, [ValueChange(key, replace(reported_ratio(1, 3), number=Decimal(33)))])

    kept = recorded(workspace, key)
    assert (kept.number, kept.numerator, kept.denominator) == (None, 1, 3)

    wrong = replace(reported_ratio(1, 3), number=Decimal(50))
    with pytest.raises(InputError, match="1 problem"):
        record_values(workspace, [ValueChange(key, wrong)])


def test_breakdowns_are_replaced_as_a_whole(workspace: Workspace) -> None:
    def broken_down(**parts: int) -> ValueChange:
        sex = {name: Decimal(number) for name, number in parts.items()}
        return ValueChange(KEY, Value(ValueState.REPORTED, Decimal(5), parts={"sex": sex}))

    record_values(workspace, [broken_down(female=2, male=3)])
    record_values(workspace, [broken_down(female=4, unknown=1)])
    assert recorded(workspace).parts == {"sex": {"female": 4, "unknown": 1}}
    assert record_values(workspace, [broken_down(unknown=1, female=4)]).is_empty

    record_values(workspace, [change(5)])
    assert recorded(workspace).parts == {}
    record_values(workspace, [broken_down(male=5), change(1, unit="B")])
    record_values(workspace, [ValueChange(KEY, BLANK)])
    assert recorded(workspace) is BLANK


def test_texts_are_composed_and_free_of_control_characters(workspace: Workspace) -> None:
    value = reported(5, "  re\u0301sume\u0301\u0000 \u0007of\nMay ")
    record_values(workspace, [ValueChange(KEY, value)])

    assert recorded(workspace).note == "résumé of\nMay"


def test_a_command_with_a_key_is_done_once(workspace: Workspace) -> None:
    first = record_values(workspace, [change(5)], key="k")
    record_values(workspace, [change(6)])

    again = record_values(workspace, [change(5)], key="k")

    assert again == first
    assert recorded(workspace).number == 6
    assert len(workspace.audit()) == 4


def test_a_key_is_not_for_two_things(workspace: Workspace) -> None:
    record_values(workspace, [change(5)], key="k")

    with pytest.raises(RefusedError, match="was used before"):
        record_values(workspace, [change(6)], key="k")


def test_a_command_that_changed_nothing_is_remembered_under_its_key(workspace: Workspace) -> None:
    record_values(workspace, [change(5)])
    assert record_values(workspace, [change(5)], key="k").is_empty
    record_values(workspace, [change(6)])

    assert record_values(workspace, [change(5)], key="k").is_empty
    assert recorded(workspace).number == 6
