"""The reader tab: builds the parts, connects them, and keeps the place."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from pincite.documents.protocol import DocumentInfo, Event
from pincite.documents.viewing import ViewSession
from pincite.model.annotations import Annotation, Colour
from pincite.model.changes import Changes
from pincite.model.documents import Document, OutlineEntry
from pincite.model.ids import AnnotationId
from pincite.model.texts import PageText, quads_for
from pincite.ui.context import AppContext
from pincite.ui.reader.annotations.annotation_paint import AnnotationOverlay
from pincite.ui.reader.annotations.marks import Marks
from pincite.ui.reader.find.find_bar import FindBar
from pincite.ui.reader.find.find_control import FindControl
from pincite.ui.reader.find.finding_session import DocumentWords, FindSession
from pincite.ui.reader.find.hit_model import HitModel
from pincite.ui.reader.history import History, Place
from pincite.ui.reader.library_side import LibrarySide
from pincite.ui.reader.page_names import NamedPlace, PageNames
from pincite.ui.reader.pages.page_themes import PageTheme
from pincite.ui.reader.pages.page_view import PageView, ZoomMode
from pincite.ui.reader.pages.picture_store import PictureStore
from pincite.ui.reader.pages.rendering import DocumentFeed
from pincite.ui.reader.reader_actions import ReaderActions
from pincite.ui.reader.text.page_texts import PageTexts
from pincite.ui.reader.text.selecting import SelectionActs
from pincite.ui.reader.text.selection_bar import SelectionBar
from pincite.ui.reader.text.text_paint import FindOverlay, SelectionOverlay
from pincite.ui.reader.text.text_pointer import TextPointer
from pincite.ui.reader.toolbar import ReaderBar

if TYPE_CHECKING:
    from pincite.ui.reader.reader_states import PasswordPrompt
    from pincite.ui.reader.sides.panels import LeftPanel, RightPanel

_SAVE_AFTER_MS = 1500
_FOLLOW_AFTER_MS = 120


class ReaderTab(QWidget):
    """One document to read and mark.

    Only what the first page needs is built at once; the panels and all that comes from the library
    follow when it has been painted.

    Args:
        document: None for a file that is not in the library; the first mark imports it.
        path: of the PDF to show: the file, or the reading copy of an article.
        title: for the tab.
        session: one that was started before the window, with page 1 asked for; else one is started.
        events: what that session has said so far.

    Signals:
        title_changed: the title.
        closed: the tab was left and its worker ended.
        first_page_painted: once.
        document_changed: Document; a loose file was imported.
    """

    title_changed = Signal(str)
    closed = Signal()
    first_page_painted = Signal()
    document_changed = Signal(object)

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
        self.path = path
        self.title = title
        self.names = PageNames()
        self.history = History()
        self.page_count = 0
        self.left: LeftPanel | None = None
        self.right: RightPanel | None = None
        self._is_ready = False
        self._is_shown = False
        self._is_closed = False
        self._wants_right = True
        self._goal: Place | None = None
        self._goal_start = -1
        self._goal_words: tuple[str, ...] = ()
        self._goal_annotation: AnnotationId | None = None
        self._noted: AnnotationId | None = None
        self._prompt: PasswordPrompt | None = None
        self.library = LibrarySide(context, document)
        self.feed = DocumentFeed(session or ViewSession(path, context.pool), self)
        self._build_view()
        self._build_frame()
        self.marks = Marks(context, document, path, self)
        self.acts = SelectionActs(
            self.view, self.texts, self.pointer, self.selection_bar, self.marks, self.annotations
        )
        self._build_find()
        self.actions_ = ReaderActions(context.actions, self)
        self._fill_bar()
        self._connect_feed()
        self._connect_parts()
        self._save = QTimer(self)
        self._save.setSingleShot(True)
        self._save.setInterval(_SAVE_AFTER_MS)
        self._save.timeout.connect(self.save_place)
        self._follow = QTimer(self)
        self._follow.setSingleShot(True)
        self._follow.setInterval(_FOLLOW_AFTER_MS)
        self._follow.timeout.connect(self._follow_page)
        self.setFocusProxy(self.view)
        self.feed.start(events)

    # --- for the window

    @property
    def document(self) -> Document | None:
        """The document of the library that is shown; None for a loose file."""
        return self.marks.document

    def go_to(self, page_index: int, y_pt: float | None = None) -> None:
        """Show a page, or a height on it in points of the displayed page; back returns."""
        if not self.page_count:
            self._goal = Place(page_index)
            return
        self._leave()
        index = min(max(page_index, 0), self.page_count - 1)
        height = self.view.layout_of_pages.sizes[index][1]
        fraction = 0.0 if y_pt is None else min(max(y_pt / height, 0.0), 1.0)
        self.view.go_to(Place(index, fraction))

    def go_to_end(self) -> None:
        """Show the end of the last page."""
        self._leave()
        self.view.go_to(Place(self.page_count - 1, 1.0))

    def step_page(self, by: int) -> None:
        """Show a page further on or back."""
        self.view.show_page(min(max(self.view.current_page + by, 0), self.page_count - 1))

    def mark_words(self, terms: tuple[str, ...]) -> None:
        """Mark the words of a search on all pages."""
        if self.page_count:
            self.find_control.mark(terms)
        else:
            self._goal_words = terms

    def show_annotation(self, annotation_id: AnnotationId) -> None:
        """Show an annotation on its page and select its card."""
        annotation = self.marks.get(annotation_id)
        if annotation is None:
            self._goal_annotation = annotation_id
            return
        self.acts.select_annotation(annotation_id)
        self._show_annotation(annotation)

    def find(self) -> None:  # type: ignore[override]  # hides QWidget.find(WId), which nobody needs
        """Open the find bar, with the selected words if they are few."""
        anchor = self.acts.anchor()
        words = anchor.quote if anchor and len(anchor.quote) <= 80 else ""
        self.find_bar.ask(words)

    def find_step(self, *, forward: bool) -> None:
        """To the next or the previous hit; opens the find bar when nothing is looked for."""
        if self.find_control.is_active:
            self.find_control.step(forward)
        else:
            self.find()

    def save_place(self) -> None:
        """Remember where reading stopped."""
        if self.page_count:
            zoom = 0.0 if self.view.zoom_mode is ZoomMode.WIDTH else self.view.zoom
            self.library.save_place(self.view.place, zoom)

    def shut(self) -> None:
        """Save the place and end the worker; the window calls it before it drops the tab."""
        if self._is_closed:
            return
        self._is_closed = True
        self._save.stop()
        self.save_place()
        self.feed.close()
        self.closed.emit()

    # --- acts of actions

    def set_page_theme(self, theme: PageTheme) -> None:
        """Colour the pages, here and in readers opened later."""
        self.pictures.set_theme(theme)
        self.view.set_theme_of_pages()
        if self.context.settings.page_theme != theme.value:
            self.context.save_settings(replace(self.context.settings, page_theme=theme.value))

    def go_back(self) -> None:
        """To where the last jump began."""
        place = self.history.back(self.view.place)
        if place is not None:
            self.view.go_to(place)

    def go_forward(self) -> None:
        """To where one came back from."""
        place = self.history.forward(self.view.place)
        if place is not None:
            self.view.go_to(place)

    def ask_for_page(self) -> None:
        """Put the focus into the page box."""
        self.bar.page_box.ask()

    def ask_for_label(self, *, on: bool) -> None:
        """Ask what is printed on the page that is being read."""
        if self.document is None or self.names.is_by_paragraph:
            text = self.tr("Page numbers can be corrected for PDFs in the library only.")
            self.context.notify("info", text)
            return
        self.bar.page_box.ask_for_label(on=on)

    def reset_labels(self) -> None:
        """Back to automatic page numbers."""
        self.library.reset_labels()

    def select_page(self) -> None:
        """Select all text of the page."""
        self.pointer.select_page(self.view.current_page)

    def edit_comment(self) -> None:
        """Open the editor of the selected annotation."""
        if self.acts.selected_annotation is not None:
            self._edit(self.acts.selected_annotation)

    def toggle_left(self) -> None:
        """Show or hide the panel at the left."""
        is_wanted = self.actions_.left.isChecked()
        if is_wanted and self.left is None:
            self._build_left()
        if self.left is not None:
            self.left.setVisible(is_wanted)
            self.left.follow(self.view.current_page)

    def toggle_right(self) -> None:
        """Show or hide the annotations."""
        self._wants_right = self.actions_.right.isChecked()
        if self._wants_right and self.right is None:
            self._build_right()
        self._right_room.setVisible(self._wants_right)

    # --- events

    def showEvent(self, event: QShowEvent) -> None:
        """Give the annotations their room at once, so that pages are drawn in their size."""
        super().showEvent(event)
        if self._is_shown:
            return
        self._is_shown = True
        self._wants_right = self.width() >= self.context.theme.spacing(200)
        self.actions_.right.setChecked(self._wants_right)
        self._right_room.setVisible(self._wants_right)
        self._share_width()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._escape()
        elif not (self.view.hasFocus() and self._act_by_key(event)):
            super().keyPressEvent(event)

    def _act_by_key(self, event: QKeyEvent) -> bool:
        """Keys for the selection or the selected annotation, while the pages have the focus."""
        digit = event.key() - Qt.Key.Key_0
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if is_plain and 1 <= digit <= len(Colour):
            self.acts.choose_colour(tuple(Colour)[digit - 1])
        elif event.key() == Qt.Key.Key_Delete:
            self.acts.delete()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_F2):
            self.edit_comment()
        else:
            return False
        return True

    def hideEvent(self, event: QHideEvent) -> None:
        if not self._is_closed:
            self.save_place()
        super().hideEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.shut()
        super().closeEvent(event)

    # --- building

    def _build_view(self) -> None:
        theme = self.context.theme
        self.pictures = PictureStore(self.feed, self.context.settings.cache_bytes, self)
        self.pictures.set_theme(PageTheme(self.context.settings.page_theme))
        self.view = PageView(self.pictures, theme)
        self.texts = PageTexts(self.feed, self)
        self.annotations = AnnotationOverlay(theme, self.pictures)
        self.found = FindOverlay(theme, self.texts, self.pictures)
        shown = SelectionOverlay(theme, self.texts, self.pictures)
        self.view.overlays = [self.annotations, self.found, shown]
        self.pointer = TextPointer(self.view, self.texts, shown, self.annotations)
        self.view.pointer = self.pointer
        self.selection_bar = SelectionBar(theme, self.view.viewport())

    def _build_frame(self) -> None:
        theme = self.context.theme
        self.bar = ReaderBar(theme)
        self.find_bar = FindBar(theme)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        centre = QWidget()
        box = QVBoxLayout(centre)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.bar)
        box.addWidget(self.find_bar)
        box.addWidget(self._stack, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(centre)
        self._right_room = QFrame()
        self._right_room.setProperty("role", "pane")
        self._right_room.setMinimumWidth(theme.spacing(52))
        room = QVBoxLayout(self._right_room)
        room.setContentsMargins(0, 0, 0, 0)
        self.splitter.addWidget(self._right_room)
        self.splitter.setStretchFactor(0, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)

    def _build_find(self) -> None:
        self.words = DocumentWords(self.context, self.feed, self)
        self.session = FindSession(self.words, self)
        self.hits = HitModel(self)
        self.find_control = FindControl(
            self.view, self.find_bar, self.session, self.found, self.texts, self.hits
        )
        self.find_control.started.connect(self._start_find)
        self.find_control.jumping.connect(self._leave)
        self.find_control.current_changed.connect(self._on_hit_changed)

    def _fill_bar(self) -> None:
        a = self.actions_
        self.bar.fill(
            left=a.left,
            zoom_out=a.zoom_out,
            zoom_in=a.zoom_in,
            zoom_menu=[a.fit_width, a.fit_page, a.actual_size, None, a.zoom_in, a.zoom_out],
            tools=[a.highlight, a.note, a.find],
            right=a.right,
        )
        a.right.setChecked(True)
        # The place in the tab order that belongs to the bar is right after the pages.
        self.selection_bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _connect_feed(self) -> None:
        feed = self.feed
        feed.opened.connect(self._on_opened)
        feed.sizes_ready.connect(self._on_sizes)
        feed.password_needed.connect(self._ask_password)
        feed.document_failed.connect(self._show_failure)
        feed.outline_ready.connect(self._on_outline)
        self.texts.arrived.connect(self._on_text)
        self.pictures.settled.connect(self._want_texts)

    def _connect_parts(self) -> None:
        view, box = self.view, self.bar.page_box
        view.page_changed.connect(self._on_page_changed)
        view.zoom_changed.connect(self._on_zoom_changed)
        view.moved.connect(self._on_moved)
        view.first_page_painted.connect(self._on_first_page)
        view.retry_asked.connect(self.pictures.retry)
        box.place_asked.connect(self._go_to_named)
        box.label_set.connect(lambda v: self.library.correct_label(v[0], v[1], on=v[2]))
        box.labels_reset.connect(self.library.reset_labels)
        box.left.connect(view.setFocus)
        self.find_bar.closed.connect(view.setFocus)
        self.marks.changed.connect(self._on_annotations)
        self.marks.imported.connect(self._on_imported)
        self.marks.said.connect(self._say)
        self.acts.said.connect(self._say)
        self.acts.note_wanted.connect(self._on_note_wanted)
        self.acts.annotation_selected.connect(self._select_card)
        self.context.events.changed.connect(self._on_changed)
        self.context.library_attached.connect(self._on_library)

    def _build_left(self) -> None:
        from pincite.ui.reader.sides.panels import LeftPanel

        self.left = LeftPanel(self.context.theme, self.feed, self.hits)
        self.left.set_names(self.names)
        self.left.page_chosen.connect(self.go_to)
        self.left.entry_chosen.connect(self._go_to_entry)
        self.left.hit_chosen.connect(self.find_control.show_hit)
        self.splitter.insertWidget(0, self.left)
        self._share_width()
        self.feed.request_outline()

    def _build_right(self) -> None:
        from pincite.ui.reader.annotations.annotation_model import AnnotationModel
        from pincite.ui.reader.sides.panels import RightPanel

        self.cards: AnnotationModel = AnnotationModel(self)
        self.cards.set_names(self.names)
        self.cards.show_annotations(self.marks.annotations)
        self.right = RightPanel(self.context.theme, self.cards)
        cards, marks = self.right.list, self.marks
        cards.chosen.connect(self.show_annotation)
        cards.edited.connect(lambda v: marks.edit(*v))
        cards.recoloured.connect(lambda v: marks.recolour(*v))
        cards.kind_changed.connect(lambda v: marks.set_quotation_kind(*v))
        cards.deleted.connect(marks.delete)
        cards.cited.connect(marks.cite_annotation)
        cards.copied.connect(self._copy_annotation)
        room = self._right_room.layout()
        assert room is not None
        room.addWidget(self.right)

    def _share_width(self) -> None:
        """Give the panels their usual widths and the pages the rest."""
        spacing, widths = self.context.theme.spacing, []
        for place in range(self.splitter.count()):
            widget = self.splitter.widget(place)
            widths.append(
                spacing(60)
                if widget is self.left
                else spacing(78)
                if widget is self._right_room
                else 0
            )
            self.splitter.setStretchFactor(place, 0 if widths[-1] else 1)
        rest = max(spacing(60), self.splitter.width() - sum(widths))
        self.splitter.setSizes([width or rest for width in widths])

    # --- the document

    def _on_opened(self, info: DocumentInfo) -> None:
        self._stack.setCurrentWidget(self.view)
        self.page_count = info.pages
        self._set_names()
        self.view.set_pages(info.sizes, info.rotations)
        self._restore_place()
        self.bar.page_box.set_page(self.view.current_page)

    def _on_sizes(self, info: DocumentInfo) -> None:
        self.view.correct_sizes(info.sizes, info.rotations)

    def _restore_place(self) -> None:
        last = self.library.last_place()
        goal, self._goal = self._goal, None
        if last is not None and last.zoom > 0:
            self.view.set_zoom(last.zoom)
        if goal is None and last is not None and last.page_index < self.page_count:
            goal = Place(last.page_index, last.y_fraction)
        if goal is not None:
            self.view.go_to(goal)

    def _on_first_page(self) -> None:
        self.first_page_painted.emit()
        self._build_rest()

    def _build_rest(self) -> None:
        if self._is_ready or self._is_closed:
            return
        self._is_ready = True
        if self._goal_words:
            self.find_control.mark(self._goal_words)
        if self._wants_right:
            self._build_right()
        self.marks.load()
        self._want_texts()

    def _on_library(self) -> None:
        """The library was opened after this tab: what it knows is shown now."""
        self._set_names()
        self.marks.load()
        self.marks.look_up()

    def _set_names(self) -> None:
        self.names = self.library.names(self.page_count)
        can_correct = self.document is not None
        self.bar.page_box.set_names(self.names, can_correct=can_correct)
        self.hits.set_names(self.names)
        if self.left is not None:
            self.left.set_names(self.names)
        if self.right is not None:
            self.cards.set_names(self.names)

    def _ask_password(self, was_wrong: bool) -> None:
        from pincite.ui.reader.reader_states import PasswordPrompt

        if self._prompt is None:
            self._prompt = PasswordPrompt(self.context.theme, self.path)
            self._prompt.given.connect(self.feed.authenticate)
            self._stack.addWidget(self._prompt)
        self._stack.setCurrentWidget(self._prompt)
        self._prompt.ask(was_wrong=was_wrong)
        self._end_first_paint()

    def _show_failure(self, sentence: str) -> None:
        from pincite.ui.reader.reader_states import failure_state

        title = self.tr("This document cannot be shown")
        state = failure_state(self.context.theme, sentence, title)
        self._stack.addWidget(state)
        self._stack.setCurrentWidget(state)
        self.bar.setEnabled(False)
        self._end_first_paint()

    def _end_first_paint(self) -> None:
        """No page will come for now: whoever waits for it must not wait for ever.

        Later, since a file may fail while the tab is still being built and nobody listens yet.
        """
        QTimer.singleShot(0, self, self.first_page_painted.emit)

    def _on_outline(self, entries: tuple[OutlineEntry, ...]) -> None:
        stored = entries or tuple(self.library.outline())
        if self.left is not None:
            self.left.set_outline(stored)
            self.left.follow(self.view.current_page)

    def _want_texts(self) -> None:
        if self._is_ready:
            self.texts.want(self.view.visible_pages)

    def _on_text(self, text: PageText) -> None:
        if self._goal_start >= 0 and text.index == self.view.current_page:
            quads = quads_for(text, self._goal_start, self._goal_start + 1)
            self._goal_start = -1
            if quads:
                self.view.show_quad(text.index, quads[0])

    # --- the place

    def _leave(self) -> None:
        """Remember the place before a jump."""
        self.history.leave(self.view.place)

    def _on_page_changed(self, index: int) -> None:
        self.bar.page_box.set_page(index)
        # The lists follow when the pages rest: scrolling them along costs more than the pages do.
        self._follow.start()

    def _follow_page(self) -> None:
        if self.left is not None and self.left.isVisible():
            self.left.follow(self.view.current_page)

    def _on_zoom_changed(self) -> None:
        self.bar.set_zoom(self.view.zoom)
        self.actions_.fit_width.setChecked(self.view.zoom_mode is ZoomMode.WIDTH)
        self.actions_.fit_page.setChecked(self.view.zoom_mode is ZoomMode.PAGE)

    def _on_moved(self) -> None:
        if self._is_ready:
            self._save.start()

    def _go_to_named(self, place: NamedPlace) -> None:
        self.go_to(place.page_index)
        if place.start >= 0:
            self._goal_start = place.start
            text = self.texts.get(place.page_index)
            if text is not None:
                self._on_text(text)
            else:
                self.texts.want((place.page_index,))

    def _go_to_entry(self, entry: OutlineEntry) -> None:
        self.go_to(entry.page_index, entry.y_pt or None)

    # --- annotations

    def _on_annotations(self, annotations: tuple[Annotation, ...]) -> None:
        self.annotations.set_annotations(annotations)
        self.view.viewport().update()
        if self.right is not None:
            self.cards.show_annotations(annotations)
        if self.marks.get(self._goal_annotation) is not None and self._goal_annotation:
            goal, self._goal_annotation = self._goal_annotation, None
            self.show_annotation(goal)
        if self.marks.get(self._noted) is not None and self._noted:
            noted, self._noted = self._noted, None
            self._edit(noted)
        elif self.acts.selected_annotation is not None:
            self._select_card(self.acts.selected_annotation)

    def _show_annotation(self, annotation: Annotation) -> None:
        places = annotation.anchor.places
        if places and places[0].quads:
            self._leave()
            self.view.show_quad(places[0].page_index, places[0].quads[0])
        else:
            self.go_to(annotation.anchor.page_index)

    def _select_card(self, annotation_id: AnnotationId | None) -> None:
        if self.right is not None:
            self.right.list.select(annotation_id)

    def _on_note_wanted(self, annotation_id: AnnotationId) -> None:
        """The mark is written on another thread; its editor opens when it has come back."""
        if self.marks.get(annotation_id) is not None:
            self._edit(annotation_id)
        else:
            self._noted = annotation_id

    def _edit(self, annotation_id: AnnotationId) -> None:
        self.actions_.right.setChecked(True)
        self.toggle_right()
        if self.right is not None:
            self.right.list.edit(annotation_id)

    def _copy_annotation(self, annotation_id: AnnotationId) -> None:
        self.acts.select_annotation(annotation_id)
        self.acts.copy_with_citation()

    def _on_imported(self, document: Document) -> None:
        self.library.document = document
        self._set_names()
        self.document_changed.emit(document)
        title = self.library.title()
        if title:
            self.title = title
            self.title_changed.emit(title)

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        if self.document is not None and self.document.sha256 in changes.pages:
            self._set_names()
            self.bar.page_box.set_page(self.view.current_page)

    # --- find

    def _start_find(self) -> None:
        self.words.start(self.document, self.page_count)

    def _on_hit_changed(self, number: int) -> None:
        if self.left is not None and self.left.isVisible():
            self.left.tabs.show_page("hits")
            self.left.results.select(number)

    def _say(self, kind: str, sentence: str) -> None:
        self.context.notify(kind, sentence)

    def _escape(self) -> None:
        if not self.acts.escape() and self.find_control.is_active:
            self.find_bar.leave()
