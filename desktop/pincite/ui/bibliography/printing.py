"""The formatted page on paper: black on white, with numbered pages."""

from html import escape

from PySide6.QtCore import QCoreApplication, QRectF, QSizeF, Qt
from PySide6.QtGui import QAbstractTextDocumentLayout, QFont, QPainter, QPalette, QTextDocument
from PySide6.QtPrintSupport import QPrinter

from pincite.ui.bibliography.formatting import Formatted, Part
from pincite.ui.bibliography.page import PageLook, PageWords, page_html
from pincite.ui.bibliography.page_view import serif_families

_BODY_PT, _TITLE_PT, _NUMBER_PT = 11, 15, 9
_POINTS_PER_INCH = 72.0
_INDENT_PT = 28
_FOOT_PT = 26.0


def print_pages(formatted: Formatted, part: Part, name: str, printer: QPrinter) -> bool:
    """Lay the page out for a printer's paper and paint every sheet; False when it cannot write."""
    painter = QPainter()
    if not painter.begin(printer):
        return False
    scale = printer.resolution() / _POINTS_PER_INCH
    paper = printer.pageLayout().paintRectPixels(printer.resolution())
    room = QSizeF(paper.width() / scale, paper.height() / scale - _FOOT_PT)
    document = _document(formatted, part, name, room)
    painter.scale(scale, scale)
    for number in range(document.pageCount()):
        if number:
            printer.newPage()
        _paint_sheet(painter, document, number, room)
    painter.end()
    return True


def _document(formatted: Formatted, part: Part, name: str, room: QSizeF) -> QTextDocument:
    """The text in points, so that one point is one unit of the painter."""
    tr = QCoreApplication.translate
    words = PageWords(tr("Print", "Bibliography"), tr("Print", "Citations"))
    document = QTextDocument()
    font = QFont()
    font.setFamilies(serif_families())
    font.setPixelSize(_BODY_PT)
    document.setDefaultFont(font)
    document.setDocumentMargin(0)
    title = f'<p style="font-size:{_TITLE_PT}px; margin:0 0 14px 0">{escape(name)}</p>'
    page = page_html(formatted, part, PageLook(words, _INDENT_PT))
    document.setHtml(page.replace("<body>", f"<body>{title}", 1))
    document.setPageSize(room)
    return document


def _paint_sheet(painter: QPainter, document: QTextDocument, number: int, room: QSizeF) -> None:
    painter.save()
    painter.translate(0, -number * room.height())
    context = QAbstractTextDocumentLayout.PaintContext()
    context.clip = QRectF(0, number * room.height(), room.width(), room.height())
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.black)
    context.palette = palette
    painter.setClipRect(context.clip)
    document.documentLayout().draw(painter, context)
    painter.restore()
    font = QFont(document.defaultFont())
    font.setPixelSize(_NUMBER_PT)
    painter.setFont(font)
    painter.setPen(Qt.GlobalColor.black)
    foot = QRectF(0, room.height(), room.width(), _FOOT_PT)
    flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
    painter.drawText(foot, flags, str(number + 1))
