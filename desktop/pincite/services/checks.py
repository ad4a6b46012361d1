"""Checking the quotations of citations and mentions against the works that they cite."""

import logging
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from pincite.citing.quotations.checking import Checker
from pincite.library.library import utc_now
from pincite.library.queries import Reader
from pincite.model.changes import Changes
from pincite.model.checks import CheckKind, QuotationCheck, Remark, Verdict
from pincite.model.citations import Bibliography, Citation, CitationState
from pincite.model.documents import Document
from pincite.model.errors import PinciteError
from pincite.model.ids import BibliographyId, CitationId
from pincite.model.items import Item
from pincite.model.locators import Locator
from pincite.model.mentions import Mention
from pincite.services.cited_rows import CitedRow, cited_rows
from pincite.services.commands.checks import CorrectLocators, SaveChecks
from pincite.services.jobs import JobContext
from pincite.services.mentions import Targets
from pincite.services.text_indexes import TextIndexes
from pincite.services.workspace import Workspace

logger = logging.getLogger(__name__)

_KEEP_AFTER = 50
"""Checks that are written together."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation that can be checked.

    Attributes:
        source: id of the citation or mention.
        item: the work cited.
        document: its file; None without one.
        where: what it is part of: the name of a bibliography, the key of a citing item.
        is_bound: a citation that follows the pages of its highlight.
    """

    source: str
    kind: CheckKind
    item: Item
    document: Document | None
    quotation: str
    locator: Locator
    where: str = ""
    is_bound: bool = False


@dataclass(slots=True)
class CheckReport:
    """What a run of checks found, in the order of its quotations."""

    checks: list[tuple[Quoted, QuotationCheck]] = field(default_factory=list)

    @property
    def counts(self) -> dict[CitationState, int]:
        """How many quotations are in each state, in the order of `CitationState`."""
        counts = Counter(check.verdict.state for _, check in self.checks)
        return {state: counts[state] for state in CitationState if counts[state]}


