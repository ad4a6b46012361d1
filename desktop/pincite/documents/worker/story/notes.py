"""Notes of an article: those that signs in its text lead to, set small below a rule."""

from pincite.documents.worker.story.tree import HEADINGS, add_class, text_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LONGEST_SIGN = 6
_HOLDERS = ("li", "p", "dd", "dt", "td", "div")


def set_notes(root: "HtmlElement", targets: "dict[str, HtmlElement]") -> None:
    """Find the signs of notes and the notes by the links between them, and mark both."""
    order = {element: place for place, element in enumerate(root.iter())}
    notes: dict[HtmlElement, None] = {}
    for link in list(root.iter("a")):
        address = link.get("href") or ""
        target = targets.get(address[1:]) if address.startswith("#") else None
        if target is None or not _is_sign(text_of(link)):
            continue
        note = _holder(target, root)
        # What leads back stands in the note.
        if note is not None and order[note] > order[link]:
            _raise_sign(link)
            notes[note] = None
    _set_small(list(notes))


def _is_sign(text: str) -> bool:
    """True for "1", "[12]", "*", "a": what stands in a text for a note."""
    core = text.strip("[](){} \u00a0")
    return 0 < len(text) <= _LONGEST_SIGN and (core.isdigit() or len(core) <= 2)


def _holder(target: "HtmlElement", root: "HtmlElement") -> "HtmlElement | None":
    """The paragraph or entry of a list that a target stands in or begins."""
    element: HtmlElement | None = target
    while element is not None and element is not root:
        if element.tag in _HOLDERS and text_of(element):
            return element
        element = element.getparent()
    return None


def _raise_sign(link: "HtmlElement") -> None:
    is_raised = link.find(".//sup") is not None or next(link.iterancestors("sup"), None) is not None
    if not is_raised:
        add_class(link, "sign")


def _set_small(notes: "list[HtmlElement]") -> None:
    """Small type for each note, and a rule above the first one of each run of them."""
    groups: dict[HtmlElement, None] = {}
    for note in notes:
        holder = note.getparent()
        if holder is None:
            continue
        group = holder if note.tag in ("li", "dd", "dt") else note
        groups[group] = None
    for group in groups:
        add_class(group, "notes")
    for group in groups:
        before = group.getprevious()
        is_first = before is None or "notes" not in before.get("class", "").split()
        if is_first and group.tag not in ("td", "li") and not _is_below_heading(group):
            add_class(group, "first-note")


def _is_below_heading(block: "HtmlElement") -> bool:
    place: HtmlElement | None = block
    while place is not None and place.getprevious() is None:
        place = place.getparent()
    before = None if place is None else place.getprevious()
    while before is not None and len(before) and before.tag not in HEADINGS:
        before = before[-1]
    return before is not None and before.tag in HEADINGS
