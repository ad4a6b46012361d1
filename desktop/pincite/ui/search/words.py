"""What is said of results."""

from PySide6.QtCore import QCoreApplication

from pincite.library.values import ItemRow
from pincite.model.checks import Chunk
from pincite.search.ordering import Facet, Order
from pincite.services.hits import Hit, View
from pincite.ui.search.rows import ResultRow, RowKind
from pincite.ui.theme import Role
from pincite.ui.widgets.state_chip import StateLook
from pincite.ui.words import counted

tr = QCoreApplication.translate


def place_name(hit: Hit) -> str:
    """Where a hit stands: "p. 23", "¶ 4", "note"; empty for a title."""
    if hit.page_label:
        is_named = hit.page_label.startswith("¶")
        return hit.page_label if is_named else tr("Results", "p. %1").replace("%1", hit.page_label)
    return {"note": tr("Results", "Note"), "annotation": tr("Results", "Mark")}.get(hit.where, "")


def found_in_work(row: ResultRow) -> str:
    """Where a work has what was looked for: "p. 23 · 7 pages"."""
    pages = counted(row.count, tr("Results", "%n page"), tr("Results", "%n pages"))
    parts = [place_name(row.hit) if row.hit is not None else "", pages if row.count > 1 else ""]
    return " · ".join(part for part in parts if part)


def made_by(work: ItemRow) -> str:
    """Who made a work and when: "Adler; Okafor · 2014"."""
    return " · ".join(part for part in (work.creators, work.year) if part)


def title_of(work: ItemRow) -> str:
    """The title of a work, or that it has none."""
    return work.title or tr("Results", "Untitled")


def more_text(row: ResultRow) -> str:
    """What a row says that shows more of a work's hits, or fewer."""
    if row.kind is RowKind.FEWER:
        return tr("Results", "Show fewer")
    if row.is_of_marks:
        return counted(
            row.count, tr("Results", "and %n more mark"), tr("Results", "and %n more marks")
        )
    return counted(row.count, tr("Results", "and %n more page"), tr("Results", "and %n more pages"))


def row_text(row: ResultRow) -> str:
    """A row in one line, for screen readers."""
    if row.kind in (RowKind.MORE, RowKind.FEWER):
        return more_text(row)
    parts = [title_of(row.work), made_by(row.work)]
    if row.hit is not None:
        parts = [place_name(row.hit), nearness_text(row.hit), row.hit.snippet.text, *parts[:1]]
    return ", ".join(part for part in parts if part)


def nearness_text(hit: Hit) -> str:
    """How near a passage is to the one that was looked for; empty for other hits."""
    look = nearness(hit)
    return look.word if look is not None else ""


def nearness(hit: Hit) -> StateLook | None:
    """The same as a state; None for hits of other searches."""
    if not hit.chunks:
        return None
    if hit.differences == 0:
        return StateLook("check-circle", Role.OK, tr("Results", "same words"))
    word = counted(
        hit.differences,
        tr("Results", "nearly: %n word differs"),
        tr("Results", "nearly: %n words differ"),
    )
    return StateLook("equals", Role.WARN, word)


def differences_text(chunks: tuple[Chunk, ...], most: int = 3) -> str:
    """What differs, as "found instead of wanted", the first few."""
    parts = []
    for chunk in (c for c in chunks if not c.is_same):
        one = f"“{chunk.found}”" if chunk.found else "–"
        other = f"“{chunk.quoted}”" if chunk.quoted else "–"
        parts.append(tr("Results", "%1 for %2").replace("%1", one).replace("%2", other))
    shown = parts[:most]
    return "; ".join(shown) + (" …" if len(parts) > most else "")


def view_name(view: View, count: int) -> str:
    """What the button of a view says."""
    name = {
        View.PAGES: tr("Results", "Pages"),
        View.WORKS: tr("Results", "Works"),
        View.MARKS: tr("Results", "Notes and marks"),
    }[view]
    return counted(count, f"{name} · %n", f"{name} · %n")


def nothing_in(view: View) -> str:
    """What is said where a view is empty."""
    return {
        View.PAGES: tr("Results", "No page has this; look at the works, or at notes and marks."),
        View.WORKS: tr("Results", "No work has this."),
        View.MARKS: tr("Results", "No note or mark has this; look at the pages, or at the works."),
    }[view]


def order_name(order: Order) -> str:
    """What an order is called."""
    return {
        Order.RELEVANCE: tr("Results", "By relevance"),
        Order.NEWEST: tr("Results", "Newest first"),
        Order.OLDEST: tr("Results", "Oldest first"),
        Order.AUTHOR: tr("Results", "By author"),
    }[order]


def facet_name(facet: Facet) -> str:
    """What a facet is called."""
    return {
        Facet.YEAR: tr("Results", "Year"),
        Facet.AUTHOR: tr("Results", "Author"),
        Facet.TYPE: tr("Results", "Type"),
        Facet.TAG: tr("Results", "Tag"),
        Facet.COLLECTION: tr("Results", "Collection"),
    }[facet]


def total_text(view: View, hits: int, works: int) -> str:
    """How much was found: "38 pages in 9 works"."""
    in_works = counted(works, tr("Results", "%n work"), tr("Results", "%n works"))
    if view is View.WORKS:
        return in_works
    if view is View.PAGES:
        found = counted(hits, tr("Results", "%n page"), tr("Results", "%n pages"))
    else:
        found = counted(hits, tr("Results", "%n note or mark"), tr("Results", "%n notes and marks"))
    return tr("Results", "%1 in %2").replace("%1", found).replace("%2", in_works)
