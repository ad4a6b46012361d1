"""What goes along with the mouse during a drag: a few words, so that the target stays in sight."""

from PySide6.QtCore import QMimeData, QPoint, QRectF, Qt
from PySide6.QtGui import QDrag, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from pincite.ui.theme import Role, Theme


def drag_with_label(
    view: QWidget,
    theme: Theme,
    data: QMimeData,
    words: str,
    supported: Qt.DropAction = Qt.DropAction.CopyAction,
    default: Qt.DropAction = Qt.DropAction.CopyAction,
) -> None:
    """Let the user carry `data` somewhere; returns when it was dropped or given up."""
    drag = QDrag(view)
    drag.setMimeData(data)
    drag.setPixmap(_label(theme, words, view))
    # Beside the mouse, not under it.
    drag.setHotSpot(QPoint(-14, -6))
    drag.exec(supported, default)


def _label(theme: Theme, text: str, view: QWidget) -> QPixmap:
    """The words on a small card."""
    font = theme.font(bold=True)
    metrics = QFontMetrics(font)
    words = metrics.elidedText(text, Qt.TextElideMode.ElideRight, theme.spacing(70))
    width, height = metrics.horizontalAdvance(words) + 24, metrics.height() + 12
    ratio = view.devicePixelRatioF()
    picture = QPixmap(round(width * ratio), round(height * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour(Role.ACCENT), 1))
    painter.setBrush(theme.colour(Role.SURFACE))
    painter.drawRoundedRect(QRectF(0.5, 0.5, width - 1, height - 1), 6, 6)
    painter.setFont(font)
    painter.setPen(theme.colour(Role.TEXT))
    painter.drawText(QRectF(0, 0, width, height), Qt.AlignmentFlag.AlignCenter, words)
    painter.end()
    return picture
