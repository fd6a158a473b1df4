"""Offices with real workspaces: in any order, again, or never, packages end in the same state.

Country A works on up to two computers, Country B on one; the region takes in, returns, accepts and
chooses. Clocks are set wrong on the way. In the end a second region gets the same packages and
decisions in another order, and has to stand where the first one stands.
"""

import os
import shutil
import tempfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import Any
from uuid import NAMESPACE_OID, uuid5

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from spa_me.domain.cofunding import Activity, Contribution, ExchangeRate, SourceType
from spa_me.domain.errors import RefusedError
from spa_me.domain.submission import (
    Decision,
    Direction,
    FieldRemark,
    PackageKind,
    PackageRecord,
    Submission,
    SubmissionState,
    chain_of,
)
from spa_me.domain.values import reported
from spa_me.packages.opening import open_package
from spa_me.packages.reading import read_package
from spa_me.services.evidence import add_reference
from spa_me.services.exchange.applying import apply_head
from spa_me.services.exchange.arrivals import look
from spa_me.services.exchange.receipts import make_receipt
from spa_me.services.exchange.records import without_receipt
from spa_me.services.exchange.reviewing import choose
from spa_me.services.exchange.taking import TakenIn, take_in
from spa_me.services.exchange.trust import list_digest
from spa_me.services.funding import save_activity, save_contribution, save_rate
from spa_me.services.submissions import (
    answer,
    begin_correction,
    lock_for,
    remarks_of,
    standing,
    withdraw,
)
from spa_me.services.submissions.standing import today_of
from spa_me.services.workspace import Workspace
from spa_me.storage.submissions import add_decision
from spa_me.storage.writer import Writer
from tests.integration.exchange.offices import (
    Office,
    accept,
    approver,
    key_of,
    return_submission,
    trusting_region,
)

IS_LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
PERIOD = "2014"
END = date(2014, 12, 31)
UNITS = ("A", "B")


def taken(office: Office, *paths: Path, confirmed: frozenset[str] = frozenset()) -> list[TakenIn]:
    """Take files in that this process sealed, so that no child has to read them."""
    office.workspace.actor = approver(office.code)
    arrivals = look(office.workspace, paths, [office.key], confirmed=confirmed, reader=read_package)
    return list(take_in(office.workspace, arrivals, office.key, confirmed=confirmed))


@cache
def beginning() -> Path:
    """Return a folder with the region and both countries, which trust each other."""
    folder = Path(tempfile.mkdtemp(prefix="spa-me-order-"))
    region = trusting_region(folder)
    trusted = region.file_of(list_digest(region.workspace.dataset()))
    for unit in UNITS:
        country = Office(folder, unit)
        confirmed = frozenset({key_of("RS").public.fingerprint})
        assert taken(country, trusted, confirmed=confirmed)[0].is_done
        country.close()
    region.close()
    return folder


def submission_in(office: Office, unit: str) -> Submission:
    return standing(office.workspace.dataset(), unit, PERIOD)


def reviews_in(office: Office) -> list[PackageRecord]:
    """Return the decisions of the region that came to an office."""
    packages = office.workspace.dataset().submissions.packages
    return [p for p in packages if p.kind is PackageKind.REVIEW and p.direction is Direction.IN]


def known_of(office: Office, unit: str) -> dict[str, Any]:
    """Return all that the order of arrival must not change."""
    dataset = office.workspace.dataset()
    found = standing(dataset, unit, PERIOD)
    chain, records = found.chain, dataset.submissions
    return {
        "values": [
            (key, value) for key, value in dataset.values.items() if key[:2] == (unit, PERIOD)
        ],
        **{
            name: [entry for entry in getattr(dataset, name) if entry.unit == unit]
            for name in ("activities", "contributions", "rates", "printed_shares")
        },
        "evidence": records.evidence_of(unit, PERIOD),
        "answers": {(a.revision, a.indicator, a.text) for a in records.answers_of(unit, PERIOD)},
        "state": found.state,
        **{
            name: [r.digest for r in getattr(chain, name)]
            for name in ("line", "rivals", "held", "withdrawn")
        },
        "is_forked": chain.is_forked,
    }


