"""The citations of one pane: made after its first page, and connected to the rest of it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtWidgets import QWidget

from pincite.model.ids import MentionId
from pincite.services.mention_views import CitingPlace
from pincite.ui.reader.arrival import Arrival
from pincite.ui.reader.mentions.citations import Citations
from pincite.ui.reader.mentions.citing_marks import CitingMarks
from pincite.ui.reader.mentions.click_chain import ClickChain
from pincite.ui.reader.mentions.flasher import Flasher
from pincite.ui.reader.mentions.mention_acts import MentionActs
from pincite.ui.reader.mentions.mention_layer import MentionLayer
from pincite.ui.reader.mentions.mention_places import MentionPlaces

if TYPE_CHECKING:
    from pincite.ui.reader.reader_pane import ReaderPane


class PaneMentions(QObject):
    """Citations on the pages, those of the pages, and arriving from them."""

    def __init__(self, pane: "ReaderPane") -> None:
        super().__init__(pane)
        context, view = pane.context, pane.view
        self._pane = pane
        self.citations = Citations(context, view)
        self.places = MentionPlaces(pane.texts, pane.copy.shown_stretch)
        self.acts = MentionActs(context, self.citations, pane, pane.pressed.emit)
        self.flasher = Flasher(view, pane.texts, context.theme)
        self.layer = MentionLayer(context, view, pane.texts, self.places, self.citations, self.acts)
        self.marks = CitingMarks(view, context.theme, self.citations, self.places)
        pane.pointer.links = ClickChain((self.marks, self.layer, pane.links))
        self.layer.pointed.connect(pane.sides.select_mention)
        self.marks.chosen.connect(lambda _page: pane.show_side("backlinks"))
        self._checked: set[MentionId] = set()
        self.citations.changed.connect(self._check_quotations)
        self.citations.show_document(pane.document)
        pane.document_changed.connect(self.citations.show_document)
        context.library_attached.connect(self.citations.refresh)
        pane.sizes.switched.connect(self._show_copy)

    def _check_quotations(self) -> None:
        """Check the quotations that nobody has compared yet, such as those of an earlier import."""
        known = self.citations.known
        fresh = {
            row.mention.id
            for row in known.rows
            if row.mention.quotation and row.target.pages and row.mention.id not in known.checks
        } - self._checked
        if fresh:
            self._checked |= fresh
            self._pane.context.checks.check(lambda checks: checks.of_mentions(sorted(fresh)))

    def _show_copy(self) -> None:
        """The article is shown in another type: everything stands elsewhere."""
        self.places.forget()
        self.marks.refresh()

    def show_in_text(self, mention: MentionId) -> None:
        """Go to a citation on its page and flash it; back returns."""
        row = self.citations.row(mention)
        if row is None:
            return
        page_index, start, length = self.places.stretch(row.mention)
        if self.places.placed(mention, page_index) is not None:
            self._pane.places.leave()
        else:
            self._pane.go_to(page_index)
        self.flasher.flash(page_index, start=start, length=length)

    def show_verdict(self, mention: MentionId, place: QRect, parent: QWidget) -> bool:
        """Show the check of a quotation beside a place of the screen; False without one."""
        from pincite.ui.verdicts.verdict_popup import VerdictPopup

        context = self._pane.context
        quoted = context.checks.service.of_mentions([mention])
        if quoted:
            VerdictPopup(context, quoted[0], parent).show_for(place)
        return bool(quoted)

    def step(self, *, forward: bool) -> None:
        """To the next or previous citation, with its card."""
        self._pane.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self.layer.step(forward=forward):
            text = self.tr("No citations are known in this document.")
            self._pane.context.notify("info", text)

    def open_citing(self, place: CitingPlace, *, apart: bool = False) -> None:
        """Open a document that cites this one."""
        self.acts.opening.open_citing(place, apart=apart)

    def arrive(self, arrival: Arrival) -> None:
        """Flash what somebody came for, and remember the way back."""
        self._pane.places.return_by(arrival.back)
        if arrival.page_index is None:
            pass
        elif arrival.start >= 0:
            page_index, start, length = self.places.shown(
                arrival.page_index, arrival.start, arrival.length
            )
            self.flasher.flash(page_index, start=start, length=length)
        else:
            pages = [self.places.shown(page, 0, 0)[0] for page in arrival.pages]
            first = self.places.shown(arrival.page_index, 0, 0)[0]
            self.flasher.flash(first, pages, quotation=arrival.quotation)
        if arrival.asks_number and self._pane.page_count:
            self._pane.naming.ask("from here")
        elif arrival.asks_number:
            self._pane.first_page_painted.connect(self._ask_number)

    def _ask_number(self) -> None:
        self._pane.first_page_painted.disconnect(self._ask_number)
        self._pane.naming.ask("from here")

    def shut(self) -> None:
        """The pane goes."""
        self.layer.cards.shut()
