"""Citations without keys in a manuscript: "(Adler 2014, p. 23)", "ibid., 24", "[12]"."""

from bisect import bisect_right
from collections.abc import Sequence

from pincite.citing.mentions.scanning import scan
from pincite.importing.manuscripts.flow import Block, Group
from pincite.importing.manuscripts.manuscript import Cite
from pincite.model.ids import MentionId, Sha256
from pincite.model.mentions import Mention

_BETWEEN = "\n\n"


def name_citations(
    blocks: Sequence[Block],
) -> tuple[list[Mention], dict[MentionId, Group], list[tuple[Block, Group]]]:
    """Find the citations that the words name, and put those that are new into their blocks.

    Returns:
        All found, linked to each other; the citation with a key or record that some of them are;
        and those added, each with its block.
    """
    begins, at = [], 0
    for block in blocks:
        begins.append(at)
        at += len(block.text) + len(_BETWEEN)
    text = _BETWEEN.join(block.text for block in blocks)
    mentions = scan(Sha256(""), [(0, text)])
    known: dict[MentionId, Group] = {}
    added: list[tuple[Block, Group]] = []
    for mention in mentions:
        number = bisect_right(begins, mention.anchor.start) - 1
        block, start = blocks[number], mention.anchor.start - begins[number]
        end = min(start + mention.length, len(block.text))
        over = next(
            (g for g in block.groups if g.start < end and start < max(g.end, g.start + 1)), None
        )
        if over is not None:
            known[mention.id] = over
            continue
        cite = Cite(locator=mention.place, mention=mention.id)
        group = Group(start, end, (cite,), mention.anchor.quote)
        added.append((block, group))
    for block, group in added:
        block.groups.append(group)
        block.groups.sort(key=lambda g: g.start)
    return mentions, known, added
