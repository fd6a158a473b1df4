"""Pro rata: what may be shortened, and by how much (rules, section 3)."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from spa_me.domain.errors import RefusedError
from spa_me.domain.framework import Period
from spa_me.domain.judgements import ProRata, check_pro_rata, may_be_prorated
from tests.unit.domain.building import framework, indicator, share

PERIOD = Period.model_validate(
    {"code": "2014", "title": "2014", "start": "2014-04-01", "end": "2014-12-31"}
)


def tracked(first: str, last: str, reason: str = "late", **keys: Any) -> ProRata:
    days = (date.fromisoformat(first), date.fromisoformat(last))
    return ProRata("m", "2014", *days, reason, **keys)


def test_the_factor_is_tracked_months_by_period_months() -> None:
    pro_rata = tracked("2014-09-01", "2014-12-31")
    assert (pro_rata.months, PERIOD.months) == (4, 9)
    assert pro_rata.factor(PERIOD) == Fraction(4, 9)
    check_pro_rata(pro_rata, PERIOD)


@pytest.mark.parametrize(
    ("first", "last", "reason", "message"),
    [
        ("2014-03-31", "2014-12-31", "late", "has to lie within 01 April 2014 to 31 December 2014"),
        ("2014-09-01", "2015-01-01", "late", "has to lie within"),
        ("2014-12-31", "2014-09-01", "late", "has to lie within"),
        ("2014-04-01", "2014-12-31", "late", "covers every month"),
        ("2014-04-02", "2014-12-01", "late", "covers every month"),
        ("2014-09-01", "2014-12-31", "  ", "needs a reason"),
    ],
)
def test_what_is_refused(first: str, last: str, reason: str, message: str) -> None:
    with pytest.raises(RefusedError, match=message):
        check_pro_rata(tracked(first, last, reason), PERIOD)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (indicator(), True),
        (indicator(across_periods="cumulative"), False),
        (indicator(across_periods="snapshot"), False),
        (indicator(measure="amount"), False),
        (share(), False),
        (indicator(measure="declaration"), False),
    ],
)
def test_only_periodic_counts_may_be_prorated(raw: dict[str, Any], expected: bool) -> None:
    (found,) = framework([raw]).indicators
    assert may_be_prorated(found) is expected
    assert tracked("2014-09-01", "2014-12-31").applies_to(found) is expected
    assert not tracked("2014-09-01", "2014-12-31", indicator="other").applies_to(found)
