"""How an annotation looks in the list: a card, and the editor that opens in its place."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFontMetrics,
    QPainter,
    QPainterPath,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from pincite.model.annotations import Annotation
from pincite.ui.icons import paint_glyph
from pincite.ui.reader.annotations.annotation_model import AnnotationModel, AnnotationRow
from pincite.ui.reader.annotations.card_editor import CardEditor
from pincite.ui.reader.annotations.card_layout import CardLayout, CardLayouts, PictureSource
from pincite.ui.reader.annotations.words import head_icon
from pincite.ui.theme import Role, Theme

_Index = QModelIndex | QPersistentModelIndex
_MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_EDITOR_STEPS = 60
_BAR_PX, _DOT_PX, _GLYPH_PX = 3, 9, 14


class CardDelegate(QStyledItemDelegate):
    """Paints annotations as cards and edits them in place.

    Signals:
        edited: (Annotation as it was, comment, tags, core) as one tuple.

    Attributes:
        editing: the row whose editor is open.
        known_tags: gives the tags for completion; asked when an editor opens.
    """

    edited = Signal(object)

    def __init__(self, theme: Theme, model: AnnotationModel, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model
        self._pictures: PictureSource | None = None
        self.editing = QPersistentModelIndex()
        self.layouts = CardLayouts(theme, self)
        self.known_tags: Callable[[], Sequence[str]] = tuple
        theme.changed.connect(self.layouts.forget)
        theme.colour_names.changed.connect(self.layouts.forget)

    def set_pictures(self, pictures: PictureSource) -> None:
        """Show pictures of areas from there."""
        self._pictures = pictures
        self.layouts.has_pictures = True
        self.layouts.forget()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        if self.editing.isValid() and self.editing.row() == index.row():
            return QSize(self.layouts.width, self._theme.spacing(_EDITOR_STEPS))
        return QSize(self.layouts.width, self.layouts.height(self._row(index)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = self._row(index)
        layout, card = self.layouts.layout(row), self._card(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, card, option.state)
        pad = self._theme.spacing(3)
        inner = card.adjusted(pad, self._theme.spacing(2), -pad, -self._theme.spacing(2))
        y = self._paint_head(painter, inner, row)
        y = self._paint_core(painter, inner, y, layout)
        y = self._paint_picture(painter, inner, y, layout)
        y = self._paint_quote(painter, inner, y, layout)
        y = self._paint_comment(painter, inner, y, layout)
        self._paint_tags(painter, inner, y, row.annotation)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        self.editing = QPersistentModelIndex(index)
        annotation = self._row(index).annotation
        editor = CardEditor(self._theme, annotation, self.known_tags(), parent)
        editor.finished.connect(lambda keep: self._end(editor, keep=keep))
        self.sizeHintChanged.emit(index)
        return editor

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        editor.setGeometry(self._card(option.rect))

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        """The editor got its annotation when it was made; a later change does not overwrite."""

    def setModelData(self, editor: QWidget, model: object, index: _Index) -> None:
        if isinstance(editor, CardEditor):
            before = editor.annotation
            if editor.typed != (before.comment, before.tags, before.core):
                self.edited.emit((before, *editor.typed))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The editor knows when it is left; the base class would close it on any focus change.
        return False

    def _end(self, editor: CardEditor, *, keep: bool) -> None:
        index, self.editing = self.editing, QPersistentModelIndex()
        if keep:
            self.commitData.emit(editor)
        self.closeEditor.emit(editor)
        if index.isValid():
            self.sizeHintChanged.emit(index.model().index(index.row(), 0))

    def _row(self, index: _Index) -> AnnotationRow:
        row = self._model.row(index.row())
        assert row is not None, "Qt asks only for rows that are there"
        return row

    def _card(self, row: QRect) -> QRect:
        gap = self._theme.spacing(2)
        return QRect(row.left(), row.top(), self.layouts.width, row.height() - gap)

    def _paint_ground(self, painter: QPainter, card: QRect, state: QStyle.StateFlag) -> None:
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        is_hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        border = Role.ACCENT if is_selected else Role.MUTED if is_hovered else Role.LINE
        painter.setPen(QPen(self._theme.colour(border), 1))
        painter.setBrush(self._theme.colour(Role.ACCENT_SOFT if is_selected else Role.SURFACE))
        painter.drawRoundedRect(QRectF(card).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)

    def _paint_head(self, painter: QPainter, inner: QRect, row: AnnotationRow) -> int:
        line, theme, mark = self.layouts.line_px, self._theme, row.annotation
        self._paint_dot(painter, inner.left(), inner.top(), mark)
        bold = theme.font("body", bold=True)
        painter.setFont(bold)
        painter.setPen(theme.colour(Role.TEXT))
        x = inner.left() + _DOT_PX + theme.spacing(2)
        metrics = QFontMetrics(bold)
        room = inner.right() - x - theme.spacing(6)
        place = metrics.elidedText(self._model.place_of(mark), Qt.TextElideMode.ElideMiddle, room)
        painter.drawText(QRect(x, inner.top(), room, line), _MIDDLE, place)
        x += metrics.horizontalAdvance(place) + theme.spacing(2)
        muted = theme.colour(Role.MUTED)
        glyph = QRectF(x, inner.top() + (line - _GLYPH_PX) / 2, _GLYPH_PX, _GLYPH_PX)
        paint_glyph(painter, glyph, head_icon(mark), muted)
        x += _GLYPH_PX + theme.spacing(1)
        self._paint_words(painter, x, inner, self._model.words_of(row), muted)
        return inner.top() + line

    def _paint_dot(self, painter: QPainter, x: int, y: int, mark: Annotation) -> None:
        dot = QRectF(x, y + (self.layouts.line_px - _DOT_PX) / 2, _DOT_PX, _DOT_PX)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(mark.colour.hex))
        painter.drawRoundedRect(dot, 2.5, 2.5)

    def _paint_words(
        self, painter: QPainter, x: int, inner: QRect, words: str, colour: QColor
    ) -> None:
        small = self._theme.font("small")
        painter.setFont(small)
        painter.setPen(colour)
        room = inner.right() - x
        shown = QFontMetrics(small).elidedText(words, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(x, inner.top(), room, self.layouts.line_px), _MIDDLE, shown)

    def _paint_core(self, painter: QPainter, inner: QRect, y: int, layout: CardLayout) -> int:
        painter.setFont(self._theme.font("body", bold=True))
        painter.setPen(self._theme.colour(Role.TEXT))
        return self._paint_lines(painter, inner, inner.left(), y, layout.core)

    def _paint_picture(self, painter: QPainter, inner: QRect, y: int, layout: CardLayout) -> int:
        if layout.picture.isEmpty() or self._pictures is None:
            return y
        frame = QRect(inner.left(), y + self._theme.spacing(1), 0, 0)
        frame.setSize(layout.picture)
        picture = self._pictures.get(layout.row.annotation)
        painter.save()
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(frame), 4, 4)
        painter.setClipPath(outline)
        if picture is None or picture.isNull():
            painter.fillRect(frame, self._theme.colour(Role.HOVER))
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(frame, picture)
        painter.restore()
        painter.setPen(QPen(QColor(layout.row.annotation.colour.hex), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(frame).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        return frame.bottom() + 1 + self._theme.spacing(1)

    def _paint_quote(self, painter: QPainter, inner: QRect, y: int, layout: CardLayout) -> int:
        if not layout.quote:
            return y
        y += self._theme.spacing(0.5)
        height = len(layout.quote) * self.layouts.line_px
        bar = QRect(inner.left(), y + 1, _BAR_PX, height - 2)
        painter.fillRect(bar, QColor(layout.row.annotation.colour.hex))
        painter.setFont(self._theme.font("body"))
        painter.setPen(self._theme.colour(Role.TEXT))
        x = inner.left() + self._theme.spacing(3)
        return self._paint_lines(painter, inner, x, y, layout.quote) + self._theme.spacing(0.5)

    def _paint_comment(self, painter: QPainter, inner: QRect, y: int, layout: CardLayout) -> int:
        top = y + self._theme.spacing(0.5)
        if layout.document is not None:
            painter.save()
            painter.translate(QPointF(inner.left(), top))
            context = QAbstractTextDocumentLayout.PaintContext()
            context.palette.setColor(QPalette.ColorRole.Text, self._theme.colour(Role.TEXT))
            layout.document.documentLayout().draw(painter, context)
            painter.restore()
            return y + round(layout.document.size().height()) + self._theme.spacing(1)
        if not layout.comment:
            return y
        painter.setFont(self._theme.font("body"))
        painter.setPen(self._theme.colour(Role.TEXT))
        return self._paint_lines(painter, inner, inner.left(), top, layout.comment) + (
            self._theme.spacing(0.5)
        )

    def _paint_lines(
        self, painter: QPainter, inner: QRect, x: int, y: int, lines: Sequence[str]
    ) -> int:
        line, width = self.layouts.line_px, inner.right() + 1 - x
        for number, text in enumerate(lines):
            # A little wider than the line was broken for: kerning between words is not in the sum.
            painter.drawText(QRect(x, y + number * line, width + line, line), _MIDDLE, text)
        return y + len(lines) * line

    def _paint_tags(self, painter: QPainter, inner: QRect, y: int, mark: Annotation) -> None:
        own, line = self._theme.colour_names.own(mark.colour), self.layouts.line_px
        small = self._theme.font("small")
        metrics, x = QFontMetrics(small), inner.left()
        painter.setFont(small)
        if own:
            painter.setPen(self._theme.colour(Role.MUTED))
            own = metrics.elidedText(own, Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(QRect(x, y, inner.width(), line), _MIDDLE, own)
            x += metrics.horizontalAdvance(own) + self._theme.spacing(3)
        room = inner.right() - x
        if mark.tags and room > line:
            tags = "   ".join(f"# {tag}" for tag in mark.tags)
            painter.setPen(self._theme.colour(Role.ACCENT))
            shown = metrics.elidedText(tags, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRect(x, y, room, line), _MIDDLE, shown)
