"""The check of a manuscript: every citation resolved, every quotation looked for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from pincite.citing.mentions.works import folded
from pincite.importing.manuscripts.manuscript import Citation, Cite
from pincite.importing.manuscripts.reading import read_manuscript
from pincite.library.queries import Reader
from pincite.model.checks import Verdict
from pincite.model.citations import CitationState
from pincite.model.documents import Document
from pincite.model.manuscripts import Finding, FindingState, Report
from pincite.services.jobs import JobContext
from pincite.services.manuscripts.quotations import QuotationChecks
from pincite.services.manuscripts.works import CitedWorks, Named
from pincite.services.mentions import Target, Targets

_ORDER = (
    CitationState.VERIFIED, CitationState.MOVED, CitationState.CLOSE, CitationState.NOT_FOUND,
    CitationState.NO_TEXT, CitationState.UNCHECKED, CitationState.NO_FILE,
)  # fmt: skip
"""From the best to the worst, for choosing among the files of a work."""


def check_manuscript(
    read: Reader, checks: QuotationChecks, path: Path, context: JobContext | None = None
) -> Report:
    """Check a manuscript against the library. Its file is only read. Not for the GUI thread.

    Raises:
        ImportingError: the file cannot be read as a manuscript.
        OSError: it cannot be opened.
        Cancelled: the job was stopped.
    """
    context = context or JobContext()
    context.progress(0, 0, "Reading the manuscript")
    manuscript = read_manuscript(path)
    check = _Check(read, checks)
    check.works.resolve(manuscript)
    findings: list[Finding] = []
    total = len(manuscript.citations)
    for _, bundle in groupby(manuscript.citations, key=lambda c: c.bundle):
        context.progress(len(findings), max(total, len(findings)), "Checking citations")
        findings += check.bundle(list(bundle))
    return Report.of(path, findings, manuscript.remarks)


@dataclass(frozen=True, slots=True)
class _Cited:
    """A cite with its work and place; `of` is the citation that it is part of."""

    of: Citation
    cite: Cite
    named: Named
    target: Target


class _Check:
    def __init__(self, read: Reader, checks: QuotationChecks) -> None:
        self._read = read
        self._checks = checks
        self._targets = Targets(read)
        self.works = CitedWorks(read)

    def bundle(self, citations: Sequence[Citation]) -> list[Finding]:
        """The findings of citations that support the same words."""
        cited = [self._cited(c, cite) for c in citations for cite in c.cites]
        cited = [c for c in cited if c.named.item or self._is_told(c, citations[0])]
        titles = {folded(c.named.item.title) for c in cited if c.named.item}
        # A title in quotation marks is no quotation.
        quotations = [q for q in citations[0].quotations if folded(q) not in titles]
        if not quotations:
            return [self._without_quotation(c) for c in cited]
        found = [self._all_of(quotation, cited) for quotation in quotations]
        return [finding for findings in found for finding in findings]

    def _cited(self, citation: Citation, cite: Cite) -> _Cited:
        named = self.works.of(cite)
        target = self._targets.at(named.item.id if named.item else None, cite.locator)
        return _Cited(citation, cite, named, target)

    def _is_told(self, cited: _Cited, first: Citation) -> bool:
        """False for a bare place without a work and without a quotation: it may be anything."""
        return self.works.names_a_work(cited.cite) or bool(first.quotations)

    def _all_of(self, quotation: str, cited: Sequence[_Cited]) -> list[Finding]:
        """One quotation against all works that are cited for it: it stands in one of them."""
        found = [self._with_quotation(c, quotation) for c in cited]
        ranks = [_SOURCES.index(f.state) for f in found if f.state in _SOURCES]
        if len(found) < 2 or not ranks:
            return found
        best = _SOURCES[min(ranks)]
        is_unsure = any(f.state in _UNKNOWN for f in found)
        return [
            finding
            if _counts(finding.state, best, is_unsure=is_unsure)
            else self._without_quotation(each)
            for finding, each in zip(found, cited, strict=True)
        ]

    def _without_quotation(self, cited: _Cited) -> Finding:
        blank = self._blank(cited)
        if blank.state is not FindingState.UNCHECKED or not cited.cite.locator:
            return blank
        if self._lacks_page(cited):
            return _lacking_page(blank)
        return blank

    def _with_quotation(self, cited: _Cited, quotation: str) -> Finding:
        blank = replace(self._blank(cited), quotation=quotation)
        if cited.named.item is None:
            return blank
        document, verdict = self._verdict(cited, quotation)
        if document is None or verdict is None:
            return replace(blank, state=FindingState.NO_FILE, remark=_REMARKS[FindingState.NO_FILE])
        state = FindingState(verdict.state.value)
        finding = replace(blank, document=document, state=state, verdict=verdict)
        return self._judged(cited, finding, document)

    def _judged(self, cited: _Cited, finding: Finding, document: Document) -> Finding:
        """With what the place that is cited adds to where the words stand."""
        if cited.named.is_suggested and finding.state is not FindingState.VERIFIED:
            return replace(
                finding,
                state=FindingState.AMBIGUOUS,
                candidates=cited.named.candidates,
                remark=_REMARKS[FindingState.AMBIGUOUS],
            )
        # Another of the work's files may have the page.
        if cited.target.document == document and self._lacks_page(cited):
            return _lacking_page(finding)
        needs_place = document.pages > 1 and not document.is_article
        if finding.state is FindingState.VERIFIED and not cited.cite.locator and needs_place:
            finding = replace(finding, state=FindingState.NO_LOCATOR)
        return replace(finding, remark=_remark(finding))

    def _blank(self, cited: _Cited) -> Finding:
        item, target = cited.named.item, cited.target
        finding = Finding(
            place=cited.of.place,
            written=cited.of.written,
            sentence=cited.of.sentence,
            name=self.works.called(cited.cite),
            state=FindingState.UNCHECKED,
            locator=cited.cite.locator,
            item=item,
            document=target.document,
            page_index=target.page_index,
        )
        if item is None:
            candidates = cited.named.candidates
            is_one_of = bool(candidates) and not cited.cite.key
            state = FindingState.AMBIGUOUS if is_one_of else FindingState.MISSING
            return replace(finding, state=state, candidates=candidates, remark=_REMARKS[state])
        return finding

    def _lacks_page(self, cited: _Cited) -> bool:
        """True when the file has numbered pages, and not the one that is cited."""
        target, place = cited.target, cited.cite.locator
        if target.missing != "page" or target.document is None:
            return False
        return place.kind == ("paragraph" if target.document.is_article else "page")

    def _verdict(self, cited: _Cited, quotation: str) -> tuple[Document | None, Verdict | None]:
        """In which of the work's files the quotation stands best."""
        found: list[tuple[Document, Verdict]] = []
        for document in self._documents(cited.target):
            verdict = self._checks.verdict(document, quotation, cited.cite.locator)
            found.append((document, verdict))
            if verdict.state is CitationState.VERIFIED:
                break
        return min(found, key=lambda f: _ORDER.index(f[1].state), default=(None, None))

    def _documents(self, target: Target) -> list[Document]:
        """The files of a work with pages, the one that is read first."""
        if target.item is None:
            return []
        others = [d for d in self._read.documents_of(target.item.id) if d.pages]
        first = [target.document] if target.document and target.document.pages else []
        return [*first, *(d for d in others if d not in first)]


