"""The bibliography as it will stand on paper; from here it goes to a printer or a PDF file."""

from PySide6.QtCore import QMarginsF, Qt
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewWidget
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QGraphicsView,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from pincite.ui.bibliography.formatting import Formatted, Part
from pincite.ui.bibliography.printing import print_pages
from pincite.ui.context import AppContext
from pincite.ui.save_dialog import open_save_dialog
from pincite.ui.theme import Role
from pincite.ui.widgets import Button, ComboBox, IconButton, Label

_SIZES = (
    QPageSize.PageSizeId.A4,
    QPageSize.PageSizeId.Letter,
    QPageSize.PageSizeId.A5,
    QPageSize.PageSizeId.Legal,
)
_MARGIN_MM = 22.0


class PrintDialog(QDialog):
    """A bar with what one can choose, and below it the pages.

    Args:
        part: what of the bibliography was on view, which is what is printed at first.
    """

    def __init__(
        self, context: AppContext, formatted: Formatted, name: str, part: Part, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Print “%1”").replace("%1", name))
        self._context = context
        self._formatted = formatted
        self._name = name
        self.printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self.printer.setDocName(name)
        self.printer.setPageMargins(QMarginsF(*(_MARGIN_MM,) * 4), QPageLayout.Unit.Millimeter)
        self.pages = QPrintPreviewWidget(self.printer, self)
        self.pages.setAccessibleName(self.tr("Pages as they will be printed"))
        self.pages.paintRequested.connect(self._paint)
        self.pages.previewChanged.connect(self._show_place)
        self.citations = self._box(self.tr("Citations"), is_on=part is not Part.ENTRIES)
        self.entries = self._box(self.tr("List of works"), is_on=part is not Part.CITATIONS)
        self.size_ = ComboBox(context.theme, self.tr("Size of the paper"))
        for size in _SIZES:
            self.size_.addItem(QPageSize.name(size), size)
        self.size_.setCurrentIndex(
            max(0, self.size_.findData(self.printer.pageLayout().pageSize().id()))
        )
        self.size_.activated.connect(self._set_size)
        self.place = Label("", "small")
        self._lay_out()
        for inner in self.pages.findChildren(QGraphicsView):
            inner.setBackgroundBrush(context.theme.colour(Role.DESK))
        self.pages.fitInView()
        self.resize(context.theme.spacing(220), context.theme.spacing(190))

    @property
    def part(self) -> Part:
        """What is printed."""
        if self.citations.isChecked() and self.entries.isChecked():
            return Part.BOTH
        return Part.CITATIONS if self.citations.isChecked() else Part.ENTRIES

    def save_pdf(self) -> None:
        """Ask for a file and write the pages to it."""
        open_save_dialog(
            self,
            self.tr("Save as PDF"),
            "PDF (*.pdf)",
            f"{self._name}.pdf".replace("/", " "),
            lambda path: self.write_pdf(str(path)),
        )

    def write_pdf(self, path: str) -> None:
        """Write the pages to a PDF file."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(path)
        printer.setDocName(self._name)
        printer.setCreator("Pincite")
        printer.setPageLayout(self.printer.pageLayout())
        if print_pages(self._formatted, self.part, self._name, printer):
            self._context.notify("ok", self.tr("Saved as %1.").replace("%1", path))
            self.accept()
        else:
            text = self.tr("“%1” could not be written. Choose another folder.")
            self._context.notify("bad", text.replace("%1", path))

    def ask_printer(self) -> None:
        """Let the user choose a printer, and print."""
        dialog = QPrintDialog(self.printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._print)
        QDialog.open(dialog)

    def _print(self) -> None:
        if print_pages(self._formatted, self.part, self._name, self.printer):
            self._context.notify("ok", self.tr("Sent to the printer."))
            self.accept()
        else:
            self._context.notify("bad", self.tr("The printer could not be reached."))

    def _paint(self, printer: QPrinter) -> None:
        print_pages(self._formatted, self.part, self._name, printer)

    def _set_size(self, row: int) -> None:
        self.printer.setPageSize(QPageSize(self.size_.itemData(row)))
        self.pages.updatePreview()

    def _on_part(self) -> None:
        # One of them is always printed: the box that was clicked last gives way to the other.
        if not self.citations.isChecked() and not self.entries.isChecked():
            other = self.entries if self.sender() is self.citations else self.citations
            other.setChecked(True)
        self.pages.updatePreview()

    def _show_place(self) -> None:
        count = self.pages.pageCount()
        text = self.tr("Page %1 of %2").replace("%1", str(self.pages.currentPage()))
        self.place.setText(text.replace("%2", str(count)))

    def _step(self, by: int) -> None:
        wanted = self.pages.currentPage() + by
        self.pages.setCurrentPage(max(1, min(wanted, self.pages.pageCount())))
        self._show_place()

    def _box(self, text: str, *, is_on: bool) -> QCheckBox:
        box = QCheckBox(text)
        box.setChecked(is_on)
        box.toggled.connect(self._on_part)
        return box

    def _lay_out(self) -> None:
        theme = self._context.theme
        bar = QFrame()
        bar.setProperty("role", "bar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(
            theme.spacing(3), theme.spacing(2), theme.spacing(3), theme.spacing(2)
        )
        row.setSpacing(theme.spacing(2))
        for widget in (
            IconButton(theme, "caret-left", self.tr("Page before"), lambda: self._step(-1)),
            self.place,
            IconButton(theme, "caret-right", self.tr("Next page"), lambda: self._step(1)),
            IconButton(theme, "magnifying-glass-minus", self.tr("Smaller"), self.pages.zoomOut),
            IconButton(theme, "magnifying-glass-plus", self.tr("Larger"), self.pages.zoomIn),
            IconButton(theme, "frame-corners", self.tr("Whole page"), self.pages.fitInView),
            self.size_,
            self.citations,
            self.entries,
        ):
            row.addWidget(widget)
        row.addStretch(1)
        save = Button(theme, self.tr("Save as PDF…"), self.save_pdf)
        send = Button(theme, self.tr("Print…"), self.ask_printer, kind="primary")
        save.setAutoDefault(False)
        send.setDefault(True)
        row.addWidget(save)
        row.addWidget(send)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(bar)
        box.addWidget(self.pages, 1)
