"""Completion in a line of text: of a query, or of one value."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from pincite.search.completing import Spot
from pincite.services.completing import matching
from pincite.ui.context import AppContext
from pincite.ui.library.completion_popup import Completion, CompletionPopup
from pincite.ui.library.field_values import FieldValues
from pincite.ui.library.query_words import field_meaning

_MOST_ROWS = 8
_FEWEST_LETTERS = 2

SpotAt = Callable[[str, int], Spot | None]
Written = Callable[[Spot, str], str]


class Completer(QObject):
    """Offers completions while one types; Enter without a selected one does what it always does.

    Args:
        edit: the line.
        spot_at: what of a text can be completed at the cursor.
        written: how a value stands in the text.
        fields: names of fields that may be completed; none where only values are.

    Signals:
        completed: a completion was put into the text.
    """

    completed = Signal()

    def __init__(
        self,
        context: AppContext,
        edit: QLineEdit,
        values: FieldValues,
        spot_at: SpotAt,
        written: Written,
        fields: tuple[str, ...] = (),
    ) -> None:
        super().__init__(edit)
        self._context = context
        self._edit = edit
        self._values = values
        self._spot_at = spot_at
        self._written = written
        self._fields = fields
        self._spot: Spot | None = None
        self._popup: CompletionPopup | None = None
        edit.textEdited.connect(lambda _text: self._offer())
        edit.installEventFilter(self)
        values.loaded.connect(self._on_loaded)

    @property
    def is_shown(self) -> bool:
        """True while completions are offered."""
        return self._popup is not None and self._popup.isVisible()

    def close(self) -> None:
        """Offer nothing until more is typed."""
        self._spot = None
        if self._popup is not None:
            self._popup.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event)
        is_end = event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide, QEvent.Type.Resize)
        if is_end and self._spot is not None:
            self.close()
        return False

    def _on_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        asks = event.modifiers() == Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_Space
        if asks:
            self._offer(is_asked=True)
            return True
        popup = self._popup
        if popup is None or not popup.isVisible():
            return False
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            popup.step(1 if key == Qt.Key.Key_Down else -1)
            self._say_current()
            return True
        if key == Qt.Key.Key_Escape:
            self.close()
            return True
        is_enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and popup.current is None:
            self.close()
            return False
        if key == Qt.Key.Key_Tab or is_enter:
            self._take(popup.current or 0)
            return True
        return False

    def _say_current(self) -> None:
        """A screen reader hears the selected row as what describes the box."""
        popup = self._popup
        number = popup.current if popup else None
        row = popup.model.row(number) if popup and number is not None else None
        self._edit.setAccessibleDescription(f"{row.text}, {row.detail}" if row else "")

    def _on_loaded(self, name: str) -> None:
        if self._spot is not None and self._spot.field == name:
            self._offer(is_asked=True)

    def _offer(self, *, is_asked: bool = False) -> None:
        self._spot = self._spot_at(self._edit.text(), self._edit.cursorPosition())
        rows = self._rows(self._spot, is_asked=is_asked) if self._spot else []
        if not rows:
            if self._popup is not None:
                self._popup.hide()
            return
        if self._popup is None:
            self._popup = CompletionPopup(
                self._context.theme, self.tr("Completions"), self._edit.window()
            )
            self._popup.chosen.connect(self._take)
        assert self._spot is not None
        behind = self._edit.cursorRect().left()
        metrics = self._edit.fontMetrics()
        before = self._edit.text()[self._spot.start : self._edit.cursorPosition()]
        self._popup.offer(rows, self._edit, behind - metrics.horizontalAdvance(before))

    def _rows(self, spot: Spot, *, is_asked: bool) -> list[Completion]:
        if spot.field:
            values = matching(self._values.get(spot.field), spot.typed, _MOST_ROWS)
            rows = [
                Completion(v.text, self._detail(v.detail, v.count), self._written(spot, v.text))
                for v in values
            ]
            # What is there already needs no completion.
            is_whole = len(rows) == 1 and values[0].text.casefold() == spot.typed.casefold()
            return [] if is_whole else rows
        if len(spot.typed) < _FEWEST_LETTERS and not is_asked:
            return []
        typed = spot.typed.casefold()
        return [
            Completion(f"{name}:", field_meaning(name), f"{name}:", is_value=False)
            for name in self._fields
            if name.startswith(typed)
        ][: len(self._fields) if is_asked else _MOST_ROWS]

    def _detail(self, detail: str, count: int | None) -> str:
        number = "" if count is None else self._edit.locale().toString(count)
        return " · ".join(part for part in (detail, number) if part)

    def _take(self, number: int) -> None:
        if self._popup is None or self._spot is None:
            return
        row, spot = self._popup.model.row(number), self._spot
        rest = self._edit.text()[spot.end :]
        is_last = row.is_value and bool(self._fields) and not rest.strip()
        end = len(self._edit.text()) if is_last else spot.end
        # As if it was typed, so that undo takes it back.
        self._edit.setSelection(spot.start, end - spot.start)
        self._edit.insert(row.insert + (" " if is_last else ""))
        self.close()
        self.completed.emit()
        if not row.is_value:
            self._offer()
