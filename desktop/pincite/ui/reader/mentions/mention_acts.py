"""What the window does with citations; the card, the panel and the keys share it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from pincite.model.ids import ItemId
from pincite.model.mentions import Mention
from pincite.services.mention_views import Suggestion, name_of
from pincite.services.mentions import MentionRow
from pincite.ui.context import AppContext
from pincite.ui.reader.mentions.citations import Citations
from pincite.ui.reader.mentions.opening import MentionOpening
from pincite.ui.reader.mentions.words import MentionAct
from pincite.ui.words import counted

if TYPE_CHECKING:
    from pincite.services.jobs import JobContext
    from pincite.services.workspace import Command


class MentionActs(QObject):
    """Runs the commands on citations of one document.

    Args:
        host: the widget over whose window questions are asked.
        activate: makes its reader the one beside which others are opened.
    """

    def __init__(
        self,
        context: AppContext,
        citations: Citations,
        host: QWidget,
        activate: Callable[[], object],
    ) -> None:
        super().__init__(host)
        self._context = context
        self._citations = citations
        self._host = host
        self.opening = MentionOpening(context, citations, activate)

    def do(self, act: MentionAct, rows: Sequence[MentionRow]) -> None:
        """Do something with citations, in reading order; at least one."""
        first, mentions = rows[0], [row.mention for row in rows]
        match act:
            case MentionAct.OPEN | MentionAct.OPEN_APART:
                self.opening.open_cited(first, apart=act is MentionAct.OPEN_APART)
            case MentionAct.OPEN_FOUND:
                self.opening.open_found(first)
            case MentionAct.NUMBER:
                self.opening.open_cited(first, asks_number=True)
            case MentionAct.ACCEPT | MentionAct.ACCEPT_EVERYWHERE:
                self._accept(mentions, is_everywhere=act is MentionAct.ACCEPT_EVERYWHERE)
            case MentionAct.CHOOSE:
                self.choose(rows)
            case MentionAct.ADD:
                self._add(rows)
            case MentionAct.ATTACH:
                self._attach(first)
            case MentionAct.CITE:
                self._cite(rows)
            case MentionAct.FORGET:
                self._resolve(mentions, None, is_everywhere=False)
            case MentionAct.DISMISS:
                self._dismiss(mentions)
            case MentionAct.RESTORE:
                self._restore(mentions)

    def accept(self, suggestion: Suggestion) -> None:
        """Say that a name stands for the item suggested."""
        self._resolve([suggestion.mentions[0]], suggestion.item.id, is_everywhere=False)

    def choose(self, rows: Sequence[MentionRow]) -> None:
        """Ask which work they name."""
        from PySide6.QtWidgets import QCheckBox

        from pincite.ui.work_chooser import WorkChooser

        names = list(dict.fromkeys(name_of(row) for row in rows))
        question = self.tr("Which work is “%1”?").replace("%1", ", ".join(names))
        chooser = WorkChooser(self._context, question, self._host, needs_file=False)
        everywhere = QCheckBox(self.tr("In all documents of the library"))
        everywhere.setToolTip(
            self.tr("The name means this work wherever it is cited, not only in this document.")
        )
        chooser.foot.addWidget(everywhere)
        mentions = [row.mention for row in rows]
        chooser.work_chosen.connect(
            lambda item: self._resolve(mentions, item, is_everywhere=everywhere.isChecked())
        )
        chooser.show_over(self._host.window())

    def find(self) -> None:
        """Look through the document for citations, in a job."""
        document = self._citations.document
        if document is None:
            text = self.tr("Add the file to your library first; marking a passage does that.")
            self._context.notify("info", text)
            return
        workspace = self._context.workspace

        def work(_job: "JobContext") -> int:
            # Here, not above: the search for citations brings large tables.
            from pincite.services.mentions import find_mentions

            return len(find_mentions(workspace, document.sha256))

        job = self._context.jobs.start(work, self.tr("Looking for citations"))
        job.succeeded.connect(self._say_found)
        job.failed.connect(lambda sentence: self._context.notify("bad", sentence))

    def _say_found(self, count: int) -> None:
        self._citations.refresh()
        none = self.tr("No citations with a page or time were found in this document.")
        some = counted(count, self.tr("%n citation found."), self.tr("%n citations found."))
        self._context.notify("ok" if count else "info", some if count else none)

    def _accept(self, mentions: Sequence[Mention], *, is_everywhere: bool) -> None:
        from pincite.services.commands.mentions import ResolveMention

        self._run(
            "Resolve citation",
            [
                ResolveMention(mention.id, mention.item, is_everywhere=is_everywhere)
                for mention in mentions
                if mention.item is not None
            ],
        )

    def _resolve(
        self, mentions: Sequence[Mention], item: ItemId | None, *, is_everywhere: bool
    ) -> None:
        from pincite.services.commands.mentions import ResolveMention

        self._run(
            "Resolve citation",
            [ResolveMention(mention.id, item, is_everywhere=is_everywhere) for mention in mentions],
        )

    def _add(self, rows: Sequence[MentionRow]) -> None:
        """Add the works: one for each name, from its reference or from the name."""
        from pincite.services.cited_works import cited_item
        from pincite.services.commands.mentions import AddItemFromMention

        by_name = {name_of(row): row for row in reversed(rows)}
        read = self._context.workspace.read
        added = [(row.mention, cited_item(read, row.mention)) for row in by_name.values()]
        self._run(
            "Add cited work", [AddItemFromMention(mention.id, item) for mention, item in added]
        )
        first = added[0][1]
        title = first.title or next((c.short for c in first.creators), self.tr("The work"))
        text = self.tr("“%1” is in your library now, as a draft to be completed.")
        self._context.notify("ok", text.replace("%1", title))

    def _attach(self, row: MentionRow) -> None:
        item = row.target.item
        if item is None:
            return
        dialog = QFileDialog(self._host.window(), self.tr("Attach a file to the work"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda paths: self._context.import_files(paths, into=item))
        dialog.open()

    def _cite(self, rows: Sequence[MentionRow]) -> None:
        """Cite the works in the active bibliography, at the places that are cited here."""
        citations, name = self._context.bibliographies, self.tr("My bibliography")
        active = citations.active()
        places = [
            (row.target.item.id, row.mention.place, row.mention.quotation)
            for row in rows
            if row.target.item is not None
        ]
        if not places:
            return
        style = self._context.settings.style
        self._context.bridge.run(citations.cite_places(places, new_name=name, style=style))
        text = self.tr("Cited in “%1”.").replace("%1", active.name if active else name)
        self._context.notify("ok", text)

    def _dismiss(self, mentions: Sequence[Mention]) -> None:
        from pincite.services.commands.mentions import DismissMentions

        self._context.bridge.run(DismissMentions(tuple(mention.id for mention in mentions)))

    def _restore(self, mentions: Sequence[Mention]) -> None:
        """They may name works that are known: asked anew in the same step."""
        workspace, ids = self._context.workspace, tuple(mention.id for mention in mentions)
        documents = {mention.document for mention in mentions}

        def work(_job: "JobContext") -> None:
            from pincite.services.commands.mentions import RestoreMentions
            from pincite.services.mentions import resolve_again

            group = object()
            workspace.run_now(RestoreMentions(ids), group=group)
            resolve_again(workspace, documents, group=group)

        job = self._context.jobs.start(work, self.tr("Restoring citations"), shown=False)
        job.succeeded.connect(lambda _none: self._context.bridge.finished.emit())
        job.failed.connect(lambda sentence: self._context.notify("bad", sentence))

    def _run(self, label: str, commands: Sequence["Command"]) -> None:
        from pincite.services.workspace import Batch

        if commands:
            command = commands[0] if len(commands) == 1 else Batch(label, tuple(commands))
            self._context.bridge.run(command)
