"""A bibliography as a paper: a paragraph for each citation, then the list of references."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pincite.citing.csl_engine import CslResult
from pincite.exporting.papers.markup import blocks_of_markdown, entry_of, runs_of
from pincite.exporting.papers.paper import Block, BlockKind, Cluster, Entry, Paper, Run, WorkCite

_SET_OFF = 40
"""Words from which on a quotation is a paragraph of its own."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What a bibliography holds of one citation.

    Attributes:
        id: of the citation.
        quotation: the words cited; may be empty.
        note: what the user says about it, Markdown; may be empty.
        heading: of the group that begins with it; empty within a group.
    """

    id: str
    cites: tuple[WorkCite, ...]
    quotation: str = ""
    note: str = ""
    heading: str = ""


def paper_of(
    title: str,
    passages: Sequence[Passage],
    result: CslResult,
    *,
    style: str,
    language: str,
    is_note: bool,
    author: str = "",
) -> Paper:
    """A paper.

    Args:
        result: rendered as HTML, with one citation for each passage, in their order.
        is_note: the style sets citations in notes.
    """
    blocks: list[Block] = []
    for number, (passage, text) in enumerate(zip(passages, result.citations, strict=True), 1):
        cluster = Cluster(passage.id, passage.cites, runs_of(text), number if is_note else 0)
        blocks += _paragraphs(passage, cluster)
    return Paper(
        title,
        tuple(blocks),
        entries_of(result),
        is_hanging=result.is_hanging or result.is_aligned,
        is_note=is_note,
        style=style,
        language=language,
        author=author,
    )


def entries_of(result: CslResult) -> tuple[Entry, ...]:
    """The list of references of a result that was rendered as HTML."""
    return tuple(entry_of(entry) for entry in result.bibliography)


def _paragraphs(passage: Passage, cluster: Cluster) -> Iterator[Block]:
    if passage.heading:
        yield Block(BlockKind.HEADING, (Run(passage.heading),))
    yield quoting_block(passage.quotation, cluster)
    if passage.note.strip():
        yield from blocks_of_markdown(passage.note)


def quoting_block(quotation: str, cluster: Cluster) -> Block:
    """The words and their citation; long ones are set off, and so without quotation marks."""
    words = " ".join(quotation.split())
    if not words:
        named = _titles(cluster.cites) if cluster.note else ()
        return Block(BlockKind.TEXT, (*named, cluster))
    gap = "" if cluster.note else " "
    if len(words.split()) >= _SET_OFF:
        return Block(BlockKind.QUOTATION, (Run(words + gap), cluster))
    end = () if cluster.note else (Run("."),)
    return Block(BlockKind.TEXT, (Run(f"\u201c{words}\u201d{gap}"), cluster, *end))


def _titles(cites: Iterable[WorkCite]) -> tuple[Run, ...]:
    """What a note hangs on when nothing is quoted."""
    return (Run("; ".join(cite.item.title or cite.item.key for cite in cites)),)
