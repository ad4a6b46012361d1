"""MuPDF's binding, in two steps: the bare one at once, PyMuPDF when it is needed.

Importing `pymupdf` takes 150-200 ms, of which MuPDF itself is 25 ms; the rest are 100 000 lines of
Python classes. Pages are therefore drawn with the flat functions of the binding alone, and PyMuPDF
is imported when text, outlines or stories are asked for, or when there is nothing else to do.
"""

import gc
import sys
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
        # The collector would walk all of PyMuPDF's classes again and again while words are made.
        gc.freeze()
        gc.set_threshold(_FRESH_OBJECTS)
        _loaded["full"] = pymupdf
    return _loaded["full"]


def is_full() -> bool:
    """True when PyMuPDF has been imported."""
    return "full" in _loaded


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
    package = PathFinder.find_spec("pymupdf")
    folders = list(package.submodule_search_locations or ()) if package else []
    for folder in folders:
        file = path.join(folder, "_mupdf.so")
        if path.exists(file):
            break
    else:
        from pymupdf import _mupdf as binding_of_package

        return binding_of_package
    name = "pymupdf._mupdf"
    spec = spec_from_file_location(name, file, loader=ExtensionFileLoader(name, file))
    if spec is None or spec.loader is None:
        raise ImportError(name)
    module = module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    binding: Any = module
    # Without classes to raise, the first error would end the process. PyMuPDF sets its own later.
    # The binding keeps pointers to them and no references.
    _loaded["errors"] = [type(f"MuPDFError{code}", (EngineError,), {}) for code in range(_ERRORS)]
    binding.internal_set_error_classes(_loaded["errors"])
    binding.reinit_singlethreaded()
    # PyMuPDF calls this again when it is imported, which would free what is open by then.
    binding.reinit_singlethreaded = _nothing
    binding.ll_fz_register_document_handlers()
    return binding


def _nothing() -> None:
    return None
