"""A package of several thousand values, and the region that it is for."""

from pathlib import Path

from spa_me.domain.dataset import Actor, DataKind
from spa_me.domain.framework import FrameworkDefinition, read_definition
from spa_me.domain.submission import TAKE_UNSIGNED
from spa_me.services.entry import ValueChange, record_values
from spa_me.services.exchange.sealing import save_package, seal_submission
from spa_me.services.submissions import mark_ready, set_policy
from spa_me.services.workspace import Workspace
from tests.bench.data import framework, values

VALUES = 5_000
PERIOD = "2000"
REVIEWER = Actor("Reviewer")


def _definition() -> FrameworkDefinition:
    content = framework(VALUES, 1, ["A"]).model_dump(mode="json", exclude_defaults=True)
    content["markers"] = content["markers"][:20]
    content["units"].append({"code": "RS", "name": "Region", "kind": "region"})
    return read_definition(content, "test")


def make_large(folder: Path) -> tuple[Path, Path]:
    """Return the region's workspace, which takes unsigned packages, and the file of country A."""
    definition, region, kind = _definition(), folder / "region.spame", DataKind.ILLUSTRATIVE
    with Workspace.create(region, definition, "RS", REVIEWER, kind=kind) as made:
        set_policy(made, TAKE_UNSIGNED, "yes")
    path = folder / "A.spame"
    with Workspace.create(path, definition, "A", Actor("Officer"), kind=kind) as country:
        found = [ValueChange(*pair) for pair in values(definition) if pair[0].unit == "A"]
        record_values(country, found)
        mark_ready(country, "A", PERIOD)
        country.actor = Actor("Head")
        sealed = seal_submission(country, "A", PERIOD, None)
        return region, save_package(country, sealed.package.digest, folder / "A 2000")
