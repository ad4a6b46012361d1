"""Reading copies: a saved article laid out as a PDF, so that it is read and marked as papers are.

The pages of such a copy are not pages of the article: it is cited by paragraph.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pincite.documents import errors
from pincite.documents.process import WorkerLostError
from pincite.documents.wire import Message, Value
from pincite.documents.workbench import Workbench
from pincite.model.documents import Paragraph, TypeSize

DEADLINE_S = 30.0


@dataclass(frozen=True, slots=True)
class ReadingCopy:
    """A PDF made from an article.

    Attributes:
        paragraphs: where each block with an id "para-N" begins, by number.
        layout: "article" as it was, "unwrapped" with its tables as running text, or "plain".
    """

    pages: int
    paragraphs: tuple[Paragraph, ...]
    layout: str = "article"


def make_reading_copy(
    html: str,
    target: Path,
    *,
    deadline: float = DEADLINE_S,
    title: str = "",
    size: TypeSize = TypeSize.MEDIUM,
    workbench: Workbench | None = None,
) -> ReadingCopy:
    """Lay out an article and write the PDF to `target`.

    Args:
        html: sanitised; the blocks that can be cited carry id="para-N". Pictures as data: URIs.
        deadline: seconds that it may take.
        size: of the type; the copy in medium type is the one that the library's places speak of.
        workbench: a shared worker; without it one is started.

    Raises:
        DocumentError: the layout would lose text, or does not come to an end.
        OSError: `target` cannot be written.
    """
    bench = workbench or Workbench()
    try:
        values = {"html": html, "title": title, "size": size.value, "seconds": deadline * 0.9}
        answer = _ask(bench, values, target, deadline)
    finally:
        if workbench is None:
            bench.close()
    _write(target, answer.blob)
    return ReadingCopy(answer.whole("pages"), _paragraphs(answer), answer.text("layout"))


def _ask(bench: Workbench, values: Mapping[str, Value], target: Path, deadline: float) -> Message:
    try:
        answer = bench.ask("story", values, deadline)
    except WorkerLostError as error:
        raise errors.timed_out(target.name) from error
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
