"""Undo and redo over everything: each step knows the records before and after it."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from pincite.library.transaction import Touched, Transaction
from pincite.services.errors import UndoRefusedError

LONGEST = 200
"""Steps kept; older ones are forgotten."""


@dataclass(frozen=True, slots=True)
class Step:
    """One user act: its name and every record it touched."""

    label: str
    touched: tuple[Touched, ...]
    group: object = None

    def reversed(self) -> "Step":
        """The step that takes this one back."""
        back = (
            Touched(t.kind, t.id, before=t.after, after=t.before) for t in reversed(self.touched)
        )
        return Step(self.label, tuple(back), self.group)


@dataclass(frozen=True, slots=True)
class Restore:
    """Command: bring every record of a step to its `after`, if it is still as `before` says.

    Raises:
        UndoRefusedError: another act or program has changed one of the records since.
    """

    label: str
    step: Step

    def apply(self, tx: Transaction) -> None:
        """Put back or remove each record, all or none."""
        for touched in self.step.touched:
            if tx.get(touched.kind, touched.id) != touched.before:
                raise UndoRefusedError(
                    f"“{self.label}” cannot be taken back, because something that it changed "
                    "has been changed again since. Nothing was touched."
                )
            if touched.after is None:
                tx.remove(touched.kind, touched.id)
            else:
                tx.put(touched.after)


class History:
    """Two stacks of steps. Used on the writer thread only; labels may be read anywhere."""

    def __init__(self) -> None:
        self._done: deque[Step] = deque(maxlen=LONGEST)
        self._undone: deque[Step] = deque(maxlen=LONGEST)

    @property
    def undo_label(self) -> str:
        """The name of the step that undo would take back, empty when there is none."""
        return self._done[-1].label if self._done else ""

    @property
    def redo_label(self) -> str:
        """The name of the step that redo would do again, empty when there is none."""
        return self._undone[-1].label if self._undone else ""

    def record(self, step: Step, group: object = None) -> None:
        """Remember a new act; what was undone before it can no longer be redone.

        Args:
            group: joins the act to the last step when that has the same group.
        """
        last = self.last_done()
        if group is not None and last is not None and last.group == group:
            self._done[-1] = Step(step.label, (*last.touched, *step.touched), group)
        else:
            self._done.append(Step(step.label, step.touched, group))
        self._undone.clear()

    def forget(self, touched: Iterable[Touched]) -> None:
        """Forget all steps if one of them touched one of these records."""
        keys = {(one.kind, one.id) for one in touched}
        steps = (*self._done, *self._undone)
        if any((one.kind, one.id) in keys for step in steps for one in step.touched):
            self._done.clear()
            self._undone.clear()

    def last_done(self) -> Step | None:
        """The step that undo would take back."""
        return self._done[-1] if self._done else None

    def last_undone(self) -> Step | None:
        """The step that redo would do again."""
        return self._undone[-1] if self._undone else None

    def move_to_undone(self) -> None:
        """The last act has been taken back."""
        self._undone.append(self._done.pop())

    def move_to_done(self) -> None:
        """The last undone act has been done again."""
        self._done.append(self._undone.pop())
