"""What is not from whom it says, or not what it says, is refused, and nothing is written."""

import uuid
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from spa_me.domain.cofunding import Activity
from spa_me.domain.submission import (
    TAKE_UNSIGNED,
    Decision,
    PackageRecord,
    ReceiptContent,
    ReviewContent,
    Revision,
    SubmissionContent,
    Verdict,
)
from spa_me.domain.values import ValueKey, reported
from spa_me.packages.envelope import Envelope, Signature, write_envelope
from spa_me.packages.keys import OfficeKey, new_key
from spa_me.packages.manifest import FrameworkReference, Manifest
from spa_me.packages.names import ENVELOPE
from spa_me.packages.opening import OpenedPackage, open_package
from spa_me.packages.reading import read_package
from spa_me.packages.sealing import seal
from spa_me.packages.to_rows import Content
from spa_me.packages.writing_zip import write_container
from spa_me.services.exchange.arrivals import Standing, look
from spa_me.services.exchange.records import package_file
from spa_me.services.exchange.taking import take_in
from spa_me.services.exchange.trust import (
    list_digest,
    publish_trust,
    retire_key,
    revoke_key,
    trust_key,
)
from spa_me.services.submissions import set_policy, standing
from tests.integration.exchange.offices import (
    Office,
    approver,
    key_of,
    new_id,
    officer,
    return_submission,
    trusting_region,
)
from tests.integration.making import Clock

BAD = (Standing.REFUSED, Standing.QUARANTINED)
KEY = key_of("A")
STRANGER = new_key("A", "Approver of A", made_on=date(2026, 1, 5))


class Post:
    """A sealed submission of A on its way to the region, and what somebody makes of it."""

    def __init__(self, folder: Path, *known: str) -> None:
        self.folder = folder
        self.region = trusting_region(folder, *known)
        self.country = Office(folder, "A")
        self.country.enter()
        sealed = self.country.submit()
        self.file = self.country.file_of(sealed.package.digest)
        self.opened: OpenedPackage = open_package(self.file, reader=read_package)

    def close(self) -> None:
        self.region.close()
        self.country.close()

    def made(
        self, content: Content | None = None, key: OfficeKey | None = KEY, **said: object
    ) -> Path:
        """Return a package like the real one, with something else in it and signed anew."""
        manifest: Manifest = replace(self.opened.manifest, **said)  # type: ignore[arg-type]
        keys = () if key is None else (key,)
        sealed = seal(content or self.opened.content, manifest, keys=keys)
        return self.written(sealed.file)

    def written(self, file: bytes) -> Path:
        path = self.folder / f"{uuid.uuid4()}.spapkg"
        path.write_bytes(file)
        return path

    def refused(self, path: Path, standings: tuple[Standing, ...] = BAD) -> str:
        """Look at a file and try to take it in; return why it was refused."""
        workspace = self.region.workspace
        before = workspace.path.read_bytes()
        arrivals = look(workspace, [path], [self.region.key], reader=read_package)
        workspace.actor = approver("RS")
        (done,) = take_in(workspace, arrivals, self.region.key)
        assert not done.is_done
        assert workspace.path.read_bytes() == before
        assert done.arrival.standing in standings
        return str(done.error)

    def taken(self, *paths: Path) -> None:
        workspace = self.region.workspace
        workspace.actor = approver("RS")
        arrivals = look(workspace, paths, [self.region.key], reader=read_package)
        for done in take_in(workspace, arrivals, self.region.key):
            assert done.is_done, done.error

    def learns_the_key(self) -> None:
        self.region.workspace.actor = approver("RS")
        trust_key(self.region.workspace, KEY.public)

    def takes_unsigned(self) -> None:
        self.region.workspace.actor = officer("RS")
        set_policy(self.region.workspace, TAKE_UNSIGNED, "yes")

    @property
    def kept(self) -> PackageRecord:
        """What the region keeps of the package of the country that counts."""
        found = self.region.workspace.dataset().submissions.package(self.head.digest)
        assert found is not None
        return found

    @property
    def head(self) -> Revision:
        found = standing(self.region.workspace.dataset(), "A", "2014").head
        assert found is not None
        return found

    @property
    def content(self) -> SubmissionContent:
        assert isinstance(self.opened.content, SubmissionContent)
        return self.opened.content


@pytest.fixture
def post(tmp_path: Path) -> Iterator[Post]:
    made = Post(tmp_path)
    yield made
    made.close()


@pytest.fixture
def early(tmp_path: Path) -> Iterator[Post]:
    """Give a post whose region has taken in a copy without a signature before it knew A's key."""
    made = Post(tmp_path, "B")
    made.takes_unsigned()
    made.taken(with_signatures(made))
    yield made
    made.close()


