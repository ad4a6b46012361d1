"""How an annotation looks in the list: a card, and the editor that opens in its place."""

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
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPen,
    QTextDocument,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from pincite.model.annotations import Annotation
from pincite.ui.reader.annotations.annotation_model import KIND, PLACE, AnnotationModel
from pincite.ui.theme import Role, Theme
from pincite.ui.widgets import Button

_QUOTE_LINES = 4
_Index = QModelIndex | QPersistentModelIndex


def wrapped(text: str, font: QFont, width: int, most: int) -> list[str]:
    """The text in lines of at most `width` pixels; the last of `most` may end in "…"."""
    metrics = QFontMetrics(font)
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    lines: list[str] = []
    layout.beginLayout()
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(width, 1))
        start = line.textStart()
        if len(lines) == most - 1:
            rest = text[start : start + 400]
            lines.append(metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width))
            break
        lines.append(text[start : start + line.textLength()].rstrip())
    layout.endLayout()
    return lines


class CardEditor(QFrame):
    """Comment and tags of one annotation, edited where they stand.

    Signals:
        finished: True to keep what was typed, False to leave it.
    """

    finished = Signal(bool)

    def __init__(self, theme: Theme, annotation: Annotation, parent: QWidget) -> None:
        super().__init__(parent)
        self.annotation = annotation
        self._is_done = False
        self.setProperty("role", "card")
        self.setAutoFillBackground(True)
        self.comment = QPlainTextEdit(annotation.comment)
        self.comment.setAccessibleName(self.tr("Comment"))
        self.comment.setPlaceholderText(self.tr("Comment, in Markdown"))
        self.comment.setTabChangesFocus(True)
        self.tags = QLineEdit(", ".join(annotation.tags))
        self.tags.setAccessibleName(self.tr("Tags"))
        self.tags.setPlaceholderText(self.tr("Tags, separated by commas"))
        save = Button(theme, self.tr("Save"), lambda: self.finish(keep=True), kind="primary")
        save.setToolTip(self.tr("Ctrl+Enter"))
        cancel = Button(theme, self.tr("Cancel"), lambda: self.finish(keep=False), kind="ghost")
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(save)
        box = QVBoxLayout(self)
        box.setContentsMargins(*(theme.spacing(2),) * 4)
        box.setSpacing(theme.spacing(1.5))
        box.addWidget(self.comment, 1)
        box.addWidget(self.tags)
        box.addLayout(row)
        for child in (self.comment, self.tags, save, cancel):
            child.installEventFilter(self)
        self.setFocusProxy(self.comment)

    @property
    def typed_tags(self) -> tuple[str, ...]:
        """The tags as typed, without empty ones and repetitions."""
        tags = (tag.strip() for tag in self.tags.text().split(","))
        return tuple(dict.fromkeys(tag for tag in tags if tag))

    def finish(self, *, keep: bool) -> None:
        """End editing, once."""
        if not self._is_done:
            self._is_done = True
            self.finished.emit(keep)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.finish(keep=False)
                return True
            is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if is_enter and (control or watched is self.tags):
                self.finish(keep=True)
                return True
        if event.type() == QEvent.Type.FocusOut:
            # Where the focus goes is known only after this event.
            QTimer.singleShot(0, self, self._finish_if_left)
        return super().eventFilter(watched, event)

    def _finish_if_left(self) -> None:
        focus = QApplication.focusWidget()
        if focus is not None and not self.isAncestorOf(focus):
            self.finish(keep=True)


