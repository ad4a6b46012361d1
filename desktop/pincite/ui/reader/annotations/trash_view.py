"""The deleted annotations of a document, to be restored or deleted for good."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pincite.model.annotations import Annotation
from pincite.ui.reader.annotations.annotation_acts import AnnotationActs
from pincite.ui.reader.annotations.annotation_model import AnnotationModel
from pincite.ui.reader.annotations.card_view import CardView
from pincite.ui.theme import Theme
from pincite.ui.widgets import Button, EmptyState, IconButton, Label
from pincite.ui.words import counted


class TrashView(QWidget):
    """Cards that can be taken back; the buttons are for the selected ones, else for all.

    Signals:
        left: back to the annotations.
    """

    left = Signal()

    def __init__(
        self,
        theme: Theme,
        model: AnnotationModel,
        acts: AnnotationActs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._acts = acts
        self.back = IconButton(
            theme, "arrow-left", self.tr("Back to the annotations"), self.left.emit
        )
        head = QHBoxLayout()
        head.setSpacing(theme.spacing(1.5))
        head.addWidget(self.back)
        head.addWidget(Label(self.tr("Deleted annotations"), "strong"))
        head.addStretch(1)
        self.view = CardView(theme, model, self)
        self.view.setAccessibleName(self.tr("Deleted annotations"))
        self.view.setEditTriggers(CardView.EditTrigger.NoEditTriggers)
        empty = EmptyState(
            theme, "trash", self.tr("Nothing in the trash"),
            self.tr("Annotations that you delete come here, and can be restored."),
            (self.tr("Back to the annotations"), self.left.emit),
        )  # fmt: skip
        self._stack = QStackedWidget()
        self._stack.addWidget(empty)
        self._stack.addWidget(self.view)
        self.restore_button = Button(theme, "", self._restore, icon_name="arrow-u-up-left")
        self.purge_button = Button(theme, "", self._purge, kind="ghost")
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, theme.spacing(2), theme.spacing(1), theme.spacing(2.5))
        foot.addWidget(self.restore_button)
        foot.addStretch(1)
        foot.addWidget(self.purge_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.spacing(3), theme.spacing(2), theme.spacing(1), 0)
        box.setSpacing(theme.spacing(2))
        box.addLayout(head)
        box.addWidget(self._stack, 1)
        box.addWidget(self._foot)
        self.view.opened.connect(lambda _index: None)
        self.view.delete_pressed.connect(self._purge)
        self.view.copy_pressed.connect(lambda: acts.copy_markdown(self._chosen()))
        self.view.selectionModel().selectionChanged.connect(self._name_buttons)
        model.recounted.connect(self._show_what_there_is)
        self._show_what_there_is()

    def _chosen(self) -> Sequence[Annotation]:
        return self.view.selected or self._model.annotations

    def _restore(self) -> None:
        self._acts.restore(self._chosen())

    def _purge(self) -> None:
        chosen = self._chosen()
        self._acts.purge(chosen)
        text = counted(
            len(chosen),
            self.tr("Deleted for good. Undo brings it back until Pincite is closed."),
            self.tr("%n annotations deleted for good. Undo brings them back until Pincite is "
                    "closed."),
        )  # fmt: skip
        self._acts.said.emit("info", text)

    def _show_what_there_is(self) -> None:
        has_any = self._model.total > 0
        self._stack.setCurrentWidget(self.view) if has_any else self._stack.setCurrentIndex(0)
        self._foot.setVisible(has_any)
        self._name_buttons()

    def _name_buttons(self) -> None:
        """Say what the buttons would do now."""
        count = len(self.view.selected)
        if count:
            self.restore_button.setText(counted(count, self.tr("Restore"), self.tr("Restore %n")))
            text = counted(count, self.tr("Delete for good"), self.tr("Delete %n for good"))
        else:
            self.restore_button.setText(self.tr("Restore all"))
            text = self.tr("Delete all for good")
        self.purge_button.setText(text)
