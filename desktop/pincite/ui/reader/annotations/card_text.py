"""Text of cards: lines broken quickly, and comments in Markdown that never load anything."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLayout,
    QTextOption,
)

from pincite.model.annotations import Reply
from pincite.ui.theme import Role, Theme

_MARKUP = frozenset("*_`#[]<>~|\\&\n\r")
_ELIDE_RIGHT = Qt.TextElideMode.ElideRight
_BLOCK_END = QTextCursor.MoveOperation.EndOfBlock
_FIXED_HEIGHT = QTextBlockFormat.LineHeightTypes.FixedHeight.value
_LIST_STARTS = ("- ", "+ ", "-\t", "+\t")


class Wrapping:
    """Breaks text into lines of a font as a reader of cards expects, from known widths of words.

    Laying out four lines by Qt takes ten times as long, and a list of thousands asks for each card.
    """

    def __init__(self, font: QFont) -> None:
        self.font = font
        self._metrics = QFontMetrics(font)
        self._widths: dict[str, int] = {}
        self._space = self._metrics.horizontalAdvance(" ")
        self.letter_px = max(1, self._metrics.averageCharWidth())

    def lines(self, text: str, width: int, most: int) -> list[str]:
        """The text in lines of at most `width` pixels; the last of `most` may end in "…"."""
        lines: list[str] = []
        line: list[str] = []
        used = 0
        words = text.split()
        for number, word in enumerate(words):
            size = self._width(word)
            if size > width:
                return wrapped(" ".join(words), self.font, width, most)
            step = size if not line else size + self._space
            if line and used + step > width:
                if len(lines) == most - 1:
                    return [*lines, self._elided([*line, *words[number : number + 20]], width)]
                lines.append(" ".join(line))
                line, used, step = [], 0, size
            line.append(word)
            used += step
        return [*lines, " ".join(line)] if line else lines

    def _width(self, word: str) -> int:
        width = self._widths.get(word)
        if width is None:
            if len(self._widths) > 20_000:
                self._widths.clear()
            width = self._widths[word] = self._metrics.horizontalAdvance(word)
        return width

    def _elided(self, words: Sequence[str], width: int) -> str:
        text = " ".join(words)
        elided = self._metrics.elidedText(text + " …", _ELIDE_RIGHT, width)
        return elided if elided.endswith("…") else f"{elided}…"


def wrapped(text: str, font: QFont, width: int, most: int) -> list[str]:
    """The text in lines of at most `width` pixels; the last of `most` may end in "…".

    For any text, such as one without spaces or with words longer than a line.
    """
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
            lines.append(metrics.elidedText(rest, _ELIDE_RIGHT, width))
            break
        lines.append(text[start : start + line.textLength()].rstrip())
    layout.endLayout()
    return lines


def is_plain(comment: str) -> bool:
    """True when Markdown would show the text as it is: it needs no layout of its own."""
    text = comment.strip()
    return (
        _MARKUP.isdisjoint(text)
        and not text.startswith(_LIST_STARTS)
        and not text[:1].isdigit()
        and "://" not in text
    )


class CommentDocument(QTextDocument):
    """A comment in Markdown and the replies to it, laid out for a width.

    Raw HTML stays text, and pictures are not loaded: both could name files and addresses.
    """

    def __init__(self, theme: Theme, comment: str, replies: Sequence[Reply], width: int) -> None:
        super().__init__()
        self._theme = theme
        self.setUndoRedoEnabled(False)
        self.setDefaultFont(theme.font("body"))
        self.setDocumentMargin(0)
        self.setIndentWidth(theme.spacing(5))
        if comment:
            self.setMarkdown(comment, QTextDocument.MarkdownFeature.MarkdownNoHTML)
        self._tidy()
        for reply in replies:
            self._add_reply(reply)
        self.setTextWidth(width)

    def loadResource(self, type: int, name: QUrl | str) -> object:
        return None

    def _tidy(self) -> None:
        """Even out what Qt makes of Markdown: huge headings, wide gaps, colours of its own."""
        body = self._theme.font("body")
        block = self.begin()
        while block.isValid():
            cursor = QTextCursor(block)
            look = block.blockFormat()
            is_listed = block.textList() is not None
            is_quoted = look.hasProperty(QTextBlockFormat.Property.BlockQuoteLevel)
            look.setTopMargin(0 if block == self.begin() or is_listed else self._theme.spacing(1))
            look.setBottomMargin(0)
            look.setLeftMargin(self._theme.spacing(3) if is_quoted else 0)
            look.setRightMargin(0)
            look.setLineHeight(self._theme.spacing(5), _FIXED_HEIGHT)
            cursor.setBlockFormat(look)
            changed = QTextCharFormat()
            if look.headingLevel():
                changed.setFont(self._theme.font("body", bold=True))
                changed.setProperty(QTextCharFormat.Property.FontSizeAdjustment, 0)
            if is_quoted:
                changed.setForeground(self._theme.colour(Role.MUTED))
            cursor.movePosition(_BLOCK_END, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(changed)
            block = block.next()
        self._tint(body)

    def _tint(self, body: QFont) -> None:
        """Links in the accent colour, code on a soft ground, pictures by their description."""
        for start, length, look in self._fragments():
            cursor = QTextCursor(self)
            cursor.setPosition(start)
            cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
            changed = QTextCharFormat()
            if look.isImageFormat():
                image = look.toImageFormat()
                words = image.property(QTextCharFormat.Property.ImageAltText) or image.name()
                changed.setForeground(self._theme.colour(Role.MUTED))
                cursor.insertText(f"[{words}]", changed)
                continue
            if look.isAnchor():
                changed.setForeground(self._theme.colour(Role.ACCENT))
            if look.fontFixedPitch():
                code = QFont(body)
                code.setFamilies(["monospace"])
                code.setFixedPitch(True)
                code.setPixelSize(round(body.pixelSize() * 0.93))
                changed.setFont(code)
                changed.setBackground(self._theme.colour(Role.HOVER))
            if changed.propertyCount():
                cursor.mergeCharFormat(changed)

    def _fragments(self) -> list[tuple[int, int, QTextCharFormat]]:
        """Start, length and look of each run, the last one first, so that places stay right."""
        found = []
        block = self.begin()
        while block.isValid():
            run = block.begin()
            while not run.atEnd():
                fragment = run.fragment()
                found.append((fragment.position(), fragment.length(), fragment.charFormat()))
                run += 1
            block = block.next()
        return found[::-1]

    def _add_reply(self, reply: Reply) -> None:
        cursor = QTextCursor(self)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        look = QTextBlockFormat()
        look.setLeftMargin(self._theme.spacing(3))
        look.setLineHeight(self._theme.spacing(5), _FIXED_HEIGHT)
        look.setTopMargin(0 if self.isEmpty() else self._theme.spacing(1.5))
        if self.isEmpty():
            cursor.setBlockFormat(look)
        else:
            cursor.insertBlock(look, QTextCharFormat())
            if cursor.currentList() is not None:
                cursor.currentList().remove(cursor.block())
        name, plain = QTextCharFormat(), QTextCharFormat()
        name.setFont(self._theme.font("body", bold=True))
        name.setForeground(self._theme.colour(Role.MUTED))
        plain.setFont(self._theme.font("body"))
        if reply.author:
            cursor.insertText(f"{reply.author}  ", name)
        cursor.insertText(" ".join(reply.text.split()), plain)
