"""The menu of annotations, one or several."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QRect, QSize
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from pincite.model.anchors import ELISION
from pincite.model.annotations import Annotation, AnnotationKind, Colour, QuotationKind
from pincite.ui.icons import icon
from pincite.ui.reader.annotations.annotation_acts import AnnotationActs
from pincite.ui.reader.annotations.card_editor import TagEdit
from pincite.ui.reader.annotations.menu_checks import set_checked
from pincite.ui.reader.annotations.swatches import swatch
from pincite.ui.reader.annotations.text_box import font_pt_of
from pincite.ui.reader.annotations.words import (
    KIND_ICONS,
    QUOTATION_ICONS,
    has_quotation_kind,
    kind_name,
    quotation_name,
)
from pincite.ui.reader.tools.tool_state import FONT_SIZES_PT
from pincite.ui.theme import Theme
from pincite.ui.widgets import Button, Label
from pincite.ui.widgets.popup import Popup
from pincite.ui.words import counted

_NO_FORMS = ("reference", "markdown", "key")
"""Forms of works; annotations are copied with their words and as Markdown of their own."""


class CardMenu(QMenu):
    """What can be done with the annotations it is opened for.

    Args:
        annotations: at least one, in the order of the list.
        edit: opens the editor of one; None where there is no editor.
        number: opens the pop-up for page numbers; None where numbers cannot be corrected.
        rename_colours: opens the settings of colour names.
        copy_picture: copies the picture of an area; None where there is none.
        resize_letters: takes a text box and the size its letters are to have, in points.
    """

    def __init__(
        self,
        theme: Theme,
        acts: AnnotationActs,
        annotations: Sequence[Annotation],
        parent: QWidget,
        *,
        edit: Callable[[Annotation], object] | None = None,
        number: Callable[[], object] | None = None,
        rename_colours: Callable[[], object] | None = None,
        copy_picture: Callable[[Annotation], object] | None = None,
        resize_letters: Callable[[Annotation, float], object] | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._acts = acts
        self._marks = tuple(annotations)
        self._owner = parent
        self._add_first(edit)
        if copy_picture is not None and self._is_one(AnnotationKind.AREA):
            self.addAction(self.tr("Copy as picture"), partial(copy_picture, self._marks[0]))
        self.addSeparator()
        self._add_colours(rename_colours)
        if resize_letters is not None and self._is_one(AnnotationKind.TEXT):
            self._add_sizes(resize_letters)
        self._add_quotation_kinds()
        self._add_conversions()
        self._add_tags()
        self.addSeparator()
        self._add_merge_and_split()
        if number is not None:
            self.addAction(self.tr("Set page number…"), number)
        self.addSeparator()
        delete = self.addAction(icon(theme, "trash"), self.tr("Delete"))
        delete.triggered.connect(lambda: acts.trash(self._marks))

    def _add_first(self, edit: Callable[[Annotation], object] | None) -> None:
        acts, marks = self._acts, self._marks
        if edit is not None and len(marks) == 1:
            self.addAction(
                icon(self._theme, "note-pencil"),
                self.tr("Edit comment and tags"),
                lambda: edit(marks[0]),
            )
        self.addAction(icon(self._theme, "quotes"), self.tr("Cite"), lambda: acts.cite(marks))
        self.addAction(
            icon(self._theme, "copy"),
            self.tr("Copy quotation with citation")
            if len(marks) == 1
            else self.tr("Copy quotations with citations"),
            lambda: acts.copy_quotations(marks),
        )
        copy = acts.quick.menu(self, lambda: acts.quoted(marks), without=_NO_FORMS)
        copy.addSeparator()
        copy.addAction(
            self.tr("Markdown with comments and links"), lambda: acts.copy_markdown(marks)
        )
        self.addMenu(copy)

    def _add_colours(self, rename: Callable[[], object] | None) -> None:
        menu = self.addMenu(icon(self._theme, "palette"), self.tr("Colour"))
        present = {mark.colour for mark in self._marks}
        for digit, colour in enumerate(Colour, start=1):
            name = self._theme.colour_names.full(colour)
            action = menu.addAction(swatch(colour), f"{name.replace('&', '&&')}\t{digit}")
            set_checked(self._theme, action, is_on=present == {colour}, colour=colour)
            action.triggered.connect(partial(self._acts.recolour, self._marks, colour))
        if rename is not None:
            menu.addSeparator()
            menu.addAction(self.tr("Rename colours…"), rename)

    def _is_one(self, kind: AnnotationKind) -> bool:
        return len(self._marks) == 1 and self._marks[0].kind is kind

    def _add_sizes(self, resize: Callable[[Annotation, float], object]) -> None:
        menu, box = self.addMenu(self.tr("Letter size")), self._marks[0]
        for size_pt in FONT_SIZES_PT:
            text = self.tr("%1 pt").replace("%1", self.locale().toString(size_pt))
            action = menu.addAction(text, partial(resize, box, size_pt))
            set_checked(self._theme, action, is_on=size_pt == font_pt_of(box))

    def _add_quotation_kinds(self) -> None:
        marks = tuple(mark for mark in self._marks if has_quotation_kind(mark))
        present = {mark.quotation_kind for mark in marks}
        menu = self.addMenu(self.tr("Kind of quotation"))
        menu.setEnabled(bool(marks))
        for kind in QuotationKind:
            action = menu.addAction(icon(self._theme, QUOTATION_ICONS[kind]), quotation_name(kind))
            set_checked(self._theme, action, is_on=present == {kind})
            action.triggered.connect(partial(self._acts.set_quotation_kind, marks, kind))

    def _add_conversions(self) -> None:
        marks = tuple(mark for mark in self._marks if mark.kind.marks_text)
        present = {mark.kind for mark in marks}
        menu = self.addMenu(self.tr("Convert to"))
        menu.setEnabled(bool(marks))
        for kind in AnnotationKind:
            if kind.marks_text:
                action = menu.addAction(icon(self._theme, KIND_ICONS[kind]), kind_name(kind))
                set_checked(self._theme, action, is_on=present == {kind})
                action.triggered.connect(partial(self._acts.convert, marks, kind))

    def _add_tags(self) -> None:
        menu = self.addMenu(icon(self._theme, "tag"), self.tr("Tags"))
        menu.addAction(self.tr("Add tags…"), self._ask_for_tags)
        present = sorted({tag for mark in self._marks for tag in mark.tags}, key=str.casefold)
        if present:
            menu.addSeparator()
        for tag in present:
            text = self.tr("Remove “%1”").replace("%1", tag.replace("&", "&&"))
            menu.addAction(text, partial(self._acts.tag, self._marks, remove=(tag,)))

    def _ask_for_tags(self) -> None:
        popup = TagPopup(self._theme, self._acts, self._marks, self._owner)
        popup.show_beside(QRect(QCursor.pos(), QSize(1, 1)))
        popup.edit.setFocus()

    def _add_merge_and_split(self) -> None:
        marks = self._marks
        if len(marks) > 1:
            merge = self.addAction(self.tr("Merge into one"), lambda: self._acts.merge(marks))
            is_one_document = len({mark.document for mark in marks}) == 1
            merge.setEnabled(is_one_document and all(mark.kind.marks_text for mark in marks))
        else:
            split = self.addAction(split_words(marks[0]), lambda: self._acts.split(marks[0]))
            split.setEnabled(marks[0].kind.marks_text and _line_count(marks[0]) > 1)


def split_words(mark: Annotation) -> str:
    """What splitting it means, as a menu says it."""
    tr = QCoreApplication.translate
    if len(mark.anchor.places) > 1:
        return tr("CardMenu", "Split by page")
    if ELISION in mark.anchor.quote:
        return tr("CardMenu", "Split into its passages")
    return tr("CardMenu", "Split by paragraph")


def _line_count(mark: Annotation) -> int:
    return sum(len(place.quads) for place in mark.anchor.places)


class TagPopup(Popup):
    """Takes tags for annotations and adds them to those they have."""

    def __init__(
        self, theme: Theme, acts: AnnotationActs, marks: Sequence[Annotation], parent: QWidget
    ) -> None:
        super().__init__(theme, parent.tr("Add tags"), parent)
        self._acts = acts
        self._marks = marks
        title = counted(len(marks), self.tr("Add tags"), self.tr("Add tags to %n annotations"))
        self.layout_.addWidget(Label(title, "strong"))
        self.edit = TagEdit((), acts.known_tags())
        self.edit.returnPressed.connect(self._add)
        row = QHBoxLayout()
        row.setSpacing(theme.spacing(2))
        row.addWidget(self.edit, 1)
        row.addWidget(Button(theme, self.tr("Add"), self._add, kind="primary"))
        self.layout_.addLayout(row)
        self.setMinimumWidth(theme.spacing(80))

    def _add(self) -> None:
        if self.edit.is_completing:
            return
        if self.edit.tags:
            self._acts.tag(self._marks, add=self.edit.tags)
        self.close()
