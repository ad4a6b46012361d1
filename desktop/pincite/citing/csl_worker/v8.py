"""citeproc-js in V8: one context for each style and locale in use."""

import hashlib
import json
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from py_mini_racer import (
    JSEvalException,
    JSOOMException,
    JSTimeoutException,
    MiniRacer,
)

from pincite.citing.csl_json import AUTHOR_IN_TEXT
from pincite.citing.csl_worker.glue import AFTER, BEFORE
from pincite.citing.csl_worker.requests import Answer, Cluster, EngineError, Json, Request

CONTEXTS = 3
MEMORY_LIMIT = 1200 * 1024 * 1024
"""Bytes of one context. A bibliography of 1000 works takes 300 to 400 MB."""

MOST_PLACED = 6
"""With more changed clusters than this, rendering all is quicker than placing one after another."""

MOST_AFRESH = 300
"""Up to so many works and citations a document is rendered from nothing when its works change.

What the engine makes of an added or removed work can depend on what was there before: which of two
works of a year is "a". In larger documents the time this takes would be felt.
"""

_NOTE = "note"
_PREVIEW = "preview:"


class Engines:
    """The contexts in use, least recently used first."""

    def __init__(self, source: Path) -> None:
        self._source = source.read_text(encoding="utf-8")
        self._open: OrderedDict[str, Document] = OrderedDict()

    def render(self, request: Request) -> Answer:
        """Format a document in the context of its style.

        Raises:
            EngineError: the style or an item cannot be formatted, or a limit was reached.
        """
        options = json.dumps(request.options, sort_keys=True)
        text = "\0".join((request.locale, options, request.style))
        key = hashlib.sha256(text.encode()).hexdigest()
        if request.is_preview:
            key = f"{_PREVIEW}{key}"
        try:
            return self._document(key, request).render(request)
        except EngineError:
            # What a broken-off call leaves behind in the engine is unknown.
            self._close(key)
            raise

    def close(self) -> None:
        """Close all contexts; without this the interpreter may hang when it ends."""
        for key in list(self._open):
            self._close(key)

    def _document(self, key: str, request: Request) -> "Document":
        if key.startswith(_PREVIEW) and key not in self._open:
            # A context whose code has run before opens a style in a fifth of the time.
            last = next((k for k in self._open if k.startswith(_PREVIEW)), "")
            if last:
                document = self._open.pop(last)
                document.open(request)
                self._open[key] = document
        if key not in self._open:
            while len(self._open) >= CONTEXTS:
                self._close(next(iter(self._open)))
            self._open[key] = Document(self._source, request)
        self._open.move_to_end(key)
        return self._open[key]

    def _close(self, key: str) -> None:
        document = self._open.pop(key, None)
        if document:
            document.close()


