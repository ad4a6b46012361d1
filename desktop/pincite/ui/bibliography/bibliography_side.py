"""One bibliography as a tab shows it: alone, or beside another one."""

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from pincite.exporting.formats import FORMATS
from pincite.model.citations import Bibliography, CitationState, Ordering, Shown
from pincite.model.ids import BibliographyId, CitationId
from pincite.services.commands.bibliographies import EditBibliography
from pincite.services.exporting import export_bibliography
from pincite.services.settings import own_name
from pincite.ui.bibliography.citations_pane import CitationsPane
from pincite.ui.bibliography.contents import Contents, is_just_made
from pincite.ui.bibliography.exports import Exports
from pincite.ui.bibliography.ledger_pane import LedgerPane
from pincite.ui.bibliography.live_contents import LiveContents
from pincite.ui.bibliography.preview_pane import PreviewPane
from pincite.ui.context import AppContext
from pincite.ui.exporting.opening import ExportScope, open_export_dialog


class BibliographySide(QWidget):
    """Citations at the left, the formatted page at the right, the ledger below.

    Beside another bibliography the page stands below the citations, and the ledger is away.

    Signals:
        title_changed: the name of the bibliography.
        closed: the bibliography is gone or in the trash; there is nothing to show.
    """

    title_changed = Signal(str)
    closed = Signal()

    def __init__(
        self, context: AppContext, bibliography_id: BibliographyId, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.bibliography_id = bibliography_id
        self._context = context
        self._title = ""
        self._seen_unchecked: set[CitationId] = set()
        self.exports = Exports(context, self)
        self.citations = CitationsPane(context)
        self.preview = PreviewPane(context)
        self.ledger = LedgerPane(context, self.exports)
        self.live = LiveContents(context, bibliography_id, self)
        self._upper = QSplitter(Qt.Orientation.Horizontal)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.citations)

    @property
    def title(self) -> str:
        """The name of the bibliography; empty until it is read."""
        return self._title

    @property
    def bibliography(self) -> Bibliography | None:
        """What is shown, as it was read last; None before that."""
        return self.live.contents.bibliography

    def set_beside(self, *, is_beside: bool) -> None:
        """Take little width, as one of two; or all of it."""
        direction = Qt.Orientation.Vertical if is_beside else Qt.Orientation.Horizontal
        if self._upper.orientation() != direction:
            self._upper.setOrientation(direction)
            self._upper.setSizes([3, 2] if is_beside else [520, 920])
        self.ledger.setVisible(not is_beside)
        self.citations.header.shut.setVisible(is_beside)

    def drop_data(self, data: QMimeData, *, is_copy: bool) -> None:
        """Take works, highlights or citations that were dropped on the tab, as the last ones."""
        self.citations.model.put_at_end(data, is_copy=is_copy)

    def rename(self) -> None:
        """Let the user type another name."""
        self.citations.header.name.begin()

    def copy_formatted(self) -> None:
        """Put the page on the clipboard, as rich and as plain text."""
        QGuiApplication.clipboard().setMimeData(self.preview.page.clipboard_data())
        self._context.notify("ok", self.tr("Copied with its formatting."))

    def choose_export(self) -> None:
        """Ask how the bibliography is to be written, and whether the file is to follow it."""
        bibliography = self.bibliography
        if bibliography is not None:
            scope = ExportScope(bibliography.name, bibliography=bibliography.id)
            open_export_dialog(self._context, scope, self)

    def export(self, format_name: str) -> None:
        """Ask for a file and write the bibliography to it in a format of `exporting.formats`."""
        bibliography = self.live.contents.bibliography
        if bibliography is None:
            return
        chosen, service = FORMATS[format_name], self._context.bibliographies

        author = own_name(self._context.settings.author)

        def make() -> str | bytes:
            return export_bibliography(service, bibliography, format_name, author=author)

        self.exports.ask_and_save(make, bibliography.name, chosen.suffix, chosen.title)

    def check_all(self) -> None:
        """Check every quotation of the bibliography; the tray shows how far it is."""
        bibliography = self.live.contents.bibliography
        if bibliography is not None:
            self._context.checks.check_bibliography(bibliography)

    def make_active(self) -> None:
        """Let "Cite" add to this bibliography."""
        self._context.bibliographies.set_active(self.bibliography_id)
        self.citations.header.show_active(is_active=True)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Another tab may have become the one that "Cite" adds to, of which nobody tells.
        self.live.refresh()
        self.live.set_seen(is_seen=True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.live.set_seen(is_seen=False)

    def _lay_out(self) -> None:
        upper = self._upper
        upper.addWidget(self.citations)
        upper.addWidget(self.preview)
        upper.setSizes([520, 920])
        upper.setStretchFactor(0, 4)
        upper.setStretchFactor(1, 7)
        whole = QSplitter(Qt.Orientation.Vertical)
        whole.addWidget(upper)
        whole.addWidget(self.ledger)
        whole.setSizes([560, 230])
        whole.setStretchFactor(0, 1)
        whole.setStretchFactor(1, 0)
        spacing = self._context.theme.spacing
        self.citations.setMinimumWidth(spacing(85))
        self.preview.setMinimumWidth(spacing(80))
        self.ledger.setMinimumHeight(spacing(24))
        for splitter in (upper, whole):
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(whole)

    def _connect(self) -> None:
        header, preview, live = self.citations.header, self.preview, self.live
        header.renamed.connect(self._rename)
        header.activated.connect(self.make_active)
        header.copy_wanted.connect(self.copy_formatted)
        header.export_wanted.connect(self.export)
        header.choices_wanted.connect(self.choose_export)
        header.check_wanted.connect(self.check_all)
        preview.style_chosen.connect(self._set_style)
        preview.locale_chosen.connect(self._set_locale)
        preview.again_wanted.connect(live.format_again)
        self.ledger.scope_changed.connect(lambda wanted: live.set_whole_library(wanted=wanted))
        self.citations.view.chosen.connect(self._mark_chosen)
        preview.page.clicked.connect(self._on_clicked)
        bar = self.citations.bar
        bar.ordering_chosen.connect(self._set_ordering)
        bar.shown_chosen.connect(self._set_shown)
        live.read.connect(self._show)
        live.formatted.connect(preview.show_formatted)
        live.format_failed.connect(preview.show_failure)
        # A bound method: the bridge outlives the tab, and a lambda would go on being called.
        self._context.bridge.failed.connect(self._on_command_failed)

    def _on_clicked(self, name: str) -> None:
        """A text of the page was clicked: select its citation, for a work one after another."""
        kind, _, id = name.partition(":")
        if kind == "citation":
            self.citations.select_citation(id)
            return
        ids = [row.citation.id for row in self.live.contents.live if row.item.id == id]
        chosen = self.citations.view.selected_ids()
        here = next((n for n, one in enumerate(ids) if one in chosen), -1)
        if ids:
            self.citations.select_citation(ids[(here + 1) % len(ids)])

    def _mark_chosen(self, citation: str) -> None:
        """Show on the page what is selected in the list."""
        rows = [row for row in self.live.contents.live if row.citation.id == citation]
        names = [name for r in rows for name in (f"citation:{r.citation.id}", f"work:{r.item.id}")]
        self.preview.page.show_chosen(names)

    def _show(self, contents: Contents) -> None:
        if contents.bibliography is None:
            self.closed.emit()
            return
        self.citations.show_contents(contents)
        self.preview.show_contents(contents)
        self._check_new(contents)
        self.ledger.show_works(contents.works, contents.bibliography.name)
        is_first = not self._title
        self._set_title(contents.bibliography)
        if is_first and is_just_made(contents):
            self.rename()

    def _set_title(self, bibliography: Bibliography) -> None:
        if bibliography.name != self._title:
            self._title = bibliography.name
            self.title_changed.emit(self._title)

    def _check_new(self, contents: Contents) -> None:
        """Have the quotations checked that never were, such as those of an older library."""
        new = {
            row.citation.id
            for row in contents.rows
            if row.quotation.strip() and row.state is CitationState.UNCHECKED
        }
        if new - self._seen_unchecked:
            self._context.checks.check_soon(new - self._seen_unchecked)
            self._seen_unchecked |= new

    def _on_command_failed(self, _message: str) -> None:
        self.citations.header.name.restore()

    def _rename(self, name: str) -> None:
        self._context.bridge.run(EditBibliography(self.bibliography_id, name=name))

    def _set_style(self, style: str) -> None:
        self._context.bridge.run(EditBibliography(self.bibliography_id, style=style))

    def _set_locale(self, locale: str) -> None:
        self._context.bridge.run(EditBibliography(self.bibliography_id, locale=locale))

    def _set_ordering(self, ordering: Ordering) -> None:
        self._context.bridge.run(EditBibliography(self.bibliography_id, ordering=ordering))

    def _set_shown(self, shown: Shown) -> None:
        self._context.bridge.run(EditBibliography(self.bibliography_id, shown=shown))
