"""Annotations and notes of works, given away: in one file, or as notes in a folder of many."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pincite.citing.styles import is_note_style, style_exists
from pincite.exporting.annotation_paper import reading_paper
from pincite.exporting.annotations import (
    AnnotatedDocument,
    AnnotatedWork,
    Reading,
    annotation_rows,
    reading_json,
    reading_markdown,
)
from pincite.exporting.logseq import logseq_page
from pincite.exporting.obsidian import obsidian_note
from pincite.exporting.papers.docx import paper_docx
from pincite.exporting.papers.odt import paper_odt
from pincite.exporting.papers.paper import Paper
from pincite.exporting.papers.web import paper_html
from pincite.exporting.web_annotations import reading_jsonld
from pincite.exporting.work_properties import is_any_note, is_note_of, note_name
from pincite.library.queries import Reader
from pincite.model.annotations import Annotation, Colour
from pincite.model.citations import DEFAULT_STYLE
from pincite.model.documents import Document
from pincite.model.ids import ItemId, Sha256
from pincite.model.items import Collection, Item
from pincite.model.notes import Note
from pincite.services.annotation_filter import (
    AnnotationFilter,
    AnnotationSort,
    sorted_annotations,
)
from pincite.services.errors import ServiceError
from pincite.services.jobs import JobContext
from pincite.services.reading import paragraph_locator
from pincite.services.settings import Settings, own_name
from pincite.services.writing import write_whole

EVERYTHING = AnnotationFilter()
NO_NAMES: Mapping[Colour, str] = MappingProxyType({})
_MOST_FILES = 20_000
_HEAD_CHARS = 4000


@dataclass(frozen=True, slots=True)
class AnnotationChoice:
    """Which annotations of an item, and in which order, document by document."""

    filter: AnnotationFilter = EVERYTHING
    sort: AnnotationSort = AnnotationSort.READING_ORDER
    are_trashed: bool = False


ALL_IN_ORDER = AnnotationChoice()


@dataclass(frozen=True, slots=True)
class ReadingFormat:
    """A format of annotations and notes.

    Attributes:
        suffix: of the file, with its dot.
        write: the whole in one file.
        merge: a work's note, brought up to date in what its file holds already; None where a
            file is written anew each time.
    """

    name: str
    title: str
    suffix: str
    write: Callable[[Reading], str | bytes] | None = None
    merge: Callable[[AnnotatedWork, str], str] | None = None


def _as_paper(write: Callable[[Paper], str | bytes]) -> Callable[[Reading], str | bytes]:
    return lambda reading: write(reading_paper(reading))


READING_FORMATS = MappingProxyType(
    {
        made.name: made
        for made in (
            ReadingFormat("markdown", "Markdown", ".md", reading_markdown),
            ReadingFormat("obsidian", "Obsidian", ".md", merge=obsidian_note),
            ReadingFormat("logseq", "Logseq", ".md", merge=logseq_page),
            ReadingFormat("docx", "Word document (DOCX)", ".docx", _as_paper(paper_docx)),
            ReadingFormat("odt", "OpenDocument text (ODT)", ".odt", _as_paper(paper_odt)),
            ReadingFormat("html", "Web page (HTML)", ".html", _as_paper(paper_html)),
            ReadingFormat("jsonld", "Web annotations (JSON-LD)", ".jsonld", reading_jsonld),
            ReadingFormat("json", "JSON", ".json", reading_json),
        )
    }
)
"""Name -> format, in the order in which they are offered."""


def annotation_shapes(
    reader: Reader, item: Item, choice: AnnotationChoice = ALL_IN_ORDER
) -> list[dict[str, Any]]:
    """The annotations of an item's documents as JSON objects."""
    return annotation_rows(annotated_documents(reader, item, choice))


def reading_of(
    reader: Reader,
    items: Iterable[Item],
    choice: AnnotationChoice = ALL_IN_ORDER,
    colour_names: Mapping[Colour, str] = NO_NAMES,
    *,
    title: str = "",
    collection: Collection | None = None,
    settings: Settings | None = None,
) -> Reading:
    """What was marked in works and said about them.

    Args:
        colour_names: what the user calls colours.
        title: of the whole; that of the work where there is one only.
        collection: whose own notes go along.
        settings: the user's name and style.
    """
    works = tuple(_work(reader, item, choice, colour_names) for item in items)
    notes = () if collection is None else _notes_of_collection(reader, collection)
    named = title or (works[0].item.title if len(works) == 1 else "Annotations")
    chosen = settings or Settings()
    author = own_name(chosen.author)
    return Reading(named, works, notes, _in_text(chosen.style), chosen.locale, author)


def export_reading(reading: Reading, format_name: str) -> str | bytes:
    """Annotations and notes in one file.

    Args:
        format_name: a key of `READING_FORMATS`.

    Raises:
        ServiceError: the format has a file for each work, and there are several.
    """
    chosen = READING_FORMATS[format_name]
    if chosen.write is not None:
        return chosen.write(reading)
    assert chosen.merge is not None
    if len(reading.works) != 1:
        raise ServiceError(
            f"{chosen.title} has a file for each work: name a folder for the files to go to."
        )
    return chosen.merge(reading.works[0], "")


def write_reading(reading: Reading, format_name: str, target: Path) -> Path:
    """Write one file; a note in Obsidian or Logseq keeps what the user wrote there.

    Raises:
        ServiceError: it cannot be written there, or there are several works for one note.
    """
    chosen = READING_FORMATS[format_name]
    if chosen.merge is not None and len(reading.works) == 1:
        made: str | bytes = chosen.merge(reading.works[0], _held(target))
    else:
        made = export_reading(reading, format_name)
    write_whole(target, made)
    return target


