"""Whether a framework, review, receipt or list of keys can be taken in, told before anybody tries.

What is said to be good to take in is; a submission is checked in `refusing.py`.
"""

from __future__ import annotations

import json

from spa_me.domain.dataset import Dataset
from spa_me.domain.errors import InputError, RefusedError
from spa_me.domain.framework import FrameworkDefinition, read_definition
from spa_me.domain.submission import (
    Decision,
    Direction,
    FrameworkContent,
    ReceiptContent,
    ReviewContent,
    TrustList,
)
from spa_me.packages.failures import PackageRefusedError, Refusal
from spa_me.packages.manifest import EVERYONE, KNOWN_MINORS
from spa_me.packages.opening import OpenedPackage
from spa_me.packages.trust import next_list
from spa_me.services.exchange.beginnings import decisions_before
from spa_me.services.exchange.region import trust_in_use
from spa_me.services.frameworks import check_can_install
from spa_me.services.workspace import Workspace

_NOTHING = "Nothing of it was taken in."


def refuse_unfit(
    workspace: Workspace, dataset: Dataset, opened: OpenedPackage, confirmed: frozenset[str]
) -> None:
    """Raise `UserError` if what a package says cannot be recorded here."""
    match opened.content:
        case FrameworkContent() as content:
            check_can_install(workspace, definition_in(opened, content))
        case ReviewContent() as content:
            _refuse_other_office(dataset, content.decision)
            _refuse_other_decision(dataset, content.decision)
        case ReceiptContent() as content:
            _refuse_other_receipt(dataset, opened, content)
        case TrustList() as content:
            list_after(dataset, opened, content, confirmed)
        case _:
            pass


def definition_in(opened: OpenedPackage, content: FrameworkContent) -> FrameworkDefinition:
    """Return the framework version of a package.

    Raises:
        PackageRefusedError: if this version of the app cannot read all of it: a framework of which
            something is left out would be another one.
    """
    try:
        return read_definition(json.loads(content.definition), "The framework")
    except InputError as error:
        first = error.findings[0]
        if opened.manifest.minor not in KNOWN_MINORS:
            raise PackageRefusedError(
                Refusal.NEWER_FORMAT,
                f"The framework has format {opened.manifest.format} and says something that this "
                f"version of SPA-ME does not know ({first.where}).",
            ) from error
        raise PackageRefusedError(
            Refusal.CONTENT, f"The framework in the package has a mistake. {first}"
        ) from error


def list_after(
    dataset: Dataset, opened: OpenedPackage, content: TrustList, confirmed: frozenset[str]
) -> TrustList:
    """Return the list of keys that is in use after a package with one; see `next_list`."""
    return next_list(
        content,
        opened.envelope,
        current=trust_in_use(dataset),
        confirmed=confirmed,
        names=dataset.unit_name,
    )


def _refuse_other_office(dataset: Dataset, decision: Decision) -> None:
    if decision.unit != dataset.info.home_unit:
        other = dataset.unit_name(decision.unit)
        what = f"It is a decision about the submission of {other}, which is another office."
        raise PackageRefusedError(Refusal.OTHER_OFFICE, what)


def _refuse_other_decision(dataset: Dataset, decision: Decision) -> None:
    number = decision.number + decisions_before(dataset, decision.unit, decision.period)
    place = (decision.unit, decision.period, number)
    if any((d.unit, d.period, d.number) == place for d in dataset.submissions.decisions):
        raise RefusedError(
            f"Another decision of the region has the number {decision.number}.",
            kept=_NOTHING,
            do="Ask the regional secretariat which of the two stands.",
        )


def _refuse_other_receipt(dataset: Dataset, opened: OpenedPackage, content: ReceiptContent) -> None:
    """Refuse a receipt unless it is for what was sealed here, from an office that it was for."""
    known = dataset.submissions.package(content.digest)
    is_ours = known is not None and known.direction is Direction.OUT
    if known is None or not is_ours or known.id != content.package:
        raise RefusedError(
            "The receipt is for a package that this workspace did not seal.",
            kept=_NOTHING,
            do="Take it in where the package was sealed.",
        )
    if known.recipient not in {opened.manifest.sender, EVERYONE}:
        sender, recipient = map(dataset.unit_name, (opened.manifest.sender, known.recipient))
        raise RefusedError(
            f"The receipt comes from {sender}, and the package was for {recipient}.",
            kept="Nothing of it was taken in, and the package still waits for its receipt.",
            do=f"Ask {recipient} for its receipt, and {sender} how this one was made.",
        )
