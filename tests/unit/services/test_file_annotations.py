"""Taking annotations of a file over: once, in one step, and not behind the user's back."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.documents.marked import add_raw, marked_pdf, page_pdf

from pincite.documents.file_annotations import FileAnnotation
from pincite.documents.reading import DocumentReader
from pincite.exporting.errors import ExportError
from pincite.model.annotations import Annotation, AnnotationKind, Colour
from pincite.model.documents import Document
from pincite.model.ids import AnnotationId, Sha256
from pincite.model.texts import anchor_for
from pincite.services.commands.annotations import AddAnnotation, EditAnnotation, TrashAnnotations
from pincite.services.commands.take_over import taken_id
from pincite.services.errors import ServiceError
from pincite.services.file_annotations import External, edits_for_copy, read_external
from pincite.services.importer import Importer
from pincite.services.jobs import JobContext
from pincite.services.pdf_export import copy_remarks, export_annotated_pdf
from pincite.services.settings import own_name
from pincite.services.workspace import Workspace

STAMP = "<</Type/Annot/Subtype/Stamp/Rect[20 500 120 560]/Contents(Approved)/NM(stamp)>>"
NOTE = "<</Type/Annot/Subtype/Text/Rect[20 600 40 620]/Contents(Why?)/T(Ada)/NM(note)>>"


@pytest.fixture
def workspace(library_folder: Path) -> Iterator[Workspace]:
    space = Workspace.open(library_folder)
    yield space
    space.close()


def imported(workspace: Workspace, path: Path) -> Document:
    """A file in the library."""
    report = Importer(workspace).run([path], JobContext())
    document = workspace.read.get(Document, report.files[0].sha256 or "")
    assert document is not None
    return document


def look(workspace: Workspace, document: Document) -> External:
    return read_external(workspace.library, document)


def found_in(workspace: Workspace, document: Document) -> tuple[FileAnnotation, ...]:
    path = workspace.library.files.path(document.sha256, document.name)
    with DocumentReader(path) as reader:
        return reader.annotations()


def taken(workspace: Workspace, document: Document) -> list[Annotation]:
    return workspace.read.annotations_of(document.sha256)


def test_all_are_taken_over_in_one_step_and_undone_in_one(
    workspace: Workspace, tmp_path: Path
) -> None:
    document = imported(workspace, add_raw(page_pdf(tmp_path / "a.pdf"), NOTE, STAMP))
    before = look(workspace, document)
    assert len(before.offered) == 2
    assert not before.hidden
    workspace.run_now(before.taking_over(document.sha256))
    assert [a.comment for a in taken(workspace, document)] == ["Why?", "Approved"]
    assert taken(workspace, document)[0].author == "Ada"
    after = look(workspace, document)
    assert (after.shown, after.offered) == ((), ())
    assert after.hidden == {(0, 0)}, "the stamp has looks that we cannot give it"
    workspace.undo().result()
    assert taken(workspace, document) == []
    assert look(workspace, document) == before


def test_taking_over_twice_adds_nothing(workspace: Workspace, tmp_path: Path) -> None:
    document = imported(workspace, marked_pdf(tmp_path / "a.pdf"))
    command = look(workspace, document).taking_over(document.sha256)
    workspace.run_now(command)
    (first,) = taken(workspace, document)
    workspace.run_now(EditAnnotation(first.id, colour=Colour.RED))
    workspace.run_now(command)
    assert [a.colour for a in taken(workspace, document)] == [Colour.RED]


def test_what_is_in_the_trash_does_not_come_back(workspace: Workspace, tmp_path: Path) -> None:
    document = imported(workspace, add_raw(page_pdf(tmp_path / "a.pdf"), NOTE, STAMP))
    command = look(workspace, document).taking_over(document.sha256)
    workspace.run_now(command)
    workspace.run_now(TrashAnnotations(tuple(a.id for a in taken(workspace, document))))
    after = look(workspace, document)
    assert (after.shown, after.offered) == ((), ())
    assert after.hidden == {(0, 0), (0, 1)}
    workspace.run_now(command)
    assert taken(workspace, document) == []


def test_a_copy_that_comes_in_again_is_not_taken_over(workspace: Workspace, tmp_path: Path) -> None:
    document = imported(workspace, page_pdf(tmp_path / "a.pdf"))
    with DocumentReader(tmp_path / "a.pdf") as reader:
        words = reader.page_text(0)
    mark = Annotation(
        AnnotationId("0123456789abcdef0123456789abcdef"),
        document.sha256,
        AnnotationKind.HIGHLIGHT,
        anchor_for(words, 0, 5),
        tags=("grain",),
    )
    workspace.run_now(AddAnnotation(mark))
    export_annotated_pdf(workspace.library, document, tmp_path / "copy.pdf", JobContext())
    copy = imported(workspace, tmp_path / "copy.pdf")
    assert copy.sha256 != document.sha256
    seen = look(workspace, copy)
    assert [a.tags for a in seen.shown] == [("grain",)]
    assert seen.offered == ()


def test_a_copy_has_what_the_library_has(workspace: Workspace, tmp_path: Path) -> None:
    three = (NOTE, NOTE.replace("note", "second"), NOTE.replace("note", "third"), STAMP)
    document = imported(workspace, add_raw(page_pdf(tmp_path / "a.pdf"), *three))
    found = found_in(workspace, document)
    assert not edits_for_copy(workspace.read, document.sha256, found, "Bo")
    workspace.run_now(look(workspace, document).taking_over(document.sha256))
    assert not edits_for_copy(workspace.read, document.sha256, found, "Bo"), "nothing has changed"
    ids = {f.annotation.origin: taken_id(document.sha256, f.annotation.origin) for f in found}
    workspace.run_now(EditAnnotation(ids["name:second"], comment="Because."))
    workspace.run_now(EditAnnotation(ids["name:stamp"], comment="Not yet"))
    workspace.run_now(TrashAnnotations((ids["name:third"],)))
    edits = edits_for_copy(workspace.read, document.sha256, found, "Bo")
    assert [a.comment for a in edits.added] == ["Because."]
    assert {f.annotation.origin for f in edits.removed} == {"name:second", "name:third"}
    assert [a.comment for _, a in edits.amended] == ["Not yet"]
    target = tmp_path / "copy.pdf"
    export_annotated_pdf(workspace.library, document, target, JobContext(), author="Bo")
    with DocumentReader(target) as reader:
        said = {(f.annotation.author, f.annotation.comment) for f in reader.annotations()}
    assert said == {("Ada", "Why?"), ("Ada", "Because."), ("", "Not yet")}


def test_what_pincite_wrote_elsewhere_can_be_taken_over(
    workspace: Workspace, tmp_path: Path
) -> None:
    raw = NOTE.replace("/NM(note)", "/NM(feedfeed)/Pincite<</Kind(summary)/Colour(purple)>>")
    document = imported(workspace, add_raw(page_pdf(tmp_path / "a.pdf"), raw))
    (offered,) = look(workspace, document).offered
    assert offered.colour is Colour.PURPLE


def test_a_copy_never_goes_into_the_librarys_folder(workspace: Workspace, tmp_path: Path) -> None:
    document = imported(workspace, page_pdf(tmp_path / "a.pdf"))
    stored = workspace.library.files.path(document.sha256, document.name)
    data = stored.read_bytes()
    with pytest.raises(ServiceError, match="own folder"):
        export_annotated_pdf(workspace.library, document, stored, JobContext())
    outside = tmp_path / "hard.pdf"
    outside.hardlink_to(stored)
    with pytest.raises(ExportError, match="stays as it is"):
        export_annotated_pdf(workspace.library, document, outside, JobContext())
    assert stored.read_bytes() == data


def test_remarks_tell_what_one_would_not_expect(workspace: Workspace, tmp_path: Path) -> None:
    document = imported(workspace, page_pdf(tmp_path / "a.pdf"))
    copy = export_annotated_pdf(workspace.library, document, tmp_path / "b.pdf", JobContext())
    assert copy_remarks(copy) == ()
    assert (tmp_path / "b.pdf").read_bytes() == (tmp_path / "a.pdf").read_bytes()
    odd = replace(copy, is_appendix=False, is_encrypted=True)
    assert len(copy_remarks(odd)) == 2


def test_a_name_is_found() -> None:
    assert own_name(" Ada ") == "Ada"
    assert own_name()


def test_an_origin_has_one_id_per_document() -> None:
    documents = Sha256("a" * 64), Sha256("b" * 64)
    assert len({taken_id(sha256, name) for sha256 in documents for name in ("x", "y")}) == 4
