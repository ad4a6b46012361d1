"""The tab in which a replaced file is reviewed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pincite.model.anchors import Anchor
from pincite.model.errors import PinciteError
from pincite.model.ids import AnnotationId
from pincite.model.replacements import Decision, MarkKind, Outcome, ReplacedMark, Replacement
from pincite.services.commands.replacing import (
    AcceptMarks,
    KeepMarks,
    TrashDocument,
)
from pincite.ui.context import AppContext
from pincite.ui.replacing.detail import Detail
from pincite.ui.replacing.live_review import LiveReview, Review
from pincite.ui.replacing.placing import Placing, likely_page
from pincite.ui.replacing.review_list import ReviewList
from pincite.ui.replacing.words import summary
from pincite.ui.widgets import Banner, Button, ElidedLabel, EmptyState, Label
from pincite.ui.widgets.list_beside import ListBeside
from pincite.ui.words import counted

_LIST_STEPS = 100


class ReviewTab(QWidget):
    """What became of every mark: the list at the left, one mark before and after at the right.

    Signals:
        title_changed: what the tab is called.
        closed: the replacement was taken back; the tab has nothing to show.
    """

    title_changed = Signal(str)
    closed = Signal()

    def __init__(
        self, context: AppContext, replacement: Replacement, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._replacement = replacement
        self._review = Review(replacement)
        self._wants_next = False
        theme = context.theme
        self.list = ReviewList(context)
        self.detail = Detail(context)
        self.placing: Placing | None = None
        self.title = Label("", "title")
        self.about = ElidedLabel("", "muted")
        self.accept_all = Button(theme, "", self.accept_sure, icon_name="checks")
        self.let_go = Button(
            theme, self.tr("Let the old file go"), self.ask_to_let_go, kind="ghost"
        )
        self._notices = QVBoxLayout()
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self._add_actions()
        self.setFocusProxy(self.list)
        self.live = LiveReview(context, replacement.id, self)
        self.live.read.connect(self._show)
        self.live.refresh()
        self._look_again()

    # --- acts

    def accept(self) -> None:
        """Accept the selected marks, and go on to the next."""
        found = (m for m in self.list.selected() if m.outcome is not Outcome.LOST)
        ids = tuple(m.id for m in found if m.decision is not Decision.ACCEPTED)
        if ids:
            self._wants_next = True
            self._context.bridge.run(AcceptMarks(ids))

    def accept_sure(self) -> None:
        """Accept all that was found surely and is not decided."""
        ids = self._sure()
        if ids:
            self._context.bridge.run(AcceptMarks(ids))

    def keep(self) -> None:
        """Leave the selected marks on the old file, and go on to the next."""
        ids = tuple(m.id for m in self.list.selected() if m.decision is not Decision.KEPT)
        if ids:
            self._wants_next = True
            self._context.bridge.run(KeepMarks(ids))

    def place_by_hand(self) -> None:
        """Let the user choose the passage of the current mark in the new file."""
        mark, new = self.list.current(), self._review.new
        if mark is None or new is None or self.placing is not None:
            return
        if mark.kind is MarkKind.FINDING:
            return
        from pincite.services.reading import shown_path

        try:
            path = shown_path(self._context.workspace.library.files, new)
        except PinciteError as error:
            self._context.notify("bad", str(error))
            return
        self.placing = Placing(
            self._context, mark, new, path, likely_page(mark, self._review.marks)
        )
        self.placing.chosen.connect(lambda anchor: self._place(mark, anchor))
        self.placing.left.connect(self.leave_placing)
        self._stack.addWidget(self.placing)
        self._stack.setCurrentWidget(self.placing)
        self.placing.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave_placing(self) -> None:
        """Back to the list."""
        placing, self.placing = self.placing, None
        if placing is not None:
            self._stack.setCurrentIndex(0)
            self._stack.removeWidget(placing)
            placing.shut()
            placing.deleteLater()
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_both(self) -> None:
        """Open both files beside each other at the places of the current mark."""
        mark = self.list.current()
        if mark is None:
            return
        is_mark = mark.kind is MarkKind.ANNOTATION
        annotation = AnnotationId(mark.subject) if is_mark else None
        has_moved = mark.decision is Decision.ACCEPTED
        old_page = mark.old_anchor.page_index if mark.old_anchor else None
        new_page = mark.anchor.page_index if mark.anchor else None
        old_mark, new_mark = (None, annotation) if has_moved else (annotation, None)
        self._context.open_reader(self._replacement.old, old_page, (), old_mark)
        self._context.open_beside(self._replacement.new, new_page, (), new_mark)

    def ask_to_let_go(self) -> None:
        """Move the old file to the trash; ask first while something stays on it."""
        staying = sum(m.decision is not Decision.ACCEPTED for m in self._review.marks)
        if not staying:
            self._release()
            return
        text = counted(
            staying,
            self.tr("%n mark stays on the old file and goes to the trash with it."),
            self.tr("%n marks stay on the old file and go to the trash with it."),
        )
        act = (self.tr("Let it go with them"), self._release)
        self._notice("warn", text, act)

    def _release(self) -> None:
        self._clear_notices()
        self._context.bridge.run(TrashDocument(self._replacement.old))

    def _place(self, mark: ReplacedMark, anchor: Anchor) -> None:
        from pincite.services.placing import placed_by_hand

        read = self._context.workspace.read
        self._wants_next = True
        self._context.bridge.run(placed_by_hand(read, self._replacement, mark, anchor))
        self.leave_placing()

    def _look_again(self) -> None:
        """Take in what was marked on the old file since the review was left."""
        from pincite.services.jobs import JobContext
        from pincite.services.replacing import Replacing

        replacing = Replacing(self._context.workspace, self._context.checks.service.indexes)
        replacement = self._replacement

        def job(context: JobContext) -> int:
            return replacing.look_again(replacement, context)

        handle = self._context.jobs.start(job, self.tr("Looking for new marks"), shown=False)
        handle.failed.connect(self._on_failed)

    def _on_failed(self, message: str) -> None:
        self._context.notify("bad", message)

    # --- showing

    def _show(self, review: Review) -> None:
        if review.replacement is None:
            self.leave_placing()
            self.closed.emit()
            return
        self._review = review
        self.detail.set_review(review)
        self.list.show_review(review)
        if self._wants_next:
            self._wants_next = False
            self.list.go_on()
        old = review.old.name if review.old else ""
        new = review.new.name if review.new else ""
        self.title.setText(f"{old} → {new}")
        self.about.setText(
            " · ".join(part for part in (review.title, summary(review.marks)) if part)
        )
        self.title_changed.emit(self.tr("Review of %1").replace("%1", new))
        sure = len(self._sure())
        self.accept_all.setText(
            counted(sure, self.tr("Accept %n sure one"), self.tr("Accept all %n sure ones"))
            if sure
            else self.tr("All sure ones are decided")
        )
        self.accept_all.setEnabled(sure > 0)
        is_gone = review.old is None or bool(review.old.trashed)
        self.let_go.setVisible(not self._replacement.is_move)
        self.let_go.setEnabled(not is_gone)
        self.let_go.setText(
            self.tr("The old file is in the trash") if is_gone else self.tr("Let the old file go")
        )
        if self.placing is None:
            self._stack.setCurrentIndex(0 if review.marks else 1)

    def _sure(self) -> tuple[str, ...]:
        marks = self._review.marks
        return tuple(m.id for m in marks if m.is_sure and m.decision is Decision.OPEN)

    def _notice(self, kind: str, text: str, *acts: tuple[str, object]) -> None:
        self._clear_notices()
        banner = Banner(self._context.theme, kind, text, acts)  # type: ignore[arg-type]
        self._notices.addWidget(banner)

    def _clear_notices(self) -> None:
        while (item := self._notices.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.live.close()
        self.leave_placing()
        self.detail.close_files()
        super().closeEvent(event)

    # --- building

    def _lay_out(self) -> None:
        theme = self._context.theme
        space = theme.spacing
        head = QFrame()
        head.setProperty("role", "bar")
        row = QHBoxLayout(head)
        row.setContentsMargins(space(4), space(3), space(4), space(3))
        row.setSpacing(space(2))
        names = QVBoxLayout()
        names.setSpacing(space(0.5))
        names.addWidget(self.title)
        names.addWidget(self.about)
        row.addLayout(names, 1)
        row.addWidget(self.let_go)
        row.addWidget(self.accept_all)
        self._stack.addWidget(ListBeside(theme, self.list, self.detail, _LIST_STEPS))
        self._stack.addWidget(
            EmptyState(
                theme,
                "files",
                self.tr("Nothing had to move"),
                self.tr("The old file had no annotations, and nothing cites it by page."),
            )
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self._notices.setSpacing(0)
        box.addWidget(head)
        box.addLayout(self._notices)
        box.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.list.current_changed.connect(self.detail.show_mark)
        self.list.opened.connect(lambda _mark: self.open_both())
        self.detail.accept_wanted.connect(self.accept)
        self.detail.keep_wanted.connect(self.keep)
        self.detail.place_wanted.connect(self.place_by_hand)
        self.detail.open_wanted.connect(self.open_both)

    def _add_actions(self) -> None:
        tr = self.tr
        entries = (
            ("accept", tr("Accept the new place"), "A", self.accept, "check"),
            ("accept_sure", tr("Accept all sure places"), "S", self.accept_sure, "checks"),
            ("keep", tr("Keep on the old file"), "K", self.keep, "push-pin"),
            ("place", tr("Place by hand…"), "P", self.place_by_hand, "crosshair"),
            ("open", tr("Open both files"), ("Return", "Enter"), self.open_both, "columns"),
        )
        for name, text, key, slot, icon_name in entries:
            self._context.actions.add(
                f"review.{name}", text, key, slot, "annotate", self.list, icon_name=icon_name
            )
        self._context.actions.add(
            "review.let_go", tr("Let the old file go"), "", self.ask_to_let_go, "annotate", self
        )
