"""Adding works by their identifiers: one, a list, or a text that contains some."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from pincite.model.identifier_lists import Identifier, find_identifiers
from pincite.services.jobs import JobContext
from pincite.ui.context import AppContext
from pincite.ui.resolving.lookup_bar import LookupBar
from pincite.ui.widgets import Button, Label
from pincite.ui.words import counted

if TYPE_CHECKING:
    from pincite.services.references import ReferencePlan
    from pincite.services.settings import Settings
    from pincite.services.workspace import Workspace
    from pincite.ui.importing.rows import Row

_WIDTH_STEPS, _HEIGHT_STEPS, _LEAST_WIDTH_STEPS = 130, 80, 90
_PAUSE_MS = 150
_LONG = 20_000
"""Characters that are looked through in an instant."""


class IdentifierDialog(QDialog):
    """A text field that tells what it recognises. Nothing is sent before "Look up" is pressed.

    Signals:
        planned: a `ReferencePlan` of what was found, and its rows.
    """

    planned = Signal(object, object)

    def __init__(self, context: AppContext, parent: QWidget, text: str = "") -> None:
        super().__init__(parent)
        self._context = context
        self._found: tuple[Identifier, ...] = ()
        theme = context.theme
        self.setWindowTitle(self.tr("Add by identifier"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(theme.spacing(_LEAST_WIDTH_STEPS))
        room = parent.window().width() - theme.spacing(10)
        self.resize(min(theme.spacing(_WIDTH_STEPS), room), theme.spacing(_HEIGHT_STEPS))
        self.field = _Field(text)
        self.field.setAccessibleName(self.tr("Identifiers"))
        self.field.setPlaceholderText(
            self.tr("10.1000/182\narXiv:1706.03762\nISBN 978-0-306-40615-7\nPMID 28265654")
        )
        self.field.submitted.connect(self.look_up)
        self.message = Label("", "muted", wraps=True)
        self.message.setMinimumHeight(theme.spacing(6))
        self.lookup = LookupBar(context.jobs, keeps_room=True)
        self.lookup.done.connect(self._on_done)
        self.lookup.failed.connect(self._on_failed)
        self.lookup.ended.connect(self._show_state)
        self._file = Button(
            theme, self.tr("From a text…"), self._choose_file, icon_name="file-text"
        )
        self.primary = Button(theme, self.tr("Look up"), self.look_up, kind="primary")
        self.primary.setDefault(True)
        self._build()
        # Long texts are not looked through again for each letter.
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._recognise)
        self.field.textChanged.connect(self._timer.start)
        self._recognise()
        self.field.setFocus()

    def look_up(self) -> None:
        """Ask the sources for what stands in the field."""
        if self._timer.isActive():
            self._recognise()
        if not self._found or self.lookup.is_running:
            return
        workspace, settings, found = self._context.workspace, self._context.settings, self._found
        self.lookup.start(
            lambda job: _planned(workspace, settings, found, job), self.tr("Looking up")
        )
        self._show_state()

    def reject(self) -> None:
        """Stop what is under way; without anything under way, close."""
        if self.lookup.is_running:
            self.lookup.stop()
        else:
            super().reject()

    def done(self, result: int) -> None:
        """Close, and stop what is under way."""
        self.lookup.stop()
        super().done(result)

    def _build(self) -> None:
        theme = self._context.theme
        box = QVBoxLayout(self)
        box.setContentsMargins(*(theme.spacing(4),) * 4)
        box.setSpacing(theme.spacing(2))
        hint = self.tr(
            "DOIs, arXiv numbers, ISBNs and PMIDs: one, a list, or a text that contains them."
        )
        box.addWidget(Label(hint, wraps=True))
        box.addWidget(self.field, 1)
        box.addWidget(self.message)
        box.addWidget(self.lookup)
        told = self.tr(
            "They are sent to Crossref, DataCite, doi.org, arXiv, Open Library or PubMed, "
            "and nothing else of your library is. You see what is found before anything is added."
        )
        box.addWidget(Label(told, "small", wraps=True))
        row = QHBoxLayout()
        row.setSpacing(theme.spacing(2))
        row.addWidget(self._file)
        row.addStretch(1)
        self._cancel = Button(theme, self.tr("Cancel"), self.reject)
        row.addWidget(self._cancel)
        row.addWidget(self.primary)
        box.addLayout(row)

    def _recognise(self) -> None:
        self._timer.stop()
        text = self.field.toPlainText()
        if len(text) <= _LONG:
            self._show_found(find_identifiers(text))
            return
        self._found = ()
        self._say(self.tr("Looking for identifiers…"))
        handle = self._context.jobs.start(
            lambda _job: find_identifiers(text), self.tr("Looking for identifiers"), shown=False
        )
        handle.succeeded.connect(lambda found: self._show_found_in(text, found))

    def _show_found_in(self, text: str, found: list[Identifier]) -> None:
        """What was found in a long text, unless something else stands there by now."""
        if self.field.toPlainText() == text:
            self._show_found(found)

    def _show_found(self, found: Sequence[Identifier]) -> None:
        self._found = tuple(found)
        self._say(self._recognised())

    def _say(self, text: str) -> None:
        self.message.set_role("muted")
        self.message.setText(text)
        self._show_state()

    def _recognised(self) -> str:
        if not self._found:
            is_empty = not self.field.toPlainText().strip()
            return "" if is_empty else self.tr("There is no identifier in this text yet.")
        counts = Counter(each.kind for each in self._found)
        if len(self._found) == 1:
            return self.tr("Recognised: %1").replace("%1", str(self._found[0]))
        parts = [f"{QLocale().toString(n)} {kind}" for kind, n in counts.items()]
        text = counted(len(self._found), self.tr("%n work: %1"), self.tr("%n works: %1"))
        return text.replace("%1", ", ".join(parts))

    def _show_state(self) -> None:
        is_running = self.lookup.is_running
        self.primary.setEnabled(bool(self._found) and not is_running)
        self.field.setReadOnly(is_running)
        self._file.setEnabled(not is_running)
        self._cancel.setText(self.tr("Stop") if is_running else self.tr("Cancel"))

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, self.tr("A text with identifiers"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.read_file)
        dialog.open()

    def read_file(self, name: str) -> None:
        """Put the identifiers that a text has into the field."""
        handle = self._context.jobs.start(
            lambda _job: _read(Path(name)), self.tr("Reading"), shown=False
        )
        handle.succeeded.connect(self._add_lines)
        handle.failed.connect(self._on_failed)

    def _add_lines(self, lines: list[str]) -> None:
        before = self.field.toPlainText().strip()
        self.field.setPlainText("\n".join([*([before] if before else []), *lines]))
        self._recognise()

    def _on_failed(self, sentence: str) -> None:
        self.message.set_role("bad")
        self.message.setText(sentence)

    def _on_done(self, found: "tuple[ReferencePlan, Sequence[Row]]") -> None:
        self.accept()
        self.planned.emit(*found)


class _Field(QPlainTextEdit):
    """Plain text; Ctrl+Return submits it, and Tab leaves it.

    Signals:
        submitted: Ctrl+Return was pressed.
    """

    submitted = Signal()

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_return = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_return and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submitted.emit()
        else:
            super().keyPressEvent(event)


def _planned(
    workspace: "Workspace", settings: "Settings", found: Sequence[Identifier], job: JobContext
) -> "tuple[ReferencePlan, Sequence[Row]]":
    # Here, not above: the client takes 0.1 s to load; the dialog shows first.
    from pincite.services.import_plans import ImportPlan
    from pincite.services.resolving import plan_identifiers, source_choices
    from pincite.ui.importing.rows import rows_of

    plan = plan_identifiers(workspace.read, found, source_choices(settings), job)
    return plan, rows_of(ImportPlan((plan,)))


def _read(path: Path) -> list[str]:
    from pincite.services.errors import ServiceError
    from pincite.services.resolving import identifiers_in_file

    try:
        return [str(each) for each in identifiers_in_file(path)]
    except OSError as error:
        reason = error.strerror or "it cannot be opened"
        raise ServiceError(f"“{path.name}” could not be read: {reason}.") from error
