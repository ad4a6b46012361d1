"""The workspace: every write to a library goes through `Workspace.run`."""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pincite.library.library import Library
from pincite.library.queries import Reader, ReadingPlace
from pincite.library.transaction import Transaction
from pincite.model.changes import Changes
from pincite.model.ids import Sha256
from pincite.services.errors import WorkspaceClosedError
from pincite.services.history import History, Restore, Step

logger = logging.getLogger(__name__)

Listener = Callable[[Changes, object], None]


class Command(Protocol):
    """A user act: frozen data that knows how to write itself.

    `label` names the act for the Edit menu, in sentence case ("Highlight", "Edit title").
    """

    @property
    def label(self) -> str:
        """The act's name."""
        ...

    def apply(self, tx: Transaction) -> None:
        """Write within one transaction; raising takes everything back."""
        ...


@dataclass(frozen=True, slots=True)
class Batch:
    """Several commands as one act: one transaction, one step of the history."""

    label: str
    commands: tuple[Command, ...]

    def apply(self, tx: Transaction) -> None:
        """Apply each in order."""
        for command in self.commands:
            command.apply(tx)


class Workspace:
    """A library with its writer thread, its history and its listeners.

    Listeners are called on the writer thread, or on the thread that calls `poll`.
    """

    def __init__(self, library: Library) -> None:
        self.library = library
        self.history = History()
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="library-writer")
        self._listeners: list[Listener] = []
        self._seen_seq = library.last_seq()
        self._seen_version = library.data_version()
        self._is_closed = False

    @classmethod
    def open(cls, folder: Path, *, create: bool = True) -> "Workspace":
        """Open the library in `folder`.

        Raises:
            LibraryError: see `Library.open`.
        """
        return cls(Library.open(folder, create=create))

    @property
    def read(self) -> Reader:
        """Queries on the state that the calling thread sees now."""
        return self.library.reader

    @property
    def undo_label(self) -> str:
        """What undo would take back, empty when there is nothing."""
        return self.history.undo_label

    @property
    def redo_label(self) -> str:
        """What redo would do again, empty when there is nothing."""
        return self.history.redo_label

    def subscribe(self, listener: Listener) -> None:
        """Call `listener(changes, origin)` after each transaction, ours or another program's."""
        self._listeners.append(listener)

    def run(
        self, command: Command, origin: object = None, *, group: object = None
    ) -> "Future[Changes]":
        """Apply a command on the writer thread: one transaction, one undo step, one notice.

        Args:
            origin: handed to the listeners, so that a view can skip its own changes.
            group: commands of the same group that follow each other become one undo step, though
                each is a transaction of its own; see `model.changes.Bulk`.

        Returns:
            A future of what changed; it raises what the command raised: then nothing was written.
        """
        return self._submit(
            lambda: self._apply(command, origin, lambda step: self.history.record(step, group))
        )

    def run_now(self, command: Command, origin: object = None, *, group: object = None) -> Changes:
        """`run`, and wait for it. Not for the GUI thread."""
        return self.run(command, origin, group=group).result()

    def maintain(self, command: Command) -> Changes:
        """Run a command that is no act of the user and wait for it: undo does not know it.

        The history is forgotten if a step of it touched the same records, since that could not be
        taken back any more. Not for the GUI thread.
        """

        def write() -> Changes:
            with self.library.transaction() as tx:
                command.apply(tx)
            self.history.forget(tx.touched)
            self._tell(tx.changes, None)
            return tx.changes

        return self._submit(write).result()

    def undo(self, origin: object = None) -> "Future[Changes]":
        """Take back the last act; with nothing to take back, nothing happens."""
        return self._submit(lambda: self._undo(origin))

    def redo(self, origin: object = None) -> "Future[Changes]":
        """Do the last undone act again; with nothing to redo, nothing happens."""
        return self._submit(lambda: self._redo(origin))

    def travel(self, number: int, origin: object = None) -> "Future[Changes]":
        """Undo or redo until the step with this number is the last one done; 0 undoes all.

        A step that is refused ends it there: what went before stays as it is then.
        """
        return self._submit(lambda: self._travel(number, origin))

    def save_place(self, document: Sha256, place: ReadingPlace) -> None:
        """Remember where a document was left; no undo step, no notice."""

        def write() -> Changes:
            with self.library.transaction(durable=False) as tx:
                tx.put_reading_place(document, place)
            return Changes()

        self._submit(write)

    def save_setting(self, name: str, value: str) -> "Future[Changes]":
        """Remember a small value with the library; no undo step, no notice."""

        def write() -> Changes:
            with self.library.transaction(durable=False) as tx:
                tx.put_setting(name, value)
            return Changes()

        return self._submit(write)

    def poll(self) -> None:
        """Tell the listeners what other programs have written since the last look; cheap."""
        version = self.library.data_version()
        if version != self._seen_version:
            self._seen_version = version
            self._submit(self._notice_others)

    def close(self) -> None:
        """Wait for the writes under way, then close the library. Calling it twice is harmless."""
        if not self._is_closed:
            self._is_closed = True
            self._writer.shutdown(wait=True)
            self.library.close()

    def _submit(self, work: Callable[[], Changes]) -> "Future[Changes]":
        if self._is_closed:
            refused: Future[Changes] = Future()
            refused.set_exception(
                WorkspaceClosedError("The library is closed; open it again to go on.")
            )
            return refused
        return self._writer.submit(work)

    def _apply(self, command: Command, origin: object, after: Callable[[Step], None]) -> Changes:
        with self.library.transaction() as tx:
            command.apply(tx)
        if tx.touched:
            after(Step(command.label, tx.touched))
        self._tell(tx.changes, origin)
        return tx.changes

    def _undo(self, origin: object) -> Changes:
        step = self.history.last_done()
        if step is None:
            return Changes()
        command = Restore(step.label, step.reversed())
        return self._apply(command, origin, lambda _: self.history.move_to_undone())

    def _redo(self, origin: object) -> Changes:
        step = self.history.last_undone()
        if step is None:
            return Changes()
        return self._apply(Restore(step.label, step), origin, lambda _: self.history.move_to_done())

    def _travel(self, number: int, origin: object) -> Changes:
        changes = Changes()
        while (done := self.history.last_done()) is not None and done.number > number:
            changes |= self._undo(origin)
        while (undone := self.history.last_undone()) is not None and undone.number <= number:
            changes |= self._redo(origin)
        return changes

    def _notice_others(self) -> Changes:
        """Runs on the writer thread, so that our own writes are never taken for another's."""
        changes = self.library.changes_since(self._seen_seq)
        if changes.seq > self._seen_seq:
            self._tell(changes, None)
        return changes

    def _tell(self, changes: Changes, origin: object) -> None:
        if not changes:
            return
        others = self.library.changes_since(self._seen_seq)
        self._seen_seq = max(self._seen_seq, changes.seq)
        for listener in list(self._listeners):
            listener(changes | others, origin)
