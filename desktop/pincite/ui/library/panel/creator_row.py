"""One creator of the form: role, family name, given names."""

from dataclasses import replace

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from pincite.model.creators import Creator
from pincite.ui.icons import paint_glyph
from pincite.ui.library.panel.creator_text import (
    creator_from,
    in_one_line,
    in_two_lines,
    name_texts,
    swapped,
)
from pincite.ui.library.panel.field_edits import FieldEdit
from pincite.ui.library.panel.field_names import role_name, role_names
from pincite.ui.library.panel.type_fields import fields_of
from pincite.ui.theme import Role, Theme
from pincite.ui.widgets import Button, IconButton

_ROLE_STEPS, _HANDLE_STEPS, _ROW_STEPS = 20, 3.5, 6.5


class DragHandle(QWidget):
    """Six dots by which a row is dragged.

    Signals:
        dragged: (y in the window of the screen) while the button is held.
        dropped: it was let go.
    """

    dragged = Signal(int)
    dropped = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedSize(theme.spacing(_HANDLE_STEPS), theme.spacing(_ROW_STEPS))
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setToolTip(self.tr("Drag to another place (Alt+Up, Alt+Down)"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = self.width()
        box = QRectF(0, (self.height() - side) / 2, side, side)
        paint_glyph(painter, box, "dots-six-vertical", self._theme.colour(Role.MUTED))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.dragged.emit(event.globalPosition().toPoint().y())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self.dropped.emit()


class NameEdit(FieldEdit):
    """A line of a name; a pasted list of names is handed on.

    Signals:
        list_pasted: the text, when it holds several names.
    """

    list_pasted = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            text = QGuiApplication.clipboard().text().strip()
            if ";" in text or "\n" in text:
                self.list_pasted.emit(text)
                return
        super().keyPressEvent(event)


class CreatorRow(QWidget):
    """A row; what it shows is a `Creator`, or nothing yet.

    Signals:
        edited: the name or the role is another now.
        removed, list_pasted (the text), moved (-1 up, 1 down): what the user asked for.
    """

    edited = Signal()
    removed = Signal()
    list_pasted = Signal(str)
    moved = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._type = ""
        self._creator = Creator()
        self.handle = DragHandle(theme, self)
        self._role = Button(theme, "", self._show_roles, kind="quiet")
        self._role.setFixedWidth(theme.spacing(_ROLE_STEPS))
        self._family = NameEdit(self.tr("Family name"))
        self._given = NameEdit(self.tr("Given names"))
        self._family.setPlaceholderText(self.tr("Family name"))
        self._given.setPlaceholderText(self.tr("Given names"))
        for edit in (self._family, self._given):
            edit.finished.connect(self._on_finished)
            edit.list_pasted.connect(self.list_pasted)
        self._more = IconButton(theme, "dots-three", self.tr("More"), self._show_menu)
        self._more.setFixedSize(*(theme.spacing(6),) * 2)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for widget, stretch in (
            (self.handle, 0), (self._role, 0), (self._family, 1), (self._given, 1), (self._more, 0)
        ):  # fmt: skip
            box.addWidget(widget, stretch)

    @property
    def creator(self) -> Creator | None:
        """The creator, with what is being typed; None while there is no name."""
        texts = (self._family.text().strip(), self._given.text().strip())
        if texts == name_texts(self._creator):
            return self._creator if any(texts) else None
        if not any(texts):
            return None
        role = self._creator.role
        if self._given.isHidden():
            return Creator(role, literal=" ".join(texts[0].split()))
        return creator_from(role, *texts)

    @property
    def role(self) -> str:
        """The role that is chosen, with or without a name."""
        return self._creator.role

    def show_creator(self, creator: Creator, item_type: str) -> None:
        """Show a creator, unless the user is typing in this row."""
        self._creator, self._type = creator, item_type
        family, given = name_texts(creator)
        name = role_name(creator.role, item_type)
        room = self._role.width() - self._theme.spacing(3)
        elided = self._role.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room)
        self._role.setText(elided)
        self._role.setToolTip(name)
        self._role.setAccessibleName(self.tr("Role: %1").replace("%1", name))
        self._given.setHidden(bool(creator.literal))
        self._family.setPlaceholderText(
            self.tr("Name") if creator.literal else self.tr("Family name")
        )
        self._family.show_value(family)
        self._given.show_value(given)

    def focus_name(self) -> None:
        """Put the cursor into the family name."""
        self._family.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> None:
        """Finish what is being typed."""
        self._family.commit()
        self._given.commit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(step)
        else:
            super().keyPressEvent(event)

    def _on_finished(self, _text: str) -> None:
        creator = self.creator
        if creator is not None:
            self._creator = creator
        self.edited.emit()

    def _change(self, creator: Creator) -> None:
        self.show_creator(creator, self._type)
        self.edited.emit()

    def _show_roles(self) -> None:
        menu = QMenu(self)
        first = fields_of(self._type).roles
        rest = sorted((r for r in role_names() if r not in first), key=role_name)
        for role in (*first, None, *rest):
            if role is None:
                menu.addSeparator()
                continue
            action = menu.addAction(role_name(role, self._type))
            action.setCheckable(True)
            action.setChecked(role == self._creator.role)
            action.triggered.connect(lambda _checked=False, r=role: self._set_role(r))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._role.mapToGlobal(self._role.rect().bottomLeft()))

    def _set_role(self, role: str) -> None:
        self._change(replace(self.creator or self._creator, role=role))

    def _show_menu(self) -> None:
        menu = QMenu(self)
        creator = self.creator or self._creator
        if creator.literal or self._given.isHidden():
            text = self.tr("A person: family and given names")
            menu.addAction(text, lambda: self._change(in_two_lines(creator)))
        else:
            swap = self.tr("Swap family and given names")
            menu.addAction(swap, lambda: self._change(swapped(creator)))
            text = self.tr("One name, such as a body")
            menu.addAction(text, lambda: self._change(in_one_line(creator)))
        menu.addSeparator()
        menu.addAction(self.tr("Move up"), lambda: self.moved.emit(-1))
        menu.addAction(self.tr("Move down"), lambda: self.moved.emit(1))
        menu.addSeparator()
        menu.addAction(self.tr("Remove"), self.removed.emit)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))
