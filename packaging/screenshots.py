"""Make the pictures of the README: run the tour and keep its pictures of the three tabs.

python3 packaging/screenshots.py
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from devtools import environment
from devtools.checkout import ROOT

PICTURES = ("library.png", "reader.png", "bibliography.png")


def main() -> int:
    """Put the pictures into docs/images; returns the exit status."""
    python = environment.ensure()
    images = ROOT / "docs" / "images"
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch) / "tour"
        command = [str(python), "-m", "pincite", "tour", "--out", str(out)]
        env = os.environ | {"QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"}
        if status := subprocess.run(command, env=env, check=False).returncode:
            return status
        return _keep(out, images)


def _keep(out: Path, images: Path) -> int:
    images.mkdir(parents=True, exist_ok=True)
    for name in PICTURES:
        found = next(out.rglob(name), None)
        if found is None:
            print(f"The tour left no {name}.", file=sys.stderr)
            return 1
        shutil.copyfile(found, images / name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
