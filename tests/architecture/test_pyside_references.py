"""PySide6 6.12.0 on Python 3.11 loses a reference to None and True with every call, then aborts."""

import sys

from PySide6.QtCore import QObject, Signal

# 6.12.0 loses two references per call: enough calls to see it, too few to abort before telling.
CALLS = 500
# Unrelated code may hold or drop a few references while the calls run.
TOLERANCE = 100


class _Sender(QObject):
    sent = Signal(object)
    flagged = Signal(bool)


def test_signals_keep_the_reference_counts_of_none_and_true() -> None:
    sender = _Sender()
    received: list[object] = [0, 0]

    def keep(value: object) -> None:
        received[0] = value

    def keep_flag(value: bool) -> None:
        received[1] = value

    sender.sent.connect(keep)
    sender.flagged.connect(keep_flag)
    before = sys.getrefcount(None), sys.getrefcount(True)
    for _ in range(CALLS):
        sender.sent.emit(None)
        sender.flagged.emit(True)
        sender.objectName()
        sender.signalsBlocked()
    after = sys.getrefcount(None), sys.getrefcount(True)

    assert received == [None, True]
    assert abs(after[0] - before[0]) < TOLERANCE
    assert abs(after[1] - before[1]) < TOLERANCE
