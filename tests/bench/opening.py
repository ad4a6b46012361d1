"""The program as it starts, ended as soon as its window has been painted.

    python -m tests.bench.opening --library FOLDER

Prints the monotonic clock (`time.monotonic`) when the table of items, or the welcome page of an
empty library, had been painted and everything that was waiting then was done.
"""

import sys
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from pincite.start import open_window
from pincite.ui.app import application
from pincite.ui.library.items_view import ItemsView
from pincite.ui.welcome import WelcomePage


class FirstPaint(QObject):
    """Ends the program after the first paint of what stands in the Library tab."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and (
            isinstance(watched, WelcomePage) or isinstance(watched.parent(), ItemsView)
        ):
            self._app.removeEventFilter(self)
            QTimer.singleShot(0, self, self._end)
        return False

    def _end(self) -> None:
        sys.stdout.write(f"{time.monotonic()}\n")
        self._app.quit()


if __name__ == "__main__":
    watch = FirstPaint(application())
    sys.exit(open_window(sys.argv[1:]))
