"""Pages are painted without resampling, whatever the device pixel ratio is."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.unit.documents.samples import LOREM, text_pdf

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("scale", ["1", "1.25", "2"])
@pytest.mark.parametrize("zoom", ["0.9", "2.5"])
def test_every_pixel_is_the_workers_own(tmp_path: Path, scale: str, zoom: str) -> None:
    path = text_pdf(tmp_path / "a.pdf", [LOREM * 30])
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.reader.exact_page", str(path), zoom],
        env={**os.environ, "QT_SCALE_FACTOR": scale, "QT_QPA_PLATFORM": "offscreen"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    result = json.loads(done.stdout)
    assert result["ratio"] == float(scale)
    assert bool(result["tiles"]) == (zoom == "2.5")
    assert result["compared"] > 200_000
    assert result["different"] == 0
