"""Draw the pictures of the README and the guide anew: the real app on the example.

It needs no display.
`make screenshots` writes `docs/pictures/<name>-light.png` and `-dark.png`, 1366 × 768.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from setup import ROOT

from spa_me.domain.dataset import Actor
from spa_me.services.example import create_example
from ui.pictures import Photographer, PicturesFailedError, prepare_headless

PICTURES = ROOT / "docs" / "pictures"
THEMES = ("light", "dark")
ACTOR = Actor("M&E officer", "Regional secretariat")

RECORDED_AT = datetime(2015, 1, 30, 9, tzinfo=UTC)

# What is shown: the picture's name, the page, and where on it.
SHOTS: tuple[tuple[str, str, dict[str, object]], ...] = (
    ("overview", "overview", {}),
    ("why", "overview", {"marker": "1.3"}),
    ("results", "results", {"marker": "3.1a"}),
    ("entry", "entry", {"unit": "RS", "period": "2014", "indicator": "3.2-new"}),
    ("cofunding", "cofunding", {"unit": "CN"}),
    ("activity", "activity", {}),
    ("settings", "settings", {}),
)


def main() -> int:
    """Take every picture in both themes; return 0 if all of them are there."""
    prepare_headless()
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        example = Path(folder) / "UN-ACT 2014.spame"
        create_example(example, ACTOR, clock=lambda: RECORDED_AT).close()
        try:
            with Photographer(ACTOR) as photographer:
                take_all(photographer, example)
        except PicturesFailedError as error:
            print(error, file=sys.stderr)
            return 1
    return 0


def take_all(photographer: Photographer, example: Path) -> None:
    """Take the start page, then every page of the example."""
    for theme in THEMES:
        photographer.dress(theme)
        _tell(photographer.take("welcome", PICTURES / f"welcome-{theme}.png"))
    photographer.open(example)
    for theme in THEMES:
        photographer.dress(theme)
        for name, page, arguments in SHOTS:
            _tell(photographer.take(page, PICTURES / f"{name}-{theme}.png", arguments))


def _tell(path: Path) -> None:
    print(path.relative_to(ROOT), flush=True)


if __name__ == "__main__":
    sys.exit(main())
