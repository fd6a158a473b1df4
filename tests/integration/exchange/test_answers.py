"""What a country answers to a return is known, whichever of its revisions comes first."""

import shutil
from pathlib import Path

from spa_me.domain.submission import FieldRemark
from spa_me.domain.values import reported
from spa_me.services.submissions import answer, begin_correction
from tests.integration.exchange.offices import Office, return_submission, taken


def answers(office: Office) -> list[str]:
    return [entry.text for entry in office.workspace.dataset().submissions.answers]


def test_a_later_revision_that_comes_first_hides_no_answer(
    country: Office, region: Office, tmp_path: Path
) -> None:
    country.enter()
    (done,) = taken(region, country.file_of(country.submit().package.digest))
    returned = return_submission(
        region.workspace,
        "A",
        "2014",
        region.key,
        reason="One figure looks wrong",
        remarks=[FieldRemark("count", "Why so few?")],
    )
    taken(country, region.file_of(done.receipt), region.file_of(returned.package.digest))
    second = tmp_path / "second" / "RS.spame"
    second.parent.mkdir()
    shutil.copyfile(region.workspace.path, second)

    answer(country.workspace, "A", "2014", "count", "It is right.")
    files = [country.file_of(country.submit().package.digest)]
    (done,) = taken(region, *files)
    taken(country, region.file_of(done.receipt))
    begin_correction(country.workspace, "A", "2014", "A file was found")
    country.enter({"count": reported(7)})
    files.append(country.file_of(country.submit().package.digest))
    taken(region, files[1])

    other = Office.at(second, "RS")
    for file in reversed(files):
        taken(other, file)
    assert answers(other) == answers(region) == ["It is right."]
    other.close()
