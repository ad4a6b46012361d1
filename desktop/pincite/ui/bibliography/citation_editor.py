"""The fields that open in a card: the place cited, the text around it, how the author is named."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from pincite.model.locators import KINDS, Locator, parse_locator
from pincite.services.cited_rows import CitedRow
from pincite.services.commands.bibliographies import EditCitation
from pincite.ui.bibliography.locator_kinds import kind_word
from pincite.ui.theme import Theme
from pincite.ui.widgets import ComboBox, Label

_FOR_A_WHILE = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
"""A picker's own list, or another window: the focus comes back."""

_MARKS = {Qt.Key.Key_I: "i", Qt.Key.Key_B: "b"}


class AffixField(QLineEdit):
    """Text before or after a citation; Ctrl+I and Ctrl+B mark a part as CSL's rich text does."""

    def __init__(self, name: str, hint: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setToolTip(self.tr("Ctrl+I makes the selected words italic, Ctrl+B bold"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        tag = _MARKS.get(Qt.Key(event.key()))
        if tag and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self._mark(tag)
        else:
            super().keyPressEvent(event)

    def _mark(self, tag: str) -> None:
        """Put the selection between marks, or take the marks away that it is between."""
        opening, closing, inner = f"<{tag}>", f"</{tag}>", self.selectedText()
        if inner.startswith(opening) and inner.endswith(closing):
            self.insert(inner[len(opening) : -len(closing)])
            return
        start = self.selectionStart() if inner else self.cursorPosition()
        self.insert(f"{opening}{inner}{closing}")
        if inner:
            self.setSelection(start, len(opening) + len(inner) + len(closing))
        else:
            self.setCursorPosition(start + len(opening))


class CitationEditor(QFrame):
    """Kind and numbers of the place, text before and after, and how the author is named.

    A sign typed before the numbers ("ch. 4") sets the kind. Enter accepts, Esc gives up, Tab goes
    to the next field.

    Signals:
        accepted, given_up: the user is done.

    Attributes:
        is_done: the view has closed it, though it may be on the screen for a moment yet.
    """

    accepted = Signal()
    given_up = Signal()

    def __init__(self, theme: Theme, row: CitedRow, parent: QWidget) -> None:
        super().__init__(parent)
        self._row = row
        self.is_done = False
        self.setAccessibleName(self.tr("Edit citation"))
        self.setAutoFillBackground(False)
        self.kind = ComboBox(theme, self.tr("Kind of place"), parent=self)
        for name in KINDS:
            self.kind.addItem(kind_word(name), name)
        self.text = QLineEdit()
        self.text.setAccessibleName(self.tr("Pages or other places cited"))
        self.text.setPlaceholderText(self.tr("such as 23 or 10–11, 14"))
        self.prefix = AffixField(self.tr("Text before"), self.tr("such as “see”"))
        self.suffix = AffixField(self.tr("Text after"), self.tr("such as “emphasis added”"))
        self.author = ComboBox(theme, self.tr("How the author is named"), parent=self)
        for words in (
            self.tr("As the style says"),
            self.tr("Left out"),
            self.tr("In the running text"),
        ):
            self.author.addItem(words)
        self._lay_out(theme)
        self._fill()
        self.setFocusProxy(self.text)
        for field in self._fields:
            field.installEventFilter(self)

    @property
    def locator(self) -> Locator:
        """What is typed. A kind that was picked rules, then a sign before the numbers."""
        chosen, text = str(self.kind.currentData()), self.text.text().strip()
        typed = parse_locator(text)
        has_sign = bool(typed.ranges) and not text.startswith(typed.ranges[0].first)
        if chosen == self._row.locator.kind and (has_sign or chosen == "page"):
            return typed
        return Locator(chosen, typed.ranges)

    @property
    def command(self) -> EditCitation | None:
        """What the edit stands for; None when nothing is another.

        A place that says the same is not written: it would unbind the annotation.
        """
        old, locator = self._row.citation, self.locator
        author = self.author.currentIndex()
        new = {
            "prefix": self.prefix.text().strip(),
            "suffix": self.suffix.text().strip(),
            "suppress_author": author == 1,
            "is_author_in_text": author == 2,
        }
        changed = {name: value for name, value in new.items() if value != getattr(old, name)}
        if locator != self._row.locator and (locator or self._row.locator):
            changed["locator"] = locator
        return EditCitation(old.id, **changed) if changed else None  # type: ignore[arg-type]

    def begin_at_affixes(self) -> None:
        """Put the cursor into the text before."""
        self.prefix.setFocus(Qt.FocusReason.OtherFocusReason)
        self.prefix.selectAll()

    @property
    def _fields(self) -> tuple[QWidget, ...]:
        return (self.text, self.prefix, self.suffix, self.author, self.kind)

    def _fill(self) -> None:
        citation, locator = self._row.citation, self._row.locator
        self.kind.setCurrentIndex(max(0, self.kind.findData(locator.kind)))
        self.text.setText(str(locator))
        self.text.selectAll()
        self.prefix.setText(citation.prefix)
        self.suffix.setText(citation.suffix)
        self.author.setCurrentIndex(2 if citation.is_author_in_text else citation.suppress_author)

    def _lay_out(self, theme: Theme) -> None:
        space = theme.spacing
        place = QHBoxLayout()
        place.setSpacing(space(1))
        place.addWidget(self.kind)
        place.addWidget(self.text, 1)
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(space(3))
        form.setVerticalSpacing(space(1))
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow(self.tr("Place"), place)
        form.addRow(self.tr("Before"), self.prefix)
        form.addRow(self.tr("After"), self.suffix)
        form.addRow(self.tr("Author"), self.author)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(space(1))
        box.addLayout(form)
        box.addWidget(Label(self.tr("Enter keeps it, Esc leaves it as it was"), "small"))
        for before, after in zip((self.kind, *self._fields), self._fields[:4], strict=False):
            QWidget.setTabOrder(before, after)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Tab stays within the fields."""
        order = [self.kind, self.text, self.prefix, self.suffix, self.author]
        here = next((n for n, field in enumerate(order) if field.hasFocus()), 0)
        reason = Qt.FocusReason.TabFocusReason
        order[(here + (1 if is_next else -1)) % len(order)].setFocus(reason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.accepted.emit()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.given_up.emit()
                return True
        if (
            isinstance(event, QFocusEvent)
            and event.lostFocus()
            and event.reason() not in _FOR_A_WHILE
        ):
            # Asked again afterwards: the focus goes too when Enter or Esc closes the editor.
            QTimer.singleShot(0, self, self._leave)
        return super().eventFilter(watched, event)

    def _leave(self) -> None:
        if not self.is_done and not self._has_focus_inside():
            self.accepted.emit()

    def _has_focus_inside(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and (focused is self or self.isAncestorOf(focused))
