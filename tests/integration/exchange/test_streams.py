"""What is missing between packages: counted for each sender and recipient, whatever the numbers."""

from spa_me.domain.submission import PackageRecord
from spa_me.services.exchange.streams import Gap, Stream, missing_numbers
from tests.integration.exchange.offices import Office, accept, numbered, return_submission, taken

LARGEST = 1_000_000_000


def packages(office: Office) -> tuple[PackageRecord, ...]:
    return office.workspace.dataset().submissions.packages


def test_what_is_lost_to_us_is_not_hidden_by_what_went_to_everyone(
    country: Office, region: Office
) -> None:
    """The list of keys is number 1 to everyone; receipt 1 and return 2 to A never come."""
    country.enter()
    taken(region, country.file_of(country.submit().package.digest))
    return_submission(region.workspace, "A", "2014", region.key, reason="Why so few?")
    accepted = accept(region.workspace, "A", "2014", region.key)
    (done,) = taken(country, region.file_of(accepted.package.digest))
    assert done.is_done, done.error

    assert missing_numbers(packages(country)) == {Stream("RS", "A"): (Gap(1, 2),)}


def test_a_gap_is_said_at_the_region(country: Office, region: Office) -> None:
    country.enter()
    (done,) = taken(region, numbered(country, country.submit().package.digest, 2))
    assert done.is_done, done.error

    assert missing_numbers(packages(region)) == {Stream("A", "RS"): (Gap(1, 1),)}


def test_a_number_that_nobody_counts_to_is_said_as_that(country: Office, region: Office) -> None:
    country.enter()
    (done,) = taken(region, numbered(country, country.submit().package.digest, LARGEST))
    assert done.is_done, done.error

    (gap,) = missing_numbers(packages(region))[Stream("A", "RS")]
    assert (gap.first, gap.last, gap.is_jump) == (1, LARGEST - 1, True)
