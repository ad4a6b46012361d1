"""The doctor: is the library whole, and is everything here that the program needs."""

from dataclasses import dataclass, replace

from pincite.citing.csl_engine import CslEngine
from pincite.documents.workbench import Workbench
from pincite.library import doctor
from pincite.model.errors import PinciteError
from pincite.search.errors import SearchIndexError
from pincite.services.indexing import (
    IndexStatus,
    index_status,
    rebuild_index,
    update_index,
    verify_index,
)
from pincite.services.integrity.checking import check_library, counts_of
from pincite.services.integrity.findings import KINDS
from pincite.services.jobs import JobContext
from pincite.services.ocr import available_languages, what_to_install
from pincite.services.relaying import outdated_articles, relay_all
from pincite.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at.

    Attributes:
        severity: "ok", "warning" or "error".
        is_repaired: it was wrong and has been mended now.
    """

    severity: str
    title: str
    detail: str = ""
    is_repaired: bool = False


def examine(workspace: Workspace, *, is_repairing: bool = False) -> list[Finding]:
    """Look at the library, the index, the formatting engine, the worker, and what scans need.

    Args:
        is_repairing: mend what can be mended without losing anything.
    """
    findings = _library(workspace, is_repairing=is_repairing)
    findings.append(_layouts(workspace, is_repairing=is_repairing))
    findings.append(_items(workspace))
    findings.append(_index(workspace, is_repairing=is_repairing))
    findings.append(_citation_engine())
    findings.append(_worker())
    findings.append(_recognition())
    return findings


def _library(workspace: Workspace, *, is_repairing: bool) -> list[Finding]:
    findings = []
    for found in doctor.examine(workspace.library):
        finding = Finding(found.severity, found.title, found.detail)
        if is_repairing and found.repair is not None:
            try:
                found.repair()
                finding = replace(finding, is_repaired=True)
            except PinciteError as error:
                finding = replace(finding, detail=str(error))
        findings.append(finding)
    return findings


def _items(workspace: Workspace) -> Finding:
    """What the check of the library finds in its items, counted by kind."""
    counts = counts_of(check_library(workspace.library, JobContext()))
    if not counts:
        return Finding("ok", "Nothing is wrong in the items")
    told = "; ".join(f"{KINDS[kind]}: {count}" for kind, count in counts.items())
    detail = f"{told}. “pincite doctor --items” shows each; --mend KIND puts right what is sure."
    return Finding("warning", f"Doubts about items: {sum(counts.values())}", detail)


def _index(workspace: Workspace, *, is_repairing: bool) -> Finding:
    library = workspace.library
    try:
        status = index_status(library)
        if status.is_current:
            verify_index(library)
            return Finding("ok", "Search index", status.message)
    except SearchIndexError as error:
        status = IndexStatus(False, 0, library.last_seq(), str(error))
        if is_repairing:
            rebuild_index(library, JobContext())
    if not is_repairing:
        return Finding("warning", "Search index", status.message)
    update_index(library, JobContext())
    return Finding("ok", "Search index", index_status(library).message, is_repaired=True)


def _layouts(workspace: Workspace, *, is_repairing: bool) -> Finding:
    title = "Every article is laid out by this version"
    count = len(outdated_articles(workspace))
    if not count:
        return Finding("ok", title)
    if not is_repairing:
        detail = "They can be read as they are; --repair lays them out anew, with all their marks."
        return Finding("warning", f"Articles laid out by another version: {count}", detail)
    failed = relay_all(workspace, JobContext())
    if failed:
        return Finding("warning", f"Articles not laid out anew: {len(failed)}", " ".join(failed))
    return Finding("ok", title, is_repaired=True)


def _citation_engine() -> Finding:
    engine = CslEngine()
    if engine.name == "citeproc-js":
        return Finding("ok", "Citation styles", "formatted by citeproc-js")
    return Finding(
        "warning",
        "Citation styles",
        "citeproc-js is not installed, so citeproc-py formats, which knows fewer of the rules; "
        "set Pincite up again where npm can be reached.",
    )


def _recognition() -> Finding:
    """Whether scans can be read; doing without is no fault, but worth knowing."""
    languages = available_languages()
    if languages:
        return Finding("ok", "Text recognition", f"can read {', '.join(languages)}")
    return Finding("warning", "Text recognition", what_to_install())


def _worker() -> Finding:
    """Start a worker and ask what guards it."""
    try:
        with Workbench() as bench:
            missing = {name: why for name, why in bench.protections().items() if why}
    except PinciteError as error:
        return Finding("error", "Document worker", str(error))
    if missing:
        detail = "; ".join(f"{name}: {why}" for name, why in missing.items())
        return Finding("warning", "Document worker", f"runs without {detail}")
    return Finding("ok", "Document worker", "runs with all protections")
