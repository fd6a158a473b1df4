"""What people decide about markers and results: declared statuses, pro rata, explanations."""

from __future__ import annotations

from dataclasses import replace

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


def declare(workspace: Workspace, declaration: Declaration, *, key: str | None = None) -> ChangeSet:
    """Declare the reported status of a marker; who and when are set here.

    Raises:
        NotFoundError: if there is no such marker or period.
        InputError: without a reason.
    """
    wanted = cleaned(replace(declaration, person="", at=None))

    def work(writer: Writer) -> None:
        _refuse_elsewhere(workspace.dataset(), wanted.period)
        known_marker(workspace, wanted.marker, wanted.period)
        refuse("The declaration", [*needed("reason", wanted.reason, _WHY), *too_long(wanted)])
        stamped = replace(wanted, person=writer.actor.name, at=writer.at)
        save(writer, records.DECLARATION, stamped, "declare status")

    return workspace.change("declare status", work, key=key, request=request_digest(wanted))


def withdraw_declaration(
    workspace: Workspace, marker: str, period: str, *, key: str | None = None
) -> ChangeSet:
    """Withdraw a declared status, so that the computed one counts.

    Raises:
        NotFoundError: if none is declared.
    """
    wanted: dict[str, object] = {"marker": marker, "period": period}

    def work(writer: Writer) -> None:
        _refuse_elsewhere(workspace.dataset(), period)
        missing = f"No status is declared for {marker} in {period}."
        drop(writer, records.DECLARATION, wanted, "withdraw declaration", missing)

    return workspace.change("withdraw declaration", work, key=key, request=request_digest(wanted))


def set_pro_rata(workspace: Workspace, pro_rata: ProRata, *, key: str | None = None) -> ChangeSet:
    """Shorten a marker's target, or that of one of its legs, to the tracked period.

    Raises:
        NotFoundError: if there is no such marker or period.
        RefusedError: if the rules do not allow it there.
    """
    wanted = cleaned(replace(pro_rata, person="", at=None))

    def work(writer: Writer) -> None:
        _refuse_elsewhere(workspace.dataset(), wanted.period)
        marker = known_marker(workspace, wanted.marker, wanted.period)
        definition = workspace.dataset().framework_for(wanted.period)
        check_pro_rata(wanted, definition.period_by_code[wanted.period])
        refuse("The pro rata", too_long(wanted))
        legs = [definition.indicator_by_code[leg.indicator] for leg in marker.legs]
        if not any(wanted.applies_to(indicator) for indicator in legs):
            raise RefusedError(
                f"No target of {wanted.marker} may be shortened: pro rata is for periodic counts.",
                kept="Nothing was changed.",
                do=f"The indicators of this marker: {', '.join(i.code for i in legs)}.",
            )
        stamped = replace(wanted, person=writer.actor.name, at=writer.at)
        save(writer, records.PRO_RATA, stamped, "set pro rata")

    return workspace.change("set pro rata", work, key=key, request=request_digest(wanted))


def remove_pro_rata(
    workspace: Workspace, marker: str, period: str, indicator: str = "", *, key: str | None = None
) -> ChangeSet:
    """Judge by the full target again.

    Raises:
        NotFoundError: if the target was not shortened.
    """
    wanted: dict[str, object] = {"marker": marker, "period": period, "indicator": indicator}

    def work(writer: Writer) -> None:
        _refuse_elsewhere(workspace.dataset(), period)
        missing = f"No target of {marker} is shortened in {period}."
        drop(writer, records.PRO_RATA, wanted, "remove pro rata", missing)

    return workspace.change("remove pro rata", work, key=key, request=request_digest(wanted))


def explain(workspace: Workspace, explanation: Explanation, *, key: str | None = None) -> ChangeSet:
    """Explain why a marker's actual deviates from its target; an empty text takes it back.

    Raises:
        NotFoundError: if there is no such marker or period.
    """
    wanted = cleaned(replace(explanation, person="", at=None))

    def work(writer: Writer) -> None:
        _refuse_elsewhere(workspace.dataset(), wanted.period)
        known_marker(workspace, wanted.marker, wanted.period)
        refuse("The explanation", too_long(wanted))
        if wanted.text:
            stamped = replace(wanted, person=writer.actor.name, at=writer.at)
            save(writer, records.EXPLANATION, stamped, "explain deviation")
        elif writer.find(records.EXPLANATION, records.EXPLANATION.key_of(wanted)) is not None:
            at = records.EXPLANATION.key_of(wanted)
            drop(writer, records.EXPLANATION, at, "remove explanation", "")

    return workspace.change("explain deviation", work, key=key, request=request_digest(wanted))


def rate_result(workspace: Workspace, rating: ResultRating, *, key: str | None = None) -> ChangeSet:
    """Declare a result's own rating, apart from its markers.

    Raises:
        NotFoundError: if there is no such result or period.
        InputError: without a reason.
    """
    wanted = cleaned(replace(rating, person="", at=None))

    def work(writer: Writer) -> None:
        _refuse_elsewhere(workspace.dataset(), wanted.period)
        refuse_unknown_result(workspace.dataset().framework_for(wanted.period), wanted.result)
        refuse("The rating", [*needed("reason", wanted.reason, _WHY), *too_long(wanted)])
        stamped = replace(wanted, person=writer.actor.name, at=writer.at)
        save(writer, records.RATING, stamped, "rate result")

    return workspace.change("rate result", work, key=key, request=request_digest(wanted))


def withdraw_rating(
    workspace: Workspace, result: str, period: str, *, key: str | None = None
) -> ChangeSet:
    """Withdraw a result's own rating.

    Raises:
        NotFoundError: if there is none.
    """
    wanted: dict[str, object] = {"result": result, "period": period}

    def work(writer: Writer) -> None:
        _refuse_elsewhere(workspace.dataset(), period)
        missing = f"No rating is declared for {result} in {period}."
        drop(writer, records.RATING, wanted, "withdraw rating", missing)

    return workspace.change("withdraw rating", work, key=key, request=request_digest(wanted))
