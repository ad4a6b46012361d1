"""citeproc-py behind the same interface, for machines on which citeproc-js could not be had.

It passes 60 of 100 cases of the official suite where citeproc-js passes 99. It has no short forms
that depend on earlier notes beyond ibid, and no RTF: rich text is not formatted then.
"""

import io
import warnings
from typing import Any

from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    Locator,
    formatter,
)
from citeproc.source.json import CiteProcJSON

from pincite.citing.csl_worker.requests import Answer, Cluster, EngineError, Json, Request

_DATES = ("accessed", "available-date", "event-date", "issued", "original-date", "submitted")


class Engines:
    """The interface of `v8.Engines` over citeproc-py."""

    def render(self, request: Request) -> Answer:
        """Format a document.

        Raises:
            EngineError: the style or an item cannot be formatted.
        """
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return self._render(request)
        # The library raises anything from KeyError to AssertionError on data it does not expect.
        except Exception as error:
            raise EngineError("engine", repr(error)) from error

    def close(self) -> None:
        """Nothing is held."""

    def _render(self, request: Request) -> Answer:
        style = CitationStylesStyle(
            io.BytesIO(request.style.encode()), locale=request.locale, validate=False
        )
        made = formatter.html if request.format == "html" else formatter.plain
        source = CiteProcJSON([_readable(item) for item in request.items])
        bibliography = CitationStylesBibliography(style, source, made)
        citations = [_citation(cluster) for cluster in request.citations]
        for citation in citations:
            bibliography.register(citation)
        cited = {str(cite["id"]) for cluster in request.citations for cite in cluster}
        for item in request.items:
            if str(item["id"]) not in cited:
                bibliography.register(Citation([CitationItem(str(item["id"]))]))
        texts = [str(bibliography.cite(c, _pass_over)) for c in citations]
        if not style.has_bibliography():
            return Answer(texts, [], [], "citeproc-py")
        bibliography.sort()
        entries = [str(entry) for entry in bibliography.bibliography()]
        ids = {str(item["id"]).lower(): str(item["id"]) for item in request.items}
        if request.format == "html":
            entries = [f'<div class="csl-entry">{entry}</div>' for entry in entries]
        keys = [[ids.get(str(key), str(key))] for key in bibliography.keys]
        return Answer(texts, entries, keys, "citeproc-py")


def _pass_over(_item: object) -> None:
    """Called for a cite without an item, which the client has refused already."""


def _citation(cluster: Cluster) -> Any:
    cites = []
    for cite in cluster:
        extra: dict[str, Any] = {n: cite[n] for n in ("prefix", "suffix") if cite.get(n)}
        if cite.get("locator"):
            label = str(cite.get("label") or "page")
            place = str(cite["locator"]).replace("\\-", "-")
            if label == "timestamp":
                extra["suffix"] = f", {place}{extra.get('suffix', '')}"
            else:
                extra["locator"] = Locator(label, place)
        cites.append(CitationItem(str(cite["id"]), **extra))
    return Citation(cites)


def _readable(item: Json) -> Json:
    """The item without what the library stumbles over: literal dates, seasons, marks of doubt."""
    record = dict(item)
    for name in _DATES:
        date = record.get(name)
        if date is None:
            continue
        if "date-parts" not in date:
            del record[name]
        else:
            record[name] = {"date-parts": date["date-parts"]}
    return record
