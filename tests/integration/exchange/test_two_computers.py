"""An office that reports from two computers: what the other sealed is taken in, nothing is lost."""

import shutil
from pathlib import Path

from spa_me.domain.submission import SubmissionState
from spa_me.domain.values import reported
from spa_me.packages.failures import PackageRefusedError
from spa_me.services.exchange.arrivals import Standing, look
from spa_me.services.exchange.reviewing import choose
from spa_me.services.exchange.trust import list_digest
from spa_me.services.submissions import standing
from tests.integration.exchange.offices import Office, key_of, return_submission, taken


def twin_of(region: Office, folder: Path) -> Office:
    twin = Office(folder / "twin", "A")
    file = region.file_of(list_digest(region.workspace.dataset()))
    taken(twin, file, confirmed=frozenset({key_of("RS").public.fingerprint}))
    return twin


def copied_after_a_return(country: Office, region: Office, folder: Path) -> Office:
    """Return a second computer that has all the first one has, a returned submission among it."""
    country.enter()
    taken(region, country.file_of(country.submit().package.digest))
    review = return_submission(region.workspace, "A", "2014", region.key, reason="Why?")
    taken(country, region.file_of(review.package.digest))
    path = folder / "copy" / "A.spame"
    path.parent.mkdir()
    shutil.copyfile(country.workspace.path, path)
    return Office.at(path, "A")


def number(office: Office) -> object:
    return office.workspace.dataset().values.get("count", "A", "2014").number


def test_the_region_chooses_and_both_computers_follow(
    country: Office, region: Office, tmp_path: Path
) -> None:
    twin = twin_of(region, tmp_path)
    country.enter()
    twin.enter({"count": reported(8)})
    files = [office.file_of(office.submit().package.digest) for office in (country, twin)]
    for file in files:
        taken(region, file)
    (done,) = taken(country, files[1])
    assert done.is_done, done.error
    assert (done.receipt, number(country)) == ("", None)

    chosen = standing(region.workspace.dataset(), "A", "2014").chain.rivals
    digest = next(r.digest for r in chosen if number_in(region, r.digest) == 8)
    review = choose(region.workspace, "A", "2014", digest, region.key, reason="Agreed by phone")
    taken(country, region.file_of(review.package.digest))
    taken(twin, region.file_of(review.package.digest))

    assert (number(country), number(twin), number(region)) == (8, 8, 8)
    assert standing(country.workspace.dataset(), "A", "2014").state is SubmissionState.SUBMITTED
    twin.close()


def test_a_computer_knows_that_the_region_goes_on_with_the_file_of_another(
    country: Office, region: Office, tmp_path: Path
) -> None:
    twin = twin_of(region, tmp_path)
    country.enter()
    twin.enter({"count": reported(8)})
    sealed = [office.submit().package.digest for office in (country, twin)]
    files = [o.file_of(d) for o, d in zip((country, twin), sealed, strict=True)]
    for file in files:
        taken(region, file)
    review = choose(region.workspace, "A", "2014", sealed[1], region.key, reason="By phone")
    for office in (country, twin):
        taken(office, region.file_of(review.package.digest))

    here, there = (standing(o.workspace.dataset(), "A", "2014").chain for o in (country, twin))
    assert here.decided_elsewhere is not None
    assert here.decided_elsewhere.revision == sealed[1]
    assert there.decided_elsewhere is None

    taken(country, files[1])
    assert standing(country.workspace.dataset(), "A", "2014").chain.decided_elsewhere is None
    assert number(country) == 8
    twin.close()


def number_in(region: Office, digest: str) -> object:
    from spa_me.services.exchange.records import kept_content

    return dict(kept_content(region.workspace, digest).values).popitem()[1].number


def test_what_the_other_computer_answered_replaces_a_return_that_nobody_touched(
    country: Office, region: Office, tmp_path: Path
) -> None:
    twin = copied_after_a_return(country, region, tmp_path)
    twin.enter({"count": reported(8)})
    second = twin.file_of(twin.submit().package.digest)

    (done,) = taken(country, second)

    assert done.is_done, done.error
    assert number(country) == 8
    assert standing(country.workspace.dataset(), "A", "2014").state is SubmissionState.SUBMITTED
    twin.close()


def test_a_draft_is_not_replaced(country: Office, region: Office, tmp_path: Path) -> None:
    twin = twin_of(region, tmp_path)
    twin.enter({"count": reported(8)})
    file = twin.file_of(twin.submit().package.digest)
    country.enter()

    (arrival,) = look(country.workspace, [file], [country.key])

    assert arrival.standing is Standing.REFUSED
    assert isinstance(arrival.refusal, PackageRefusedError)
    assert "a draft here" in str(arrival.refusal)
    assert number(country) == 5
    twin.close()


def test_a_returned_one_is_not_replaced_where_somebody_goes_on_with_it(
    country: Office, region: Office, tmp_path: Path
) -> None:
    twin = copied_after_a_return(country, region, tmp_path)
    twin.enter({"count": reported(8)})
    country.enter({"count": reported(6)})

    (done,) = taken(country, twin.file_of(twin.submit().package.digest))

    assert "a draft here" in str(done.error)
    assert number(country) == 6
    twin.close()
