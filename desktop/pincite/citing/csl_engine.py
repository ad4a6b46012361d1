"""The client of the citation process."""

import logging
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

from pincite import assets
from pincite.citing import styles
from pincite.citing.csl_json import strict
from pincite.citing.csl_process import CslProcess, ProcessLostError
from pincite.citing.errors import CslError

logger = logging.getLogger(__name__)

FORMATS = ("html", "text", "rtf")
_OPTIONS = {
    # A user's note is no place for fields, and "|" may stand in a page label.
    "field_hack": False,
    "locator_date_and_revision": False,
}
_NAME_SUBSTITUTE = re.compile(r"""\ssubsequent-author-substitute=("[^"]*"|'[^']*')""")
_ID_MARK = "work:"
_FALLBACK = (
    "Formatted with citeproc-py, because citeproc-js is not installed: short forms of later notes "
    "and sorting may differ; run the set-up again to fetch it."
)


@dataclass(frozen=True, slots=True)
class CslRequest:
    """A document to format.

    Attributes:
        style: name of a style, as `styles.list_styles` gives it.
        items: CSL-JSON of `csl_json.to_csl_json`; those that no citation names are listed too.
        citations: clusters in document order, each a tuple of cites of `csl_json.cite_json`; in a
            note style each cluster is one note, numbered from 1.
        format: "html", "text" or "rtf".
        repeats_names: each entry names its authors, also where the style would put a line for those
            of the entry before it; for entries that are put into another order.
        is_preview: few works in a style that may be looked at once only.
        own_styles: styles of the user, name -> XML, which go before bundled ones.
    """

    style: str
    locale: str
    items: tuple[dict[str, Any], ...]
    citations: tuple[tuple[dict[str, Any], ...], ...] = ()
    format: str = "html"
    repeats_names: bool = False
    is_preview: bool = False
    own_styles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CslResult:
    """A formatted document.

    Attributes:
        citations: one text for each cluster, in the order of the request.
        bibliography: one text for each entry, in the order of the style; in HTML each is a `div` of
            class "csl-entry". Empty when the style has no bibliography.
        engine: "citeproc-js" or "citeproc-py".
        remark: what the reader should know about this result, as a sentence; mostly empty.
        entry_ids: for each entry the ids of its items.
        is_hanging: the style wants a hanging indent.
        is_aligned: the style sets the first field of each entry (a number) in a column of its own.
    """

    citations: tuple[str, ...]
    bibliography: tuple[str, ...]
    engine: str = "citeproc-js"
    remark: str = ""
    entry_ids: tuple[tuple[str, ...], ...] = ()
    is_hanging: bool = False
    is_aligned: bool = False


