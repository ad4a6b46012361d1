"""The actions of a reader tab: their names, keys and places in the menus."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup

from pincite.ui.actions import Actions
from pincite.ui.reader.mentions.mention_actions import MentionActions
from pincite.ui.reader.pages.page_themes import PageTheme
from pincite.ui.reader.pages.zooming import ZoomMode
from pincite.ui.reader.tools.tool_state import ToolKind
from pincite.ui.reader.tools.tool_strip import TOOL_GLYPHS
from pincite.ui.reader.type_actions import TypeActions
from pincite.ui.reader.view_actions import ViewActions

if TYPE_CHECKING:
    from pincite.ui.reader.reader_pane import ReaderPane
    from pincite.ui.reader.tab import ReaderTab

_BESIDE, _BELOW = Qt.Orientation.Horizontal, Qt.Orientation.Vertical


class ReaderActions:
    """Makes the actions of a tab once; tool bars and menus share them. They act on its active pane.

    Args:
        tab: has its first pane already.
    """

    def __init__(self, actions: Actions, tab: "ReaderTab") -> None:
        self._actions = actions
        self._tab = tab
        self._tools: dict[ToolKind, QAction] = {}
        self._add_zoom()
        self._add_views()
        self._types = TypeActions(self._add, tab)
        self._add_themes()
        self._add_go()
        self._add_page_numbers()
        self._add_edit()
        self._add_annotate()
        self._add_cite()
        self.show_state()

    def show_state(self) -> None:
        """Check what holds for the active pane."""
        mode = self._tab.pane.view.zoom_mode
        for kind, action in self._tools.items():
            action.setChecked(self._tab.pane.tools.shown is kind)
        self.fit_width.setChecked(mode is ZoomMode.WIDTH)
        self.fit_page.setChecked(mode is ZoomMode.PAGE)
        self.fit_height.setChecked(mode is ZoomMode.HEIGHT)
        self._modes.show_state(self._tab.pane.modes)
        self.numbers.setChecked(self._tab.pane.canvas.numbers.is_shown)
        self.numbers.setEnabled(self._tab.pane.names.is_by_paragraph)
        self._types.show_state(self._tab.pane.sizes)
        self._mentions.show_state()
        self.split_right.setChecked(self._tab.is_split(_BESIDE))
        self.split_down.setChecked(self._tab.is_split(_BELOW))
        self.other_side.setEnabled(self._tab.other is not None)
        self.close_side.setEnabled(self._tab.other is not None)

    @property
    def tools(self) -> list[QAction]:
        """All tools that make or change annotations on the page."""
        return list(self._tools.values())

    def _add(
        self,
        name: str,
        text: str,
        key: str | tuple[str, ...],
        act: "Callable[[ReaderPane], object]",
        group: str,
        *,
        icon_name: str = "",
        submenu: str = "",
        is_checkable: bool = False,
    ) -> QAction:
        """An action on the active pane."""
        return self._actions.add(
            f"reader.{name}",
            text,
            key,
            lambda: act(self._tab.pane),
            group,
            self._tab,
            icon_name=icon_name,
            submenu=submenu,
            is_checkable=is_checkable,
        )

    def _add_zoom(self) -> None:
        tr = self._tab.tr
        add = partial(self._add, submenu=tr("Zoom"))
        self.zoom_in = add(
            "zoom_in", tr("Zoom in"), ("Ctrl++", "Ctrl+="), lambda p: p.view.zoom_in(), "view",
            icon_name="plus",
        )  # fmt: skip
        self.zoom_out = add(
            "zoom_out", tr("Zoom out"), "Ctrl+-", lambda p: p.view.zoom_out(), "view",
            icon_name="minus",
        )  # fmt: skip
        self.fit_width = add(
            "fit_width", tr("Fit width"), "Ctrl+0", lambda p: p.modes.fit(ZoomMode.WIDTH), "view",
            is_checkable=True,
        )  # fmt: skip
        self.fit_page = add(
            "fit_page", tr("Fit page"), "Ctrl+Alt+0", lambda p: p.modes.fit(ZoomMode.PAGE), "view",
            is_checkable=True,
        )  # fmt: skip
        self.fit_height = add(
            "fit_height", tr("Fit height"), "", lambda p: p.modes.fit(ZoomMode.HEIGHT), "view",
            is_checkable=True,
        )  # fmt: skip
        self.actual_size = add(
            "actual_size", tr("Actual size"), "", lambda p: p.view.set_zoom(1.0), "view"
        )
        add("zoom_to", tr("Zoom to…"), "Ctrl+Alt+Z", lambda p: p.ask_for_zoom(), "view")
        self._modes = ViewActions(self._add, self._tab)

    def _add_views(self) -> None:
        add, tab, tr = self._add, self._tab, self._tab.tr
        self.left = add(
            "left_panel", tr("Pages and outline panel"), "F7", lambda _: tab.toggle_left(), "view",
            icon_name="list-bullets", is_checkable=True,
        )  # fmt: skip
        self.right = add(
            "annotations_panel", tr("Annotations panel"), "F9", lambda _: tab.toggle_right(),
            "view", icon_name="chat-text", is_checkable=True,
        )  # fmt: skip
        self.numbers = add(
            "paragraph_numbers", tr("Paragraph numbers in the margin"), "",
            lambda _: tab.toggle_paragraph_numbers(), "view", is_checkable=True,
        )  # fmt: skip
        self._mentions = MentionActions(self._add, tab)
        self.split_right = add(
            "split_right", tr("Split side by side"), "Ctrl+\\",
            lambda _: tab.toggle_split(_BESIDE), "view", is_checkable=True,
        )  # fmt: skip
        self.split_down = add(
            "split_down", tr("Split one above the other"), "Ctrl+Shift+\\",
            lambda _: tab.toggle_split(_BELOW), "view", is_checkable=True,
        )  # fmt: skip
        self.beside = add(
            "open_beside", tr("Open another work beside…"), "Ctrl+Alt+O",
            lambda _: tab.choose_beside(), "view",
        )  # fmt: skip
        self.other_side = add(
            "other_side", tr("Go to the other side"), "Ctrl+Alt+Tab",
            lambda _: tab.go_to_other(), "view",
        )  # fmt: skip
        self.close_side = add("close_side", tr("Close this side"), "", tab.close_pane, "view")

    def _add_themes(self) -> None:
        tab, tr = self._tab, self._tab.tr
        names = {
            PageTheme.PAPER: tr("Paper pages"),
            PageTheme.SEPIA: tr("Sepia pages"),
            PageTheme.DARK: tr("Dark pages"),
            PageTheme.BLACK: tr("Black pages"),
        }
        self._themes = QActionGroup(tab)
        for theme, text in names.items():
            action = self._add(
                f"pages_{theme.value}", text, "", lambda _, t=theme: tab.set_page_theme(t),  # type: ignore[misc]  # mypy has no types for defaults
                "view", submenu=tr("Page colours"), is_checkable=True,
            )  # fmt: skip
            action.setChecked(theme is tab.pane.pictures.theme)
            self._themes.addAction(action)
        self._add(
            "next_page_colours", tr("Next page colours"), "Alt+9", lambda _: self._next_theme(),
            "view", submenu=tr("Page colours"),
        )  # fmt: skip

    def _next_theme(self) -> None:
        """To the page colours after the present ones, round at the end."""
        actions = self._themes.actions()
        checked = self._themes.checkedAction()
        actions[(actions.index(checked) + 1) % len(actions)].trigger()

    @property
    def view_menu(self) -> list[QAction | None]:
        """How pages are arranged and coloured; None is a separator."""
        return [*self._modes.menu, None, self.numbers, None, *self._themes.actions()]

    @property
    def text_menu(self) -> list[QAction | None]:
        """How an article is set and coloured; None is a separator."""
        return [*self._types.menu, None, *self._themes.actions()]

    def _add_go(self) -> None:
        add, tr = self._add, self._tab.tr
        self.back = add("back", tr("Back"), ("Alt+Left", "Ctrl+["), lambda p: p.places.back(), "go")
        self.forward = add(
            "forward", tr("Forward"), ("Alt+Right", "Ctrl+]"), lambda p: p.places.forward(), "go"
        )
        add("next_link", tr("Next link"), "Alt+Down", lambda p: p.step_link(forward=True), "go")
        add(
            "previous_link", tr("Previous link"), "Alt+Up", lambda p: p.step_link(forward=False),
            "go",
        )  # fmt: skip
        add("go_to_page", tr("Go to page…"), "Ctrl+Alt+G", lambda p: p.ask_for_page(), "go")
        add("first_page", tr("First page"), "", lambda p: p.go_to(0), "go")
        add("last_page", tr("Last page"), "", lambda p: p.places.go_to_end(), "go")
        add("next_page", tr("Next page"), "", lambda p: p.step_page(1), "go")
        add("previous_page", tr("Previous page"), "", lambda p: p.step_page(-1), "go")

    def _add_page_numbers(self) -> None:
        add, tr = self._add, self._tab.tr
        add("set_page_number", tr("Set page number…"), "", lambda p: p.naming.ask("page"), "go")
        add(
            "set_page_numbers", tr("Set page numbers from here on…"), "",
            lambda p: p.naming.ask("from here"), "go",
        )  # fmt: skip
        add(
            "set_all_page_numbers", tr("Set page numbers of the whole document…"), "",
            lambda p: p.naming.ask("whole"), "go",
        )  # fmt: skip
        add(
            "reset_page_numbers", tr("Automatic page numbers"), "", lambda p: p.naming.reset(), "go"
        )

    def _add_edit(self) -> None:
        add, tr = self._add, self._tab.tr
        add("copy", tr("Copy text"), "Ctrl+C", lambda p: p.acts.copy(), "edit")
        add(
            "select_page", tr("Select all text of the page"), "Ctrl+A",
            lambda p: p.select_page(), "edit",
        )  # fmt: skip
        add(
            "recognise_text", tr("Recognise text (OCR)…"), "", lambda p: p.recognition.ask(), "edit"
        )
        self.find = add(
            "find", tr("Find in this document"), "Ctrl+F", lambda p: p.finding.ask(), "edit",
            icon_name="magnifying-glass",
        )  # fmt: skip
        add(
            "find_next", tr("Next hit"), ("F3", "Ctrl+G"),
            lambda p: p.finding.step(forward=True), "edit",
        )  # fmt: skip
        add(
            "find_previous", tr("Previous hit"), ("Shift+F3", "Ctrl+Shift+G"),
            lambda p: p.finding.step(forward=False), "edit",
        )  # fmt: skip
        add("similar", tr("More like this page"), "", lambda p: p.finding.similar(), "go")
        add("elsewhere", tr("Where else is this said"), "", lambda p: p.finding.elsewhere(), "go")

    def _add_annotate(self) -> None:
        add, tr = self._add, self._tab.tr
        self.highlight = self._tool(ToolKind.HIGHLIGHT, tr("Highlight"), "Alt+1")
        self._tool(ToolKind.UNDERLINE, tr("Underline"), "Alt+2")
        self.note = self._tool(ToolKind.NOTE, tr("Note"), "Alt+3")
        self.text_box = self._tool(ToolKind.TEXT, tr("Text box"), "Alt+4")
        self.area = self._tool(ToolKind.AREA, tr("Mark an area"), "Alt+5")
        self.ink = self._tool(ToolKind.INK, tr("Draw"), "Alt+6")
        self._tool(ToolKind.STRIKEOUT, tr("Strike out"), "Alt+7")
        self._tool(ToolKind.SQUIGGLE, tr("Squiggle"), "")
        self._tool(ToolKind.ERASER, tr("Erase drawings"), "")
        self.next_colour = add(
            "next_colour", tr("Next colour"), "Alt+8", lambda p: p.tools.next_colour(), "annotate"
        )
        add(
            "edit_comment",
            tr("Edit comment and tags"),
            "",
            lambda p: p.mark_focus.edit_selected(),
            "annotate",
        )
        add("delete_annotation", tr("Delete annotation"), "", lambda p: p.acts.delete(), "annotate")
        add(
            "deleted_annotations",
            tr("Deleted annotations"),
            "",
            lambda p: p.show_deleted(),
            "annotate",
        )
        add(
            "take_over", tr("Take over annotations of the file"), "",
            lambda p: p.external.take_over(), "annotate",
        )  # fmt: skip
        add("replace_file", tr("Replace file…"), "", lambda p: p.file.replace(), "file")
        add(
            "export_pdf",
            tr("Export PDF with annotations…"),
            "",
            lambda p: p.file.export_pdf(),
            "file",
        )

    def _tool(self, kind: ToolKind, text: str, key: str) -> QAction:
        """An action that is checked while its tool is on."""
        action = self._add(
            kind.value, text, key, lambda p: p.tools.toggle(kind), "annotate",
            icon_name=TOOL_GLYPHS[kind], is_checkable=True,
        )  # fmt: skip
        self._tools[kind] = action
        return action

    def _add_cite(self) -> None:
        add, tr = self._add, self._tab.tr
        add(
            "cite", tr("Cite in the active bibliography"), "Ctrl+Shift+C",
            lambda p: p.acts.cite(), "cite", icon_name="quotes",
        )  # fmt: skip
        add(
            "copy_quotation", tr("Copy quotation with citation"), "Ctrl+Shift+A",
            lambda p: p.acts.copy_with_citation(), "cite",
        )  # fmt: skip
