"""The button that names the citation style, and the list it opens."""

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QEnterEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QFileDialog, QPushButton, QSizePolicy, QWidget

from pincite.model.changes import Changes
from pincite.model.errors import PinciteError
from pincite.services.commands.own_styles import AddStyle, RemoveStyle
from pincite.services.jobs import JobContext
from pincite.ui.bibliography.contents import Contents
from pincite.ui.bibliography.style_list import StyleList, read_styles
from pincite.ui.bibliography.style_popup import StylePopup
from pincite.ui.bibliography.style_preview import StylePreviews
from pincite.ui.context import AppContext
from pincite.ui.drop_overlay import dropped_files
from pincite.ui.icons import paint_glyph
from pincite.ui.theme import Role

_MOST_WIDE_PX = 420


class StylePicker(QPushButton):
    """Shows the title of the style; a click opens a list of all styles with a search field.

    A file of a style (.csl) that is dropped on it is added to the library and chosen.

    Signals:
        chosen: the name of the style that the user picked.
    """

    chosen = Signal(str)

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._styles = StyleList(self)
        self._name = ""
        self._popup: StylePopup | None = None
        self.setStyleSheet("text-align: left;")
        self.setMinimumWidth(context.theme.spacing(32))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.open_list)
        context.theme.changed.connect(self.update)
        self.setAcceptDrops(True)
        self._previews = StylePreviews(context, self)
        context.events.changed.connect(self._on_changed)
        self._read()

    def set_style_name(self, name: str) -> None:
        """Show which style is in force."""
        self._name = name
        self._show_title()

    def set_contents(self, contents: Contents) -> None:
        """Take what the list shows in each style, and which style is in force."""
        self._previews.set_contents(contents)
        if contents.bibliography is not None:
            self.set_style_name(contents.bibliography.style)

    def title(self) -> str:
        """The title of the style in force; its name while the titles are not read yet."""
        style = self._styles.style_named(self._name)
        return style.title if style else self._name

    def open_list(self) -> None:
        """Open the list under the button, with the field ready to type in."""
        self._popup = StylePopup(
            self._context.theme, self._styles, self._name, self._previews, self
        )
        self._popup.chosen.connect(self.chosen)
        self._popup.add_wanted.connect(self.ask_for_file)
        self._popup.remove_wanted.connect(self._remove)
        self._popup.show_under(self)

    @property
    def popup(self) -> "StylePopup | None":
        """The list that was opened last."""
        return self._popup

    def ask_for_file(self) -> None:
        """Let the user choose a style's file, which is then added to the library and chosen."""
        dialog = QFileDialog(self.window(), self.tr("Add a citation style"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Citation styles (*.csl *.xml)"), self.tr("All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.add_file)
        dialog.open()

    def add_file(self, file: str) -> None:
        """Check a style's file off the GUI thread, add it to the library and choose it."""
        own, path = self._context.bibliographies.own_styles, Path(file)

        def job(_context: JobContext) -> AddStyle:
            try:
                return own.checked(path.read_bytes(), path.name)
            except OSError as error:
                raise PinciteError(f"{path.name} cannot be read: {error.strerror}.") from error

        handle = self._context.jobs.start(job, self.tr("Adding a citation style"), shown=False)
        handle.succeeded.connect(self._add)
        handle.failed.connect(lambda text: self._context.notify("bad", text))

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        style = self._styles.style_named(self._name)
        if style is not None:
            # The engine of previews takes a second to start: it is ready when the list opens.
            self._previews.show(style)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(file.casefold().endswith(".csl") for file in dropped_files(event)):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for file in dropped_files(event):
            self.add_file(file)
        event.acceptProposedAction()

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self.title()) + 46
        return QSize(min(width, _MOST_WIDE_PX), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_title()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        box = QRectF(8 if left else self.width() - 20, (self.height() - 12) / 2, 12, 12)
        paint_glyph(painter, box, "caret-down", self._context.theme.colour(Role.MUTED))

    def _add(self, command: AddStyle) -> None:
        self._context.bridge.run(command)
        self.chosen.emit(command.name)

    def _remove(self, name: str) -> None:
        self._context.bridge.run(RemoveStyle(name))

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        if changes.styles:
            self._read()

    def _read(self) -> None:
        own = self._context.bibliographies.own_styles

        def job(_context: JobContext) -> list[object]:
            return list(own.among(read_styles()))

        handle = self._context.jobs.start(job, self.tr("Reading citation styles"), shown=False)
        handle.succeeded.connect(self._on_read)

    def _on_read(self, styles: list[object]) -> None:
        self._styles.set_styles(styles)  # type: ignore[arg-type]
        self._show_title()

    def _show_title(self) -> None:
        title = self.title()
        room = max(0, self.width() - 46)
        shown = self.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, room)
        # Room for the arrow: the text of a button stands in its middle.
        self.setText(f"{shown}    ")
        self.setToolTip(title)
        self.setAccessibleName(self.tr("Citation style: %1").replace("%1", title))
        self.updateGeometry()
