from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.exchange.offices import Office, trusting_country, trusting_region


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Office]:
    office = trusting_region(tmp_path)
    yield office
    office.close()


@pytest.fixture
def country(tmp_path: Path, region: Office) -> Iterator[Office]:
    """Country A, which trusts the region's list of keys."""
    office = trusting_country(tmp_path, "A", region)
    yield office
    office.close()
