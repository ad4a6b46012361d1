"""Citations for the clipboard: every form, rich and plain at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.unit.exporting.bib_items import ADLER, work

from pincite.citing.csl_engine import CslEngine
from pincite.model.locators import parse_locator
from pincite.services.bibliographies import BibliographyService, ItemCite
from pincite.services.copying import COPY_FORMS, Copied, Quoted, at_once, copied, needs_engine
from pincite.services.workspace import Workspace

BOOK = work("adler2014", "book", ADLER, title="Power & <i>Policy</i>", issued="2014")
OTHER = work("moreau2021", "book", ADLER, title="Bread", issued="2021")
PLACE = parse_locator("23")


@pytest.fixture
def service(library_folder: Path) -> Iterator[BibliographyService]:
    space = Workspace.open(library_folder)
    made = BibliographyService(space, CslEngine)
    yield made
    made.close()
    space.close()


def of(service: BibliographyService, form: str, *quoted: Quoted) -> Copied:
    """Copied in APA."""
    return copied(service, quoted, form, "apa", "en-US")


def test_a_reference_is_rich_and_plain_at_once(service: BibliographyService) -> None:
    made = of(service, "reference", Quoted(ItemCite(BOOK)))
    assert "(2014). Power & Policy." in made.text
    assert "<i>Power &amp; " in made.html
    assert made.html.startswith("<span>")
    assert made.rtf.startswith("{\\rtf1")
    assert "\\i Power & " in made.rtf


def test_works_are_cited_together_and_each_work_once(service: BibliographyService) -> None:
    both = (Quoted(ItemCite(BOOK, PLACE)), Quoted(ItemCite(OTHER)))
    made = of(service, "citation", *both)
    assert made.text.startswith("(")
    assert "p. 23" in made.text
    assert ";" in made.text or "2021" in made.text
    assert of(service, "reference", *both, both[0]).html.count("<p>") == 2


def test_words_stand_before_their_citation(service: BibliographyService) -> None:
    made = of(service, "reference", Quoted(ItemCite(BOOK, PLACE), "The  price\nof bread"))
    assert made.text.startswith("\u201cThe price of bread\u201d (")
    assert "2014, p. 23)" in made.text


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("biblatex", "\\autocite[23]{adler2014}"),
        ("pandoc", "[@adler2014, p. 23]"),
        ("key", "adler2014"),
    ],
)
def test_commands_need_no_engine(form: str, text: str) -> None:
    assert not needs_engine(form)
    assert at_once([Quoted(ItemCite(BOOK, PLACE))], form) == Copied(text)


def test_markdown_is_a_reference_with_its_marks(service: BibliographyService) -> None:
    assert "*Power &" in of(service, "markdown", Quoted(ItemCite(BOOK))).text


@pytest.mark.parametrize("form", [*COPY_FORMS, "of a later version"])
def test_there_is_something_at_once(form: str) -> None:
    made = at_once([Quoted(ItemCite(BOOK, PLACE), "Words")], form).text
    assert "adler" in made.casefold() or "2014" in made
