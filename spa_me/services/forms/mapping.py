"""A form of an older framework version: which question became which, where that is unambiguous."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from spa_me.domain.dataset import Dataset
from spa_me.domain.framework import FrameworkDefinition
from spa_me.domain.framework.languages import in_language
from spa_me.domain.successors import steps_between, successor
from spa_me.reports.form import FormTable
from spa_me.services.forms.recognising import FormFile, KnownRow


@dataclass(frozen=True, slots=True)
class CodeMap:
    """The questions of a form in the framework version that is in use.

    Attributes:
        codes: the code in the form to the code now.
        differences: why the others have none, by their code in the form.
        is_other_version: whether the form was made from another version.
        is_refused: whether that version is not known here, so that nothing can be mapped.
    """

    codes: Mapping[str, str]
    differences: Mapping[str, str]
    is_other_version: bool = False
    is_refused: bool = False


def map_codes(form: FormFile, dataset: Dataset, now: FrameworkDefinition) -> CodeMap:
    """Return what became of the questions of a form."""
    asked = {
        row.identity[0]: row for row in form.known.values() if row.table is FormTable.QUESTIONS
    }
    if form.about.digest == now.digest:
        return CodeMap({code: code for code in asked}, {})
    versions = dataset.frameworks
    old = next((version for version in versions if version.digest == form.about.digest), None)
    path = None if old is None else steps_between(old, now, versions)
    if path is None:
        shown = in_language(now, form.about.language)
        return CodeMap({}, _differences(asked, shown), is_other_version=True, is_refused=True)
    codes: dict[str, str] = {}
    differences: dict[str, str] = {}
    for code in asked:
        became, why = successor(code, path)
        if became is None:
            differences[code] = why
        else:
            codes[code] = became
    return CodeMap(codes, differences, is_other_version=True)


def _differences(asked: Mapping[str, KnownRow], now: FrameworkDefinition) -> dict[str, str]:
    """Return in what a form differs from a framework whose older version is not at hand."""
    found: dict[str, str] = {}
    for code, row in asked.items():
        indicator = now.indicator_by_code.get(code)
        if indicator is None:
            found[code] = f"version {now.version} does not ask it"
            continue
        here = (str(indicator.title), indicator.measure.value, str(indicator.unit))
        for name, then, today in zip(("wording", "measure", "unit of measure"), row.asked, here,
                                     strict=False):  # fmt: skip
            if then != today:
                found[code] = f"its {name} is “{today}” now and was “{then}”"
                break
    for code in now.indicator_by_code:
        if code not in asked and now.reporters[code]:
            found.setdefault(code, "the form does not ask it")
    return found
