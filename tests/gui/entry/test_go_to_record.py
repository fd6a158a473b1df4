"""What is wrong with a record stands in the list of problems, and leads to its field."""

from pytestqt.qtbot import QtBot

from spa_me.domain.checks import Problem, ProblemKind
from spa_me.domain.cofunding import Activity, Contribution, SourceType
from spa_me.domain.errors import Severity
from spa_me.domain.sentences import say
from ui.pages.entry.problems import ProblemList, entries_of_check

LONG = Activity("1", "A", "2014", "x" * 41, "Training")
PAID = Contribution("2", "A", "2014", "s" * 301, SourceType.DONOR)


def test_an_entry_about_a_record_leads_to_it(qtbot: QtBot) -> None:
    found = [
        Problem(ProblemKind.INVALID, Severity.ERROR, "", field, say("wrong"), record=record)
        for record, field in ((LONG, "code"), (PAID, "source"))
    ]
    view = ProblemList()
    qtbot.addWidget(view)
    view.show_entries(entries_of_check(found))

    for place, problem in enumerate(found):
        with qtbot.waitSignal(view.money_chosen) as told:
            view.list.itemActivated.emit(view.list.item(place))
        (entry,) = told.args or []
        assert (entry.record, entry.field) == (problem.record, problem.field)
        assert entry.blocks
