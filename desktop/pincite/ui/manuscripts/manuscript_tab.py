"""The tab of a manuscript that is checked."""

from pathlib import Path

from PySide6.QtCore import QLocale, Qt, QTime
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pincite.exporting.manuscripts import REPORT_FORMATS
from pincite.model.manuscripts import Finding, Report
from pincite.ui.bibliography.exports import Exports
from pincite.ui.bibliography.menu_button import MenuButton
from pincite.ui.context import AppContext
from pincite.ui.manuscripts.finding_detail import FindingDetail
from pincite.ui.manuscripts.findings_model import FindingsModel
from pincite.ui.manuscripts.findings_view import FindingsView
from pincite.ui.manuscripts.manuscript_check import ManuscriptCheck
from pincite.ui.manuscripts.state_filter import StateFilter
from pincite.ui.reader.arrival import Arrival
from pincite.ui.widgets import Button, ElidedLabel, EmptyState, Label
from pincite.ui.words import counted

_FORMATS = (("html", ".html"), ("markdown", ".md"), ("csv", ".csv"))


class ManuscriptTab(QWidget):
    """Its citations at the left, what needs attention first; the one chosen at the right.

    The manuscript is never written to; when its file changes it is checked again.
    """

    def __init__(self, context: AppContext, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._path = path
        self._report: Report | None = None
        theme = context.theme
        self.exports = Exports(context, self)
        self.model = FindingsModel(self)
        self.view = FindingsView(theme, self.model)
        self.filter = StateFilter(theme)
        self.detail = FindingDetail(context)
        self.check = ManuscriptCheck(context, path, self)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.view)
        self.check.run()

    @property
    def report(self) -> Report | None:
        """The last check; None before there is one."""
        return self._report

    def panes(self) -> list[QWidget]:
        """What F6 steps through."""
        return [self.view, self.detail]

    def open_page(self, finding: Finding) -> None:
        """Open the page where the quotation stands, else the one that is cited."""
        if finding.document is None:
            self._context.notify(
                "info", self.tr("This citation leads to no file that could be opened.")
            )
            return
        verdict = finding.verdict
        found = verdict.page_index if verdict else None
        arrival = Arrival(
            found if found is not None else finding.page_index,
            verdict.pages if verdict else (),
            verdict.found if verdict else "",
            back=self._come_back,
        )
        self._context.arrive(finding.document.sha256, arrival, True)

    def _come_back(self) -> None:
        self._context.check_manuscript(self._path)

    def save(self, format_name: str) -> None:
        """Ask for a file and write the report to it."""
        report = self._report
        if report is None:
            return
        suffix = dict(_FORMATS)[format_name]
        name = self.tr("%1 – check").replace("%1", self._path.stem)
        self.exports.ask_and_save(
            lambda: REPORT_FORMATS[format_name](report), name, suffix, self._title(format_name)
        )

    def closeEvent(self, event: QCloseEvent) -> None:
        self.check.stop()
        super().closeEvent(event)

    def _connect(self) -> None:
        self.check.started.connect(self._on_started)
        self.check.finished.connect(self._show)
        self.check.failed.connect(self._on_failed)
        self.view.chosen.connect(self._show_finding)
        self.view.opened.connect(self.open_page)
        self.detail.open_wanted.connect(self.open_page)
        self.detail.item_wanted.connect(self._context.show_item)
        self.filter.states_changed.connect(self._filter)
        self._context.actions.add(
            "manuscript.check", self.tr("Check the manuscript again"), "F5", self.check.run, "cite",
            self, icon_name="arrow-clockwise",
        )  # fmt: skip

    def _on_started(self) -> None:
        self.again.setEnabled(False)
        if self._report is None:
            self._empty.set_text(self.tr("Checking the manuscript…"))

    def _on_failed(self, message: str) -> None:
        self.again.setEnabled(True)
        self._report = None
        self._empty.set_text(self.tr("The manuscript cannot be checked"), message)
        self._stack.setCurrentIndex(0)
        self.save_button.setEnabled(False)
        self.filter.setEnabled(False)
        self._summary.setText("")

    def _show(self, report: Report) -> None:
        self.again.setEnabled(True)
        row = max(0, self.view.currentIndex().row())
        self._report = report
        self.filter.set_counts(report.counts)
        self.filter.setEnabled(bool(report.findings))
        self.save_button.setEnabled(bool(report.findings))
        self.model.show_states(self.filter.states)
        self.model.set_findings(report.by_need)
        self._summary.setText(self._summed_up(report))
        self._remarks.setText(" ".join(report.remarks))
        self._remarks.setVisible(bool(report.remarks))
        self._stack.setCurrentIndex(1 if report.findings else 0)
        self._empty.set_text(
            self.tr("No citations were found"),
            self.tr(
                "Citations of Zotero, Mendeley, EndNote and Citavi, of Markdown, LaTeX and Typst, "
                "and those like “(Adler 2014, p. 23)” are read."
            ),
        )
        self.view.choose(row)

    def _summed_up(self, report: Report) -> str:
        total = counted(len(report.findings), self.tr("%n citation"), self.tr("%n citations"))
        if not report.attention:
            state = self.tr("none needs attention")
        else:
            state = counted(
                report.attention, self.tr("%n needs attention"), self.tr("%n need attention")
            )
        time = QLocale().toString(QTime.currentTime(), QLocale.FormatType.ShortFormat)
        checked = self.tr("checked at %1").replace("%1", time)
        return " · ".join((total, state, checked))

    def _filter(self, states: object) -> None:
        assert isinstance(states, tuple)
        self.model.show_states(states)
        self.view.choose(0)

    def _show_finding(self, finding: Finding | None) -> None:
        self._beside.setCurrentIndex(0 if finding is None else 1)
        if finding is not None:
            self.detail.show_finding(finding)

    def _lay_out(self) -> None:
        theme = self._context.theme
        self._stack = QStackedWidget()
        self._empty = EmptyState(theme, "check-circle", self.tr("Checking the manuscript…"))
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._columns())
        self._remarks = Label("", "warn", wraps=True)
        self._remarks.setContentsMargins(theme.spacing(4), 0, theme.spacing(4), theme.spacing(2))
        self._remarks.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._bar())
        box.addWidget(self._remarks)
        box.addWidget(self._stack, 1)

    def _columns(self) -> QSplitter:
        theme = self._context.theme
        self._beside = QStackedWidget()
        text = self.tr("Nothing is left in this state. Choose others above the list.")
        self._beside.addWidget(
            EmptyState(theme, "check-circle", self.tr("No citations of this kind"), text)
        )
        self._beside.addWidget(self.detail)
        left = QFrame()
        left.setProperty("role", "pane")
        box = QVBoxLayout(left)
        box.setContentsMargins(0, theme.spacing(2), 0, 0)
        box.addWidget(self.view)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(left)
        splitter.addWidget(self._beside)
        splitter.setSizes([560, 880])
        splitter.setStretchFactor(0, 2)
        splitter.setStretchFactor(1, 3)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        left.setMinimumWidth(theme.spacing(70))
        self._beside.setMinimumWidth(theme.spacing(70))
        return splitter

    def _bar(self) -> QFrame:
        theme = self._context.theme
        self.again = Button(
            theme, self.tr("Check again"), self.check.run, icon_name="arrow-clockwise"
        )
        self.save_button = MenuButton(theme, self.tr("Save report as"), self._menu())
        self.save_button.setEnabled(False)
        self.filter.setEnabled(False)
        name = ElidedLabel(self._path.name, "strong", mode=Qt.TextElideMode.ElideMiddle)
        self._summary = ElidedLabel("", "muted")
        bar = QFrame()
        bar.setProperty("role", "bar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(
            theme.spacing(4), theme.spacing(1.5), theme.spacing(3), theme.spacing(1.5)
        )
        row.setSpacing(theme.spacing(2))
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(name)
        texts.addWidget(self._summary)
        row.addLayout(texts, 1)
        row.addWidget(self.filter)
        row.addWidget(self.again)
        row.addWidget(self.save_button)
        return bar

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for name, _suffix in _FORMATS:
            action = menu.addAction(self._title(name))
            action.triggered.connect(lambda _on=False, n=name: self.save(n))
        return menu

    def _title(self, format_name: str) -> str:
        titles = {
            "html": self.tr("HTML"),
            "markdown": self.tr("Markdown"),
            "csv": self.tr("CSV"),
        }
        return titles[format_name]
