"""What people decide about markers and results: declared statuses, pro rata, explanations.

Each decision has a service, which is one command, and two functions that write it and take it back
inside a command with others.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from spa_me.domain.changes import ChangeSet
from spa_me.domain.dataset import Dataset
from spa_me.domain.errors import RefusedError
from spa_me.domain.judgements import (
    Declaration,
    Explanation,
    ProRata,
    ResultRating,
    check_pro_rata,
    judge_elsewhere,
)
from spa_me.services.requests import request_digest
from spa_me.services.saving import (
    cleaned,
    drop,
    known_marker,
    needed,
    refuse,
    refuse_unknown_result,
    save,
    too_long,
)
from spa_me.services.submissions.standing import refuse_closed
from spa_me.services.workspace import Workspace
from spa_me.storage import records
from spa_me.storage.writer import Writer

J = TypeVar("J", Declaration, ProRata, Explanation, ResultRating)

_WHY = "a reason; it stands beside the status wherever that shows"


def _refuse_elsewhere(dataset: Dataset, period: str) -> None:
    """Raise `RefusedError` if a period is closed, or another office judges its markers."""
    judge = judge_elsewhere(dataset.framework_for(period), dataset.info.home_unit)
    if judge is not None:
        raise RefusedError(
            f"The markers of this plan are judged by {judge.name}.",
            kept="Nothing was changed.",
            do="Write what you want to say in the note of the value: it goes with your submission.",
        )
    refuse_closed(dataset, period)


def _stamped(writer: Writer, judgement: J) -> J:
    """Return a judgement as the decision of who does the command, now."""
    return replace(judgement, person=writer.actor.name, at=writer.at)


# --- Declared statuses -------------------------------------------------------------------------


def declare(workspace: Workspace, declaration: Declaration, *, key: str | None = None) -> ChangeSet:
    """Declare the reported status of a marker; who and when are set here.

    Raises:
        NotFoundError: if there is no such marker or period.
        InputError: without a reason.
    """
    wanted = cleaned(replace(declaration, person="", at=None))

    def work(writer: Writer) -> None:
        write_declaration(writer, workspace.dataset(), wanted)

    return workspace.change("declare status", work, key=key, request=request_digest(wanted))


def write_declaration(writer: Writer, dataset: Dataset, declaration: Declaration) -> None:
    """Check and write a declared status inside a command; see `declare`."""
    _refuse_elsewhere(dataset, declaration.period)
    known_marker(dataset, declaration.marker, declaration.period)
    found = [*needed("reason", declaration.reason, _WHY), *too_long(declaration)]
    refuse("The declaration", found)
    save(writer, records.DECLARATION, _stamped(writer, declaration), "declare status")


def withdraw_declaration(
    workspace: Workspace, marker: str, period: str, *, key: str | None = None
) -> ChangeSet:
    """Withdraw a declared status, so that the computed one counts.

    Raises:
        NotFoundError: if none is declared.
    """
    wanted: dict[str, object] = {"marker": marker, "period": period}

    def work(writer: Writer) -> None:
        drop_declaration(writer, workspace.dataset(), marker, period)

    return workspace.change("withdraw declaration", work, key=key, request=request_digest(wanted))


def drop_declaration(writer: Writer, dataset: Dataset, marker: str, period: str) -> None:
    """Withdraw a declared status inside a command; see `withdraw_declaration`."""
    _refuse_elsewhere(dataset, period)
    missing = f"No status is declared for {marker} in {period}."
    key: dict[str, object] = {"marker": marker, "period": period}
    drop(writer, records.DECLARATION, key, "withdraw declaration", missing)


# --- Pro rata ----------------------------------------------------------------------------------


def set_pro_rata(workspace: Workspace, pro_rata: ProRata, *, key: str | None = None) -> ChangeSet:
    """Shorten a marker's target, or that of one of its legs, to the tracked period.

    Raises:
        NotFoundError: if there is no such marker or period.
        RefusedError: if the rules do not allow it there.
    """
    wanted = cleaned(replace(pro_rata, person="", at=None))

    def work(writer: Writer) -> None:
        write_pro_rata(writer, workspace.dataset(), wanted)

    return workspace.change("set pro rata", work, key=key, request=request_digest(wanted))


def write_pro_rata(writer: Writer, dataset: Dataset, pro_rata: ProRata) -> None:
    """Check and write a shortened target inside a command; see `set_pro_rata`."""
    _refuse_elsewhere(dataset, pro_rata.period)
    marker = known_marker(dataset, pro_rata.marker, pro_rata.period)
    definition = dataset.framework_for(pro_rata.period)
    check_pro_rata(pro_rata, definition.period_by_code[pro_rata.period])
    refuse("The pro rata", too_long(pro_rata))
    legs = [definition.indicator_by_code[leg.indicator] for leg in marker.legs]
    if not any(pro_rata.applies_to(indicator) for indicator in legs):
        raise RefusedError(
            f"No target of {pro_rata.marker} may be shortened: pro rata is for periodic counts.",
            kept="Nothing was changed.",
            do=f"The indicators of this marker: {', '.join(i.code for i in legs)}.",
        )
    save(writer, records.PRO_RATA, _stamped(writer, pro_rata), "set pro rata")


def remove_pro_rata(
    workspace: Workspace, marker: str, period: str, indicator: str = "", *, key: str | None = None
) -> ChangeSet:
    """Judge by the full target again.

    Raises:
        NotFoundError: if the target was not shortened.
    """
    wanted: dict[str, object] = {"marker": marker, "period": period, "indicator": indicator}

    def work(writer: Writer) -> None:
        drop_pro_rata(writer, workspace.dataset(), marker, period, indicator)

    return workspace.change("remove pro rata", work, key=key, request=request_digest(wanted))


def drop_pro_rata(
    writer: Writer, dataset: Dataset, marker: str, period: str, indicator: str
) -> None:
    """Judge by the full target again, inside a command; see `remove_pro_rata`."""
    _refuse_elsewhere(dataset, period)
    missing = f"No target of {marker} is shortened in {period}."
    key: dict[str, object] = {"marker": marker, "period": period, "indicator": indicator}
    drop(writer, records.PRO_RATA, key, "remove pro rata", missing)


# --- Explanations ------------------------------------------------------------------------------


def explain(workspace: Workspace, explanation: Explanation, *, key: str | None = None) -> ChangeSet:
    """Explain why a marker's actual deviates from its target; an empty text takes it back.

    Raises:
        NotFoundError: if there is no such marker or period.
    """
    wanted = cleaned(replace(explanation, person="", at=None))

    def work(writer: Writer) -> None:
        dataset = workspace.dataset()
        if wanted.text:
            write_explanation(writer, dataset, wanted)
        elif writer.find(records.EXPLANATION, records.EXPLANATION.key_of(wanted)) is not None:
            drop_explanation(writer, dataset, wanted.marker, wanted.period)

    return workspace.change("explain deviation", work, key=key, request=request_digest(wanted))


def write_explanation(writer: Writer, dataset: Dataset, explanation: Explanation) -> None:
    """Check and write an explanation inside a command; see `explain`."""
    _refuse_elsewhere(dataset, explanation.period)
    known_marker(dataset, explanation.marker, explanation.period)
    why = "why the actual deviates from the target"
    refuse("The explanation", [*needed("text", explanation.text, why), *too_long(explanation)])
    save(writer, records.EXPLANATION, _stamped(writer, explanation), "explain deviation")


def drop_explanation(writer: Writer, dataset: Dataset, marker: str, period: str) -> None:
    """Take an explanation back inside a command; raises `NotFoundError` if there is none."""
    _refuse_elsewhere(dataset, period)
    missing = f"No deviation of {marker} is explained in {period}."
    key: dict[str, object] = {"marker": marker, "period": period}
    drop(writer, records.EXPLANATION, key, "remove explanation", missing)


# --- Ratings -----------------------------------------------------------------------------------


def rate_result(workspace: Workspace, rating: ResultRating, *, key: str | None = None) -> ChangeSet:
    """Declare a result's own rating, apart from its markers.

    Raises:
        NotFoundError: if there is no such result or period.
        InputError: without a reason.
    """
    wanted = cleaned(replace(rating, person="", at=None))

    def work(writer: Writer) -> None:
        write_rating(writer, workspace.dataset(), wanted)

    return workspace.change("rate result", work, key=key, request=request_digest(wanted))


def write_rating(writer: Writer, dataset: Dataset, rating: ResultRating) -> None:
    """Check and write a result's own rating inside a command; see `rate_result`."""
    _refuse_elsewhere(dataset, rating.period)
    refuse_unknown_result(dataset.framework_for(rating.period), rating.result)
    refuse("The rating", [*needed("reason", rating.reason, _WHY), *too_long(rating)])
    save(writer, records.RATING, _stamped(writer, rating), "rate result")


def withdraw_rating(
    workspace: Workspace, result: str, period: str, *, key: str | None = None
) -> ChangeSet:
    """Withdraw a result's own rating.

    Raises:
        NotFoundError: if there is none.
    """
    wanted: dict[str, object] = {"result": result, "period": period}

    def work(writer: Writer) -> None:
        drop_rating(writer, workspace.dataset(), result, period)

    return workspace.change("withdraw rating", work, key=key, request=request_digest(wanted))


def drop_rating(writer: Writer, dataset: Dataset, result: str, period: str) -> None:
    """Withdraw a result's own rating inside a command; see `withdraw_rating`."""
    _refuse_elsewhere(dataset, period)
    missing = f"No rating is declared for {result} in {period}."
    key: dict[str, object] = {"result": result, "period": period}
    drop(writer, records.RATING, key, "withdraw rating", missing)
