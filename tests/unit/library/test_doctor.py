"""The doctor finds what is wrong and puts right what it can."""

import hashlib
import os
from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.library import factories
from tests.unit.library.factories import ITEM

from pincite.library.doctor import Finding, examine
from pincite.library.library import Library
from pincite.model.documents import Document
from pincite.model.ids import Sha256

_DATA = b"contents"
_SHA = Sha256(hashlib.sha256(_DATA).hexdigest())
_DOCUMENT = replace(factories.DOCUMENT, sha256=_SHA)


@pytest.fixture
def filled(library: Library) -> Library:
    """A library with one document and its file."""
    library.files.add_bytes(_DATA, _SHA, _DOCUMENT.name)
    with library.transaction() as tx:
        tx.put(ITEM)
        tx.put(_DOCUMENT)
        tx.put_page_texts(_SHA, [(0, "text")])
    return library


def _bad(library: Library) -> list[Finding]:
    return [f for f in examine(library, is_thorough=True) if f.severity != "ok"]


def test_a_sound_library_has_nothing_wrong(filled: Library) -> None:
    assert _bad(filled) == []


def test_a_missing_file_is_named(filled: Library) -> None:
    filled.files.remove(_SHA)
    (finding,) = _bad(filled)
    assert finding.severity == "error"
    assert finding.title == "Documents whose file is missing: 1"
    assert "ferries.pdf" in finding.detail


def test_a_changed_file_is_named(filled: Library) -> None:
    filled.files.path(_SHA, _DOCUMENT.name).write_bytes(b"other")
    (finding,) = _bad(filled)
    assert "changed" in finding.title
    assert _bad_quickly(filled) == []


def _bad_quickly(library: Library) -> list[Finding]:
    return [f for f in examine(library) if f.severity != "ok"]


def test_what_a_removed_document_left_is_found_and_swept(filled: Library) -> None:
    with filled.transaction() as tx:
        tx.remove(Document, _SHA)
    path = filled.files.path(_SHA, _DOCUMENT.name)
    _make_old(path)
    files, texts = _bad(filled)
    assert files.repair is not None
    assert texts.repair is not None
    files.repair()
    texts.repair()
    assert _bad(filled) == []
    assert not path.exists()
    assert filled.reader.page_text(_SHA, 0) is None


def test_a_file_that_an_import_may_be_working_on_is_left(filled: Library) -> None:
    filled.files.add_bytes(b"new", Sha256("0" * 64), "new.pdf")
    assert _bad(filled) == []


def test_a_document_that_came_back_meanwhile_is_not_swept(filled: Library) -> None:
    with filled.transaction() as tx:
        tx.remove(Document, _SHA)
    _make_old(filled.files.path(_SHA, _DOCUMENT.name))
    findings = _bad(filled)
    with filled.transaction() as tx:
        tx.put(_DOCUMENT)
    for finding in findings:
        assert finding.repair is not None
        finding.repair()
    assert _bad(filled) == []


def test_a_gap_in_the_change_log_and_an_unreadable_record_are_told(filled: Library) -> None:
    filled._writer.run("DELETE FROM changes WHERE seq = 2")
    filled._writer.run("UPDATE documents SET data = '{}'")
    titles = [f.title for f in examine(filled) if f.severity != "ok"]
    assert titles == ["The change log has gaps", "Records that cannot be read: 1"]


def test_a_damaged_file_is_told_and_nothing_further_is_asked(filled: Library) -> None:
    page = filled._writer.value("SELECT rootpage FROM sqlite_schema WHERE name = 'items_by_title'")
    path = filled.folder / "library.sqlite"
    filled._writer.run("PRAGMA wal_checkpoint(TRUNCATE)")
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xff" * 4096)
    (finding,) = examine(filled)
    assert finding.severity == "error"
    assert "backups" in finding.detail


def _make_old(path: Path) -> None:
    os.utime(path, (0, 0))
