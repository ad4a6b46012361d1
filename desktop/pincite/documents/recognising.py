"""Recognising the text of scanned pages, waiting: where the language data is, and a reader."""

import os
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from pincite.documents import errors, protocol
from pincite.documents.process import WorkerLostError
from pincite.documents.wire import Message, Value
from pincite.documents.workbench import Workbench
from pincite.model.texts import PageText

DEADLINE_S = 180.0
"""Longest time for one page: a newspaper page takes a minute on a busy machine."""
_OPENING_S = 20.0
_PAGES_AT_ONCE = 50
_SUFFIX = ".traineddata"
_NO_LANGUAGES = frozenset({"osd", "equ"})
"""Files that tell the direction of a page, or find formulas; they hold no language."""
_LINUX = (
    "/usr/share/tesseract-ocr/*/tessdata", "/usr/share/tesseract-ocr/tessdata",
    "/usr/share/tessdata", "/usr/share/tesseract/tessdata", "/usr/local/share/tessdata",
    "/app/share/tessdata", "/snap/tesseract/current/share/tessdata",
)  # fmt: skip
_MACOS = (
    "/opt/homebrew/share/tessdata", "/usr/local/share/tessdata", "/opt/local/share/tessdata",
)  # fmt: skip
_WINDOWS = (
    "{ProgramFiles}\\Tesseract-OCR\\tessdata", "{ProgramFiles(x86)}\\Tesseract-OCR\\tessdata",
    "{LOCALAPPDATA}\\Programs\\Tesseract-OCR\\tessdata",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LanguageData:
    """Tesseract's data on this machine: its folder, and the languages in it, sorted."""

    folder: Path
    languages: tuple[str, ...]


def language_data(environment: Mapping[str, str] = os.environ) -> LanguageData | None:
    """The first folder that holds data for some language; None when there is none."""
    for folder in _folders(environment):
        try:
            names = sorted(p.name.removesuffix(_SUFFIX) for p in folder.glob(f"*{_SUFFIX}"))
        except OSError:
            continue
        languages = tuple(name for name in names if name not in _NO_LANGUAGES)
        if languages:
            return LanguageData(folder, languages)
    return None


def _folders(environment: Mapping[str, str]) -> list[Path]:
    """Where the data may be: what the environment names, then the usual places."""
    named = environment.get("TESSDATA_PREFIX", "")
    folders = [Path(named), Path(named) / "tessdata"] if named else []
    if sys.platform == "win32":
        for place in _WINDOWS:
            root = environment.get(re.sub(r"^\{(.*)\}.*$", r"\1", place), "")
            folders += [Path(root + place.partition("}")[2])] if root else []
    else:
        for place in _MACOS if sys.platform == "darwin" else _LINUX:
            # The highest version first: 5 before 4.00.
            folders += sorted(Path("/").glob(place.lstrip("/")), reverse=True)
    # An environment of conda brings its own.
    return [*folders, Path(sys.prefix) / "share" / "tessdata"]


class PageRecogniser:
    """An open document whose pages are read by their pictures, in a worker of its own.

    The worker yields to everything else on the machine. Use as a context manager, from one thread.

    Args:
        is_cancelled: asked several times a second; the worker is killed when it says so.

    Raises:
        DocumentError: the file cannot be opened, see `DocumentReader`.
    """

    def __init__(self, path: Path, data: LanguageData, is_cancelled: Callable[[], bool]) -> None:
        self._path = path
        self._data = data
        self._is_cancelled = is_cancelled
        self._bench = Workbench()
        self._is_open = False
        self.engine = ""
        try:
            self.page_count = self._open()
        except BaseException:
            self._bench.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bench.close()

    def wordless_pages(self) -> list[int]:
        """The pages that have no text to speak of, in order."""
        found: list[int] = []
        for first in range(0, self.page_count, _PAGES_AT_ONCE):
            values: dict[str, Value] = {"first": first, "count": _PAGES_AT_ONCE}
            rows = self._ask("wordless", values, None).rows("pages")
            found += [index for index in rows if isinstance(index, int)]
        return found

    def read(self, index: int, language: str) -> PageText:
        """The text recognised on a page, with its words; empty for a page without any.

        Raises:
            DocumentError: the page cannot be drawn or read.
            WorkerLostError: it was cancelled.
        """
        values: dict[str, Value] = {
            "page": index, "language": language, "data": os.fspath(self._data.folder),
        }  # fmt: skip
        answer = self._ask("recognise", values, index)
        self.engine = answer.text("engine")
        text = protocol.texts_from(answer)[0]
        if isinstance(text, str):
            raise errors.DamagedDocumentError(errors.page_failed(index, stopped=False))
        return text

    def _open(self) -> int:
        values: dict[str, Value] = {
            "path": os.fspath(self._path.absolute()),
            "password": "",
            "only": True,
            "also": [os.fspath(self._data.folder)],
            "gently": True,
        }
        try:
            answer = self._bench.ask("open", values, _OPENING_S, self._is_cancelled)
        except WorkerLostError as error:
            if self._is_cancelled():
                raise
            raise errors.timed_out(self._path.name) from error
        if "error" in answer.header:
            kind, detail = answer.text("error"), answer.text("detail")
            raise errors.from_answer(kind, detail, self._path.name)
        self._is_open = True
        return answer.whole("pages")

    def _ask(self, op: str, values: Mapping[str, Value], page: int | None) -> Message:
        if not self._is_open:
            self._open()
        try:
            answer = self._bench.ask(op, values, DEADLINE_S, self._is_cancelled)
        except WorkerLostError as error:
            # A page that hangs or kills the worker costs only itself.
            self._is_open = False
            if self._is_cancelled():
                raise
            raise errors.timed_out(self._path.name, page) from error
        if "error" in answer.header:
            if page is not None:
                raise errors.DamagedDocumentError(errors.page_failed(page, stopped=False))
            raise errors.from_answer(answer.text("error"), answer.text("detail"), self._path.name)
        return answer
