"""Words in place of a figure, as commands tell of them."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from typing import Any

import click

from spa_me.cli.options import WORDS, Function
from spa_me.domain.values import STATE_TITLES, ValueState
from spa_me.services.suggestions import Acceptance, Suggestion

_UNCLEAR = (ValueState.NOT_AVAILABLE, ValueState.NOT_APPLICABLE)


def accept_options(command: Function) -> Function:
    """Add the options on words in place of a figure; the command is given `accept`."""

    @click.option(
        "--accept-suggestions",
        is_flag=True,
        help="Record words such as tbc in place of a figure as what they say: not available.",
    )
    @click.option(
        "--na-as",
        type=click.Choice([state.value for state in _UNCLEAR]),
        default=_UNCLEAR[0].value,
        show_default=True,
        help="What N/A is recorded as, which can mean both.",
    )
    @click.option(
        "--reason",
        type=WORDS,
        default="",
        metavar="TEXT",
        help="Why there is no figure, where their rows give no reason.",
    )
    @functools.wraps(command)
    def with_acceptance(
        *args: Any, accept_suggestions: bool, na_as: str, reason: str, **kwargs: Any
    ) -> Any:
        accept = Acceptance(reason, ValueState(na_as)) if accept_suggestions else None
        return command(*args, accept=accept, **kwargs)

    return with_acceptance


def suggestion_lines(offers: Iterable[Suggestion], accept: Acceptance | None) -> Iterator[str]:
    """Yield a line for each: as which state it was accepted, or is offered.

    Args:
        offers: all of them.
        accept: what the person says of them; None where they are only offered.
    """
    what = "Offered" if accept is None else "Accepted"
    said = accept or Acceptance()
    for offer in offers:
        state = STATE_TITLES[offer.state(said)].lower()
        reason = offer.reason or said.reason
        why = f"; reason: {reason}" if reason else ""
        hint = " (--na-as not_applicable takes it as not applicable)"
        other = hint if accept is None and offer.is_unclear else ""
        yield f"{what}: {offer.where}, “{offer.written}”, as {state}{why}{other}"
