"""A verdict as one looks at it: both texts side by side, the page, and what can be done."""

from html import escape

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pincite.model.checks import CheckKind, QuotationCheck, Verdict
from pincite.model.citations import CitationState
from pincite.services.checks import Quoted, can_correct
from pincite.ui.theme import Role, Theme
from pincite.ui.verdicts.compared import quoted_html, source_html
from pincite.ui.verdicts.words import (
    checked_when,
    chip_word,
    remark_sentences,
    verdict_sentence,
)
from pincite.ui.widgets import Button, Label
from pincite.ui.widgets.labels import PassageLabel, SectionHead
from pincite.ui.widgets.state_chip import StateChip

_PICTURE_STEPS = 56
_TEXT_STEPS = 28


class PassageFrame(QFrame):
    """The picture of a passage, cut to the room there is.

    Args:
        most_steps: its greatest height, in steps of the grid.
    """

    def __init__(
        self, theme: Theme, most_steps: int = _PICTURE_STEPS, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._most_px = theme.spacing(most_steps)
        self._picture = QPixmap()
        self._rest = ""
        self.setFixedHeight(theme.spacing(_PICTURE_STEPS))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_picture(self, image: QImage, name: str) -> None:
        """Show a picture in device pixels; `name` says what it is to a screen reader."""
        self._picture = QPixmap.fromImage(image)
        self._picture.setDevicePixelRatio(self.devicePixelRatioF())
        height = round(self._picture.height() / self.devicePixelRatioF())
        self.setFixedHeight(min(height + 2, self._most_px))
        self.setAccessibleName(name)
        self.update()

    def show_text(self, text: str) -> None:
        """Say why there is no picture."""
        self._picture, self._rest = QPixmap(), text
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.spacing(2 * _TEXT_STEPS), self._theme.spacing(_PICTURE_STEPS))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self._theme.colour(Role.LINE))
        painter.setBrush(self._theme.colour(Role.DESK))
        inner = self.rect().adjusted(0, 0, -1, -1)
        painter.drawRect(inner)
        if self._picture.isNull():
            painter.setPen(self._theme.colour(Role.MUTED))
            painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, self._rest)
            return
        size = self._picture.deviceIndependentSize().toSize()
        left = inner.left() + 1 + max(0, (inner.width() - 1 - size.width()) // 2)
        painter.setClipRect(inner.adjusted(1, 1, 0, 0))
        painter.drawPixmap(left, inner.top() + 1, self._picture)


class VerdictView(QWidget):
    """The whole of a check.

    Signals:
        correct_wanted, open_wanted, check_wanted, recognise_wanted: a button was pressed.
    """

    correct_wanted = Signal()
    open_wanted = Signal()
    check_wanted = Signal()
    recognise_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.chip = StateChip(theme, CitationState.UNCHECKED)
        self.sentence = Label("", "strong", wraps=True)
        self.quoted = PassageLabel(self.tr("The quotation"))
        self.source = PassageLabel(self.tr("The source"))
        self._source_head = SectionHead(self.tr("In the source"))
        self.remarks = Label("", "muted", wraps=True)
        self.picture = PassageFrame(theme)
        self.when = Label("", "small", wraps=True)
        self.correct = Button(theme, "", self.correct_wanted.emit, kind="primary")
        self.open = Button(theme, self.tr("Open"), self.open_wanted.emit, icon_name="book-open")
        self.again = Button(theme, self.tr("Check again"), self.check_wanted.emit)
        self.recognise = Button(theme, self.tr("Recognise text…"), self.recognise_wanted.emit)
        self._lay_out()

    def show_check(self, quoted: Quoted, check: QuotationCheck | None) -> None:
        """Show a check of a quotation; None for one that was not checked yet."""
        shown = check or _unchecked(quoted)
        verdict = shown.verdict
        labels = verdict.labels if verdict.state is CitationState.MOVED else ()
        self.chip.set_state(verdict.state, chip_word(verdict.state, labels))
        self.sentence.setText(
            verdict_sentence(shown) if check else self.tr("This quotation was not checked yet.")
        )
        self.quoted.setText(quoted_html(verdict, self._theme) or _plain(quoted.quotation))
        source = source_html(verdict, self._theme)
        self.source.setText(source or _plain(self.tr("There is nothing to compare with.")))
        place = verdict.stands.described if verdict.found else ""
        head = self.tr("In the source, %1").replace("%1", place)
        self._source_head.setText(head if place else self.tr("In the source"))
        notes = remark_sentences(shown)
        if quoted.is_bound and can_correct(shown):
            notes.append(
                self.tr(
                    "The citation follows the page of its highlight; once corrected it no longer "
                    "does."
                )
            )
        self.remarks.setText(" ".join(notes))
        self.remarks.setVisible(bool(notes))
        name = quoted.document.name if quoted.document else ""
        self.when.setText(checked_when(shown, name) if check else "")
        self._show_buttons(quoted, shown)

    def show_picture(self, image: QImage, place: str) -> None:
        """Show the passage on its page."""
        name = self.tr("The passage on %1").replace("%1", place)
        self.picture.show_picture(image, name)

    def _show_buttons(self, quoted: Quoted, check: QuotationCheck) -> None:
        is_citation = quoted.kind is CheckKind.CITATION
        self.correct.setVisible(is_citation and can_correct(check))
        stands = check.verdict.stands.described
        self.correct.setText(self.tr("Correct to %1").replace("%1", stands))
        self.open.setEnabled(quoted.document is not None)
        self.recognise.setVisible(check.verdict.state is CitationState.NO_TEXT)

    def _lay_out(self) -> None:
        space = self._theme.spacing
        top = QHBoxLayout()
        top.setSpacing(space(2))
        top.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.sentence, 1)
        texts = QHBoxLayout()
        texts.setSpacing(space(4))
        for head, text in (
            (SectionHead(self.tr("Quoted")), self.quoted),
            (self._source_head, self.source),
        ):
            column = QVBoxLayout()
            column.setSpacing(space(1))
            column.addWidget(head)
            column.addWidget(text, 1)
            texts.addLayout(column, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(space(2))
        buttons.addWidget(self.when, 1)
        for button in (self.recognise, self.again, self.open, self.correct):
            buttons.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(space(3))
        box.addLayout(top)
        box.addLayout(texts)
        box.addWidget(self.remarks)
        box.addWidget(self.picture)
        box.addLayout(buttons)


def _unchecked(quoted: Quoted) -> QuotationCheck:
    document = quoted.document.sha256 if quoted.document else ""
    verdict = Verdict(CitationState.UNCHECKED)
    return QuotationCheck(
        quoted.source, quoted.kind, document, quoted.quotation, quoted.locator, verdict
    )


def _plain(text: str) -> str:
    return escape(" ".join(text.split()))
