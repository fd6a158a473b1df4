"""Co-funding: who pays, and how much of it is the governments' own (rules, section 6)."""

from spa_me.domain.cofunding.counting import LeftOut, MissingRate, MoneyQuestion, Reason
from spa_me.domain.cofunding.rates import Converted, Rates, convert, latest_rate
from spa_me.domain.cofunding.records import (
    FORM_TITLES,
    NO_CURRENCY,
    SOURCE_TYPE_TITLES,
    STAGE_TITLES,
    Activity,
    Contribution,
    ExchangeRate,
    Form,
    PrintedShare,
    SourceType,
    Stage,
)
from spa_me.domain.cofunding.shares import (
    Base,
    ShareTable,
    SourceShare,
    distinct_activities,
    government_share_of_activities,
    largest_remainder,
    paid_activities,
    share_of_activities,
    share_of_money,
)

__all__ = [
    "FORM_TITLES",
    "NO_CURRENCY",
    "SOURCE_TYPE_TITLES",
    "STAGE_TITLES",
    "Activity",
    "Base",
    "Contribution",
    "Converted",
    "ExchangeRate",
    "Form",
    "LeftOut",
    "MissingRate",
    "MoneyQuestion",
    "PrintedShare",
    "Rates",
    "Reason",
    "ShareTable",
    "SourceShare",
    "SourceType",
    "Stage",
    "convert",
    "distinct_activities",
    "government_share_of_activities",
    "largest_remainder",
    "latest_rate",
    "paid_activities",
    "share_of_activities",
    "share_of_money",
]
