"""The head of the tab: the name, what it holds, where "Cite" adds, Copy and Export."""

from PySide6.QtCore import QCoreApplication, QSize, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from pincite.exporting.formats import FORMATS
from pincite.ui.bibliography.contents import Contents
from pincite.ui.bibliography.menu_button import MenuButton
from pincite.ui.icons import icon
from pincite.ui.theme import Role, Theme
from pincite.ui.widgets import Button, ElidedLabel, IconButton
from pincite.ui.words import counted

_ROOMY_STEPS, _TIGHT_STEPS = 140, 118


class NameField(QLineEdit):
    """A name that reads like a label; a double click makes it a field.

    Signals:
        renamed: a new name, when Enter is pressed or the focus goes.
    """

    renamed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "quiet")
        self.setReadOnly(True)
        self.setFont(theme.font(bold=True))
        self.setAccessibleName(self.tr("Name of the bibliography"))
        self.setToolTip(self.tr("Double-click to rename"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._name = ""
        self.returnPressed.connect(self.clearFocus)

    def set_name(self, name: str) -> None:
        """Show the name as it is in the library; a name being typed is left alone."""
        self._name = name
        if self.isReadOnly():
            self._show_name()

    def restore(self) -> None:
        """Show the name as it is in the library again, as after a name that was refused."""
        if self.isReadOnly():
            self._show_name()

    def begin(self) -> None:
        """Let the user type."""
        self.setReadOnly(False)
        self.setText(self._name)
        self.selectAll()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.isReadOnly():
            self.begin()
        else:
            super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.isReadOnly():
            self.setText(self._name)
            self.clearFocus()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.isReadOnly():
            return
        typed = self.text().strip()
        self.setReadOnly(True)
        if typed and typed != self._name:
            self.renamed.emit(typed)
        else:
            self._stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.isReadOnly():
            self._show_name()

    def sizeHint(self) -> QSize:
        return QSize(200, super().sizeHint().height())

    def _stop(self) -> None:
        self.setReadOnly(True)
        self._show_name()
        self.deselect()

    def _show_name(self) -> None:
        room = max(0, self.width() - 16)
        self.setText(self.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideRight, room))
        self.setCursorPosition(0)


class Header(QFrame):
    """The bar over the list of citations.

    Signals:
        renamed: a new name.
        activated: the user wants "Cite" to add here.
        copy_wanted: the formatted text, to the clipboard.
        export_wanted: the name of a format of `exporting.formats`.
        choices_wanted: how it is exported is to be chosen, and whether the file follows.
        check_wanted: the quotations are to be checked.
        close_wanted: one of two bibliographies in a tab is to go.

    Attributes:
        more: the button whose menu holds everything else; the tab fills it.
        shut: seen while another bibliography stands beside this one.
    """

    renamed = Signal(str)
    activated = Signal()
    copy_wanted = Signal()
    export_wanted = Signal(str)
    choices_wanted = Signal()
    check_wanted = Signal()
    close_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.setFixedHeight(theme.spacing(14))
        self.name = NameField(theme)
        self.name.renamed.connect(self.renamed)
        self.counts = ElidedLabel("", "small")
        self._theme = theme
        self._is_active = False
        self._is_archived = False
        self._counted = ("", "")
        self.mark = Button(theme, "", self.activated.emit, kind="link")
        self.mark.setFont(theme.font("small"))
        self.copy = IconButton(
            theme, "copy", self.tr("Copy the formatted text"), self.copy_wanted.emit
        )
        self.check = Button(theme, "", self.check_wanted.emit, icon_name="check-circle")
        self.check.setAccessibleName(self.tr("Check all"))
        self.check.setToolTip(self.tr("Check that each quotation stands where it is cited"))
        self.check.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.export = MenuButton(theme, self.tr("Export…"), self._menu(), kind="primary")
        self.more = IconButton(theme, "dots-three", self.tr("More for this bibliography"))
        self.shut = IconButton(
            theme, "x", self.tr("Close this side"), self.close_wanted.emit, role=Role.MUTED
        )
        self.shut.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.spacing(2), 0, theme.spacing(2), 0)
        row.setSpacing(theme.spacing(2))
        row.addLayout(self._titles(theme), 1)
        row.addWidget(self.copy)
        row.addWidget(self.check)
        row.addWidget(self.export)
        row.addWidget(self.more)
        row.addWidget(self.shut)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Where there is little room the name of the bibliography comes first.
        has_room = self.width() >= self._theme.spacing(_ROOMY_STEPS)
        self.check.setText(self.tr("Check all") if has_room else "")
        self._fit_words()

    def show_contents(self, contents: Contents) -> None:
        """Show the name, the counts, and whether "Cite" adds here."""
        if contents.bibliography is None:
            return
        self.name.set_name(contents.bibliography.name)
        citations = counted(len(contents.rows), self.tr("%n citation"), self.tr("%n citations"))
        works = counted(contents.work_count, self.tr("%n work"), self.tr("%n works"))
        self._counted = (citations, works)
        self._is_archived = bool(contents.bibliography.archived)
        self.mark.setEnabled(not self._is_archived)
        self.show_active(is_active=contents.is_active)
        self.copy.setEnabled(bool(contents.rows))
        self.check.setEnabled(any(row.quotation.strip() for row in contents.rows))
        self.export.setEnabled(bool(contents.rows))

    def show_active(self, *, is_active: bool) -> None:
        """Show whether "Cite" adds here."""
        self._is_active = is_active
        self._fit_words()
        name, role = ("push-pin-fill", Role.ACCENT) if is_active else ("push-pin", Role.MUTED)
        self.mark.setIcon(icon(self._theme, name, role))
        self.mark.setToolTip(self.tr("“Cite” in a reader or the library adds to this bibliography"))

    def _fit_words(self) -> None:
        """Where there is little room: the pin alone, and citations without works."""
        words = self.tr("Cite adds here") if self._is_active else self.tr("Let Cite add here")
        words = self.tr("Archived") if self._is_archived else words
        self.mark.setAccessibleName(words)
        is_wide = self.width() >= self._theme.spacing(_TIGHT_STEPS)
        self.mark.setText(words if is_wide else "")
        both = self.tr("%1, %2").replace("%1", self._counted[0]).replace("%2", self._counted[1])
        self.counts.setText(both if is_wide else self._counted[0])
        self.counts.updateGeometry()

    def _titles(self, theme: Theme) -> QVBoxLayout:
        second = QHBoxLayout()
        second.setContentsMargins(6, 0, 0, 0)
        second.setSpacing(theme.spacing(1))
        self.counts.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        second.addWidget(self.counts)
        second.addWidget(self.mark)
        second.addStretch(1)
        box = QVBoxLayout()
        box.setContentsMargins(0, theme.spacing(1), 0, theme.spacing(1))
        box.setSpacing(0)
        box.addWidget(self.name)
        box.addLayout(second)
        return box

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        was_for_citations = False
        for name, format in FORMATS.items():
            if format.needs_citations and not was_for_citations:
                menu.addSeparator()
                was_for_citations = True
            action = menu.addAction(QCoreApplication.translate("ExportFormat", format.title))
            action.triggered.connect(lambda _on=False, n=name: self.export_wanted.emit(n))
        menu.addSeparator()
        menu.addAction(self.tr("More choices, keep up to date…"), self.choices_wanted.emit)
        return menu
