"""`doctor`, `tour`."""

import argparse
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from pincite.cli.progress import shown_progress
from pincite.cli.result import InputError, Result
from pincite.cli.session import Session
from pincite.services.doctor import examine
from pincite.services.integrity.checking import check_library, counts_of, mending_of
from pincite.services.integrity.findings import KINDS, ItemFinding
from pincite.services.tour import LIBRARY, TourStep, run_tour

PICTURES = ("library.png", "reader.png", "bibliography.png")


def add_parsers(commands: Any) -> None:
    """Add the subcommands."""
    doctor = commands.add_parser("doctor", help="examine the library and this installation")
    doctor.add_argument("--repair", action="store_true", help="mend what can be mended safely")
    doctor.add_argument("--items", action="store_true", help="each finding about items alone")
    doctor.add_argument(
        "--mend",
        action="append",
        default=[],
        choices=("all", *KINDS),
        metavar="KIND",
        help="mend the findings of a kind about items, where that is sure; or all",
    )
    doctor.set_defaults(run=see_doctor)
    tour = commands.add_parser("tour", help="run the main job on the bundled samples")
    tour.add_argument("--out", type=Path, required=True, metavar="DIR")
    tour.set_defaults(run=take_tour)


def see_doctor(session: Session, arguments: argparse.Namespace) -> Result:
    """All findings; the exit status is 1 while an error stays."""
    if arguments.items or arguments.mend:
        return see_items(session, arguments.mend)
    findings = examine(session.workspace, is_repairing=arguments.repair)
    shapes = [
        {
            "severity": f.severity,
            "title": f.title,
            "detail": f.detail,
            "repaired": f.is_repaired,
        }
        for f in findings
    ]
    lines = [f"{f.severity:8} {f.title}{': ' + f.detail if f.detail else ''}" for f in findings]
    errors = tuple(
        InputError(f.title, f.detail)
        for f in findings
        if f.severity == "error" and not f.is_repaired
    )
    return Result({"findings": shapes}, "\n".join(lines), errors)


def see_items(session: Session, mended: list[str]) -> Result:
    """What is wrong or doubtful in the items, after mending what is to be mended."""
    found = _check(session)
    wanted = [f for f in found if f.mend and ("all" in mended or f.kind in mended)]
    if wanted:
        session.workspace.run_now(mending_of(wanted))
        found = _check(session)
    shapes = [
        {
            "kind": f.kind,
            "item": f.key,
            "field": f.field,
            "value": f.value,
            "message": f.sentence,
            "mend": [{"field": c.name, "old": c.texts[0], "new": c.texts[1]} for c in f.mend],
        }
        for f in found
    ]
    lines = [f"{len(wanted)} mended"] if mended else []
    for kind, count in counts_of(found).items():
        lines.append(f"{KINDS[kind]} ({kind}): {count}")
        lines += [f"  {f.key or f.item}: {f.sentence}{_mend(f)}" for f in found if f.kind == kind]
    data = {"findings": shapes, "counts": counts_of(found), "mended": len(wanted)}
    return Result(data, "\n".join(lines) or "Nothing is wrong in the items")


def _check(session: Session) -> list[ItemFinding]:
    with shown_progress("Checking items", is_quiet=session.is_quiet) as job:
        return check_library(session.workspace.library, job)


def _mend(finding: ItemFinding) -> str:
    news = [change.texts[1] or f"no {change.name}" for change in finding.mend]
    return f"  [{'; '.join(news)}]" if news else ""


def take_tour(session: Session, arguments: argparse.Namespace) -> Result:
    """The tour has a library of its own inside DIR."""
    with shown_progress("Tour", is_quiet=session.is_quiet) as context:
        steps = run_tour(arguments.out, context)
    steps.append(_take_pictures(arguments.out))
    shapes = [
        {"step": s.name, "detail": s.detail, "files": [str(f) for f in s.files]} for s in steps
    ]
    lines = [f"{s.name}: {s.detail}" for s in steps]
    errors = () if steps[-1].files else (InputError("tour", steps[-1].detail),)
    return Result({"steps": shapes}, "\n".join(lines), errors)


def _take_pictures(out: Path) -> TourStep:
    """Pictures of the window's tabs, by a process of its own: the command line has no Qt."""
    command = [sys.executable, "-m", "pincite.ui.pictures", str(out / LIBRARY), str(out)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    try:
        subprocess.run(command, env=environment, capture_output=True, timeout=120, check=True)
    except (OSError, subprocess.SubprocessError):
        return TourStep(
            "Window",
            "no pictures of the window could be made; Qt or its system libraries may be missing.",
        )
    files = tuple(out / name for name in PICTURES)
    return TourStep("Window", ", ".join(file.name for file in files), files)
