from collections.abc import Iterator
from pathlib import Path

import pytest

from spa_me.services.exchange.trust import list_digest
from tests.integration.exchange.offices import Office, key_of, taken, trusting_region


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Office]:
    office = trusting_region(tmp_path)
    yield office
    office.close()


@pytest.fixture
def country(tmp_path: Path, region: Office) -> Iterator[Office]:
    """Country A, which trusts the region's list of keys."""
    office = Office(tmp_path, "A")
    trusted = region.file_of(list_digest(region.workspace.dataset()))
    (done,) = taken(office, trusted, confirmed=frozenset({key_of("RS").public.fingerprint}))
    assert done.is_done, done.error
    yield office
    office.close()
