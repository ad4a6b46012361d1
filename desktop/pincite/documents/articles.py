"""Reading copies: a saved article laid out as a PDF, so that it is read and marked as papers are.

The pages of such a copy are not pages of the article: it is cited by paragraph.
"""

import logging
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pincite.documents import errors
from pincite.documents.process import WorkerLostError
from pincite.documents.wire import Message, Value
from pincite.documents.workbench import Workbench
from pincite.model.documents import Paragraph, TypeSize

logger = logging.getLogger(__name__)

LAYOUT = 2
"""Version of the layout. Copies made by another are made anew: raise it with any change to it."""
DEADLINE_S = 9.0
"""For articles; a book gets more, by the length of its markup."""
_SECONDS_A_MEGABYTE = 8.0
_FOR_SETTING, _FOR_LINES = 0.6, 0.4
"""Shares of the time for a full setting, and for plain lines if it does not come to an end."""
_PICTURE = re.compile(r"base64,[^\"]*")


@dataclass(frozen=True, slots=True)
class ReadingCopy:
    """A PDF made from an article.

    Attributes:
        paragraphs: where each block with an id "para-N" begins, by number.
        layout: "article" as it was, "unwrapped" with its tables as running text, "plain"
            paragraphs without pictures, or "lines" of plain text.
    """

    pages: int
    paragraphs: tuple[Paragraph, ...]
    layout: str = "article"

    @property
    def note(self) -> str:
        """What was simplified, as a sentence; empty where the article stands as it was."""
        return _NOTES.get(self.layout, "")


_NOTES = {
    "unwrapped": "The tables of this article are shown as running text, because as tables they "
    "would have lost text.",
    "plain": "This article is shown as plain paragraphs, because in its own layout it would have "
    "lost text; open the page in a browser to see its pictures and tables.",
    "lines": "This article is shown as plain lines, because its layout could not be set; open the "
    "page in a browser to see its pictures and tables.",
}


def make_reading_copy(
    html: str,
    target: Path,
    *,
    deadline: float | None = None,
    title: str = "",
    size: TypeSize = TypeSize.MEDIUM,
    workbench: Workbench | None = None,
) -> ReadingCopy:
    """Lay out an article and write the PDF to `target`.

    Args:
        html: sanitised; the blocks that can be cited carry id="para-N". Pictures as data: URIs.
        deadline: seconds that it may take; without it by the length of the article.
        size: of the type; the copy in medium type is the one that the library's places speak of.
        workbench: a shared worker; without it one is started.

    Whatever the article is like, all of its text stands in the copy: if need be as plain lines.

    Raises:
        DocumentError: no worker can be started, or there is not enough memory or time.
        OSError: `target` cannot be written.
    """
    bench = workbench or Workbench()
    values: dict[str, Value] = {"html": html, "title": title, "size": size.value}
    if deadline is None:
        length = len(_PICTURE.sub("", html))
        deadline = DEADLINE_S + length / 1_000_000 * _SECONDS_A_MEGABYTE
    try:
        answer = _set(bench, values, target, deadline)
    finally:
        if workbench is None:
            bench.close()
    _write(target, answer.blob)
    return ReadingCopy(answer.whole("pages"), _paragraphs(answer), answer.text("layout"))


def _set(bench: Workbench, values: Mapping[str, Value], target: Path, deadline: float) -> Message:
    """Have the article set, or its lines where setting it ends the worker."""
    timeout = _FOR_SETTING * deadline
    try:
        return _ask(bench, {**values, "seconds": 0.8 * timeout}, target, timeout)
    except (WorkerLostError, errors.DocumentError):
        logger.info("The setting of an article failed; it is set line by line")
    try:
        return _ask(bench, {**values, "bare": True}, target, _FOR_LINES * deadline)
    except WorkerLostError as error:
        raise errors.timed_out(target.name) from error


def _ask(bench: Workbench, values: Mapping[str, Value], target: Path, timeout: float) -> Message:
    answer = bench.ask("story", values, timeout)
    if "error" in answer.header:
        kind = answer.text("error")
        raise errors.from_answer("memory" if kind == "memory" else "story", "", target.name)
    return answer


def _write(target: Path, data: bytes) -> None:
    unfinished = target.with_name(target.name + ".part")
    try:
        with open(unfinished, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(target)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise


def _paragraphs(answer: Message) -> tuple[Paragraph, ...]:
    found = []
    for row in answer.rows("paragraphs"):
        match row:
            case [int(number), int(page), int(start)]:
                found.append(Paragraph(number, page, start))
    return tuple(found)
