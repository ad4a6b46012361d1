"""Choosing citations of another bibliography, all or some, to take them over."""

from collections.abc import Sequence

from PySide6.QtCore import QSortFilterProxyModel, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from pincite.model.citations import Bibliography
from pincite.model.ids import BibliographyId
from pincite.services.jobs import JobContext
from pincite.services.sections import Section
from pincite.ui.bibliography.choice_model import ChoiceModel
from pincite.ui.context import AppContext
from pincite.ui.widgets import Button, ComboBox, Label
from pincite.ui.words import counted


class ImportDialog(QDialog):
    """A bibliography, its citations with boxes to tick, and a field to narrow them down.

    Signals:
        chosen: the ids of what is to be taken over, headings among them, as one tuple.
    """

    chosen = Signal(object)

    def __init__(
        self,
        context: AppContext,
        target: BibliographyId,
        offered: Sequence[Bibliography],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Import from another bibliography"))
        self._context = context
        self._target = target
        self.model = ChoiceModel(self)
        self._filtered = QSortFilterProxyModel(self)
        self._filtered.setSourceModel(self.model)
        self._filtered.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.source = ComboBox(context.theme, self.tr("Bibliography to import from"))
        for one in offered:
            name = self.tr("%1 (archived)") if one.archived else "%1"
            self.source.addItem(name.replace("%1", one.name), one.id)
        self.source.currentIndexChanged.connect(lambda _: self._read())
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Narrow down by author, title, page or quotation"))
        self.field.setAccessibleName(self.tr("Narrow down"))
        self.field.textChanged.connect(self._filtered.setFilterFixedString)
        self.list = QListView()
        self.list.setAccessibleName(self.tr("Citations to import"))
        self.list.setModel(self._filtered)
        self.list.setUniformItemSizes(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.all = Button(context.theme, self.tr("All"), lambda: self._tick(True), kind="link")
        self.none = Button(context.theme, self.tr("None"), lambda: self._tick(False), kind="link")
        self.count = Label("", "small")
        self.take = Button(context.theme, "", self._take, kind="primary")
        self._lay_out(context)
        self.model.ticked.connect(self._show_count)
        self._read()

    def _lay_out(self, context: AppContext) -> None:
        space = context.theme.spacing
        self.list.setSpacing(space(0.75))
        top = QHBoxLayout()
        top.setSpacing(space(2))
        top.addWidget(self.source)
        top.addWidget(self.field, 1)
        ticks = QHBoxLayout()
        ticks.setSpacing(space(1))
        for widget in (Label(self.tr("Tick:"), "small"), self.all, self.none):
            ticks.addWidget(widget)
        ticks.addStretch(1)
        ticks.addWidget(self.count)
        buttons = QHBoxLayout()
        buttons.setSpacing(space(2))
        buttons.addStretch(1)
        cancel = Button(context.theme, self.tr("Cancel"), self.reject)
        cancel.setAutoDefault(False)
        self.take.setDefault(True)
        buttons.addWidget(cancel)
        buttons.addWidget(self.take)
        box = QVBoxLayout(self)
        box.setContentsMargins(*(space(4),) * 4)
        box.setSpacing(space(2))
        box.addLayout(top)
        box.addLayout(ticks)
        box.addWidget(self.list, 1)
        box.addLayout(buttons)
        self.resize(space(180), space(130))

    def _read(self) -> None:
        service, source = self._context.bibliographies, BibliographyId(self.source.currentData())

        def job(_context: JobContext) -> list[Section]:
            return service.sections(source)

        handle = self._context.jobs.start(job, self.tr("Reading citations"), shown=False)
        handle.succeeded.connect(self._show)
        handle.failed.connect(self._say)

    def _show(self, sections: list[Section]) -> None:
        self.model.show_sections(sections)
        self._show_count()

    def _say(self, sentence: str) -> None:
        self.count.setText(sentence)

    def _show_count(self) -> None:
        ticked = self.model.ticked_citations
        total = self.model.citation_count
        text = self.tr("%1 of %2 ticked").replace("%1", str(ticked)).replace("%2", str(total))
        self.count.setText(text)
        words = counted(ticked, self.tr("Import %n citation"), self.tr("Import %n citations"))
        self.take.setText(words if ticked else self.tr("Import"))
        self.take.setEnabled(bool(ticked))

    def _tick(self, is_on: bool) -> None:
        rows = range(self._filtered.rowCount())
        shown = [self._filtered.mapToSource(self._filtered.index(row, 0)).row() for row in rows]
        self.model.tick(shown, is_on=is_on)

    def _take(self) -> None:
        self.chosen.emit(self.model.ticked_entries)
        self.accept()
