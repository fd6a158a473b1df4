"""Compile requirements/*.in to *.lock, with hashes for every system and without any address."""

import subprocess
import sys

from setup import OLDEST, ROOT, VENV_PYTHON

# `dev` is constrained by `run`, so it comes after.
NAMES = ("bootstrap", "run", "dev")


def main(*arguments: str) -> None:
    """Compile all locks; `--upgrade` moves them to the newest versions that the .in files allow."""
    oldest = ".".join(map(str, OLDEST))
    for name in NAMES:
        source, target = f"requirements/{name}.in", f"requirements/{name}.lock"
        command = [str(VENV_PYTHON), "-m", "uv", "pip", "compile", "--quiet", source, "-o", target]
        command += ["--universal", "--python-version", oldest, "--generate-hashes"]
        command += ["--no-emit-index-url", "--no-emit-find-links"]
        command += ["--custom-compile-command", "make lock", *arguments]
        subprocess.run(command, check=True, cwd=ROOT)
        print(f"Wrote {target}")


if __name__ == "__main__":
    main(*sys.argv[2:])
