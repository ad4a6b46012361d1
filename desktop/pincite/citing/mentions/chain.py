"""Which earlier citation a later one takes its work from, in reading order.

`Ibid.` takes the last work cited, in notes the one of the note before if it cites only one; for a
time the last recording. What is not certain is marked so, for a person to decide.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pincite.citing.mentions.entries import Entries, Entry
from pincite.citing.mentions.grammar import Found
from pincite.model.mentions import MentionKind, name_key

_YEAR = re.compile(r"\b(?:1[4-9]|20)\d\d\b")
_WORD = re.compile(r"[^\W\d_][\w’'\-]+")
_LOOK_BACK = 200
"""Citations that are looked back over: an "ibid." further on leads nowhere."""
_ALONE = ("page", "paragraph", "folio")


@dataclass(frozen=True, slots=True)
class Link:
    """Where a citation takes its work from.

    Attributes:
        before: place in the sequence of the citation whose work it takes; -1 for none.
        is_certain: no other reading is likely.
        entry: the full reference it leads to, when that is not a citation itself; else empty.
        is_stray: it gives a place, and nothing near it is a work that the place could be of.
    """

    before: int = -1
    is_certain: bool = True
    entry: str = ""
    is_stray: bool = False


class Chain:
    """The citations of one document, linked.

    Args:
        found: in reading order.
    """

    def __init__(self, text: str, found: Sequence[Found], entries: Entries) -> None:
        self._text, self._found, self._entries = text, found, entries
        self._notes = [entries.note_at(f.start) for f in found]
        self._numbered = entries.numbered
        self._by_key = {note.key: note for note in entries.notes}
        self._in_note: dict[int, list[int]] = {}
        self._named: dict[str, list[int]] = {}
        for at, (each, note) in enumerate(zip(found, self._notes, strict=True)):
            if note is not None and not each.is_guess:
                self._in_note.setdefault(note.start, []).append(at)
            if each.work and each.kind is not MentionKind.OPCIT and not each.is_guess:
                self._named.setdefault(_family(each.work), []).append(at)

    def links(self) -> list[Link]:
        """One link for each citation."""
        return [self._link(i, f) for i, f in enumerate(self._found)]

    def _link(self, at: int, found: Found) -> Link:
        match found.kind:
            case MentionKind.NUMBER:
                entry = self._numbered.get(found.work)
                return Link(entry=entry.text if entry else "")
            case MentionKind.AUTHOR:
                return Link(entry=self._reference_for(found.work))
            case MentionKind.IBID:
                return self._ibid(at, found)
            case MentionKind.OPCIT:
                return self._opcit(at, found)
            case MentionKind.TIME:
                return self._last_recording(at)
            case MentionKind.LOCATOR:
                return self._place_only(at, found)
            case _:
                return Link()

    def _ibid(self, at: int, found: Found) -> Link:
        if found.locator.kind == "timestamp":
            return self._last_recording(at)
        note = self._notes[at]
        if note is not None:
            return self._ibid_in_note(at, note)
        before = self._before(at, lambda i: self._notes[i] is None)
        if before < 0:
            return Link(is_certain=False)
        # After the time of a film a page is of something else, and a bare "ibid." of the film.
        crosses = bool(found.locator) and self._is_time(before)
        if crosses:
            before = self._before(at, lambda i: self._notes[i] is None and not self._is_time(i))
        is_certain = not crosses and self._is_sure(before) and not self._has_fellow(before)
        return Link(before, is_certain)

    def _has_fellow(self, at: int) -> bool:
        """True when the citation before it, of another work, stands in the same brackets."""
        if at < 1 or self._found[at].kind is not MentionKind.AUTHOR:
            return False
        between = self._text[self._found[at - 1].end : self._found[at].start]
        return between.strip() in (";", "; see", "; cf.") and self._root(at - 1) != self._root(at)

    def _ibid_in_note(self, at: int, note: Entry) -> Link:
        inside = self._before(at, lambda i: self._notes[i] is note)
        if inside >= 0:
            return Link(inside, self._is_sure(inside))
        previous = self._by_key.get(str(int(note.key) - 1)) if note.key.isdecimal() else None
        if previous is None:
            return Link(is_certain=False)
        cited = self._earlier(self._in_note.get(previous.start), at)
        if len(cited) > 1:
            works = {self._root(i) for i in cited}
            return Link(cited[-1], len(works) == 1)
        if cited:
            return Link(cited[0], self._is_sure(cited[0]) and ";" not in previous.text)
        is_reference = bool(_YEAR.search(previous.text))
        return Link(is_certain=is_reference, entry=previous.text if is_reference else "")

    def _root(self, at: int) -> str:
        found = self._found[at]
        if found.kind in (MentionKind.AUTHOR, MentionKind.OPCIT) and found.work:
            return _family(found.work)
        return found.kind.value if found.kind is MentionKind.IBID else f"{at}"

    def _opcit(self, at: int, found: Found) -> Link:
        if found.note:
            return self._supra(at, found)
        if not found.work:
            return Link(self._before(at, lambda _: True), is_certain=False)
        family = _family(found.work)
        named = self._earlier(self._named.get(family), at)
        if named:
            works = {name_key(self._found[i].work) for i in named}
            return Link(named[-1], len(works) == 1)
        entries = [
            e for e in (*self._entries.notes, *self._entries.references) if _names(e, family)
        ]
        entries = [e for e in entries if e.start < found.start or e in self._entries.references]
        return Link(is_certain=len(entries) == 1, entry=entries[-1].text if entries else "")

    def _supra(self, at: int, found: Found) -> Link:
        note = self._by_key.get(str(found.note))
        if note is None:
            return Link(is_certain=False)
        cited = self._earlier(self._in_note.get(note.start), at)
        family = _family(found.work) if found.work else ""
        same = [
            i
            for i in cited
            if family and self._found[i].work and _family(self._found[i].work) == family
        ]
        if same:
            return Link(same[-1])
        if cited and not (family and _names(note, family)):
            return Link(cited[-1], len(cited) == 1 and not family)
        return Link(is_certain=True, entry=note.text)

    def _last_recording(self, at: int) -> Link:
        before = self._before(at, self._is_time)
        return Link(before, True) if before >= 0 else Link(is_certain=False)

    def _place_only(self, at: int, found: Found) -> Link:
        note = self._notes[at]
        head = self._text[max(0, found.start - 300) : found.start]
        if note is not None:
            head = self._text[max(note.start, found.start - 300) : found.start]
        sentence = " ".join(head.rsplit("\n\n", 1)[-1].split())
        if note is not None and (_YEAR.search(sentence) or len(sentence) > 20):
            return Link(is_certain=True, entry=sentence)
        is_reference = bool(_YEAR.search(sentence))
        if found.locator.kind not in _ALONE:
            entry = sentence if is_reference else ""
            return Link(is_certain=False, entry=entry, is_stray=not is_reference)
        paragraph = self._text.rfind("\n\n", 0, found.start)
        before = self._before(
            at,
            lambda i: (
                self._found[i].start > paragraph
                and self._found[i].kind not in (MentionKind.TIME, MentionKind.LOCATOR)
            ),
        )
        is_stray = before < 0 and not is_reference
        return Link(before, is_certain=False, entry=sentence, is_stray=is_stray)

    def _reference_for(self, work: str) -> str:
        """The reference with this family name and year; empty when there is not just one."""
        family, year = _family(work), _YEAR.search(work)
        found = [e for e in self._entries.references if _begins(e, family)]
        if year:
            letter = work[year.start() :].split()[0].rstrip(",")
            found = [e for e in found if letter in e.text] or [
                e for e in found if year[0] in e.text
            ]
        return found[0].text if len(found) == 1 else ""

    def _before(self, at: int, wanted: Callable[[int], bool]) -> int:
        first = max(0, at - _LOOK_BACK)
        places = range(at - 1, first - 1, -1)
        return next((i for i in places if not self._found[i].is_guess and wanted(i)), -1)

    @staticmethod
    def _earlier(places: list[int] | None, at: int) -> list[int]:
        end = bisect_left(places, at) if places else 0
        return places[max(0, end - _LOOK_BACK) : end] if places else []

    def _is_time(self, at: int) -> bool:
        return self._found[at].locator.kind == "timestamp" and bool(self._found[at].locator)

    def _is_sure(self, at: int) -> bool:
        return at >= 0 and self._found[at].kind is not MentionKind.LOCATOR


def _family(work: str) -> str:
    """The first name of weight, in small letters: for comparing within a document."""
    words = _WORD.findall(re.split(r",| & | and ", work)[0])
    return words[-1].lower() if words else work.lower()


def _begins(entry: Entry, family: str) -> bool:
    return family in entry.text[:60].lower()


def _names(entry: Entry, family: str) -> bool:
    return bool(re.search(rf"\b{re.escape(family)}\b", entry.text.lower()))
