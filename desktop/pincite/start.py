"""What the program does with its arguments; light, so that a page is on the screen at once."""

import gc
import os
import sys
from pathlib import Path
from urllib.parse import unquote

from pincite.cli.arguments import SUBCOMMANDS, split_library

_ADDRESS = "pincite://"
FIRST_PAGE_PX = (816, 1056)
"""A guess at the size of the first page in the window; it is painted scaled until drawn anew."""


def is_for_window(arguments: list[str]) -> bool:
    """True when the window is wanted: no subcommand, at most a library and a file to read."""
    _, rest = split_library(arguments)
    if not rest:
        return True
    return len(rest) == 1 and rest[0] not in SUBCOMMANDS and not rest[0].startswith("-")


def open_window(arguments: list[str]) -> int:
    """Open the window, with a file or a `pincite://` address if one is named.

    Returns:
        The exit status.
    """
    library, rest = split_library(arguments)
    address = rest[0] if rest and rest[0].startswith(_ADDRESS) else ""
    file = _path(rest[0]) if rest and not address else None
    if file is not None and not file.is_file():
        sys.stderr.write(
            f"pincite: {file}: There is no such file, and no subcommand of that name; "
            "`pincite --help` lists the subcommands.\n"
        )
        return 2
    if not has_display():
        sys.stderr.write(
            "pincite: There is no display to open a window on. The command line works without one: "
            "`pincite --help`; `pincite tour --out DIR` shows what Pincite does.\n"
        )
        return 1
    # The worker starts, reads and draws the first page while Qt is being loaded here.
    from pincite.documents.process import WorkerPool

    # Starting makes some hundred thousand objects and next to no garbage; the window collects it.
    gc.disable()
    pool = WorkerPool()
    session = None
    if file is not None and file.suffix.lower() == ".pdf":
        pool.prestart()
        from pincite.documents.viewing import ViewSession

        session = ViewSession(file, pool)
        session.request_page(0, *FIRST_PAGE_PX, generation=0)
    from pincite.ui.app import run_window

    return run_window(library, file, pool, session, address)


def _path(argument: str) -> Path:
    """The file of an argument; desktops may hand over the address of a file."""
    if argument.startswith("file://"):
        return Path(unquote(argument.removeprefix("file://").removeprefix("localhost")))
    return Path(argument)


def has_display() -> bool:
    """True where a window can be shown, or where Qt is told to draw off screen."""
    if not sys.platform.startswith("linux"):
        return True
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return any(os.environ.get(name) for name in names)
