"""`search`, `index`."""

import argparse
from typing import Any

from pincite.cli.progress import shown_progress
from pincite.cli.result import InputError, Result
from pincite.cli.session import Session
from pincite.cli.shapes import hit_shape, passage_shape
from pincite.library.queries import Reader
from pincite.model.documents import Document
from pincite.model.saved_searches import SavedSearch
from pincite.search.ordering import Order
from pincite.search.query_fields import SYNTAX, similar
from pincite.services.commands.saved_searches import SaveSearch, TrashSavedSearch
from pincite.services.errors import NothingFoundError, ServiceError
from pincite.services.finding import EVERYWHERE, FoundPlaces
from pincite.services.hits import Hit, View
from pincite.services.indexing import index_status, optimize_index, rebuild_index, update_index
from pincite.services.lookup import document_named
from pincite.services.results import Found, FoundWork, load_works

_WHERE = {"text": "text", "title": "title", "titles": "title", "note": "note", "notes": "note",
          "annotation": "annotation", "annotations": "annotation"}  # fmt: skip


def add_parsers(commands: Any) -> None:
    """Add the subcommands."""
    search = commands.add_parser("search", help="search pages, titles, notes and annotations")
    search.add_argument("query", metavar="QUERY", nargs="?", default="")
    search.add_argument("--syntax", action="store_true", help="show what QUERY may hold")
    search.add_argument("--in", dest="where", default="", metavar="text,title,notes,annotations")
    search.add_argument("--limit", type=int, default=20, metavar="N")
    search.add_argument(
        "--works", action="store_true", help="works with their best page, and what they share"
    )
    search.add_argument(
        "--sort", choices=[order.value for order in Order], default="relevance", help="of --works"
    )
    search.add_argument(
        "--saved",
        nargs="?",
        const="",
        metavar="NAME",
        help="what a saved search finds, within QUERY if there is one; without NAME, list them",
    )
    search.add_argument("--save", default="", metavar="NAME", help="keep QUERY under this name")
    search.add_argument("--forget", default="", metavar="NAME", help="delete a saved search")
    search.set_defaults(run=search_library)
    similar = commands.add_parser("similar", help="find pages of other works like a page")
    similar.add_argument("item", metavar="ITEM")
    similar.add_argument("--page", required=True, metavar="LABEL", help="its printed number")
    similar.add_argument("--limit", type=int, default=20, metavar="N")
    similar.set_defaults(run=find_similar)
    where = commands.add_parser(
        "where", help="find where a passage stands, in the same words or nearly the same"
    )
    where.add_argument("passage", metavar="TEXT")
    where.add_argument("--limit", type=int, default=20, metavar="N")
    where.set_defaults(run=find_passage)
    index = commands.add_parser("index", help="look after the search index")
    index.add_argument("act", choices=("status", "rebuild", "optimize"))
    index.set_defaults(run=look_after_index)


def search_library(session: Session, arguments: argparse.Namespace) -> Result:
    """The best places, best first."""
    if arguments.syntax:
        return Result({"syntax": SYNTAX.splitlines()}, SYNTAX)
    if arguments.forget:
        return _forget(session, arguments.forget)
    if arguments.saved == "":
        return _list_saved(session)
    query = _query(session, arguments)
    _update(session)
    if arguments.works:
        return _works(session, query, Order(arguments.sort), max(1, arguments.limit))
    found = session.finder.search(
        query, where=_where(arguments.where), limit=max(1, arguments.limit)
    )
    shapes = [hit_shape(session.read, hit) for hit in found.hits]
    errors = (InputError(query, found.message),) if found.message and not shapes else ()
    if found.mistake is not None:
        errors = (InputError(query, _with_place(query, found)),)
    elif arguments.save:
        session.workspace.run_now(SaveSearch(arguments.save, query))
    data = {"total": found.total, "hits": shapes}
    if not found.hits and not errors:
        return Result(data, f"No place in the library has “{query}”.")
    lines = [_line(hit, shape["item"]) for hit, shape in zip(found.hits, shapes, strict=True)]
    return Result(data, "\n".join(lines), errors)


def _works(session: Session, query: str, order: Order, limit: int) -> Result:
    """The works that match, each with its best page, and counts of what they share."""
    found = session.finder.find(query)
    if not found.views:
        return Result({"total": 0, "works": []}, "", (InputError(query, found.message),))
    arranged = found.views[View.WORKS].arranged(order)
    works = load_works(session.read, found, View.WORKS, arranged, range(limit))
    facets = {
        facet.value: {value.name: value.count for value in values}
        for facet, values in arranged.facets.items()
    }
    shapes = [
        {
            "item": work.row.key,
            "title": work.row.title,
            "year": work.row.year,
            "pages": work.pages,
            "hits": [hit_shape(session.read, hit) for _, hit in work.hits],
        }
        for work in works
    ]
    lines = [_work_line(work) for work in works]
    data = {"total": arranged.work_count, "works": shapes, "facets": facets}
    return Result(data, "\n".join(lines) or f"No work in the library has “{query}”.")


def _work_line(work: FoundWork) -> str:
    row = work.row
    pages = f"{work.pages} pages" if work.pages > 1 else ""
    head = " · ".join(part for part in (row.key, row.creators, row.year, row.title, pages) if part)
    return "\n".join([head, *(f"    {hit.snippet.text}" for _, hit in work.hits[:1])])


def _query(session: Session, arguments: argparse.Namespace) -> str:
    """What is to be searched for; a saved search and a query both hold."""
    typed: str = arguments.query.strip()
    if arguments.saved is None:
        if not typed:
            raise ServiceError("Say what to search for; `pincite search --syntax` shows how.")
        return typed
    saved = _saved(session, arguments.saved)
    return f'saved:"{saved.name}" ({typed})' if typed else saved.query


