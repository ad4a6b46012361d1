"""The draft of an article, made the same way from all formats."""

import re
from dataclasses import dataclass, field
from html import escape

from pincite.importing.articles.bare_text import wrap_bare_text
from pincite.importing.articles.images import ArticleImage, FindImage, keep_images
from pincite.importing.articles.limits import refuse_endless_words
from pincite.importing.articles.note_links import link_notes
from pincite.importing.articles.paragraphs import inner_html, number_paragraphs, parse_fragment
from pincite.importing.errors import NoTextError
from pincite.importing.sanitise import sanitise
from pincite.model.creators import Creator
from pincite.model.items import ItemDraft

_HEADINGS = ("h1", "h2", "h3")
_DATE = re.compile(r"(\d{4})-(0[1-9]|1[0-2])(?:-(\d\d))?")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ArticleDraft:
    """An article ready to be kept.

    Attributes:
        html: sanitised body fragment: `h1` with the title, the byline, then the text with its
            citable blocks numbered `id="para-N"`.
        images: the files that `html` shows as "asset:NAME".
        text: the paragraphs as plain text, one per line; line N - 1 is paragraph N.
    """

    draft: ItemDraft
    html: str
    text: str
    paragraph_count: int
    images: tuple[ArticleImage, ...] = ()


@dataclass
class Facts:
    """What was found out about an article, each value with its source."""

    title: str = ""
    creators: tuple[Creator, ...] = ()
    fields: dict[str, str] = field(default_factory=dict)
    dates: dict[str, str] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)

    def set(self, name: str, value: str, source: str) -> None:
        """Set a field that has no value yet."""
        if value and name not in self.fields:
            self.fields[name] = value
            self.sources[name] = source

    def set_title(self, title: str, source: str) -> None:
        """Set the title if there is none yet."""
        if title and not self.title:
            self.title = title
            self.set("title", title, source)

    def set_creators(self, creators: tuple[Creator, ...], source: str) -> None:
        """Set the authors if there are none yet."""
        if creators and not self.creators:
            self.creators = creators
            self.sources["author"] = source

    def set_date(self, name: str, edtf: str, source: str) -> None:
        """Set a date that has no value yet."""
        if edtf and name not in self.dates:
            self.dates[name] = edtf
            self.sources[name] = source


def make_article(
    body: str, facts: Facts, *, type: str, name: str, find_image: FindImage | None = None
) -> ArticleDraft:
    """Put the heading before a body, clean both, and number the paragraphs.

    Args:
        body: foreign HTML.
        type: CSL type.
        name: file name, for the message.
        find_image: gives the images that the body only refers to.

    Raises:
        NoTextError: there is no text in the body.
        ImportingError: it has a word that no page can hold.
    """
    body, images = keep_images(link_notes(body), find_image)
    cleaned = _without_doubled_title(sanitise(body), facts.title)
    numbered = number_paragraphs(wrap_bare_text(cleaned))
    # A page of pictures under headings has no paragraph, and is one to look at all the same.
    if not numbered.paragraphs and not _letters(parse_fragment(numbered.html).text_content()):
        raise NoTextError(
            f"“{name}” cannot be imported because no text was found in it; "
            "check that the file shows the article when you open it in a browser."
        )
    text = "\n".join(numbered.paragraphs)
    refuse_endless_words(text, name)
    html = "\n".join(part for part in (_heading(facts), numbered.html) if part)
    item = ItemDraft(
        type=type,
        fields=facts.fields,
        creators=facts.creators,
        dates=facts.dates,
        sources=facts.sources,
    )
    return ArticleDraft(item, html, text, len(numbered.paragraphs), images)


def _heading(facts: Facts) -> str:
    names = ", ".join(readable_name(c) for c in facts.creators)
    issued = facts.dates.get("issued", "")
    if facts.fields.get("language", "en").startswith("en"):
        issued = _in_english(issued)
    parts = (names, facts.fields.get("container-title"), issued)
    # A publication that is its own author stands there once.
    line = " · ".join(dict.fromkeys(part for part in parts if part))
    byline = f'<p class="byline">{escape(line)}</p>' if line else ""
    return f"<h1>{escape(facts.title)}</h1>\n{byline}".strip()


def _in_english(edtf: str) -> str:
    """A date as it is read: "12 March 2021"; anything but a single date stays as it is."""
    match = _DATE.fullmatch(edtf)
    if match is None:
        return edtf
    year, month, day = match.groups()
    return " ".join(
        part for part in ((day or "").lstrip("0"), _MONTHS[int(month) - 1], year) if part
    )


def readable_name(creator: Creator) -> str:
    """A name as it is read, the given name first."""
    if creator.literal:
        return creator.literal
    parts = (
        creator.given, creator.dropping_particle, creator.non_dropping_particle, creator.family,
        creator.suffix,
    )  # fmt: skip
    return " ".join(part for part in parts if part)


def _without_doubled_title(html: str, title: str) -> str:
    """The body without its own heading of the same words, for the title stands above it."""
    root = parse_fragment(html)
    wanted = _letters(title)
    for position, element in enumerate(root.iter(*_HEADINGS)):
        if position > 3:
            break
        found = _letters(element.text_content())
        if found and wanted and (found == wanted or (element.tag == "h1" and found in wanted)):
            element.drop_tree()
            break
    # Whatever other first-level headings there are, they stand below the title.
    for element in root.iter("h1"):
        element.tag = "h2"
    return inner_html(root)


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
