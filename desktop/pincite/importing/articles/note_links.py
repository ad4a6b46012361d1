"""Notes that are linked both ways: from the mark in the text to the note, and from there back.

Pages give targets in ways that cleaning would take away: `<a name>`, ids of elements that are not
kept. Many notes have no link back at all, and a reader wants one.
"""

import re
from urllib.parse import unquote

from lxml import html as lxml_html

from pincite.importing.articles.paragraphs import inner_html, parse_fragment
from pincite.importing.sanitise import TAGS

_MARK = re.compile(r"[\[(]?(?:\d{1,4}|[a-z]{1,2}|[ivx]{1,5}|[*†‡§¶]{1,4})[\])]?")
_CALLED_NOTE = re.compile(
    r"(?:^|[^a-z])(?:fn|ftn|note|notes|footnotes?|endnotes?|cite)(?:[^a-z]|$)"
)
_NOTE_BLOCKS = ("li", "p", "dd", "div", "td")
_LONGEST = 5000


def link_notes(html: str) -> str:
    """The fragment with all targets of its links kept, and a link back in each note."""
    if 'href="#' not in html and "href='#" not in html:
        return html
    root = parse_fragment(html)
    _keep_targets(root)
    places = {element: place for place, element in enumerate(root.iter())}
    by_id = {str(e.get("id")): e for e in reversed(list(places)) if e.get("id")}
    done: set[lxml_html.HtmlElement] = set()
    for number, mark in enumerate(root.xpath(".//a[starts-with(@href, '#')]")):
        target = by_id.get(_fragment(mark))
        note = _note_of(mark, target)
        if note is None or note in done or places[mark] > places[note]:
            continue
        done.add(note)
        if not _leads_back(note, by_id, places):
            _add_link_back(note, mark, f"note-mark-{number}")
    return inner_html(root)


def _fragment(link: lxml_html.HtmlElement) -> str:
    return unquote(str(link.get("href"))[1:])


def _keep_targets(root: lxml_html.HtmlElement) -> None:
    for anchor in root.iter("a"):
        if anchor.get("name") and not anchor.get("id"):
            anchor.set("id", anchor.get("name"))
    for element in root.xpath(".//*[@id]"):
        if element.tag in ("aside", "article", "main", "header", "footer", "details", "center"):
            element.tag = "div"
        elif element.tag not in TAGS and element.tag in ("font", "label", "big", "tt", "nobr"):
            element.tag = "span"


def _note_of(
    mark: lxml_html.HtmlElement, target: lxml_html.HtmlElement | None
) -> lxml_html.HtmlElement | None:
    """The block of the note that a mark leads to; None when it is a link of another kind."""
    words = mark.text_content().strip()
    if target is None or not _MARK.fullmatch(words):
        return None
    note = target
    while note is not None and note.tag not in _NOTE_BLOCKS:
        note = note.getparent()
    if note is None or note.getparent() is None or any(e is mark for e in note.iter("a")):
        return None
    text = note.text_content().strip()
    number = words.strip("[]()")
    is_called_so = bool(
        _CALLED_NOTE.search(f"{target.get('id')} {note.get('class') or ''}".lower())
    )
    begins_so = text.lstrip("[(^ ").startswith(number) or note.tag == "li"
    return note if (is_called_so or begins_so) and 1 < len(text) < _LONGEST else None


def _leads_back(
    note: lxml_html.HtmlElement,
    by_id: dict[str, lxml_html.HtmlElement],
    places: dict[lxml_html.HtmlElement, int],
) -> bool:
    targets = (by_id.get(_fragment(a)) for a in note.xpath(".//a[starts-with(@href, '#')]"))
    return any(t is not None and places[t] < places[note] for t in targets)


def _add_link_back(note: lxml_html.HtmlElement, mark: lxml_html.HtmlElement, id: str) -> None:
    if not mark.get("id"):
        mark.set("id", id)
    paragraphs = [p for p in note.iter("p") if p is not note]
    end = paragraphs[-1] if paragraphs else note
    back = lxml_html.Element("a")
    back.set("href", f"#{mark.get('id')}")
    back.text = "↩"
    if len(end):
        end[-1].tail = f"{(end[-1].tail or '').rstrip()} "
    else:
        end.text = f"{(end.text or '').rstrip()} "
    end.append(back)
