"""Long work in stretches: what the whole is told, and how it is asked to stop in the middle."""

import pytest

from spa_me.domain.progress import Cancelled, slices, split, stepping
from tests.stopping import Watching


def test_stretches_follow_one_another_and_say_what_is_done() -> None:
    whole = Watching()
    first, second = split(whole, "A.spapkg", "B.spapkg")
    reading, recording = split(second, "read it", "")

    first.step(1, 2, "")
    reading.step(0, 0, "")
    recording.step(3, 4, "record the figures")

    assert whole.told == [
        (0.25, "A.spapkg"),
        (0.5, "B.spapkg, read it"),
        (0.935, "B.spapkg, record the figures"),
    ]


def test_every_item_is_gone_through_once_and_some_thousands_are_one_step() -> None:
    items, whole = list(range(5_001)), Watching()

    assert list(stepping(items, whole)) == items

    assert [round(share * 5_001) for share, _ in whole.told] == [0, 2_000, 4_000]


def test_what_is_to_stop_stops_in_the_middle() -> None:
    done: list[int] = []

    def work() -> None:
        for some in slices(list(range(10_000)), Watching(lambda person: person.told[-1][0] >= 0.5)):
            done.extend(some)

    with pytest.raises(Cancelled):
        work()
    assert done == list(range(6_000))


def test_nothing_to_do_is_no_step() -> None:
    whole = Watching()

    assert list(stepping([], whole)) == []
    assert split(whole) == []
    assert whole.told == []
