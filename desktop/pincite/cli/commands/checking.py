"""`check`."""

import argparse
from typing import Any

from pincite.cli.commands.checking_manuscripts import add_options, check_file, is_manuscript
from pincite.cli.progress import shown_progress
from pincite.cli.result import Result
from pincite.cli.session import Session
from pincite.model.checks import QuotationCheck
from pincite.model.citations import CitationState
from pincite.services.checks import Quoted, corrections
from pincite.services.lookup import bibliography_named, item_named


def add_parsers(commands: Any) -> None:
    """Add the subcommand."""
    check = commands.add_parser(
        "check",
        help="check that quotations stand where they are cited",
        description="Compare each quotation with the cited work and say where it stands. Without "
        "ITEM those of all bibliographies are checked; with it what is quoted from the item, and "
        "what its text quotes from others. The file of a manuscript (Word, OpenDocument, Markdown, "
        "LaTeX, Typst, plain text) is checked citation by citation, and never written to.",
    )
    what = check.add_mutually_exclusive_group()
    what.add_argument("item", nargs="?", metavar="ITEM|FILE", help="an item, or a manuscript")
    what.add_argument("--bibliography", metavar="NAME", help="the citations of a bibliography")
    check.add_argument(
        "--fix",
        action="store_true",
        help="let citations whose quotation has moved name the right pages",
    )
    add_options(check)
    check.set_defaults(run=check_quotations)


def check_quotations(session: Session, arguments: argparse.Namespace) -> Result:
    """Check, correct if wanted, and show each quotation with its state."""
    if arguments.item and is_manuscript(arguments.item):
        return check_file(session, arguments)
    quoted = _chosen(session, arguments)
    with shown_progress("Checking quotations", is_quiet=session.is_quiet) as context:
        report = session.checks.run(quoted, context)
        fixes = corrections(report.checks)
        if arguments.fix and fixes.places:
            session.workspace.run_now(fixes)
            report = session.checks.run(_chosen(session, arguments), context)
    shapes = [check_shape(each, check) for each, check in report.checks]
    fixed = len(fixes.places) if arguments.fix else 0
    lines = [line for shape in shapes for line in _lines(shape)]
    counts = ", ".join(f"{count} {state.value}" for state, count in report.counts.items())
    lines.append(counts or "There are no quotations to check.")
    if fixed:
        lines.append(f"{fixed} corrected")
    return Result({"citations": shapes, "fixed": fixed}, "\n".join(lines))


def _chosen(session: Session, arguments: argparse.Namespace) -> list[Quoted]:
    if arguments.bibliography:
        bibliography = bibliography_named(session.read, arguments.bibliography)
        return session.checks.of_bibliography(bibliography)
    if arguments.item:
        return session.checks.of_item(item_named(session.read, arguments.item))
    return session.checks.of_library()


def check_shape(quoted: Quoted, check: QuotationCheck) -> dict[str, Any]:
    """A checked quotation; `differences` are those parts that are not the same."""
    verdict = check.verdict
    return {
        "source": quoted.where,
        "id": quoted.source,
        "kind": quoted.kind.value,
        "item": quoted.item.key,
        "locator": quoted.locator.described,
        "quotation": quoted.quotation,
        "state": verdict.state.value,
        "found_on": list(verdict.labels),
        "found_text": verdict.found,
        "page_index": verdict.page_index,
        "differences": [
            {"quoted": chunk.quoted, "found": chunk.found}
            for chunk in verdict.chunks
            if not chunk.is_same
        ],
        "remarks": [remark.value for remark in verdict.remarks],
        "document": check.document or None,
        "checked": check.at,
    }


def _lines(shape: dict[str, Any]) -> list[str]:
    place = ", ".join(part for part in (shape["item"], shape["locator"]) if part)
    stands = " and ".join(shape["found_on"])
    where = f"  (stands on {stands})" if shape["state"] in _ELSEWHERE and stands else ""
    lines = [f"{shape['state']:10} {place}{where}", f"           “{_short(shape['quotation'])}”"]
    lines += [
        f"           quoted “{each['quoted']}”, the source has “{each['found']}”"
        for each in shape["differences"]
        if shape["state"] == CitationState.CLOSE.value
    ]
    return lines


_ELSEWHERE = (CitationState.MOVED.value, CitationState.CLOSE.value)


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 90 else f"{words[:87]}…"
