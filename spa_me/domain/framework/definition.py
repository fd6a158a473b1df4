"""A framework version: the tree of results with its indicators and progress markers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Literal

import rfc8785
from pydantic import Field

from spa_me.domain.framework.indicators import Indicator, Scope
from spa_me.domain.framework.markers import Marker
from spa_me.domain.framework.parts import (
    Dimension,
    Level,
    Note,
    Part,
    Period,
    Plan,
    ReportingUnit,
    UnitKind,
)
from spa_me.domain.framework.text import Code, Exact, Text


class Result(Part):
    """A node of the results tree; `parent` is empty at the top."""

    code: Code
    level: Code
    title: Text
    parent: Code | None = None


class ChangeKind(StrEnum):
    """What a revision did to a marker (rules, section 7)."""

    KEPT = "kept"
    REWORDED = "reworded"
    SPLIT = "split"
    MERGED = "merged"
    RETIRED = "retired"
    ADDED = "added"


class SeriesRule(Part):
    """From which figures of the version before those of an indicator go on.

    Attributes:
        new: the code of an indicator of this version.
        old: codes of indicators of the version before; several are added up, none begins anew.
        dimension, category: of a breakdown, where only this part of the old figures goes on.
    """

    new: Code
    old: tuple[Code, ...] = ()
    dimension: Code | None = None
    category: Code | None = None


class MarkerChange(Part):
    """How markers of the version before correspond to markers of this one.

    Attributes:
        series: how figures go on, where that does not follow from the markers by themselves.
    """

    kind: ChangeKind
    old: tuple[Code, ...] = ()
    new: tuple[Code, ...] = ()
    reason: Text | None = None
    series: tuple[SeriesRule, ...] = ()


class Rules(Part):
    """Settings of the calculation that belong to the agreement and not to a person's taste.

    Attributes:
        partly_above: achievement in per cent above which an unmet leg is *partly* met; exclusive.
        cap_achievement: whether the card caps each marker's achievement at 100 %.
        missing_allowed: how much of what is asked may be missing, in per cent, before a result
            gets no light.
        co_funding_target: the governments' share in per cent that is aimed at.
        co_funding_indicator: the indicator in which countries report that share.
        author_may_approve: whether who entered figures may also approve the submission.
    """

    partly_above: Exact = Field(default=Decimal(0), ge=0, lt=100)
    cap_achievement: bool = True
    missing_allowed: Exact = Field(default=Decimal(20), ge=0, le=100)
    co_funding_target: Exact | None = Field(default=None, ge=0, le=100)
    co_funding_indicator: Code | None = None
    author_may_approve: bool = False


class FrameworkDefinition(Part):
    """One adopted wording of a framework; immutable.

    Made by `read_framework`, which also checks that every code refers to something.

    Attributes:
        format: the version of this file format.
        version: the name of this wording, such as `2014` or `2`.
        adopted: the day, and `adopted_by` the meeting, that adopted it.
        in_force_from: periods that start on or after this day are judged by it.
        units: who reports; empty in a structure that any one country can take over.
    """

    format: Literal[1]
    code: Code
    version: Code
    title: Text
    plan: Plan
    in_force_from: date
    adopted: date | None = None
    adopted_by: Text | None = None
    source: str = ""
    rules: Rules = Rules()
    levels: tuple[Level, ...] = Field(min_length=1)
    units: tuple[ReportingUnit, ...] = ()
    periods: tuple[Period, ...] = Field(min_length=1)
    dimensions: tuple[Dimension, ...] = ()
    results: tuple[Result, ...] = Field(min_length=1)
    indicators: tuple[Indicator, ...] = ()
    markers: tuple[Marker, ...] = ()
    changes: tuple[MarkerChange, ...] = ()
    notes: tuple[Note, ...] = ()

    @cached_property
    def unit_by_code(self) -> dict[str, ReportingUnit]:
        """Reporting units by their code, in their order."""
        return {unit.code: unit for unit in self.units}

    @cached_property
    def period_by_code(self) -> dict[str, Period]:
        """Reporting periods by their code, in time order."""
        return {period.code: period for period in sorted(self.periods, key=lambda p: p.start)}

    @cached_property
    def result_by_code(self) -> dict[str, Result]:
        """Results by their code, in their order."""
        return {result.code: result for result in self.results}

    @cached_property
    def indicator_by_code(self) -> dict[str, Indicator]:
        """Indicators by their code, in their order."""
        return {indicator.code: indicator for indicator in self.indicators}

    @cached_property
    def marker_by_code(self) -> dict[str, Marker]:
        """Progress markers by their code, in their order."""
        return {marker.code: marker for marker in self.markers}

    @cached_property
    def notable(self) -> frozenset[str]:
        """What a note may be about: `framework` for the whole, or the code of a part."""
        parts = (
            self.result_by_code,
            self.indicator_by_code,
            self.marker_by_code,
            self.unit_by_code,
        )
        return frozenset({"framework", *(code for codes in parts for code in codes)})

    @cached_property
    def dimension_by_code(self) -> dict[str, Dimension]:
        """Dimensions by their code."""
        return {dimension.code: dimension for dimension in self.dimensions}

    @cached_property
    def reporters(self) -> dict[str, tuple[str, ...]]:
        """For each indicator the codes of the units that are asked, in unit order."""
        return {
            indicator.code: tuple(u.code for u in self.units if _is_asked(indicator, u))
            for indicator in self.indicators
        }

    @cached_property
    def canonical(self) -> bytes:
        """The definition as canonical JSON (RFC 8785); what is stored, signed and compared."""
        return rfc8785.dumps(self.model_dump(mode="json", exclude_defaults=True))

    @cached_property
    def digest(self) -> str:
        """SHA-256 of `canonical`, in hexadecimal."""
        return hashlib.sha256(self.canonical).hexdigest()

    def unit_names(self, codes: Iterable[str]) -> str:
        """Return the names of reporting units by their codes, for a sentence about them."""
        return ", ".join(str(self.unit_by_code[code].name) for code in codes)

    def below(self, result: str) -> set[str]:
        """Return the code of a result and of all results under it."""
        found = {result}
        for node in self.results:  # parents come before their children
            if node.parent in found:
                found.add(node.code)
        return found

    def __hash__(self) -> int:
        return hash(self.digest)


def _is_asked(indicator: Indicator, unit: ReportingUnit) -> bool:
    if indicator.reporters:
        return unit.code in indicator.reporters
    if indicator.scope is Scope.ALL:
        return True
    wanted = UnitKind.REGION if indicator.scope is Scope.REGION else UnitKind.COUNTRY
    return unit.kind is wanted
