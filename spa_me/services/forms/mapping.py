"""A form of an older framework version: which question became which, where that is unambiguous."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from spa_me.domain.dataset import Dataset
from spa_me.domain.framework import FrameworkDefinition, Indicator
from spa_me.domain.versions import MarkerMatch, VersionMap, map_versions
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
    path = _path(form.about.digest, dataset.frameworks, now)
    if path is None:
        return CodeMap({}, _differences(asked, now), is_other_version=True, is_refused=True)
    codes: dict[str, str] = {}
    differences: dict[str, str] = {}
    for code in asked:
        became, why = _followed(code, path)
        if became is None:
            differences[code] = why
        else:
            codes[code] = became
    return CodeMap(codes, differences, is_other_version=True)


def _path(
    digest: str, versions: Sequence[FrameworkDefinition], now: FrameworkDefinition
) -> list[VersionMap] | None:
    """Return the steps from the version of a form to the one in use; None where there are none."""
    old = next((version for version in versions if version.digest == digest), None)
    if old is None or old.code != now.code or old.in_force_from > now.in_force_from:
        return None
    between = [
        version
        for version in versions
        if version.code == now.code
        and old.in_force_from < version.in_force_from < now.in_force_from
    ]
    between.sort(key=lambda version: version.in_force_from)
    return [map_versions(one, other) for one, other in pairwise([old, *between, now])]


def _followed(code: str, path: Sequence[VersionMap]) -> tuple[str | None, str]:
    for step in path:
        became, why = _next(code, step)
        if became is None:
            return None, why
        code = became
    return code, ""


def _next(code: str, step: VersionMap) -> tuple[str | None, str]:
    """Return what a question became in the next version, or None and why there is none."""
    before = step.old.indicator_by_code[code]
    serving = [
        match
        for match in step.matches
        if any(leg.indicator == code for marker in match.old for leg in marker.legs)
    ]
    candidates = {_in_match(code, match) for match in serving} or {code}
    if len(candidates) != 1 or None in candidates:
        kinds = ", ".join(dict.fromkeys(match.kind.value for match in serving))
        return None, f"its progress marker was {kinds}, so it is not clear what it became"
    became = candidates.pop() or code
    after = step.new.indicator_by_code.get(became)
    if after is None:
        return None, f"version {step.new.version} does not ask it"
    why = _changed(before, after)
    return (None, why) if why else (became, "")


def _in_match(code: str, match: MarkerMatch) -> str | None:
    """Return what a marker's indicator became where the marker has one successor."""
    if len(match.old) != 1 or len(match.new) != 1:
        return None
    before, after = match.old[0].legs, match.new[0].legs
    if any(leg.indicator == code for leg in after):
        return code
    return after[0].indicator if len(before) == len(after) == 1 else None


def _changed(before: Indicator, after: Indicator) -> str:
    """Return in what a question is no longer the same; empty where it is."""
    if before.measure is not after.measure:
        return f"it asks for a {after.measure.value} now and no longer for a {before.measure.value}"
    if str(before.unit) != str(after.unit):
        return f"its unit of measure is “{after.unit}” now and was “{before.unit}”"
    if [level.code for level in before.scale] != [level.code for level in after.scale]:
        return "its levels are others now"
    return ""


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
