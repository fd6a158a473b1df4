"""kill -9 while offices seal, take in, accept and back up: nothing acknowledged is lost."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
KILLS = 200 if os.environ.get("HYPOTHESIS_PROFILE") == "long" else 8


@pytest.mark.timeout(3_600)
@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills forks of one process")
def test_killing_offices_again_and_again(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.integration.exchange.crashing", tmp_path, str(KILLS)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["kills"] == KILLS
    assert found["acknowledged"] > found["sealed"] > 0
