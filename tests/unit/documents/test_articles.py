from collections.abc import Iterator
from pathlib import Path

import pytest

from pincite.documents.articles import ReadingCopy, make_reading_copy
from pincite.documents.reading import DocumentReader
from pincite.documents.workbench import Workbench
from pincite.model.documents import OutlineEntry

PIXEL = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9Q"
    "DwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.fixture(scope="module")
def bench() -> Iterator[Workbench]:
    with Workbench() as workbench:
        yield workbench


def article(count: int, extra: str = "") -> str:
    body = "".join(
        f'<p id="para-{n}">Paragraph {n} starts here. {"It goes on. " * (n % 11)}</p>'
        for n in range(1, count + 1)
    )
    return f"<h1>An article</h1>{body}{extra}"


def begins(
    target: Path, copy: ReadingCopy, bench: Workbench
) -> tuple[list[str], tuple[OutlineEntry, ...]]:
    with DocumentReader(target, workbench=bench) as reader:
        texts = [t.text for t in reader.texts()]
        outline = reader.outline()
    heads = [texts[p.page_index][p.start :] for p in copy.paragraphs]
    return heads, outline


def test_paragraphs_are_found_on_the_pages_of_the_copy(tmp_path: Path, bench: Workbench) -> None:
    target = tmp_path / "copy.pdf"
    copy = make_reading_copy(article(80), target, title="T", workbench=bench)
    heads, outline = begins(target, copy, bench)
    assert copy.layout == "article"
    assert copy.pages > 2
    assert [p.number for p in copy.paragraphs] == list(range(1, 81))
    assert all(h.startswith(f"Paragraph {n} ") for n, h in enumerate(heads, start=1))
    assert outline[0].title == "An article"


def test_a_table_cell_taller_than_a_page_loses_nothing(tmp_path: Path, bench: Workbench) -> None:
    cell = f"<table><tr><td>side</td><td>{'tall words ' * 3000} last-word</td></tr></table>"
    target = tmp_path / "copy.pdf"
    copy = make_reading_copy(article(5, cell), target, workbench=bench)
    assert copy.layout == "article"
    with DocumentReader(target, workbench=bench) as reader:
        text = " ".join(t.text for t in reader.texts())
    assert text.count("tall") == 3000
    assert "last-word" in text.replace("-\n", "-")


def test_pictures_in_data_uris_are_drawn(tmp_path: Path, bench: Workbench) -> None:
    target = tmp_path / "copy.pdf"
    extra = (
        f'<figure><img src="{PIXEL}" width="40" height="40"><figcaption>A dot</figcaption></figure>'
    )
    make_reading_copy(article(3, extra), target, workbench=bench)
    assert b"/Image" in target.read_bytes()


def test_nothing_is_left_behind_when_it_cannot_be_written(tmp_path: Path, bench: Workbench) -> None:
    target = tmp_path / "copy.pdf"
    target.mkdir()
    with pytest.raises(OSError, match="directory"):
        make_reading_copy(article(2), target, workbench=bench)
    assert not (tmp_path / "copy.pdf.part").exists()
