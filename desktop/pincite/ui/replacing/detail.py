"""The right side of a review: one mark before and after, and what to do with it."""

from html import escape

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from pincite.citing.quotations.differences import chunks_of
from pincite.model.checks import Verdict
from pincite.model.citations import CitationState
from pincite.model.locators import Locator
from pincite.model.replacements import Decision, MarkKind, Outcome, ReplacedMark
from pincite.ui.context import AppContext
from pincite.ui.replacing.live_review import About, Review
from pincite.ui.replacing.mark_pictures import MarkPictures, Pictures
from pincite.ui.replacing.place_frame import PlaceFrame
from pincite.ui.replacing.words import (
    decision_look,
    decision_word,
    needs_a_look,
    sentence,
    state_look,
    state_word,
)
from pincite.ui.verdicts.compared import quoted_html, source_html
from pincite.ui.widgets import Button, ElidedLabel, EmptyState, Label
from pincite.ui.widgets.labels import SectionHead
from pincite.ui.widgets.state_chip import Chip

_MARK = "#ffd400"
_MOST_TEXT = 1200
"""Characters compared on view; a page of text says no more."""


class Detail(QFrame):
    """Both places of a mark, as pictures, and as texts where they differ.

    Signals:
        accept_wanted, keep_wanted, place_wanted, open_wanted: a button was pressed.
    """

    accept_wanted = Signal()
    keep_wanted = Signal()
    place_wanted = Signal()
    open_wanted = Signal()

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "pane")
        self._context = context
        theme = context.theme
        self._review: Review | None = None
        self._mark: ReplacedMark | None = None
        self.pictures = MarkPictures(context, self)
        self.pictures.arrived.connect(self._show_pictures)
        self.chip = Chip(theme)
        self.decision = Chip(theme)
        self.sentence = Label("", "strong", wraps=True)
        self.comment = ElidedLabel("", "muted")
        self._heads = (SectionHead(), SectionHead())
        self.frames = (PlaceFrame(theme), PlaceFrame(theme))
        self.texts = (self._text_label(), self._text_label())
        self.accept = Button(
            theme, self.tr("Accept"), self.accept_wanted.emit, kind="primary", icon_name="check"
        )
        self.keep = Button(
            theme, self.tr("Keep on the old file"), self.keep_wanted.emit, icon_name="push-pin"
        )
        self.place = Button(
            theme, self.tr("Place by hand…"), self.place_wanted.emit, icon_name="crosshair"
        )
        self.open = Button(
            theme, self.tr("Open both"), self.open_wanted.emit, kind="ghost", icon_name="columns"
        )
        self.accept.setToolTip(self.tr("Accept (A)"))
        self.keep.setToolTip(self.tr("Keep on the old file (K)"))
        self.place.setToolTip(self.tr("Choose its passage in the new file (P)"))
        self.open.setToolTip(self.tr("Open both files beside each other (Enter)"))
        self._content = self._lay_out()
        self._empty = EmptyState(
            theme,
            "check-circle",
            self.tr("Nothing here"),
            self.tr("No mark of this kind. Choose another kind above the list."),
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._content)
        box.addWidget(self._empty)
        self.show_mark(None)

    def set_review(self, review: Review) -> None:
        """Marks of this review will be shown."""
        self._review = review

    def show_mark(self, mark: ReplacedMark | None) -> None:
        """Show a mark; None for none."""
        before, self._mark = self._mark, mark
        self._content.setVisible(mark is not None)
        self._empty.setVisible(mark is None)
        if mark is None or self._review is None:
            return
        about = self._review.about.get(mark.id, About())
        self.chip.set_look(state_look(mark), state_word(mark))
        look = decision_look(mark.decision)
        self.decision.setVisible(look is not None)
        if look is not None:
            self.decision.set_look(look, decision_word(mark.decision))
        self.sentence.setText(sentence(mark))
        self.comment.setText(" ".join(about.comment.split()))
        self.comment.setVisible(bool(about.comment))
        self._show_heads(mark)
        self._show_texts(mark)
        self._show_buttons(mark)
        if before is None or before.id != mark.id:
            for frame in self.frames:
                frame.show_text("")
        self._ask(about)

    def close_files(self) -> None:
        """End what draws."""
        self.pictures.close()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._ask()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._ask()

    def _ask(self, about: About | None = None) -> None:
        mark, review = self._mark, self._review
        if mark is None or review is None or review.old is None or review.new is None:
            return
        about = about or review.about.get(mark.id, About())
        width = max(200, (self.width() - self._context.theme.spacing(14)) // 2)
        # In steps, so that dragging the window does not draw every size.
        ratio = self.devicePixelRatioF()
        height = max(100, self.frames[0].height() - 2)
        size_px = (round(width // 20 * 20 * ratio), round(height // 20 * 20 * ratio))
        self.pictures.ask(mark, review.old, review.new, size_px, about.colour or _MARK)

    def _show_pictures(self, drawn: tuple[str, Pictures]) -> None:
        id, pictures = drawn
        mark = self._mark
        if mark is None or mark.id != id:
            return
        missing = (
            self.tr("There is no picture of this place."),
            self.tr("It was not found in the new file.")
            if mark.outcome is Outcome.LOST
            else self.tr("There is no picture of this place."),
        )
        for frame, picture, head, text in zip(
            self.frames, pictures, self._heads, missing, strict=True
        ):
            if picture is None:
                frame.show_text(text)
            else:
                frame.show_picture(picture, head.text())

    def _show_heads(self, mark: ReplacedMark) -> None:
        review = self._review
        if review is None:
            return
        heads = (self.tr("Old file"), self.tr("New file"))
        for head, name, place in zip(
            self._heads, heads, (mark.old_place, mark.new_place), strict=True
        ):
            head.setText(_with_place(name, place))

    def _show_texts(self, mark: ReplacedMark) -> None:
        is_other = mark.said != mark.says or mark.outcome is Outcome.LOST
        is_shown = needs_a_look(mark) and is_other and bool(mark.said)
        for label in self.texts:
            label.setVisible(is_shown)
        if not is_shown:
            return
        said, says = mark.said[:_MOST_TEXT], mark.says[:_MOST_TEXT]
        if not says or mark.outcome is Outcome.LOST:
            self.texts[0].setText(escape(said))
            self.texts[1].setText("")
            return
        compared = Verdict(CitationState.CLOSE, found=says, chunks=chunks_of(said, says))
        self.texts[0].setText(quoted_html(compared, self._context.theme))
        self.texts[1].setText(source_html(compared, self._context.theme))

    def _show_buttons(self, mark: ReplacedMark) -> None:
        self.accept.setEnabled(
            mark.outcome is not Outcome.LOST and mark.decision is not Decision.ACCEPTED
        )
        self.place.setEnabled(mark.kind is not MarkKind.FINDING)
        self.keep.setEnabled(mark.decision is not Decision.KEPT)
        self.keep.setText(
            self.tr("Back to the old file")
            if mark.decision is Decision.ACCEPTED
            else self.tr("Keep on the old file")
        )

    def _text_label(self) -> QLabel:
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setWordWrap(True)
        label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def _lay_out(self) -> QWidget:
        space = self._context.theme.spacing
        top = QHBoxLayout()
        top.setSpacing(space(2))
        top.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.sentence, 1)
        top.addWidget(self.decision, 0, Qt.AlignmentFlag.AlignTop)
        sides = QGridLayout()
        sides.setHorizontalSpacing(space(4))
        sides.setVerticalSpacing(space(2))
        for column in (0, 1):
            sides.setColumnStretch(column, 1)
            sides.addWidget(self._heads[column], 0, column)
            sides.addWidget(self.frames[column], 1, column)
            sides.addWidget(self.texts[column], 2, column)
        sides.setRowStretch(1, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(space(2))
        buttons.addWidget(self.open)
        buttons.addStretch(1)
        for button in (self.place, self.keep, self.accept):
            buttons.addWidget(button)
        content = QWidget()
        box = QVBoxLayout(content)
        box.setContentsMargins(space(5), space(4), space(5), space(4))
        box.setSpacing(space(3))
        box.addLayout(top)
        box.addWidget(self.comment)
        box.addLayout(sides, 1)
        box.addLayout(buttons)
        return content


def _with_place(name: str, place: Locator) -> str:
    return f"{name}, {place.described}" if place else name
