"""The values that fields may be completed to, kept until the library changes."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from pincite.model.annotations import Colour
from pincite.model.changes import Changes
from pincite.services.completing import Value, values_of
from pincite.ui.context import AppContext
from pincite.ui.latest_job import LatestJob
from pincite.ui.library.type_names import type_name


class FieldValues(QObject):
    """Reads the values of a field in a job when they are first asked for.

    Signals:
        loaded: name of the field whose values are there now.
    """

    loaded = Signal(str)

    def __init__(self, context: AppContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._values: dict[str, tuple[Value, ...]] = {}
        self._stale: set[str] = set()
        self._job = LatestJob(context.jobs, self.tr("Reading values"), self)
        self._job.succeeded.connect(self._on_loaded)
        context.events.changed.connect(self._on_changed)

    def get(self, name: str) -> tuple[Value, ...]:
        """What is known of the values; `loaded` comes later where more may be known then."""
        if name not in self._values or name in self._stale:
            self._stale.discard(name)
            self._job.ask(partial(_load, self._context, name))
        return self._values.get(name, ())

    def _on_loaded(self, answer: tuple[str, tuple[Value, ...]]) -> None:
        name, values = answer
        self._values[name] = tuple(self._in_words(name, value) for value in values)
        self.loaded.emit(name)

    def _in_words(self, name: str, value: Value) -> Value:
        if name == "type":
            return replace(value, detail=type_name(value.text))
        if name == "color":
            own = self._context.theme.colour_names.own(Colour(value.text))
            return replace(value, detail=own)
        return value

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        if changes.items or changes.collections or changes.annotations or changes.saved_searches:
            self._stale.update(self._values)


def _load(context: AppContext, name: str) -> tuple[str, tuple[Value, ...]]:
    return name, values_of(context.workspace.read, name)
