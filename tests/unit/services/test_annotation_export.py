"""Notes in a folder: each work has its own file, and nobody else's is written over."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.exporting.bib_items import ADLER, work
from tests.unit.exporting.test_notes_of_works import FIRST, SECOND, read

from pincite.exporting.annotations import AnnotatedWork, Reading
from pincite.model.ids import ItemId, NoteId
from pincite.model.notes import Note
from pincite.services.annotation_export import export_reading, write_notes, write_reading
from pincite.services.errors import ServiceError
from pincite.services.jobs import JobContext


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """An empty folder of notes."""
    folder = tmp_path / "vault"
    folder.mkdir()
    return folder


def names(folder: Path) -> list[str]:
    """The files there."""
    return sorted(path.name for path in folder.iterdir())


def written(folder: Path, *works: AnnotatedWork, format: str = "obsidian") -> int:
    """Write them; how many files have changed."""
    return len(write_notes(Reading("T", works), format, folder, JobContext()).changed)


@pytest.mark.parametrize("format", ["obsidian", "logseq"])
def test_a_note_of_another_work_is_not_written_over(vault: Path, format: str) -> None:
    other = "pincite:: pincite://item/other\n" if format == "logseq" else None
    text = other or '---\npincite: "pincite://item/other"\n---\n'
    (vault / "@adler2014.md").write_text(text, encoding="utf-8")
    assert written(vault, read(FIRST), format=format) == 1
    assert names(vault) == ["@adler2014 2.md", "@adler2014.md"]
    assert (vault / "@adler2014.md").read_text("utf-8") == text
    assert written(vault, read(FIRST), format=format) == 0


def test_works_whose_names_are_the_same_have_files_of_their_own(vault: Path) -> None:
    note = (Note(NoteId("n"), "Mine"),)
    one = AnnotatedWork(work("same", "book", ADLER, title="One"), notes=note)
    two = AnnotatedWork(replace(one.item, id=ItemId("two")), notes=note)
    assert written(vault, one, two) == 2
    assert len(names(vault)) == 2
    assert written(vault, two, one) == 0


def test_a_file_that_is_no_text_is_told_and_the_others_are_written(vault: Path) -> None:
    (vault / "@adler2014.md").write_bytes(b"\xff\xfe\x00")
    other = AnnotatedWork(work("b", "book", ADLER, title="B"), notes=(Note(NoteId("n"), "Mine"),))
    done = write_notes(Reading("T", (read(FIRST), other)), "obsidian", vault, JobContext())
    assert len(done.changed) == 1
    assert "cannot be read" in done.problems[0]
    assert (vault / "@adler2014.md").read_bytes() == b"\xff\xfe\x00"


def test_one_file_of_notes_is_brought_up_to_date(vault: Path) -> None:
    path = vault / "mine.md"
    write_reading(Reading("T", (read(FIRST),)), "obsidian", path)
    path.write_text(path.read_text("utf-8") + "\nMine.\n", encoding="utf-8")
    write_reading(Reading("T", (read(FIRST, SECOND),)), "obsidian", path)
    assert "> Two" in path.read_text("utf-8")
    assert path.read_text("utf-8").endswith("Mine.\n")


def test_several_works_need_a_folder(vault: Path) -> None:
    with pytest.raises(ServiceError, match="name a folder"):
        export_reading(Reading("T", (read(FIRST), read(SECOND))), "obsidian")
    with pytest.raises(ServiceError, match="Choose another folder"):
        write_reading(Reading("T", (read(FIRST),)), "markdown", vault / "no" / "a.md")
