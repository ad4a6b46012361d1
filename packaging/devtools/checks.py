"""The full check: format, lint, types, layers, tests; and the benchmarks."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from devtools.checkout import ROOT

# Side by side, since most of the time of tests of windows is waiting; each file in one process.
_ALL_TESTS = ["-n", "auto", "--maxprocesses", "4", "--dist", "loadfile"]


def steps(python: Path, pytest_arguments: list[str]) -> dict[str, list[str]]:
    """Name -> command of each step, in the order in which they fail fastest."""
    module = [str(python), "-m"]
    folders = ["desktop", "packaging", "tests"]
    return {
        "format": [*module, "ruff", "format", "--check", *folders],
        "lint": [*module, "ruff", "check", *folders],
        "types": [*module, "mypy"],
        "layers": [str(python.with_name("lint-imports")), "--no-logo"],
        "tests": [*module, "pytest", *(pytest_arguments or _ALL_TESTS)],
    }


def test(python: Path, arguments: list[str]) -> int:
    """Run every step and stop at the first that fails. Returns the exit status."""
    started = time.monotonic()
    env = headless_environment()
    for name, command in steps(python, arguments).items():
        status = _timed(name, command, env)
        if status != 0:
            print(f"The check stops here: {name} failed.", file=sys.stderr)
            return status
    print(f"== all checks passed in {time.monotonic() - started:.0f} s", flush=True)
    return 0


def bench(python: Path, wanted: str) -> int:
    """Run the benchmarks whose file name holds `wanted`. Each is a script that prints figures."""
    scripts = [
        script
        for script in sorted((ROOT / "tests" / "bench").glob("bench_*.py"))
        if wanted in script.stem
    ]
    if not scripts:
        print(f"No benchmark is named like {wanted!r}.", file=sys.stderr)
        return 1
    env = headless_environment()
    failed = [
        script.stem
        for script in scripts
        # As modules, so that they can share what lies beside them.
        if _timed(script.stem, [str(python), "-m", f"tests.bench.{script.stem}"], env)
    ]
    if failed:
        print(f"These failed: {', '.join(failed)}.", file=sys.stderr)
    return 1 if failed else 0


def headless_environment() -> Mapping[str, str]:
    """The environment of programs that must not depend on a display."""
    return os.environ | {"QT_QPA_PLATFORM": "offscreen"}


def _timed(name: str, command: list[str], env: Mapping[str, str]) -> int:
    print(f"== {name}", flush=True)
    started = time.monotonic()
    status = subprocess.run(command, cwd=ROOT, env=env, check=False).returncode
    outcome = "ok" if status == 0 else f"failed ({status})"
    print(f"== {name}: {outcome}, {time.monotonic() - started:.1f} s\n", flush=True)
    return status
