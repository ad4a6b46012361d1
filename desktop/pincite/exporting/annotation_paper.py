"""Annotations and notes as a paper: for HTML, Word and OpenDocument."""

from collections.abc import Iterable, Iterator

from pincite.citing.short_forms import author_and_year
from pincite.exporting.annotations import (
    AnnotatedDocument,
    AnnotatedWork,
    Reading,
    about,
    annotation_link,
    item_link,
    kind_name,
)
from pincite.exporting.papers.markup import blocks_of_markdown
from pincite.exporting.papers.paper import (
    Block,
    BlockKind,
    Cluster,
    Mark,
    Paper,
    Run,
    WorkCite,
)
from pincite.model.annotations import Annotation, AnnotationKind, Reply
from pincite.model.notes import Note

_ARROW = "\u2197"
_BOLD = frozenset({Mark.BOLD})
_STRUCK = frozenset({Mark.STRIKE})


def reading_paper(reading: Reading) -> Paper:
    """A paper with a heading for each work; citations are live in the documents made of it."""
    blocks = [block for note in reading.notes for block in _note_blocks(note)]
    works = [work for work in reading.works if not work.is_empty]
    is_one = len(works) == 1 and not reading.notes
    for work in works:
        blocks += _work(work, has_heading=not is_one)
    title = works[0].item.title if is_one else reading.title
    return Paper(
        title or reading.title,
        tuple(blocks),
        style=reading.style,
        language=reading.language,
        author=reading.author,
    )


def _work(work: AnnotatedWork, *, has_heading: bool) -> Iterator[Block]:
    name = work.item.title or work.item.key
    link = Run(_ARROW, link=item_link(work.item))
    if has_heading:
        yield Block(BlockKind.HEADING, (Run(f"{name} "), link))
    else:
        yield Block(BlockKind.REMARK, (Run(f"{author_and_year(work.item)} "), link))
    marked = [found for found in work.documents if found.annotations]
    for found in marked:
        if len(marked) > 1:
            yield Block(BlockKind.SUBHEADING, (Run(found.document.name),))
        for annotation in found.annotations:
            yield from _annotation(found, annotation)
    if work.notes:
        yield Block(BlockKind.SUBHEADING, (Run("Notes"),))
    yield from (block for note in work.notes for block in _note_blocks(note))


def _annotation(found: AnnotatedDocument, annotation: Annotation) -> Iterator[Block]:
    if annotation.core:
        yield Block(BlockKind.TEXT, (Run(annotation.core, _BOLD),))
    words = " ".join(annotation.anchor.quote.split())
    marks = _STRUCK if annotation.kind is AnnotationKind.STRIKEOUT else frozenset[Mark]()
    shown = Run(f"\u201c{words}\u201d", marks) if words else Run(kind_name(annotation.kind))
    link = Run(_ARROW, link=annotation_link(annotation.id))
    cluster = _cluster(found, annotation)
    yield Block(BlockKind.QUOTATION, (shown, Run(" "), cluster, Run(" "), link))
    yield from blocks_of_markdown(annotation.comment, BlockKind.TEXT)
    yield from map(_reply, annotation.replies)
    tags = ", ".join(annotation.tags)
    words_about = " \u00b7 ".join(word for word in (*about(found, annotation), tags) if word)
    if words_about:
        yield Block(BlockKind.REMARK, (Run(words_about),))


def _cluster(found: AnnotatedDocument, annotation: Annotation) -> Cluster:
    locator = found.locator(annotation)
    place = f", {locator.described}" if locator else ""
    shown = (Run(f"({author_and_year(found.item)}{place})"),)
    return Cluster(annotation.id, (WorkCite(found.item, locator),), shown)


def _reply(reply: Reply) -> Block:
    name = (Run(f"{reply.author}: ", _BOLD),) if reply.author else ()
    return Block(BlockKind.BULLET, (*name, Run(" ".join(reply.text.split()))))


def _note_blocks(note: Note) -> Iterable[Block]:
    return blocks_of_markdown(note.text, BlockKind.TEXT)
