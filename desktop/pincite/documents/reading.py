"""Reading a document from beginning to end, waiting: for import, indexer and command line."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Self

from pincite.documents import annotated, errors, protocol
from pincite.documents.file_annotations import FileAnnotation, FileAnnotations
from pincite.documents.file_space import FileSpace, spaces_from
from pincite.documents.geometry import box_to_display
from pincite.documents.labels import LabelRule, catalogue_labels, infer_labels, page_map
from pincite.documents.numbers import Printed, numbers_on
from pincite.documents.process import WorkerLostError
from pincite.documents.protocol import DocumentInfo
from pincite.documents.wire import Message, Value
from pincite.documents.workbench import Workbench
from pincite.model.anchors import Quad
from pincite.model.documents import OutlineEntry, PageMap
from pincite.model.ids import Sha256
from pincite.model.texts import PageText

DEADLINE_S = 10.0
"""Longest time that one step (opening, the text of a page) may take."""
_PAGES_AT_ONCE = 64
_BATCH_S = 0.25
_SIZES_AT_ONCE = 2000
_ANNOTATIONS_S = 3.0
_WRITING_S = 120.0
_MOST_HANGS = 3
"""Pages of one file that may hang; each costs twice its deadline."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and how it is set.

    Attributes:
        y_fraction: middle, as a share of the page's height from its top.
    """

    text: str
    size_pt: float
    y_fraction: float
    page_index: int
    is_rotated: bool = False
    is_bold: bool = False


@dataclass(frozen=True, slots=True)
class MetadataClues:
    """What may tell the title, authors and identifiers of a document.

    Attributes:
        info: /Info dictionary, lower-case keys ("title", "author", "creationDate" …).
        xmp: XML as it stands in the file.
        first_lines: of the first three pages.
        first_text: of the first two pages.
    """

    info: Mapping[str, str]
    xmp: str
    first_lines: tuple[Line, ...]
    first_text: str
    page_count: int


class DocumentReader:
    """An open PDF to be read by a program. Use as a context manager; any thread, one at a time.

    Args:
        path: of the file.
        deadline_s: longest time for one step.
        workbench: shared with other readers; without it this reader has a worker of its own.
        password: for an encrypted file.

    Raises:
        DocumentError: one of its subclasses says in a sentence why the file cannot be opened.
    """

    def __init__(
        self,
        path: Path,
        *,
        deadline_s: float = DEADLINE_S,
        workbench: Workbench | None = None,
        password: str = "",
    ) -> None:
        self.path = path
        self._deadline_s = deadline_s
        self._password = password
        self._owns_bench = workbench is None
        self._bench = workbench or Workbench()
        self._printed: dict[int, list[Printed]] = {}
        self._word_counts: dict[int, int] = {}
        self._hangs = 0
        self.failed_pages: dict[int, str] = {}
        self.garbled_pages: set[int] = set()
        try:
            self._info = protocol.info_from(self._open())
        except BaseException:
            self._end()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the document; a shared worker goes on."""
        self._end()

    @property
    def info(self) -> DocumentInfo:
        """Page count, sizes of all pages and so on."""
        if not self._info.has_all_sizes:
            self._info = self._with_sizes(self._info)
        return self._info

    @property
    def page_count(self) -> int:
        """Number of pages, without asking for their sizes."""
        return self._info.pages

    @property
    def is_encrypted(self) -> bool:
        """True when it needed a password."""
        return self._info.is_encrypted

    def texts(self, *, words: bool = True, raised: bool = False) -> Iterator[PageText]:
        """The text of every page in order; one that cannot be read is empty and in `failed_pages`.

        Args:
            words: with boxes of words; without, a page takes half the time here.
            raised: with raised marks, as those of notes.

        Raises:
            DocumentTimeoutError: several pages hang.
        """
        index = 0
        while index < self._info.pages:
            try:
                batch = self._texts_from(index, words=words, raised=raised, count=_PAGES_AT_ONCE)
            except errors.DocumentTimeoutError:
                batch = self._texts_one_by_one(index, words=words, raised=raised)
            yield from batch
            index += len(batch)

    def page_text(self, index: int, *, edges: bool = False) -> PageText:
        """The text of one page; with edges of characters if wanted and to be had.

        Raises:
            DocumentError: the page cannot be read.
        """
        answer = self._ask("text", {"page": index, "edges": edges}, page=index)
        text = protocol.texts_from(answer)[0]
        if isinstance(text, str):
            raise errors.DamagedDocumentError(errors.page_failed(index, stopped=False))
        return text

    def clues(self) -> MetadataClues:
        """What may tell the title and authors; empty parts where the file has none."""
        answer = self._ask("clues", {})
        info = answer.header.get("info")
        return MetadataClues(
            info={k: v for k, v in info.items() if isinstance(v, str)}
            if isinstance(info, dict)
            else {},
            xmp=answer.text("xmp"),
            first_lines=tuple(_lines(answer.rows("lines"))),
            first_text=answer.text("text"),
            page_count=answer.whole("pages"),
        )

    def outline(self) -> tuple[OutlineEntry, ...]:
        """The document's outline; empty when it has none or it cannot be read."""
        try:
            return protocol.outline_from(self._ask("outline", {}))
        except errors.DocumentError:
            return ()

    def annotations(self, *, words: bool = True) -> tuple[FileAnnotation, ...]:
        """The annotations that stand in the file, in reading order; as many as can be read.

        Args:
            words: tell which words are marked.
        """
        found = FileAnnotations()
        index, count, hangs = 0, _PAGES_AT_ONCE, 0
        while index < self._info.pages and hangs < _MOST_HANGS:
            values: dict[str, Value] = {
                "first": index, "count": count, "seconds": _BATCH_S,
                "detail": ("letters" if count > 1 else "words") if words else "",
            }  # fmt: skip
            try:
                answer = self._ask("annotations", values, deadline_s=_ANNOTATIONS_S)
            except errors.DocumentError:
                # One page, without the edges of its letters, then beyond it.
                hangs += count == 1
                index, count = (index, 1) if count > 1 else (index + 1, _PAGES_AT_ONCE)
                continue
            found.add(answer.rows("annotations"))
            index, count = max(answer.whole("next"), index + 1), _PAGES_AT_ONCE
        return found.all()

    def file_spaces(self) -> dict[int, FileSpace]:
        """Where points that another program took from the file stand; empty for no PDF."""
        found: dict[int, FileSpace] = {}
        for first in range(0, self._info.pages, _SIZES_AT_ONCE):
            try:
                answer = self._ask("spaces", {"first": first, "count": _SIZES_AT_ONCE})
            except errors.DocumentError:
                return found
            found |= spaces_from(answer.rows("spaces"))
        return found

    def with_annotations(self, edits: annotated.Edits, *, whole: bool = False) -> annotated.Written:
        """The bytes of a copy with other annotations; the file itself stays as it is.

        Args:
            whole: write a new file where appending would do.

        Raises:
            DocumentError: it cannot be written.
        """
        request, owners = annotated.rows_of(edits)
        request |= {"whole": whole, "size": self.path.stat().st_size}
        answer = self._ask("annotate", request, deadline_s=_WRITING_S)
        failed = annotated.failed_of(answer.rows("failed"), owners)
        return annotated.Written(answer.blob, bool(answer.header.get("appended")), failed)

    def page_map(
        self,
        sha256: Sha256,
        *,
        first_page: str = "",
        last_page: str = "",
        recognised: Mapping[int, PageText] = MappingProxyType({}),
    ) -> PageMap:
        """Printed labels of the pages, from the catalogue or from numbers on the pages.

        Reads all texts unless `texts()` has been read to its end before.

        Args:
            first_page, last_page: of the work's page range as far as known, for short articles.
            recognised: pages whose text was read from their pictures.
        """
        if len(self._printed) < self._info.pages:
            for _ in self.texts(words=False):
                pass
        for index, text in recognised.items():
            self._word_counts[index] = len(text.words)
            self._printed[index] = self._numbers_on(text)
        pages = self._info.pages
        inferred = infer_labels(
            [self._printed.get(i, []) for i in range(pages)],
            [self._word_counts.get(i, 0) for i in range(pages)],
        )
        return page_map(
            sha256,
            pages,
            catalogue=catalogue_labels(self._label_rules(), pages),
            inferred=inferred,
            first_page=first_page,
            last_page=last_page,
        )

    def render_png(
        self, index: int, dpi: float = 96, highlights: Sequence[tuple[Quad, str]] = ()
    ) -> bytes:
        """A page as a PNG file, passages marked.

        Args:
            highlights: boxes in the unrotated page and their colours ("#ffd400").

        Raises:
            DocumentError: the page cannot be drawn.
        """
        marks: list[Value] = [
            [float(q.x0), float(q.y0), float(q.x1), float(q.y1), colour] for q, colour in highlights
        ]
        return self._ask("picture", {"page": index, "dpi": dpi, "marks": marks}, page=index).blob

    def _open(self) -> Message:
        path = os.fspath(self.path.absolute())
        return self._ask("open", {"path": path, "password": self._password})

    def _ask(
        self,
        op: str,
        values: Mapping[str, Value],
        *,
        page: int | None = None,
        deadline_s: float = 0.0,
    ) -> Message:
        """Ask about the open document; when the worker dies the next question opens it again."""
        for attempt in range(2):
            try:
                answer = self._bench.ask(op, values, deadline_s or self._deadline_s)
            except WorkerLostError as error:
                raise errors.timed_out(self.path.name, page) from error
            if answer.text("error") != "closed" or attempt:
                break
            self._open()
        if "error" in answer.header:
            name = self.path.name
            if page is not None and answer.text("error") == "failed":
                raise errors.DamagedDocumentError(errors.page_failed(page, stopped=False))
            raise errors.from_answer(answer.text("error"), answer.text("detail"), name)
        return answer

    def _texts_from(self, first: int, *, words: bool, raised: bool, count: int) -> list[PageText]:
        values: dict[str, Value] = {
            "first": first, "count": count, "words": words, "raised": raised,
            "seconds": min(_BATCH_S, self._deadline_s / 4),
        }  # fmt: skip
        answer = self._ask("texts", values)
        texts = []
        rows = answer.rows("pages")
        for index, (row, text) in enumerate(
            zip(rows, protocol.texts_from(answer), strict=True), start=first
        ):
            if isinstance(text, str):
                self.failed_pages[index] = errors.page_failed(index, stopped=False)
                text = PageText(index, "")
            self._note(index, row, text)
            texts.append(text)
        return texts

    def _texts_one_by_one(self, first: int, *, words: bool, raised: bool) -> list[PageText]:
        """After a hang: the same pages singly, until the one that hangs has been passed."""
        texts: list[PageText] = []
        for index in range(first, min(first + _PAGES_AT_ONCE, self._info.pages)):
            try:
                texts += self._texts_from(index, words=words, raised=raised, count=1)
            except errors.DocumentTimeoutError as error:
                self.failed_pages[index] = errors.page_failed(index, stopped=True)
                self._hangs += 1
                if self._hangs >= _MOST_HANGS:
                    raise errors.timed_out(self.path.name) from error
                self._note(index, {}, PageText(index, ""))
                return [*texts, PageText(index, "")]
        return texts

    def _note(self, index: int, row: Value, text: PageText) -> None:
        entry = Message(row if isinstance(row, dict) else {})
        self._word_counts[index] = len(text.words) or text.text.count(" ") + 1 * bool(text.text)
        self._printed[index] = _printed(entry.rows("numbers"))
        if entry.header.get("garbled"):
            self.garbled_pages.add(index)

    def _numbers_on(self, text: PageText) -> list[Printed]:
        """Numbers at the head and foot of a page as it is displayed."""
        (width, height), turn = self.info.sizes[text.index], self.info.rotations[text.index]
        boxes = [
            side
            for w in text.words
            for side in box_to_display(
                (w.box.x0, w.box.y0, w.box.x1, w.box.y1), width, height, turn
            )
        ]
        starts, ends = [w.start for w in text.words], [w.end for w in text.words]
        return numbers_on(text.text, starts, ends, boxes, width, height)

    def _label_rules(self) -> list[LabelRule]:
        try:
            rows = self._ask("labels", {}).rows("rules")
        except errors.DocumentError:
            return []
        rules = []
        for row in rows:
            match row:
                case [int(start), str(prefix), str(style), int(first)]:
                    rules.append(LabelRule(start, prefix, style, first))
        return rules

    def _with_sizes(self, info: DocumentInfo) -> DocumentInfo:
        sizes: list[tuple[float, float]] = []
        turns: list[int] = []
        while len(sizes) < info.pages:
            values: dict[str, Value] = {"first": len(sizes), "count": _SIZES_AT_ONCE}
            rows = self._ask("sizes", values).rows("sizes")
            for row in rows:
                match row:
                    case [float(width), float(height), int(turn)]:
                        sizes.append((width, height))
                        turns.append(turn)
            if not rows:
                return replace(info, has_all_sizes=True)
        return replace(info, sizes=tuple(sizes), rotations=tuple(turns), has_all_sizes=True)

    def _end(self) -> None:
        if self._owns_bench:
            self._bench.close()
        else:
            self._bench.recycle()


def _lines(rows: Sequence[Value]) -> Iterator[Line]:
    for row in rows:
        match row:
            case [str(text), float(size), float(y), int(page), bool(rotated), bool(bold)]:
                yield Line(text, size, y, page, rotated, bold)


def _printed(rows: Sequence[Value]) -> list[Printed]:
    found: list[Printed] = []
    for row in rows:
        match row:
            case [str(kind), int(value), float(x0), float(x1), float(y)]:
                found.append((kind, value, x0, x1, y))
    return found
