"""Submissions: their life in an office, from the first figure to the accepted revision."""

from spa_me.services.submissions.life import (
    answer,
    begin_correction,
    mark_ready,
    recall,
    withdraw,
)
from spa_me.services.submissions.office import (
    close_period,
    open_period,
    region_that_sets_days,
    remove_member,
    reopen_for,
    set_member,
    set_policy,
    set_window,
)
from spa_me.services.submissions.remarks import (
    Check,
    Remark,
    answered_remarks_of,
    check_submission,
    remarks_of,
)
from spa_me.services.submissions.standing import (
    authors_of,
    lock_for,
    passed_over,
    refuse_locked,
    standing,
    standings,
    today_of,
)

__all__ = [
    "Check",
    "Remark",
    "answer",
    "answered_remarks_of",
    "authors_of",
    "begin_correction",
    "check_submission",
    "close_period",
    "lock_for",
    "mark_ready",
    "open_period",
    "passed_over",
    "recall",
    "refuse_locked",
    "region_that_sets_days",
    "remarks_of",
    "remove_member",
    "reopen_for",
    "set_member",
    "set_policy",
    "set_window",
    "standing",
    "standings",
    "today_of",
    "withdraw",
]
