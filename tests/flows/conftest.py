"""Starting the program and reading what it says."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pincite import assets

DESKTOP = Path(__file__).parents[2] / "desktop"


@dataclass(frozen=True)
class Run:
    """What a run of the program printed, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The JSON document on stdout."""
        return json.loads(self.out)


Pincite = Callable[..., Run]


def environment() -> dict[str, str]:
    """The test's environment, with the program importable."""
    return {**os.environ, "PYTHONPATH": str(DESKTOP)}


@pytest.fixture
def pincite(library_folder: Path) -> Pincite:
    """Run a subcommand on the test's library."""

    def run(*arguments: str | Path) -> Run:
        command = [sys.executable, "-m", "pincite", "--library", str(library_folder)]
        command += [str(a) for a in arguments]
        done = subprocess.run(
            command, capture_output=True, text=True, env=environment(), timeout=120, check=False
        )
        return Run(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture
def samples() -> Path:
    """The bundled samples."""
    return assets.root() / "samples"
