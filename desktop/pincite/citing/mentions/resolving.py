"""From the names that citations give to items of a library. Certain, suggested, or neither."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pincite.citing.mentions.works import WorkIndex, named
from pincite.model.ids import ItemId, MentionId, Sha256
from pincite.model.mentions import Mention, MentionState, WorkName, name_key


class KnownNames:
    """What people said that names stand for.

    In its own document and in the whole library a name counts; what was said in another document
    is a suggestion.
    """

    def __init__(self, names: Iterable[WorkName], document: Sha256) -> None:
        self._own: dict[str, ItemId] = {}
        self._library: dict[str, ItemId] = {}
        self._elsewhere: dict[str, set[ItemId]] = {}
        for name in names:
            key = name_key(name.name)
            if name.document == document:
                self._own[key] = name.item
            elif not name.document:
                self._library[key] = name.item
            else:
                self._elsewhere.setdefault(key, set()).add(name.item)

    def get(self, work: str) -> tuple[ItemId | None, bool]:
        """The item of a name, and whether that is decided."""
        key = name_key(work)
        decided = self._own.get(key) or self._library.get(key)
        if decided is not None or not key or key.isdecimal():
            return decided, decided is not None
        others = self._elsewhere.get(key, set())
        return (next(iter(others)), False) if len(others) == 1 else (None, False)


def resolve(mentions: Sequence[Mention], names: KnownNames, works: WorkIndex) -> list[Mention]:
    """The mentions of one document with their items; what a person decided stays.

    A guess that names a work counts only where the work is known; others are left out.

    Args:
        mentions: in reading order.
    """
    resolved = propagate([_resolved(m, names, works) for m in mentions])
    return [m for m in resolved if not m.is_guess or not m.work or m.item or m.entry]


def _resolved(mention: Mention, names: KnownNames, works: WorkIndex) -> Mention:
    if mention.state.is_decided:
        return mention
    work = named(mention)
    item, is_decided = names.get(work) if work else (None, False)
    if item is None or not is_decided:
        match = works.match(mention)
        if match.is_certain and not (mention.is_doubtful and not work):
            item, is_decided = match.first, True
        else:
            item = item or match.first
    return _with(mention, item, is_certain=is_decided)


def propagate(mentions: Sequence[Mention]) -> list[Mention]:
    """Give citations that lead to earlier ones the work of those; decided ones stay."""
    by_id: dict[MentionId, Mention] = {}
    for mention in mentions:
        by_id[mention.id] = _inherited(mention, by_id)
    return list(by_id.values())


def _inherited(mention: Mention, before: Mapping[MentionId, Mention]) -> Mention:
    source = before.get(mention.after) if mention.after else None
    if source is None or mention.state.is_decided or source.state is MentionState.DISMISSED:
        return mention
    if mention.entry and mention.state is MentionState.RESOLVED and not source.state.is_decided:
        return mention
    is_certain = source.state in (MentionState.CONFIRMED, MentionState.RESOLVED)
    return _with(mention, source.item, is_certain=is_certain and not mention.is_doubtful)


def _with(mention: Mention, item: ItemId | None, *, is_certain: bool) -> Mention:
    is_sure = is_certain and not mention.is_guess
    state = MentionState.RESOLVED if is_sure else MentionState.SUGGESTED
    return replace(mention, item=item, state=state if item else MentionState.UNRESOLVED)
