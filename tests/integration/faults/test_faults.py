"""Whatever cuts people's work off, what was saved is there, and what is said of it is true.

Each harness meddles with real work in a process of its own: it ends it at a call, records what it
writes and lets a power cut lose what was not synced, lets calls fail, or takes the journal away. A
control is work done as nobody should do it: what is wrong with it has to be found.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.integration.faults.stories import STORIES
from tests.integration.faults.tracing import can_trace

ROOT = Path(__file__).parents[3]
IS_LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
POINTS = 100_000 if IS_LONG else 4
HARNESSES = ("kill", "power", "fail")

pytestmark = [
    pytest.mark.skipif(not can_trace(), reason="only Linux lets a process watch its child's calls"),
    pytest.mark.timeout(4 * 3_600 if IS_LONG else 120),
]


def found_by(folder: Path, points: int, story: str, *harnesses: str) -> dict[str, list[str]]:
    """Return what harnesses complain of in a story; that they looked at something is seen to."""
    driver = [sys.executable, "-m", "tests.integration.faults.driving", str(folder), str(points)]
    done = subprocess.run(
        [*driver, story, *harnesses], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert all(looked for looked, _ in found.values())
    return {name.partition(" ")[0]: complaints for name, (_, complaints) in found.items()}


@pytest.mark.parametrize("story", STORIES)
def test_nothing_is_lost_or_half_there_or_told_wrongly(story: str, tmp_path: Path) -> None:
    assert found_by(tmp_path, POINTS, story, *HARNESSES) == {name: [] for name in HARNESSES}


def test_an_update_that_lost_its_journal_is_told(tmp_path: Path) -> None:
    assert found_by(tmp_path, POINTS, "Updating", "journal") == {"journal": []}


@pytest.mark.parametrize(
    ("harness", "control", "complaint"),
    [
        ("kill", "Naive", "half a file is there"),
        ("kill", "RenamedAway", "the workspace's name is gone"),
        ("power", "Naive", "it is old, and it said 'done'"),
        ("power", "RenamedAway", "the workspace's name is gone"),
        ("fail", "SaysNotSaved", "it is new, and it said 'refused"),
        ("journal", "NumberFirst", "a command is missing"),
    ],
)
def test_each_harness_finds_what_is_wrong(
    harness: str, control: str, complaint: str, tmp_path: Path
) -> None:
    complaints = found_by(tmp_path, 20, control, harness)[harness]

    assert complaints
    assert any(complaint in said for said in complaints)
