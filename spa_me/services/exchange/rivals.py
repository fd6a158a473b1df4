"""In what revisions differ that follow the same one, so that a person can choose between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spa_me.domain.submission import SubmissionContent
from spa_me.domain.values import BLANK, Value, differ


@dataclass(frozen=True, slots=True)
class RivalAnswers:
    """A question of which rival revisions say something different, in the order of the rivals.

    Attributes:
        indicator: empty for what is said to the region about the whole.
        values: the answers; empty where they are the same.
        words: what is said to the remarks of the last return; empty where it is the same.
    """

    indicator: str
    values: tuple[Value, ...] = ()
    words: tuple[str, ...] = ()


def disputed(claims: Sequence[SubmissionContent]) -> Iterator[RivalAnswers]:
    """Yield the questions of which rival revisions say something different."""
    given = [{key.indicator: value for key, value in claim.values} for claim in claims]
    said = [_words(claim) for claim in claims]
    for code in dict.fromkeys(code for known in (*given, *said) for code in known):
        values = tuple(known.get(code, BLANK) for known in given)
        words = tuple(known.get(code, "") for known in said)
        are_other = any(differ(value, values[0]) for value in values[1:])
        if are_other or len(set(words)) > 1:
            yield RivalAnswers(
                code, values if are_other else (), words if len(set(words)) > 1 else ()
            )


def _words(claim: SubmissionContent) -> dict[str, str]:
    """Return what a revision says to the region, by the indicator that it is about."""
    said = {answer.indicator: answer.text for answer in claim.answers}
    whole = "\n".join(filter(None, (claim.message, said.get(""))))
    return {**said, "": whole}


def is_rest_disputed(claims: Sequence[SubmissionContent]) -> bool:
    """Return whether rival revisions have other activities, money, evidence or confirmations."""
    return len({_rest(claim) for claim in claims}) > 1


def _rest(claim: SubmissionContent) -> str:
    """Return all of a revision but its answers and words, to be compared as a whole."""
    parts = (
        claim.activities,
        claim.contributions,
        claim.printed_shares,
        claim.evidence,
        claim.confirmations,
    )
    return "\n".join("\n".join(sorted(map(repr, part))) + "\n" for part in parts)
