"""The sheet of paper on which the formatted bibliography stands."""

from collections.abc import Collection, Iterator

from PySide6.QtCore import QEvent, QMargins, QMimeData, QPoint, QRect, Qt, QUrl, Signal
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextFormat,
    QTextFrameFormat,
)
from PySide6.QtWidgets import QApplication, QTextBrowser, QTextEdit, QWidget

from pincite.ui.bibliography.formatting import Formatted, Part
from pincite.ui.bibliography.page import PageLook, PageWords, page_html, page_text
from pincite.ui.theme import Role, Theme

_SERIFS = ("Noto Serif", "Source Serif 4", "Charter", "Cambria", "Georgia", "DejaVu Serif")
_PAPER_PX = 800
_SHADOW_PX = 6


class PageView(QTextBrowser):
    """Shows rich text on a page that lies on the desk; loads nothing from disk or network.

    Signals:
        clicked: the name of the text under the mouse: "citation:ID" or "work:ID".
    """

    clicked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._formatted: Formatted | None = None
        self._part = Part.BOTH
        self._hint = ""
        self._chosen: tuple[str, ...] = ()
        self._pressed_at = QPoint()
        self.setAccessibleName(self.tr("Formatted bibliography"))
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet("QTextBrowser { border: 0; padding: 0; background: transparent; }")
        self.viewport().setAutoFillBackground(False)
        self.document().setDefaultFont(_page_font(theme))
        theme.changed.connect(self._render)

    @property
    def formatted(self) -> Formatted | None:
        """What is shown; None before the first."""
        return self._formatted

    def show_formatted(self, formatted: Formatted) -> None:
        """Show a new preview where the old one was, without scrolling away."""
        self._formatted = formatted
        self._render()

    def show_part(self, part: Part) -> None:
        """Show the citations, the entries, or both."""
        self._part = part
        self._render()

    @property
    def part(self) -> Part:
        """What is shown."""
        return self._part

    def show_chosen(self, names: Collection[str]) -> None:
        """Mark the texts with these names, and bring the first of them on view."""
        self._chosen = tuple(names)
        first = self._mark()
        if first is not None:
            self._bring_on_view(first)

    def _mark(self) -> QTextBlock | None:
        """Lay the colour of a selection under what is chosen; returns the first block."""
        marks, first = [], None
        for block in self._blocks(set(self._chosen)):
            first = first or block
            mark = QTextEdit.ExtraSelection()
            mark.cursor = QTextCursor(block)
            mark.cursor.movePosition(
                QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor
            )
            mark.format.setBackground(self._theme.colour(Role.SELECTION))
            mark.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
            marks.append(mark)
        self.setExtraSelections(marks)
        return first

    def _blocks(self, names: set[str]) -> Iterator[QTextBlock]:
        """The paragraphs that bear one of these names."""
        block = self.document().begin() if names else QTextBlock()
        while block.isValid():
            if names & set(_names_of(block)):
                yield block
            block = block.next()

    def _bring_on_view(self, block: QTextBlock) -> None:
        box = self.document().documentLayout().blockBoundingRect(block)
        bar, height = self.verticalScrollBar(), self.viewport().height()
        is_seen = bar.value() <= box.top() and box.bottom() <= bar.value() + height
        if not is_seen:
            bar.setValue(round(box.center().y() - height / 2))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        moved = (event.position().toPoint() - self._pressed_at).manhattanLength()
        is_click = moved < QApplication.startDragDistance()
        if event.button() != Qt.MouseButton.LeftButton or not is_click:
            return
        if self.textCursor().hasSelection():
            return
        block = self.cursorForPosition(event.position().toPoint()).block()
        names = _names_of(block)
        if names:
            self.clicked.emit(names[0])

    def set_hint(self, text: str) -> None:
        """What an empty page says of itself."""
        self._hint = text
        self.viewport().update()

    def clipboard_data(self) -> QMimeData:
        """What is shown, for a word processor: rich and plain, in no colours of ours."""
        data = QMimeData()
        if self._formatted is not None:
            words = PageWords(self.tr("Bibliography"), self.tr("Citations"))
            look = PageLook(words, self._theme.spacing(7))
            data.setHtml(page_html(self._formatted, self._part, look))
            data.setText(page_text(self._formatted, self._part, words))
        return data

    def loadResource(self, type: int, name: QUrl | str) -> object:
        """Nothing: titles come from files of others and could name pictures."""
        return None

    def _render(self) -> None:
        place = self.verticalScrollBar().value()
        if self._formatted is not None:
            words = PageWords(
                self.tr("Bibliography"),
                self.tr("Citations"),
                self._theme.colour(Role.MUTED).name(),
            )
            look = PageLook(words, self._theme.spacing(7), has_names=True)
            self.setHtml(page_html(self._formatted, self._part, look))
        self._set_margins()
        self.verticalScrollBar().setValue(place)
        self._mark()
        self.update()
        self.viewport().update()

    def _set_margins(self) -> None:
        """The desk around the paper, and the paper's own margins around the text."""
        space = self._theme.spacing
        free = self.width() - self.verticalScrollBar().sizeHint().width()
        side = max(space(4), (free - _PAPER_PX) // 2)
        self.setViewportMargins(QMargins(side, space(4.5), max(space(1), side), 0))
        inner = space(13 if free - 2 * side > space(130) else 6)
        frame = QTextFrameFormat()
        frame.setLeftMargin(inner)
        frame.setRightMargin(inner)
        frame.setTopMargin(space(10))
        frame.setBottomMargin(space(12))
        self.document().rootFrame().setFrameFormat(frame)
        # Margins of the viewport that change while the tab is hidden reach the text only so.
        self.document().setTextWidth(self.viewport().width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_margins()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._paint_desk()
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._theme.colour(Role.PAGE))
        if self._hint and self.document().isEmpty():
            painter.setPen(self._theme.colour(Role.MUTED))
            painter.setFont(self._theme.font())
            room = self.viewport().rect().adjusted(52, 40, -52, -40)
            painter.drawText(room, Qt.TextFlag.TextWordWrap, self._hint)
        painter.end()
        super().paintEvent(event)

    def _paint_desk(self) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour(Role.DESK))
        paper = self.viewport().geometry()
        shade = self._theme.colour(Role.TEXT) if not self._theme.is_dark else Qt.GlobalColor.black
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for step in range(_SHADOW_PX, 0, -1):
            painter.setOpacity(0.035 * (_SHADOW_PX - step + 1) / _SHADOW_PX)
            painter.fillRect(_grown(paper, step), shade)
        painter.end()


def _names_of(block: QTextBlock) -> list[str]:
    """The names of a paragraph: of the anchors at its beginning."""
    found: list[str] = []
    fragments = block.begin()
    while not fragments.atEnd():
        found += fragments.fragment().charFormat().anchorNames()
        fragments += 1
    return found


def _grown(paper: QRect, by: int) -> QRect:
    # Light falls from above: the shadow reaches further down and not over the upper edge.
    return paper.adjusted(-by, -by + 3, by, by)


def serif_families() -> list[str]:
    """The serifs that are installed, of those that read well."""
    installed = set(QFontDatabase.families())
    return [name for name in _SERIFS if name in installed] or ["serif"]


def _page_font(theme: Theme) -> QFont:
    font = QFont()
    font.setFamilies(serif_families())
    font.setStyleHint(QFont.StyleHint.Serif)
    font.setPixelSize(theme.font().pixelSize() + 1)
    return font
