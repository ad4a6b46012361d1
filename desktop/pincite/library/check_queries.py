"""Queries over the checks of quotations."""

import json
from collections.abc import Iterable

from pincite.library.codec import decode, encode
from pincite.library.database import Database
from pincite.model.checks import CheckSummary, QuotationCheck
from pincite.model.citations import CitationState


def check_of(database: Database, source: str) -> QuotationCheck | None:
    """The check of a citation's or mention's quotation; None when none was made."""
    data = database.value("SELECT data FROM quotation_checks WHERE source = ?", (source,))
    return None if data is None else decode(QuotationCheck, data)


def check_summaries(database: Database, sources: Iterable[str]) -> dict[str, CheckSummary]:
    """What lists show of checks, by citation or mention; those never checked are left out."""
    rows = database.rows(
        "SELECT source, state, quotation, document, pages FROM quotation_checks "
        "WHERE source IN (SELECT value FROM json_each(?))",
        (json.dumps(list(sources)),),
    )
    return {
        source: CheckSummary(CitationState(state), quotation, document, tuple(json.loads(pages)))
        for source, state, quotation, document, pages in rows
    }


def put_check(database: Database, check: QuotationCheck) -> bool:
    """Keep a check in place of an older one.

    Returns:
        True when it says something else than the older one.
    """
    data = encode(check)
    older = check_of(database, check.source)
    verdict = check.verdict
    database.run(
        "INSERT OR REPLACE INTO quotation_checks "
        "(source, kind, document, quotation, state, pages, at, data) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            check.source, check.kind.value, check.document, check.quotation,
            verdict.state.value, json.dumps(verdict.pages), check.at, data,
        ),
    )  # fmt: skip
    return older is None or (older.verdict, older.document, older.quotation, older.locator) != (
        verdict, check.document, check.quotation, check.locator,
    )  # fmt: skip
