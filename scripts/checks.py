"""Run the checks in the order of their cost, and stop at the first that fails.

`python scripts/setup.py lint` runs all but the tests, `… test` everything. The suite runs in two
plain pytest processes side by side, each with a summary and an exit code that count. It is not
spread over workers on purpose: a pytest-xdist worker that aborts at its end leaves exit code 0.
With arguments one pytest takes this process over.
"""

import subprocess
import sys
import tempfile

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

HALVES = (
    ("tests/unit", "tests/integration", "tests/exports", "tests/architecture"),
    ("tests/gui", "tests/web", "tests/e2e"),
)
"""The folders of tests, so divided that both halves take about the same time."""


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
        if arguments:
            start([PYTHON, "-m", "pytest", *arguments])
        sys.exit(run_suite())


def run_suite() -> int:
    """Run both halves of the suite at the same time; return the first exit code that is not 0."""
    beside, here = ([PYTHON, "-m", "pytest", *folders] for folders in HALVES)
    with (
        tempfile.TemporaryFile() as output,
        subprocess.Popen(beside, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT) as process,
    ):
        code = subprocess.run(here, check=False, cwd=ROOT).returncode
        process.wait()
        output.seek(0)
        heading(f"tests beside them ({', '.join(HALVES[0])})")
        sys.stdout.buffer.write(output.read())
        sys.stdout.flush()
        return code or process.returncode


if __name__ == "__main__":
    main(*sys.argv[1:])
