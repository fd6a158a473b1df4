"""The donors that a workbook can be made for, read from `donors.toml`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from spa_me.domain.errors import InputError, NotFoundError
from spa_me.domain.toml_text import findings_of, parse_toml


class Donor(BaseModel):
    """Who a workbook is for.

    Attributes:
        code: how it is chosen: `sweden`.
        embassy: the office that the report is handed to.
        currency: ISO 4217 code of the currency that money is shown in beside its own.
        language: of the labels.
        agreement_number, agreement_title, agreement_date: what the cover says of the agreement;
            where one is empty the cover has a line to fill in.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    name: str = Field(min_length=1)
    embassy: str = Field(min_length=1)
    currency: str = Field(pattern=r"^[A-Z]{3}$")
    language: str = "en"
    agreement_number: str = ""
    agreement_title: str = ""
    agreement_date: str = ""


class _DonorFile(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    donors: tuple[Donor, ...]


def read_donors(text: str, source: str) -> dict[str, Donor]:
    """Return the donors of a TOML text by code.

    Raises:
        InputError: with every finding, each at its key.
    """
    raw = parse_toml(text, source)
    try:
        found = _DonorFile.model_validate(raw)
    except ValidationError as error:
        raise InputError(source, findings_of(error, raw)) from error
    return {donor.code: donor for donor in found.donors}


@cache
def donors() -> dict[str, Donor]:
    """Return the donors that are shipped, by code."""
    text = (files("exports") / "donors.toml").read_text(encoding="utf-8")
    return read_donors(text, "donors.toml")


def donor(code: str) -> Donor:
    """Return one donor, whatever the case its code is written in.

    Raises:
        NotFoundError: for a code that is not known.
    """
    found = donors().get(code.strip().casefold())
    if found is None:
        message = f"There is no donor “{code}”."
        raise NotFoundError(message, do=f"Known donors: {', '.join(donors())}.")
    return found
