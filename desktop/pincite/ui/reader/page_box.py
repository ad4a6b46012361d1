"""The box that shows where one is, takes a page number, and corrects printed numbers."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu

from pincite.ui.reader.page_names import PageNames, paragraph_name
from pincite.ui.theme import Theme
from pincite.ui.widgets import IconButton, Label


class PageBox(QFrame):
    """Shows "p. 23 · 45 of 112": a label first, the file page beside it where they differ.

    Signals:
        place_asked: NamedPlace that was typed.
        numbered: PageNumbering; printed numbers are to be corrected.
        left: Esc or a jump: the focus goes back to the pages.
    """

    place_asked = Signal(object)
    numbered = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__()
        self._theme = theme
        self._names = PageNames()
        self._index = 0
        self._paragraph: int | None = None
        self._can_correct = False
        self.setObjectName("pageBox")
        self.setProperty("role", "card")
        self.edit = QLineEdit()
        self.edit.setProperty("kind", "quiet")
        self.edit.setFrame(False)
        self.edit.setFont(theme.font("body", bold=True))
        self.edit.installEventFilter(self)
        self._rest = Label("", "muted")
        self._menu_button = IconButton(
            theme, "caret-down", self.tr("Page numbers"), self._open_menu
        )
        self._menu_button.setIconSize(self._menu_button.iconSize() * 0.75)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.spacing(1), 0, theme.spacing(0.5), 0)
        row.setSpacing(0)
        row.addWidget(self.edit)
        row.addWidget(self._rest)
        row.addWidget(self._menu_button)
        self.setFixedHeight(theme.spacing(8))
        self._show()

    def set_names(self, names: PageNames, *, can_correct: bool) -> None:
        """Use other names; numbers can be corrected only for documents of the library."""
        self._names = names
        self._can_correct = can_correct and not names.is_by_paragraph
        is_article = names.is_by_paragraph
        self.edit.setAccessibleName(self.tr("Paragraph") if is_article else self.tr("Page"))
        self.edit.setToolTip(
            self.tr("Type the number of a paragraph")
            if is_article
            else self.tr("Type a printed page number, or a page of the file")
        )
        self._show()

    def set_page(self, index: int, paragraph: int | None = None) -> None:
        """Show another page, or the paragraph of an article that is read on it."""
        if (index, paragraph) != (self._index, self._paragraph):
            self._index, self._paragraph = index, paragraph
            if not self.edit.hasFocus():
                self._show()

    def ask(self) -> None:
        """Give it the focus with its text selected."""
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        # A click's own press would take the selection away again.
        QTimer.singleShot(0, self.edit, self.edit.selectAll)

    @property
    def text(self) -> str:
        """All that it shows, "p. 23 · 45 of 112"."""
        return f"{self.edit.text()} {self._rest.text()}"

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            QTimer.singleShot(0, self.edit, self.edit.selectAll)
        elif event.type() == QEvent.Type.FocusOut:
            self._show()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._take_key(event)
        return super().eventFilter(watched, event)

    def _take_key(self, event: QKeyEvent) -> bool:
        """Enter and Esc end here: the tab has meanings of its own for them."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go()
        elif event.key() == Qt.Key.Key_Escape:
            self._show()
            self.left.emit()
        else:
            return False
        return True

    def _show(self) -> None:
        if not self._names.page_count:
            self.edit.setText("")
            self._rest.setText("")
            return
        name = self._name()
        if self.edit.text() != name:
            self.edit.setText(name)
        self._rest.setText(self._names.rest(self._index))
        self.edit.setAccessibleDescription(self.text)
        width = QFontMetrics(self.edit.font()).horizontalAdvance(name)
        self.edit.setFixedWidth(max(width, self._theme.spacing(8)) + self._theme.spacing(5))

    def _name(self) -> str:
        is_known = self._names.is_by_paragraph and self._paragraph is not None
        return paragraph_name(self._paragraph) if is_known else self._names.page(self._index)

    def _go(self) -> None:
        place = self._names.find(self.edit.text())
        if place is None:
            self.edit.setProperty("problem", True)
            self.edit.setToolTip(self._no_such_place().replace("%1", self.edit.text()))
            self._restyle()
            self.edit.selectAll()
            return
        self.edit.setProperty("problem", False)
        self._restyle()
        self.place_asked.emit(place)
        self.left.emit()

    def _no_such_place(self) -> str:
        if self._names.is_by_paragraph:
            return self.tr("There is no paragraph “%1” in this article.")
        return self.tr("There is no page “%1” in this document.")

    def _restyle(self) -> None:
        self.edit.style().unpolish(self.edit)
        self.edit.style().polish(self.edit)

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        go_to = (
            self.tr("Go to paragraph…") if self._names.is_by_paragraph else self.tr("Go to page…")
        )
        menu.addAction(go_to, self.ask)
        menu.addSeparator()
        for text, scope in (
            (self.tr("Set number of this page…"), "page"),
            (self.tr("Set numbers from here on…"), "from here"),
            (self.tr("Set numbers of the whole document…"), "whole"),
        ):
            action = menu.addAction(text, partial(self.ask_for_label, scope))
            action.setEnabled(self._can_correct)
        reset = menu.addAction(self.tr("Back to automatic numbers"), self.reset)
        reset.setEnabled(self._can_correct and bool(self._names.page_map.corrected))
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def ask_for_label(self, scope: str) -> None:
        """Ask what is printed on the page, and for which pages that counts.

        Args:
            scope: value of the `NumberingScope` that is proposed.
        """
        # Here, not above: the first page of a document does without.
        from pincite.services.page_numbering import NumberingScope
        from pincite.ui.reader.page_number_popup import PageNumberPopup

        proposed = NumberingScope(scope)
        popup = PageNumberPopup(self._theme, self._names, self._index, self, scope=proposed)
        popup.numbered.connect(self.numbered)
        popup.show_beside(QRect(self.mapToGlobal(QPoint(0, 0)), self.size()))
        popup.edit.setFocus()

    def reset(self) -> None:
        """Back to the numbers found in the file, on all pages."""
        from pincite.services.page_numbering import NumberingScope, PageNumbering

        self.numbered.emit(PageNumbering(NumberingScope.WHOLE, self._index, ""))
