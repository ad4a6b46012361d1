"""Keeps PySide from reading the source text of every module that is imported.

PySide looks into each module, of Python's library too, for its own name, to tell whether the module
may want one of the `__feature__` switches. The texts stay in `linecache`: 10 MB and 10 to 20 ms for
switches that we do not use. Can go when PySide looks only after a switch was asked for.
"""

import importlib
from types import ModuleType

_LOOK = "_mod_uses_pyside"
"""The function of PySide that reads a module's text and tells whether its name is in it."""


def leave_sources_unread() -> None:
    """To be called before anything of PySide is imported."""
    try:
        importlib.import_module("shiboken6")
        features = importlib.import_module("shibokensupport.feature")
    except ImportError:
        # Another version of PySide keeps it elsewhere, or Qt is not there: both show soon enough.
        return
    if hasattr(features, _LOOK):
        setattr(features, _LOOK, _uses_no_feature)


def _uses_no_feature(_module: ModuleType) -> bool:
    return False
