"""One finding: what is wrong, both texts side by side, the page, and what can be done."""

from collections.abc import Callable
from functools import partial
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from pincite.model.ids import ItemId
from pincite.model.manuscripts import Finding, FindingState
from pincite.ui.context import AppContext
from pincite.ui.manuscripts.words import place_word, sentence, stands, state_look, work_name
from pincite.ui.verdicts.compared import quoted_html, source_html
from pincite.ui.verdicts.passage_picture import PassagePicture, passage_picture
from pincite.ui.verdicts.verdict_view import PassageFrame
from pincite.ui.widgets import Button, Glyph, Label
from pincite.ui.widgets.labels import PassageLabel, SectionHead

if TYPE_CHECKING:
    from pincite.services.jobs import JobContext

_MARK = "#ffd400"
"""On the page, which is white in every theme."""
_REDRAW_MS = 150
_PICTURE_STEPS = 120


class FindingDetail(QScrollArea):
    """The right side of the tab.

    Signals:
        open_wanted: the cited page of the `Finding` on view.
        item_wanted: the id of an item to be shown in the library.
    """

    open_wanted = Signal(object)
    item_wanted = Signal(object)

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._finding: Finding | None = None
        theme = context.theme
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._glyph = Glyph(theme, "check-circle")
        self.title = Label("", "title", wraps=True)
        self.sentence = Label("", "", wraps=True)
        self.written = Label("", "muted", wraps=True)
        self.quoted = PassageLabel(self.tr("The quotation in the manuscript"))
        self.source = PassageLabel(self.tr("The text in the work"))
        self._source_head = SectionHead("")
        self.picture = PassageFrame(theme, _PICTURE_STEPS)
        self.open = Button(
            theme, self.tr("Open the page"), self._open, kind="primary", icon_name="book-open"
        )
        self.show_item = Button(theme, self.tr("Show in library"), self._show_item)
        self._candidates = QVBoxLayout()
        self._candidates_head = SectionHead(self.tr("Could be"))
        # A picture is drawn anew when the pane has kept its width for a moment.
        self._redraw = QTimer(self)
        self._redraw.setSingleShot(True)
        self._redraw.setInterval(_REDRAW_MS)
        self._redraw.timeout.connect(self._draw)
        self._lay_out()

    def show_finding(self, finding: Finding) -> None:
        """Show a finding."""
        self._finding = finding
        glyph, role = state_look(finding.state)
        self._glyph.set_glyph(glyph, role)
        place = f", {finding.locator.described}" if finding.locator else ""
        self.title.setText(f"{work_name(finding)}{place}")
        self.sentence.setText(sentence(finding))
        self.written.setText(f"{place_word(finding.place)}: {finding.sentence or finding.written}")
        self._show_texts(finding)
        self._show_candidates(finding)
        self.open.setVisible(finding.document is not None)
        page = stands(finding) or finding.locator.described
        text = self.tr("Open %1").replace("%1", page) if page else self.tr("Open the work")
        self.open.setText(text)
        self.show_item.setVisible(finding.item is not None)
        self.picture.hide()
        self._draw()
        self.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._redraw.start()

    def _show_texts(self, finding: Finding) -> None:
        theme, verdict = self._context.theme, finding.verdict
        quoted = quoted_html(verdict, theme) if verdict else ""
        source = source_html(verdict, theme) if verdict else ""
        self.quoted.setText(quoted or escape(finding.quotation))
        self.source.setText(source)
        where = stands(finding)
        head = self.tr("In the work, %1").replace("%1", where) if where else self.tr("In the work")
        self._source_head.setText(head)
        self._quoted_box.setVisible(bool(finding.quotation))
        self._source_box.setVisible(bool(source))

    def _show_candidates(self, finding: Finding) -> None:
        while item := self._candidates.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        items = finding.candidates if finding.state is not FindingState.VERIFIED else ()
        self._candidates_head.setVisible(bool(items))
        for found in items:
            text = self.tr("%1 [%2]").replace("%1", found.title).replace("%2", found.key)
            button = Button(
                self._context.theme, text, partial(self.item_wanted.emit, found.id), kind="link"
            )
            self._candidates.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _draw(self) -> None:
        finding = self._finding
        if finding is None or finding.document is None or finding.verdict is None:
            return
        document, verdict = finding.document, finding.verdict
        library, indexes = self._context.workspace.library, self._context.checks.service.indexes
        room = self.viewport().width() - 2 * self._context.theme.spacing(5) - 4
        width = round(max(200, room) * self.devicePixelRatioF())

        def job(_context: "JobContext") -> tuple[Finding, PassagePicture | None]:
            return finding, passage_picture(
                library, indexes, document, verdict, width_px=width, colour=_MARK
            )

        handle = self._context.jobs.start(job, self.tr("Drawing the passage"), shown=False)
        # A bound method: it is not called when this is gone before the picture comes.
        handle.succeeded.connect(self._show_picture)

    def _show_picture(self, found: tuple[Finding, PassagePicture | None]) -> None:
        finding, picture = found
        if finding is not self._finding or picture is None:
            return
        name = self.tr("The passage on %1").replace("%1", stands(finding))
        self.picture.show()
        self.picture.show_picture(picture.image, name)

    def _open(self) -> None:
        self.open_wanted.emit(self._finding)

    def _show_item(self) -> None:
        if self._finding is not None and self._finding.item is not None:
            self.item_wanted.emit(ItemId(self._finding.item.id))

    def _lay_out(self) -> None:
        space = self._context.theme.spacing
        head = QHBoxLayout()
        head.setSpacing(space(2))
        head.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.sentence, 1)
        texts = QGridLayout()
        texts.setHorizontalSpacing(space(4))
        self._quoted_box = self._column(SectionHead(self.tr("In the manuscript")), self.quoted)
        self._source_box = self._column(self._source_head, self.source)
        texts.addWidget(self._quoted_box, 0, 0)
        texts.addWidget(self._source_box, 0, 1)
        texts.setColumnStretch(0, 1)
        texts.setColumnStretch(1, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(space(2))
        buttons.addWidget(self.open)
        buttons.addWidget(self.show_item)
        buttons.addStretch(1)
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(space(5), space(4), space(5), space(5))
        box.setSpacing(space(3))
        parts: tuple[QWidget | QHBoxLayout | QGridLayout | QVBoxLayout, ...] = (
            self.title, head, self.written, texts, self._candidates_head, self._candidates,
            self.picture, buttons,
        )  # fmt: skip
        for part in parts:
            add: Callable[..., None] = box.addWidget if isinstance(part, QWidget) else box.addLayout
            add(part)
        box.addStretch(1)
        self.setWidget(inner)

    def _column(self, head: Label, text: QLabel) -> QWidget:
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(self._context.theme.spacing(1))
        box.addWidget(head)
        box.addWidget(text, 1)
        return holder
