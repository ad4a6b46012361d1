"""The citations of a document as mentions, linked to each other; no library is asked."""

import hashlib
from collections import Counter
from collections.abc import Sequence

from pincite.citing.mentions.chain import Chain, Link
from pincite.citing.mentions.entries import Entries, read_entries
from pincite.citing.mentions.evidence import Evidence
from pincite.citing.mentions.finding import find
from pincite.citing.mentions.flat import FlatText
from pincite.citing.mentions.grammar import Found
from pincite.citing.mentions.quotations import quotation_before
from pincite.model.anchors import CONTEXT, Anchor
from pincite.model.ids import MentionId, Sha256
from pincite.model.locators import Locator
from pincite.model.mentions import Mention, MentionKind

_BEFORE = 16
"""Letters before a citation that tell it from others with the same words."""
_LONGEST_ENTRY = 600
_STRAY, _LAW = 0.4, 0.85


def scan(document: Sha256, pages: Sequence[tuple[int, str]]) -> list[Mention]:
    """The citations of a document in reading order, none of them resolved.

    Args:
        pages: index and text of each page with text, in order.
    """
    flat = FlatText([text for _, text in pages])
    entries = read_entries(flat.text)
    evidence = Evidence(flat.text, len(entries.numbered), entries.families)
    found = [f for f in find(flat.text, evidence) if not _is_of_entry(f, entries)]
    links = Chain(flat.text, found, entries).links()
    indexes = [index for index, _ in pages]
    return _mentions(document, flat, indexes, found, links)


def _is_of_entry(found: Found, entries: Entries) -> bool:
    """A page in the list of references is where the article stands, not a place that is cited."""
    return entries.is_reference(found.start) and found.kind in (
        MentionKind.AUTHOR, MentionKind.LOCATOR, MentionKind.TIME, MentionKind.NUMBER,
    )  # fmt: skip


def _mentions(
    document: Sha256,
    flat: FlatText,
    indexes: Sequence[int],
    found: Sequence[Found],
    links: Sequence[Link],
) -> list[Mention]:
    seen: Counter[str] = Counter()
    made: list[Mention] = []
    for each, link in zip(found, links, strict=True):
        anchor, length = _anchor(flat, indexes, each)
        in_paragraph = anchor.before.replace("\f", "\n\n").rpartition("\n\n")[2]
        sign = f"{document}|{_letters(anchor.quote)}|{_letters(in_paragraph)[-_BEFORE:]}"
        seen[sign] += 1
        id = hashlib.sha256(f"{sign}|{seen[sign]}".encode()).hexdigest()[:32]
        after = made[link.before] if link.before >= 0 else None
        made.append(
            Mention(
                id=MentionId(id),
                document=document,
                kind=each.kind,
                anchor=anchor,
                length=length,
                work=each.work,
                locator=each.locator,
                carried=after.place if after is not None and _repeats(each) else Locator(),
                quotation=quotation_before(
                    flat.text, each.start, each.end, is_narrative=each.is_narrative
                ),
                entry=link.entry[:_LONGEST_ENTRY],
                confidence=_confidence(each, link),
                after=after.id if after is not None else None,
                is_doubtful=not link.is_certain,
            )
        )
    return made


def _confidence(found: Found, link: Link) -> float:
    """A place of no work that is in sight is a guess; those of laws name their own."""
    is_law = found.confidence >= _LAW
    return min(found.confidence, _STRAY) if link.is_stray and not is_law else found.confidence


def _repeats(found: Found) -> bool:
    return found.kind is MentionKind.IBID and not found.locator


def _anchor(flat: FlatText, indexes: Sequence[int], found: Found) -> tuple[Anchor, int]:
    start, last = flat.origin(found.start), flat.origin(found.end - 1)
    page, offset = flat.place(start)
    anchor = Anchor(
        page_index=indexes[page],
        quote=" ".join(flat.text[found.start : found.end].split()),
        before=flat.text[max(0, found.start - CONTEXT) : found.start],
        after=flat.text[found.end : found.end + CONTEXT],
        start=offset,
    )
    return anchor, last + 1 - start


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
