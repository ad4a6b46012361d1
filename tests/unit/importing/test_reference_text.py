"""Full references in several styles, as drafts."""

import pytest

from pincite.importing.reference_text import draft_from_reference


@pytest.mark.parametrize(
    ("text", "family", "year", "title"),
    [
        ("Adler, R., & Okafor, C. (2014). Harbour towns. Institute for Trade History.", "Adler",
         "2014", "Harbour towns"),
        ("Ruth Adler and Chidi Okafor, Harbour Towns, Institute for Trade History, May 2014.",
         "Adler", "2014", "Harbour Towns"),
        ("J. Smith and K. Jones, “On tides,” J. Coastal Hist., vol. 4, pp. 1–3, 2009.", "Smith",
         "2009", "On tides"),
        ("Marchbanks, E. The Grain Towns: A History. Ister: Lantern Press, 1909.", "Marchbanks",
         "1909", "The Grain Towns: A History"),
        ("E. P. Thompson, The Making of a Class (London: Gollancz, 1963).", "Thompson", "1963",
         "The Making of a Class"),
    ],
)  # fmt: skip
def test_authors_year_and_title(text: str, family: str, year: str, title: str) -> None:
    draft = draft_from_reference(text)
    assert (draft.creators[0].family, draft.dates["issued"], draft.fields["title"]) == (
        family,
        year,
        title,
    )


def test_a_journal_article_has_its_numbers_and_doi() -> None:
    draft = draft_from_reference(
        "Achterberg, P. (1998). Storm tides. Journal of Coastal Economic History 41(4), 1123–1136. "
        "https://doi.org/10.5555/example.1998.1123"
    )
    assert draft.type == "article-journal"
    assert dict(draft.fields) == {
        "title": "Storm tides",
        "container-title": "Journal of Coastal Economic History",
        "volume": "41",
        "issue": "4",
        "page": "1123-1136",
        "DOI": "10.5555/example.1998.1123",
    }


def test_a_line_that_says_little_is_a_title() -> None:
    draft = draft_from_reference("A leaflet found in the harbour office")
    assert (draft.fields["title"], draft.creators) == ("A leaflet found in the harbour office", ())
