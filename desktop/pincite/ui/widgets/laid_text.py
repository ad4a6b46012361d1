"""Text laid out in few lines, with marked words, for what paints itself."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QTextCharFormat, QTextLayout, QTextLine, QTextOption


def laid_out(
    text: str,
    font: QFont,
    width: int,
    most_lines: int,
    marks: tuple[tuple[int, int], ...] = (),
    mark: QTextCharFormat | None = None,
) -> QTextLayout:
    """Text broken into at most so many lines; what does not fit gives way to "…"."""
    formats = [_format(start, end, mark) for start, end in marks if mark is not None]
    layout = _broken(" ".join(text.split("\n")), font, width, most_lines, formats)
    if layout.lineCount() == most_lines:
        last = layout.lineAt(most_lines - 1)
        end = last.textStart() + last.textLength()
        if end < len(layout.text()):
            kept = layout.text()[: max(0, end - 2)].rstrip() + "…"
            return _broken(kept, font, width, most_lines, formats)
    return layout


def _format(start: int, end: int, mark: QTextCharFormat) -> QTextLayout.FormatRange:
    span = QTextLayout.FormatRange()
    span.start, span.length, span.format = start, end - start, mark
    return span


def _broken(
    text: str,
    font: QFont,
    width: int,
    most_lines: int,
    formats: list[QTextLayout.FormatRange],
) -> QTextLayout:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    # Before the lines are made: setting formats throws away those there are.
    layout.setFormats(formats)
    layout.beginLayout()
    y = 0.0
    for _ in range(most_lines):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(20, width))
        line.setPosition(QPointF(0, y))
        y += _line_step(line, font)
    layout.endLayout()
    return layout


def _line_step(line: QTextLine, font: QFont) -> float:
    """From one line to the next: 20 px at the body size of 13."""
    return max(line.height(), 20.0 * font.pixelSize() / 13)


def height_of(layout: QTextLayout) -> float:
    """The height of all lines."""
    count = layout.lineCount()
    if not count:
        return 0.0
    last = layout.lineAt(count - 1)
    return last.y() + _line_step(last, layout.font())
