"""Books are made once for all who ask, and never shown after a change."""

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from spa_me.domain.changes import ChangeSet, Topic
from spa_me.reports import BookQuestion, ReportBook
from ui.context import Context

QUESTION = BookQuestion("2014")


@pytest.fixture
def counted(context: Context, book: ReportBook) -> list[BookQuestion]:
    asked: list[BookQuestion] = []

    def make(question: BookQuestion) -> ReportBook:
        asked.append(question)
        return replace(book, question=question)

    context.books.serve(make)
    return asked


def test_pages_that_ask_the_same_question_share_one_book(
    context: Context, counted: list[BookQuestion], qtbot: QtBot
) -> None:
    found: list[ReportBook] = []
    for _ in range(3):
        context.books.request(QUESTION, found.append, owner=context.hub)
    qtbot.waitUntil(lambda: len(found) == 3)
    context.books.request(QUESTION, found.append, owner=context.hub)

    assert counted == [QUESTION]
    assert all(entry is found[0] for entry in found)


def test_a_change_makes_a_new_book(
    context: Context,
    counted: list[BookQuestion],
    book_of: Callable[[BookQuestion], ReportBook],
) -> None:
    before = book_of(QUESTION)
    context.hub.tell(ChangeSet(frozenset({Topic.VALUES})))

    assert book_of(QUESTION) is not before
    assert len(counted) == 2


def test_a_book_from_before_a_change_is_not_kept(
    context: Context, book: ReportBook, qtbot: QtBot
) -> None:
    go_on, made = threading.Event(), list[ReportBook]()

    def make(question: BookQuestion) -> ReportBook:
        go_on.wait(5)
        made.append(replace(book, question=question))
        return made[-1]

    found: list[ReportBook] = []
    context.books.serve(make)
    context.books.request(QUESTION, found.append, owner=context.hub)
    context.hub.tell(ChangeSet(frozenset({Topic.VALUES})))
    context.books.request(QUESTION, found.append, owner=context.hub)
    go_on.set()
    qtbot.waitUntil(lambda: len(found) == 2)

    context.books.request(QUESTION, found.append, owner=context.hub)
    assert found[2] is made[1]
    assert found[2] is not made[0]


def test_who_is_gone_is_not_told(
    context: Context, counted: list[BookQuestion], qtbot: QtBot
) -> None:
    import shiboken6

    page, found, others = QObject(), list[ReportBook](), list[ReportBook]()
    context.books.request(QUESTION, found.append, owner=page)
    context.books.request(QUESTION, others.append, owner=context.hub)
    shiboken6.delete(page)
    qtbot.waitUntil(lambda: bool(others))

    assert found == []


def test_a_book_that_fails_tells_everybody_who_waits(context: Context, qtbot: QtBot) -> None:
    def make(_: BookQuestion) -> ReportBook:
        raise ValueError

    failed: list[Exception] = []
    context.books.serve(make)
    for _ in range(2):
        context.books.request(QUESTION, print, owner=context.hub, failed=failed.append)
    qtbot.waitUntil(lambda: len(failed) == 2)

    assert isinstance(failed[0], ValueError)


def test_another_workspace_has_its_own_books(
    context: Context,
    counted: list[BookQuestion],
    book: ReportBook,
    book_of: Callable[[BookQuestion], ReportBook],
) -> None:
    first = book_of(QUESTION)
    context.books.serve(lambda question: replace(book, question=question))

    assert book_of(QUESTION) is not first
