"""Random commands on a real workspace, beside a plain model of what it should hold."""

import shutil
import tempfile
from datetime import datetime
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from spa_me.domain.changes import ChangeSet
from spa_me.domain.judgements import Declaration
from spa_me.domain.status import Status
from spa_me.domain.values import BLANK, Value, ValueKey, ValueState, reported
from spa_me.services import judging
from spa_me.services.backups import backup_now, restore
from spa_me.services.entry import ValueChange, record_values
from spa_me.services.workspace import Workspace
from spa_me.storage.verification import check_workspace
from tests.integration.making import ACTOR, Clock, new_workspace

keys = st.builds(
    ValueKey, st.sampled_from("AB"), st.sampled_from(["2014", "2015"]), st.just("count")
)
values = st.one_of(
    st.just(BLANK),
    st.integers(0, 5).map(reported),
    st.sampled_from(["lost", "late"]).map(
        lambda reason: Value(ValueState.NOT_AVAILABLE, reason=reason)
    ),
)
commands = st.lists(st.tuples(keys, values), min_size=1, max_size=4)
Content = dict[ValueKey, tuple[object, ...]]


def said(value: Value) -> tuple[object, ...]:
    return value.state, value.number, value.reason


class WorkspaceMachine(RuleBasedStateMachine):
    """Records, declares, closes, opens and restores; nothing may ever be lost or invented."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="spa-me-test-"))
        self.clock = Clock()
        self.workspace = new_workspace(self.folder / "plan.spame", self.clock)
        self.values: Content = {}
        self.declared: dict[str, Status] = {}
        self.entries = 2
        self.done: dict[str, ChangeSet] = {}
        self.backup: tuple[Path, Content, dict[str, Status], dict[str, ChangeSet], int] | None
        self.backup = None

    def teardown(self) -> None:
        assert check_workspace(self.workspace.store) == ()
        self.workspace.close()
        shutil.rmtree(self.folder)

    @rule(command=commands)
    def record(self, command: list[tuple[ValueKey, Value]]) -> None:
        after = self.values | {key: said(value) for key, value in command}
        after = {key: content for key, content in after.items() if content != said(BLANK)}
        changed = {key for key in self.values | after if self.values.get(key) != after.get(key)}

        found = record_values(self.workspace, [ValueChange(*pair) for pair in command])

        assert len(found.audit) == len(changed)
        self.values = after
        self.entries += len(changed)

    @rule(command=commands, key=st.sampled_from(["one", "two"]))
    def record_again(self, command: list[tuple[ValueKey, Value]], key: str) -> None:
        if key in self.done:
            return
        self.record(command)
        before = self.entries
        changes = [ValueChange(*pair) for pair in command]
        self.done[key] = record_values(self.workspace, changes, key=key)
        assert record_values(self.workspace, changes, key=key) == self.done[key]
        assert self.entries == before

    @rule(marker=st.sampled_from(["M1", "M2"]), status=st.sampled_from(list(Status)))
    def declare(self, marker: str, status: Status) -> None:
        found = judging.declare(self.workspace, Declaration(marker, "2014", status, "seen"))

        assert found.is_empty == (self.declared.get(marker) is status)
        self.entries += len(found.audit)
        self.declared[marker] = status

    @precondition(lambda self: bool(self.declared))
    @rule(data=st.data())
    def withdraw(self, data: st.DataObject) -> None:
        marker = data.draw(st.sampled_from(sorted(self.declared)))
        judging.withdraw_declaration(self.workspace, marker, "2014")
        del self.declared[marker]
        self.entries += 1

    @rule()
    def close_and_open(self) -> None:
        self.workspace.close()
        self.workspace = Workspace.open(self.folder / "plan.spame", ACTOR, clock=self.clock)

    @rule()
    def back_up(self) -> None:
        self.clock.forward(minutes=1)
        path = backup_now(self.workspace)
        self.backup = (
            path, dict(self.values), dict(self.declared), dict(self.done), self.entries
        )  # fmt: skip

    @precondition(lambda self: self.backup is not None and self.backup[0].exists())
    @rule()
    def go_back(self) -> None:
        assert self.backup is not None
        path, values, declared, done, self.entries = self.backup
        self.values, self.declared, self.done = dict(values), dict(declared), dict(done)
        self.workspace.close()
        self.clock.forward(minutes=1)
        restore(path, self.folder / "plan.spame", clock=self.clock)
        self.workspace = Workspace.open(self.folder / "plan.spame", ACTOR, clock=self.clock)

    @rule(minutes=st.integers(1, 5_000))
    def time_goes_on(self, minutes: int) -> None:
        self.clock.forward(minutes=minutes)

    @invariant()
    def everything_is_there(self) -> None:
        dataset = self.workspace.dataset()
        assert {key: said(value) for key, value in dataset.values.items()} == self.values
        found = {entry.marker: entry.status for entry in dataset.judgements.declarations}
        assert found == self.declared
        numbers = [entry.number for entry in self.workspace.audit(limit=10_000)]
        assert numbers == list(range(self.entries, 0, -1))
        assert isinstance(self.workspace.saved_at, datetime)


TestWorkspace = WorkspaceMachine.TestCase
TestWorkspace.settings = settings(max_examples=6, stateful_step_count=15)
