"""The row over the list of annotations: filter, order, and what is filtered for as chips."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QIcon
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QSizePolicy, QVBoxLayout, QWidget

from pincite.model.annotations import AnnotationKind, Colour, QuotationKind
from pincite.services.annotation_filter import AnnotationFilter, AnnotationSort
from pincite.ui.icons import icon
from pincite.ui.reader.annotations.annotation_model import AnnotationModel
from pincite.ui.reader.annotations.menu_checks import set_checked
from pincite.ui.reader.annotations.swatches import swatch
from pincite.ui.reader.annotations.words import (
    KIND_ICONS,
    QUOTATION_ICONS,
    has_quotation_kind,
    kind_name,
    quotation_name,
    sort_name,
)
from pincite.ui.theme import Theme
from pincite.ui.widgets import Button, IconButton, Label
from pincite.ui.widgets.flow import FlowLayout

_MOST_TAGS = 40


class FilterRow(QWidget):
    """Sets the filter and the order of a model.

    Signals:
        left_down: Down was pressed in the field: the focus goes to the list.
    """

    left_down = Signal()

    def __init__(
        self,
        theme: Theme,
        model: AnnotationModel,
        rename_colours: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model
        self._rename_colours = rename_colours
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Filter"))
        self.field.setAccessibleName(self.tr("Filter annotations by their words, comments, tags"))
        self.field.setClearButtonEnabled(True)
        self.field.addAction(icon(theme, "magnifying-glass"), _LEADING)
        self.field.textChanged.connect(self._on_typed)
        self.filter_button = IconButton(
            theme, "funnel", self.tr("Filter by kind, colour, tag"), self._open_filters
        )
        self.sort_button = IconButton(
            theme, "sort-ascending", self.tr("Order of the list"), self._open_orders
        )
        self._row = row = QHBoxLayout()
        row.setSpacing(theme.spacing(1))
        row.addWidget(self.field, 1)
        row.addWidget(self.filter_button)
        row.addWidget(self.sort_button)
        self._count = Label("", "small")
        self._count.setMinimumHeight(theme.spacing(5.5))
        self._active = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._active.setSizePolicy(policy)
        self._chips = FlowLayout(theme.spacing(1), self._active)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, theme.spacing(1), theme.spacing(2))
        box.setSpacing(theme.spacing(1.5))
        box.addLayout(row)
        box.addWidget(self._active)
        model.recounted.connect(self._show_count)
        theme.colour_names.changed.connect(self._show_chips)
        self._show_chips()

    def add_button(self, button: QWidget) -> None:
        """Put another button behind those of the row."""
        self._row.addWidget(button)

    def clear(self) -> None:
        """Show all annotations again."""
        self.field.clear()
        self._set(AnnotationFilter())

    @property
    def chips(self) -> list[Button]:
        """One for each thing that is filtered for; a click takes it away."""
        found = (self._chips.itemAt(place) for place in range(self._chips.count()))
        widgets = (item.widget() for item in found if item is not None)
        return [widget for widget in widgets if isinstance(widget, Button)]

    @property
    def count_text(self) -> str:
        """How many are shown, "12 of 87"."""
        return self._count.text()

    # --- the filter

    def _on_typed(self, text: str) -> None:
        self._set(replace(self._model.filter, text=text))

    def _set(self, wanted: AnnotationFilter) -> None:
        before = replace(self._model.filter, text="")
        self._model.set_filter(wanted)
        self._active.setVisible(bool(wanted))
        if replace(wanted, text="") != before:
            self._show_chips()

    def _toggle_kind(self, kind: AnnotationKind) -> None:
        wanted = self._model.filter
        self._set(replace(wanted, kinds=wanted.kinds ^ {kind}))

    def _toggle_colour(self, colour: Colour) -> None:
        wanted = self._model.filter
        self._set(replace(wanted, colours=wanted.colours ^ {colour}))

    def _toggle_tag(self, tag: str) -> None:
        wanted = self._model.filter
        self._set(replace(wanted, tags=wanted.tags ^ {tag}))

    def _toggle_quotation(self, kind: QuotationKind) -> None:
        wanted = self._model.filter
        self._set(replace(wanted, quotation_kinds=wanted.quotation_kinds ^ {kind}))

    # --- menus

    def _open_filters(self) -> None:
        menu = self.filter_menu()
        menu.popup(self.filter_button.mapToGlobal(QPoint(0, self.filter_button.height())))

    def filter_menu(self) -> QMenu:
        """What can be filtered for: only what there is, and what is filtered for now."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        wanted = self._model.filter
        self._add_colours(menu.addMenu(icon(self._theme, "palette"), self.tr("Colour")))
        self._add_kinds(menu.addMenu(icon(self._theme, "pencil-line"), self.tr("Kind")))
        self._add_quotations(menu.addMenu(icon(self._theme, "quotes"), self.tr("Quotation")))
        self._add_tags(menu.addMenu(icon(self._theme, "tag"), self.tr("Tag")))
        menu.addSeparator()
        menu.addAction(self.tr("Show all"), self.clear).setEnabled(bool(wanted))
        menu.addAction(self.tr("Rename colours…"), self._rename_colours)
        return menu

    def _add_colours(self, menu: QMenu) -> None:
        wanted = self._model.filter.colours
        present = {mark.colour for mark in self._model.annotations} | wanted
        for colour in Colour:
            if colour in present:
                name = self._theme.colour_names.full(colour).replace("&", "&&")
                action = menu.addAction(swatch(colour), name)
                toggle = partial(self._toggle_colour, colour)
                self._connect(action, colour in wanted, toggle, colour)
        menu.setEnabled(bool(present))

    def _add_kinds(self, menu: QMenu) -> None:
        wanted = self._model.filter.kinds
        present = {mark.kind for mark in self._model.annotations} | wanted
        for kind in AnnotationKind:
            if kind in present:
                action = menu.addAction(icon(self._theme, KIND_ICONS[kind]), kind_name(kind))
                self._connect(action, kind in wanted, partial(self._toggle_kind, kind))

    def _add_quotations(self, menu: QMenu) -> None:
        wanted = self._model.filter.quotation_kinds
        marks = filter(has_quotation_kind, self._model.annotations)
        present = {mark.quotation_kind for mark in marks} | wanted
        for kind in QuotationKind:
            if kind in present:
                image = icon(self._theme, QUOTATION_ICONS[kind])
                action = menu.addAction(image, quotation_name(kind))
                self._connect(action, kind in wanted, partial(self._toggle_quotation, kind))
        menu.setEnabled(bool(present))

    def _add_tags(self, menu: QMenu) -> None:
        wanted = self._model.filter.tags
        present = {tag for mark in self._model.annotations for tag in mark.tags} | wanted
        for tag in sorted(present, key=str.casefold)[:_MOST_TAGS]:
            action = menu.addAction(tag.replace("&", "&&"))
            self._connect(action, tag in wanted, partial(self._toggle_tag, tag))
        menu.setEnabled(bool(present))

    def _open_orders(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        for sort in AnnotationSort:
            action = group.addAction(menu.addAction(sort_name(sort)))
            self._connect(action, sort is self._model.order, partial(self._model.set_order, sort))
        menu.popup(self.sort_button.mapToGlobal(QPoint(0, self.sort_button.height())))

    def _connect(
        self,
        action: QAction,
        is_on: bool,
        slot: Callable[[], object],
        colour: Colour | None = None,
    ) -> None:
        set_checked(self._theme, action, is_on=is_on, colour=colour)
        action.triggered.connect(lambda _checked=False: slot())

    # --- what is on

    def _show_chips(self) -> None:
        while (item := self._chips.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget is not self._count:
                widget.hide()
                widget.deleteLater()
        for text, image, slot in self._chips_wanted():
            self._chips.addWidget(self._chip(text, image, slot))
        self._chips.addWidget(self._count)
        self._active.setVisible(bool(self._model.filter))

    def _chips_wanted(self) -> Sequence[tuple[str, QIcon, Callable[[], object]]]:
        wanted, theme = self._model.filter, self._theme
        chips: list[tuple[str, QIcon, Callable[[], object]]] = []
        for colour in sorted(wanted.colours, key=list(Colour).index):
            name = theme.colour_names.name(colour)
            chips.append((name, swatch(colour), partial(self._toggle_colour, colour)))
        for kind in sorted(wanted.kinds):
            image = icon(theme, KIND_ICONS[kind])
            chips.append((kind_name(kind), image, partial(self._toggle_kind, kind)))
        for meant in sorted(wanted.quotation_kinds):
            image = icon(theme, QUOTATION_ICONS[meant])
            chips.append((quotation_name(meant), image, partial(self._toggle_quotation, meant)))
        for tag in sorted(wanted.tags, key=str.casefold):
            chips.append((tag, icon(theme, "tag"), partial(self._toggle_tag, tag)))
        return chips

    def _chip(self, text: str, image: QIcon, slot: Callable[[], object]) -> Button:
        chip = Button(self._theme, f"{text.replace('&', '&&')}  ×", slot, kind="chip")
        chip.setIcon(image)
        chip.setIconSize(QSize(12, 12))
        hint = self.tr("No longer filter for “%1”").replace("%1", text)
        chip.setToolTip(hint)
        chip.setAccessibleName(hint)
        return chip

    def _show_count(self) -> None:
        text = self.tr("%1 of %2").replace("%1", str(self._model.rowCount()))
        self._count.setText(text.replace("%2", str(self._model.total)))


_LEADING = QLineEdit.ActionPosition.LeadingPosition
