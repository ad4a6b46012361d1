"""The virtual environment of the checkout: made once, then only looked at.

Everything that set-up depends on is hashed into a stamp in `.venv`; while the stamp is right, a
start costs one file read.
"""

import hashlib
import json
import os
import shutil
import sys
import time
from pathlib import Path

from devtools import citeproc, qtlibs
from devtools.checkout import (
    LOCK,
    ROOT,
    VENV,
    SetupError,
    last_lines,
    run_quietly,
    say,
    venv_python,
)

STAMP = VENV / "pincite-setup.json"
# Raised when set-up itself changes, so that existing environments go through it again.
SETUP_VERSION = 2


def ensure(*, again: bool = False) -> Path:
    """Make the environment fit the lock file and return its interpreter.

    Raises:
        SetupError: it cannot be made; the message says what to do.
    """
    python = venv_python()
    wanted = fingerprint(LOCK.read_bytes())
    if not again and python.exists() and _stamped() == wanted:
        return python
    started = time.monotonic()
    _make_venv()
    _install()
    _link_checkout()
    _compile()
    _fetch_citeproc()
    qtlibs.provide()
    STAMP.write_text(json.dumps({"fingerprint": wanted}), encoding="utf-8")
    say(f"Set up in {time.monotonic() - started:.0f} s.")
    return python


def fingerprint(lock: bytes, root: Path = ROOT) -> str:
    """What set-up depends on: the lock, where the checkout is, and set-up itself."""
    parts = (lock, os.fsencode(root), citeproc.INTEGRITY.encode(), str(SETUP_VERSION).encode())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _stamped() -> str | None:
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
        return str(stamp["fingerprint"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _make_venv() -> None:
    check = [str(venv_python()), "-c", "import sys, pip; sys.exit(sys.version_info < (3, 11))"]
    if venv_python().exists() and run_quietly(check).returncode == 0:
        return
    say(f"Making .venv with Python {sys.version_info.major}.{sys.version_info.minor}.")
    shutil.rmtree(VENV, ignore_errors=True)
    done = run_quietly([sys.executable, "-m", "venv", str(VENV)])
    if done.returncode != 0:
        shutil.rmtree(VENV, ignore_errors=True)
        raise SetupError(
            "Python cannot make a virtual environment here. On Debian or Ubuntu its module is a "
            "package of its own:\n  sudo apt-get install -y python3-venv\n"
            + last_lines(done.stdout + done.stderr)
        )


def _install() -> None:
    say("Installing the packages of packaging/requirements.lock; the first time takes a minute.")
    command = [
        str(venv_python()), "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
        "--no-input", "--require-hashes", "--no-deps", "-r", str(LOCK),
    ]  # fmt: skip
    done = run_quietly(command)
    if done.returncode != 0:
        raise SetupError(
            "The packages could not be installed. pip says:\n" + last_lines(done.stderr)
        )


def _link_checkout() -> None:
    """Make `import pincite` and the `pincite` command work from anywhere, without a build."""
    purelib = run_quietly(
        [str(venv_python()), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    ).stdout.strip()
    link = Path(purelib) / "pincite-checkout.pth"
    link.write_text(f"{ROOT / 'desktop'}\n", encoding="utf-8")
    if os.name != "nt":
        command = venv_python().with_name("pincite")
        command.write_text(f'#!/bin/sh\nexec "{venv_python()}" -m pincite "$@"\n', encoding="utf-8")
        command.chmod(0o755)


def _compile() -> None:
    """Byte-compile the program now: where Python may not do it later, each start would."""
    run_quietly([str(venv_python()), "-m", "compileall", "-q", str(ROOT / "desktop")])


def _fetch_citeproc() -> None:
    folder = VENV / "share" / "citeproc"
    if (folder / citeproc.FILE).is_file():
        return
    try:
        citeproc.fetch(folder)
    except citeproc.CannotFetchError as error:
        say(f"citeproc-js is not here ({error}): Pincite formats with citeproc-py instead.")