_SOURCES = (
    FindingState.VERIFIED, FindingState.NO_LOCATOR, FindingState.MOVED, FindingState.CLOSE,
    FindingState.NOT_FOUND,
)  # fmt: skip
"""States of a quotation that was looked for, the best first."""
_UNKNOWN = (
    FindingState.NO_FILE, FindingState.NO_TEXT, FindingState.MISSING, FindingState.AMBIGUOUS,
)  # fmt: skip
_ERRORS_OF_OWN = (FindingState.MISSING, FindingState.AMBIGUOUS, FindingState.NO_PAGE)
"""What is wrong with a citation whichever work its words are from."""

_REMARKS = {
    FindingState.MISSING: "This work is not in the library; add it, or correct the citation.",
    FindingState.AMBIGUOUS: "Several works could be meant, or it is not certain which one is.",
    FindingState.NO_FILE: "The work has no file to look in; import one.",
    FindingState.NO_TEXT: "The file has no text to compare with; recognise its text first.",
    FindingState.NOT_FOUND: "These words stand nowhere in the work's file.",
    FindingState.CLOSE: "The work says it differently.",
}


def _counts(state: FindingState, best: FindingState, *, is_unsure: bool) -> bool:
    """Whether what was found in one of several works matters, when the words are of the best.

    Args:
        is_unsure: some of the works could not be looked in, so the words may be theirs.
    """
    if state in _ERRORS_OF_OWN:
        return True
    if state in _UNKNOWN:
        return best is FindingState.NOT_FOUND
    return state is best and not (is_unsure and best is FindingState.NOT_FOUND)


def _lacking_page(finding: Finding) -> Finding:
    there = f" The words stand on {_pages(finding.found_on)}." if _stands(finding) else ""
    return replace(
        finding,
        state=FindingState.NO_PAGE,
        remark=f"The file has no {finding.locator.described}.{there}",
    )


def _stands(finding: Finding) -> bool:
    return bool(finding.found_on) and finding.state in (FindingState.VERIFIED, FindingState.MOVED)


def _remark(finding: Finding) -> str:
    there = _pages(finding.found_on)
    if finding.state is FindingState.MOVED:
        return f"The quotation stands on {there}, not {finding.locator.described}."
    if finding.state is FindingState.NO_LOCATOR:
        return f"The quotation is cited without a page; it stands on {there}."
    if finding.state is FindingState.CLOSE and there:
        return f"On {there} the work says it differently."
    return _REMARKS.get(finding.state, "")


def _pages(labels: Sequence[str]) -> str:
    if not labels or labels[0].startswith("\u00b6"):
        return ", ".join(labels)
    return f"pp. {labels[0]}\u2013{labels[-1]}" if len(labels) > 1 else f"p. {labels[0]}"
