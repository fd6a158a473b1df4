"""Renew the chart library in ui/web/vendor from npm.

`python scripts/vendor_plotly.py 4.1.1` takes that version; without a number it takes again the one
that is there, and fails if its content is no longer the same.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path

from setup import ROOT

PACKAGE = "plotly.js-cartesian-dist-min"
SCRIPT = "plotly-cartesian.min.js"
VENDOR = ROOT / "ui" / "web" / "vendor"
NOTE = VENDOR / "vendor.toml"


def fetched(version: str, folder: Path) -> Path:
    """Return the folder of the unpacked package."""
    pack = ["npm", "pack", f"{PACKAGE}@{version}", "--json", "--pack-destination", str(folder)]
    done = subprocess.run(pack, check=True, capture_output=True, text=True)
    archive = folder / json.loads(done.stdout)[0]["filename"]
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")
    return folder / "package"


def main(*arguments: str) -> None:
    """Fetch, compare or replace, and note what is there."""
    known = tomllib.loads(NOTE.read_text(encoding="utf-8")) if NOTE.exists() else {}
    version = arguments[0] if arguments else known["version"]
    with tempfile.TemporaryDirectory() as folder:
        package = fetched(version, Path(folder))
        digest = hashlib.sha256((package / SCRIPT).read_bytes()).hexdigest()
        if version == known.get("version") and digest != known["sha256"]:
            sys.exit(f"{PACKAGE} {version} is not what it was: {digest}")
        VENDOR.mkdir(exist_ok=True)
        shutil.copyfile(package / SCRIPT, VENDOR / SCRIPT)
        shutil.copyfile(package / "LICENSE", VENDOR / "LICENSE")
    lines = {"package": PACKAGE, "version": version, "file": SCRIPT, "sha256": digest}
    head = "# Taken from npm by scripts/vendor_plotly.py; the licence stands beside.\n"
    NOTE.write_text(
        head + "".join(f'{key} = "{value}"\n' for key, value in lines.items()), encoding="utf-8"
    )
    print(f"{PACKAGE} {version}: {digest}")


if __name__ == "__main__":
    main(*sys.argv[1:])
