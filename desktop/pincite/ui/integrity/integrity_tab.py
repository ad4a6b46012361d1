"""The tab that checks the items of the library."""

from functools import partial

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from pincite.model.changes import Changes
from pincite.services.commands.ignoring import HeedFindings, IgnoreFindings
from pincite.services.integrity.checking import check_library, counts_of, mending_of
from pincite.services.integrity.findings import ItemFinding
from pincite.ui.context import AppContext
from pincite.ui.integrity.words import kind_title
from pincite.ui.library.panel.field_names import label_of
from pincite.ui.live_look import LiveLook, Work
from pincite.ui.widgets import Button, EmptyState, Label
from pincite.ui.widgets.act_bar import ActBar
from pincite.ui.widgets.list_beside import ListBeside
from pincite.ui.widgets.plain_table import PlainTable, TableRow
from pincite.ui.words import counted

_PAUSE_MS = 700
_LIST_STEPS = 64
_ALL = "all"
_SHORT = 60


class IntegrityTab(QWidget):
    """Kinds of findings at the left with their numbers, the findings of one at the right."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._findings: dict[str, ItemFinding] = {}
        theme, tr = context.theme, self.tr
        self.message = Label("", "muted")
        self.heed = Button(theme, "", self._heed, kind="link")
        self.kinds = PlainTable(theme, tr("Kinds of findings"), ("", ""), (6, 1))
        self.kinds.horizontalHeader().hide()
        self.kinds.setSelectionMode(PlainTable.SelectionMode.SingleSelection)
        self.kinds.selectionModel().currentChanged.connect(lambda *_: self._show_kind())
        headings = (tr("Work"), tr("Where"), tr("What is wrong"), tr("As it would be"))
        self.table = PlainTable(theme, tr("Findings"), headings, (5, 3, 7, 5))
        self.table.chosen.connect(self._update)
        self.table.opened.connect(self._show_item)
        self.show_button = Button(theme, tr("Show in the Library"), self.show_item)
        self.ignore_button = Button(theme, tr("Ignore"), self.ignore)
        self.mend_button = Button(theme, tr("Mend"), self.mend)
        self.mend_all_button = Button(theme, tr("Mend all"), self.mend_all, kind="primary")
        self._stack = QStackedWidget()
        self._stack.addWidget(
            EmptyState(
                theme,
                "check-circle",
                tr("Nothing is wrong in the items"),
                tr(
                    "Identifiers, dates, names, texts, files and cited pages are checked "
                    "whenever this tab is open."
                ),
            )
        )
        self._stack.addWidget(self._pages())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(ActBar(theme, (self.message,), (self.heed,)))
        box.addWidget(self._stack, 1)
        self.setFocusProxy(self.kinds)
        self._look = LiveLook(
            context, self, tr("Checking items"), self._work, _concerns, pause_ms=_PAUSE_MS
        )
        self._look.found.connect(self._show)
        self._look.failed.connect(self.message.setText)
        self._show_ignored()

    def selected(self) -> list[ItemFinding]:
        """The findings that are selected."""
        return [self._findings[key] for key in self.table.selected_keys()]

    def shown(self) -> list[ItemFinding]:
        """The findings of the kind that is looked at."""
        kind = self.kinds.current_key() or _ALL
        return [f for f in self._findings.values() if kind in (_ALL, f.kind)]

    def show_item(self) -> None:
        """Show the work of the first selected finding."""
        if chosen := self.selected():
            self._context.show_item(chosen[0].item)

    def mend(self) -> None:
        """Mend what is selected, where that is sure."""
        self._mend([f for f in self.selected() if f.mend])

    def mend_all(self) -> None:
        """Mend all of the kind that is looked at, as one step."""
        self._mend([f for f in self.shown() if f.mend])

    def ignore(self) -> None:
        """Leave what is selected as it is, for good."""
        chosen = self.selected()
        if chosen:
            command = IgnoreFindings(tuple((f.id, f.value) for f in chosen))
            self._run(command, chosen)

    def _mend(self, findings: list[ItemFinding]) -> None:
        if findings:
            self._run(mending_of(findings), findings)
            done = counted(len(findings), self.tr("%n mended"), self.tr("%n mended"))
            text = self.tr("%1. Undo brings it back as it was.")
            self._context.notify("ok", text.replace("%1", done))

    def _run(self, command: object, done: list[ItemFinding]) -> None:
        """Run it, and take its findings away at once; the next look is the judge."""
        self._context.bridge.run(command)  # type: ignore[arg-type]  # one of two commands
        for finding in done:
            self._findings.pop(finding.id, None)
        self._fill()
        self._look.soon()

    def _heed(self) -> None:
        ids = tuple(self._context.workspace.read.ignored_findings())
        self._context.bridge.run(HeedFindings(ids))
        self._look.soon()

    def _pages(self) -> QWidget:
        theme = self._context.theme
        right = QWidget()
        box = QVBoxLayout(right)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.table, 1)
        acts = (self.ignore_button, self.mend_button, self.mend_all_button)
        box.addWidget(ActBar(theme, (self.show_button,), acts, is_foot=True))
        return ListBeside(theme, self.kinds, right, _LIST_STEPS)

    def _work(self) -> Work:
        if not self._findings:
            self.message.setText(self.tr("Checking items…"))
        return partial(check_library, self._context.workspace.library)

    def _show(self, findings: list[ItemFinding]) -> None:
        self._findings = {finding.id: finding for finding in findings}
        self._fill()
        self._show_ignored()

    def _show_ignored(self) -> None:
        count = len(self._context.workspace.read.ignored_findings())
        text = counted(count, self.tr("Show the ignored one"), self.tr("Show the %n ignored"))
        self.heed.setText(text)
        self.heed.setVisible(count > 0)

    def _fill(self) -> None:
        counts = counts_of(self._findings.values())
        total = sum(counts.values())
        self.message.setText(
            counted(total, self.tr("%n finding"), self.tr("%n findings")) if total else ""
        )
        self._stack.setCurrentIndex(1 if counts else 0)
        kind = self.kinds.current_key()
        rows = [TableRow(_ALL, (self.tr("All findings"), str(total)))]
        rows += [TableRow(each, (kind_title(each), str(n))) for each, n in counts.items()]
        self.kinds.rows.set_rows(rows)
        self.kinds.select_key(kind if kind in counts else _ALL)
        self._show_kind()

    def _show_kind(self) -> None:
        self.table.rows.set_rows([self._row(finding) for finding in self.shown()])
        self._update()

    def _row(self, finding: ItemFinding) -> TableRow:
        work = finding.title or finding.key or self.tr("Without title")
        where = self._place(finding.field)
        return TableRow(finding.id, (work, where, finding.sentence, self._news(finding)))

    def _news(self, finding: ItemFinding) -> str:
        """What the mend makes; with the names of the fields where it is not the one field."""
        news = [(change.name, change.texts[1] or self.tr("none")) for change in finding.mend]
        shown = [(n, v if len(v) <= _SHORT else f"{v[:_SHORT]}…") for n, v in news]
        if len(shown) == 1 and shown[0][0] in ("", finding.field):
            return shown[0][1]
        return "; ".join(f"{self._place(name)}: {value}" for name, value in shown)

    def _place(self, field: str) -> str:
        own = {
            "document": self.tr("Document"),
            "citation": self.tr("Citation"),
            "key": self.tr("Citation key"),
            "type": self.tr("Type"),
            "names": self.tr("Names"),
        }
        return own.get(field) or label_of(field, "document")

    def _update(self) -> None:
        chosen, shown = self.selected(), self.shown()
        sure = sum(bool(f.mend) for f in shown)
        self.show_button.setEnabled(bool(chosen))
        self.ignore_button.setEnabled(bool(chosen))
        self.mend_button.setEnabled(any(f.mend for f in chosen))
        self.mend_all_button.setEnabled(sure > 0)
        text = counted(sure, self.tr("Mend the one"), self.tr("Mend all %n"))
        self.mend_all_button.setText(text if sure else self.tr("Mend all"))

    def _show_item(self, key: str) -> None:
        if key in self._findings:
            self._context.show_item(self._findings[key].item)


def _concerns(changes: Changes) -> bool:
    return bool(changes.items or changes.documents or changes.citations or changes.pages)
