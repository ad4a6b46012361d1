"""Markdown as an article."""

import re

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from pincite.importing.articles.decoding import decode_text
from pincite.importing.articles.draft import ArticleDraft, Facts, make_article
from pincite.importing.articles.limits import refuse_excess_text
from pincite.importing.names import parse_names
from pincite.importing.pdf_metadata import iso_date, title_from_name

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_ENTRY = re.compile(r"^([A-Za-z][\w-]*)[ \t]*:[ \t]*(.*)$")
_HEADING = re.compile(r"^#[ \t]+(.+?)[ \t]*#*[ \t]*$|^(\S.*)\n=+[ \t]*$", re.MULTILINE)
_FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
_FIELDS = {"language": "language", "lang": "language", "url": "URL", "doi": "DOI",
           "publication": "container-title", "publisher": "publisher"}  # fmt: skip


def read_markdown(data: bytes, *, name: str) -> ArticleDraft:
    """An article from Markdown: CommonMark, tables, strikethrough, footnotes, HTML cleaned.

    Title, author and date come from the front matter between two lines of "---"; the title else
    from the first heading of the first level, else from the file name.

    Raises:
        NoTextError: there is no text.
    """
    source = decode_text(data).replace("\r\n", "\n").replace("\x00", "")
    refuse_excess_text(source, name)
    front = _FRONT.match(source)
    values = _entries(front[1]) if front else {}
    body = source[front.end() :] if front else source
    facts = _facts(values)
    heading = _HEADING.search(_FENCE.sub("", body))
    if heading:
        facts.set_title(_plain(heading[1] or heading[2]), "first heading")
    facts.set_title(title_from_name(name), "file name")
    renderer = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    renderer.use(footnote_plugin)
    return make_article(renderer.render(body), facts, type="document", name=name)


def _facts(values: dict[str, list[str]]) -> Facts:
    facts = Facts()
    facts.set_title(" ".join(values.get("title", [])), "front matter")
    authors = values.get("author") or values.get("authors") or []
    facts.set_creators(
        tuple(creator for author in authors for creator in parse_names(author)), "front matter"
    )
    facts.set_date("issued", iso_date(" ".join(values.get("date", []))), "front matter")
    for entry, field in _FIELDS.items():
        facts.set(field, " ".join(values.get(entry, [])), "front matter")
    return facts


def _entries(front: str) -> dict[str, list[str]]:
    """The entries of a front matter: `key: value`, `key: [a, b]` or a list of lines with dashes.

    This much of YAML is what people write above articles; anything deeper is passed over.
    """
    entries: dict[str, list[str]] = {}
    current = ""
    for line in front.split("\n"):
        match = _ENTRY.match(line)
        if match:
            current = match[1].lower()
            entries[current] = [v for v in map(_unquoted, _values(match[2])) if v]
        elif current and line.lstrip().startswith("- "):
            value = line.lstrip()[2:].strip()
            entries[current].append(_unquoted(re.sub(r"^name[ \t]*:[ \t]*", "", value)))
    return entries


def _values(text: str) -> list[str]:
    text = text.strip()
    return text[1:-1].split(",") if text.startswith("[") and text.endswith("]") else [text]


def _unquoted(text: str) -> str:
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1]
    return text


def _plain(heading: str) -> str:
    """A heading without its emphasis, code marks and link targets."""
    heading = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", heading)
    return " ".join(re.sub(r"(?<!\\)[*_`]+|<[^>]+>", "", heading).split())
