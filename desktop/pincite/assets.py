"""Where bundled files are: icons, themes, translations, samples, the citation engine.

An installed package carries them inside itself, a checkout beside the code. Nothing else in
Pincite may look for files by its own `__file__`.
"""

import sys
from functools import cache
from pathlib import Path

CITEPROC_FILE = "citeproc_commonjs.js"


@cache
def root() -> Path:
    """Folder of the bundled files.

    The package comes first. In a checkout it has no such folder, so the search goes up.

    Raises:
        FileNotFoundError: neither has one; the installation is damaged.
    """
    package = Path(__file__).resolve().parent
    for folder in (package / "resources", package.parent.parent / "resources"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError("The files that belong to Pincite are missing. Install it again.")


def samples() -> Path:
    """Folder of the documents that `pincite tour` and the welcome page use."""
    return root() / "samples"


def citeproc_js() -> Path | None:
    """The file of citeproc-js as a CommonJS module, or None where set-up could not fetch it."""
    for folder in (root() / "citeproc", Path(sys.prefix) / "share" / "citeproc"):
        file = folder / CITEPROC_FILE
        if file.is_file():
            return file
    return None