class Exchange(RuleBasedStateMachine):
    """What offices do in a year, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="spa-me-order-"))
        self.region = self._office("RS", "region")
        self.computers = {unit: self._office(unit, unit) for unit in UNITS}
        self.sent: list[Path] = []
        self.answers: list[tuple[str, Path]] = []
        self.receipts: dict[str, Path] = {}
        self.said: dict[str, int] = {}
        self.made = 0

    def _office(self, code: str, name: str, source: Path | None = None) -> Office:
        path = self.folder / name / f"{code}.spame"
        path.parent.mkdir()
        shutil.copyfile(source or beginning() / code / f"{code}.spame", path)
        return Office.at(path, code)

    def teardown(self) -> None:
        try:
            self._another_order()
            self._everything_comes_home()
        finally:
            for office in (self.region, *self.computers.values()):
                office.close()
            shutil.rmtree(self.folder)

    @precondition(lambda self: "A2" not in self.computers)
    @rule()
    def copy_to_a_second_computer(self) -> None:
        path = self.computers["A"].workspace.path
        self.computers["A2"] = self._office("A", "A2", path)

    @rule(name=st.sampled_from(["RS", "A", "B"]), days=st.integers(-4000, 4000))
    def set_a_clock_wrong(self, name: str, days: int) -> None:
        office = self.region if name == "RS" else self.computers[name]
        office.clock.forward(days=days)

    @rule(name=st.sampled_from(["A", "A2", "B"]))
    def report(self, name: str) -> None:
        office = self.computers.get(name)
        if office is None or not self._may_edit(office):
            return
        unit, workspace = office.code, office.workspace
        self.made += 1
        office.enter({"count": reported(self.made)})
        self._record_money(office)
        add_reference(workspace, unit, PERIOD, "count", f"Letter {self.made}", "In the archive")
        for remark in remarks_of(workspace, unit, PERIOD):
            if not remark.answer:
                answer(workspace, unit, PERIOD, remark.remark.indicator, f"Said at {self.made}")
        sealed = office.submit(PERIOD)
        self.said[sealed.package.digest] = self.made
        self.sent.append(office.file_of(sealed.package.digest))

    def _record_money(self, office: Office) -> None:
        """Record an activity, who pays for it, and a rate; other ones each time, or changed."""
        unit, workspace, made = office.code, office.workspace, self.made
        activity = Activity(str(uuid5(NAMESPACE_OID, unit)), unit, PERIOD, "1", f"Activity {made}")
        save_activity(workspace, activity)
        money = Contribution(
            str(uuid5(NAMESPACE_OID, f"{unit} {made % 2}")), unit, PERIOD, f"Fund {made % 3}",
            SourceType.INGO, activity=activity.id, amount=Decimal(made), currency="USD",
        )  # fmt: skip
        save_contribution(workspace, money)
        save_rate(
            workspace,
            ExchangeRate(unit, PERIOD, "USD", "LAK", Decimal(made), END, f"Bank {made % 2}"),
        )

    def _may_edit(self, office: Office) -> bool:
        today = today_of(office.workspace.now())
        return lock_for(office.workspace.dataset(), office.code, PERIOD, today) is None

    @rule(name=st.sampled_from(["A", "A2", "B"]))
    def take_back_or_correct(self, name: str) -> None:
        office = self.computers.get(name)
        if office is None or submission_in(office, office.code).chain.is_forked:
            return
        office.workspace.actor = approver(office.code)
        found = submission_in(office, office.code)
        if found.state is SubmissionState.SUBMITTED and not found.is_acknowledged:
            withdraw(office.workspace, office.code, PERIOD, "A typing error")
        elif found.state in {SubmissionState.SUBMITTED, SubmissionState.ACCEPTED}:
            begin_correction(office.workspace, office.code, PERIOD, "A file was found")

    @precondition(lambda self: self.sent)
    @rule(which=st.integers(0, 99))
    def arrive_at_the_region(self, which: int) -> None:
        """Take one in, perhaps again; what is never drawn is lost for now."""
        (done,) = taken(self.region, self.sent[-1 - which % len(self.sent)])
        assert done.is_done, done.error
        assert done.arrival.opened
        sender = done.arrival.opened.manifest.sender
        self.answers.append((sender, self.region.file_of(done.receipt)))

    @precondition(lambda self: "A2" in self.computers and self.sent)
    @rule(which=st.integers(0, 99), name=st.sampled_from(["A", "A2"]))
    def arrive_at_the_other_computer(self, which: int, name: str) -> None:
        path = self.sent[-1 - which % len(self.sent)]
        if path.parent.name != "B":
            self._bring(self.computers[name], path)

    def _bring(self, office: Office, path: Path) -> None:
        (done,) = taken(office, path)
        # What waits here to be sealed is not replaced.
        assert done.is_done or "a draft here" in str(done.error), done.error

    @precondition(lambda self: self.answers)
    @rule(which=st.integers(0, 99), name=st.sampled_from(["A", "A2", "B"]))
    def arrive_at_a_country(self, which: int, name: str) -> None:
        unit, path = self.answers[-1 - which % len(self.answers)]
        office = self.computers.get(name)
        if office is not None and office.code == unit:
            self._deliver(office, path)

    def _deliver(self, office: Office, path: Path) -> None:
        (done,) = taken(office, path)
        # Only a receipt for what the other computer sealed means nothing here.
        assert done.is_done or "did not seal" in str(done.error), done.error

    @rule(name=st.sampled_from(["A", "A2", "B"]), which=st.integers(0, 99))
    def give_a_receipt(self, name: str, which: int) -> None:
        """Answer one of the decisions that came; each computer of an office answers by itself."""
        office = self.computers.get(name)
        reviews = [] if office is None else reviews_in(office)
        if office is None or not reviews:
            return
        office.workspace.actor = approver(office.code)
        review = reviews[which % len(reviews)].digest
        receipt = make_receipt(office.workspace, review, office.key)
        assert make_receipt(office.workspace, review, office.key) == receipt
        self.receipts[review] = office.file_of(receipt)

    @precondition(lambda self: self.receipts)
    @rule(which=st.integers(0, 99))
    def a_receipt_arrives(self, which: int) -> None:
        reviews = list(self.receipts)
        self._is_told(reviews[which % len(reviews)])

    def _is_told(self, review: str) -> None:
        (done,) = taken(self.region, self.receipts[review])
        assert done.is_done, done.error
        assert not done.receipt, "a receipt has none"
        records = self.region.workspace.dataset().submissions
        assert review not in {
            p.digest for p in without_receipt(records.packages, records.acknowledged)
        }

    @rule(unit=st.sampled_from(UNITS), verdict=st.integers(0, 2), which=st.integers(0, 9))
    def decide(self, unit: str, verdict: int, which: int) -> None:
        workspace, key = self.region.workspace, self.region.key
        workspace.actor = approver("RS")
        chain = submission_in(self.region, unit).chain
        try:
            if verdict == 0:
                done = accept(workspace, unit, PERIOD, key)
            elif verdict == 1:
                remarks = [FieldRemark("count", "Why so few?")]
                done = return_submission(
                    workspace, unit, PERIOD, key, reason="One looks wrong", remarks=remarks
                )
            elif chain.rivals:
                digest = chain.rivals[which % len(chain.rivals)].digest
                done = choose(workspace, unit, PERIOD, digest, key, reason="The signed one")
            else:
                return
        except RefusedError:
            return
        self.answers.append((unit, self.region.file_of(done.package.digest)))

    @invariant()
    def the_figures_are_those_of_the_revision_that_counts(self) -> None:
        dataset = self.region.workspace.dataset()
        for unit in UNITS:
            head = standing(dataset, unit, PERIOD).head
            number = dataset.values.get("count", unit, PERIOD).number
            assert number == (None if head is None else self.said[head.digest])
            titles = [a.title for a in dataset.activities if a.unit == unit]
            assert titles == ([] if head is None else [f"Activity {number}"])
            assert head is None or number in {r.rate for r in dataset.rates if r.unit == unit}
            letters = dataset.submissions.evidence_of(unit, PERIOD)
            assert head is None or f"Letter {number}" in {letter.title for letter in letters}

    @invariant()
    def nothing_is_lost(self) -> None:
        records = self.region.workspace.dataset().submissions
        for unit in UNITS:
            chain = submission_in(self.region, unit).chain
            shown = [*chain.line, *chain.rivals, *chain.held, *chain.withdrawn]
            mine = [r for r in records.revisions if r.unit == unit]
            assert sorted(r.digest for r in shown) == sorted(r.digest for r in mine)
            decisions = [d for d in records.decisions if d.unit == unit]
            assert chain == chain_of(reversed(mine), reversed(decisions))

    def _another_order(self) -> None:
        """Bring the same packages and decisions to a second region in another order."""
        records = self.region.workspace.dataset().submissions
        came = {p.digest for p in records.packages}
        files = [path for path in self.sent if _digest(path) in came]
        things: list[Path | Decision] = [*files, *files[::2], *records.decisions]
        Random(self.made).shuffle(things)  # noqa: S311
        second = self._office("RS", "second region")
        try:
            for thing in things:
                if isinstance(thing, Decision):
                    _replay(second, thing)
                else:
                    assert taken(second, thing)[0].is_done
            for unit in UNITS:
                assert known_of(second, unit) == known_of(self.region, unit)
        finally:
            second.close()

    def _everything_comes_home(self) -> None:
        """Let everything arrive in the end; then both sides know the same."""
        for path in self.sent:
            (done,) = taken(self.region, path)
            assert done.is_done, done.error
            assert done.arrival.opened
            sender = done.arrival.opened.manifest.sender
            self.answers.append((sender, self.region.file_of(done.receipt)))
        for review in self.receipts:
            self._is_told(review)
        for name, office in self.computers.items():
            for path in self.sent:
                if office.code in path.parent.name and name != "B":
                    self._bring(office, path)
            for unit, path in reversed(self.answers):
                if unit == office.code:
                    self._deliver(office, path)
            self._both_know_the_same(office)

    def _both_know_the_same(self, office: Office) -> None:
        unit = office.code
        here, there = submission_in(office, unit), submission_in(self.region, unit)
        if here.last_step is not None or here.state in {
            SubmissionState.DRAFT,
            SubmissionState.READY,
            SubmissionState.RETURNED,
        }:
            return  # what is being written here is this office's own
        assert set(here.chain.decisions) == set(there.chain.decisions)
        assert here.state is there.state
        assert [r.digest for r in here.chain.line] == [r.digest for r in there.chain.line]
        values = [
            o.workspace.dataset().values.get("count", unit, PERIOD) for o in (office, self.region)
        ]
        assert values[0].number == values[1].number


def _digest(path: Path) -> str:
    return open_package(path, reader=read_package).digest


def _replay(office: Office, decision: Decision) -> None:
    """Record a decision as it was made elsewhere, whatever has arrived here by now."""
    workspace: Workspace = office.workspace

    def work(writer: Writer) -> None:
        dataset = workspace.dataset()
        add_decision(writer, decision)
        writer.note("replay", f"decision {decision.number}", "", decision.verdict)
        records = dataset.submissions
        known = replace(records, decisions=(*records.decisions, decision))
        apply_head(workspace, writer, replace(dataset, submissions=known), decision.unit, PERIOD)

    workspace.change("replay", work)


TestExchange = pytest.mark.timeout(4 * 3_600)(Exchange.TestCase)
TestExchange.settings = settings(
    max_examples=2_000 if IS_LONG else 6,
    stateful_step_count=25 if IS_LONG else 14,
    suppress_health_check=[HealthCheck.too_slow],  # each step is a change that is on the disk
    # A sequence takes about a second: to shrink one may take longer than a test may last.
    phases=tuple(Phase) if IS_LONG else (Phase.explicit, Phase.generate),
)
