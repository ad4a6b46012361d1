"""The JSON-LD of a web page."""

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml import html as lxml_html

_ARTICLES = frozenset({
    "Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle",
    "BlogPosting", "ScholarlyArticle", "MedicalScholarlyArticle", "TechArticle", "Report",
    "LiveBlogPosting", "Review", "AdvertiserContentArticle", "SocialMediaPosting",
    "DiscussionForumPosting", "Recipe",
})  # fmt: skip
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$"
)
_LIMIT = 2_000_000


class LinkedData:
    """The objects that describe the article, those of an article type before those of its page.

    Attributes:
        types: all types named, best object first.
    """

    def __init__(self, tree: lxml_html.HtmlElement) -> None:
        self._by_id: dict[str, dict[str, Any]] = {}
        articles: list[dict[str, Any]] = []
        pages: list[dict[str, Any]] = []
        for thing in _objects(tree):
            if isinstance(thing.get("@id"), str) and len(thing) > 1:
                self._by_id.setdefault(thing["@id"], thing)
            types = set(_listed(thing.get("@type")))
            if types & _ARTICLES:
                articles.append(thing)
            elif types & {"WebPage", "VideoObject"}:
                pages.append(thing)
        self._objects = articles + pages
        self.types = [t for thing in self._objects for t in _listed(thing.get("@type"))]

    def text(self, name: str) -> str:
        """The first value of a property that is a text; markup in it taken out."""
        for thing in self._objects:
            value = thing.get(name)
            if isinstance(value, str) and value.strip():
                return _without_markup(value)
        return ""

    def names(self, name: str) -> list[str]:
        """The names of the people or bodies under the first filled property of this name."""
        for thing in self._objects:
            found = [n for value in _as_list(thing.get(name)) for n in self._names_of(value)]
            if found:
                return found
        return []

    def _names_of(self, value: Any) -> list[str]:
        if isinstance(value, dict):
            if "name" not in value:
                value = self._by_id.get(str(value.get("@id")), value)
            return [_without_markup(n) for n in _listed(value.get("name")) if n.strip()]
        return [] if not isinstance(value, str) or value.startswith("http") else [value]


def _objects(tree: lxml_html.HtmlElement) -> Iterator[dict[str, Any]]:
    for script in tree.xpath('//script[contains(@type, "ld+json")]'):
        text = _WRAPPING.sub("", _WRAPPING.sub("", script.text or "")).strip().rstrip(";")
        if text and len(text) < _LIMIT:
            yield from _walk(_parse(text))


def _parse(text: str) -> Any:
    # Real pages have line breaks inside strings and commas before closing brackets.
    for attempt in (text, re.sub(r",\s*([}\]])", r"\1", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _walk(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 20:
        return
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _walk(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _walk(inner, depth + 1)


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _listed(value: Any) -> list[str]:
    return [v for v in _as_list(value) if isinstance(v, str)]


def _without_markup(text: str) -> str:
    if "<" in text or "&" in text:
        text = str(lxml_html.fragment_fromstring(text, create_parent="p").text_content())
    return " ".join(text.split())
