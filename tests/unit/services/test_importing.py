"""Files are read ahead of their turn, and each goes in once and whole."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.unit.documents.samples import text_pdf

from pincite.library.errors import DiskFullError
from pincite.library.files import sha256_of
from pincite.model.changes import Changes
from pincite.model.documents import Document
from pincite.services.importer import Importer
from pincite.services.jobs import JobContext, Progress
from pincite.services.workspace import Command, Workspace

_CITING = "As Adler says (Adler 2014, 23), grain was dear."


@pytest.fixture
def workspace(library_folder: Path) -> Iterator[Workspace]:
    space = Workspace.open(library_folder)
    yield space
    space.close()


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    return [text_pdf(tmp_path / f"{n:02}.pdf", [f"{_CITING} Number {n}."]) for n in range(8)]


def test_files_come_in_the_order_that_was_asked_for(
    workspace: Workspace, files: list[Path]
) -> None:
    report = Importer(workspace).run(files[::-1], JobContext())
    assert [entry.path for entry in report.files] == files[::-1]
    assert report.count("new") == len(files)
    assert not report.is_cancelled


def test_the_same_file_twice_in_one_import_goes_in_once(
    workspace: Workspace, files: list[Path]
) -> None:
    again = shutil.copyfile(files[0], files[0].with_name("again.pdf"))
    report = Importer(workspace).run([files[0], again, *files[1:3]], JobContext())
    assert [entry.status for entry in report.files] == ["new", "known", "new", "new"]
    assert report.files[1].item == report.files[0].item


def test_a_stopped_import_leaves_no_file_without_its_row(
    workspace: Workspace, files: list[Path]
) -> None:
    context: JobContext

    def stop(progress: Progress) -> None:
        if progress.done == 2:
            context.cancel()

    context = JobContext(stop)
    report = Importer(workspace).run(files, context)
    assert report.is_cancelled
    assert 2 <= report.count("new") < len(files)
    stored = {sha256 for sha256, _ in workspace.library.files.stored()}
    assert stored == {entry.sha256 for entry in report.files}
    assert all(workspace.read.get(Document, sha256) for sha256 in stored)


def test_citations_are_looked_for_when_all_files_are_in(
    workspace: Workspace, files: list[Path]
) -> None:
    importer = Importer(workspace)
    report = importer.bring(files, JobContext())
    documents = [entry.sha256 for entry in report.files if entry.sha256]
    assert len(documents) == len(files)
    assert not any(map(workspace.read.mentions_of, documents))
    importer.look_through(report, JobContext())
    assert all(map(workspace.read.mentions_of, documents))


def test_files_and_their_citations_are_one_step_to_undo(
    workspace: Workspace, files: list[Path]
) -> None:
    Importer(workspace).run(files[:3], JobContext())
    workspace.undo().result()
    assert workspace.read.item_ids() == []
    assert workspace.undo_label == ""


def test_a_file_that_is_swept_while_it_comes_in_again_is_there_at_the_end(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "note.txt"
    path.write_text("A note of the harbour board. " * 20)
    files, run_now = workspace.library.files, workspace.run_now

    def swept_before(command: Command, *rest: Any, **named: Any) -> Changes:
        (sha256,) = {sha for sha, _ in files.stored()}
        files.remove(sha256)
        return run_now(command, *rest, **named)

    monkeypatch.setattr(workspace, "run_now", swept_before)
    (entry,) = Importer(workspace).bring([path], JobContext()).files
    monkeypatch.undo()
    assert entry.sha256 is not None
    document = workspace.read.get(Document, entry.sha256)
    assert document is not None
    assert files.exists(document.sha256, document.name)
    assert not document.reading_name or files.exists(document.sha256, document.reading_name)


@pytest.mark.parametrize("was_there", [False, True])
def test_a_file_whose_record_finds_no_room_does_not_stay(
    workspace: Workspace, files: list[Path], monkeypatch: pytest.MonkeyPatch, *, was_there: bool
) -> None:
    store = workspace.library.files
    if was_there:
        # As after emptying the trash: undo may want it back.
        store.add(files[0], sha256_of(files[0]), files[0].name)

    def refuse(*_: Any, **__: Any) -> Changes:
        raise DiskFullError("The disk is full.")

    monkeypatch.setattr(workspace, "run_now", refuse)
    report = Importer(workspace).bring(files[:1], JobContext())
    assert [entry.message for entry in report.files] == ["The disk is full."]
    assert len(list(store.stored())) == was_there
