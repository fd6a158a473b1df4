"""The list of problems: with nothing to list it is a sentence and no empty box."""

from pytestqt.qtbot import QtBot

from ui.pages.entry.looks import Column
from ui.pages.entry.problems import Entry, ProblemList


def test_without_problems_there_is_a_sentence_and_no_list(qtbot: QtBot) -> None:
    problems = ProblemList()
    qtbot.addWidget(problems)
    problems.show()

    assert not problems.list.isVisible()

    problems.show_entries([Entry("1.1", Column.MINE, "Nothing was entered.", is_missing=True)])

    assert problems.list.isVisible()
    assert problems.list.count() == 1

    problems.show_entries([])

    assert not problems.list.isVisible()
