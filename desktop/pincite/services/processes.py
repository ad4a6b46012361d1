"""Starting parts of the program as processes of their own."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path


def start_module(
    module: str, arguments: Sequence[str], stdout: int = subprocess.PIPE
) -> subprocess.Popen[bytes]:
    """A Python process that runs a module of ours; its input is a pipe.

    Raises:
        OSError: no process can be started.
    """
    environment = dict(os.environ)
    paths = [str(Path(__file__).parents[2]), environment.get("PYTHONPATH", "")]
    environment["PYTHONPATH"] = os.pathsep.join(p for p in paths if p)
    return subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        stdin=subprocess.PIPE,
        stdout=stdout,
        env=environment,
    )
