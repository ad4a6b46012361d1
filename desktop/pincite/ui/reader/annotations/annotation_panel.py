"""The panel of annotations: the list, and the trash behind it."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pincite.model.annotations import Annotation
from pincite.model.changes import Changes
from pincite.model.documents import Document
from pincite.model.ids import AnnotationId, Sha256
from pincite.ui.context import AppContext
from pincite.ui.reader.annotations.annotation_acts import AnnotationActs
from pincite.ui.reader.annotations.annotation_list import AnnotationList
from pincite.ui.reader.annotations.annotation_model import AnnotationModel
from pincite.ui.reader.annotations.trash_view import TrashView
from pincite.ui.reader.page_names import PageNames
from pincite.ui.widgets import Button, IconButton

if TYPE_CHECKING:
    from pincite.ui.annotation_exports import AnnotationExports


class AnnotationPanel(QWidget):
    """Annotations of one or several documents; whoever owns it gives it the live ones.

    Args:
        documents: which documents, asked whenever their trash or citations are read.
        empty: title and sentence while there are no annotations.

    Signals:
        chosen: AnnotationId; a card was clicked or opened.
    """

    chosen = Signal(object)

    def __init__(
        self,
        context: AppContext,
        documents: Callable[[], Sequence[Sha256]],
        empty: tuple[str, str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._documents = documents
        self._annotations: tuple[Annotation, ...] = ()
        self._external: tuple[Annotation, ...] = ()
        theme = context.theme
        self.acts = AnnotationActs(context, self)
        self.model = AnnotationModel(theme.colour_names, self)
        self._trashed = AnnotationModel(theme.colour_names, self)
        self.list = AnnotationList(theme, self.model, self.acts, empty or _reader_empty())
        self.list.chosen.connect(self.chosen)
        self._trash: TrashView | None = None
        self._exports: AnnotationExports | None = None
        self.trash_button = Button(theme, "", self.show_trash, kind="ghost", icon_name="trash")
        self._head = QVBoxLayout()
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.spacing(2), 0, theme.spacing(2), theme.spacing(1))
        foot.addWidget(self.trash_button)
        foot.addStretch(1)
        self.export_button = IconButton(
            theme, "export", self.tr("Export annotations"), self.open_exports
        )
        self.list.filter_row.add_button(self.export_button)
        front = QWidget()
        box = QVBoxLayout(front)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(self._head)
        box.addWidget(self.list, 1)
        box.addLayout(foot)
        self._stack = QStackedWidget()
        self._stack.addWidget(front)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        context.events.changed.connect(self._on_changed)
        self._show_trash_count()

    def add_head(self, widget: QWidget) -> None:
        """Put something over the list, such as a line about what stands in the file."""
        self._head.addWidget(widget)

    def show_annotations(
        self, annotations: Sequence[Annotation], external: Sequence[Annotation] = ()
    ) -> None:
        """Show these live annotations.

        Args:
            external: of the file itself, to be read only.
        """
        self._annotations, self._external = tuple(annotations), tuple(external)
        self._show()
        self._read_trash()

    def _show(self) -> None:
        self.model.show_annotations(self._annotations, self._external, self._citations())

    def set_names(self, names: PageNames, document: Sha256 | None = None) -> None:
        """Use other page names, of one document or of all."""
        for model in (self.model, self._trashed):
            model.set_names(names, document)

    def set_document_names(self, names: Mapping[Sha256, str]) -> None:
        """Say with each place in which document it is."""
        for model in (self.model, self._trashed):
            model.set_document_names(names)

    def show_trash(self) -> None:
        """Show what was deleted."""
        self._stack.setCurrentWidget(self.trash)
        self._read_trash()
        self.trash.back.setFocus()

    @property
    def trash(self) -> TrashView:
        """The view of the trash, made when it is first asked for."""
        if self._trash is None:
            self._trash = TrashView(self._context.theme, self._trashed, self.acts)
            self._trash.left.connect(self._leave_trash)
            self._stack.addWidget(self._trash)
        return self._trash

    def open_exports(self) -> None:
        """Offer the formats in which what the list shows, in its order, is exported."""
        from pincite.services.annotation_export import AnnotationChoice
        from pincite.ui.annotation_exports import AnnotationExports, ReadingSource

        if self._exports is None:
            self._exports = AnnotationExports(self._context, self)
        read = self._context.workspace.read
        documents = (read.get(Document, sha) for sha in self._documents())
        items = dict.fromkeys(document.item for document in documents if document is not None)
        choice = AnnotationChoice(self.model.filter, self.model.order)
        menu = self._exports.menu(self, ReadingSource(tuple(items), choice=choice))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        size = menu.sizeHint()
        button = self.export_button
        place = QPoint(button.width() - size.width(), button.height())
        menu.popup(button.mapToGlobal(place))

    def show_list(self) -> None:
        """Show the annotations."""
        self._stack.setCurrentIndex(0)

    def _leave_trash(self) -> None:
        self.show_list()
        self.list.view.setFocus()

    @property
    def is_trash_shown(self) -> bool:
        """True while the deleted annotations are on view."""
        return self._trash is not None and self._stack.currentWidget() is self._trash

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        if changes.annotations:
            self._read_trash()
        if changes.citations or changes.bibliographies:
            self._show()

    def _citations(self) -> Mapping[AnnotationId, int]:
        if not self._context.has_library:
            return {}
        read = self._context.workspace.read
        return {
            id: count
            for sha in self._documents()
            for id, count in read.citation_counts(sha).items()
        }

    def _read_trash(self) -> None:
        """The cards only while they are on view, else only their number."""
        if self.is_trash_shown and self._context.has_library:
            read = self._context.workspace.read
            deleted = [a for sha in self._documents() for a in read.trashed_annotations_of(sha)]
            self._trashed.show_annotations(deleted)
        self._show_trash_count()

    def _show_trash_count(self) -> None:
        count = 0
        if self._context.has_library:
            read = self._context.workspace.read
            count = sum(read.trashed_annotation_count(sha) for sha in self._documents())
        text = self.tr("%1 deleted").replace("%1", self.locale().toString(count))
        self.trash_button.setText(text)
        self.trash_button.setVisible(count > 0)


def _reader_empty() -> tuple[str, str]:
    tr = QCoreApplication.translate
    return (
        tr("AnnotationPanel", "No annotations yet"),
        tr(
            "AnnotationPanel",
            "Select text and choose a colour, or press Alt+3 and click for a page note.",
        ),
    )
