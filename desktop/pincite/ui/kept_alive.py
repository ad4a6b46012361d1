"""Keeps Python 3.11 alive under PySide6 6.12, which loses references to None, True and False.

Measured: with PySide6 6.12.0 on Python 3.11 every call of a method without a result takes one
reference to None away (6.11.3 does not), until the interpreter ends with "none_dealloc". From
Python 3.12 on these objects are immortal and nothing happens. This can go with Python 3.11, or when
a fixed PySide6 is required.
"""

import sys

_PLENTY = 1 << 40


def keep_constants_alive() -> None:
    """Give None, True and False more references than a program can lose."""
    import PySide6

    if sys.version_info >= (3, 12) or not PySide6.__version__.startswith("6.12."):
        return
    import ctypes

    for constant in (None, True, False):
        # The reference count is the first field of a CPython object.
        ctypes.c_ssize_t.from_address(id(constant)).value += _PLENTY
