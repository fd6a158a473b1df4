"""Two offices that send each other revisions and decisions: in any order, again, or not at all.

What an office makes is put on the way; what is on the way comes at any time, as often as it likes,
or never. Beside them stands a plain model, which says with three recursive sentences what should
be so.
"""

import hashlib
import os
from functools import cache

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from spa_me.domain.submission import Decision, Revision, RevisionChain, Verdict, chain_of
from tests.unit.domain.submission.making import decision, revision

IS_LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
Mail = Revision | Decision


class Office:
    """What one computer has."""

    def __init__(self) -> None:
        self.revisions: list[Revision] = []
        self.decisions: list[Decision] = []
        self.taken_back: set[str] = set()

    @property
    def chain(self) -> RevisionChain:
        return chain_of(self.revisions, self.decisions, self.taken_back)

    def take_in(self, mail: Mail) -> None:
        if isinstance(mail, Revision):
            self.revisions.append(mail)
        else:
            self.decisions.append(mail)


class Model:
    """The rules said in another way: down from each revision, with no order in them."""

    def __init__(self, mails: list[Mail]) -> None:
        revisions = {m for m in mails if isinstance(m, Revision)}
        decisions = {m for m in mails if isinstance(m, Decision)}
        asked = {digest for r in revisions for digest in r.withdraws}

        @cache
        def after(digest: str) -> tuple[Revision, ...]:
            return tuple(r for r in revisions if r.supersedes == digest)

        @cache
        def stands(digest: str) -> int:
            """The last decision for a revision or one that follows it; 0 without any."""
            mine = [
                d.number
                for d in decisions
                if d.revision == digest and d.verdict is not Verdict.RETURNED
            ]
            return max([0, *mine, *(stands(r.digest) for r in after(digest))])

        @cache
        def is_gone(digest: str) -> bool:
            """Taken back, by nobody accepted, and nothing goes on from it."""
            rest = all(is_gone(r.digest) for r in after(digest))
            return digest in asked and not stands(digest) and rest

        def line(digest: str) -> list[str]:
            left = [r for r in after(digest) if not is_gone(r.digest)]
            best = max((stands(r.digest) for r in left), default=0)
            on = left if len(left) == 1 else [r for r in left if stands(r.digest) == best > 0]
            return [on[0].digest, *line(on[0].digest)] if on else []

        self.line = line("")
        self.gone = {r.digest for r in revisions if is_gone(r.digest)}
        self.all = {r.digest for r in revisions}


class Exchange(RuleBasedStateMachine):
    """A country with two computers and a region."""

    def __init__(self) -> None:
        super().__init__()
        self.country, self.second, self.region = Office(), Office(), Office()
        self.offices = (self.country, self.second, self.region)
        self.mails: list[Mail] = []
        self.made = 0

    def _send(self, office: Office, mail: Mail) -> None:
        office.take_in(mail)
        self.mails.append(mail)

    def _sealed(self, office: Office) -> None:
        chain = office.chain
        self.made += 1
        # A clock or a counter could order these; a hash cannot.
        digest = hashlib.sha256(str(self.made).encode()).hexdigest()[:6]
        before = chain.head.digest if chain.head else ""
        withdraws = tuple(r.digest for r in chain.withdrawn if r.supersedes == before)
        number = 1 + max((r.number for r in office.revisions), default=0)
        self._send(office, revision(digest, before, number, withdraws))

    @rule(on_second=st.booleans(), comes_at_once=st.booleans())
    def seal(self, on_second: bool, comes_at_once: bool) -> None:
        self._sealed(self.second if on_second else self.country)
        if comes_at_once:
            self.region.take_in(self.mails[-1])

    @precondition(lambda self: self.country.chain.head is not None)
    @rule()
    def withdraw_and_seal_another(self) -> None:
        head = self.country.chain.head
        assert head is not None
        self.country.taken_back.add(head.digest)
        self._sealed(self.country)

    @precondition(lambda self: self.region.revisions)
    @rule(data=st.data(), verdict=st.sampled_from(Verdict))
    def decide(self, data: st.DataObject, verdict: Verdict) -> None:
        about = data.draw(st.sampled_from(self.region.revisions))
        number = 1 + sum(isinstance(mail, Decision) for mail in self.mails)
        self._send(self.region, decision(about.digest, number, verdict))

    @precondition(lambda self: self.mails)
    @rule(data=st.data(), to=st.integers(0, 2))
    def arrive(self, data: st.DataObject, to: int) -> None:
        """Deliver something, perhaps again; what is never drawn is lost for now."""
        mail = data.draw(st.sampled_from(self.mails))
        office = self.offices[to]
        before = office.chain
        office.take_in(mail)
        after = office.chain
        if isinstance(mail, Revision) and before.accepted is not None:
            kept = before.line[: before.line.index(before.accepted) + 1]
            assert after.line[: len(kept)] == kept

    @rule(data=st.data())
    def send_all_again(self, data: st.DataObject) -> None:
        """Whatever was lost comes in the end, in any order: all offices then see the same."""
        for office in self.offices:
            self._see_the_same(office, data.draw(st.permutations(self.mails)))

    def teardown(self) -> None:
        for office in self.offices:
            self._see_the_same(office, self.mails[::-1])

    def _see_the_same(self, office: Office, mails: list[Mail]) -> None:
        for mail in mails:
            office.take_in(mail)
        model = Model(mails)
        # What only this office knows to be taken back, it says in its next revision.
        chain = chain_of(office.revisions, office.decisions)
        assert [r.digest for r in chain.line] == model.line
        assert {r.digest for r in chain.withdrawn} == model.gone
        beside = model.all - set(model.line) - model.gone
        assert {r.digest for r in (*chain.rivals, *chain.held)} == beside

    @invariant()
    def nothing_is_lost(self) -> None:
        for office in self.offices:
            chain = office.chain
            shown = [*chain.line, *chain.rivals, *chain.held, *chain.withdrawn]
            assert {r.digest for r in shown} == {r.digest for r in office.revisions}
            assert len(shown) == len({r.digest for r in shown})


TestExchange = pytest.mark.timeout(3_600)(Exchange.TestCase)
TestExchange.settings = settings(
    max_examples=10_000 if IS_LONG else 250, stateful_step_count=16, deadline=None
)
