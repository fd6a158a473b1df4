"""What cannot be taken in now and may matter later is kept beside the workspace, once."""

from pathlib import Path
from typing import Any

from spa_me.packages.failures import PackageRefusedError, Refusal
from spa_me.services.exchange.arrivals import Standing, look
from spa_me.services.exchange.quarantine import quarantine_folder
from tests import sealed
from tests.integration.exchange.offices import Office, taken


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


def test_rubbish_is_not_collected(region: Office, tmp_path: Path) -> None:
    letter = tmp_path / "letter.spapkg"
    letter.write_text("Dear colleagues")

    (arrival,) = look(region.workspace, [letter])

    assert (arrival.standing, arrival.kept) == (Standing.REFUSED, None)
    assert not quarantine_folder(region.workspace.path).exists()
