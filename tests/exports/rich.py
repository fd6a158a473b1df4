"""An illustrative dataset in which every rule, state and kind of money occurs."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache

from spa_me.domain.assessment import Judgements
from spa_me.domain.cofunding import (
    Activity,
    Contribution,
    ExchangeRate,
    Form,
    PrintedShare,
    SourceType,
    Stage,
)
from spa_me.domain.dataset import AuditEntry, DataNote, Dataset
from spa_me.domain.framework import FrameworkDefinition
from spa_me.domain.judgements import Declaration, Explanation, ProRata, ResultRating
from spa_me.domain.status import Status
from spa_me.domain.values import (
    Value,
    ValueBook,
    ValueKey,
    ValueState,
    reported,
    reported_level,
    reported_ratio,
)
from tests.countries import answers_of_a, countries, countries_definition

AT = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)

HOSTILE = (
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(1,2)",
    "\t=1+1",
    '=HYPERLINK("file:///etc/passwd")',
    "ក្រុមការងារប្រឆាំងការជួញដូរមនុស្ស",
    "control\x00\x07\x1bcharacters\x0b and \ud800 a lone half",
    "emoji 🦉 and 👩‍👩‍👧",
    "escape _x0041_ stays",
    '<b>not bold</b> & "quoted"',
    "long " * 60,
)


def _answers() -> list[tuple[ValueKey, Value]]:
    """Return what Countries B to D and the secretariat say beside Country A."""
    far = reported(Decimal("987654321012.25"), "The note of a large number.")
    return [
        (ValueKey("A", "2016", "2.4"), reported(25)),
        (ValueKey("B", "2016", "1.1a"), reported(1)),
        (ValueKey("B", "2016", "1.2"), reported_ratio(1, 2)),
        (ValueKey("B", "2016", "1.3"), reported(200)),
        (ValueKey("B", "2016", "2.1"), reported(7)),
        (ValueKey("B", "2016", "2.2"), reported_level("running")),
        (ValueKey("B", "2016", "2.3"), reported_level("fully")),
        (ValueKey("B", "2016", "2.4"), reported(Decimal("12.5"))),
        (ValueKey("B", "2015", "3.1"), reported(7)),
        (ValueKey("B", "2016", "3.1"), reported(3)),
        (ValueKey("B", "2016", "3.2"), far),
        (ValueKey("A", "2016", "3.3"), reported_ratio(8, 10)),
        (ValueKey("B", "2016", "3.3"), reported_ratio(1, 2)),
        (ValueKey("C", "2016", "1.2"), reported(30)),
        (ValueKey("C", "2016", "2.1"), Value(ValueState.NOT_APPLICABLE, reason="No border.")),
        (ValueKey("C", "2016", "3.1"), reported(0)),
        (ValueKey("D", "2016", "2.1"), Value(ValueState.NOT_YET_DUE, reason="In May.")),
        (ValueKey("RS", "2016", "R.1"), reported(1)),
    ]


def _contribution(number: int, unit: str, source: str, kind: SourceType, **more: object) -> object:
    return replace(Contribution(f"c{number}", unit, "2016", source, kind), **more)


def _contributions() -> tuple[Contribution, ...]:
    government, donor = SourceType.GOVERNMENT, SourceType.DONOR
    day = date(2016, 5, 1)
    made = [
        _contribution(1, "A", "Treasury A", government, amount=Decimal(1000), currency="USD"),
        _contribution(2, "A", "Treasury A", government, amount=Decimal("250.50"), currency="EUR"),
        _contribution(
            3, "A", "Programme", SourceType.PROGRAMME, amount=Decimal(800), currency="USD", date=day
        ),
        _contribution(4, "A", "Treasury A", government, activity="a1", form=Form.IN_KIND),
        _contribution(5, "A", "Treasury A", government, activity="a1", form=Form.CASH),
        _contribution(6, "A", "A donor", donor, activity="a2", amount=Decimal(90), currency="THB"),
        _contribution(7, "A", "A donor", donor, stage=Stage.PLANNED, amount=Decimal(5)),
        _contribution(8, "B", "Treasury B", government, amount=Decimal(77), activity="b1"),
        _contribution(9, "B", "A friend", SourceType.PRIVATE, amount=Decimal(23)),
    ]
    return tuple(entry for entry in made if isinstance(entry, Contribution))


def _judgements() -> Judgements:
    return Judgements(
        declarations=(
            Declaration("2.1", "2016", Status.FULLY, "Counted again by hand", person="Officer"),
        ),
        pro_ratas=(
            ProRata("1.3", "2016", date(2016, 7, 1), date(2016, 12, 31), "Began in July", "1.3"),
        ),
        ratings=(ResultRating("1", "2016", Status.PARTLY, "Slow but steady"),),
    )


def _definition() -> FrameworkDefinition:
    """Return the framework of Country A to F with a percentage that is added up by its parts."""
    definition = countries_definition().model_dump()
    heard = {"code": "3.3", "result": "3", "title": "Heard within a year"}
    leg = {"indicator": "3.3", "targets": {"2016": 60}}
    definition["markers"] = [*definition["markers"], {**heard, "legs": [leg]}]
    return FrameworkDefinition.model_validate(definition)


@cache
def rich() -> Dataset:
    """Return the dataset."""
    activity = Activity("a1", "A", "2016", "1.1", "Train officers", "1", Decimal(500), "USD")
    return replace(
        countries(),
        frameworks=(_definition(),),
        values=ValueBook([*answers_of_a(), *_answers()]),
        judgements=_judgements(),
        explanations=(Explanation("1.3", "2016", "The trainers fell ill."),),
        activities=(
            activity,
            replace(activity, id="a2", code="1.10", title="Meet", is_shared=True),
            replace(activity, id="a3", code="1.2", title="Print"),
            replace(activity, id="b1", unit="B", code="1.10", title="Meet", is_shared=True),
        ),
        contributions=_contributions(),
        rates=(
            ExchangeRate("RS", "2016", "USD", "SEK", Decimal("8.5"), date(2016, 1, 1), "A bank"),
            ExchangeRate(
                "RS", "2016", "EUR", "USD", Decimal("1.1"), date(2016, 1, 1), "Another bank"
            ),
            ExchangeRate(
                "RS", "2016", "USD", "SEK", Decimal("8.1"), date(2016, 4, 1), "A bank, April"
            ),
        ),
        printed_shares=(PrintedShare("A", "2016", "Treasury A", Decimal(61), "Report"),),
        notes=(DataNote("1.3", "Counted twice?", "A letter", "2016"),),
    )


def changes() -> list[AuditEntry]:
    """Return a record of changes with texts that try to do harm."""
    texts = list(enumerate(HOSTILE, 1))
    return [
        AuditEntry(number, AT, text, text, text, "record value", text, text, text)
        for number, text in reversed(texts)
    ]


@cache
def hostile() -> Dataset:
    """Return the dataset with such texts in every place where a person can write one."""
    data = rich()
    texts = list(HOSTILE)
    values = [
        (key, replace(value, note=texts[place % len(texts)], entered_by=texts[-1 - place % 9]))
        for place, (key, value) in enumerate(data.values.items())
    ]
    return replace(
        data,
        info=replace(data.info, title=texts[0], source=texts[1]),
        values=ValueBook(values),
        explanations=[
            Explanation(marker.code, "2016", texts[place % len(texts)] * 30)
            for place, marker in enumerate(data.latest_framework.markers)
        ],
        contributions=[
            replace(c, source=texts[place % len(texts)], note=texts[-1 - place])
            for place, c in enumerate(data.contributions)
        ],
        activities=[
            replace(a, title=texts[place], note=texts[-1])
            for place, a in enumerate(data.activities)
        ],
        notes=[DataNote("1.3", text, text, "2016") for text in texts],
    )
