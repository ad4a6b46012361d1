"""Pictures of the three tabs of a library, made without a screen.

`python -m pincite.ui.pictures LIBRARY-FOLDER OUT-FOLDER`, as the tour does. The window is the real
one; each picture is taken when nothing in it moves any more.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTemporaryDir, QTimer
from PySide6.QtGui import QImage

from pincite.documents.process import WorkerPool
from pincite.library.queries import ItemQuery, Reader
from pincite.model.annotations import Annotation
from pincite.services.settings import SettingsFile, default_settings_path
from pincite.ui.app import application, build_context
from pincite.ui.context import AppContext
from pincite.ui.garbage import GarbageCollector
from pincite.ui.main_window import MainWindow
from pincite.ui.memory import WindowMemory
from pincite.ui.session import LibrarySession

SIZE = (1440, 900)
_LOOK_EVERY_MS = 150
_LEAST_LOOKS = 8
_MOST_LOOKS = 200


class Photographer(QObject):
    """Shows one thing after another in a window, and saves what is seen of each."""

    def __init__(
        self,
        context: AppContext,
        window: MainWindow,
        shots: list[tuple[Path, Callable[[], None]]],
        at_end: Callable[[], None],
    ) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._shots = shots
        self._at_end = at_end
        self._looks = 0
        self._seen = QImage()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """Show the first thing."""
        self._shots[0][1]()
        self._timer.start()

    def _look(self) -> None:
        """Save the picture once no job runs and two looks saw the same."""
        self._looks += 1
        image = self._window.grab().toImage()
        is_still = image == self._seen and not self._context.jobs.running()
        self._seen = image
        if self._looks < _LEAST_LOOKS or (not is_still and self._looks < _MOST_LOOKS):
            return
        path, _ = self._shots.pop(0)
        image.save(str(path))
        self._looks = 0
        if self._shots:
            self._shots[0][1]()
        else:
            self._timer.stop()
            self._at_end()


def main(library: Path, out: Path) -> int:
    """Take library.png, reader.png and bibliography.png. Returns the exit status."""
    app = application()
    pool = WorkerPool()
    settings_file = SettingsFile(default_settings_path())
    context = build_context(app, pool, settings_file, settings_file.load())
    scratch = QTemporaryDir()
    window = MainWindow(WindowMemory(Path(scratch.path()), app), context)
    session = LibrarySession(context, window, library)
    window.resize(*SIZE)
    window.show()
    session.open()
    if not context.has_library:
        return 1
    GarbageCollector(window)
    photographer = Photographer(context, window, _shots(context, window, out), app.quit)
    photographer.start()
    app.exec()
    session.close()
    pool.close()
    return 0


def _shots(
    context: AppContext, window: MainWindow, out: Path
) -> list[tuple[Path, Callable[[], None]]]:
    reader = context.workspace.read
    marked = _most_marked(reader)

    def show_library() -> None:
        window.show_item(reader.item_ids(ItemQuery(), sort="annotations")[0])

    def show_mark() -> None:
        if marked is not None:
            page = marked.anchor.page_index
            window.tabs.open_reader(marked.document, page, (), marked.id)

    def show_bibliography() -> None:
        active = context.bibliographies.active()
        if active is not None:
            window.tabs.open_bibliography(active.id)

    return [
        (out / "library.png", show_library),
        (out / "reader.png", show_mark),
        (out / "bibliography.png", show_bibliography),
    ]


def _most_marked(reader: Reader) -> Annotation | None:
    """The annotation with the longest comment: the one worth a picture."""
    return max(reader.all_annotations(), key=lambda a: len(a.comment), default=None)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
