"""What runs in the child: take one task, set the limits, do it, answer, end."""

from __future__ import annotations

import gc
import io
import os
import sys
from typing import NoReturn

from spa_me.limited.framing import Message, read_message, write_message
from spa_me.limited.limiting import limit_this_process
from spa_me.limited.tasks import load_task

FLAG = "--limited-child"
"""With this as its only argument a packaged app is the child and not the app."""

DONE, FAILED, OUT_OF_MEMORY = "done", "failed", "memory"


def serve_if_asked() -> None:
    """Become the child if the command line says so; else return at once."""
    if sys.argv[1:] == [FLAG]:
        serve()


def serve() -> NoReturn:
    """Do the one task that stands on standard input, answer on standard output, and end."""
    # Whatever prints must not write into the answer.
    answers, sys.stdout = sys.stdout.buffer, io.StringIO()
    order = read_message(sys.stdin.buffer, 0)
    task = load_task(order.value["task"])
    limit_this_process(order.value["memory"], order.value["seconds"])
    # It ends before collecting would pay off.
    gc.disable()
    try:
        answer = task(read_message(sys.stdin.buffer, order.value["input"]))
        write_message(answers, Message(DONE))
        write_message(answers, answer)
    except MemoryError:
        write_message(answers, Message(OUT_OF_MEMORY))
    except Exception as error:  # noqa: BLE001 (whatever it was, the parent is told where)
        write_message(answers, Message([FAILED, _place_of(error)]))
    # Without the clearing up at the end, which hostile data could make slow.
    os._exit(0)


def _place_of(error: BaseException) -> str:
    """Return kind and place of an error; never its text, which may hold what people reported."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return type(error).__name__
    file = trace.tb_frame.f_code.co_filename.replace("\\", "/").rsplit("/", 1)[-1]
    return f"{type(error).__name__} in {file}:{trace.tb_lineno}"
