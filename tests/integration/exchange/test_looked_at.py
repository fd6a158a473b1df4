"""A decision is about the revision that was looked at, and not about one that came in since."""

import pytest

from spa_me.domain.errors import RefusedError
from spa_me.domain.submission import SubmissionState
from spa_me.domain.values import reported
from spa_me.services.exchange.reviewing import accept, return_submission
from spa_me.services.submissions import begin_correction, standing
from tests.integration.exchange.offices import Office, head_of, taken


def test_what_came_in_since_is_not_decided_about(country: Office, region: Office) -> None:
    country.enter()
    (done,) = taken(region, country.file_of(country.submit().package.digest))
    taken(country, region.file_of(done.receipt))
    looked_at = head_of(region.workspace, "A", "2014")
    begin_correction(country.workspace, "A", "2014", "A file was found")
    country.enter({"count": reported(7)})
    taken(region, country.file_of(country.submit().package.digest))

    with pytest.raises(RefusedError, match="counts now: revision 2"):
        accept(region.workspace, "A", "2014", looked_at, region.key)
    with pytest.raises(RefusedError, match="Look at it, then decide"):
        return_submission(region.workspace, "A", "2014", looked_at, region.key, reason="Why?")

    state = standing(region.workspace.dataset(), "A", "2014").state
    assert state is SubmissionState.SUBMITTED
    head = head_of(region.workspace, "A", "2014")
    assert accept(region.workspace, "A", "2014", head, region.key).decision.revision == head
