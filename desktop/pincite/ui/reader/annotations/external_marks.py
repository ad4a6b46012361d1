"""Annotations that stand in the file that is read: those that are not in the library."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pincite.model.annotations import Annotation
from pincite.model.ids import AnnotationId
from pincite.ui.context import AppContext
from pincite.ui.reader.annotations.marks import Marks
from pincite.ui.reader.pages.rendering import DocumentFeed
from pincite.ui.words import counted

if TYPE_CHECKING:
    from pincite.documents.file_annotations import FileAnnotation
    from pincite.services.file_annotations import External


class ExternalMarks(QObject):
    """Asks the document's worker for them and compares whenever the library's have changed.

    Those that are in the library are left out of the pages' pictures: they are painted over the
    pages as any other mark, and must not be seen twice; see `services.file_annotations.External`.

    Signals:
        changed: what is shown or offered is different now.
        said: (kind, sentence) for the user.
    """

    changed = Signal()
    said = Signal(str, str)

    def __init__(
        self, context: AppContext, feed: DocumentFeed, marks: Marks, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._feed = feed
        self._marks = marks
        self._found: tuple[FileAnnotation, ...] = ()
        self._state: External | None = None
        feed.annotations_ready.connect(self._on_ready)
        marks.changed.connect(self._compare)
        marks.imported.connect(self._compare)
        context.library_attached.connect(self._compare)

    @property
    def shown(self) -> Sequence[Annotation]:
        """Those that are in the file only, in reading order."""
        return self._state.shown if self._state else ()

    @property
    def offered_count(self) -> int:
        """How many could be taken over."""
        return len(self._state.offered) if self._state else 0

    def get(self, annotation_id: AnnotationId) -> Annotation | None:
        """One of `shown`."""
        return next((a for a in self.shown if a.id == annotation_id), None)

    def start(self) -> None:
        """Ask for them, once the first page stands on the screen."""
        self._feed.request_annotations()

    def take_over(self) -> None:
        """Put them into the library in one step; a loose file goes there first."""
        self._marks.run_in_library(self._take_over)

    def _take_over(self) -> None:
        document = self._marks.document
        self._compare()
        if document is None or self._state is None or not self._state.offered:
            return
        self._context.bridge.run(self._state.taking_over(document.sha256))
        text = counted(
            len(self._state.offered),
            self.tr("%n annotation taken over from the file."),
            self.tr("%n annotations taken over from the file."),
        )
        self.said.emit("ok", text)

    def _on_ready(self, found: "tuple[FileAnnotation, ...]") -> None:
        self._found = found
        self._compare()

    def _compare(self) -> None:
        if not self._found:
            return
        from pincite.services.file_annotations import External, external

        document = self._marks.document
        if document is None:
            everything = tuple(entry.annotation for entry in self._found)
            state = External(everything, everything)
        elif self._context.has_library:
            state = external(self._context.workspace.read, document.sha256, self._found)
        else:
            return
        if state != self._state:
            self._state = state
            self._feed.hide_annotations(state.hidden)
            self.changed.emit()
