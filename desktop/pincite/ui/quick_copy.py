"""Copying and dragging citations: the clipboard's data, and the menu "Copy as"."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget
from shiboken6 import isValid

from pincite.services.jobs import JobContext
from pincite.ui.context import AppContext

if TYPE_CHECKING:
    from pincite.services.cited_rows import CitedRow
    from pincite.services.copying import Copied, Quoted

    MakeQuoted = Callable[[], Sequence[Quoted]]

RTF = "text/rtf"
MOST_DRAGGED = 200
"""Works and citations of which a drag brings the text."""


class QuickCopy(QObject):
    """Puts citations on the clipboard and into drags, in the user's form unless another is named.

    Signals:
        copied: something is on the clipboard.
    """

    copied = Signal()

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._style: tuple[str, str] | None = None

    def use_style(self, style: str, locale: str) -> None:
        """Format in this style, that of a bibliography, instead of the user's."""
        self._style = (style, locale)

    def copy(self, quoted: "MakeQuoted", form: str = "") -> None:
        """Copy in a job; the clipboard changes when it is done.

        Args:
            quoted: called in the job.
        """
        job = self._job(quoted, form)
        handle = self._context.jobs.start(job, self.tr("Copying"), shown=False)
        handle.succeeded.connect(self._on_made)
        handle.failed.connect(self._on_failed)

    def fill(self, data: QMimeData, quoted: "Sequence[Quoted]") -> None:
        """Put citations into the data of a drag, for any editor.

        What the citation engine makes comes a moment later, well before something is dropped;
        until then there is a short form, for a drag must not wait.
        """
        from pincite.services.copying import at_once, needs_engine

        if not 0 < len(quoted) <= MOST_DRAGGED:
            return
        form = self._context.settings.quick_copy
        put(data, at_once(quoted, form))
        if needs_engine(form):
            title = self.tr("Copying")
            job = self._job(lambda: quoted, form)
            handle = self._context.jobs.start(job, title, shown=False)
            handle.succeeded.connect(partial(_put_later, data))

    def menu(
        self,
        parent: QWidget,
        quoted: "MakeQuoted",
        without: Sequence[str] = (),
    ) -> QMenu:
        """The menu "Copy as".

        Args:
            quoted: called in a job when an entry is chosen.
            without: forms that are not offered here.
        """
        from pincite.services.copying import COPY_FORMS, KEY

        menu = QMenu(self.tr("Copy as"), parent)
        for form in (form for form in COPY_FORMS if form not in without):
            if form == KEY:
                menu.addSeparator()
            action = menu.addAction(form_name(form))
            action.triggered.connect(lambda _on=False, f=form: self.copy(quoted, f))
        return menu

    def _job(self, quoted: "MakeQuoted", form: str) -> "Callable[[JobContext], Copied]":
        from pincite.services.copying import copied

        settings, service = self._context.settings, self._context.bibliographies
        wanted = form or settings.quick_copy
        style, locale = self._style or (settings.style, settings.locale)

        def job(_context: JobContext) -> "Copied":
            return copied(service, quoted(), wanted, style, locale)

        return job

    def _on_made(self, made: "Copied") -> None:
        data = QMimeData()
        put(data, made)
        QGuiApplication.clipboard().setMimeData(data)
        first = " ".join(made.text.split())
        shown = first if len(first) <= 60 else f"{first[:60]}\u2026"
        self._context.notify("ok", self.tr("Copied: %1").replace("%1", shown))
        self.copied.emit()

    def _on_failed(self, message: str) -> None:
        self._context.notify("bad", message)


def quoted_rows(rows: "Iterable[CitedRow]") -> "list[Quoted]":
    """Citations of a bibliography, without what they quote."""
    from pincite.services.bibliographies import ItemCite
    from pincite.services.copying import Quoted

    return [Quoted(ItemCite.of(row)) for row in rows]


def put(data: QMimeData, made: "Copied") -> None:
    """Put a text into `data` in all its kinds."""
    data.setText(made.text)
    if made.html:
        data.setHtml(made.html)
    if made.rtf:
        data.setData(RTF, made.rtf.encode())


def form_name(form: str) -> str:
    """What a form is called."""
    tr = QCoreApplication.translate
    names = {
        "reference": tr("QuickCopy", "Formatted reference"),
        "citation": tr("QuickCopy", "In-text citation or note"),
        "markdown": tr("QuickCopy", "Reference in Markdown"),
        "key": tr("QuickCopy", "Citation key"),
    }
    tools = {
        "biblatex": "BibLaTeX", "natbib": "natbib", "pandoc": "Pandoc / Quarto", "typst": "Typst",
        "org": "Org", "asciidoc": "AsciiDoc", "jupyter": "Jupyter", "rst": "reStructuredText",
        "restructuredtext": "reStructuredText", "quarto": "Quarto",
    }  # fmt: skip
    command = tr("QuickCopy", "%1 command").replace("%1", tools.get(form, form))
    return names.get(form, command)


def _put_later(data: QMimeData, made: "Copied") -> None:
    if isValid(data):
        put(data, made)