class CardDelegate(QStyledItemDelegate):
    """Paints annotations as cards and edits them in place.

    Signals:
        edited: (AnnotationId, comment, tags) as one tuple.
    """

    edited = Signal(object)

    def __init__(self, theme: Theme, model: AnnotationModel, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model
        self.editing = QPersistentModelIndex()
        self.width_px = 260
        self._heights: dict[tuple[object, int], int] = {}
        self._comments: dict[tuple[str, int], QTextDocument] = {}
        theme.changed.connect(self._forget)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        if self.editing.isValid() and self.editing.row() == index.row():
            return QSize(self.width_px, self._theme.spacing(52))
        annotation = self._annotation(index)
        key = (annotation, self.width_px)
        if key not in self._heights:
            self._heights[key] = self._height(annotation)
        return QSize(self.width_px, self._heights[key])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        annotation: Annotation = self._annotation(index)
        card = self._card(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        border = Role.ACCENT if selected else Role.MUTED if hovered else Role.LINE
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour(border), 1))
        painter.setBrush(self._theme.colour(Role.SURFACE))
        painter.drawRoundedRect(QRectF(card).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        pad = self._theme.spacing(3)
        inner = card.adjusted(pad, self._theme.spacing(2.5), -pad, -self._theme.spacing(2))
        y = self._paint_head(painter, inner, annotation, index)
        y = self._paint_quote(painter, inner, y, annotation)
        y = self._paint_comment(painter, inner, y, annotation)
        self._paint_tags(painter, inner, y, annotation)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        self.editing = QPersistentModelIndex(index)
        editor = CardEditor(self._theme, self._annotation(index), parent)
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
            comment, tags = editor.comment.toPlainText().strip(), editor.typed_tags
            if (comment, tags) != (before.comment, before.tags):
                self.edited.emit((before.id, comment, tags))

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

    def _annotation(self, index: _Index) -> Annotation:
        annotation = self._model.annotation(index.row())
        assert annotation is not None, "Qt asks only for rows that are there"
        return annotation

    def _card(self, row: QRect) -> QRect:
        return row.adjusted(0, 0, 0, -self._theme.spacing(2))

    def _inner_width(self) -> int:
        return max(40, self.width_px - 2 * self._theme.spacing(3))

    def _height(self, annotation: Annotation) -> int:
        spacing = self._theme.spacing
        height = spacing(2.5) + spacing(2) + spacing(2) + self._line_px()
        if annotation.anchor.quote:
            height += len(self._quote_lines(annotation)) * self._line_px() + spacing(1)
        if annotation.comment:
            height += round(self._comment(annotation).size().height()) + spacing(1)
        if annotation.tags:
            height += self._line_px() + spacing(0.5)
        return height

    def _line_px(self) -> int:
        return self._theme.spacing(5)

    def _quote_lines(self, annotation: Annotation) -> list[str]:
        width = self._inner_width() - self._theme.spacing(3)
        return wrapped(annotation.anchor.quote, self._theme.font("body"), width, _QUOTE_LINES)

    def _comment(self, annotation: Annotation) -> QTextDocument:
        key = (annotation.comment, self.width_px)
        document = self._comments.get(key)
        if document is None:
            document = QTextDocument()
            document.setDefaultFont(self._theme.font("body"))
            document.setDocumentMargin(0)
            # Raw HTML in a comment stays text: it could name files and addresses to load.
            document.setMarkdown(annotation.comment, QTextDocument.MarkdownFeature.MarkdownNoHTML)
            document.setTextWidth(self._inner_width())
            if len(self._comments) > 300:
                self._comments.clear()
            self._comments[key] = document
        return document

    def _paint_head(
        self, painter: QPainter, inner: QRect, annotation: Annotation, index: _Index
    ) -> int:
        line, theme = self._line_px(), self._theme
        mark = QRectF(inner.left(), inner.top() + (line - 9) / 2, 9, 9)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(annotation.colour.hex))
        painter.drawRoundedRect(mark, 2.5, 2.5)
        bold = theme.font("body", bold=True)
        painter.setFont(bold)
        painter.setPen(theme.colour(Role.TEXT))
        place = str(index.data(PLACE))
        x = inner.left() + 9 + theme.spacing(2)
        painter.drawText(QRect(x, inner.top(), inner.width(), line), _MIDDLE, place)
        x += QFontMetrics(bold).horizontalAdvance(place) + theme.spacing(2)
        small = theme.font("small")
        painter.setFont(small)
        painter.setPen(theme.colour(Role.MUTED))
        room = inner.right() - x
        kind = QFontMetrics(small).elidedText(
            str(index.data(KIND)), Qt.TextElideMode.ElideRight, room
        )
        painter.drawText(QRect(x, inner.top(), room, line), _MIDDLE, kind)
        return inner.top() + line

    def _paint_quote(self, painter: QPainter, inner: QRect, y: int, annotation: Annotation) -> int:
        if not annotation.anchor.quote:
            return y
        lines, line = self._quote_lines(annotation), self._line_px()
        y += self._theme.spacing(0.5)
        painter.fillRect(
            QRect(inner.left(), y + 1, 3, len(lines) * line - 2), QColor(annotation.colour.hex)
        )
        painter.setFont(self._theme.font("body"))
        painter.setPen(self._theme.colour(Role.TEXT))
        x = inner.left() + self._theme.spacing(3)
        for number, text in enumerate(lines):
            painter.drawText(QRect(x, y + number * line, inner.width(), line), _MIDDLE, text)
        return y + len(lines) * line + self._theme.spacing(0.5)

    def _paint_comment(
        self, painter: QPainter, inner: QRect, y: int, annotation: Annotation
    ) -> int:
        if not annotation.comment:
            return y
        document = self._comment(annotation)
        painter.save()
        painter.translate(QPointF(inner.left(), y + self._theme.spacing(0.5)))
        painter.setPen(self._theme.colour(Role.TEXT))
        document.drawContents(painter)
        painter.restore()
        return y + round(document.size().height()) + self._theme.spacing(1)

    def _paint_tags(self, painter: QPainter, inner: QRect, y: int, annotation: Annotation) -> None:
        if not annotation.tags:
            return
        font = self._theme.font("small")
        painter.setFont(font)
        painter.setPen(self._theme.colour(Role.ACCENT))
        shown = QFontMetrics(font).elidedText(
            "   ".join(f"# {tag}" for tag in annotation.tags),
            Qt.TextElideMode.ElideRight,
            inner.width(),
        )
        painter.drawText(QRect(inner.left(), y, inner.width(), self._line_px()), _MIDDLE, shown)

    def _forget(self) -> None:
        self._heights.clear()
        self._comments.clear()


_MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
