"""A form in another language of the framework's texts goes out and comes back like any other."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from spa_me.bootstrap import write_excel_form
from spa_me.domain.dataset import DataKind
from spa_me.domain.framework import read_definition
from spa_me.domain.values import Value, ValueKey, reported, reported_level
from spa_me.services.entry import ValueChange, record_values
from spa_me.services.forms import read_form
from spa_me.services.workspace import Workspace
from tests.integration.forms.filling import Filler, changed, looked_at, taken, told
from tests.integration.making import ACTOR, Clock, definition

ASKED, GOOD, BAD = "សូចនាករ", "ល្អ", "អាក្រក់"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Return a workspace whose framework says a question and its levels in Khmer, too."""
    content = definition().model_dump(mode="json", exclude_defaults=True)
    scale = next(entry for entry in content["indicators"] if entry["code"] == "scale")
    scale["title"] = {"en": "How is it?", "km": ASKED}
    for level, title in zip(scale["levels"], (GOOD, BAD), strict=True):
        level["title"] = {"en": level["code"].capitalize(), "km": title}
    made = Workspace.create(
        tmp_path / "a.spame", read_definition(content, "test"), "A", ACTOR,
        kind=DataKind.ILLUSTRATIVE, clock=Clock(),
    )  # fmt: skip
    yield made
    made.close()


def form_in(workspace: Workspace, language: str) -> Filler:
    path = workspace.path.with_name(f"form {language}.xlsx")
    return Filler.open(write_excel_form(workspace, "A", "2014", path, language=language))


def record(workspace: Workspace, code: str, value: Value) -> None:
    record_values(workspace, [ValueChange(ValueKey("A", "2014", code), value)])


def recorded(workspace: Workspace) -> str | None:
    return workspace.dataset().values.get("scale", "A", "2014").level


def test_questions_and_levels_stand_in_the_language(workspace: Workspace) -> None:
    record(workspace, "scale", reported_level("good"))
    form = form_in(workspace, "km")
    row = form.row("Form", code="scale")

    assert str(form.cell("Form", row, "asked").value).startswith(ASKED)
    assert form.cell("Form", row, "value").value == GOOD
    assert read_form(form.path).about.language == "km"


def test_a_level_comes_back_in_the_language_in_which_it_was_asked(workspace: Workspace) -> None:
    record(workspace, "scale", reported_level("good"))
    form = form_in(workspace, "km")
    form.question("scale", value=BAD)
    form.save()
    preview = looked_at(workspace, form.path)

    assert told(preview) == []
    assert changed(preview) == [("scale", "value", GOOD, BAD)]
    taken(workspace, form.path)
    assert recorded(workspace) == "bad"


def test_what_nobody_changed_is_no_change_whatever_its_language(workspace: Workspace) -> None:
    record(workspace, "scale", reported_level("good"))
    form = form_in(workspace, "km")
    form.question("scale", note="Seen")
    form.question("count", value=5)
    form.save()
    record(workspace, "share", reported(40))

    assert told(looked_at(workspace, form.path)) == []
    taken(workspace, form.path)
    assert recorded(workspace) == "good"


def test_a_language_that_the_framework_does_not_have_is_the_original(workspace: Workspace) -> None:
    form = form_in(workspace, "vi")
    row = form.row("Form", code="scale")
    assert str(form.cell("Form", row, "asked").value).startswith("How is it?")


def test_a_form_that_was_made_before_forms_had_a_language_is_read(workspace: Workspace) -> None:
    form = form_in(workspace, "")
    data = form.book["SPA-ME data"]
    (row,) = (cell.row for cell in data["B"] if cell.value == "language")
    data.delete_rows(row)
    form.question("count", value=7)
    form.save()

    assert {change[0] for change in changed(looked_at(workspace, form.path))} == {"count"}