@dataclass(frozen=True, slots=True)
class WrittenNotes:
    """Files in a folder of notes.

    Attributes:
        changed: those that were written; the others hold the same already.
        problems: a sentence for each that could not be written.
    """

    changed: tuple[Path, ...]
    unchanged: int
    problems: tuple[str, ...] = ()


def write_notes(
    reading: Reading, format_name: str, folder: Path, context: JobContext
) -> WrittenNotes:
    """A note for each work in a folder, as Obsidian and Logseq keep them.

    A note that was exported before is found again, even when it has another name now or lies
    deeper in the folder; what the user wrote in it is kept.

    Raises:
        ServiceError: the folder cannot be read or made.
    """
    merge = READING_FORMATS[format_name].merge
    assert merge is not None
    works = [work for work in reading.works if not work.is_empty]
    files = _files_of(works, folder)
    changed, problems, unchanged = [], [], 0
    for number, work in enumerate(works):
        context.progress(number, len(works), work.item.title)
        path = files[work.item.id]
        try:
            held = _held(path)
            made = merge(work, held)
            if made == held:
                unchanged += 1
            else:
                write_whole(path, made)
                changed.append(path)
        except ServiceError as error:
            problems.append(str(error))
    return WrittenNotes(tuple(changed), unchanged, tuple(problems))


def annotated_documents(
    reader: Reader,
    item: Item,
    choice: AnnotationChoice = ALL_IN_ORDER,
    colour_names: Mapping[Colour, str] = NO_NAMES,
) -> list[AnnotatedDocument]:
    """The documents of an item with their annotations."""
    found = []
    for document in reader.documents_of(item.id):
        sha = document.sha256
        marks = reader.trashed_annotations_of if choice.are_trashed else reader.annotations_of
        chosen = sorted_annotations(choice.filter.chosen(marks(sha)), choice.sort)
        entry = annotated_in(reader, sha, tuple(chosen), colour_names)
        if entry is not None:
            found.append(entry)
    return found


def annotated_in(
    reader: Reader,
    sha: Sha256,
    annotations: tuple[Annotation, ...],
    colour_names: Mapping[Colour, str] = NO_NAMES,
) -> AnnotatedDocument | None:
    """Annotations of one document with all that is needed to write them; None when it is gone."""
    document = reader.get(Document, sha)
    item = reader.get(Item, document.item) if document else None
    if document is None or item is None:
        return None
    locators = {}
    if document.is_article:
        paragraphs = reader.paragraphs(sha)
        locators = {a.id: paragraph_locator(paragraphs, a.anchor) for a in annotations}
    page_map = reader.page_map(sha)
    return AnnotatedDocument(item, document, page_map, annotations, locators, colour_names)


def _work(
    reader: Reader, item: Item, choice: AnnotationChoice, colour_names: Mapping[Colour, str]
) -> AnnotatedWork:
    documents = tuple(annotated_documents(reader, item, choice, colour_names))
    # Who filters annotations asks for those only.
    has_notes = not choice.filter and not choice.are_trashed
    notes = tuple(reader.notes_of(item.id)) if has_notes else ()
    return AnnotatedWork(item, documents, notes)


def _in_text(style: str) -> str:
    """The style, where it cites in the text: the citations beside quotations stand there."""
    return style if style_exists(style) and not is_note_style(style) else DEFAULT_STYLE


def _notes_of_collection(reader: Reader, collection: Collection) -> tuple[Note, ...]:
    return tuple(note for note in reader.all_notes() if note.collection == collection.id)


def _files_of(works: Sequence[AnnotatedWork], folder: Path) -> dict[ItemId, Path]:
    """Item -> the file of its note: where it is, or where it shall be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ServiceError(
            f"“{folder}” cannot be used: {error.strerror}. Choose another folder."
        ) from error
    found = _exported(works, folder)
    taken = set(found.values())
    for work in works:
        if work.item.id not in found:
            path = _free(folder / note_name(work), taken)
            found[work.item.id] = path
            taken.add(path)
    return found


def _free(path: Path, taken: set[Path]) -> Path:
    """The path, or one like it, that is no other work's note; a note of the user's own may be."""
    number, free = 2, path
    while free in taken or is_any_note(_head_of(free)):
        free = path.with_stem(f"{path.stem} {number}")
        number += 1
    return free


def _exported(works: Sequence[AnnotatedWork], folder: Path) -> dict[ItemId, Path]:
    """The notes that were exported before, by what stands in their heads."""
    usual = ((work.item.id, folder / note_name(work), work) for work in works)
    found = {id: path for id, path, work in usual if is_note_of(_head_of(path), work)}
    missing = [work for work in works if work.item.id not in found]
    for number, path in enumerate(_markdown_files(folder) if missing else ()):
        if number >= _MOST_FILES:
            break
        head = _head_of(path)
        if is_any_note(head):
            found.update({w.item.id: path for w in missing if is_note_of(head, w)})
    return found


def _head_of(path: Path) -> str:
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            return file.read(_HEAD_CHARS)
    except OSError:
        return ""


def _markdown_files(folder: Path) -> Iterable[Path]:
    for place, folders, files in os.walk(folder):
        # Obsidian and Logseq keep copies of notes in folders of these kinds.
        folders[:] = [name for name in folders if not name.startswith(".") and name != "bak"]
        yield from (Path(place, name) for name in sorted(files) if name.endswith(".md"))


def _held(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise ServiceError(
            f"“{path.name}” cannot be read, so that nothing was written to it; "
            "move it away or save it as UTF-8."
        ) from error
