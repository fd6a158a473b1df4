"""What a key signed before it was revoked says so from then on."""

from spa_me.domain.submission import RevisionSignature
from spa_me.services.exchange.trust import revoke_key
from tests.integration.exchange.offices import Office, approver, key_of, taken


def test_a_revision_says_that_its_key_was_revoked_later(region: Office, country: Office) -> None:
    country.enter()
    taken(region, country.file_of(country.submit().package.digest))
    (revision,) = region.workspace.dataset().submissions.revisions
    before = region.workspace.dataset().submissions.signature(revision)
    region.workspace.actor = approver("RS")

    revoke_key(region.workspace, key_of("A").public.fingerprint, "The computer was stolen")

    after = region.workspace.dataset().submissions.signature(revision)
    assert (before, after) == (RevisionSignature.SIGNED, RevisionSignature.REVOKED_LATER)


def test_an_unsigned_revision_stays_one(country: Office) -> None:
    country.enter()
    revision = country.submit(signed=False).revision

    found = country.workspace.dataset().submissions.signature(revision)

    assert found is RevisionSignature.UNSIGNED
