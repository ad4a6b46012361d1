"""Modules are imported without their source text being read."""

import subprocess
import sys
from pathlib import Path

DESKTOP = Path(__file__).parents[3] / "desktop"
_COUNT = (
    f"import sys, linecache; home = {str(DESKTOP)!r}; sys.path.insert(0, home);"
    "import pincite.ui.app; print([n for n in linecache.cache if n.startswith(home)])"
)


def test_no_source_text_is_kept_in_memory() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _COUNT], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"
