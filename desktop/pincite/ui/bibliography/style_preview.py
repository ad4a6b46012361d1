"""The user's own citations in a style that is only looked at."""

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from pincite.citing.style_index import Style
from pincite.model.citations import Ordering
from pincite.services.jobs import JobContext
from pincite.services.sections import Section
from pincite.ui.bibliography.contents import Contents
from pincite.ui.bibliography.formatting import Formatted, format_contents
from pincite.ui.context import AppContext

_MOST_CITATIONS = 6
_PAUSE_MS = 60


class StylePreviews(QObject):
    """Formats the first citations of a bibliography in one style after another.

    One at a time, off the GUI thread: while one is made only the last that is asked for waits.

    Signals:
        made: name of the style and a `Formatted`.
        failed: name of the style and a sentence.
    """

    made = Signal(str, object)
    failed = Signal(str, str)

    def __init__(self, context: AppContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._contents = Contents(None)
        self._wanted: Style | None = None
        self._is_busy = False
        self._making = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._next)

    def set_contents(self, contents: Contents) -> None:
        """Take the citations from this bibliography."""
        self._contents = contents

    @property
    def has_citations(self) -> bool:
        """True when there is anything to show."""
        return bool(self._contents.live)

    def show(self, style: Style) -> None:
        """Format in this style soon, unless another is asked for first."""
        self._wanted = style
        self._pause.start()

    def _next(self) -> None:
        style = self._wanted
        if style is None or self._is_busy or not self.has_citations:
            return
        self._wanted, self._is_busy, self._making = None, True, style.name
        contents, service = _sample(self._contents, style.name), self._context.bibliographies

        def job(_context: JobContext) -> Formatted:
            return format_contents(service, contents, is_preview=True)

        handle = self._context.jobs.start(job, self.tr("Formatting"), shown=False)
        handle.succeeded.connect(self._on_made)
        handle.failed.connect(self._on_failed)
        handle.ended.connect(self._on_ended)

    def _on_made(self, formatted: Formatted) -> None:
        self.made.emit(self._making, formatted)

    def _on_failed(self, text: str) -> None:
        self.failed.emit(self._making, text)

    def _on_ended(self) -> None:
        self._is_busy = False
        self._next()


def _sample(contents: Contents, style: str) -> Contents:
    """The first citations, in another style and without what the bibliography adds to them."""
    assert contents.bibliography is not None
    owner = replace(contents.bibliography, style=style, headings=(), ordering=Ordering.TEXT)
    rows = contents.live[:_MOST_CITATIONS]
    return replace(contents, bibliography=owner, sections=(Section(None, rows),))