def with_signatures(post: Post, *signatures: Signature) -> Path:
    """Return the real file with other signatures in its envelope."""
    return with_envelope(post, Envelope(post.opened.envelope.payload, signatures))


def signed_nonsense(post: Post, **said: object) -> Path:
    """Return the real file with another manifest, which no sealing would make, rightly signed."""
    payload = replace(post.opened.manifest, **said).payload  # type: ignore[arg-type]
    return with_envelope(post, Envelope(payload, (KEY.sign(payload),)))


def with_envelope(post: Post, envelope: Envelope) -> Path:
    with zipfile.ZipFile(BytesIO(post.file.read_bytes())) as file:
        members = {name: file.read(name) for name in file.namelist() if name != "mimetype"}
    members[ENVELOPE] = write_envelope(envelope)
    return post.written(write_container(members))


def of_nothing(post: Post) -> Path:
    (signature,) = post.opened.envelope.signatures
    return with_signatures(post, Signature(signature.key, bytes(64)))


def of_another_text(post: Post) -> Path:
    other = key_of("A").sign(post.opened.envelope.payload + b" ")
    return with_signatures(post, other)


def signed_under_another_name(post: Post) -> Path:
    mine = STRANGER.sign(post.opened.envelope.payload)
    return with_signatures(post, Signature(key_of("A").public.fingerprint, mine.value))


def review_by_a_country(post: Post) -> Path:
    decision = Decision("A", "2014", post.opened.digest, 1, Verdict.ACCEPTED, package=new_id())
    return post.made(
        ReviewContent(decision), package=decision.package, framework=None, revision=0,
        entered_by=(), on_behalf_of="",
    )  # fmt: skip


CASES: dict[str, tuple[Callable[[Post], Path], str]] = {
    "a signature of zeros": (of_nothing, "The signature is wrong"),
    "a signature over another text": (of_another_text, "The signature is wrong"),
    "a stranger under a known name": (signed_under_another_name, "The signature is wrong"),
    "a key that nobody knows": (lambda p: p.made(key=STRANGER), "not in the list"),
    "no signature": (lambda p: p.made(key=None), "Not signed"),
    "for another office": (
        lambda p: p.made(recipient="B"),
        "for Country B (B), and this is Regional secretariat (RS)",
    ),
    "signed by the other country": (lambda p: p.made(key=key_of("B")), "of another office"),
    "for another unit": (lambda p: signed_nonsense(p, unit="B"), "not the unit that reports"),
    "of another kind": (lambda p: signed_nonsense(p, kind="review"), ""),
    "as a receipt": (lambda p: signed_nonsense(p, kind="receipt"), ""),
    "from another unit": (lambda p: p.made(sender="B", unit="B", card={}), "of another office"),
    "a review by a country": (
        review_by_a_country,
        "comes from Regional secretariat, and this one from Country A",
    ),
    "a period that is not there": (lambda p: p.made(period="1999"), "1999"),
    "an older framework": (
        lambda p: p.made(framework=FrameworkReference("TEST", "0", "0" * 64)),
        "It was made by TEST 0",
    ),
    "a question that is not asked": (
        lambda p: p.made(
            replace(p.content, values=((ValueKey("A", "2014", "none"), reported(1)),))
        ),
        "none",
    ),
    "cut off": (lambda p: p.written(p.file.read_bytes()[:-30]), ""),
    "a bit over": (lambda p: p.written(p.file.read_bytes() + b"x"), ""),
    "no package": (lambda p: p.written(b"hello"), "not a package"),
}


@pytest.mark.parametrize("case", CASES)
def test_it_is_refused_and_nothing_is_written(post: Post, case: str) -> None:
    make, why = CASES[case]

    assert why in post.refused(make(post))

    assert standing(post.region.workspace.dataset(), "A", "2014").head is None
    post.taken(post.file)  # the real one still can be


def test_nothing_of_a_revoked_key(post: Post) -> None:
    revoke_key(post.region.workspace, key_of("A").public.fingerprint, "The laptop was stolen")

    assert "revoked" in post.refused(post.file)


def test_of_a_retired_key_only_what_it_signed_before(post: Post) -> None:
    post.taken(post.file)
    retire_key(post.region.workspace, key_of("A").public.fingerprint, "Replaced")

    later = post.made(package=new_id(), sequence=2, revision=2, supersedes=post.opened.digest)
    assert "retired" in post.refused(later)


def test_a_retired_key_signs_nothing_more_under_a_number_that_was_used(post: Post) -> None:
    post.taken(post.file)
    retire_key(post.region.workspace, key_of("A").public.fingerprint, "Replaced")

    later = post.made(package=new_id(), sequence=1, revision=2, supersedes=post.opened.digest)

    assert "under the same number" in post.refused(later, (Standing.QUARANTINED,))
    post.taken(post.file)  # what it signed before is known as before


