"""Run the checks in the order of their cost, and stop at the first that fails.

`python scripts/setup.py lint` runs all but the tests, `… test` everything. pytest comes last and
takes this process over: its summary ends the output, and its exit code is the real one. It is one
process on purpose: a pytest-xdist worker that aborts at its end leaves exit code 0 behind.
"""

import subprocess
import sys

from setup import ROOT, VENV_PYTHON, start

PYTHON = str(VENV_PYTHON)
# It has no module to be run with -m.
CONTRACTS = "from importlinter.cli import lint_imports_command as check; check()"
LINT = {
    "format (ruff format)": ["-m", "ruff", "format", "--check", "."],
    "lint (ruff check)": ["-m", "ruff", "check", "."],
    "types (pyright)": ["-m", "pyright"],
    "import contracts (import-linter)": ["-c", CONTRACTS, "--no-logo"],
}


def heading(text: str) -> None:
    """Set a check off from the output of the one before."""
    print(f"\n=== {text} ===", flush=True)


def main(task: str, *arguments: str) -> None:
    """Run the checks of `lint` or `test`; the arguments go to pytest."""
    for name, command in LINT.items():
        heading(name)
        code = subprocess.run([PYTHON, *command], check=False, cwd=ROOT).returncode
        if code:
            print(f"\nFailed: {name}", flush=True)
            sys.exit(code)
    if task == "test":
        heading("tests (pytest)")
        start([PYTHON, "-m", "pytest", *arguments])


if __name__ == "__main__":
    main(*sys.argv[1:])
