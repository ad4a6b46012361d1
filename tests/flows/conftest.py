"""Starting the program and reading what it says."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pincite import assets

SAMPLES = ("harbour-towns.pdf", "storm-tides.pdf", "who-weighed-the-bread.html")
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
    return lambda *arguments: run_program(library_folder, *arguments)


def run_program(library: Path, *arguments: str | Path) -> Run:
    """Run a subcommand on a library, as a process."""
    command = [sys.executable, "-m", "pincite", "--library", str(library)]
    command += [str(a) for a in arguments]
    done = subprocess.run(
        command, capture_output=True, text=True, env=environment(), timeout=120, check=False
    )
    return Run(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="session")
def samples() -> Path:
    """The bundled samples."""
    return assets.root() / "samples"


@pytest.fixture(scope="session")
def _sample_library(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples") / "library"
    files = [samples / name for name in SAMPLES]
    done = run_program(folder, "import", *files)
    assert done.status == 0, done.err
    return folder


@pytest.fixture
def imported(_sample_library: Path, library_folder: Path, pincite: Pincite) -> dict[str, str]:
    """A library with the samples: file name -> citation key."""
    shutil.copytree(_sample_library, library_folder)
    return {
        item["documents"][0]["name"]: item["item"]
        for item in (
            pincite("show", entry["id"], "--json").json
            for entry in pincite("list", "--json").json["items"]
        )
    }
