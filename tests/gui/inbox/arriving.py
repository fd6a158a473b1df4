"""How files reach an office in the tests of the review."""

from pathlib import Path

from spa_me.domain.submission import SubmissionState
from spa_me.domain.values import reported
from spa_me.services.exchange.arrivals import look
from spa_me.services.exchange.taking import take_in
from spa_me.services.exchange.trust import list_digest
from spa_me.services.submissions import (
    standing,
)
from tests.integration.exchange.offices import (
    Office,
    key_of,
)


def state(office: Office) -> SubmissionState:
    return standing(office.workspace.dataset(), "A", "2014").state


def arrive(office: Office, *files: Path) -> None:
    confirmed = frozenset({key_of("RS").public.fingerprint})
    arrivals = look(office.workspace, files, [office.key], confirmed=confirmed)
    done = take_in(office.workspace, arrivals, office.key, confirmed=confirmed)
    assert [entry.error for entry in done] == [None] * len(files)


def submit(region: Office, country: Office, **values: int) -> None:
    country.enter({code: reported(number) for code, number in values.items()})
    arrive(region, country.file_of(country.submit().package.digest))


def learn_keys(region: Office, country: Office) -> None:
    arrive(country, region.file_of(list_digest(region.workspace.dataset()), "keys"))
