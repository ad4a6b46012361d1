"""Writing the exports that are kept up to date: each file whole, and only when its text changes."""

import hashlib
import json
import logging
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from pincite.library.library import utc_now
from pincite.library.queries import ItemQuery, Reader
from pincite.model.citations import Bibliography
from pincite.model.errors import PinciteError
from pincite.model.ids import CollectionId
from pincite.model.items import Collection, Item
from pincite.model.kept_exports import KeptExport
from pincite.services.bibliographies import BibliographyService
from pincite.services.errors import NothingFoundError
from pincite.services.exporting import export_bibliography, export_items
from pincite.services.kept_bib import BIB_FORMATS, encoded_as_kept
from pincite.services.workspace import Workspace

logger = logging.getLogger(__name__)

_STATE = "kept_export/"


@dataclass(frozen=True, slots=True)
class KeptState:
    """How the last writing of such a file went.

    Attributes:
        written: time at which the file was written last, ISO 8601 in UTC; empty for never.
        digest: sha256 of what was written.
        problem: why it could not be written last time, one sentence; empty when all is well.
        remark: what else happened to the file, one sentence.
    """

    written: str = ""
    digest: str = ""
    problem: str = ""
    remark: str = ""


def state_of(read: Reader, export: KeptExport) -> KeptState:
    """How the last writing of a file went."""
    try:
        return KeptState(**json.loads(read.setting(_STATE + export.id) or "{}"))
    except (TypeError, ValueError):
        return KeptState()


class KeptExports:
    """Writes the files of a library that are kept up to date."""

    def __init__(self, workspace: Workspace, bibliographies: BibliographyService) -> None:
        self._workspace = workspace
        self._bibliographies = bibliographies

    def write(self, exports: Iterable[KeptExport] | None = None) -> list[KeptState]:
        """Write those given, or all, whose text has changed. Not for the GUI thread.

        What cannot be written is told in its state, and the others go on.
        """
        chosen = self._workspace.read.kept_exports() if exports is None else exports
        return [self._write(export) for export in chosen]

    def _write(self, export: KeptExport) -> KeptState:
        before = state_of(self._workspace.read, export)
        try:
            state = self._written(export, before)
        except PinciteError as error:
            state = replace(before, problem=str(error))
        except OSError as error:
            reason = error.strerror or str(error)
            name = Path(export.path).name
            state = replace(before, problem=f"“{name}” could not be written: {reason}.")
        if state != before and not self._workspace.library.is_read_only:
            text = json.dumps(asdict(state))
            self._workspace.save_setting(_STATE + export.id, text).result()
        return state

    def _written(self, export: KeptExport, before: KeptState) -> KeptState:
        data, path = self._data(export), Path(export.path)
        digest = hashlib.sha256(data).hexdigest()
        found = _digest_of(path)
        if found == digest:
            return replace(before, digest=digest, problem="")
        remark = before.remark
        if found and before.digest and found != before.digest:
            kept = _put_aside(path)
            remark = f"Somebody had changed the file; their text was kept as “{kept.name}”."
        _replace(path, data)
        return KeptState(utc_now(), digest, "", remark)

    def _data(self, export: KeptExport) -> bytes:
        made: str | bytes
        items: Sequence[Item]
        if export.bibliography is not None:
            made, items = self._of_bibliography(export)
        else:
            items = items_of(self._workspace.read, export.collection)
            style = export.style or "apa"
            made = export_items(
                self._bibliographies, items, export.format, style=style, bib=export.bib
            )
        if isinstance(made, bytes):
            return made
        if export.format in BIB_FORMATS:
            return encoded_as_kept(self._workspace.read, items, made)
        return made.encode()

    def _of_bibliography(self, export: KeptExport) -> tuple[str | bytes, Sequence[Item]]:
        bibliography = self._workspace.read.get(Bibliography, export.bibliography or "")
        if bibliography is None or bibliography.trashed:
            raise NothingFoundError("The bibliography is no longer in the library.")
        made = export_bibliography(
            self._bibliographies, bibliography, export.format, style=export.style, bib=export.bib
        )
        return made, [row.item for row in self._bibliographies.cited(bibliography.id)]


def items_of(read: Reader, collection: CollectionId | None) -> list[Item]:
    """The items of a collection, or of the library, by their keys.

    Raises:
        NothingFoundError: the collection is gone or in the trash.
    """
    if collection is not None:
        found = read.get(Collection, collection)
        if found is None or found.trashed:
            raise NothingFoundError("The collection is no longer in the library.")
    query = ItemQuery(collection=collection)
    return read.items(read.item_ids(query, sort="key", descending=False))


def _digest_of(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return ""


def _put_aside(path: Path) -> Path:
    time = datetime.now().astimezone().strftime("%Y-%m-%d %H.%M.%S")
    kept = path.with_name(f"{path.stem} ({time}){path.suffix}")
    path.replace(kept)
    return kept


def _replace(path: Path, data: bytes) -> None:
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
