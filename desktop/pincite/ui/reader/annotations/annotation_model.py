"""The annotations of a document as a list model."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from pincite.model.annotations import Annotation, AnnotationKind, QuotationKind
from pincite.model.ids import AnnotationId
from pincite.ui.reader.page_names import PageNames

PLACE = Qt.ItemDataRole.UserRole
KIND = Qt.ItemDataRole.UserRole + 1

_Index = QModelIndex | QPersistentModelIndex


class AnnotationModel(QAbstractListModel):
    """Annotations in reading order; rows come, go and change one by one."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Annotation] = []
        self._names = PageNames()

    def show_annotations(self, annotations: Sequence[Annotation]) -> None:
        """Bring the rows to this state with the fewest notices."""
        wanted = sorted(annotations, key=lambda a: a.reading_order)
        ids = {a.id for a in wanted}
        for row in range(len(self._rows) - 1, -1, -1):
            if self._rows[row].id not in ids:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._rows[row]
                self.endRemoveRows()
        known = {a.id for a in self._rows}
        if [a.id for a in self._rows] != [a.id for a in wanted if a.id in known]:
            self.beginResetModel()
            self._rows = wanted
            self.endResetModel()
            return
        for row, annotation in enumerate(wanted):
            if annotation.id not in known:
                self.beginInsertRows(QModelIndex(), row, row)
                self._rows.insert(row, annotation)
                self.endInsertRows()
            elif self._rows[row] != annotation:
                self._rows[row] = annotation
                self.dataChanged.emit(self.index(row), self.index(row))

    def set_names(self, names: PageNames) -> None:
        """Show other page names on all rows."""
        self._names = names
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1), [PLACE])

    def row_of(self, annotation_id: AnnotationId) -> int:
        """The row of an annotation; -1 when it is not there."""
        return next((r for r, a in enumerate(self._rows) if a.id == annotation_id), -1)

    def annotation(self, row: int) -> Annotation | None:
        """The annotation in a row; None beyond the last."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        annotation = self.annotation(index.row())
        if not index.isValid() or annotation is None:
            return None
        if role == PLACE:
            return self._names.of_anchor(annotation.anchor)
        if role == KIND:
            return self._kind(annotation)
        if role == Qt.ItemDataRole.DisplayRole:
            return annotation.anchor.quote or annotation.comment
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(annotation)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.isValid() else flags

    def _kind(self, annotation: Annotation) -> str:
        if annotation.kind is AnnotationKind.HIGHLIGHT:
            return {
                QuotationKind.DIRECT: self.tr("direct quotation"),
                QuotationKind.INDIRECT: self.tr("indirect quotation"),
                QuotationKind.SUMMARY: self.tr("summary"),
                QuotationKind.COMMENT: self.tr("comment"),
            }[annotation.quotation_kind]
        return {
            AnnotationKind.UNDERLINE: self.tr("underline"),
            AnnotationKind.STRIKEOUT: self.tr("strikeout"),
            AnnotationKind.SQUIGGLE: self.tr("squiggle"),
            AnnotationKind.NOTE: self.tr("page note"),
            AnnotationKind.AREA: self.tr("area"),
            AnnotationKind.INK: self.tr("drawing"),
            AnnotationKind.TEXT: self.tr("text"),
        }[annotation.kind]

    def _spoken(self, annotation: Annotation) -> str:
        parts = (
            self._names.of_anchor(annotation.anchor),
            self._kind(annotation),
            annotation.anchor.quote,
            annotation.comment,
            " ".join(annotation.tags),
        )
        return ". ".join(part for part in parts if part)
