"""The region on the other side of the entry page: takes in, returns and accepts real packages."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

from spa_me.domain.changes import ChangeSet, Topic
from spa_me.domain.dataset import Actor, DataKind
from spa_me.domain.submission import FieldRemark
from spa_me.packages.keys import OfficeKey, new_key
from spa_me.services.exchange.arrivals import look
from spa_me.services.exchange.reviewing import choose
from spa_me.services.exchange.sealing import save_package, seal_submission, sealed_submission
from spa_me.services.exchange.taking import take_in
from spa_me.services.exchange.trust import list_digest, publish_trust, revoke_key, trust_key
from spa_me.services.submissions import mark_ready
from spa_me.services.workspace import Workspace
from tests.countries import countries_definition
from tests.gui.conftest import OFFICER
from tests.gui.entry.hand import Hand
from tests.integration.exchange.offices import accept, return_submission

HEAD = Actor("Test Head", "National secretariat", "Head of task force")
SECRETARY = Actor("Test Secretary", "Regional secretariat", "Programme officer")


@cache
def key_of(office: str) -> OfficeKey:
    person = {"A": HEAD, "RS": SECRETARY}[office].name
    return new_key(office, person, made_on=date(2026, 1, 5))


class Region:
    """The regional secretariat, with Country A on the page of a hand."""

    def __init__(self, folder: Path, hand: Hand) -> None:
        self.folder, self.hand = folder, hand
        self.workspace = Workspace.create(
            folder / "region.spame",
            countries_definition(),
            "RS",
            SECRETARY,
            kind=DataKind.ILLUSTRATIVE,
        )
        for office in ("RS", "A"):
            trust_key(self.workspace, key_of(office).public)
        publish_trust(self.workspace, key_of("RS"))
        confirmed = frozenset({key_of("RS").public.fingerprint})
        self._send(list_digest(self.workspace.dataset()), confirmed)

    @property
    def country(self) -> Workspace:
        return self.hand.page.context.open_workspace

    def seal(self) -> None:
        """Make ready and seal at the country, by the services."""
        self.at_country(lambda: mark_ready(self.country, "A", "2016"))
        self.seal_ready()

    def seal_ready(self) -> None:
        """Seal at the country what is ready."""
        self.at_country(lambda: seal_submission(self.country, "A", "2016", key_of("A")), HEAD)

    def at_country(self, run, actor: Actor = OFFICER) -> None:  # noqa: ANN001
        """Let somebody at the country do something beside the page, which is told of it."""
        self.country.actor = actor
        run()
        self.country.actor = OFFICER
        self._tell()

    def _tell(self) -> None:
        self.hand.page.context.hub.tell(ChangeSet(frozenset(Topic)))
        self.hand.wait()

    def receive(self) -> None:
        """Take in what the country sealed last, and send the receipt."""
        sealed = sealed_submission(self.country, "A", "2016")
        file = save_package(self.country, sealed.package.digest, self.folder / "in")
        self._send(self.take(file))

    def take(self, file: Path) -> str:
        """Take a file in, and return the digest of its receipt."""
        (done,) = take_in(
            self.workspace, look(self.workspace, [file], [key_of("RS")]), key_of("RS")
        )
        assert done.is_done, done.error
        return done.receipt

    def choose(self, digest: str) -> None:
        """Choose one of several rivals, and tell the country."""
        review = choose(self.workspace, "A", "2016", digest, key_of("RS"), reason="By phone")
        self._send(review.package.digest)

    def revoke(self) -> None:
        """Revoke the country's key, and send the new list of keys."""
        revoke_key(self.workspace, key_of("A").public.fingerprint, "The computer was stolen")
        publish_trust(self.workspace, key_of("RS"))
        self._send(list_digest(self.workspace.dataset()))

    def send_back(self, remarks: Sequence[FieldRemark], by_when: date | None = None) -> None:
        """Return it to the country."""
        review = return_submission(
            self.workspace,
            "A",
            "2016",
            key_of("RS"),
            reason="Two figures do not fit.",
            remarks=remarks,
            by_when=by_when,
        )
        self._send(review.package.digest)

    def accept(self) -> None:
        """Accept it and tell the country."""
        self._send(accept(self.workspace, "A", "2016", key_of("RS")).package.digest)

    def _send(self, digest: str, confirmed: frozenset[str] = frozenset()) -> None:
        self.take_at_country(save_package(self.workspace, digest, self.folder / "out"), confirmed)

    def take_at_country(self, file: Path, confirmed: frozenset[str] = frozenset()) -> None:
        """Take a file in at the country."""

        def take() -> None:
            arrivals = look(self.country, [file], [key_of("A")], confirmed=confirmed)
            (done,) = take_in(self.country, arrivals, key_of("A"), confirmed=confirmed)
            assert done.is_done, done.error

        self.at_country(take, HEAD)
