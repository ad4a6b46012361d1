"""The words that a citation supports: quoted before it, set off as a block, or after "writes:"."""

import re

_CLOSING = {
    "”": "“",
    "“": "„",
    "»": "«",
    "«": "»",
    '"': '"',
    "’": "‘",
    "‘": "‚",
    "›": "‹",
    "」": "「",
}
_TRAIL = re.compile(r"[\s.,;:!?…\d*†‡\[\]]*$")
_LONGEST = 2000
_SHORTEST = 8
_BLOCK_WORDS = 12
_SENTENCE = re.compile(r"[.!?…][”\"»’]?\s+(?=[^\W\d_a-z“\"„«])")
_WRITES = re.compile(r"[^.“”\"()\n]{0,80}[“\"„«]")


def quotation_before(text: str, start: int, end: int, *, is_narrative: bool = False) -> str:
    """The quotation that the citation at `start` to `end` supports, in one line; else empty."""
    begin = max(0, start - _LONGEST)
    found = _quoted(text, begin, start) or _block(text, begin, start, end)
    if not found and is_narrative:
        found = _quoted_after(text, end)
    return " ".join(found.split())


def _quoted(text: str, begin: int, start: int) -> str:
    """Within quotation marks right before the citation, or in its own sentence."""
    trail = _TRAIL.search(text, begin, start)
    at = trail.start() if trail else start
    direct = _ending_at(text, begin, at)
    if direct:
        return direct
    sentence = _sentence_start(text, begin, start)
    for place in range(start - 1, sentence, -1):
        if text[place] in "”»" and len(found := _ending_at(text, begin, place + 1)) > 24:
            return found
    return ""


def _ending_at(text: str, begin: int, at: int) -> str:
    """What stands in the marks that close just before `at`."""
    closing = text[at - 1 : at]
    opening = _CLOSING.get(closing)
    if opening is None or at - 1 <= begin:
        return ""
    place = text.rfind(opening, begin, at - 1)
    if closing == "’":
        # An apostrophe is no closing mark: the opening one stands after a space.
        while place > begin and not text[place - 1].isspace() and text[place - 1] not in "([—":
            place = text.rfind(opening, begin, place)
    if place < 0:
        return ""
    inside = text[place + 1 : at - 1]
    return inside if len(inside.strip()) >= _SHORTEST and "\n\n" not in inside.strip() else ""


def _block(text: str, begin: int, start: int, end: int) -> str:
    """The paragraph before a citation that stands alone, or that ends it after its full stop."""
    line_end = text.find("\n", end)
    rest = text[end : line_end if line_end >= 0 else len(text)].strip(" .")
    if rest:
        return ""
    paragraph = max(text.rfind("\n\n", begin, start), text.rfind("\n\f", begin, start))
    head = text[paragraph + 2 : start] if paragraph >= 0 else text[begin:start]
    if not head.strip():
        last = text.rfind("\n\n", begin, paragraph) if paragraph > 0 else -1
        head = text[last + 2 if last >= 0 else begin : max(paragraph, begin)]
    elif paragraph < 0 or head.rstrip()[-1:] not in ".!?…" or _ends_note(text, end):
        return ""
    words = head.split()
    return head.strip() if _BLOCK_WORDS <= len(words) <= 400 else ""


def _ends_note(text: str, end: int) -> bool:
    """Not before an empty line: the line break is one of the paragraph's own."""
    return bool(text[end:].strip()) and not re.match(r"[ .]*\n\s*\n|[ .]*\n\f", text[end : end + 8])


def _quoted_after(text: str, end: int) -> str:
    opens = _WRITES.match(text, end)
    if opens is None:
        return ""
    closing = {"“": "”", '"': '"', "„": "“", "«": "»"}[text[opens.end() - 1]]
    stop = text.find(closing, opens.end(), opens.end() + _LONGEST)
    inside = text[opens.end() : stop] if stop > 0 else ""
    return inside if len(inside) >= _SHORTEST and "\n\n" not in inside else ""


def _sentence_start(text: str, begin: int, start: int) -> int:
    floor = max(begin, start - 700)
    paragraph = text.rfind("\n\n", floor, start)
    floor = paragraph + 2 if paragraph >= 0 else floor
    # A full stop inside the quotation does not end the sentence that quotes.
    ends = [m.end() for m in _SENTENCE.finditer(text, floor, start) if m[0][1:2] not in '”"»']
    opened = text.rfind("“", floor, start)
    outside = (
        [e for e in ends if not opened < e <= text.find("”", opened) + 1] if opened >= 0 else ends
    )
    return outside[-1] if outside else floor
