"""`check FILE`: the citations and quotations of a manuscript against the library."""

import argparse
from pathlib import Path

from pincite.cli.progress import shown_progress
from pincite.cli.result import Result
from pincite.cli.session import Session
from pincite.exporting.manuscripts import REPORT_FORMATS, report_shape
from pincite.importing.manuscripts.reading import SUFFIXES
from pincite.model.manuscripts import Report
from pincite.services.errors import ServiceError
from pincite.services.manuscripts.checking import check_manuscript
from pincite.services.manuscripts.quotations import QuotationChecks


def is_manuscript(name: str) -> bool:
    """True when what `check` was given is the file of a manuscript."""
    path = Path(name)
    return path.suffix.lower() in SUFFIXES and path.is_file()


def add_options(check: argparse.ArgumentParser) -> None:
    """The options of `check` that a manuscript has."""
    check.add_argument("--format", choices=tuple(REPORT_FORMATS), default="text")
    check.add_argument(
        "-o", dest="output", type=Path, metavar="FILE", help="write the report there"
    )


def check_file(session: Session, arguments: argparse.Namespace) -> Result:
    """Check a manuscript; what needs attention comes first."""
    path, target = Path(arguments.item), arguments.output
    if target is not None and target.exists() and target.samefile(path):
        raise ServiceError(
            "The report would replace the manuscript, which is never written to; "
            "give it another name."
        )
    report = report_on(session, path)
    text = REPORT_FORMATS[arguments.format](report)
    data = report_shape(report)
    if target is not None:
        target.write_text(text, encoding="utf-8")
        return Result({**data, "file": str(target)}, f"Written to {target}")
    return Result(data, text.rstrip("\n"))


def report_on(session: Session, path: Path) -> Report:
    """Check a manuscript, with progress on stderr."""
    checks = QuotationChecks(session.read, session.checks.indexes)
    with shown_progress("Checking", is_quiet=session.is_quiet) as context:
        return check_manuscript(session.read, checks, path, context)
