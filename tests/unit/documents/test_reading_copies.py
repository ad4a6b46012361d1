"""How articles are set: what stays together, what links lead to, and that nothing is lost."""

import base64
import struct
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import pymupdf
import pytest

from pincite.documents.articles import ReadingCopy, make_reading_copy
from pincite.documents.reading import DocumentReader
from pincite.documents.workbench import Workbench
from pincite.documents.worker.story import guard, making
from pincite.documents.worker.story.book import made_ready
from pincite.documents.worker.story.sheet import TYPES, Sheet
from pincite.documents.worker.story.tree import blocks, parsed
from pincite.model.documents import TypeSize

SENTENCE = "It would be wrong to read the council minutes as the record of a conspiracy. "
MEDIUM = Sheet.of("medium")


@pytest.fixture(scope="module")
def bench() -> Iterator[Workbench]:
    with Workbench() as workbench:
        yield workbench


def copy_of(html: str, sheet: Sheet = MEDIUM) -> making.Copy:
    return making.copy_of(html, sheet, time.monotonic() + 60)


def paragraphs(count: int, length: int = 5) -> str:
    return "".join(f'<p id="para-{n}">{SENTENCE * length}</p>' for n in range(1, count + 1))


def texts(copy: making.Copy) -> list[str]:
    return [page.text for page in copy.pages]


