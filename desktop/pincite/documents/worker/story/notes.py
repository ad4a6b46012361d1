"""Notes of an article: those that signs in its text lead to, set small below a rule."""

from pincite.documents.worker.story.tree import add_class, text_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LONGEST_SIGN = 6
_HOLDERS = ("li", "p", "dd", "dt", "td", "div")


def set_notes(root: "HtmlElement", targets: "dict[str, HtmlElement]") -> None:
    """Find the signs of notes and the notes by the links between them, and mark both."""
    notes: list[HtmlElement] = []
    for link in list(root.iter("a")):
        address = link.get("href") or ""
        target = targets.get(address[1:]) if address.startswith("#") else None
        if target is None or not _is_sign(text_of(link)):
            continue
        note = _holder(target, root)
        if note is None or _comes_before(note, link, root) or link in note.iter("a"):
            continue
        _raise_sign(link)
        if note not in notes:
            notes.append(note)
    _set_small(notes)


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


def _comes_before(one: "HtmlElement", other: "HtmlElement", root: "HtmlElement") -> bool:
    order = {element: place for place, element in enumerate(root.iter())}
    return order[one] < order[other]


def _raise_sign(link: "HtmlElement") -> None:
    if not any(parent.tag == "sup" for parent in link.iterancestors()):
        if link.find(".//sup") is None:
            add_class(link, "sign")


def _set_small(notes: "list[HtmlElement]") -> None:
    """Small type for each note, and a rule above the first one of each run of them."""
    lists: list[HtmlElement] = []
    for note in notes:
        holder = note.getparent()
        if holder is None:
            continue
        group = holder if note.tag in ("li", "dd", "dt") else note
        if group not in lists:
            lists.append(group)
            add_class(group, "notes")
    for group in lists:
        before = group.getprevious()
        is_first = before is None or "notes" not in before.get("class", "").split()
        is_after_heading = before is not None and before.tag in ("h2", "h3", "h4", "h5", "h6")
        if is_first and not is_after_heading and group.tag not in ("td", "li"):
            add_class(group, "first-note")
