"""The annotations of some documents as they stand in the library, kept up to date by changes."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, Signal

from pincite.model.annotations import Annotation
from pincite.model.changes import Changes
from pincite.model.ids import AnnotationId, Sha256
from pincite.ui.context import AppContext

_MOST_AT_ONCE = 200
"""Annotations that are read in the GUI thread (some 40 µs each); more are read in a job."""


class LoadedAnnotations(QObject):
    """Live annotations, document by document in reading order.

    After a change only the annotations that changed are read, so that the work for one edit does
    not grow with their number; those that stay are the same objects as before.

    Signals:
        changed: they are others now, or were read anew.
    """

    changed = Signal()

    def __init__(self, context: AppContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._documents: tuple[Sha256, ...] = ()
        self._by_id: dict[AnnotationId, Annotation] = {}
        self._number = 0
        self._is_reading = False
        self._is_outdated = False
        self.annotations: tuple[Annotation, ...] = ()
        context.events.changed.connect(self._on_changed)

    def load(self, documents: Iterable[Sha256]) -> None:
        """Read those of these documents; `changed` follows, at once where they are few."""
        self._documents = tuple(documents)
        self._number += 1
        self._is_reading = self._is_outdated = False
        read = self._context.workspace.read
        if sum(read.annotation_count(sha) for sha in self._documents) <= _MOST_AT_ONCE:
            self._take_all(self._read(self._documents))
            return
        self._is_reading = True
        shas, number = self._documents, self._number
        job = self._context.jobs.start(lambda _job: (number, self._read(shas)), "", shown=False)
        job.succeeded.connect(self._on_read)

    def get(self, annotation_id: AnnotationId | None) -> Annotation | None:
        """An annotation by its id; None when it is not there."""
        return self._by_id.get(annotation_id) if annotation_id is not None else None

    def _read(self, documents: Sequence[Sha256]) -> list[Annotation]:
        """On a job thread when there are many."""
        read = self._context.workspace.read
        return [a for sha in documents for a in read.annotations_of(sha)]

    def _on_read(self, result: tuple[int, list[Annotation]]) -> None:
        number, found = result
        if number != self._number:
            return
        self._is_reading = False
        if self._is_outdated:
            self.load(self._documents)
        else:
            self._take_all(found)

    def _take_all(self, found: Sequence[Annotation]) -> None:
        self._set({a.id: self._by_id[a.id] if self._is_known(a) else a for a in found})
        self.changed.emit()

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        if not changes.annotations or not self._documents:
            return
        if self._is_reading:
            self._is_outdated = True
            return
        if len(changes.annotations) > _MOST_AT_ONCE:
            self.load(self._documents)
            return
        by_id, read = dict(self._by_id), self._context.workspace.read
        for annotation_id in changes.annotations:
            found = read.get(Annotation, annotation_id)
            if found is None or found.trashed or found.document not in self._documents:
                by_id.pop(annotation_id, None)
            elif not self._is_known(found):
                by_id[annotation_id] = found
        before = self.annotations
        self._set(by_id)
        if self.annotations != before:
            self.changed.emit()

    def _is_known(self, annotation: Annotation) -> bool:
        return self._by_id.get(annotation.id) == annotation

    def _set(self, by_id: dict[AnnotationId, Annotation]) -> None:
        places = {sha: number for number, sha in enumerate(self._documents)}
        ordered = sorted(
            by_id.values(), key=lambda a: (places[a.document], a.reading_order, a.created, a.id)
        )
        self._by_id = by_id
        self.annotations = tuple(ordered)