class Document:
    """An engine with what it has rendered so far.

    The next request is compared with the last: unchanged items stay registered, and a small edit of
    the citations is placed between its neighbours instead of rendering the document again.
    """

    def __init__(self, source: str, request: Request) -> None:
        self._context = MiniRacer()
        self._context.set_hard_memory_limit(MEMORY_LIMIT)
        self._limit_s = request.time_limit_s
        try:
            self._eval(BEFORE + source + AFTER + ";1")
            self.open(request)
        except EngineError:
            self.close()
            raise

    def open(self, request: Request) -> None:
        """Begin an empty document in the style and locale of the request."""
        self._limit_s = request.time_limit_s
        self._items: dict[str, str] = {}
        self._clusters: list[tuple[str, str]] = []
        self._texts: dict[str, str] = {}
        self._format = ""
        self._uncited: list[str] = []
        self._works: set[str] = set()
        self._next_id = 0
        names = ("style", "locale", "locales", "options")
        opened = self._call("open", {name: getattr(request, name) for name in names})
        self._is_note = opened["class"] == _NOTE

    def close(self) -> None:
        """Free the context."""
        self._context.close()

    def render(self, request: Request) -> Answer:
        """Bring the engine to the state of the request and give out its texts."""
        self._limit_s = request.time_limit_s
        changed = self._feed(request.items)
        cited = {str(cite["id"]) for cluster in request.citations for cite in cluster}
        uncited = [str(item["id"]) for item in request.items if str(item["id"]) not in cited]
        before = self._clusters
        clusters = self._matched(request.citations)
        works = cited.union(uncited)
        is_small = len(works) + len(clusters) <= MOST_AFRESH
        is_new = changed or self._format != request.format or (is_small and works != self._works)
        if is_new or not self._place(before, clusters, uncited):
            self._rebuild(clusters, uncited, request.format, fresh=is_small)
        self._clusters, self._works = clusters, works
        made = self._call("bibliography")
        return Answer(
            citations=[self._texts[key] for key, _ in clusters],
            bibliography=made["entries"],
            ids=[[str(i) for i in ids] for ids in made["ids"]],
            engine="citeproc-js",
            is_hanging=made["hanging"],
            is_aligned=made["align"],
        )

    def _feed(self, items: Sequence[Json]) -> bool:
        """Hand over new and changed items; True when one changed that was already registered."""
        texts = {str(item["id"]): json.dumps(item, sort_keys=True) for item in items}
        fresh = [
            item for item in items if self._items.get(str(item["id"])) != texts[str(item["id"])]
        ]
        stale = [str(item["id"]) for item in fresh if str(item["id"]) in self._items]
        if fresh:
            self._call("feed", fresh)
            self._items.update({str(item["id"]): texts[str(item["id"])] for item in fresh})
        if stale:
            self._call("forget", stale)
        return bool(stale)

    def _matched(self, citations: Sequence[Cluster]) -> list[tuple[str, str]]:
        """Each cluster with an identifier: the old one where head and tail are unchanged."""
        old = self._clusters
        new = [json.dumps(cluster, sort_keys=True) for cluster in citations]
        shorter = min(len(old), len(new))
        head = next((i for i in range(shorter) if old[i][1] != new[i]), shorter)
        tail = next(
            (i for i in range(shorter - head) if old[-1 - i][1] != new[-1 - i]), shorter - head
        )
        middle = []
        for text in new[head : len(new) - tail]:
            self._next_id += 1
            middle.append((f"c{self._next_id}", text))
        return old[:head] + middle + old[len(old) - tail :]

    def _place(
        self, before: list[tuple[str, str]], clusters: list[tuple[str, str]], uncited: list[str]
    ) -> bool:
        """Update a document in which few clusters changed; False when it must be rebuilt."""
        known = {key for key, _ in before}
        kept = {key for key, _ in clusters} & known
        new = [i for i, (key, _) in enumerate(clusters) if key not in known]
        if not kept or len(new) > MOST_PLACED:
            return False
        if not new and len(kept) < len(known):
            # Something was only taken out: place a neighbour again, and the engine sees the gap.
            new = [0]
        for step, index in enumerate(new):
            pending = set(new[step + 1 :])
            self._place_one(clusters, index, pending)
        if uncited != self._uncited:
            self._call("uncited", uncited)
            self._uncited = uncited
            # What is listed without being cited can change how cites are told apart.
            return False
        return True

    def _place_one(self, clusters: list[tuple[str, str]], index: int, pending: set[int]) -> None:
        notes = [self._note(i) for i in range(len(clusters))]
        others = [
            (i, [key, notes[i]])
            for i, (key, _) in enumerate(clusters)
            if i != index and i not in pending
        ]
        placed = self._call(
            "place",
            {
                "citation": self._citation(clusters, index),
                "before": [pair for i, pair in others if i < index],
                "after": [pair for i, pair in others if i > index],
            },
        )
        self._texts.update({str(key): text for key, text in placed})

    def _rebuild(
        self, clusters: list[tuple[str, str]], uncited: list[str], form: str, *, fresh: bool
    ) -> None:
        rendered = self._call(
            "rebuild",
            {
                "citations": [self._citation(clusters, i) for i in range(len(clusters))],
                "uncited": uncited,
                "format": form,
                "fresh": fresh,
            },
        )
        self._texts = {str(key): text for key, text in rendered}
        self._uncited, self._format = uncited, form

    def _citation(self, clusters: list[tuple[str, str]], index: int) -> Json:
        key, text = clusters[index]
        cites: Cluster = json.loads(text)
        marks = [cite.pop(AUTHOR_IN_TEXT, False) for cite in cites]
        properties: Json = {"noteIndex": self._note(index)}
        if not self._is_note and marks and marks[0]:
            properties["mode"] = "composite"
        return {"citationID": key, "citationItems": cites, "properties": properties}

    def _note(self, index: int) -> int:
        return index + 1 if self._is_note else 0

    def _call(self, function: str, argument: object = None) -> Any:
        text = "" if argument is None else f"JSON.parse({json.dumps(json.dumps(argument))})"
        return json.loads(str(self._eval(f"JSON.stringify(pincite.{function}({text}))")))

    def _eval(self, code: str) -> object:
        try:
            return self._context.eval(code, timeout_sec=self._limit_s)
        except JSTimeoutException as error:
            raise EngineError("time", str(error)) from error
        except JSOOMException as error:
            raise EngineError("memory", str(error)) from error
        except JSEvalException as error:
            raise EngineError("engine", str(error)) from error
