"""From the ledger to the pages it names and to what cites them."""

from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QWidget

from pincite.citing.ledger import LedgerEntry, LedgerOrigin, LedgerWork
from pincite.model.annotations import Annotation
from pincite.model.citations import Citation
from pincite.model.ids import ItemId
from pincite.model.mentions import Mention
from pincite.model.notes import Note
from pincite.services.reading import document_to_read
from pincite.ui.context import AppContext
from pincite.ui.reader.arrival import Arrival

_MOST = 24
"""Lines of a part of a menu; what is beyond is reached by opening the work."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Ledger", text)


def origin_word(origin: LedgerOrigin) -> str:
    """What cites, in a word."""
    words = {
        LedgerOrigin.CITATION: _tr("citation"),
        LedgerOrigin.ANNOTATION: _tr("annotation"),
        LedgerOrigin.MENTION: _tr("mention"),
        LedgerOrigin.NOTE: _tr("note"),
        LedgerOrigin.MANUSCRIPT: _tr("manuscript"),
    }
    return words[origin]


def open_work_page(context: AppContext, item: ItemId, title: str, page: int | None) -> None:
    """Open the work at a file page, or say that it has no file."""
    document = document_to_read(context.workspace.read, item)
    if document is None:
        text = _tr("“%1” has no file to open. Add one to it in the library.")
        context.notify("info", text.replace("%1", title))
        return
    context.open_reader(document.sha256, page, (), None)


def open_entry(context: AppContext, entry: LedgerEntry) -> None:
    """Open where a citation, annotation, mention or note stands."""
    read = context.workspace.read
    match entry.origin:
        case LedgerOrigin.CITATION if citation := read.get(Citation, entry.id):
            context.open_bibliography(citation.bibliography)
        case LedgerOrigin.ANNOTATION if mark := read.get(Annotation, entry.id):
            context.open_reader(mark.document, None, (), mark.id)
        case LedgerOrigin.MENTION if mention := read.get(Mention, entry.id):
            anchor = mention.anchor
            arrival = Arrival(anchor.page_index, start=anchor.start, length=mention.length)
            context.arrive(mention.document, arrival, True)
        case LedgerOrigin.NOTE if (note := read.get(Note, entry.id)) and note.item:
            context.show_item(note.item)
        case _:
            open_work_page(context, entry.item, entry.title, entry.index)


def work_menu(context: AppContext, work: LedgerWork, parent: QWidget) -> QMenu:
    """The pages of a work, and all that cites them, each to be opened."""
    menu = QMenu(parent)
    menu.setToolTipsVisible(True)
    for place in work.places[:_MOST]:
        text = _tr("Open %1").replace("%1", page_text(place.text) or _tr("the work"))
        menu.addAction(text).triggered.connect(partial(_open_page, context, work, place.index))
    menu.addSeparator()
    entries = [(place.text, entry) for place in work.places for entry in place.entries]
    for where, entry in entries[:_MOST]:
        text = _tr("%1 in %2 (%3)").replace("%1", page_text(where) or _tr("whole work"))
        text = text.replace("%2", entry.source or _tr("Untitled"))
        action = menu.addAction(text.replace("%3", origin_word(entry.origin)))
        action.setToolTip(entry.text)
        action.triggered.connect(partial(_open_entry, context, entry))
    return menu


def _open_page(context: AppContext, work: LedgerWork, page: int | None, _on: bool = False) -> None:
    open_work_page(context, work.item, work.title, page)


def _open_entry(context: AppContext, entry: LedgerEntry, _on: bool = False) -> None:
    open_entry(context, entry)


def page_text(text: str) -> str:
    """A page as one says it; other places say themselves what they are."""
    if not text or text[0] in "¶§" or " " in text or ":" in text:
        return text
    return f"pp. {text}" if "–" in text else f"p. {text}"