def test_what_a_retired_key_signed_before_is_taken_in_late_and_once(post: Post) -> None:
    """Package 1 was on its way when 2 came and the key was replaced."""
    second = post.made(
        package=new_id(), sequence=2, revision=2, supersedes=post.opened.digest,
    )  # fmt: skip
    post.taken(second)
    retire_key(post.region.workspace, key_of("A").public.fingerprint, "Replaced")

    post.taken(post.file)

    other = post.made(package=new_id(), revision=3, supersedes=post.opened.digest)
    assert "under the same number" in post.refused(other, (Standing.QUARANTINED,))


def test_a_number_far_ahead_lets_no_retired_key_sign_on(post: Post) -> None:
    post.taken(post.file)
    ahead = post.made(
        package=new_id(), sequence=999_999_999, revision=2, supersedes=post.opened.digest,
    )  # fmt: skip
    post.taken(ahead)
    retire_key(post.region.workspace, key_of("A").public.fingerprint, "Replaced")

    between = post.made(package=new_id(), sequence=2, revision=3, supersedes=post.opened.digest)
    assert "retired" in post.refused(between)
    trust = post.region.workspace.dataset().submissions.trust
    assert trust is not None
    assert [e.last_numbers for e in trust.entries if e.key.office == "A"] == [(("RS", 1),)]


def test_what_the_region_sent_to_one_does_not_let_its_retired_key_write_to_another(
    post: Post,
) -> None:
    post.taken(post.file)  # the receipt is number 1 to A; nothing went to B
    retire_key(post.region.workspace, key_of("RS").public.fingerprint, "Replaced")

    trust = post.region.workspace.dataset().submissions.trust
    assert trust is not None
    (entry,) = [e for e in trust.entries if e.key.office == "RS"]
    assert entry.last_numbers == (("*", 1), ("A", 1))
    assert not entry.may_sign("B", 1)


def test_a_retired_key_that_is_then_revoked_can_be_published(post: Post) -> None:
    workspace = post.region.workspace
    post.taken(post.file)
    retire_key(workspace, key_of("A").public.fingerprint, "Replaced")
    revoke_key(workspace, key_of("A").public.fingerprint, "It was stolen before")

    assert publish_trust(workspace, key_of("RS")).sequence == 2


def test_unsigned_ones_by_the_rule_only_and_not_those_of_a_wrong_key(post: Post) -> None:
    unsigned = post.made(key=None)
    assert "Not signed" in post.refused(unsigned)
    post.takes_unsigned()

    assert "not in the list" in post.refused(post.made(key=STRANGER))
    assert "wrong" in post.refused(of_nothing(post))
    assert "Ask Country A to sign it" in post.refused(unsigned)
    revoke_key(post.region.workspace, key_of("A").public.fingerprint, "The laptop was stolen")
    post.taken(unsigned)
    assert not post.head.is_signed


def test_the_signed_copy_of_what_came_unsigned_makes_it_signed(early: Post) -> None:
    post, bare, first = early, with_signatures(early), early.kept
    post.learns_the_key()
    post.taken(post.file)

    assert (post.kept.signature, post.kept.signed_with) == ("signed", KEY.public.fingerprint)
    assert post.kept.answered_by == first.answered_by  # the same receipt goes back
    assert package_file(post.region.workspace, post.opened.digest) == post.file.read_bytes()
    assert post.head.is_signed
    entries = [e for e in post.region.workspace.audit() if e.action == "take in signature"]
    assert {e.subject for e in entries} == {"package submission A 2014", "revision A 2014 1"}

    before = post.region.workspace.path.read_bytes()
    post.taken(bare)
    post.taken(post.file)
    assert post.region.workspace.path.read_bytes() == before


def test_a_first_list_of_keys_comes_again(post: Post) -> None:
    """Its words were compared, since no list knew its key before; that is no missing signature."""
    trusted = post.region.file_of(list_digest(post.region.workspace.dataset()))
    country, confirmed = post.country, frozenset({key_of("RS").public.fingerprint})
    for expected in (Standing.REFUSED, Standing.KNOWN):
        (arrival,) = look(country.workspace, [trusted], reader=read_package)
        assert arrival.standing is expected
        arrivals = look(country.workspace, [trusted], confirmed=confirmed, reader=read_package)
        assert take_in(country.workspace, arrivals, confirmed=confirmed)[0].is_done


def test_where_the_key_is_known_only_the_signed_copy_is_taken(
    post: Post,
) -> None:
    post.takes_unsigned()
    assert "Not signed" in post.refused(with_signatures(post))
    post.taken(post.file)
    post.taken(with_signatures(post))

    assert post.head.is_signed


