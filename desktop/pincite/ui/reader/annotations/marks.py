"""What a reader does to a document: marking, noting, citing; every act is a command."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pincite.model.anchors import Anchor
from pincite.model.annotations import (
    Annotation,
    AnnotationKind,
    Colour,
    QuotationKind,
    Stroke,
)
from pincite.model.documents import Document
from pincite.model.ids import AnnotationId, Sha256, fresh_id
from pincite.model.items import Item
from pincite.model.locators import Locator
from pincite.ui.context import AppContext
from pincite.ui.reader.annotations.loaded import LoadedAnnotations
from pincite.ui.reader.shown_copy import ShownCopy
from pincite.ui.reader.tools.tool_state import ToolState

if TYPE_CHECKING:
    from pincite.services.importer import ImportReport
    from pincite.services.jobs import JobContext

_NO_DOCUMENT = Sha256("")


class Marks(QObject):
    """The annotations of the document that a reader shows.

    A file that is not in the library is imported at the first mark; the mark follows.

    Places are those of the pages shown; `copy` stands between them and the library.

    Signals:
        changed: tuple of Annotation in reading order, after any change of them.
        expected: Annotation, as it will be once the library has it.
        rejected: what was expected will not come.
        imported: Document; the file is in the library now.
        said: (kind, sentence) for the user.

    Attributes:
        annotations: in reading order, on the pages shown.
    """

    changed = Signal(object)
    expected = Signal(object)
    rejected = Signal()
    imported = Signal(object)
    said = Signal(str, str)

    def __init__(
        self,
        context: AppContext,
        document: Document | None,
        path: Path,
        copy: ShownCopy,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._path = path
        self._copy = copy
        self._shown: dict[AnnotationId, tuple[Annotation, Annotation]] = {}
        self.annotations: tuple[Annotation, ...] = ()
        self._is_importing = False
        self._waiting: list[Callable[[], None]] = []
        self.document = document
        self._loaded = LoadedAnnotations(context, self)
        self._loaded.changed.connect(self._on_loaded)
        self.tools = ToolState()
        context.bridge.failed.connect(self._on_failed)

    @property
    def stored(self) -> tuple[Annotation, ...]:
        """The annotations in reading order, as they stand in the library."""
        return self._loaded.annotations

    def translate(self) -> None:
        """Another copy is shown: all marks are elsewhere now."""
        self._shown.clear()
        self._on_loaded()

    def _on_loaded(self) -> None:
        before, self._shown = self._shown, {}
        for stored in self._loaded.annotations:
            known = before.get(stored.id)
            is_same = known is not None and known[0] is stored
            pair = known if known is not None and is_same else (stored, self._copy.shown(stored))
            self._shown[stored.id] = pair
        self.annotations = tuple(shown for _, shown in self._shown.values())
        self.changed.emit(self.annotations)

    @property
    def documents(self) -> tuple[Sha256, ...]:
        """The document, if it is in the library."""
        return (self.document.sha256,) if self.document is not None else ()

    def take_colour(self, kinds: set[AnnotationKind], colour: Colour) -> None:
        """Give marks of these kinds that are made from now on this colour."""
        for kind in kinds:
            self.tools.set_colour(kind, colour)

    def load(self) -> None:
        """Read the annotations from the library."""
        if self.document is None or not self._context.has_library:
            return
        self._loaded.load((self.document.sha256,))

    def look_up(self) -> None:
        """See whether a loose file is in the library already; then the tab goes on with that."""
        if self.document is None and self._context.has_library:
            job = self._context.jobs.start(self._find_file, "", shown=False)
            job.succeeded.connect(self._on_found)

    def _find_file(self, _job: "JobContext") -> Document | None:
        """On a job thread."""
        from pincite.library.files import sha256_of

        read, sha256 = self._context.workspace.read, sha256_of(self._path)
        return read.get(Document, sha256) if read.document_exists(sha256) else None

    def _on_found(self, document: Document | None) -> None:
        if document is not None and self.document is None and not self._is_importing:
            self.document = document
            self.imported.emit(document)
            self.load()

    def get(self, annotation_id: AnnotationId | None) -> Annotation | None:
        """An annotation by its id; None when it is not there."""
        pair = self._shown.get(annotation_id) if annotation_id is not None else None
        return pair[1] if pair is not None else None

    def once_in_library(self, act: Callable[[], None]) -> None:
        """Do something that needs the document in the library; import it first where it is not."""
        self._in_library(act)

    def add(
        self,
        anchor: Anchor,
        kind: AnnotationKind,
        colour: Colour | None = None,
        quotation_kind: QuotationKind = QuotationKind.DIRECT,
        *,
        comment: str = "",
        strokes: tuple[Stroke, ...] = (),
        font_pt: float = 0.0,
    ) -> AnnotationId:
        """Mark a place; the id is known at once, the mark comes with `changed`."""
        if colour is not None:
            self.tools.set_colour(kind, colour)
        annotation = Annotation(
            AnnotationId(fresh_id()),
            self.document.sha256 if self.document else _NO_DOCUMENT,
            kind,
            anchor,
            self.tools.colour_of(kind),
            comment,
            quotation_kind=quotation_kind,
            strokes=strokes,
            font_pt=font_pt,
        )

        def act() -> None:
            from pincite.services.commands.annotations import AddAnnotation

            if self.document is not None:
                stored = self._as_stored(annotation)
                placed = replace(stored, document=self.document.sha256)
                self._context.bridge.run(AddAnnotation(placed))

        self.expected.emit(annotation)
        self._in_library(act)
        return annotation.id

    def reshape(self, annotation: Annotation, act: str, *, group: object = None) -> None:
        """Put an annotation elsewhere, draw it anew, or change the text on the page.

        Args:
            annotation: as it is to be; its place is taken, the strokes of a drawing, and of a text
                box its text and letter size.
            act: what the user did, for the undo menu.
            group: acts of one group that follow each other are undone in one step.
        """
        # The comment of anything else may be in an editor at this moment.
        is_text = annotation.kind is AnnotationKind.TEXT

        def change() -> None:
            from pincite.services.commands.annotations import EditAnnotation

            stored = self._as_stored(annotation)
            self._context.bridge.run(
                EditAnnotation(
                    annotation.id,
                    anchor=stored.anchor,
                    strokes=stored.strokes or None,
                    comment=annotation.comment if is_text else None,
                    font_pt=annotation.font_pt if is_text else None,
                    act=act,
                ),
                group=group,
            )

        self.expected.emit(annotation)
        self._in_library(change)

    def recolour(self, annotation_id: AnnotationId, colour: Colour) -> None:
        """Change the colour; later marks of its kind take it as well."""
        from pincite.services.commands.annotations import EditAnnotation

        annotation = self.get(annotation_id)
        if annotation is not None:
            self.tools.set_colour(annotation.kind, colour)
        self._context.bridge.run(EditAnnotation(annotation_id, colour=colour))

    def delete(self, *annotation_ids: AnnotationId, group: object = None) -> None:
        """Move annotations to the trash."""
        from pincite.services.commands.annotations import TrashAnnotations

        self._context.bridge.run(TrashAnnotations(annotation_ids), group=group)

    def cite_annotation(self, annotation_id: AnnotationId, locator: Locator | None = None) -> None:
        """Cite a mark in the active bibliography, by its usual locator or another."""
        annotation = self._loaded.get(annotation_id)
        if annotation is not None:
            self._cite(annotation, is_new=False, locator=locator)

    def cite_passage(self, anchor: Anchor, locator: Locator | None = None) -> AnnotationId:
        """Highlight a passage and cite it in the active bibliography, in one step.

        A passage that is marked already is cited by that mark.

        Args:
            locator: instead of the usual one.
        """
        known = next((a for a in self.annotations if a.anchor == anchor), None)
        if known is not None:
            self.cite_annotation(known.id, locator)
            return known.id
        annotation_id, kind = AnnotationId(fresh_id()), AnnotationKind.HIGHLIGHT

        def act() -> None:
            sha = self.document.sha256 if self.document else _NO_DOCUMENT
            shown = Annotation(annotation_id, sha, kind, anchor, self.tools.colour_of(kind))
            self._cite(self._as_stored(shown), is_new=True, locator=locator)

        self._in_library(act)
        return annotation_id

    def places(self, anchor: Anchor) -> list[Locator]:
        """What a passage of an article can be cited by, best first; nothing in other documents."""
        from pincite.services.reading import article_locators

        document = self.document
        if document is None or not document.is_article or not self._context.has_library:
            return []
        stored = self._copy.stored_anchor(anchor)
        return article_locators(self._context.workspace.read, document, stored)

    def quotation(self, anchor: Anchor, locator: Locator | None = None) -> str:
        """The passage with its citation, to be pasted; only the words for a file of no item.

        Args:
            locator: instead of the usual one.
        """
        from pincite.services.quoting import quotation_with_citation
        from pincite.services.reading import citable_locator

        document = self.document
        if document is None or not self._context.has_library:
            return f"“{anchor.quote}”"
        reader = self._context.workspace.read
        item = reader.get(Item, document.item)
        if item is None:
            return f"“{anchor.quote}”"
        anchor = self._copy.stored_anchor(anchor)
        locator = locator or citable_locator(reader, document, anchor)
        return quotation_with_citation(anchor, item, locator)

    def _cite(
        self, annotation: Annotation, *, is_new: bool, locator: Locator | None = None
    ) -> None:
        if self.document is None:
            return
        citations = self._context.bibliographies
        name = self.tr("My bibliography")
        active = citations.active()
        self._context.bridge.run(
            citations.cite(
                self.document.item,
                locator=locator or Locator(),
                annotation=annotation,
                is_new_annotation=is_new,
                quotation=annotation.anchor.quote,
                new_name=name,
                style=self._context.settings.style,
            )
        )
        text = self.tr("Cited in “%1”.").replace("%1", active.name if active else name)
        self.said.emit("ok", text)

    def _as_stored(self, annotation: Annotation) -> Annotation:
        """A mark as the library is to keep it; one that was not moved stays exactly where it is."""
        stored, shown = self._shown.get(annotation.id, (None, None))
        place = (annotation.anchor, annotation.strokes)
        if stored is not None and shown is not None and (shown.anchor, shown.strokes) == place:
            return replace(annotation, anchor=stored.anchor, strokes=stored.strokes)
        return self._copy.stored(annotation)

    def run_in_library(self, act: Callable[[], None]) -> None:
        """Do something that needs the document in the library; import it first where it is not."""
        self._in_library(act)

    def _in_library(self, act: Callable[[], None]) -> None:
        """Do something that needs the document in the library; import it first where it is not."""
        if self.document is not None:
            act()
            return
        if not self._context.has_library:
            self.said.emit("warn", self.tr("The library is not open yet. Try again in a moment."))
            self.rejected.emit()
            return
        self._waiting.append(act)
        if self._is_importing:
            return
        self._is_importing = True
        title = self.tr("Adding “%1” to the library").replace("%1", self._path.name)
        job = self._context.jobs.start(self._import_file, title)
        job.succeeded.connect(self._on_imported)
        job.failed.connect(self._on_import_failed)

    def _import_file(self, job: "JobContext") -> "ImportReport":
        """On a job thread."""
        from pincite.services.importer import Importer

        return Importer(self._context.workspace).run([self._path], job)

    def _on_imported(self, report: "ImportReport") -> None:
        self._is_importing = False
        entry = report.files[0] if report.files else None
        if entry is None or entry.sha256 is None:
            self._on_import_failed(entry.message if entry else "")
            return
        self.document = self._context.workspace.read.get(Document, entry.sha256)
        if self.document is None:
            return
        self.said.emit(
            "info", self.tr("The file is in your library now; its marks are kept there.")
        )
        self.imported.emit(self.document)
        waiting, self._waiting = self._waiting, []
        for act in waiting:
            act()
        self.load()

    def _on_import_failed(self, message: str) -> None:
        self._is_importing = False
        self._waiting.clear()
        fallback = self.tr("The file could not be added to the library, so it cannot be marked.")
        self.said.emit("bad", message or fallback)
        self.rejected.emit()

    def _on_failed(self, _sentence: str) -> None:
        self.rejected.emit()
