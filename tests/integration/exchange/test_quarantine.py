"""What cannot be taken in now and may matter later is kept beside the workspace, once."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from spa_me.packages.canonical import canonical
from spa_me.packages.failures import PackageRefusedError, Refusal
from spa_me.packages.manifest import MINOR
from spa_me.services.exchange.arrivals import Standing, look
from spa_me.services.exchange.frameworks import seal_framework
from spa_me.services.exchange.quarantine import quarantine_folder
from spa_me.services.exchange.trust import list_digest, publish_trust, retire_key
from tests import sealed
from tests.integration.exchange.offices import Office, approver, key_of, taken


def _later(manifest: dict[str, Any], _: sealed.Members) -> None:
    manifest["made_at"] = "2026-05-01T08:00:00.000000Z"


def test_the_same_id_with_other_content_is_kept_out(country: Office, region: Office) -> None:
    country.enter()
    file = country.file_of(country.submit().package.digest)
    taken(region, file)
    other = file.with_name("other.spapkg")
    other.write_bytes(sealed.changed(file.read_bytes(), _later, keys=(country.key,)))

    for _ in range(2):
        (arrival,) = look(region.workspace, [other], [region.key])
        assert arrival.standing is Standing.QUARANTINED
        assert arrival.kept is not None
        assert arrival.kept.read_bytes() == other.read_bytes()

    assert len(list(quarantine_folder(region.workspace.path).iterdir())) == 1


def _to_format_2(manifest: dict[str, Any], _: sealed.Members) -> None:
    manifest["format"] = "2.0"


def test_what_a_newer_app_made_is_kept_for_later(country: Office, region: Office) -> None:
    country.enter()
    file = country.file_of(country.submit().package.digest)
    newer = file.with_name("newer.spapkg")
    newer.write_bytes(sealed.changed(file.read_bytes(), _to_format_2, keys=(country.key,)))

    (arrival,) = look(region.workspace, [newer], [region.key])

    assert isinstance(arrival.refusal, PackageRefusedError)
    assert arrival.refusal.reason is Refusal.NEWER_FORMAT
    assert arrival.kept is not None
    assert "kept out" in str(arrival.refusal)
    assert quarantine_folder(region.workspace.path).is_dir()


def _says_more(minor: int) -> sealed.Change:
    """Return what makes a framework say something that this version does not know."""

    def change(manifest: dict[str, Any], members: sealed.Members) -> None:
        said = json.loads(members["data/framework.ndjson"])
        said["results"][0]["weight"] = 3
        wording = canonical(said)
        members["data/framework.ndjson"] = wording + b"\n"
        manifest["framework"]["digest"] = sha256(wording).hexdigest()
        manifest["format"] = f"1.{minor}"

    return change


def _framework(region: Office, minor: int) -> Path:
    (definition,) = region.workspace.frameworks
    package = seal_framework(region.workspace, definition.digest, region.key)
    file = region.file_of(package.digest)
    file.write_bytes(sealed.changed(file.read_bytes(), _says_more(minor), keys=(region.key,)))
    return file


def test_a_framework_of_which_not_all_is_known_is_kept_for_later(
    country: Office, region: Office
) -> None:
    """Told when it is looked at: what may be taken in can be."""
    (arrival,) = look(country.workspace, [_framework(region, 1)], [country.key])

    assert isinstance(arrival.refusal, PackageRefusedError)
    assert arrival.refusal.reason is Refusal.NEWER_FORMAT
    assert "format 1.1 and says something" in str(arrival.refusal)
    assert "weight" in str(arrival.refusal)
    assert arrival.kept is not None


def test_a_framework_that_says_what_its_format_has_not_is_refused(
    country: Office, region: Office
) -> None:
    (arrival,) = look(country.workspace, [_framework(region, MINOR)], [country.key])

    assert isinstance(arrival.refusal, PackageRefusedError)
    assert (arrival.refusal.reason, arrival.kept) == (Refusal.CONTENT, None)


def test_a_list_of_keys_that_skips_one_is_refused_unless_that_one_lies_beside_it(
    country: Office, region: Office
) -> None:
    files: list[Path] = []
    region.workspace.actor = approver("RS")
    for office in ("A", "B"):
        retire_key(region.workspace, key_of(office).public.fingerprint, "Replaced")
        publish_trust(region.workspace, region.key)
        files.append(region.file_of(list_digest(region.workspace.dataset())))

    (alone,) = look(country.workspace, files[1:], [country.key])
    assert alone.standing is Standing.REFUSED
    together = taken(country, *reversed(files))

    assert [done.error for done in together] == [None, None]
    trust = country.workspace.dataset().submissions.trust
    assert trust is not None
    assert trust.version == 3


def test_rubbish_is_not_collected(region: Office, tmp_path: Path) -> None:
    letter = tmp_path / "letter.spapkg"
    letter.write_text("Dear colleagues")

    (arrival,) = look(region.workspace, [letter])

    assert (arrival.standing, arrival.kept) == (Standing.REFUSED, None)
    assert not quarantine_folder(region.workspace.path).exists()
