"""A page as the window paints it, held against the worker's own drawing, pixel by pixel.

    QT_SCALE_FACTOR=1.25 python -m tests.ui.reader.exact_page FILE.pdf ZOOM

Prints as JSON the ratio of device pixels, how many tiles there were, how many pixels were compared
and how many of them differ.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from pincite.documents.process import WorkerPool
from pincite.documents.protocol import PageRendered
from pincite.documents.viewing import ViewSession
from pincite.ui.reader.pages.page_layout import Box
from pincite.ui.reader.pages.page_view import PageView
from pincite.ui.reader.pages.picture_store import PictureStore
from pincite.ui.reader.pages.rendering import DocumentFeed
from pincite.ui.theme import Mode, Theme

_SIZE_PT = (432.0, 648.0)
_MARGIN = 3
"""At a ratio of 1.25 the pages then begin between two pixels of the screen."""


def main() -> None:
    """Show the first page, compare it, print the result."""
    path, zoom = Path(sys.argv[1]), float(sys.argv[2])
    app = QApplication(sys.argv[:1])
    pool = WorkerPool()
    feed = DocumentFeed(ViewSession(path, pool))
    pictures = PictureStore(feed)
    window = QWidget()
    window.resize(500, 700)
    view = PageView(pictures, Theme(app, Mode.LIGHT), window)
    view.setGeometry(_MARGIN, _MARGIN, 480, 680)
    view.set_pages((_SIZE_PT,))
    view.set_zoom(zoom)
    settled: list[bool] = []
    pictures.settled.connect(lambda: settled.append(True))
    window.show()
    feed.start()
    _wait(lambda: bool(settled))
    seen, part = _seen(view)
    tiles = pictures.tiles(0, view.layout_of_pages.scale)
    drawn = _drawn(ViewSession(path, pool), view, part, is_whole=not tiles)
    painted = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    result = {
        "ratio": view.ratio,
        "tiles": len(tiles),
        "compared": part.width * part.height,
        "different": _different(painted, seen, drawn),
    }
    sys.stdout.write(json.dumps(result))
    feed.close()
    pool.close()


def _seen(view: PageView) -> tuple[Box, Box]:
    """What is seen of the page: in pixels of the window, and in pixels of the page."""
    geometry = view.geometry_of_view
    page = geometry.page_in_view(0)
    box = page.intersected(Box(0, 0, geometry.view.width, geometry.view.height))
    offset = round((_MARGIN + view.viewport().x()) * view.ratio)
    return box.moved(offset, offset), box.moved(-page.x, -page.y)


def _drawn(session: ViewSession, view: PageView, part: Box, *, is_whole: bool) -> QImage:
    """What the worker draws: the part of the page, or the whole page cut to it."""
    layout = view.layout_of_pages
    if is_whole:
        session.request_page(0, *layout.size_px(0), generation=0)
    else:
        box = (part.x, part.y, part.width, part.height)
        session.request_tile(0, layout.scale, *box, generation=0)
    found: list[PageRendered] = []

    def look() -> bool:
        found.extend(e for e in session.poll() if isinstance(e, PageRendered))
        return bool(found)

    _wait(look)
    event = found[0]
    image = QImage(
        bytes(event.pixels), event.width, event.height, event.stride, QImage.Format.Format_RGB888
    )
    session.close()
    return image.copy(part.x, part.y, part.width, part.height) if is_whole else image.copy()


def _different(painted: QImage, seen: Box, drawn: QImage) -> int:
    return sum(
        painted.pixel(seen.x + x, seen.y + y) != drawn.pixel(x, y)
        for y in range(seen.height)
        for x in range(seen.width)
    )


def _wait(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not is_so() and time.monotonic() < end:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


if __name__ == "__main__":
    main()
