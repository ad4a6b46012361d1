import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from pincite.library.library import Library

_NOBODY = 65534


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A new library on a path that is hard for URIs and for narrow character sets."""
    opened = Library.open(tmp_path / "Bücher 図書 a?b#c%41")
    yield opened
    opened.close()


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """An empty folder that every user may enter, unlike `tmp_path`."""
    folder = Path(tempfile.mkdtemp(prefix="pincite-test-"))
    folder.chmod(0o777)
    if os.name != "nt" and os.geteuid() == 0:
        os.chown(folder, _NOBODY, -1)
    yield folder
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o777)
    shutil.rmtree(folder)


@pytest.fixture
def unprivileged() -> Iterator[None]:
    """Be a user to whom file modes apply."""
    if os.name == "nt":
        pytest.skip("file modes do not protect folders here")
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(_NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
