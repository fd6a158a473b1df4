"""A workspace that holds something of every kind, in several scripts.

`python -m tests.integration.storage.everything FILE` makes one; so was made the fixture of each
format in tests/data/workspaces, with the version of the app that first wrote that format.
"""

import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from spa_me.domain.cofunding import (
    Activity,
    Contribution,
    ExchangeRate,
    Form,
    PrintedShare,
    SourceType,
    Stage,
)
from spa_me.domain.dataset import Actor, DataKind, DataNote
from spa_me.domain.judgements import Declaration, Explanation, ProRata, ResultRating
from spa_me.domain.status import Status
from spa_me.domain.values import (
    Value,
    ValueKey,
    ValueState,
    reported,
    reported_level,
    reported_ratio,
)
from spa_me.services import frameworks, funding, judging, notes
from spa_me.services.entry import ValueChange, record_values
from spa_me.services.workspace import Workspace
from tests.integration.making import definition
from tests.integration.storage.submitted import make_submitted

KHMER = "ការជួញដូរមនុស្ស"
LAO = "ການຄ້າມະນຸດ"
BURMESE = "လူကုန်ကူးမှု"
THAI = "การค้ามนุษย์"
CHINESE = "人口贩运"
VIETNAMESE = "Buôn bán người"
SCRIPTS = (KHMER, LAO, BURMESE, THAI, CHINESE, VIETNAMESE)
LONG_NAME = "Department of " + "x" * 286

BREAKDOWN = {"sex": {"female": Decimal(4), "male": Decimal("2.5"), "unknown": Decimal("0.5")}}
VALUES: dict[ValueKey, Value] = {
    ValueKey("A", "2014", "count"): reported(0),
    ValueKey("A", "2015", "count"): Value(
        ValueState.REPORTED, number=Decimal(7), note=KHMER, parts=BREAKDOWN
    ),
    ValueKey("B", "2014", "count"): reported(Decimal("123456789012345678.123456789")),
    ValueKey("A", "2014", "share"): reported_ratio(37, 100),
    ValueKey("B", "2014", "share"): Value(ValueState.REPORTED, number=Decimal("12.50")),
    ValueKey("A", "2014", "scale"): reported_level("good"),
    ValueKey("B", "2015", "count"): Value(ValueState.NOT_AVAILABLE, reason=LAO),
    ValueKey("B", "2016", "count"): Value(ValueState.NOT_APPLICABLE, reason=BURMESE),
    ValueKey("B", "2016", "share"): Value(ValueState.NOT_YET_DUE, reason=THAI),
    ValueKey("A", "2016", "count"): Value(ValueState.BLANK, note=CHINESE),
}
AT = datetime(2026, 3, 1, 8, 30, 15, 123456, tzinfo=UTC)
PERSON = Actor(VIETNAMESE, LONG_NAME, "Officer")
ACTIVITY = Activity(
    "11111111-1111-4111-8111-111111111111", "A", "2014", "1.1", LONG_NAME, "1", Decimal("1500.5"),
    "USD", is_shared=True, note=THAI,
)  # fmt: skip
CONTRIBUTIONS = (
    Contribution(
        "22222222-2222-4222-8222-222222222222", "A", "2014", CHINESE, SourceType.GOVERNMENT,
        Stage.ACTUAL, Form.CASH, ACTIVITY.id, Decimal(66_930), "CNY", date(2014, 7, 1),
    ),
    Contribution(
        "33333333-3333-4333-8333-333333333333", "B", "2014", "World Vision", SourceType.INGO,
        Stage.PLANNED, Form.IN_KIND, note="no amount",
    ),
)  # fmt: skip
RATES = (
    ExchangeRate(
        "A", "2014", "USD", "NOK", Decimal("6.2969"), date(2014, 12, 31), "mean of the year"
    ),
    ExchangeRate(
        "A", "2014", "USD", "NOK", Decimal("7.2772"), date(2014, 12, 31), "mean of December"
    ),
)
SHARE = PrintedShare("A", "2014", CHINESE, Decimal(40), "Figure 5")
TYPED_SHARE = PrintedShare("A", "2014", THAI, Decimal(21), "Figure 6", SourceType.DONOR)
NOTE = DataNote("M1", KHMER, LAO, "2014")
DECLARATION = Declaration("M1", "2014", Status.FULLY, BURMESE, "the framework was not agreed")
PRO_RATA = ProRata("M1", "2014", date(2014, 9, 1), date(2014, 12, 31), "tracked late", "count")
EXPLANATION = Explanation("M2", "2014", VIETNAMESE)
RATING = ResultRating("1", "2014", Status.PARTLY, THAI)


def make_everything(path: Path) -> Workspace:
    """Make the workspace through the services and return it open."""
    workspace = Workspace.create(
        path,
        definition(),
        "A",
        PERSON,
        title=KHMER,
        kind=DataKind.ILLUSTRATIVE,
        source=LAO,
        clock=lambda: AT,
    )
    frameworks.install(workspace, definition("2", "2016-01-01"))
    record_values(workspace, [ValueChange(*pair) for pair in VALUES.items()], key="all values")
    judging.declare(workspace, DECLARATION)
    judging.set_pro_rata(workspace, PRO_RATA)
    judging.explain(workspace, EXPLANATION)
    judging.rate_result(workspace, RATING)
    funding.save_activity(workspace, ACTIVITY)
    for contribution in CONTRIBUTIONS:
        funding.save_contribution(workspace, contribution)
    for rate in RATES:
        funding.save_rate(workspace, rate)
    for share in (SHARE, TYPED_SHARE):
        funding.save_printed_share(workspace, share)
    notes.add_note(workspace, NOTE)
    make_submitted(workspace)
    return workspace


if __name__ == "__main__":
    make_everything(Path(sys.argv[1])).close()
