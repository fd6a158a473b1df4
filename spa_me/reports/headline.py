"""The headline of a period: the answer first, made from the data."""

from __future__ import annotations

from collections.abc import Iterator

from spa_me.domain.assessment import StatusCounts
from spa_me.domain.sentences import Sentence, say
from spa_me.domain.status import NoStatus, Status
from spa_me.reports.funding import FundingBook
from spa_me.reports.inclusion import Inclusion
from spa_me.reports.lines import MarkerLine
from spa_me.reports.standing import not_settled

_ONE_MARKER = {
    Status.FULLY: "{whose} one marker is fully met.",
    Status.PARTLY: "{whose} one marker is partly met.",
    Status.NOT: "{whose} one marker is not met.",
    NoStatus.NO_TARGET: "{whose} one marker has no target.",
    NoStatus.NOT_DUE: "{whose} one marker is not due yet.",
    NoStatus.NOT_APPLICABLE: "{whose} one marker does not apply.",
    NoStatus.NOT_REPORTED: "{whose} one marker is not reported yet.",
}
_ONE_WITH_STATUS = {
    Status.FULLY: "The one marker with a status is fully met.",
    Status.PARTLY: "The one marker with a status is partly met.",
    Status.NOT: "The one marker with a status is not met.",
}


def headline(counts: StatusCounts, unit: str = "") -> Sentence:
    """Return how many markers are fully, partly and not met.

    Args:
        counts: of the markers in view.
        unit: the name of the only unit in view; empty for several.
    """
    if not counts.total:
        return say("There are no progress markers to assess yet.")
    if counts.total == 1:
        (kind,) = (kind for kind in _ONE_MARKER if counts.of(kind))
        whose = say("{unit}’s", unit=unit) if unit else say("The")
        return say(_ONE_MARKER[kind], whose=whose)
    if counts.with_status == 1:
        (judged,) = (kind for kind in _ONE_WITH_STATUS if counts.of(kind))
        return say(_ONE_WITH_STATUS[judged])
    if not counts.with_status:
        return say("None of the {total} progress markers has a status yet.", total=counts.total)
    return say(
        "{fully} of {judged} markers with a status are fully met; {partly} partly met and {unmet} "
        "not met.",
        fully=counts.of(Status.FULLY),
        judged=counts.with_status,
        partly=counts.of(Status.PARTLY),
        unmet=counts.of(Status.NOT),
    )


_WITHOUT_STATUS = {
    NoStatus.NO_TARGET: ("1 marker has no target.", "{count} markers have no target."),
    NoStatus.NOT_DUE: ("1 marker is not due.", "{count} markers are not due."),
    NoStatus.NOT_APPLICABLE: (
        "1 marker does not apply.",
        "{count} markers do not apply.",
    ),
    NoStatus.NOT_REPORTED: (
        "1 marker has not been reported.",
        "{count} markers have not been reported.",
    ),
}


def subline(
    counts: StatusCounts,
    markers: tuple[MarkerLine, ...],
    funding: FundingBook,
    inclusion: Inclusion,
) -> tuple[Sentence, ...]:
    """Return what a reader needs beside the headline: no status, declared, co-funding."""
    sentences: list[Sentence] = []
    shared = sum(line.assessment.is_shared for line in markers)
    if shared:
        sentences.append(
            say("1 marker is judged over all reporting units together.")
            if shared == 1
            else say("{count} markers are judged over all reporting units together.", count=shared)
        )
    for reason, (one, several) in _WITHOUT_STATUS.items():
        count = counts.of(reason) - (shared if reason is NoStatus.NO_TARGET else 0)
        if count:
            sentences.append(say(one if count == 1 else several, count=count))
    differing = sum(line.assessment.differs for line in markers)
    if differing:
        template = (
            "1 reported status differs from the computed one."
            if differing == 1
            else "{count} reported statuses differ from the computed ones."
        )
        sentences.append(say(template, count=differing))
    if funding.target is not None and len(funding.units) == 1:
        template = (
            "{unit} gave its co-funding figures."
            if funding.reported
            else "{unit} gave no co-funding figures yet."
        )
        sentences.append(say(template, unit=str(funding.units[0].unit.name)))
    elif funding.target is not None and funding.units:
        sentences.append(
            say(
                "{reported} of {expected} countries gave co-funding figures.",
                reported=funding.reported,
                expected=len(funding.units),
            )
        )
    sentences.extend(also_not_settled(funding, inclusion))
    return tuple(sentences)


def also_not_settled(funding: FundingBook, inclusion: Inclusion) -> Iterator[Sentence]:
    """Yield whose co-funding is not settled, beside those whom the inclusion names already."""
    told = {entry.unit.code for entry in inclusion.units if entry.is_included or entry.is_undecided}
    for remark in not_settled([entry for entry in funding.units if entry.unit.code not in told]):
        yield say("Co-funding: {remark}.", remark=remark)
