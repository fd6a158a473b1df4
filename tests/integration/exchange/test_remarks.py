"""A remark of the region is dealt with by another figure than the returned one, or by an answer."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import pytest

from spa_me.domain.errors import InputError, RefusedError
from spa_me.domain.submission import FieldRemark
from spa_me.domain.values import reported, reported_level
from spa_me.packages.keys import OfficeKey
from spa_me.services.evidence import add_reference
from spa_me.services.submissions import (
    answer,
    authors_of,
    check_submission,
    mark_ready,
    standing,
)
from spa_me.services.workspace import Workspace
from tests.integration.exchange.offices import (
    APPROVER,
    OFFICER,
    Office,
    approver,
    return_submission,
    taken,
)

A14 = ("A", "2014")


@pytest.fixture
def returned(country: Office, region: Office) -> Office:
    """Country A, which holds a return with a remark on one figure and one on the whole."""
    country.enter({"count": reported(5), "scale": reported_level("good")})
    _send(country, region, "count", "")
    return country


def _send(country: Office, region: Office, *asked: str) -> None:
    """Submit, and have it returned with remarks."""
    taken(region, country.file_of(country.submit().package.digest))
    remarks = [FieldRemark(indicator, "Is this right?") for indicator in asked]
    done = return_submission(*_at(region), reason="See the fields", remarks=remarks)
    taken(country, region.file_of(done.package.digest))


def _at(region: Office) -> tuple[Workspace, str, str, OfficeKey]:
    return (region.workspace, *A14, region.key)


def _open(office: Office) -> list[str]:
    found = check_submission(office.workspace, *A14).open_remarks
    return [remark.remark.indicator for remark in found]


def _refused(office: Office, act: Callable[[], object], match: str, kind: type) -> None:
    before = office.workspace.path.read_bytes()
    with pytest.raises(kind, match=match):
        act()
    assert office.workspace.path.read_bytes() == before


def test_remarks_have_to_be_answered_or_the_figure_changed(returned: Office) -> None:
    workspace = returned.workspace
    assert _open(returned) == ["count", ""]
    _refused(returned, lambda: mark_ready(workspace, *A14), "the region asks", InputError)

    returned.enter({"count": reported(6)})
    assert _open(returned) == [""]
    answer(workspace, *A14, "", "Checked with the provinces.")
    answer(workspace, *A14, "", "Checked with all provinces.")
    (said,) = workspace.dataset().submissions.answers
    assert said.text == "Checked with all provinces."
    mark_ready(workspace, *A14)
    _refused(returned, lambda: answer(workspace, *A14, "count", "Or not."), "locked", RefusedError)


def test_the_same_figure_again_deals_with_nothing(returned: Office) -> None:
    returned.enter({"count": reported(6)})
    returned.enter({"count": reported(5)})

    assert _open(returned) == ["count", ""]


def test_a_note_on_the_figure_or_another_figure_do(returned: Office) -> None:
    returned.enter({"count": reported(5, note="Counted twice")})
    assert _open(returned) == [""]

    add_reference(returned.workspace, *A14, "scale", "A letter", "In the archive")
    assert _open(returned) == [""]


@pytest.mark.parametrize("year", [2001, 2099])
def test_the_clock_decides_nothing(returned: Office, year: int) -> None:
    assert _open(returned) == ["count", ""]
    returned.clock.now = datetime(year, 1, 1, tzinfo=UTC)
    returned.enter({"count": reported(6)})

    assert _open(returned) == [""]


def test_each_return_is_compared_with_its_own_revision(returned: Office, region: Office) -> None:
    returned.enter({"count": reported(6)})
    answer(returned.workspace, *A14, "", "Checked.")
    _send(returned, region, "count")

    assert _open(returned) == ["count"]
    returned.enter({"count": reported(5)})
    assert _open(returned) == []


def test_answers_go_to_what_was_asked(returned: Office) -> None:
    workspace = returned.workspace

    def said(*what: str) -> Callable[[], object]:
        return lambda: answer(workspace, *what)

    refusals: Sequence[tuple[tuple[str, ...], str, type]] = [
        ((*A14, "scale", "Yes."), "asks nothing", RefusedError),
        ((*A14, "count", " "), "text", InputError),
        (("B", "2014", "count", "Yes."), "Only Country B", RefusedError),
    ]
    for what, match, kind in refusals:
        _refused(returned, said(*what), match, kind)


def test_who_wrote_the_revision_before_may_approve_the_next(returned: Office) -> None:
    """As far as no value of theirs stands; who answers is an author again."""
    officers = {OFFICER.format("A").lower()}
    assert authors_of(returned.workspace, *A14) == officers
    returned.workspace.actor = approver("A")
    answer(returned.workspace, *A14, "count", "It is right.")

    assert authors_of(returned.workspace, *A14) == {*officers, APPROVER.format("A").lower()}
    assert standing(returned.workspace.dataset(), *A14).return_ is not None
