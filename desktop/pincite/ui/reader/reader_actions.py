"""The actions of a reader tab: their names, keys and places in the menus."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup

from pincite.model.annotations import AnnotationKind
from pincite.ui.actions import Actions
from pincite.ui.reader.pages.page_themes import PageTheme
from pincite.ui.reader.pages.page_view import ZoomMode

if TYPE_CHECKING:
    from pincite.ui.reader.reader_tab import ReaderTab


class ReaderActions:
    """Makes the actions once; tool bar and menus share them."""

    def __init__(self, actions: Actions, tab: "ReaderTab") -> None:
        self._actions = actions
        self._tab = tab
        self._add_view()
        self._add_go()
        self._add_edit()
        self._add_annotate()

    def _add(
        self,
        name: str,
        text: str,
        key: str | tuple[str, ...],
        slot: object,
        group: str,
        *,
        icon_name: str = "",
        is_checkable: bool = False,
    ) -> QAction:
        assert callable(slot)
        return self._actions.add(
            f"reader.{name}",
            text,
            key,
            slot,
            group,
            self._tab,
            icon_name=icon_name,
            is_checkable=is_checkable,
        )

    def _add_view(self) -> None:
        tab, tr = self._tab, self._tab.tr
        self.zoom_in = self._add(
            "zoom_in", tr("Zoom in"), ("Ctrl++", "Ctrl+="), tab.view.zoom_in, "view",
            icon_name="plus",
        )  # fmt: skip
        self.zoom_out = self._add(
            "zoom_out", tr("Zoom out"), "Ctrl+-", tab.view.zoom_out, "view", icon_name="minus"
        )
        self.fit_width = self._add(
            "fit_width", tr("Fit width"), "Ctrl+0", lambda: tab.view.fit(ZoomMode.WIDTH), "view",
            is_checkable=True,
        )  # fmt: skip
        self.fit_page = self._add(
            "fit_page", tr("Fit page"), "Ctrl+Alt+0", lambda: tab.view.fit(ZoomMode.PAGE), "view",
            is_checkable=True,
        )  # fmt: skip
        self.actual_size = self._add(
            "actual_size", tr("Actual size"), "", lambda: tab.view.set_zoom(1.0), "view"
        )
        self.left = self._add(
            "left_panel", tr("Pages and outline panel"), "F7", tab.toggle_left, "view",
            icon_name="list-bullets", is_checkable=True,
        )  # fmt: skip
        self.right = self._add(
            "annotations_panel", tr("Annotations panel"), "F9", tab.toggle_right, "view",
            icon_name="chat-text", is_checkable=True,
        )  # fmt: skip
        names = {
            PageTheme.PAPER: tr("Paper pages"),
            PageTheme.SEPIA: tr("Sepia pages"),
            PageTheme.DARK: tr("Dark pages"),
            PageTheme.BLACK: tr("Black pages"),
        }
        self._themes = QActionGroup(tab)
        for theme, text in names.items():
            action = self._add(
                f"pages_{theme.value}", text, "", lambda t=theme: tab.set_page_theme(t), "view",
                is_checkable=True,
            )  # fmt: skip
            action.setChecked(theme is tab.pictures.theme)
            self._themes.addAction(action)

    def _add_go(self) -> None:
        tab, tr = self._tab, self._tab.tr
        self.back = self._add("back", tr("Back"), ("Alt+Left", "Ctrl+["), tab.go_back, "go")
        self.forward = self._add(
            "forward", tr("Forward"), ("Alt+Right", "Ctrl+]"), tab.go_forward, "go"
        )
        self._add("go_to_page", tr("Go to page…"), "Ctrl+Alt+G", tab.ask_for_page, "go")
        self._add("first_page", tr("First page"), "", lambda: tab.go_to(0), "go")
        self._add("last_page", tr("Last page"), "", tab.go_to_end, "go")
        self._add("next_page", tr("Next page"), "", lambda: tab.step_page(1), "go")
        self._add("previous_page", tr("Previous page"), "", lambda: tab.step_page(-1), "go")
        self._add(
            "set_page_number", tr("Set page number…"), "", lambda: tab.ask_for_label(on=False), "go"
        )
        self._add(
            "set_page_numbers", tr("Set page numbers from here on…"), "",
            lambda: tab.ask_for_label(on=True), "go",
        )  # fmt: skip
        self._add("reset_page_numbers", tr("Automatic page numbers"), "", tab.reset_labels, "go")

    def _add_edit(self) -> None:
        tab, tr = self._tab, self._tab.tr
        self._add("copy", tr("Copy text"), "Ctrl+C", tab.acts.copy, "edit")
        self._add(
            "select_page", tr("Select all text of the page"), "Ctrl+A", tab.select_page, "edit"
        )
        self.find = self._add(
            "find", tr("Find in this document"), "Ctrl+F", tab.find, "edit",
            icon_name="magnifying-glass",
        )  # fmt: skip
        self._add(
            "find_next",
            tr("Next hit"),
            ("F3", "Ctrl+G"),
            lambda: tab.find_step(forward=True),
            "edit",
        )
        self._add(
            "find_previous", tr("Previous hit"), ("Shift+F3", "Ctrl+Shift+G"),
            lambda: tab.find_step(forward=False), "edit",
        )  # fmt: skip

    def _add_annotate(self) -> None:
        tab, tr, acts = self._tab, self._tab.tr, self._tab.acts
        self.highlight = self._add(
            "highlight", tr("Highlight"), "Alt+1", lambda: acts.mark(AnnotationKind.HIGHLIGHT),
            "annotate", icon_name="pencil-line",
        )  # fmt: skip
        self._add(
            "underline", tr("Underline"), "Alt+2", lambda: acts.mark(AnnotationKind.UNDERLINE),
            "annotate", icon_name="text-underline",
        )  # fmt: skip
        self.note = self._add("note", tr("Note"), "Alt+3", acts.note, "annotate", icon_name="note")
        self._add(
            "strikeout", tr("Strike out"), "Alt+7", lambda: acts.mark(AnnotationKind.STRIKEOUT),
            "annotate", icon_name="text-strikethrough",
        )  # fmt: skip
        self._add("edit_comment", tr("Edit comment and tags"), "", tab.edit_comment, "annotate")
        self._add("delete_annotation", tr("Delete annotation"), "", acts.delete, "annotate")
        self._add(
            "cite", tr("Cite in the active bibliography"), "Ctrl+Shift+C", acts.cite, "cite",
            icon_name="quotes",
        )  # fmt: skip
        self._add(
            "copy_quotation", tr("Copy quotation with citation"), "Ctrl+Shift+A",
            acts.copy_with_citation, "cite",
        )  # fmt: skip
