"""A reader tab: one document, or two side by side, with the panels of the one that is active."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from pincite.documents.protocol import Event
from pincite.documents.viewing import ViewSession
from pincite.model.documents import Document
from pincite.ui.context import AppContext
from pincite.ui.reader.pages.page_themes import PageTheme
from pincite.ui.reader.reader_actions import ReaderActions
from pincite.ui.reader.reader_pane import ReaderPane


class ReaderTab(QWidget):
    """Holds the panes and the room for their panels; knows which pane is the active one.

    Args:
        document, path, title, session: of the first pane, see `ReaderPane`.
        events: what that session has said so far.

    Signals:
        title_changed: the title.
        closed: the tab was left and its workers ended.
        first_page_painted: once, by the first pane.
        contents_changed: another document is shown, or a loose file was imported.
    """

    title_changed = Signal(str)
    closed = Signal()
    first_page_painted = Signal()
    contents_changed = Signal()

    def __init__(
        self,
        context: AppContext,
        document: Document | None,
        path: Path,
        title: str,
        session: ViewSession | None = None,
        events: Sequence[Event] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.context = context
        self.panes: list[ReaderPane] = []
        self._is_shown = False
        self._is_closed = False
        self._wants_right = True
        self._is_full_screen = False
        self._panels_before = (False, False)
        self._build_frame()
        self.pane = self._make_pane(ReaderPane(context, document, path, title, session))
        self.pane.first_page_painted.connect(self.first_page_painted)
        self.actions_ = ReaderActions(context.actions, self)
        self.actions_.right.setChecked(True)
        self.setFocusProxy(self.pane)
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]
        self.pane.start(self.actions_, events)

    @property
    def title(self) -> str:
        """The titles of what is shown."""
        return " | ".join(dict.fromkeys(pane.title for pane in self.panes))

    # --- panes

    @property
    def other(self) -> ReaderPane | None:
        """The pane beside the active one."""
        return next((pane for pane in self.panes if pane is not self.pane), None)

    def activate(self, pane: ReaderPane) -> None:
        """Make keys, menus and panels mean this pane."""
        if pane is self.pane or pane not in self.panes:
            return
        self.pane = pane
        self.setFocusProxy(pane)
        self._show_active()

    def split(self, orientation: Qt.Orientation) -> None:
        """Show the active document a second time, beside or below; once more: turn the split."""
        self._middle.setOrientation(orientation)
        if self.other is None:
            pane = self.pane
            twin = ReaderPane(self.context, pane.document, pane.path, pane.title, keeps_place=False)
            twin.modes.start_like(pane.modes)
            twin.sizes.start_like(pane.sizes)
            self._add_beside(twin)
            twin.places.start_at(pane.places.stored_here)
        self._show_active()

    def open_beside(self, document: Document | None, path: Path, title: str) -> ReaderPane:
        """Show another work beside the active one; it takes the place of what stood there."""
        shown = self.other
        if shown is not None and shown.path == path:
            self.activate(shown)
            return shown
        first = self.pane
        if shown is not None:
            self.close_pane(shown)
        pane = ReaderPane(self.context, document, path, title, keeps_place=path != first.path)
        self._add_beside(pane)
        self.activate(pane)
        pane.view.setFocus(Qt.FocusReason.OtherFocusReason)
        return pane

    def close_pane(self, pane: ReaderPane) -> None:
        """Close one of two panes."""
        if len(self.panes) < 2 or pane not in self.panes:
            return
        self.panes.remove(pane)
        if pane is self.pane:
            self.pane = self.panes[0]
            self.setFocusProxy(self.pane)
            self.pane.view.setFocus(Qt.FocusReason.OtherFocusReason)
        pane.shut()
        pane.hide()
        pane.deleteLater()
        # The one that stays may have been the second view of the same document.
        self.pane.places.keep()
        self._show_active()
        self._tell_contents()

    def _add_beside(self, pane: ReaderPane) -> None:
        self._make_pane(pane)
        pane.start(self.actions_)
        pane.pictures.set_theme(self.panes[0].pictures.theme)
        if self._middle.orientation() == Qt.Orientation.Horizontal and not self._has_room(320):
            self.show_right(is_shown=False)
        # A pane that was closed just now stands in the splitter still, unseen.
        self._middle.setSizes([max(1, self._middle.width())] * self._middle.count())
        self._show_active()
        self._tell_contents()

    def _make_pane(self, pane: ReaderPane) -> ReaderPane:
        self.panes.append(pane)
        self._middle.addWidget(pane)
        pane.pressed.connect(lambda: self.activate(pane))
        pane.head.close_wanted.connect(lambda: self.close_pane(pane))
        pane.ready.connect(lambda: self._on_ready(pane))
        pane.right_wanted.connect(lambda: self.show_right(is_shown=True))
        pane.zoom_changed.connect(lambda: self._show_state(pane))
        pane.tools.changed.connect(lambda: self._show_state(pane))
        pane.sizes.changed.connect(lambda: self._show_state(pane))
        pane.title_changed.connect(lambda _: self.title_changed.emit(self.title))
        pane.document_changed.connect(lambda _: self._on_imported(pane))
        return pane

    def _on_imported(self, pane: ReaderPane) -> None:
        """A loose file is in the library now; a second view of it goes on with that, too."""
        for twin in self.panes:
            if twin is not pane and twin.path == pane.path:
                twin.marks.look_up()
        self.contents_changed.emit()

    def _tell_contents(self) -> None:
        self.title_changed.emit(self.title)
        self.contents_changed.emit()

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        pane = next((p for p in self.panes if new is not None and p.isAncestorOf(new)), None)
        if pane is not None:
            self.activate(pane)

    def _on_ready(self, pane: ReaderPane) -> None:
        if pane is self.pane:
            self._show_sides()

    def _show_state(self, pane: ReaderPane) -> None:
        if pane is self.pane:
            self.actions_.show_state()

    def _show_active(self) -> None:
        is_alone = len(self.panes) == 1
        for pane in self.panes:
            pane.set_active(is_active=pane is self.pane, is_alone=is_alone)
            pane.floating_bar.set_floating(is_floating=self._is_full_screen)
        self.actions_.show_state()
        self._show_sides()

    # --- acts of actions

    def set_page_theme(self, theme: PageTheme) -> None:
        """Colour the pages, here and in readers opened later."""
        for pane in self.panes:
            pane.set_page_theme(theme)
        if self.context.settings.page_theme != theme.value:
            self.context.save_settings(replace(self.context.settings, page_theme=theme.value))

    def toggle_paragraph_numbers(self) -> None:
        """Number the paragraphs of articles in the margin, here and in readers opened later."""
        settings = self.context.settings
        are_shown = not settings.shows_paragraph_numbers
        for pane in self.panes:
            pane.show_paragraph_numbers(are_shown=are_shown)
        self.context.save_settings(replace(settings, shows_paragraph_numbers=are_shown))

    def toggle_split(self, orientation: Qt.Orientation) -> None:
        """Split, turn the split, or leave it where it stands like that already."""
        if self.other is not None and self._middle.orientation() == orientation:
            self.close_pane(self.other)
        else:
            self.split(orientation)

    def is_split(self, orientation: Qt.Orientation) -> bool:
        """True when two panes stand beside (or below) each other."""
        return self.other is not None and self._middle.orientation() == orientation

    def choose_beside(self) -> None:
        """Ask which work to show beside the active one."""
        if not self.context.has_library:
            text = self.tr("The library is still being opened; try again in a moment.")
            self.context.notify("info", text)
            return
        from pincite.ui.work_chooser import WorkChooser

        chooser = WorkChooser(self.context, self.tr("Title or author of the work"), self)
        chooser.chosen.connect(lambda sha: self.context.open_beside(sha, None, (), None))
        chooser.show_over(self.window())

    def go_to_other(self) -> None:
        """Give the focus to the other pane."""
        if self.other is not None:
            self.other.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def toggle_left(self) -> None:
        """Show or hide the panel at the left."""
        self._show_sides()
        self.pane.sides.follow()

    def toggle_right(self) -> None:
        """Show or hide the annotations."""
        self._wants_right = self.actions_.right.isChecked()
        self._show_sides()

    def show_right(self, *, is_shown: bool) -> None:
        """Show or hide the annotations, as their action does."""
        self.actions_.right.setChecked(is_shown)
        self.toggle_right()

    def set_full_screen(self, *, is_full: bool) -> None:
        """Leave the screen to the pages; the panels can be called, and come back as they were."""
        a = self.actions_
        if is_full:
            self._panels_before = (a.left.isChecked(), a.right.isChecked())
        is_left, is_right = (False, False) if is_full else self._panels_before
        self._is_full_screen = is_full
        a.left.setChecked(is_left)
        self.show_right(is_shown=is_right)
        self._show_active()

    # --- events

    def showEvent(self, event: QShowEvent) -> None:
        """Give the annotations their room at once, so that pages are drawn in their size."""
        super().showEvent(event)
        if self._is_shown:
            return
        self._is_shown = True
        has_room = self._has_room(200)
        self._panels_before = (False, has_room)
        self._wants_right = has_room and not self._is_full_screen
        self.actions_.right.setChecked(self._wants_right)
        self._right_room.setVisible(self._wants_right)
        self._share_width()

    def shut(self) -> None:
        """Save the places and end the workers; the window calls it before it drops the tab."""
        if self._is_closed:
            return
        self._is_closed = True
        for pane in self.panes:
            pane.shut()
        self.closed.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.shut()
        super().closeEvent(event)

    # --- building

    def _build_frame(self) -> None:
        theme = self.context.theme
        self._left_room = _SideRoom(least=theme.spacing(44))
        self._right_room = _SideRoom(least=theme.spacing(52))
        self._left_room.hide()
        self._middle = QSplitter(Qt.Orientation.Horizontal)
        self._outer = QSplitter(Qt.Orientation.Horizontal)
        for splitter in (self._middle, self._outer):
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
        for part in (self._left_room, self._middle, self._right_room):
            self._outer.addWidget(part)
        self._outer.setStretchFactor(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._outer)

    def _show_sides(self) -> None:
        """Put the panels of the active pane into their rooms, as far as they are wanted."""
        is_left = self.actions_.left.isChecked()
        had_left = self._left_room.isVisible()
        if is_left:
            self._left_room.show_panel(self.pane.sides.left_panel())
        if self._wants_right:
            self._right_room.show_panel(self.pane.sides.right_panel())
        self._left_room.setVisible(is_left)
        self._right_room.setVisible(self._wants_right)
        if is_left != had_left:
            QTimer.singleShot(0, self, self.pane.sides.follow)
            self._share_width()

    def _has_room(self, steps: int) -> bool:
        """True when the annotations have room beside the pages, without being asked for."""
        return self.width() >= self.context.theme.spacing(steps)

    def _share_width(self) -> None:
        """Give the panels their usual widths and the pages the rest."""
        spacing = self.context.theme.spacing
        rest = max(spacing(60), self._outer.width() - spacing(60) - spacing(78))
        self._outer.setSizes([spacing(60), rest, spacing(78)])


class _SideRoom(QFrame):
    """Room for the panels of the panes, of which one is shown."""

    def __init__(self, *, least: int) -> None:
        super().__init__()
        self.setProperty("role", "pane")
        self.setMinimumWidth(least)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)

    def show_panel(self, panel: QWidget) -> None:
        """Show a panel; it is taken in when it comes for the first time."""
        if self._stack.indexOf(panel) < 0:
            self._stack.addWidget(panel)
        self._stack.setCurrentWidget(panel)