@pytest.mark.parametrize("make", [of_nothing, of_another_text, signed_under_another_name])
def test_a_wrong_signature_makes_nothing_signed(early: Post, make: Callable[[Post], Path]) -> None:
    early.learns_the_key()
    before = early.region.workspace.path.read_bytes()
    early.taken(make(early))

    assert early.region.workspace.path.read_bytes() == before
    assert not early.head.is_signed


def test_again_is_nothing_new(post: Post) -> None:
    post.taken(post.file)
    before = post.region.workspace.path.read_bytes()

    post.taken(post.file)
    post.taken(with_signatures(post, *post.opened.envelope.signatures))

    assert post.region.workspace.path.read_bytes() == before


def test_an_older_revision_that_comes_again_changes_nothing(post: Post) -> None:
    post.taken(post.file)
    later = post.made(
        replace(post.content, values=((ValueKey("A", "2014", "count"), reported(9)),)),
        package=new_id(), sequence=2, revision=2, supersedes=post.opened.digest,
    )  # fmt: skip
    post.taken(later)
    post.taken(post.file)

    dataset = post.region.workspace.dataset()
    assert dataset.values.get("count", "A", "2014").number == 9


def test_an_id_that_comes_again_with_other_content(post: Post) -> None:
    post.taken(post.file)
    other = post.made(
        replace(post.content, values=((ValueKey("A", "2014", "count"), reported(9)),))
    )

    assert "same id" in post.refused(other)
    assert standing(post.region.workspace.dataset(), "A", "2014").chain.rivals == ()


def test_a_preview_calls_a_record_as_people_do(post: Post) -> None:
    """All of it is about one unit and period, so their codes say nothing there."""
    mine = Activity(new_id(), "A", "2014", "7", "Of A")
    path = post.made(replace(post.content, activities=(mine,)))
    (arrival,) = look(post.region.workspace, [path], reader=read_package)

    assert arrival.preview is not None
    assert [record.subject for record in arrival.preview.records] == ["activity 7"]


def test_a_receipt_is_only_for_what_was_sealed_here(post: Post) -> None:
    at = post.opened.manifest.made_at
    said = ReceiptContent(new_id(), "f" * 64, "Somebody", Clock().now)
    manifest = Manifest(
        package=new_id(), sender="A", recipient="RS", sequence=1, made_at=at,
        unit="A", period="2014",
    )  # fmt: skip
    path = post.written(seal(said, manifest, keys=(key_of("A"),)).file)

    assert "did not seal" in post.refused(path)


def receipt_for(post: Post, key: OfficeKey, package: PackageRecord) -> Path:
    """Return the receipt of an office for a package, as it would make it."""
    said = ReceiptContent(package.id, package.digest, "Somebody", Clock().now)
    manifest = Manifest(
        package=new_id(), sender=key.public.office, recipient="RS", sequence=1,
        made_at=post.opened.manifest.made_at, unit=package.unit, period=package.period,
    )  # fmt: skip
    return post.written(seal(said, manifest, keys=(key,)).file)


def test_a_receipt_counts_from_whom_the_package_was_for(post: Post) -> None:
    post.taken(post.file)
    returned = return_submission(post.region.workspace, "A", "2014", key_of("RS"), reason="Why?")

    forged = receipt_for(post, key_of("B"), returned.package)
    assert "comes from Country B, and the package was for Country A" in post.refused(forged)
    assert not post.region.workspace.dataset().submissions.receipts
    post.taken(receipt_for(post, KEY, returned.package))
    records = post.region.workspace.dataset().submissions
    assert [receipt.digest for receipt in records.receipts] == [returned.package.digest]
    assert returned.package.digest in records.acknowledged


def test_a_receipt_for_what_went_to_everyone_counts_from_anybody(post: Post) -> None:
    records = post.region.workspace.dataset().submissions
    (keys,) = [p for p in records.packages if p.recipient == "*"]

    post.taken(receipt_for(post, key_of("B"), keys))


def test_what_came_in_needs_no_receipt_of_others(post: Post) -> None:
    post.taken(post.file)
    records = post.region.workspace.dataset().submissions
    (came,) = [p for p in records.packages if p.sender == "A"]

    assert "did not seal" in post.refused(receipt_for(post, key_of("B"), came))


def test_a_list_of_keys_of_a_stranger(post: Post) -> None:
    region = post.region.workspace
    published = post.region.file_of(list_digest(region.dataset()))
    country = post.country.workspace
    before = country.path.read_bytes()

    (arrival,) = look(country, [published], reader=read_package)
    (done,) = take_in(country, [arrival])
    assert not done.is_done
    (arrival,) = look(
        country, [published], confirmed={STRANGER.public.fingerprint}, reader=read_package
    )
    (done,) = take_in(country, [arrival], confirmed=frozenset({STRANGER.public.fingerprint}))
    assert not done.is_done
    assert country.path.read_bytes() == before
    assert country.dataset().submissions.trust is None
