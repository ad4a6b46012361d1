"""The citation process as the program uses it: real styles, real engine."""

import dataclasses
import os
import random
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pincite import assets
from pincite.citing.csl_engine import CslEngine, CslRequest
from pincite.citing.csl_json import cite_json, to_csl_json
from pincite.citing.csl_process import CslProcess
from pincite.citing.errors import CslError
from pincite.model.creators import Creator
from pincite.model.ids import ItemId
from pincite.model.items import Item
from pincite.model.locators import Locator, LocatorRange, parse_locator

needs_js = pytest.mark.skipif(assets.citeproc_js() is None, reason="citeproc-js is not installed")
IBID = "chicago-notes-bibliography-subsequent-ibid"


@pytest.fixture(scope="module")
def engine() -> Iterator[CslEngine]:
    with CslEngine() as made:
        yield made


def book(key: str, family: str, title: str) -> Item:
    return Item(
        id=ItemId(key),
        key=key,
        type="book",
        fields={"title": title, "publisher": "RAND"},
        creators=(Creator(family=family, given="Jerry"),),
        dates={"issued": "2009"},
    )


ITEMS = (book("goulka2009", "Goulka", "The MEK in Iraq"), book("adler2014", "Adler", "Power"))


def request(style: str, *cites: tuple[str, str], form: str = "text") -> CslRequest:
    clusters = tuple((cite_json(key, parse_locator(place)),) for key, place in cites)
    return CslRequest(style, "en-US", tuple(to_csl_json(i) for i in ITEMS), clusters, form)


@needs_js
def test_later_notes_are_ibid_or_short(engine: CslEngine) -> None:
    result = engine.render(
        request(
            IBID,
            ("goulka2009", "23"),
            ("goulka2009", "24-25"),
            ("goulka2009", "24-25"),
            ("adler2014", "xii"),
            ("goulka2009", "8:33-9:09"),
        )
    )
    assert result.citations == (
        "Jerry Goulka, The MEK in Iraq (RAND, 2009), 23.",
        "Ibid., 24–25.",
        "Ibid.",
        "Jerry Adler, Power (RAND, 2009), xii.",
        "Goulka, The MEK in Iraq, at 8:33–9:09.",
    )
    assert result.bibliography == (
        "Adler, Jerry. Power. RAND, 2009.",
        "Goulka, Jerry. The MEK in Iraq. RAND, 2009.",
    )
    assert (result.engine, result.remark) == ("citeproc-js", "")
    assert result.entry_ids == (("adler2014",), ("goulka2009",))


@needs_js
def test_edited_document_equals_a_fresh_one(engine: CslEngine) -> None:
    first = request("oscola", ("goulka2009", "1"), ("adler2014", "2"), ("adler2014", "3"))
    engine.render(first)
    cites = first.citations
    edits = [
        (*cites[:1], (cite_json("goulka2009"),), *cites[1:]),
        cites[1:],
        cites[::-1],
        cites[:1],
        (),
    ]
    for clusters in edits:
        edited = dataclasses.replace(first, citations=clusters)
        with CslEngine() as fresh:
            assert engine.render(edited) == fresh.render(edited)


@needs_js
def test_corrected_item_is_read_afresh(engine: CslEngine) -> None:
    before = request("apa", ("goulka2009", "1"))
    engine.render(before)
    corrected = to_csl_json(book("goulka2009", "Goulka-Smith", "The MEK"))
    after = engine.render(dataclasses.replace(before, items=(corrected, before.items[1])))
    assert after.citations == ("(Goulka-Smith, 2009, p. 1)",)


@needs_js
def test_labels_are_printed_as_they_are(engine: CslEngine) -> None:
    labels = Locator("page", (LocatorRange("A-3"),))
    made = dataclasses.replace(
        request("apa"), citations=((cite_json("adler2014", labels, "see", "with care"),),)
    )
    assert engine.render(made).citations == ("(see Adler, 2009, p. A-3 with care)",)


@needs_js
def test_markup_of_a_work_is_never_live(engine: CslEngine) -> None:
    item = to_csl_json(book("x", "<script>alert(1)</script>", "<img src=x onerror=y> & <b>c"))
    cite = cite_json("x", parse_locator("1"), "<u>", "<u>")
    result = engine.render(CslRequest("apa", "en-US", (item,), ((cite,),), "html"))
    text = "".join((*result.citations, *result.bibliography))
    assert "<script" not in text.casefold()
    assert "<img" not in text.casefold()
    assert "<u>" not in text


