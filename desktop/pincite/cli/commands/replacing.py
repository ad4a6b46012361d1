"""`replace`."""

import argparse
from pathlib import Path
from typing import Any

from pincite.cli.progress import shown_progress
from pincite.cli.result import Result
from pincite.cli.session import Session
from pincite.cli.words import plural
from pincite.library.queries import Reader
from pincite.model.documents import Document
from pincite.model.locators import Locator
from pincite.model.replacements import Decision, MarkKind, Outcome, ReplacedMark, Replacement
from pincite.services.errors import NothingFoundError
from pincite.services.lookup import document_named
from pincite.services.replacing import Accepting, Replacing
from pincite.services.text_indexes import TextIndexes

_NAMES = {
    MarkKind.ANNOTATION: "annotation",
    MarkKind.CITATION: "citation",
    MarkKind.MENTION: "cited in another document",
    MarkKind.FINDING: "decided citation in the file",
}


def add_parsers(commands: Any) -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "replace",
        help="let another file of a work take the place of one",
        description="Bring in another file of a work (a new edition, a better scan, the published "
        "version) and move annotations, citations and mentions to it. What is not found surely "
        "stays on the old file, which stays in the library; the window shows it for review. The "
        "same command again goes on with that review.",
    )
    parser.add_argument("item", metavar="ITEM")
    parser.add_argument("file", metavar="NEWFILE", help="a file, or the address of a page")
    parser.add_argument("--document", metavar="SHA", help="which of several files is replaced")
    parser.add_argument(
        "--accept",
        choices=[each.value for each in Accepting],
        default=Accepting.SURE.value,
        help="what moves at once: what was found surely (usual), all that was found, or nothing",
    )
    parser.set_defaults(run=replace_file)


def replace_file(session: Session, arguments: argparse.Namespace) -> Result:
    """Replace a file and say what became of everything on it."""
    old = _document(session.read, arguments.item, arguments.document)
    path = Path(arguments.file)
    source = path if path.exists() or "://" not in arguments.file else arguments.file
    replacing = Replacing(session.workspace, TextIndexes(session.workspace.library))
    with shown_progress("Replacing the file", is_quiet=session.is_quiet) as context:
        done = replacing.replace_file(old, source, context, accepting=Accepting(arguments.accept))
    marks = session.read.replaced_marks(done.id)
    return Result(_shape(session.read, done, marks), _text(session.read, done, marks))


def _document(read: Reader, item_name: str, sha256: str | None) -> Document:
    item, first = document_named(read, item_name)
    if sha256 is None:
        return first
    documents = read.documents_of(item.id)
    found = [d for d in documents if d.sha256.startswith(sha256.lower())] if sha256 else []
    if len(found) != 1:
        names = ", ".join(f"{d.sha256[:12]} ({d.name})" for d in documents)
        raise NothingFoundError(f"“{sha256}” is none of the item's files, which are: {names}.")
    return found[0]


def _shape(read: Reader, done: Replacement, marks: list[ReplacedMark]) -> dict[str, Any]:
    return {
        "replacement": done.id,
        "old": _file_shape(read, done.old),
        "new": _file_shape(read, done.new),
        "counts": _counts(marks),
        "marks": [_mark_shape(mark) for mark in marks],
    }


def _file_shape(read: Reader, sha256: str) -> dict[str, Any]:
    document = read.get(Document, sha256)
    return {
        "sha256": sha256,
        "name": document.name if document else "",
        "pages": document.pages if document else 0,
    }


def _counts(marks: list[ReplacedMark]) -> dict[str, int]:
    counts = {outcome.value: 0 for outcome in Outcome}
    for mark in marks:
        counts[mark.outcome.value] += 1
    accepted = sum(mark.decision is Decision.ACCEPTED for mark in marks)
    doubtful = sum(mark.outcome is not Outcome.LOST and not mark.is_sure for mark in marks)
    return {**counts, "doubtful": doubtful, "accepted": accepted}


def _mark_shape(mark: ReplacedMark) -> dict[str, Any]:
    return {
        "kind": mark.kind.value,
        "id": mark.subject,
        "outcome": mark.outcome.value,
        "confidence": mark.confidence,
        "sure": mark.is_sure,
        "decision": mark.decision.value,
        "from": mark.old_place.described,
        "to": mark.new_place.described,
        "page_index": mark.anchor.page_index if mark.anchor else None,
        "text": mark.said,
        "found_text": mark.says,
    }


def _text(read: Reader, done: Replacement, marks: list[ReplacedMark]) -> str:
    counts = _counts(marks)
    old, new = _file_shape(read, done.old), _file_shape(read, done.new)
    moved = f"{counts['accepted']} of {len(marks)} were moved over"
    found = ", ".join(f"{counts[outcome.value]} {outcome.value}" for outcome in Outcome)
    lines = [
        f"{_named(new)} takes the place of {_named(old)}",
        f"{found}; {moved}",
    ]
    lines += [_line(mark) for mark in marks]
    staying = len(marks) - counts["accepted"]
    if staying:
        lines.append(
            f"{staying} stay on {old['name']}; open the item's documents in the window to go "
            "through them."
        )
    return "\n".join(lines)


def _named(file: dict[str, Any]) -> str:
    return f"{file['name']} ({plural(file['pages'], 'page')})"


def _line(mark: ReplacedMark) -> str:
    state = mark.outcome.value if mark.is_sure or mark.outcome is Outcome.LOST else "look at"
    sign = "✓" if mark.decision is Decision.ACCEPTED else "·"
    said = " ".join(mark.said.split())
    words = said if len(said) <= 60 else f"{said[:59]}…"
    return (
        f"{sign} {state:8} {_way(mark.old_place, mark.new_place):22} {_NAMES[mark.kind]}  {words}"
    )


def _way(old: Locator, new: Locator) -> str:
    if not new or old == new:
        return old.described or "–"
    return f"{old.described or '–'} → {new.described}"
