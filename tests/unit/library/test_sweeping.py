"""Files that nothing needs any more, and those that something may still want back."""

import hashlib
import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.unit.library import factories
from tests.unit.library.factories import ITEM

from pincite.library.backups import FOLDER, make_backup
from pincite.library.doctor import examine
from pincite.library.library import Library
from pincite.library.sweeping import Swept, files_to_spare, outlived_files, sweep
from pincite.model.documents import Document
from pincite.model.ids import Sha256

DATA = b"contents"
SHA = Sha256(hashlib.sha256(DATA).hexdigest())
DOCUMENT = replace(factories.DOCUMENT, sha256=SHA)
LATER = datetime.now(UTC) + timedelta(days=31)
"""When everything that is done now is over a month ago."""


@pytest.fixture
def filled(library: Library) -> Library:
    """A library with one document and its file, which is a year old."""
    path = library.files.add_bytes(DATA, SHA, DOCUMENT.name)
    year_ago = datetime.now(UTC) - timedelta(days=365)
    os.utime(path, (year_ago.timestamp(),) * 2)
    with library.transaction() as tx:
        tx.put(ITEM)
        tx.put(DOCUMENT)
        tx.put_page_texts(SHA, [(0, "text")])
    return library


def remove(library: Library) -> None:
    with library.transaction() as tx:
        tx.remove(Document, SHA)


def path_of(library: Library) -> Path:
    return library.files.path(SHA, DOCUMENT.name)


def outlived(library: Library, now: datetime | None = None) -> list[Sha256]:
    return [file.sha256 for file in outlived_files(library, now)]


def test_what_was_removed_for_good_goes_after_a_month_with_its_texts(filled: Library) -> None:
    remove(filled)
    assert outlived(filled) == []
    files = outlived_files(filled, LATER)
    assert sweep(filled, files) == Swept(1, len(DATA))
    assert not path_of(filled).parent.exists()
    assert filled.reader.page_text(SHA, 0) is None
    assert outlived(filled, LATER) == []


@pytest.mark.parametrize("trashed", ["", "2000-01-01T00:00:00.000Z"])
def test_the_file_of_a_document_stays_also_in_the_trash(filled: Library, trashed: str) -> None:
    with filled.transaction() as tx:
        tx.put(replace(DOCUMENT, trashed=trashed))
    assert outlived(filled, LATER) == []
    assert files_to_spare(filled) == []


def test_a_file_that_came_lately_stays(library: Library) -> None:
    library.files.add_bytes(DATA, SHA, DOCUMENT.name)
    assert outlived(library) == []
    assert files_to_spare(library) == []
    assert outlived(library, LATER) == [SHA]


def test_a_backup_of_the_last_month_keeps_its_files(filled: Library) -> None:
    make_backup(filled, LATER - timedelta(days=29))
    remove(filled)
    assert outlived(filled, LATER) == []
    assert outlived(filled, LATER + timedelta(days=2)) == [SHA]


def test_a_library_that_was_replaced_keeps_its_files_as_long_as_it_is_kept(
    filled: Library,
) -> None:
    made = make_backup(filled, datetime.now(UTC) - timedelta(days=300))
    replaced = filled.folder / FOLDER / "library-replaced-20250101-000000.sqlite"
    made.path.rename(replaced)
    remove(filled)
    assert outlived(filled, LATER) == []
    assert files_to_spare(filled) == []
    replaced.unlink()
    assert outlived(filled, LATER) == [SHA]
    assert [file.sha256 for file in files_to_spare(filled)] == [SHA]


def test_a_backup_that_is_none_keeps_nothing(filled: Library) -> None:
    name = f"library-{LATER:%Y%m%d-%H%M%S}.sqlite"
    (filled.folder / FOLDER / name).write_bytes(b"no backup" * 50)
    remove(filled)
    assert outlived(filled, LATER) == [SHA]


def test_a_document_that_came_back_meanwhile_keeps_its_file(filled: Library) -> None:
    remove(filled)
    files = outlived_files(filled, LATER)
    with filled.transaction() as tx:
        tx.put(DOCUMENT)
    assert sweep(filled, files) == Swept()
    assert path_of(filled).read_bytes() == DATA
    assert filled.reader.page_text(SHA, 0) == "text"


def test_a_sweep_that_is_stopped_leaves_the_rest(filled: Library) -> None:
    remove(filled)

    def stop() -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        sweep(filled, outlived_files(filled, LATER), stop)
    assert path_of(filled).exists()


def test_the_doctor_says_how_much_room_they_take(filled: Library) -> None:
    remove(filled)
    (finding,) = [f for f in examine(filled) if "no document:" in f.title]
    assert "take 0.0 MB" in finding.detail
    assert "30 days" in finding.detail