class CslEngine:
    """Formats documents in a process of its own, started when first needed.

    Safe to call from several threads; calls run one after another. A process that takes too long or
    dies is replaced and asked once more. It ends by itself after `idle_s` without a request.

    Args:
        citeproc: the file of citeproc-js; None to format with citeproc-py.
        time_limit_s: seconds for one request; each cluster and item adds a little.
    """

    def __init__(
        self,
        citeproc: Path | None = None,
        *,
        time_limit_s: float = 60.0,
        idle_s: float = 300.0,
    ) -> None:
        self._citeproc = citeproc if citeproc is not None else assets.citeproc_js()
        self._time_limit_s = time_limit_s
        self._idle_s = idle_s
        self._lock = threading.Lock()
        self._process: CslProcess | None = None
        self._timer: threading.Timer | None = None

    @property
    def name(self) -> str:
        """The engine that will be used, for About and the doctor."""
        return "citeproc-js" if self._citeproc else "citeproc-py"

    def render(self, request: CslRequest) -> CslResult:
        """Format a document; blocks until it is done, so call it from a job.

        Raises:
            StyleNotFoundError: there is no such style; the sentence names near ones.
            CslError: the style or an item cannot be formatted.
        """
        _check(request)
        style = styles.style_xml(request.style, request.own_styles)
        if request.repeats_names:
            style = _NAME_SUBSTITUTE.sub("", style)
        locale = styles.default_locale(style) or request.locale
        message = {
            "style": style,
            "locale": locale,
            "locales": styles.locales_for(locale),
            "items": [_known_as(strict(item)) for item in request.items],
            "citations": [[_known_as(cite) for cite in cluster] for cluster in request.citations],
            "format": request.format,
            "options": _OPTIONS,
            "is_preview": request.is_preview,
        }
        answer = self.ask(message, request.style)
        return _result(answer, request, locale)

    def ask(self, message: dict[str, Any], style: str = "") -> dict[str, Any]:
        """Send a message of the worker's own form and wait; what `render` and the bench stand on.

        Raises:
            CslError: no answer, or an answer that says why not.
        """
        size = len(message.get("items", ())) + len(message.get("citations", ()))
        limit = self._time_limit_s + 0.02 * size
        with self._lock:
            self._stop_timer()
            try:
                answer = self._ask_twice({**message, "time_limit_s": limit}, limit + 5.0)
            finally:
                self._start_timer()
        if "error" in answer:
            logger.debug("The citation engine failed: %s", answer["error"])
            raise CslError(_sentence(answer, style, limit))
        return answer

    def start(self) -> None:
        """Start the process now, so that the first request finds it ready."""
        with self._lock:
            self._running()
            self._start_timer()

    def close(self) -> None:
        """End the process; a later request starts a new one."""
        with self._lock:
            self._stop_timer()
            self._end()

    def __enter__(self) -> "CslEngine":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _ask_twice(self, message: dict[str, Any], limit_s: float) -> dict[str, Any]:
        for is_last in (False, True):
            try:
                return self._running().ask(message, limit_s)
            except ProcessLostError as error:
                self._end()
                logger.warning("The citation process was lost: %s", error)
                if is_last:
                    raise CslError(
                        "The bibliography could not be formatted, because the citation process "
                        f"{error}; try again, or choose another style."
                    ) from error
        raise AssertionError("unreachable")

    def _running(self) -> CslProcess:
        if self._process is None or not self._process.is_alive:
            self._end()
            self._process = CslProcess(self._citeproc)
        return self._process

    def _end(self) -> None:
        if self._process:
            self._process.close()
            self._process = None

    def _start_timer(self) -> None:
        self._timer = threading.Timer(self._idle_s, self.close)
        self._timer.daemon = True
        self._timer.start()

    def _stop_timer(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None


def _known_as(record: dict[str, Any]) -> dict[str, Any]:
    """An item or cite under an id that no property of a JavaScript object has, as "constructor"."""
    return {**record, "id": _ID_MARK + str(record["id"])}


def _check(request: CslRequest) -> None:
    if request.format not in FORMATS:
        raise CslError(
            f"Bibliographies cannot be written as {request.format}; "
            f"choose one of {', '.join(FORMATS)}."
        )
    known = {str(item["id"]) for item in request.items}
    for cluster in request.citations:
        for cite in cluster:
            if str(cite["id"]) not in known:
                raise CslError(
                    f"A citation names {cite['id']}, which is not among the works of this "
                    "bibliography; add the work or remove the citation."
                )


def _result(answer: dict[str, Any], request: CslRequest, locale: str) -> CslResult:
    remark = "" if answer["engine"] == "citeproc-js" else _FALLBACK
    if not remark and locale != request.locale:
        remark = f"The style {request.style} prescribes its own language, {locale}."
    return CslResult(
        citations=tuple(answer["citations"]),
        bibliography=tuple(entry.strip() for entry in answer["bibliography"]),
        engine=answer["engine"],
        remark=remark,
        entry_ids=tuple(tuple(i.removeprefix(_ID_MARK) for i in ids) for ids in answer["ids"]),
        is_hanging=answer["is_hanging"],
        is_aligned=answer["is_aligned"],
    )


def _sentence(answer: dict[str, Any], style: str, limit_s: float) -> str:
    name = f"the style {style}" if style else "this style"
    reasons = {
        "time": f"{name} took longer than {limit_s:.0f} seconds; cite fewer works or choose "
        "another style",
        "memory": f"{name} needed too much memory; cite fewer works or choose another style",
    }
    fallback = f"{name} cannot handle one of the works; choose another style or check their fields"
    return f"The bibliography could not be formatted: {reasons.get(answer['kind'], fallback)}."