@needs_js
def test_numbered_rtf(engine: CslEngine) -> None:
    result = engine.render(request("ieee", ("adler2014", "3-4"), form="rtf"))
    assert result.citations == ("[1, pp. 3\\uc0\\u8211{}4]",)
    assert result.is_aligned
    assert len(result.bibliography) == 2


@needs_js
def test_style_with_a_language_of_its_own_says_so(engine: CslEngine) -> None:
    assert engine.render(request("oscola")).remark == (
        "The style oscola prescribes its own language, en-GB."
    )


@needs_js
def test_odd_items_do_no_harm(engine: CslEngine) -> None:
    odd = (
        Item(ItemId("a")),
        Item(ItemId("b"), type="thesis", fields={"title": "\u202etitle\0", "volume": "x" * 9999}),
        Item(ItemId("c"), dates={"issued": "unknown", "accessed": "2020-99-99"}),
        Item(ItemId("d"), creators=tuple(Creator(family=f"N{n}") for n in range(500))),
        Item(ItemId("constructor"), fields={"title": "builder"}),
        Item(ItemId("__proto__"), fields={"title": "constructor"}),
    )
    made = CslRequest(
        "apa",
        "de-DE",
        tuple(to_csl_json(i) for i in odd),
        tuple((cite_json(i.id, parse_locator("1")),) for i in odd),
        "text",
    )
    result = engine.render(made)
    assert len(result.citations) == len(odd)
    assert not any("undefined" in text or "None" in text for text in result.bibliography)


@needs_js
@pytest.mark.logs("citation process was lost")
def test_lost_process_is_replaced(engine: CslEngine) -> None:
    wanted = request("apa", ("adler2014", "3"))
    before = engine.render(wanted)
    assert engine._process is not None
    os.kill(engine._process.pid, signal.SIGTERM)
    assert engine.render(wanted) == before


@needs_js
@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
@pytest.mark.logs("citation process was lost")
def test_silent_process_is_replaced() -> None:
    wanted = request("modern-language-association", ("adler2014", "3"))
    with CslEngine(time_limit_s=20.0) as made:
        before = made.render(wanted)
        assert made._process is not None
        os.kill(made._process.pid, signal.SIGSTOP)
        # The first try waits in vain, so it gets little time; the second gets what it needs.
        limits = iter((0.1, 60.0))
        process_ask = CslProcess.ask
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(CslProcess, "ask", lambda p, m, _: process_ask(p, m, next(limits)))
            assert made.render(wanted) == before


def test_style_without_end_is_stopped(tmp_path: Path) -> None:
    endless = tmp_path / "endless.js"
    endless.write_text("var CSL = {XmlJSON: function () {}, Engine: function () { for (;;) {} }};")
    with (
        CslEngine(endless, time_limit_s=0.3) as made,
        pytest.raises(CslError, match="style apa took longer than"),
    ):
        made.render(request("apa"))


def test_unknown_work_is_refused(engine: CslEngine) -> None:
    with pytest.raises(CslError, match="names nobody, which is not among the works"):
        engine.render(request("apa", ("nobody", "1")))


def test_unknown_format_is_refused(engine: CslEngine) -> None:
    with pytest.raises(CslError, match="choose one of html, text, rtf"):
        engine.render(request("apa", form="docx"))


def test_plain_engine_says_that_it_is_one(tmp_path: Path) -> None:
    with CslEngine(tmp_path / "missing.js") as plain:
        result = plain.render(request("apa", ("goulka2009", "23"), ("adler2014", "0:03")))
    assert result.engine == "citeproc-py"
    assert "citeproc-js is not installed" in result.remark
    assert "Goulka" in result.citations[0]
    assert "23" in result.citations[0]
    assert "0:03" in result.citations[1]
    assert len(result.bibliography) == 2


@needs_js
@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
def test_closing_ends_the_process() -> None:
    process = CslProcess(assets.citeproc_js())
    assert process.is_alive
    process.close()
    assert not process.is_alive


def many(count: int) -> tuple[dict[str, object], ...]:
    """Works of which some clash: the same name and year, the same title twice."""
    made = []
    for n in range(count):
        item = book(f"w{n}", f"Name{n % 17}", f"Title {n % 23}")
        made.append(to_csl_json(dataclasses.replace(item, dates={"issued": str(2000 + n % 3)})))
    return tuple(made)


