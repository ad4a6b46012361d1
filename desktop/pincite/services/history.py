"""Undo and redo over everything: each step knows the records before and after it."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, replace

from pincite.library.library import utc_now
from pincite.library.transaction import Touched, Transaction
from pincite.services.errors import UndoRefusedError

LONGEST = 200
"""Steps kept; older ones are forgotten."""


@dataclass(frozen=True, slots=True)
class Step:
    """One user act: its name and every record it touched.

    Attributes:
        at: when it was done, ISO 8601 in UTC.
        number: tells steps of one history apart; later ones have greater numbers.
    """

    label: str
    touched: tuple[Touched, ...]
    group: object = None
    at: str = ""
    number: int = 0

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
    """Two stacks of steps. Used on the writer thread only; labels and steps are read anywhere."""

    def __init__(self) -> None:
        self._last_number = 0
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
            touched = (*last.touched, *step.touched)
            self._done[-1] = replace(last, label=step.label, touched=touched, at=utc_now())
        else:
            self._last_number += 1
            step = replace(step, group=group, at=utc_now(), number=self._last_number)
            self._done.append(step)
        self._undone.clear()

    def forget(self, touched: Iterable[Touched]) -> None:
        """Forget all steps if one of them touched one of these records."""
        keys = {(one.kind, one.id) for one in touched}
        steps = (*self._done, *self._undone)
        if any((one.kind, one.id) in keys for step in steps for one in step.touched):
            self._done.clear()
            self._undone.clear()

    def steps(self) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
        """What is done and what was undone, in the order in which it was done first."""
        # `copy` cannot be interrupted by the writer thread, as a loop could.
        return tuple(self._done.copy()), tuple(reversed(self._undone.copy()))

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
