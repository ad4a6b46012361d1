"""MuPDF's binding, in two steps: the bare one at once, PyMuPDF when it is needed.

Importing `pymupdf` takes 150-200 ms and 18 MB, of which MuPDF itself is 25 ms; the rest are 100 000
lines of Python classes. Pages are therefore drawn, and their text, links and outline read, with the
flat functions of the binding alone; a worker that only serves a reader never imports PyMuPDF.
"""

import gc
import sys
from importlib import import_module
from importlib.machinery import ExtensionFileLoader, PathFinder
from importlib.util import module_from_spec, spec_from_file_location
from os import path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class EngineError(Exception):
    """MuPDF could not do what was asked."""


class FileMissingError(EngineError):
    """The file cannot be opened at all."""


# In the order of MuPDF's error codes; the last one is the base.
_ERRORS = 13
_FRESH_OBJECTS = 50_000
"""Objects made before the collector looks at them; a page of words makes some thousand."""
_loaded: "dict[str, Any]" = {}


def bare() -> "Any":
    """The flat functions of MuPDF (`ll_fz_…`), loaded without PyMuPDF's Python classes."""
    if "bare" not in _loaded:
        _loaded["bare"] = _load_bare()
    return _loaded["bare"]


def full() -> "Any":
    """The module `pymupdf`. What `bare` has opened stays open."""
    if "full" not in _loaded:
        bare()
        import pymupdf

        pymupdf.TOOLS.mupdf_display_errors(False)
        pymupdf.TOOLS.mupdf_display_warnings(False)
        # The collector would walk all of PyMuPDF's classes again and again.
        gc.freeze()
        _loaded["full"] = pymupdf
    return _loaded["full"]


def extra() -> "Any":
    """What PyMuPDF adds to MuPDF in C++: reading text, mostly."""
    if "full" in _loaded:
        return sys.modules["pymupdf._extra"]
    if "extra" not in _loaded:
        bare()
        _loaded["extra"] = _load("_extra")
    return _loaded["extra"]


def sides(rect: "Any") -> tuple[float, float, float, float]:
    """x0, y0, x1, y1 of a rectangle of the binding."""
    mu = bare()
    return (
        mu.fz_rect_x0_get(rect),
        mu.fz_rect_y0_get(rect),
        mu.fz_rect_x1_get(rect),
        mu.fz_rect_y1_get(rect),
    )


def _load_bare() -> "Any":
    binding = _load("_mupdf")
    # Without classes to raise, the first error would end the process. PyMuPDF sets its own later.
    # The binding keeps pointers to them and no references.
    _loaded["errors"] = [type(f"MuPDFError{code}", (EngineError,), {}) for code in range(_ERRORS)]
    binding.internal_set_error_classes(_loaded["errors"])
    binding.reinit_singlethreaded()
    # PyMuPDF calls this again when it is imported, which would free what is open by then.
    binding.reinit_singlethreaded = _nothing
    binding.ll_fz_register_document_handlers()
    gc.set_threshold(_FRESH_OBJECTS)
    return binding


def _load(name: str) -> "Any":
    """A module of the package `pymupdf` that is written in C++, without the package itself."""
    package = PathFinder.find_spec("pymupdf")
    folders = list(package.submodule_search_locations or ()) if package else []
    whole = f"pymupdf.{name}"
    for folder in folders:
        file = path.join(folder, f"{name}.so")
        if not path.exists(file):
            continue
        spec = spec_from_file_location(whole, file, loader=ExtensionFileLoader(whole, file))
        if spec is None or spec.loader is None:
            raise ImportError(whole)
        module = module_from_spec(spec)
        sys.modules[whole] = module
        spec.loader.exec_module(module)
        return module
    return import_module(whole)


def _nothing() -> None:
    return None
