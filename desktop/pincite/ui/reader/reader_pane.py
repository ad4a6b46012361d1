"""One document in a reader tab: its bar, its pages, its marks, and where one is in it."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QVBoxLayout, QWidget

from pincite.documents.protocol import Event
from pincite.documents.viewing import ViewSession
from pincite.model.changes import Changes
from pincite.model.documents import Document, TypeSize
from pincite.model.ids import AnnotationId
from pincite.model.texts import PageText
from pincite.ui.context import AppContext
from pincite.ui.reader.annotations.area_pictures import AreaPictures
from pincite.ui.reader.annotations.external_marks import ExternalMarks
from pincite.ui.reader.annotations.marks import Marks
from pincite.ui.reader.floating_bar import FloatingBar
from pincite.ui.reader.history import Place
from pincite.ui.reader.library_side import LibrarySide
from pincite.ui.reader.mark_focus import MarkFocus
from pincite.ui.reader.page_names import PageNames
from pincite.ui.reader.page_stack import PageStack
from pincite.ui.reader.pages.page_themes import PageTheme
from pincite.ui.reader.pages.rendering import DocumentFeed
from pincite.ui.reader.pane_canvas import PaneCanvas
from pincite.ui.reader.pane_file import PaneFile
from pincite.ui.reader.pane_finding import PaneFinding
from pincite.ui.reader.pane_head import PaneHead
from pincite.ui.reader.pane_keys import act_by_key
from pincite.ui.reader.pane_naming import PaneNaming
from pincite.ui.reader.pane_opening import PaneOpening
from pincite.ui.reader.pane_sides import PaneSides
from pincite.ui.reader.places import Places
from pincite.ui.reader.shown_copy import ShownCopy
from pincite.ui.reader.text.recognition import TextRecognition
from pincite.ui.reader.text.selecting import SelectionActs
from pincite.ui.reader.toolbar import ReaderBar
from pincite.ui.reader.tools.page_menus import PageMenus
from pincite.ui.reader.tools.toolbox import Toolbox
from pincite.ui.reader.type_sizes import TypeSizes, first_size
from pincite.ui.reader.view_modes import ViewModes

if TYPE_CHECKING:
    from pincite.ui.reader.mentions.pane_mentions import PaneMentions
    from pincite.ui.reader.reader_actions import ReaderActions
    from pincite.ui.search.pane_trail import PaneTrail

_FOLLOW_AFTER_MS = 120


class ReaderPane(QFrame):
    """One document to read and mark. A tab shows one, or two side by side.

    Only what the first page needs is built at once; all that comes from the library follows when
    it has been painted. After it was made, the tab gives it the actions and calls `start`.

    Args:
        document: None for a file that is not in the library; the first mark imports it.
        path: of the PDF to show: the file, or the reading copy of an article.
        session: one that was started before the window, with page 1 asked for; else one is started.
        keeps_place: remember where reading stopped; not for a second view of the same document.

    Signals:
        title_changed: the title.
        first_page_painted: once.
        document_changed: Document; a loose file was imported.
        ready: after the first page: the panels may be built.
        pressed: one of its buttons was used: it wants to be the active pane.
        right_wanted: the annotations have to be seen, for one of them is to be edited.
        zoom_changed: the zoom or what it follows.
    """

    title_changed = Signal(str)
    first_page_painted = Signal()
    document_changed = Signal(object)
    ready = Signal()
    pressed = Signal()
    right_wanted = Signal()
    zoom_changed = Signal()

    def __init__(
        self,
        context: AppContext,
        document: Document | None,
        path: Path,
        title: str,
        session: ViewSession | None = None,
        *,
        keeps_place: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.context = context
        self.path = path
        self.title = title
        self.page_count = 0
        self.is_closed = False
        self._mentions: PaneMentions | None = None
        self._trail: PaneTrail | None = None
        self.library = LibrarySide(context, document)
        self.copy = ShownCopy()
        self.sizes = TypeSizes(self, first_size(context, self.library))
        if session is None and self.sizes.size is TypeSize.MEDIUM:
            identity = document.sha256 if document else ""
            session = ViewSession(path, context.pool, identity=identity)
        self.feed = DocumentFeed(session, self)
        self.naming = PaneNaming(self)
        self.file = PaneFile(self)
        self.canvas = canvas = PaneCanvas(self)
        self.pictures, self.view, self.texts = canvas.pictures, canvas.view, canvas.texts
        self.pointer, self.links = canvas.pointer, canvas.links
        self.annotations, self.selection_bar = canvas.annotations, canvas.selection_bar
        self.modes = ViewModes(self.view, self.feed, context, self)
        self.places = Places(
            self.view, self.modes, self.texts, self.library, self.copy, keeps=keeps_place
        )
        self.finding = PaneFinding(self)
        self._build_frame()
        self.marks = Marks(context, document, path, self.copy, self)
        self.recognition = TextRecognition(context, self.marks, self.view, self.texts)
        self.recognition.bar_made.connect(self.put_over_pages)
        self.external = ExternalMarks(context, self.feed, self.marks, self)
        self.acts = SelectionActs(
            self.view, self.texts, self.pointer, self.selection_bar, self.marks, self.annotations
        )
        self.tools = Toolbox(
            context.theme, self.view, self.texts, self.pointer, self.annotations, self.marks,
            self.acts,
        )  # fmt: skip
        self.area_pictures = AreaPictures(self.view, self.feed, self.marks.get)
        self.page_menus = PageMenus(
            context, self.view, self.pointer, self.annotations, self.marks, self.acts,
            self.selection_bar, self.tools, self.area_pictures,
        )  # fmt: skip
        self.sides = PaneSides(self)
        self.mark_focus = MarkFocus(self)
        self.opening = PaneOpening(self, self._stack)
        self._connect_parts()
        self._follow = QTimer(self)
        self._follow.setSingleShot(True)
        self._follow.setInterval(_FOLLOW_AFTER_MS)
        self._follow.timeout.connect(self.sides.follow)
        self.setFocusProxy(self.view)

    def start(self, actions: "ReaderActions", events: Sequence[Event] = ()) -> None:
        """Put the actions into the bar, then show what the document's worker has said so far."""
        a = actions
        self.bar.fill(
            left=a.left,
            zoom_out=a.zoom_out,
            zoom_in=a.zoom_in,
            zoom_menu=[a.fit_width, a.fit_page, a.fit_height, a.actual_size],
            view_menu=a.view_menu,
            text_menu=a.text_menu if self.sizes.is_available else (),
            tools=[a.highlight, a.note],
            spare_tools=[a.ink, a.text_box, a.area],
            all_tools=[*a.tools, None, a.next_colour],
            find=a.find,
            right=a.right,
        )
        # A button acts on the active pane: this one has to be it before a menu opens.
        for button in self.bar.findChildren(QAbstractButton):
            button.installEventFilter(self)
        self.sizes.begin(events)

    # --- for the window and its actions

    @property
    def document(self) -> Document | None:
        """The document of the library that is shown; None for a loose file."""
        return self.marks.document

    @property
    def stored_page(self) -> int:
        """The page that is read, as the library counts it."""
        return self.copy.stored_place(Place(self.view.current_page, 0.0)).page_index

    @property
    def names(self) -> PageNames:
        """What the pages on view are called."""
        return self.naming.shown

    @property
    def stored_names(self) -> PageNames:
        """What the pages are called as the library counts them."""
        return self.naming.stored

    @property
    def mentions(self) -> "PaneMentions":
        """The citations in the document; made after the first page, unless asked for before."""
        if self._mentions is None:
            from pincite.ui.reader.mentions.pane_mentions import PaneMentions

            self._mentions = PaneMentions(self)
        return self._mentions

    @property
    def trail(self) -> "PaneTrail":
        """The way through the hits of a search that this document was opened from."""
        if self._trail is None:
            from pincite.ui.search.pane_trail import PaneTrail

            self._trail = PaneTrail(self)
        return self._trail

    @property
    def follows_trail(self) -> bool:
        """True while the next hit means that of the search this document was opened from."""
        return self._trail is not None and self._trail.is_followed

    def arrive(
        self,
        page_index: int | None,
        words: tuple[str, ...] = (),
        annotation: AnnotationId | None = None,
    ) -> None:
        """Come here from elsewhere: mark words, and show a mark or a page."""
        if words:
            self.finding.mark(words)
        if annotation is not None:
            self.mark_focus.show(annotation)
        elif page_index is not None:
            self.places.go_to_stored(Place(page_index), words)

    def go_to(self, page_index: int, y_pt: float | None = None) -> None:
        """Show a page, or a height on it in points of the displayed page; back returns."""
        self.places.go_to(page_index, y_pt)

    def step_page(self, by: int) -> None:
        """Show the pages further on or back: two at once where they stand side by side."""
        self.view.step_page(by)

    def shut(self) -> None:
        """Save the place and end the worker; the tab calls it before it drops the pane."""
        if self.is_closed:
            return
        self.is_closed = True
        self.places.save()
        self.sizes.close()
        self.feed.close()
        self.pictures.close()
        self.sides.close()
        if self._mentions is not None:
            self._mentions.shut()

    def set_page_theme(self, theme: PageTheme) -> None:
        """Colour the pages."""
        self.pictures.set_theme(theme)
        self.view.set_theme_of_pages()

    def show_paragraph_numbers(self, *, are_shown: bool) -> None:
        """Number the paragraphs of an article in its margin, or not."""
        self.canvas.numbers.is_shown = are_shown
        self.view.viewport().update()

    def step_link(self, *, forward: bool) -> None:
        """Put a ring around the next or previous link in view; Enter follows it."""
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self.links.step(forward=forward):
            self.context.notify("info", self.tr("There is no link on the pages in view."))

    def ask_for_page(self) -> None:
        """Put the focus into the page box."""
        self.floating_bar.reveal()
        self.bar.page_box.ask()

    def ask_for_zoom(self) -> None:
        """Put the focus into the zoom box."""
        self.floating_bar.reveal()
        self.bar.zoom.ask()

    def show_deleted(self) -> None:
        """Show the annotations of this document that are in the trash."""
        self.right_wanted.emit()
        self.sides.right_panel().annotations.show_trash()

    def show_side(self, name: str) -> None:
        """Show one of the panels at the right: "annotations", "mentions" or "backlinks"."""
        self.right_wanted.emit()
        self.sides.right_panel().tabs.show_page(name)

    def step_mention(self, *, forward: bool) -> None:
        """To the next or previous citation."""
        self.mentions.step(forward=forward)

    def select_page(self) -> None:
        """Select all text of the page."""
        self.pointer.select_page(self.view.current_page)

    def set_active(self, *, is_active: bool, is_alone: bool) -> None:
        """Show whether keys and menus mean this pane; one that is alone needs no head."""
        self.head.setVisible(not is_alone)
        self.head.set_active(is_active=is_active)

    # --- events

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress:
            self.pressed.emit()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not act_by_key(self, event):
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        if not self.is_closed:
            self.places.save()
        super().hideEvent(event)

    # --- building

    def _build_frame(self) -> None:
        theme = self.context.theme
        self.bar = ReaderBar(theme)
        self._stack = PageStack(theme, self.view, self.path)
        self.head = PaneHead(theme, self.title)
        self.head.hide()
        self._box = box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.head)
        box.addWidget(self.bar)
        box.addWidget(self.finding.bar)
        box.addWidget(self._stack, 1)
        self.floating_bar = FloatingBar(self.bar, box, self, self.view.viewport())
        # The place in the tab order that belongs to the bar is right after the pages.
        self.selection_bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def put_over_pages(self, bar: QWidget) -> None:
        """Show a bar between the find bar and the pages."""
        self._box.insertWidget(self._box.indexOf(self._stack), bar)

    def _connect_parts(self) -> None:
        view, box = self.view, self.bar.page_box
        view.page_changed.connect(self._on_page_changed)
        view.zoom_changed.connect(self._on_zoom_changed)
        view.moved.connect(self._on_moved)
        view.back_asked.connect(self.places.back)
        view.forward_asked.connect(self.places.forward)
        view.retry_asked.connect(self.pictures.retry)
        box.place_asked.connect(self.places.go_to_named)
        box.numbered.connect(self.library.number_pages)
        box.left.connect(view.setFocus)
        self.bar.zoom.zoom_asked.connect(view.set_zoom)
        self.bar.zoom.left.connect(view.setFocus)
        self.links.followed.connect(lambda link: self.go_to(link.page_index, link.y_pt))
        self.links.said.connect(self._say)
        self.marks.imported.connect(self._on_imported)
        self.marks.said.connect(self._say)
        self.external.said.connect(self._say)
        self.acts.said.connect(self._say)
        self.page_menus.said.connect(self._say)
        self.acts.elsewhere_wanted.connect(self.finding.elsewhere)
        self.page_menus.similar_wanted.connect(self.finding.similar)
        self.recognition.texts_changed.connect(self._on_texts_changed)
        self.head.pressed.connect(self.pressed)
        self.sizes.switched.connect(self._on_switched)
        self.context.events.changed.connect(self._on_changed)
        self.texts.arrived.connect(self._on_text)

    # --- the document

    def leave_what_is_open(self) -> None:
        """Put tools and the selection away, since other pages are going to be shown."""
        self.tools.end()
        self.acts.clear()
        self.annotations.forget_ahead()

    def _on_switched(self) -> None:
        """The pages of another copy are shown."""
        self.marks.translate()
        self.finding.repeat_in_copy()
        self.sides.ask_outline()

    # --- the place

    def _on_page_changed(self, index: int) -> None:
        self.bar.page_box.set_page(index)
        # The lists follow when the pages rest: scrolling them along costs more than the pages do.
        self._follow.start()

    def _on_zoom_changed(self) -> None:
        self.bar.set_zoom(self.view.zoom)
        self.zoom_changed.emit()

    def _on_moved(self) -> None:
        if self.opening.is_ready:
            self.places.save_soon()
            self.naming.follow()

    def _on_text(self, _text: PageText) -> None:
        if self.names.is_by_paragraph:
            self.view.viewport().update()
            self.naming.follow()

    # --- what the library says

    def _on_imported(self, document: Document) -> None:
        self.library.document = document
        self.naming.refresh()
        self.places.recall()
        self.document_changed.emit(document)
        title = self.library.title()
        if title:
            self.title = title
            self.head.set_title(title)
            self.title_changed.emit(title)

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        if self.document is None:
            return
        if self.document.sha256 in changes.documents:
            self.sizes.look_again()
        if self.document.sha256 in changes.pages:
            self.naming.refresh()
            self.bar.page_box.set_page(self.view.current_page)

    def _on_texts_changed(self) -> None:
        """Text was recognised, or that was taken back."""
        self.pointer.set_selection(None)
        self.opening.want_texts()
        self.finding.repeat_in_texts()

    def _say(self, kind: str, sentence: str) -> None:
        self.context.notify(kind, sentence)