def _saved(session: Session, name: str) -> SavedSearch:
    saved = session.read.saved_search_by_name(name)
    if saved is None:
        names = [each.name for each in session.read.saved_searches()]
        near = similar(name, tuple(names))
        hint = f"did you mean “{near}”?" if near else "`pincite search --saved` lists them."
        raise NothingFoundError(f"There is no saved search named “{name}”; {hint}")
    return saved


def _list_saved(session: Session) -> Result:
    """All saved searches, each with the number of works that it finds now."""
    searches = session.read.saved_searches()
    if searches:
        _update(session)
    shapes = [
        {
            "id": saved.id,
            "name": saved.name,
            "query": saved.query,
            "works": len(session.finder.works(saved.query).works),
        }
        for saved in searches
    ]
    lines = [f"{shape['name']} ({shape['works']})\n    {shape['query']}" for shape in shapes]
    text = "\n".join(lines) or "No search is saved; `pincite search QUERY --save NAME` saves one."
    return Result({"saved_searches": shapes}, text)


def _forget(session: Session, name: str) -> Result:
    saved = _saved(session, name)
    session.workspace.run_now(TrashSavedSearch(saved.id))
    return Result({"forgotten": saved.name}, f"The saved search “{saved.name}” was deleted.")


def find_similar(session: Session, arguments: argparse.Namespace) -> Result:
    """Pages of other works that share the characteristic words of a page."""
    _, document = document_named(session.read, arguments.item)
    page_index = _page_named(session.read, document, arguments.page)
    _update(session)
    found = session.finder.similar(document, page_index)
    hits = _listed(found, arguments.limit)
    shapes = [hit_shape(session.read, hit) for hit in hits]
    lines = [_line(hit, shape["item"]) for hit, shape in zip(hits, shapes, strict=True)]
    return Result({"total": _total(found), "hits": shapes}, "\n".join(lines) or found.message)


def find_passage(session: Session, arguments: argparse.Namespace) -> Result:
    """Where a passage stands, the nearest first."""
    if not arguments.passage.strip():
        raise ServiceError("Give the passage to look for, in quotation marks.")
    _update(session)
    found = session.finder.elsewhere(arguments.passage)
    hits = _listed(found, arguments.limit)
    shapes = [passage_shape(session.read, hit) for hit in hits]
    lines = [
        f"{_line(hit, shape['item'])}\n    {_nearness(hit)}"
        for hit, shape in zip(hits, shapes, strict=True)
    ]
    return Result({"total": _total(found), "hits": shapes}, "\n".join(lines) or found.message)


def _nearness(hit: Hit) -> str:
    if not hit.differences:
        return "same words"
    differing = "; ".join(
        f"“{c.found or '–'}” for “{c.quoted or '–'}”" for c in hit.chunks if not c.is_same
    )
    words = "1 word differs" if hit.differences == 1 else f"{hit.differences} words differ"
    return f"nearly: {words}: {differing}"


def _listed(found: Found, limit: int) -> list[Hit]:
    """The best hits on pages, best first."""
    if not found.views:
        return []
    arranged = found.views[View.PAGES].arranged()
    numbers = (n for g in range(arranged.work_count) for n in arranged.group(g).hits)
    loaded = (found.load(number) for number in numbers)
    hits = sorted((hit for hit in loaded if hit), key=lambda hit: hit.score, reverse=True)
    return hits[: max(1, limit)]


def _total(found: Found) -> int:
    return found.views[View.PAGES].arranged().hit_count if found.views else 0


def _page_named(reader: Reader, document: Document, label: str) -> int:
    """The page with a printed number; of an article the page with a paragraph."""
    if document.is_article:
        number = label.strip("¶ ")
        paragraphs = reader.paragraphs(document.sha256)
        pages = [p.page_index for p in paragraphs if str(p.number) == number]
    else:
        page_map = reader.page_map(document.sha256)
        pages = [n for n, found in enumerate(page_map.labels()) if found.label == label]
    if not pages:
        raise NothingFoundError(f"“{document.name}” has no page or paragraph “{label}”.")
    return pages[0]


def _update(session: Session) -> None:
    """Bring the index up to date."""
    with shown_progress("Indexing", is_quiet=session.is_quiet) as context:
        update_index(session.workspace.library, context)


def _with_place(query: str, found: FoundPlaces) -> str:
    """The message, and where in the query the mistake is."""
    start, end = found.mistake or (0, 0)
    return f"{found.message} (character {start + 1}: {query[start:end]})"


def _where(text: str) -> frozenset[str]:
    if not text:
        return EVERYWHERE
    unknown = [name for name in text.split(",") if name.strip() not in _WHERE]
    if unknown:
        raise ServiceError(
            f"“{unknown[0]}” cannot be searched; --in takes text, title, notes, annotations."
        )
    return frozenset(_WHERE[name.strip()] for name in text.split(","))


def _line(hit: Hit, key: str) -> str:
    place = f"p. {hit.page_label}" if hit.page_label and not hit.page_label.startswith("¶") else ""
    parts = (key, place or hit.page_label or hit.where, hit.title)
    return f"{' · '.join(p for p in parts if p)}\n    {hit.snippet.text}"


def look_after_index(session: Session, arguments: argparse.Namespace) -> Result:
    """Say how the index stands, make it anew, or merge its parts."""
    library = session.workspace.library
    if arguments.act != "status":
        act = rebuild_index if arguments.act == "rebuild" else optimize_index
        with shown_progress("Indexing", is_quiet=session.is_quiet) as context:
            act(library, context)
    status = index_status(library)
    data = {
        "is_current": status.is_current,
        "pages": status.pages,
        "behind": status.behind,
        "message": status.message,
    }
    return Result(data, status.message)
