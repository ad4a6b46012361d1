"""Bibliographies on the command line: edit, group, order, copy, put away."""

from collections.abc import Callable
from typing import Any

Pincite = Callable[..., Any]


def _shown(pincite: Pincite, name: str) -> Any:
    return pincite("bib", "show", name, "--json").json


def test_citations_are_edited_grouped_and_ordered(
    pincite: Pincite, imported: dict[str, str]
) -> None:
    towns, tides = imported["harbour-towns.pdf"], imported["storm-tides.pdf"]
    pincite("bib", "new", "thesis")
    for item, page in ((towns, "23"), (tides, "1125"), (towns, "10")):
        pincite("bib", "add", "thesis", item, "--page", page)
    pincite("bib", "edit", "thesis", "2", "--prefix", "see", "--locator", "ch. 2")
    pincite("bib", "heading", "thesis", "Later", "--before", "3")
    pincite("bib", "heading", "thesis", "later", "--rename", "Later works")
    shown = _shown(pincite, "thesis")
    assert [c["locator"] for c in shown["citations"]] == ["p. 23", "chapter 2", "p. 10"]
    assert shown["citations"][1]["text"].startswith("(see ")
    assert [c["standing"] for c in shown["citations"]] == ["page found", "not quoted", "page found"]
    ids = [c["id"] for c in shown["citations"]]
    assert shown["sections"] == [
        {"title": "", "citations": ids[:2]},
        {"title": "Later works", "citations": ids[2:]},
    ]
    pincite("bib", "heading", "thesis", "Later works", "--remove")
    pincite("bib", "order", "thesis", "style")
    works = [c["item"] for c in _shown(pincite, "thesis")["citations"]]
    assert works in ([towns, towns, tides], [tides, towns, towns])


def test_bibliographies_are_copied_and_put_away(pincite: Pincite, imported: dict[str, str]) -> None:
    pincite("bib", "new", "thesis")
    pincite("bib", "new", "essay")
    for item in imported.values():
        pincite("bib", "add", "thesis", item)
    pincite("bib", "heading", "thesis", "All")
    pincite("bib", "copy", "essay", "thesis", "2", "3")
    pincite("bib", "duplicate", "thesis", "thesis again")
    assert len(_shown(pincite, "essay")["citations"]) == 2
    assert len(_shown(pincite, "thesis again")["sections"]) == 2
    pincite("bib", "archive", "essay")

    def listed(*options: str) -> list[str]:
        return [
            b["name"] for b in pincite("bib", "list", *options, "--json").json["bibliographies"]
        ]

    assert listed() == ["thesis", "thesis again"]
    assert listed("--archived") == ["essay", "thesis", "thesis again"]
    pincite("bib", "unarchive", "essay")
    assert len(listed()) == 3
    refused = pincite("bib", "edit", "essay", "1", "--kind", "chapter")
    assert (refused.status, "needs a place" in refused.err) == (1, True)