def picture(width: int, height: int) -> str:
    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    rows = (b"\0" + b"\x40" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    data = base64.b64encode(b"\x89PNG\r\n\x1a\n" + parts).decode()
    return f'<img src="data:image/png;base64,{data}">'


def sizes_of_pictures(copy: making.Copy) -> list[tuple[int, int]]:
    found = []
    for page in copy.document:
        for info in page.get_image_info():
            x0, y0, x1, y1 = info["bbox"]
            found.append((round(x1 - x0), round(y1 - y0)))
    return found


@pytest.mark.parametrize("size", list(TYPES))
def test_full_lines_have_60_to_75_characters(size: str) -> None:
    copy = copy_of(paragraphs(6, 12), Sheet.of(size))
    lines = [line for text in texts(copy) for line in text.split("\n")]
    full = [len(line) for line in lines if len(line) > 50]
    assert 60 <= sum(full) / len(full) <= 75


def test_all_sizes_have_the_same_letters_in_the_same_order() -> None:
    html = f"<h1>Title</h1>{paragraphs(20)}<ul><li id='para-21'>One</li></ul><pre>a = 1</pre>"
    drawn = ["".join("".join(texts(copy_of(html, Sheet.of(size)))).split()) for size in TYPES]
    assert drawn[0] == drawn[1] == drawn[2]


@pytest.mark.parametrize("lines", range(20, 34))
def test_a_heading_is_never_the_last_line_of_a_page(lines: int) -> None:
    filler = "".join(f"<p>Line {n}</p>" for n in range(lines))
    copy = copy_of(f"{filler}<h2>The heading</h2><p id='para-1'>{SENTENCE * 12}</p>")
    page = next(text for text in texts(copy) if "The heading" in text)
    assert SENTENCE[:20] in page.partition("The heading")[2]


@pytest.mark.parametrize("lines", range(12, 26))
def test_a_figure_stands_with_its_caption(lines: int) -> None:
    filler = "".join(f"<p>Line {n}</p>" for n in range(lines))
    figure = f"<figure>{picture(300, 300)}<figcaption>The caption</figcaption></figure>"
    copy = copy_of(filler + figure + paragraphs(3))
    index = next(i for i, text in enumerate(texts(copy)) if "The caption" in text)
    assert copy.document[index].get_image_info()


def test_pictures_are_fitted_and_small_ones_are_not_blown_up() -> None:
    figure = "<figure>{}<figcaption>Caption</figcaption></figure>"
    html = figure.format(picture(2000, 1000)) + figure.format(picture(40, 60))
    wide, small = sizes_of_pictures(copy_of(html + paragraphs(1)))
    assert wide == (round(MEDIUM.measure_pt), round(MEDIUM.measure_pt / 2))
    assert small == (30, 45)


def test_links_lead_both_ways_between_a_sign_and_its_note() -> None:
    html = (
        f'<p id="para-1">{SENTENCE}<a id="u-r1" href="#u-n1">[1]</a></p>{paragraphs(30)}'
        '<h2>Notes</h2><ol><li id="para-40"><a id="u-n1"></a>See the ledger. '
        '<a href="#u-r1">back</a> <a href="https://example.org/a b?q=ü">web</a></li></ol>'
    )
    copy = copy_of(html)
    links = [(page.number, link) for page in copy.document for link in page.get_links()]
    last = len(copy.document) - 1
    inner = [(at, link["page"]) for at, link in links if link["kind"] == pymupdf.LINK_GOTO]
    assert inner == [(0, last), (last, 0)]
    assert [link["uri"] for _, link in links if link.get("uri")] == [
        "https://example.org/a%20b?q=%C3%BC"
    ]


def test_a_link_over_two_lines_is_two_boxes() -> None:
    words = "the weights and measures of all the harbour towns of the northern coast together"
    copy = copy_of(f'<p>{SENTENCE[:40]}<a href="https://example.org/">{words}</a></p>')
    assert len(copy.document[0].get_links()) == 2


def test_a_link_to_nowhere_is_left_out() -> None:
    assert copy_of('<p>Words <a href="#u-gone">gone</a></p>').document[0].get_links() == []


def test_many_links_are_no_matter_of_seconds(bench: Workbench, tmp_path: Path) -> None:
    entry = '<li id="para-{0}"><a href="https://example.org/{0}">An entry of the list</a></li>'
    html = f"<ul>{''.join(entry.format(n) for n in range(1, 2400))}</ul>"
    copy = make_reading_copy(html, tmp_path / "copy.pdf", workbench=bench)
    assert (copy.layout, len(copy.paragraphs)) == ("article", 2399)


def test_long_words_and_code_stay_on_the_page() -> None:
    address = "https://example.org/" + "/".join("segment" * 3 for _ in range(12))
    cells = "".join(f"<td>{'incomprehensibilities' * 2}</td>" for _ in range(5))
    html = (
        f"<p>{address}</p><pre>{'value = other_value + ' * 20}</pre>"
        f"<table><tr>{cells}</tr><tr>{cells}</tr></table>"
    )
    copy = copy_of(html)
    assert copy.layout == "article"
    right = max(x for page in copy.pages for x in page.boxes[2::4])
    assert right <= MEDIUM.box[2] + 1


def test_cells_over_several_rows_leave_their_place_empty_below() -> None:
    html = (
        "<table><tr><th>Town</th><th>Year</th></tr><tr><td rowspan='2'>Brackmouth</td>"
        "<td>1816</td></tr><tr><td>1817</td></tr></table>"
    )
    words = {w[4]: w for w in copy_of(html).document[0].get_text("words")}
    assert abs(words["1816"][2] - words["1817"][2]) < 1


def test_text_that_is_read_from_the_right_stands_at_the_right() -> None:
    html = "<h2>ميزان الخبز</h2><p id='para-1'>كتب هذا التقرير عن سعر القمح.</p>"
    page = copy_of(html).document[0]
    assert all(abs(block[2] - MEDIUM.box[2]) < 6 for block in page.get_text("blocks"))


def test_a_quotation_from_the_text_itself_is_a_pull_quote() -> None:
    html = f"<p>{SENTENCE * 3}</p><blockquote>{SENTENCE}</blockquote><blockquote>Other</blockquote>"
    assert made_ready(html, MEDIUM).html.count('class="pull"') == 1


def test_lost_text_is_noticed() -> None:
    text = blocks(parsed(f"<p>{SENTENCE * 9}</p><p>The last paragraph.</p>"))
    whole = "\n".join(block.text for block in text)
    assert guard.is_complete(text, [whole], {})
    assert guard.is_complete(text, [whole.replace("fi", "ﬁ")], {})
    assert not guard.is_complete(text, [whole.removesuffix("paragraph.")], {})


def test_a_lost_paragraph_of_a_joined_script_is_noticed() -> None:
    words = [f"كلمة{n} في السطر الأول من هذا النص" for n in range(40)]
    text = blocks(parsed("".join(f"<p id='para-{n}'>{w}</p>" for n, w in enumerate(words))))
    # As fonts give it back: ligatures are one letter, conjuncts others.
    pages = ["\n".join(words).replace("لأ", "ل")]
    starts = {f"para-{n}": (0, pages[0].index(f"كلمة{n} ")) for n in range(40)}
    assert guard.is_complete(text, pages, starts)
    start = starts["para-7"][1]
    gone = [pages[0][:start] + pages[0][starts["para-8"][1] :]]
    moved = {k: (0, at if at <= start else at - 35) for k, (_, at) in starts.items()}
    assert not guard.is_complete(text, gone, moved)


@pytest.mark.parametrize(
    "html",
    [
        paragraphs(40),
        "<p>" + "Wortungetüm" * 4000 + "</p>",
        "<p id='para-1'>中文测试，这是一个段落。日本語のかな。한국어 문장.</p>",
        "<p id='para-1'>नमस्ते दुनिया</p><p id='para-2'>مرحبا بالعالم</p><p>𝒳 = 𝒴</p>",
    ],
)
def test_plain_lines_hold_all_of_an_article(html: str) -> None:
    copy = making.in_lines(html, MEDIUM)
    text = blocks(parsed(html))
    wanted = guard.letters("\n".join(block.text for block in text))
    found = guard.letters("\n".join(texts(copy)))
    assert not wanted - found
    assert all(name in copy.starts for block in text for name in block.ids)


def test_an_article_that_ends_its_worker_is_set_in_lines(
    tmp_path: Path, bench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The time for a full setting is over at once; that for plain lines is not."""
    monkeypatch.setattr("pincite.documents.articles._FOR_SETTING", 0.00001)
    target = tmp_path / "copy.pdf"
    copy = make_reading_copy(f"<h1>Title</h1>{paragraphs(60)}", target, workbench=bench)
    assert copy.layout == "lines"
    assert "plain lines" in copy.note
    assert [p.number for p in copy.paragraphs] == list(range(1, 61))


@pytest.mark.parametrize("size", list(TypeSize))
def test_deep_and_crooked_markup_comes_to_an_end(
    size: TypeSize, tmp_path: Path, bench: Workbench
) -> None:
    deep = (
        "<div><blockquote><ul><li>" * 60 + "the deepest word" + "</li></ul></blockquote></div>" * 60
    )
    cell = f"<table><tr><td>side</td><td>{'tall words ' * 3000}</td></tr></table>"
    nested = f"<table><tr><td>{cell}</td><td>{cell}</td></tr></table>"
    target = tmp_path / "copy.pdf"
    copy = make_reading_copy(deep + nested, target, size=size, workbench=bench)
    text = whole_text(target, copy, bench)
    assert "deepestword" in text
    assert text.count("tallwords") == 6000


def whole_text(target: Path, copy: ReadingCopy, bench: Workbench) -> str:
    with DocumentReader(target, workbench=bench) as reader:
        assert reader.info.pages == copy.pages
        return "".join("".join(t.text.split()) for t in reader.texts())
