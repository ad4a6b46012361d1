"""What a file is for that is dropped on a document being read."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from pincite.model.documents import Document
from pincite.ui.context import AppContext
from pincite.ui.replacing.acts import FileReplacing
from pincite.ui.widgets import Banner

ShowBanner = Callable[
    [str, str, Sequence[tuple[str, Callable[[], object]]]], Banner | None
]  # fmt: skip


class ReplacingQuestion(QObject):
    """Asks whether a dropped file replaces the one on view, or is another work."""

    def __init__(self, context: AppContext, window: QWidget) -> None:
        super().__init__(window)
        self._acts = FileReplacing(context, window)
        self._question: Banner | None = None

    def ask(
        self,
        page: QWidget | None,
        files: Sequence[str],
        start_import: Callable[[Sequence[str]], object],
        show_banner: ShowBanner,
    ) -> bool:
        """Ask, if a single file was dropped while a document of the library is read.

        Args:
            page: the tab on view.

        Returns:
            False where there is nothing to ask.
        """
        document = _document_of(page)
        path = Path(files[0]) if len(files) == 1 else None
        if document is None or path is None or not path.is_file():
            return False
        text = self.tr("Does “%1” replace “%2”, which is open, or is it another work?")
        acts = (
            (
                self.tr("Replace the file"),
                lambda: self._answer(lambda: self._acts.replace(document, path)),
            ),
            (self.tr("Import the work"), lambda: self._answer(lambda: start_import(files))),
        )
        text = text.replace("%1", path.name).replace("%2", document.name)
        self._question = show_banner("info", text, acts) or self._question
        return True

    def _answer(self, act: Callable[[], object]) -> None:
        if self._question is not None:
            self._question.dismiss()
            self._question = None
        act()


def _document_of(page: QWidget | None) -> Document | None:
    """The document that the active side of a reader tab shows."""
    document = getattr(getattr(page, "pane", None), "document", None)
    return document if isinstance(document, Document) else None
