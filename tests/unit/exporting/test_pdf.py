"""Copies of PDFs with annotations."""

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from shutil import which

import pymupdf
import pytest
from tests.unit.documents.marked import marked_pdf, page_pdf
from tests.unit.documents.samples import locked_pdf

from pincite.documents.annotated import Edits
from pincite.documents.errors import EncryptedError
from pincite.documents.file_annotations import FileAnnotation
from pincite.documents.reading import DocumentReader
from pincite.documents.workbench import Workbench
from pincite.exporting.errors import ExportError
from pincite.exporting.pdf import PdfCopier, PdfCopy
from pincite.model.anchors import Anchor, PageQuads, Quad
from pincite.model.annotations import (
    Annotation,
    AnnotationKind,
    Colour,
    QuotationKind,
    Reply,
    Stroke,
)
from pincite.model.ids import AnnotationId, Sha256
from pincite.model.texts import anchor_for

WRITTEN = "2026-01-31T09:30:00.000Z"


@pytest.fixture(scope="module")
def bench() -> Iterator[Workbench]:
    with Workbench() as workbench:
        yield workbench


def mark(kind: AnnotationKind, anchor: Anchor, **values: object) -> Annotation:
    return Annotation(
        AnnotationId(f"id-{kind.value}"), Sha256(""), kind, anchor, Colour.GREEN,
        created=WRITTEN, modified=WRITTEN, **values,  # type: ignore[arg-type]  # fields by name
    )  # fmt: skip


def box_on(page: int, x0: float, y0: float, x1: float, y1: float) -> Anchor:
    return Anchor(page, (PageQuads(page, (Quad(x0, y0, x1, y1),)),))


def words_of(path: Path, bench: Workbench, first: int, last: int, password: str = "") -> Anchor:
    """The anchor of words of the first page, by their numbers."""
    with DocumentReader(path, workbench=bench, password=password) as reader:
        text = reader.page_text(0)
    return anchor_for(text, text.words[first].start, text.words[last].end)


def read(path: Path, bench: Workbench, password: str = "") -> tuple[FileAnnotation, ...]:
    with DocumentReader(path, workbench=bench, password=password) as reader:
        return reader.annotations()


def copy_of(
    path: Path, bench: Workbench, *added: Annotation, author: str = "", password: str = ""
) -> PdfCopy:
    target = path.with_name("copy.pdf")
    return PdfCopier(path, bench, password).write(target, Edits(added, author=author))


def coloured_share(path: Path, box: tuple[float, ...]) -> float:
    """The share of coloured pixels in a box of the displayed page, as PyMuPDF draws it."""
    with pymupdf.open(path) as document:
        pixmap = document[0].get_pixmap(clip=pymupdf.Rect(*box))
    pixels = [pixmap.pixel(x, y) for x in range(pixmap.width) for y in range(pixmap.height)]
    return float(sum(max(p) - min(p) > 40 for p in pixels)) / max(1, len(pixels))


@pytest.mark.parametrize("is_cropped", [False, True])
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_highlight_lands_on_its_words_and_comes_back(
    tmp_path: Path, bench: Workbench, rotation: int, is_cropped: bool
) -> None:
    path = page_pdf(tmp_path / "a.pdf", rotation=rotation, is_cropped=is_cropped)
    anchor = words_of(path, bench, 1, 2)
    copy = copy_of(path, bench, mark(AnnotationKind.HIGHLIGHT, anchor))
    assert copy.is_appendix
    (found,) = read(copy.path, bench)
    assert found.annotation.anchor.quote == "printed page"
    with pymupdf.open(copy.path) as document:
        # An independent view of the place: the words as PyMuPDF finds them on the turned page.
        (place,) = document[0].search_for("printed page")
        shown = place * document[0].rotation_matrix
    assert coloured_share(copy.path, tuple(shown)) > 0.5
    assert coloured_share(path, tuple(shown)) == 0


