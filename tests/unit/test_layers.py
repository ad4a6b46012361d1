"""What may be loaded where: checked by loading it. The import contracts see the rest."""

import importlib.util
import json
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import pincite

SOURCES = Path(pincite.__file__).parent.parent

LOAD = """
import importlib, json, sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in blocked:
            raise ImportError(f"{name} is blocked in this test")

sources, blocked, modules = json.loads(sys.argv[1])
sys.path.insert(0, sources)
sys.meta_path.insert(0, Blocked())
for name in modules:
    importlib.import_module(name)
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def loaded_by(modules: list[str], *, blocked: tuple[str, ...] = ()) -> set[str]:
    """Top-level packages that are in memory after a fresh Python has loaded some modules."""
    argument = json.dumps([str(SOURCES), blocked, modules])
    done = subprocess.run(
        [sys.executable, "-c", LOAD, argument], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[-1]))


def modules_below(package: str) -> list[str]:
    """A package's name and those of all modules in it; empty while there is no such package."""
    spec = importlib.util.find_spec(package)
    if spec is None:
        return []
    places = spec.submodule_search_locations or []
    return [
        package,
        *(
            name
            for found in pkgutil.iter_modules(places, f"{package}.")
            for name in (modules_below(found.name) if found.ispkg else [found.name])
        ),
    ]


def test_everything_below_the_window_loads_without_qt() -> None:
    window = set(modules_below("pincite.ui"))
    modules = [name for name in modules_below("pincite") if name not in window]

    loaded = loaded_by(modules, blocked=("PySide6", "shiboken6", "qtawesome", "qtpy"))

    assert "pincite" in loaded


def test_the_program_starts_without_qt_or_any_heavy_library() -> None:
    if importlib.util.find_spec("pincite.__main__") is None:
        pytest.skip("there is no pincite.__main__ yet")

    loaded = loaded_by(["pincite.__main__"], blocked=("PySide6", "shiboken6"))

    assert loaded.isdisjoint({"pymupdf", "whoosh", "numpy", "py_mini_racer"})


def test_the_window_is_loaded_without_the_libraries_of_the_workers() -> None:
    modules = modules_below("pincite.ui")
    if not modules:
        pytest.skip("there is no pincite.ui yet")

    # The index is looked at as soon as the library is open, to tell whether it is behind.
    loaded = loaded_by([*modules, "pincite.services.indexer"])

    assert loaded.isdisjoint({"pymupdf", "whoosh", "py_mini_racer"})
