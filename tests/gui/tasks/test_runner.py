"""Work beside the window: what is handed over, what waits, what is still written on closing."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from spa_me.domain.errors import RefusedError
from spa_me.domain.progress import Progress
from ui.tasks.runner import Runner


@pytest.fixture
def runner(qapp: object) -> Iterator[Runner]:
    made = Runner()
    yield made
    made.close()


def test_results_are_handed_over_on_the_windows_thread(runner: Runner, qtbot: QtBot) -> None:
    found: list[tuple[int, int]] = []
    worker = threading.get_ident

    runner.read(lambda _: worker(), lambda other: found.append((other, worker())), owner=runner)
    qtbot.waitUntil(lambda: bool(found))

    assert found[0][0] != threading.get_ident()
    assert found[0][1] == threading.get_ident()


def test_nothing_is_handed_to_an_owner_that_is_gone(runner: Runner, qtbot: QtBot) -> None:
    import shiboken6

    owner, found = QObject(), list[int]()
    with qtbot.waitSignal(runner.ended):
        runner.read(lambda _: 1, found.append, owner=owner)
        shiboken6.delete(owner)

    assert found == []


def test_a_cancelled_job_calls_nobody(runner: Runner, qtbot: QtBot) -> None:
    begun, go_on = threading.Event(), threading.Event()
    found: list[object] = []

    def work(progress: Progress) -> int:
        begun.set()
        go_on.wait(5)
        progress.step(1, 2, "half")
        return 1

    with qtbot.waitSignal(runner.ended):
        job = runner.read(work, found.append, owner=runner, failed=found.append, title="Long")
        begun.wait(5)
        job.cancel()
        go_on.set()

    assert found == []


def test_writes_wait_at_the_gate_in_their_order(runner: Runner, qtbot: QtBot) -> None:
    is_open, written = False, list[int]()
    runner.guard_writing(lambda: is_open)
    for number in (1, 2):
        runner.write(lambda _, n=number: n, written.append, owner=runner)
    assert runner.has_held
    assert not runner.is_busy

    is_open = True
    runner.release_held()
    qtbot.waitUntil(lambda: len(written) == 2)

    assert written == [1, 2]


def test_writes_that_are_refused_fail_where_they_came_from(runner: Runner) -> None:
    failed: list[Exception] = []
    runner.guard_writing(lambda: False)
    runner.write(lambda _: 1, lambda _: None, owner=runner, failed=failed.append)

    error = RefusedError("No name was given.")
    runner.refuse_held(error)

    assert failed == [error]
    assert not runner.has_held


def test_what_was_typed_is_written_although_the_window_closes(qapp: object) -> None:
    runner, written = Runner(), list[int]()
    begun, go_on = threading.Event(), threading.Event()

    def first(_: Progress) -> None:
        begun.set()
        go_on.wait(5)
        written.append(1)

    runner.write(first, lambda _: None, owner=runner)
    runner.write(lambda _: written.append(2), lambda _: None, owner=runner)
    begun.wait(5)
    threading.Timer(0.05, go_on.set).start()
    runner.close()

    assert written == [1, 2]


def test_letting_go_comes_after_what_is_written(qapp: object) -> None:
    runner, order = Runner(), list[str]()
    runner.write(lambda _: order.append("written"), lambda _: None, owner=runner)
    runner.after_writing(lambda: order.append("closed"))
    runner.close()

    assert order == ["written", "closed"]
