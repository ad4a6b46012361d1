"""The subcommands of `packaging/dev.py`."""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping

from devtools import checks, environment, locking, qtlibs
from devtools.checkout import ROOT, VENV, SetupError, say

CACHES = (".mypy_cache", ".pytest_cache", ".ruff_cache", ".import_linter_cache", ".hypothesis")


def main(arguments: list[str], usage: str) -> int:
    """Run one subcommand and return the exit status."""
    commands = {
        "run": run,
        "test": test,
        "bench": bench,
        "setup": setup,
        "lock": lock,
        "clean": clean,
    }
    if not arguments or arguments[0] in ("-h", "--help"):
        print(usage)
        return 0 if arguments else 2
    command = commands.get(arguments[0])
    if command is None:
        say(f"There is no command {arguments[0]!r}.\n\n{usage}")
        return 2
    try:
        return command(arguments[1:])
    except SetupError as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        return 130


def run(arguments: list[str]) -> int:
    """Start pincite, or its tour where no window can open."""
    python = environment.ensure()
    env = dict(os.environ)
    # Byte-code that may not be kept would be made again at every start, for most of a second.
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    if not arguments and not has_display(env):
        tour = ROOT / "build" / "tour"
        say(f"There is no display here. The tour runs instead of the window; see {tour}")
        arguments = ["tour", "--out", str(tour)]
        env.setdefault("QT_QPA_PLATFORM", "offscreen")
    return _become([str(python), "-m", "pincite", *arguments], env)


def _become(command: list[str], env: Mapping[str, str]) -> int:
    """Go on as another program: that saves memory, and signals reach the program itself."""
    if os.name != "nt":
        os.execve(command[0], command, env)
    return subprocess.run(command, env=env, check=False).returncode


def has_display(env: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Whether a window can open, as far as the environment tells."""
    if not platform.startswith("linux"):
        return True
    return any(env.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def test(arguments: list[str]) -> int:
    """The full check; arguments go to pytest."""
    return checks.test(environment.ensure(), [part for part in arguments if part != "--"])


def bench(arguments: list[str]) -> int:
    """The benchmarks."""
    parser = argparse.ArgumentParser(prog="dev.py bench")
    parser.add_argument("-k", default="", metavar="PART", help="only files with this in the name")
    return checks.bench(environment.ensure(), parser.parse_args(arguments).k)


def setup(arguments: list[str]) -> int:
    """Set up again, for instance when citeproc-js could not be had the first time."""
    _takes_none("setup", arguments)
    environment.ensure(again=True)
    return 1 if qtlibs.missing_packages() else 0


def lock(arguments: list[str]) -> int:
    """Write the lock files."""
    parser = argparse.ArgumentParser(prog="dev.py lock")
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions that fit")
    locking.write(upgrade=parser.parse_args(arguments).upgrade)
    return 0


def clean(arguments: list[str]) -> int:
    """Remove what set-up, builds and checks left in the checkout."""
    _takes_none("clean", arguments)
    for folder in (VENV, ROOT / "build", ROOT / "dist", *(ROOT / name for name in CACHES)):
        shutil.rmtree(folder, ignore_errors=True)
    for part in ("desktop", "packaging", "tests"):
        for cache in list((ROOT / part).rglob("__pycache__")):
            shutil.rmtree(cache, ignore_errors=True)
    return 0


def _takes_none(name: str, arguments: list[str]) -> None:
    if arguments:
        raise SetupError(f"dev.py {name} takes no arguments.")