class Checks:
    """Runs checks and keeps their results. Not for the GUI thread, unless a method says so.

    Args:
        indexes: shared with whoever else compares texts of this library.
    """

    def __init__(self, workspace: Workspace, indexes: TextIndexes) -> None:
        self._workspace = workspace
        self.indexes = indexes

    def run(self, quoted: Sequence[Quoted], context: JobContext) -> CheckReport:
        """Check quotations, document by document, and keep the results as they come.

        Raises:
            Cancelled: the job was stopped; what was checked stays.
        """
        report, pending = CheckReport(), list[QuotationCheck]()
        try:
            for _, group in groupby(sorted(quoted, key=_by_document), key=_by_document):
                self._run_group(list(group), report, pending, context, len(quoted))
        finally:
            self._keep(pending)
        places = {each.source: number for number, each in enumerate(quoted)}
        report.checks.sort(key=lambda pair: places[pair[0].source])
        return report

    def _run_group(
        self,
        group: Sequence[Quoted],
        report: CheckReport,
        pending: list[QuotationCheck],
        context: JobContext,
        total: int,
    ) -> None:
        """Quotations from one document."""
        checker = self._checker(group[0].document)
        for each in group:
            verdict = self._verdict(checker, each)
            document = each.document.sha256 if each.document else ""
            check = QuotationCheck(
                each.source, each.kind, document, each.quotation, each.locator, verdict, utc_now()
            )
            report.checks.append((each, check))
            pending.append(check)
            if len(pending) >= _KEEP_AFTER:
                self._keep(pending)
            context.progress(len(report.checks), total, each.item.title)

    def _checker(self, document: Document | None) -> Checker | None:
        """Compares with a document; None when it has no text that could be had."""
        if document is None or not document.pages:
            return None
        read = self._workspace.read
        try:
            index = self.indexes.of(document.sha256)
        except PinciteError:
            logger.info("A document has no text index", exc_info=True)
            return None
        paragraphs = read.paragraphs(document.sha256) if document.is_article else None
        return Checker(index, read.page_map(document.sha256), paragraphs)

    @staticmethod
    def _verdict(checker: Checker | None, quoted: Quoted) -> Verdict:
        if not quoted.quotation.strip():
            return Verdict(CitationState.UNCHECKED)
        if checker is None:
            return Verdict(CitationState.NO_FILE)
        return checker.check(quoted.quotation, quoted.locator)

    def _keep(self, pending: list[QuotationCheck]) -> None:
        if pending and not self._workspace.library.is_read_only:
            self._workspace.run_now(SaveChecks(tuple(pending)), self)
        pending.clear()

    def of_bibliography(self, bibliography: Bibliography) -> list[Quoted]:
        """The quotations of a bibliography, in its order."""
        read = self._workspace.read
        return _of_rows(
            cited_rows(read, read.citations_of(bibliography.id)),
            {bibliography.id: bibliography.name},
        )

    def of_item(self, item: Item) -> list[Quoted]:
        """What is quoted from an item, and what its own documents quote from others."""
        read = self._workspace.read
        found = _of_rows(cited_rows(read, read.citations_of_item(item.id)), _names(read))
        mentions = dict.fromkeys(
            (
                *read.mentions_of_item(item.id),
                *(m for d in read.documents_of(item.id) for m in read.mentions_of(d.sha256)),
            )
        )
        return [*found, *_of_mentions(read, mentions)]

    def of_library(self) -> list[Quoted]:
        """The quotations of all bibliographies."""
        read = self._workspace.read
        return [each for b in read.bibliographies() for each in self.of_bibliography(b)]

    def of_citations(self, citations: Iterable[CitationId]) -> list[Quoted]:
        """The quotations of some citations."""
        read = self._workspace.read
        known = (read.get(Citation, id) for id in citations)
        live = [citation for citation in known if citation is not None and not citation.trashed]
        return _of_rows(cited_rows(read, live), _names(read))

    def of_mentions(self, mentions: Iterable[str]) -> list[Quoted]:
        """The quotations of some mentions."""
        read = self._workspace.read
        known = (read.get(Mention, id) for id in mentions)
        return _of_mentions(read, (m for m in known if m is not None))

    def touched_by(self, changes: Changes) -> list[Quoted]:
        """The quotations whose check may be another after some changes, each once.

        Those are new or edited citations, citations of edited highlights, all that cite a document
        whose pages changed, and mentions found or resolved.
        """
        read = self._workspace.read
        citations = dict.fromkeys(changes.citations)
        for annotation in changes.annotations:
            citations.update(dict.fromkeys(c.id for c in read.citations_of_annotation(annotation)))
        mentions: dict[str, None] = dict.fromkeys(changes.mentions)
        for sha256 in changes.pages | changes.documents:
            document = read.get(Document, sha256)
            if document is not None:
                citations.update(dict.fromkeys(c.id for c in read.citations_of_item(document.item)))
                mentions.update(dict.fromkeys(m.id for m in read.mentions_of_item(document.item)))
        return [*self.of_citations(citations), *self.of_mentions(mentions)]


def corrections(checks: Iterable[tuple[Quoted, QuotationCheck]]) -> CorrectLocators:
    """The command that lets every citation whose quotation has moved name the right pages."""
    return CorrectLocators(
        {
            CitationId(quoted.source): check.verdict.stands
            for quoted, check in checks
            if quoted.kind is CheckKind.CITATION and can_correct(check)
        }
    )


def can_correct(check: QuotationCheck) -> bool:
    """True when the words stand elsewhere than the locator says, and where is known."""
    verdict = check.verdict
    is_wrong = verdict.state is CitationState.MOVED or Remark.RUNS_ON in verdict.remarks
    return is_wrong and bool(verdict.stands)


def _of_rows(rows: Iterable[CitedRow], names: Mapping[BibliographyId, str]) -> list[Quoted]:
    return [
        Quoted(
            row.citation.id,
            CheckKind.CITATION,
            row.item,
            row.document,
            row.quotation,
            row.locator,
            names.get(row.citation.bibliography, ""),
            row.citation.annotation is not None,
        )
        for row in rows
        if row.quotation.strip()
    ]


def _of_mentions(read: Reader, mentions: Iterable[Mention]) -> list[Quoted]:
    targets = Targets(read)
    found = []
    for mention in mentions:
        target = targets.of(mention)
        if not mention.quotation.strip() or target.item is None:
            continue
        citing = read.get(Document, mention.document)
        item = read.get(Item, citing.item) if citing else None
        found.append(
            Quoted(
                mention.id,
                CheckKind.MENTION,
                target.item,
                target.document,
                mention.quotation,
                target.place,
                item.key if item else "",
            )
        )
    return found


def _names(read: Reader) -> dict[BibliographyId, str]:
    return {b.id: b.name for b in read.bibliographies()}


def _by_document(quoted: Quoted) -> str:
    return quoted.document.sha256 if quoted.document else ""
