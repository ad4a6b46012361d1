from dataclasses import replace

from pincite.citing.ledger import LedgerEntry, LedgerOrigin, LedgerWork, build_ledger, merged_pages
from pincite.model.citations import CitationState
from pincite.model.documents import LabelSource, PageLabel, PageMap
from pincite.model.ids import ItemId, Sha256
from pincite.model.locators import parse_locator

ITEM = ItemId("i")


def page_map(*labels: str) -> PageMap:
    return PageMap(Sha256("0" * 64), tuple(PageLabel(x, LabelSource.OBSERVED) for x in labels))


def pages(*locators: str, labels: tuple[str, ...] = ()) -> tuple[str, ...]:
    known = page_map(*labels) if labels else None
    return merged_pages([parse_locator(text) for text in locators], known)


def test_pages_are_sorted_and_neighbours_merged() -> None:
    assert pages("39-40", "23", "10", "3", "11", "10") == ("3", "10–11", "23", "39–40")


def test_roman_pages_come_first_and_stay_apart_from_arabic_ones() -> None:
    labels = ("i", "ii", "iii", "1", "2", "3")
    assert pages("1", "iii", "2", "ii", labels=labels) == ("ii–iii", "1–2")
    assert pages("1", "iii", "2", "ii") == ("ii–iii", "1–2")


def test_labels_with_letters_keep_their_order() -> None:
    assert pages("A-10", "A-9", "B-1", "7") == ("7", "A-9–A-10", "B-1")


def test_order_of_the_file_wins_over_order_of_labels() -> None:
    assert pages("1", "A-1", labels=("A-1", "A-2", "1", "2")) == ("A-1", "1")


def test_ranges_inside_others_disappear() -> None:
    assert pages("10-20", "12", "15-18", "123-5", "126") == ("10–20", "123–126")


def test_ledger_counts_citations_by_work() -> None:
    entries = [
        LedgerEntry(ITEM, "Zebra", parse_locator("ii"), "Thesis", CitationState.VERIFIED),
        LedgerEntry(ITEM, "Zebra", parse_locator("¶ 5"), "Thesis"),
        LedgerEntry(ITEM, "Zebra", parse_locator("¶ 4"), "Article"),
        LedgerEntry(ITEM, "Zebra", parse_locator("8:33-9:09"), "Article"),
        LedgerEntry(ITEM, "Zebra", parse_locator("0:03-0:23"), "Article"),
        LedgerEntry(ItemId("j"), "Aal", source="Thesis", index=4),
    ]
    works = build_ledger(entries, {ITEM: page_map("i", "ii", "1")})
    assert [replace(work, places=()) for work in works] == [
        LedgerWork(
            ItemId("j"),
            "Aal",
            (),
            1,
            {"unchecked": 1},
            marks=(4,),
            sources=("Thesis",),
            origins={"citation": 1},
        ),
        LedgerWork(
            ITEM,
            "Zebra",
            ("ii", "¶¶ 4–5", "0:03–0:23", "8:33–9:09"),
            5,
            {"verified": 1, "unchecked": 4},
            marks=(1,),
            page_count=3,
            sources=("Thesis", "Article"),
            origins={"citation": 5},
        ),
    ]


def test_each_place_knows_what_cites_it() -> None:
    first = LedgerEntry(ITEM, "Zebra", parse_locator("10"), "Thesis", index=9, id="a")
    mark = LedgerEntry(
        ITEM, "Zebra", parse_locator("11"), "file.pdf", origin=LedgerOrigin.ANNOTATION, id="b"
    )
    far = LedgerEntry(
        ITEM, "Zebra", parse_locator("23"), "Article", origin=LedgerOrigin.MENTION, id="c"
    )
    whole = LedgerEntry(ITEM, "Zebra", source="Thesis", id="d")
    [work] = build_ledger([far, whole, mark, first])
    assert [(p.text, p.index, [e.id for e in p.entries]) for p in work.places] == [
        ("10–11", 9, ["a", "b"]),
        ("23", None, ["c"]),
        ("", None, ["d"]),
    ]
    assert work.origins == {"mention": 1, "citation": 2, "annotation": 1}
    assert work.states == {"unchecked": 3}
