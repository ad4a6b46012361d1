"""What can be done with annotations as records, one or many, wherever they are listed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from pincite.model.annotations import Annotation, AnnotationKind, Colour, QuotationKind
from pincite.model.errors import PinciteError
from pincite.model.ids import AnnotationId, Sha256
from pincite.ui.context import AppContext
from pincite.ui.quick_copy import QuickCopy
from pincite.ui.reader.annotations.annotation_model import markdown_data
from pincite.ui.words import counted

if TYPE_CHECKING:
    from pincite.services.copying import Quoted
    from pincite.services.page_numbering import PageNumbering
    from pincite.services.workspace import Command


def ids_of(annotations: Sequence[Annotation]) -> tuple[AnnotationId, ...]:
    """Their ids."""
    return tuple(annotation.id for annotation in annotations)


class AnnotationActs(QObject):
    """Each act is one command and one step of undo, however many annotations it is for.

    Signals:
        said: (kind, sentence) for the user.
        recoloured: (set of AnnotationKind, Colour); marks of these kinds that are made later take
            the colour as well.
    """

    said = Signal(str, str)
    recoloured = Signal(object)

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.quick = QuickCopy(context, self)
        self.said.connect(lambda kind, text: context.notify(kind, text))

    # --- changing

    def edit(
        self, annotation_id: AnnotationId, comment: str, tags: tuple[str, ...], core: str
    ) -> None:
        """Change what is typed in the card's editor."""
        from pincite.services.commands.annotations import EditAnnotation

        self._run(EditAnnotation(annotation_id, comment=comment, tags=tags, core=core))

    def recolour(self, annotations: Sequence[Annotation], colour: Colour) -> None:
        """Give them a colour."""
        from pincite.services.commands.annotations import EditAnnotations

        if annotations:
            self._run(EditAnnotations(ids_of(annotations), colour=colour))
            self.recoloured.emit(({mark.kind for mark in annotations}, colour))

    def convert(self, annotations: Sequence[Annotation], kind: AnnotationKind) -> None:
        """Turn marks of text into another kind."""
        from pincite.services.commands.annotations import EditAnnotations

        self._run(EditAnnotations(ids_of(annotations), kind=kind))

    def set_quotation_kind(self, annotations: Sequence[Annotation], kind: QuotationKind) -> None:
        """Say what is meant by them."""
        from pincite.services.commands.annotations import EditAnnotations

        self._run(EditAnnotations(ids_of(annotations), quotation_kind=kind))

    def tag(
        self,
        annotations: Sequence[Annotation],
        add: tuple[str, ...] = (),
        remove: tuple[str, ...] = (),
    ) -> None:
        """Add and remove tags; their other tags stay."""
        from pincite.services.commands.annotations import EditAnnotations

        self._run(EditAnnotations(ids_of(annotations), add_tags=add, remove_tags=remove))

    def merge(self, annotations: Sequence[Annotation]) -> None:
        """Make one of several."""
        from pincite.services.commands.merging import MergeAnnotations

        self._run(MergeAnnotations(ids_of(annotations)))

    def split(self, annotation: Annotation) -> None:
        """Make several of one: by page, else by passage, else by paragraph."""
        from pincite.services.commands.merging import SplitAnnotation

        self._run(SplitAnnotation(annotation.id))

    def trash(self, annotations: Sequence[Annotation]) -> None:
        """Move them to the trash."""
        from pincite.services.commands.annotations import TrashAnnotations

        if annotations:
            self._run(TrashAnnotations(ids_of(annotations)))

    def restore(self, annotations: Sequence[Annotation]) -> None:
        """Take them out of the trash."""
        from pincite.services.commands.annotations import RestoreAnnotations

        if annotations:
            self._run(RestoreAnnotations(ids_of(annotations)))

    def purge(self, annotations: Sequence[Annotation]) -> None:
        """Remove them from the trash for good."""
        from pincite.services.commands.annotations import PurgeAnnotations

        if annotations:
            self._run(PurgeAnnotations(ids_of(annotations)))

    def number_pages(self, document: Sha256, numbering: "PageNumbering", page_count: int) -> None:
        """Correct printed page numbers."""
        try:
            command = numbering.command(document, page_count)
        except PinciteError as error:
            self.said.emit("warn", str(error))
        else:
            self._run(command)

    # --- citing and copying

    def cite(self, annotations: Sequence[Annotation]) -> None:
        """Cite them in the active bibliography, which is made where there is none."""
        citations = self._context.bibliographies
        name, active = self.tr("My bibliography"), citations.active()
        style = self._context.settings.style
        self._run(citations.cite_annotations(annotations, new_name=name, style=style))
        text = self.tr("Cited in “%1”.").replace("%1", active.name if active else name)
        self.said.emit("ok", text)

    def copy_quotations(self, annotations: Sequence[Annotation]) -> None:
        """Copy their words with citations."""
        from pincite.services.exporting import copied_quotations

        text = copied_quotations(self._context.workspace.read, annotations)
        QGuiApplication.clipboard().setText(text)
        self._say_copied(len(annotations))

    def copy_markdown(self, annotations: Sequence[Annotation]) -> None:
        """Copy them as Markdown: quotation, citation, link back, comment, tags."""
        data = markdown_data(self.as_markdown(annotations), annotations)
        QGuiApplication.clipboard().setMimeData(data)
        self._say_copied(len(annotations))

    def as_markdown(self, annotations: Sequence[Annotation]) -> str:
        """The same as text, as a drag takes it along."""
        from pincite.services.exporting import copied_markdown

        names = self._context.theme.colour_names.own_names
        return copied_markdown(self._context.workspace.read, annotations, names)

    def fill_drag(self, data: QMimeData, annotations: Sequence[Annotation]) -> None:
        """Put them into a drag in the form of the user's quick copy."""
        # Markdown is there already, with comments and links.
        if self._context.has_library and self._context.settings.quick_copy != "markdown":
            self.quick.fill(data, self.quoted(annotations))

    def quoted(self, annotations: Sequence[Annotation]) -> "list[Quoted]":
        """Their words with their citations."""
        from pincite.services.exporting import quoted_annotations

        return quoted_annotations(self._context.workspace.read, annotations)

    # --- around it

    def rename_colours(self, window: QWidget) -> None:
        """Open the settings where colours get names."""
        from pincite.ui.settings.dialog import SettingsDialog

        dialog = SettingsDialog(self._context, window)
        dialog.show_page("colours")
        dialog.open()

    def known_tags(self) -> Sequence[str]:
        """The library's tags by name."""
        if not self._context.has_library:
            return ()
        return self._context.workspace.read.annotation_tags()

    def _say_copied(self, count: int) -> None:
        text = counted(
            count,
            self.tr("Copied with its citation."),
            self.tr("Copied %n annotations with their citations."),
        )
        self.said.emit("ok", text)

    def _run(self, command: "Command") -> None:
        self._context.bridge.run(command)
