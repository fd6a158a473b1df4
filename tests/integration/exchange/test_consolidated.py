"""What is not settled is shown and says so: on screen, in the derivation, in the workbook."""

from pathlib import Path

from openpyxl import load_workbook

from exports.donors import donor
from exports.xlsx import write_donor_workbook
from spa_me.domain.submission import TAKE_UNSIGNED
from spa_me.domain.values import reported
from spa_me.reports import BookQuestion, ReportBook
from spa_me.services.exchange.reviewing import choose
from spa_me.services.exchange.trust import revoke_key
from spa_me.services.reporting import book
from spa_me.services.submissions import begin_correction, set_policy
from tests.integration.exchange.offices import Office, accept, approver, taken


def shown(region: Office) -> ReportBook:
    return book(region.workspace, BookQuestion("2014"))


def included(region: Office) -> str:
    return str(shown(region).inclusion.sentence)


def test_submitted_figures_are_shown_as_provisional_until_they_are_accepted(
    country: Office, region: Office, tmp_path: Path
) -> None:
    assert included(region) == (
        "0 of 2 reporting units included; not reported: Country A, Country B"
    )
    country.enter()
    taken(region, country.file_of(country.submit().package.digest))

    provisional = "provisional, submitted and not accepted: Country A"
    assert included(region) == (
        f"1 of 2 reporting units included; not reported: Country B; {provisional}"
    )
    inputs = shown(region).marker("M1").derivation.inputs
    assert str(inputs[0].stands) == "Reported; provisional, not accepted"
    file = write_donor_workbook(shown(region), donor("sweden"), tmp_path / "sweden.xlsx")
    cover = load_workbook(file).worksheets[0]
    assert provisional in "\n".join(str(c.value) for row in cover.rows for c in row)

    accept(region.workspace, "A", "2014", region.key)
    assert included(region) == "1 of 2 reporting units included; not reported: Country B"
    assert str(shown(region).marker("M1").derivation.inputs[0].stands) == "Reported"


def test_unsigned_figures_say_so_wherever_they_show(country: Office, region: Office) -> None:
    region.workspace.actor = approver("RS")
    set_policy(region.workspace, TAKE_UNSIGNED, "yes")
    revoke_key(region.workspace, country.key.public.fingerprint, "Lost")
    country.enter()
    taken(region, country.file_of(country.submit(signed=False).package.digest))
    accept(region.workspace, "A", "2014", region.key)

    assert included(region).endswith("not signed: Country A")


def test_a_restated_figure_is_a_data_note(country: Office, region: Office) -> None:
    country.enter({"count": reported(5, "As in the register")})
    done = taken(region, country.file_of(country.submit().package.digest))
    accepted = accept(region.workspace, "A", "2014", region.key)
    taken(country, region.file_of(done[0].receipt), region.file_of(accepted.package.digest))
    begin_correction(country.workspace, "A", "2014", "A file was found")
    country.enter({"count": reported(7, "As in the register")})
    taken(region, country.file_of(country.submit().package.digest))
    accept(region.workspace, "A", "2014", region.key)

    on = region.clock().date()
    (note,) = [note for note in shown(region).notes if "Restated" in note.text]
    assert (note.about, note.text) == (
        "count",
        f"Restated by Country A: 5 became 7 with revision 2 of its submission, accepted on {on}.",
    )


def test_a_fork_is_shown_until_a_person_chooses(
    country: Office, region: Office, tmp_path: Path
) -> None:
    twin = Office(tmp_path / "twin", "A")
    country.enter()
    twin.enter({"count": reported(8)})
    sealed = [office.submit() for office in (country, twin)]
    for office, one in zip((country, twin), sealed, strict=True):
        taken(region, office.file_of(one.package.digest))

    assert "two revisions wait for a choice: Country A" in included(region)
    assert not region.workspace.dataset().values.get("count", "A", "2014").is_reported

    chosen = sealed[1].package.digest
    choose(region.workspace, "A", "2014", chosen, region.key, reason="The later one, by phone")
    assert "wait for a choice" not in included(region)
    assert region.workspace.dataset().values.get("count", "A", "2014").number == 8
    twin.close()
