"""Plain text as an article."""

import re
from html import escape

from pincite.importing.articles.decoding import decode_text
from pincite.importing.articles.draft import ArticleDraft, Facts, make_article
from pincite.importing.articles.limits import refuse_excess_text
from pincite.importing.pdf_metadata import title_from_name

_LONGEST_TITLE = 200


def read_text(data: bytes, *, name: str) -> ArticleDraft:
    """An article from plain text: the first line is the title, an empty line ends a paragraph.

    A text whose first line is a paragraph of prose gets its file name as the title.

    Raises:
        NoTextError: there is nothing but white space.
    """
    text = decode_text(data).replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n").strip()
    refuse_excess_text(text, name)
    first, _, rest = text.partition("\n")
    facts = Facts()
    if (
        first.strip()
        and len(first) <= _LONGEST_TITLE
        and rest.strip()
        and _stands_alone(first, rest)
    ):
        facts.set_title(" ".join(first.split()), "first line")
        text = rest
    facts.set_title(title_from_name(name), "file name")
    paragraphs = [p for p in re.split(r"\n\s*\n", text.replace("\x00", "")) if p.strip()]
    body = "\n".join(f"<p>{_lines(p)}</p>" for p in paragraphs)
    return make_article(body, facts, type="document", name=name)


def _stands_alone(first: str, rest: str) -> bool:
    """True when the first line is a heading: a blank line follows, or the next line begins anew."""
    return not rest.split("\n", 1)[0].strip() or not first.rstrip().endswith((".", ",", ";", ":"))


def _lines(paragraph: str) -> str:
    # Short lines are verse, an address or a list: their breaks matter. Long ones are just wrapped.
    lines = [line.strip() for line in paragraph.strip().split("\n")]
    is_wrapped = len(lines) == 1 or max(map(len, lines[:-1])) > 55
    return (" " if is_wrapped else "<br>").join(escape(line) for line in lines)
