"""The annotations of a document, or of an item's documents, as a list model."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QDate,
    QLocale,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from pincite.model.annotations import Annotation
from pincite.model.ids import AnnotationId, Sha256
from pincite.services.annotation_filter import (
    AnnotationFilter,
    AnnotationSort,
    searched_text,
    sorted_annotations,
)
from pincite.ui.reader.annotations.words import head_words, kind_name
from pincite.ui.reader.page_names import PageNames
from pincite.ui.rows import move_to, runs, same_order
from pincite.ui.theme.colour_names import ColourNames
from pincite.ui.words import counted

PLACE = Qt.ItemDataRole.UserRole
KIND = Qt.ItemDataRole.UserRole + 1
ROW = Qt.ItemDataRole.UserRole + 2

_Index = QModelIndex | QPersistentModelIndex
_MOST_STEPS = 24
"""Runs of rows that come or go one by one; with more the list is set anew, which costs less."""


@dataclass(frozen=True, slots=True)
class AnnotationRow:
    """What one card shows.

    Attributes:
        is_external: it stands in the file only, and cannot be changed here.
        citations: how often it is cited.
    """

    annotation: Annotation
    is_external: bool = False
    citations: int = 0


class AnnotationModel(QAbstractListModel):
    """Annotations that meet a filter, in an order; rows come, go and change by the fewest steps.

    Signals:
        recounted: how many there are or are shown has changed.
    """

    recounted = Signal()

    def __init__(self, colours: ColourNames, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._colours = colours
        self._all: tuple[AnnotationRow, ...] = ()
        self._ids: list[AnnotationId] = []
        self._rows: dict[AnnotationId, AnnotationRow] = {}
        self._places: dict[AnnotationId, int] | None = None
        self._texts: dict[AnnotationId, tuple[Annotation, str]] = {}
        self._names: dict[Sha256, PageNames] = {}
        self._usual_names = PageNames()
        self._document_names: Mapping[Sha256, str] = {}
        self.filter = AnnotationFilter()
        self.order = AnnotationSort.READING_ORDER
        self.as_markdown: Callable[[Sequence[Annotation]], str] | None = None
        self.fill_drag: Callable[[QMimeData, Sequence[Annotation]], None] | None = None

    # --- what it shows

    def show_annotations(
        self,
        annotations: Sequence[Annotation],
        external: Sequence[Annotation] = (),
        citations: Mapping[AnnotationId, int] | None = None,
    ) -> None:
        """Show these from now on.

        Args:
            annotations: document by document.
            external: of the file itself, to be read only.
            citations: how often they are cited; those not named are not.
        """
        counts = citations or {}
        self.show_rows(
            [
                *(AnnotationRow(a, citations=counts.get(a.id, 0)) for a in annotations),
                *(AnnotationRow(a, is_external=True) for a in external),
            ]
        )

    def show_rows(self, rows: Sequence[AnnotationRow]) -> None:
        """Show these from now on."""
        self._all = tuple(rows)
        self._texts = {a.id: self._texts[a.id] for a in self.annotations if a.id in self._texts}
        self._bring_up_to_date()

    def set_filter(self, wanted: AnnotationFilter) -> None:
        """Show only what meets a filter."""
        if wanted != self.filter:
            self.filter = wanted
            self._bring_up_to_date()

    def set_order(self, order: AnnotationSort) -> None:
        """Show them in another order."""
        if order is not self.order:
            self.order = order
            self._bring_up_to_date()

    def set_names(self, names: PageNames, document: Sha256 | None = None) -> None:
        """Show other page names, of one document or of all that have none of their own."""
        if document is None:
            self._usual_names = names
        else:
            self._names[document] = names
        if self._ids:
            self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1), [PLACE])

    def set_document_names(self, names: Mapping[Sha256, str]) -> None:
        """Say with each place in which document it is; for items that have several."""
        self._document_names = names

    # --- what is in it

    @property
    def total(self) -> int:
        """How many there are, shown or not."""
        return len(self._all)

    @property
    def annotations(self) -> list[Annotation]:
        """All of them, shown or not."""
        return [row.annotation for row in self._all]

    def row_of(self, annotation_id: AnnotationId) -> int:
        """The row of an annotation; -1 when it is not shown."""
        if self._places is None:
            self._places = {id: place for place, id in enumerate(self._ids)}
        return self._places.get(annotation_id, -1)

    def row(self, place: int) -> AnnotationRow | None:
        """What a row shows; None beyond the last."""
        return self._rows[self._ids[place]] if 0 <= place < len(self._ids) else None

    def annotation(self, place: int) -> Annotation | None:
        """The annotation in a row; None beyond the last."""
        row = self.row(place)
        return row.annotation if row else None

    def names_of(self, document: Sha256) -> PageNames:
        """What the pages of a document are called."""
        return self._names.get(document, self._usual_names)

    def place_of(self, annotation: Annotation) -> str:
        """Where an annotation stands, "p. 23"; with the document's name where there are several."""
        place = self.names_of(annotation.document).of_anchor(annotation.anchor)
        name = self._document_names.get(annotation.document, "")
        return f"{name}, {place}" if name else place

    # --- for Qt

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        match role:
            case _ if role == ROW:
                return row
            case _ if role == PLACE:
                return self.place_of(row.annotation)
            case _ if role == KIND:
                return self.words_of(row)
            case Qt.ItemDataRole.DisplayRole:
                return row.annotation.anchor.quote or row.annotation.comment
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(row)
            case Qt.ItemDataRole.ToolTipRole:
                return self._hint(row.annotation)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return flags
        # What stands in the file only has no link to take along.
        own = Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled
        return flags if row.is_external else flags | own

    def mimeTypes(self) -> list[str]:
        return ["text/markdown", "text/plain"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Markdown with citations, in the order of the rows."""
        rows = map(self.row, sorted({index.row() for index in indexes}))
        annotations = [row.annotation for row in rows if row and not row.is_external]
        text = self.as_markdown(annotations) if self.as_markdown else ""
        data = markdown_data(text, annotations)
        if self.fill_drag is not None:
            self.fill_drag(data, annotations)
        return data

    # --- words

    def words_of(self, row: AnnotationRow) -> str:
        """What stands after the place: "direct quotation · 2 citations"."""
        parts = [head_words(row.annotation)]
        if row.is_external:
            # First what tells it from one's own, for the line may be cut.
            own = (row.annotation.author, self.tr("in the file"))
            return " · ".join(part for part in (*own, *parts) if part)
        if row.citations:
            parts.append(counted(row.citations, self.tr("%n citation"), self.tr("%n citations")))
        if row.annotation.author:
            parts.append(row.annotation.author)
        return " · ".join(parts)

    def _spoken(self, row: AnnotationRow) -> str:
        mark = row.annotation
        replies = (f"{reply.author}: {reply.text}" for reply in mark.replies)
        parts = (
            self.place_of(mark),
            self._colours.full(mark.colour),
            self.words_of(row),
            mark.core,
            mark.anchor.quote,
            mark.comment,
            *replies,
            ", ".join(mark.tags),
        )
        return ". ".join(part for part in parts if part)

    def _hint(self, annotation: Annotation) -> str:
        made = annotation.created[:10].split("-")
        parts = [self._colours.full(annotation.colour), kind_name(annotation.kind).lower()]
        if len(made) == 3 and all(part.isdecimal() for part in made):
            date = QLocale().toString(QDate(*map(int, made)), QLocale.FormatType.ShortFormat)
            parts.append(date)
        return " · ".join(parts)

    # --- rows

    def _searched(self, annotation: Annotation) -> str:
        known = self._texts.get(annotation.id)
        if known is None or known[0] is not annotation:
            known = (annotation, searched_text(annotation))
            self._texts[annotation.id] = known
        return known[1]

    def _wanted(self) -> list[AnnotationRow]:
        rows = {row.annotation.id: row for row in self._all}
        chosen = self.annotations
        if self.filter:
            chosen = self.filter.chosen(chosen, self._searched)
        by_document: dict[Sha256, list[Annotation]] = {}
        for annotation in chosen:
            by_document.setdefault(annotation.document, []).append(annotation)
        if self.order is not AnnotationSort.READING_ORDER and len(by_document) > 1:
            by_document = {Sha256(""): [a for part in by_document.values() for a in part]}
        return [
            rows[a.id]
            for part in by_document.values()
            for a in sorted_annotations(part, self.order)
        ]

    def _bring_up_to_date(self) -> None:
        wanted = self._wanted()
        ids = [row.annotation.id for row in wanted]
        rows = {row.annotation.id: row for row in wanted}
        before = dict(self._rows)
        if ids == self._ids:
            self._rows = rows
        elif len(ids) == len(self._ids) and set(ids) == set(self._ids):
            self._reorder(ids, rows)
        elif same_order(self._ids, ids) and _steps(self._ids, ids) <= _MOST_STEPS:
            self._step(ids, rows)
        else:
            self.beginResetModel()
            self._ids, self._rows, self._places = ids, rows, None
            self.endResetModel()
            before = rows
        changed = [p for p, id in enumerate(ids) if before.get(id, rows[id]) != rows[id]]
        for first, last in runs(changed):
            self.dataChanged.emit(self.index(first), self.index(last))
        self.recounted.emit()

    def _step(self, ids: list[AnnotationId], rows: dict[AnnotationId, AnnotationRow]) -> None:
        self._rows = self._rows | rows
        move_to(
            self._ids, ids, self.beginRemoveRows, self._end_removal, self.beginInsertRows,
            self._end_insertion,
        )  # fmt: skip
        self._rows = rows

    def _end_removal(self) -> None:
        self._places = None
        self.endRemoveRows()

    def _end_insertion(self) -> None:
        self._places = None
        self.endInsertRows()

    def _reorder(self, ids: list[AnnotationId], rows: dict[AnnotationId, AnnotationRow]) -> None:
        """The same rows in another order: what is selected stays selected."""
        self.layoutAboutToBeChanged.emit()
        old, old_ids = self.persistentIndexList(), self._ids
        self._ids, self._rows, self._places = ids, rows, None
        new = [self.index(self.row_of(old_ids[index.row()])) for index in old]
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()


def markdown_data(text: str, annotations: Sequence[Annotation] = ()) -> QMimeData:
    """Markdown for the clipboard or a drag, as such and as plain text.

    Args:
        annotations: what a bibliography can cite of it.
    """
    from pincite.services.cite_sources import CiteSource
    from pincite.ui.dragging import put_sources

    data = QMimeData()
    data.setData("text/markdown", text.encode("utf-8"))
    data.setText(text)
    put_sources(data, (CiteSource(annotation=each.id) for each in annotations))
    return data


def _steps(old: Sequence[AnnotationId], new: Sequence[AnnotationId]) -> int:
    in_new, in_old = set(new), set(old)
    gone = [place for place, id in enumerate(old) if id not in in_new]
    fresh = [place for place, id in enumerate(new) if id not in in_old]
    return sum(1 for _ in runs(gone)) + sum(1 for _ in runs(fresh))