@needs_js
@pytest.mark.parametrize(
    "style",
    ["apa", "chicago-notes-bibliography", "modern-language-association", "vancouver-nlm", "oscola"],
)
def test_edits_of_a_document_equal_a_fresh_one(style: str) -> None:
    chance = random.Random(style)
    works = {str(w["id"]): w for w in many(40)}
    names = sorted(works)

    def cluster() -> tuple[dict[str, object], ...]:
        chosen = chance.sample(names, chance.choice((1, 1, 2, 3)))
        return tuple(cite_json(n, parse_locator(str(chance.randint(1, 9)))) for n in chosen)

    clusters = [cluster() for _ in range(20)]
    with CslEngine() as edited, CslEngine() as other:
        for step in range(8):
            place = chance.randrange(len(clusters))
            if step % 4 == 0:
                clusters.insert(place, cluster())
            elif step % 4 == 1:
                del clusters[place]
            elif step % 4 == 2:
                clusters[place] = cluster()
            else:
                works[names[step]] = {**works[names[step]], "title": f"Changed {step}"}
            cited = {c["id"] for each in clusters for c in each} | set(names[: 5 + step])
            items = tuple(works[n] for n in names if n in cited)
            asked = CslRequest(style, "en-US", items, tuple(clusters), "html")
            fresh = other.render(dataclasses.replace(asked, is_preview=True))
            assert edited.render(asked) == fresh
            # A style in between makes the other engine forget.
            other.render(request("nature", ("adler2014", "3")))
            other.render(dataclasses.replace(request("ieee", ("adler2014", "3")), is_preview=True))


@needs_js
@pytest.mark.parametrize(
    ("style", "wanted"),
    [
        ("apa", "Adler (see <i>also</i> 2009, p. 3)"),
        ("modern-language-association", "Adler (see <i>also</i> 3)"),
        ("ieee", "see <i>also</i> [1, p. 3]"),
    ],
)
def test_author_in_the_text(engine: CslEngine, style: str, wanted: str) -> None:
    cite = cite_json(
        "adler2014", parse_locator("3"), prefix="see <i>also</i>", is_author_in_text=True
    )
    items = tuple(to_csl_json(i) for i in ITEMS)
    made = engine.render(CslRequest(style, "en-US", items, ((cite,),), "html"))
    assert made.citations == (wanted,)


@needs_js
def test_a_work_without_an_entry_shifts_no_other(engine: CslEngine) -> None:
    letter = dataclasses.replace(ITEMS[1], type="personal_communication")
    items = (to_csl_json(letter), to_csl_json(ITEMS[0]))
    made = engine.render(CslRequest("chicago-notes-bibliography", "en-US", items, (), "text"))
    assert len(made.entry_ids) == len(made.bibliography)
    for ids, text in zip(made.entry_ids, made.bibliography, strict=True):
        assert {"goulka2009": "Goulka", "adler2014": "Adler"}[ids[0]] in text


ODD = (
    {"id": "a", "type": "book"},
    {"id": "b", "type": None, "title": None, "author": None, "issued": None},
    {"id": "c", "type": "no-such-type", "title": 7, "volume": 3, "author": "Smith, John"},
    {"id": "d", "type": "book", "title": "T", "author": [None, {}, {"family": None, "given": 4}]},
    {"id": "e", "type": "book", "title": ["x"], "issued": {"date-parts": [[None]]}},
    {"id": "f", "type": "book", "title": {"a": 1}, "issued": {"date-parts": "2001"}},
    {"id": "g", "type": "book", "title": "<b>stray <i>marks</b> & <script>", "issued": "1999"},
    {"id": "h", "type": "book", "title": "\u05e9\u05dc\u05d5\u05dd \u202eabc\u0000\ud800"},
    {"id": "i", "type": "book", "title": "Many",
     "author": [{"family": f"N{n}", "given": "A"} for n in range(3000)]},
)  # fmt: skip


@needs_js
@pytest.mark.parametrize("style", ["apa", "chicago-notes-bibliography", "vancouver-nlm"])
@pytest.mark.parametrize("record", ODD, ids=[str(r["id"]) for r in ODD])
def test_no_odd_record_breaks_or_shows_its_insides(
    engine: CslEngine, record: dict[str, object], style: str
) -> None:
    cites = ((cite_json(str(record["id"]), parse_locator("3")),),)
    made = engine.render(CslRequest(style, "en-US", (record,), cites, "html"))
    text = " ".join((*made.citations, *made.bibliography))
    for inside in ("None", "undefined", "null", "[object", "NaN", "<script", "function"):
        assert inside not in text
