"""Reading a file of reporting data: TOML text in, records of the domain or every finding out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pydantic import ValidationError

from spa_me.domain.assessment import Judgements
from spa_me.domain.cofunding import Activity, Contribution, ExchangeRate, PrintedShare
from spa_me.domain.dataset import DataKind, DataNote, Dataset, WorkspaceInfo
from spa_me.domain.dataset_file.crosscheck import doubts, problems
from spa_me.domain.dataset_file.entries import FileEntries
from spa_me.domain.dataset_file.records import (
    explanations_of,
    judgements_of,
    money_of,
    notes_of,
    printed_shares_of,
    rates_of,
    values_of,
)
from spa_me.domain.errors import Finding, InputError
from spa_me.domain.framework import FrameworkDefinition
from spa_me.domain.judgements import Explanation
from spa_me.domain.toml_text import findings_of, parse_toml
from spa_me.domain.values import Value, ValueBook, ValueKey


@dataclass(frozen=True, slots=True)
class DatasetFile:
    """What a file of reporting data holds, under the framework version that it names.

    Attributes:
        home_unit: the reporting unit whose office keeps the workspace.
        source: where the data comes from.
        warnings: what is doubtful and was taken in all the same.
    """

    definition: FrameworkDefinition
    title: str
    kind: DataKind
    home_unit: str
    source: str
    values: tuple[tuple[ValueKey, Value], ...]
    judgements: Judgements
    explanations: tuple[Explanation, ...]
    activities: tuple[Activity, ...]
    contributions: tuple[Contribution, ...]
    rates: tuple[ExchangeRate, ...]
    printed_shares: tuple[PrintedShare, ...]
    notes: tuple[DataNote, ...]
    warnings: tuple[Finding, ...] = ()

    def dataset(self, workspace_id: str, created_at: datetime) -> Dataset:
        """Return the content as a workspace with this id would hold it."""
        info = WorkspaceInfo(
            workspace_id, self.title, self.home_unit, self.kind, created_at, self.source
        )
        return Dataset(
            info,
            (self.definition,),
            ValueBook(self.values),
            self.judgements,
            self.explanations,
            self.activities,
            self.contributions,
            self.rates,
            self.printed_shares,
            self.notes,
        )


def framework_named_in(text: str, source: str) -> str:
    """Return the framework version that a file is about: `UN-ACT/2014`.

    Raises:
        InputError: if it is no TOML, or does not say so.
    """
    raw = parse_toml(text, source)
    named = [raw.get(key) for key in ("framework", "version")]
    missing = [
        Finding(
            key, "it is missing or no text", "the code and the version of a framework, in quotes"
        )
        for key, name in zip(("framework", "version"), named, strict=True)
        if not isinstance(name, str)
    ]
    if missing:
        raise InputError(source, missing)
    return "/".join(str(name) for name in named)


def read_dataset(text: str, source: str, definition: FrameworkDefinition) -> DatasetFile:
    """Return the reporting data that a TOML text holds.

    Args:
        text: the content of the file.
        source: the file's name, for messages.
        definition: the framework version that the file is about.

    Raises:
        InputError: with the key and the expectation of everything that is wrong.
    """
    raw = parse_toml(text, source)
    try:
        entries = FileEntries.model_validate(raw)
    except ValidationError as error:
        raise InputError(source, findings_of(error, raw)) from error
    findings = problems(entries, definition)
    if findings:
        raise InputError(source, findings)
    activities, contributions = money_of(entries)
    return DatasetFile(
        definition,
        entries.title,
        entries.kind,
        entries.home_unit,
        entries.source,
        values_of(entries),
        judgements_of(entries),
        explanations_of(entries),
        activities,
        contributions,
        rates_of(entries, definition),
        printed_shares_of(entries),
        notes_of(entries),
        doubts(entries, definition),
    )