def test_every_kind_goes_out_and_comes_back(tmp_path: Path, bench: Workbench) -> None:
    path = page_pdf(tmp_path / "a.pdf", rotation=90, is_cropped=True)
    words = words_of(path, bench, 1, 3)
    said = {"comment": "Ünïcode: Ελ, 日本 (and) \\ back", "tags": ("grain", "ü")}
    marks = [
        mark(AnnotationKind.HIGHLIGHT, words, core="The core", **said),
        mark(AnnotationKind.UNDERLINE, words, quotation_kind=QuotationKind.INDIRECT),
        mark(AnnotationKind.STRIKEOUT, words),
        mark(AnnotationKind.SQUIGGLE, words),
        mark(AnnotationKind.NOTE, box_on(0, 20, 40, 38, 58), comment="a note"),
        mark(AnnotationKind.AREA, box_on(0, 100, 300, 200, 400)),
        mark(AnnotationKind.TEXT, box_on(0, 60, 300, 95, 420), comment="boxed", font_pt=9.0),
        mark(
            AnnotationKind.INK,
            box_on(0, 10, 10, 30, 40),
            strokes=(Stroke(2.0, (10.0, 10.0, 30.0, 40.0)), Stroke(2.0, (12.0, 30.0, 20.0, 30.0))),
        ),
    ]
    copy = copy_of(path, bench, *marks, author="Ada Lovelace")
    found = {f.own_id: f.annotation for f in read(copy.path, bench)}
    assert copy.failed == ()
    assert set(found) == {m.id for m in marks}
    for wanted in marks:
        got = found[wanted.id]
        assert (got.kind, got.colour, got.comment, got.tags, got.core, got.quotation_kind) == (
            wanted.kind, wanted.colour, wanted.comment, wanted.tags, wanted.core,
            wanted.quotation_kind,
        )  # fmt: skip
        assert (got.author, got.created, got.modified) == ("Ada Lovelace", WRITTEN, WRITTEN)
        assert got.font_pt == wanted.font_pt
        assert got.anchor.quote == wanted.anchor.quote
        for ours, theirs in zip(
            wanted.anchor.places[0].quads, got.anchor.places[0].quads, strict=True
        ):
            assert (theirs.x0, theirs.y0, theirs.x1, theirs.y1) == pytest.approx(
                (ours.x0, ours.y0, ours.x1, ours.y1), abs=0.1
            )
        for drawn, read_back in zip(wanted.strokes, got.strokes, strict=True):
            assert read_back.width_pt == drawn.width_pt
            assert read_back.points == pytest.approx(drawn.points, abs=0.1)


def test_every_annotation_has_an_appearance_and_the_text_stays(
    tmp_path: Path, bench: Workbench
) -> None:
    path = page_pdf(tmp_path / "a.pdf")
    marks = [
        mark(
            kind,
            words_of(path, bench, 0, 1),
            comment="said",
            strokes=(Stroke(1.0, (60, 60, 90, 90)),),
        )
        for kind in AnnotationKind
    ]
    copy = copy_of(path, bench, *marks)
    with pymupdf.open(copy.path) as document:
        page = document[0]
        shown = [a for a in page.annots() if a.type[1] != "Popup"]
        assert len(shown) == len(marks)
        assert all(a.apn_bbox.is_valid and not a.apn_bbox.is_empty for a in shown)
    with DocumentReader(path, workbench=bench) as reader:
        before = reader.page_text(0).text
    with DocumentReader(copy.path, workbench=bench) as reader:
        assert reader.page_text(0).text == before


def test_replies_are_kept(tmp_path: Path, bench: Workbench) -> None:
    path = page_pdf(tmp_path / "a.pdf")
    replies = (Reply("Bo", "Really?", WRITTEN), Reply("Cy", "Yes.", "2026-02-01T00:00:00.000Z"))
    note = mark(AnnotationKind.NOTE, box_on(0, 20, 40, 38, 58), comment="x", replies=replies)
    (found,) = read(copy_of(path, bench, note).path, bench)
    assert found.annotation.replies == replies


def test_one_that_runs_over_a_page_end_is_on_both_pages(tmp_path: Path, bench: Workbench) -> None:
    path = tmp_path / "two.pdf"
    with pymupdf.open() as document:
        for text in ("the end of a page", "goes on here"):
            document.new_page(width=300, height=300).insert_text((30, 100), text)
        document.save(path)
    with DocumentReader(path, workbench=bench) as reader:
        parts = [anchor_for(t, 0, len(t.text)) for t in reader.texts()]
    anchor = replace(parts[0], places=(*parts[0].places, *parts[1].places))
    found = read(
        copy_of(path, bench, mark(AnnotationKind.UNDERLINE, anchor, comment="c")).path, bench
    )
    assert [f.annotation.anchor.page_index for f in found] == [0, 1]
    assert [f.annotation.comment for f in found] == ["c", ""]
    assert {f.own_id for f in found} == {AnnotationId("id-underline")}


