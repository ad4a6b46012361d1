"""Where things are in the checkout, and the few words all commands share."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "packaging" / "requirements.lock"
NPM_LOCK = ROOT / "packaging" / "npm.lock"


class SetupError(Exception):
    """Set-up cannot go on; the message says why and what to do."""


def venv_python(venv: Path = VENV) -> Path:
    """The interpreter of a virtual environment."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def say(text: str) -> None:
    """Tell the user something about set-up, on stderr: stdout belongs to the program that runs."""
    print(text, file=sys.stderr, flush=True)


def run_quietly(command: list[str], *, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run a command whose output matters only if it fails."""
    return subprocess.run(
        command, cwd=cwd, text=True, errors="replace", check=False, capture_output=True
    )


def last_lines(text: str, count: int = 15) -> str:
    """The end of a program's output, which is where it says what went wrong."""
    return "\n".join(text.strip().splitlines()[-count:])
