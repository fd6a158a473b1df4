"""What the command line says to whom: who seals, whose key is needed, whether the list changed."""

from pathlib import Path

import pytest

from tests.commands import Command
from tests.integration.cli.exchanging import Desk


@pytest.fixture
def region(spa_me: Command, tmp_path: Path) -> Desk:
    return Desk(spa_me, tmp_path / "region", "RS").make()


@pytest.fixture
def country(spa_me: Command, tmp_path: Path) -> Desk:
    return Desk(spa_me, tmp_path / "country", "A").make()


def test_only_its_own_office_seals_a_submission(region: Desk) -> None:
    check = ("submission", "check", region.path, "--unit", "A", "--period", "2014")
    ran = region.spa_me(*check)
    assert ran.code == 1
    assert "It cannot be sealed. Only its own office seals the submission of A." in ran.out
    assert not region.spa_me(*check, "--json").json["may_be_sealed"]


def test_a_list_that_changed_says_so(region: Desk, country: Desk) -> None:
    region.trust(region)
    assert region.head("key", "publish", region.path, "-o", region.folder / "keys").code == 0
    said = region.spa_me("key", "trust", region.path).out
    assert "version 1:" in said
    assert "Publish" not in said

    words = " ".join(country.key()["words"])
    ran = region.officer("key", "trust", region.path, country.card(), "--words", words)
    assert ran.out.startswith("The key of Head of A for A was added to the list.\n")
    assert "version 1, changed since it was published:" in ran.out
    assert "Publish the list, so that the countries know it" in ran.out


def test_a_country_needs_no_key_to_take_in_what_it_does_not_answer(
    region: Desk, country: Desk
) -> None:
    region.trust(region)
    keys = region.folder / "keys.spapkg"
    assert region.head("key", "publish", region.path, "-o", keys).code == 0
    confirmed = region.key()["fingerprint"]
    # Nobody sits at a terminal, and no passphrase is given.
    ran = country.officer("inbox", "add", country.path, keys, "--confirmed", confirmed)
    assert (ran.code, ran.err) == (0, "")

    country.enter("count,5 share,40 scale,good")
    sealed = country.seal()
    region.trust(country)
    refused = region.officer("inbox", "add", region.path, sealed)
    assert refused.code == 2, "its receipt has to be signed"
    assert "There is no key of Officer of RS" in refused.err
    assert region.head("inbox", "add", region.path, sealed, "--unsigned").code != 2


def test_the_first_file_of_a_country_brings_its_key(region: Desk, country: Desk) -> None:
    country.enter("count,5 share,40 scale,good")
    assert country.officer("submission", "ready", country.path, "--period", "2014").code == 0
    sealed, seal = country.folder / "a.spapkg", ("submission", "seal", country.path)
    said = country.head(*seal, "--period", "2014", "-o", sealed)
    fingerprint, words = country.key()["fingerprint"], " ".join(country.key()["words"])
    assert "new to the region" in said.out
    assert words in said.out

    # Nothing is asked of a person at the region before the words were compared.
    asked = region.officer("inbox", "add", region.path, sealed)
    assert asked.code == 1
    assert "New key from Country A" in asked.out
    assert words in asked.out
    assert f"--confirmed {fingerprint}" in asked.out
    found = region.officer("inbox", "add", region.path, sealed, "--json").json["files"][0]
    assert (found["standing"], found["taken"]) == ("new_key", False)
    assert (found["new_key"]["fingerprint"], found["new_key"]["trusted"]) == (fingerprint, [])
    assert region.state()["state"] == "not_started"

    dry = region.head("inbox", "add", region.path, sealed, "--confirmed", fingerprint, "--dry-run")
    assert (dry.code, "1 refused" in dry.out) == (1, True), "a dry run trusts nobody"
    (done,) = region.add(sealed, "--confirmed", fingerprint).json["files"]
    assert (done["taken"], done["signature"]) == (True, "signed")
    listed = region.spa_me("key", "trust", region.path, "--json").json["keys"]
    assert [key["fingerprint"] for key in listed] == [fingerprint]


def test_the_words_of_another_key_let_nothing_in(region: Desk, country: Desk) -> None:
    country.enter("count,5 share,40 scale,good")
    sealed = country.seal()

    ran = region.add(sealed, "--confirmed", region.key()["fingerprint"])

    assert ran.code == 1
    assert ran.json["files"][0]["standing"] == "new_key"
    assert not region.spa_me("key", "trust", region.path, "--json").json["keys"]