def test_the_originals_bytes_stand_at_the_head(tmp_path: Path, bench: Workbench) -> None:
    path = marked_pdf(tmp_path / "a.pdf")
    old = path.read_bytes()
    copy = copy_of(path, bench, mark(AnnotationKind.NOTE, box_on(0, 20, 40, 38, 58)))
    assert path.read_bytes() == old
    assert copy.path.read_bytes().startswith(old)
    assert not list(tmp_path.glob(".*.part"))
    assert len(read(copy.path, bench)) == 2


@pytest.mark.skipif(which("qpdf") is None, reason="qpdf is not installed")
def test_qpdf_finds_nothing_wrong(tmp_path: Path, bench: Workbench) -> None:
    path = page_pdf(tmp_path / "a.pdf")
    marks = [mark(kind, words_of(path, bench, 0, 1), comment="said") for kind in AnnotationKind]
    copy = copy_of(path, bench, *[m for m in marks if m.kind is not AnnotationKind.INK])
    done = subprocess.run(["qpdf", "--check", copy.path], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_damaged_file_is_written_anew(tmp_path: Path, bench: Workbench) -> None:
    path = page_pdf(tmp_path / "a.pdf")
    data = path.read_bytes()
    path.write_bytes(data[: data.rindex(b"startxref")] + b"startxref\n7\n%%EOF\n")
    copy = copy_of(path, bench, mark(AnnotationKind.HIGHLIGHT, words_of(path, bench, 1, 2)))
    assert not copy.is_appendix
    (found,) = read(copy.path, bench)
    assert found.annotation.anchor.quote == "printed page"
    with pymupdf.open(copy.path) as document:
        assert not document.is_repaired


def test_a_locked_file_stays_locked(tmp_path: Path, bench: Workbench) -> None:
    path = locked_pdf(tmp_path / "a.pdf", "sesame")
    anchor = words_of(path, bench, 0, 1, password="sesame")
    copy = copy_of(
        path, bench, mark(AnnotationKind.HIGHLIGHT, anchor, comment="secret ü"), password="sesame"
    )
    assert copy.is_encrypted
    assert b"secret" not in copy.path.read_bytes()
    with pytest.raises(EncryptedError):
        read(copy.path, bench)
    (found,) = read(copy.path, bench, password="sesame")
    assert (found.annotation.anchor.quote, found.annotation.comment) == ("secret words", "secret ü")


def test_annotations_of_the_file_can_be_left_out_or_amended(
    tmp_path: Path, bench: Workbench
) -> None:
    path = marked_pdf(tmp_path / "a.pdf")
    (found,) = read(path, bench)
    target = tmp_path / "b.pdf"
    PdfCopier(path, bench).write(target, Edits(removed=(found,)))
    assert read(target, bench) == ()
    ours = replace(found.annotation, comment="other words", tags=("t",))
    PdfCopier(path, bench).write(target, Edits(amended=((found, ours),)))
    (amended,) = read(target, bench)
    assert (amended.annotation.comment, amended.annotation.tags) == ("other words", ("t",))
    assert amended.annotation.anchor.quote == "printed page"


def test_a_page_that_cannot_take_one_is_reported(tmp_path: Path, bench: Workbench) -> None:
    path = page_pdf(tmp_path / "a.pdf")
    good = mark(AnnotationKind.NOTE, box_on(0, 20, 40, 38, 58))
    lost = mark(AnnotationKind.AREA, box_on(9, 20, 40, 38, 58))
    copy = copy_of(path, bench, good, lost)
    assert copy.failed == (lost,)
    assert len(read(copy.path, bench)) == 1


def test_the_source_is_never_written_over(tmp_path: Path, bench: Workbench) -> None:
    path = page_pdf(tmp_path / "a.pdf")
    (tmp_path / "link.pdf").hardlink_to(path)
    with pytest.raises(ExportError, match="stays as it is"):
        PdfCopier(path, bench).write(tmp_path / "link.pdf", Edits())


def test_a_folder_that_takes_no_files_is_a_sentence(tmp_path: Path, bench: Workbench) -> None:
    path = page_pdf(tmp_path / "a.pdf")
    with pytest.raises(ExportError, match="Choose another folder"):
        PdfCopier(path, bench).write(tmp_path / "none" / "b.pdf", Edits())
