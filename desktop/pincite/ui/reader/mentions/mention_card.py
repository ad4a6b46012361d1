"""The card beside a citation: its state, what it cites, a look at the page, what one can do."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QImage, QKeyEvent, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from pincite.model.checks import QuotationCheck
from pincite.services.mention_views import Standing, cited_as, standing_of
from pincite.services.mentions import MentionRow
from pincite.ui.reader.links.preview_region import place_beside
from pincite.ui.reader.mentions.words import (
    ACT_GLYPHS,
    MentionAct,
    act_word,
    card_acts_of,
    file_place,
    look_of,
    missing_sentence,
)
from pincite.ui.reader.pages.page_layout import Box
from pincite.ui.reader.text.selection_bar import add_shadow
from pincite.ui.theme import Theme
from pincite.ui.verdicts.compared import source_html
from pincite.ui.verdicts.words import remark_sentences, verdict_sentence
from pincite.ui.widgets import Button, ElidedLabel, Label
from pincite.ui.widgets.flow import FlowLayout
from pincite.ui.widgets.state_chip import StateChip

_GAP_PX = 6
_WIDTH_STEPS, _PICTURE_STEPS, _LEAST_PICTURE_STEPS = 106, 42, 15
_FRAME_PX = 1
_MOST_QUOTED, _MOST_FOUND = 280, 420


class MentionCard(QFrame):
    """Stands below or above a citation, never on it.

    Signals:
        entered, left: the mouse came onto it, or went.
        dismissed: Esc was pressed in it.
    """

    entered = Signal()
    left = Signal()
    dismissed = Signal()

    def __init__(
        self, theme: Theme, do: Callable[[MentionAct, MentionRow], object], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._do = do
        self._picture_height = 0
        self.row: MentionRow | None = None
        self.check: QuotationCheck | None = None
        self.setProperty("role", "popup")
        self.setAccessibleName(self.tr("Citation"))
        self.setCursor(Qt.CursorShape.ArrowCursor)
        # Its own background: the viewport below is opaque and does not paint for it.
        self.setAutoFillBackground(True)
        self._build()
        add_shadow(self)
        self.hide()

    def _build(self) -> None:
        theme = self._theme
        self._chip: StateChip | None = None
        self._head = QHBoxLayout()
        self._head.setSpacing(theme.spacing(2))
        self._cited = ElidedLabel("", "strong")
        self._place = Label("", "muted")
        self._head.addWidget(self._cited, 1)
        self._head.addWidget(self._place)
        self._title = ElidedLabel("", "muted")
        self._missing = Label("", wraps=True)
        self._verdict = Label("", wraps=True)
        self._quotation = Label("", "muted", wraps=True)
        self._picture = QLabel()
        self._picture.setProperty("role", "picture")
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._buttons = QWidget()
        self._row = FlowLayout(theme.spacing(2), self._buttons)
        self._box = box = QVBoxLayout(self)
        box.setContentsMargins(*(theme.spacing(3),) * 4)
        box.setSpacing(theme.spacing(2))
        box.addLayout(self._head)
        for label in (self._title, self._missing, self._verdict, self._quotation):
            box.addWidget(label)
        box.addWidget(self._picture)
        box.addWidget(self._buttons)

    @property
    def buttons(self) -> list[Button]:
        """What can be done, the act that leads on first."""
        items = (self._row.itemAt(place) for place in range(self._row.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, Button)]

    def show_row(
        self, row: MentionRow, check: QuotationCheck | None, mention: QRect, room: QRect
    ) -> QSize:
        """Show a citation beside its place.

        Args:
            check: of the quotation that it supports.
            mention: what must stay uncovered, in the parent's pixels.
            room: the part of the parent where the card may stand.

        Returns:
            The size of the picture that there is room for; empty for none.
        """
        self.row, self.check = row, check
        self._fill(row, check)
        theme = self._theme
        width = min(theme.spacing(_WIDTH_STEPS), room.width() - 2 * _GAP_PX)
        self._picture.hide()
        plain = self._height(width)
        free = max(room.bottom() - mention.bottom(), mention.top() - room.top()) - 2 * _GAP_PX
        wanted = min(theme.spacing(_PICTURE_STEPS), free - plain - theme.spacing(2))
        has_page = row.target.page_index is not None and row.target.document is not None
        has_picture = has_page and wanted >= theme.spacing(_LEAST_PICTURE_STEPS)
        if has_picture:
            self._picture.setFixedHeight(wanted)
            self._picture.setPixmap(QPixmap())
            self._picture.show()
        link = Box(mention.x(), mention.y(), mention.width(), mention.height())
        size = (width, self._height(width))
        place = place_beside(link, size, (room.width(), room.height()), _GAP_PX)
        self.setGeometry(place.x, place.y, place.width, place.height)
        self.show()
        self.raise_()
        frame = 2 * (theme.spacing(3) + 1 + _FRAME_PX)
        return QSize(width - frame, wanted - 2 * _FRAME_PX) if has_picture else QSize()

    @property
    def picture(self) -> QPixmap:
        """The page that is cited; null while it is not here."""
        return self._picture.pixmap()

    def show_picture(self, image: QImage) -> None:
        """Show the page that is cited."""
        self._picture.setPixmap(QPixmap.fromImage(image))

    def focus_first(self) -> None:
        """Give the focus to the act that leads on."""
        if self.buttons:
            self.buttons[0].setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismissed.emit()
        elif event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Right)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            button = self.focusWidget()
            if isinstance(button, Button):
                button.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.entered.emit()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.left.emit()

    def _fill(self, row: MentionRow, check: QuotationCheck | None) -> None:
        standing = standing_of(row.mention, row.target)
        look = look_of(standing, check)
        if self._chip is None:
            self._chip = StateChip(self._theme, look)
            self._head.insertWidget(0, self._chip)
        self._chip.set_state(look)
        self._cited.setText(cited_as(row) or row.mention.anchor.quote)
        self._place.setText(file_place(row))
        title = row.target.item.title if row.target.item is not None else row.mention.entry
        self._set(self._title, title)
        self._set(self._missing, missing_sentence(row))
        verdict = check if standing is Standing.RESOLVED else None
        self._set(self._verdict, _said_of(verdict))
        self._show_quotation(row, verdict)
        self._show_acts(row, check)
        self.setAccessibleDescription(
            ". ".join(
                text
                for text in (
                    look.word, self._cited.text(), title, missing_sentence(row), _said_of(verdict),
                    row.mention.quotation,
                )
                if text
            )
        )  # fmt: skip

    def _show_quotation(self, row: MentionRow, check: QuotationCheck | None) -> None:
        """The words as they are quoted; where the source has others, those of the source."""
        found = check.verdict if check is not None else None
        differs = found is not None and any(not chunk.is_same for chunk in found.chunks)
        if found is not None and differs and found.found and len(found.found) <= _MOST_FOUND:
            self._quotation.setTextFormat(Qt.TextFormat.RichText)
            self._set(self._quotation, source_html(found, self._theme))
        else:
            self._quotation.setTextFormat(Qt.TextFormat.PlainText)
            self._set(self._quotation, _quoted(row.mention.quotation))

    def _show_acts(self, row: MentionRow, check: QuotationCheck | None) -> None:
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, act in enumerate(card_acts_of(row, check)):
            kind = "plain" if number else "primary"
            glyph = ACT_GLYPHS[act] if act is MentionAct.CITE else ""
            button = Button(
                self._theme, act_word(act, row, check), lambda a=act: self._do(a, row), kind=kind,  # type: ignore[misc]  # mypy has no types for defaults
                icon_name=glyph,
            )  # fmt: skip
            button.setAutoDefault(False)
            self._row.addWidget(button)
            # Its size counts at once, in the type that the style sheet gives it.
            button.ensurePolished()
            button.show()

    def _set(self, label: Label, text: str) -> None:
        label.setText(text)
        label.setVisible(bool(text))

    def _height(self, width: int) -> int:
        self._box.invalidate()
        self._box.activate()
        return self._box.totalHeightForWidth(width)


def _said_of(check: QuotationCheck | None) -> str:
    if check is None:
        return ""
    return " ".join((verdict_sentence(check), *remark_sentences(check)))


def _quoted(text: str) -> str:
    shown = text if len(text) <= _MOST_QUOTED else f"{text[:_MOST_QUOTED].rsplit(' ', 1)[0]} …"
    return f"“{shown}”" if shown else ""
