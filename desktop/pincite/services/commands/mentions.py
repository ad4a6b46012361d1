"""Commands on the citations found in documents: keep, resolve, dismiss, add what they name."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pincite.citing.mentions.finding import VERSION
from pincite.citing.mentions.resolving import propagate
from pincite.citing.mentions.works import named
from pincite.library.transaction import Transaction
from pincite.model.documents import Document
from pincite.model.ids import ItemId, MentionId, Sha256, WorkNameId
from pincite.model.items import Item
from pincite.model.mentions import Mention, MentionState, WorkName, name_key
from pincite.services.commands.items import AddItem
from pincite.services.errors import NothingFoundError


def save_mentions(tx: Transaction, document: Sha256, found: Sequence[Mention]) -> None:
    """Put what was found in a document in place of what was; decisions of a person stay.

    Dismissed ones stay even where they are not found any more, so that they never come back.
    """
    known = {m.id: m for m in tx.mentions_of(document, dismissed=True)}
    fresh = [_decided(mention, known.get(mention.id)) for mention in found]
    for mention in propagate(fresh):
        tx.put(mention)
    for gone in known.keys() - {m.id for m in fresh}:
        if known[gone].state is not MentionState.DISMISSED:
            tx.remove(Mention, gone)
    tx.put_mention_scan(document, VERSION)


def _decided(mention: Mention, known: Mention | None) -> Mention:
    if known is None:
        return mention
    if known.edition and known.place == mention.place:
        mention = replace(mention, edition=known.edition, edition_place=known.edition_place)
    if not known.state.is_decided:
        return mention
    return replace(mention, item=known.item, state=known.state)


@dataclass(frozen=True, slots=True)
class SaveMentions:
    """Keep the citations found in a document, in place of those found before."""

    document: Sha256
    mentions: tuple[Mention, ...]
    label: str = "Find citations"

    def apply(self, tx: Transaction) -> None:
        """Put what is new or changed and remove what is gone."""
        if tx.get(Document, self.document) is None:
            raise NothingFoundError("This document is no longer in the library.")
        save_mentions(tx, self.document, self.mentions)


@dataclass(frozen=True, slots=True)
class SaveManyMentions:
    """The same for several documents; those that are gone meanwhile are left out."""

    parts: tuple[SaveMentions, ...]
    label: str = "Find citations"

    def apply(self, tx: Transaction) -> None:
        """Put what was found in each."""
        for part in self.parts:
            if tx.get(Document, part.document) is not None:
                save_mentions(tx, part.document, part.mentions)


@dataclass(frozen=True, slots=True)
class ResolveMention:
    """Say what a citation names; the same name in the document then means the same.

    Attributes:
        item: None to forget what was said or guessed.
        is_everywhere: the name means this in every document of the library.
        is_alone: only this one citation, and no name is remembered.
    """

    mention: MentionId
    item: ItemId | None
    is_everywhere: bool = False
    is_alone: bool = False
    label: str = "Resolve citation"

    def apply(self, tx: Transaction) -> None:
        """Put the name, the mention, and those that follow from them."""
        mention = _live(tx, self.mention)
        if self.item is not None:
            item = tx.get(Item, self.item)
            if item is None or item.trashed:
                raise NothingFoundError("The work is no longer in the library; choose another.")
        name = "" if self.is_alone else named(mention)
        if name:
            self._remember(tx, mention.document, name)
        self._settle(tx, mention.document, name)
        if name and self.is_everywhere:
            for document in tx.documents_naming((name.split()[0],)):
                if document != mention.document:
                    self._settle(tx, document, name)

    def _remember(self, tx: Transaction, document: Sha256, name: str) -> None:
        scopes = (document, "") if self.is_everywhere or self.item is None else (document,)
        for scope in scopes:
            id = _name_id(scope, name)
            if self.item is not None:
                tx.put(WorkName(id, scope, name, self.item))
            elif scope or self.is_everywhere:
                tx.remove(WorkName, id)

    def _settle(self, tx: Transaction, document: Sha256, name: str) -> None:
        """The mentions of the document: the one itself, its namesakes, and what follows them."""
        key = name_key(name)
        changed = []
        for mention in tx.mentions_of(document, dismissed=True):
            if mention.id == self.mention:
                state = MentionState.CONFIRMED if self.item else MentionState.UNRESOLVED
                mention = replace(mention, item=self.item, state=state)
            elif key and mention.state is not MentionState.DISMISSED and _is_called(mention, key):
                state = MentionState.RESOLVED if self.item else MentionState.UNRESOLVED
                mention = replace(mention, item=self.item, state=state)
            changed.append(mention)
        for mention in propagate(changed):
            tx.put(mention)


@dataclass(frozen=True, slots=True)
class DismissMentions:
    """These are no citations; they do not come back when the document is looked through again."""

    mentions: tuple[MentionId, ...]
    label: str = "Dismiss citation"

    def apply(self, tx: Transaction) -> None:
        """Mark each."""
        for id in self.mentions:
            tx.put(replace(_live(tx, id), state=MentionState.DISMISSED, item=None))


@dataclass(frozen=True, slots=True)
class RestoreMentions:
    """They are citations after all."""

    mentions: tuple[MentionId, ...]
    label: str = "Restore citation"

    def apply(self, tx: Transaction) -> None:
        """Clear the mark of each; what they name is found out anew."""
        documents: dict[Sha256, None] = {}
        for id in self.mentions:
            mention = _live(tx, id)
            if mention.state is MentionState.DISMISSED:
                tx.put(replace(mention, state=MentionState.UNRESOLVED))
                documents[mention.document] = None
        for document in documents:
            for mention in propagate(tx.mentions_of(document, dismissed=True)):
                tx.put(mention)


@dataclass(frozen=True, slots=True)
class AddItemFromMention:
    """Add the work that a citation names, and resolve the citation to it: one act."""

    mention: MentionId
    item: Item
    is_everywhere: bool = False
    label: str = "Add cited work"

    def apply(self, tx: Transaction) -> None:
        """Put the item, then resolve."""
        AddItem(self.item).apply(tx)
        ResolveMention(self.mention, self.item.id, is_everywhere=self.is_everywhere).apply(tx)


def remember_names_of(tx: Transaction, old: Sha256, new: Sha256) -> None:
    """Let what was said of names in one file hold in another file of the same work."""
    for name in tx.work_names():
        if name.document == old:
            tx.put(replace(name, id=_name_id(new, name.name), document=new))


def _name_id(scope: str, name: str) -> WorkNameId:
    key = f"{scope}|{name_key(name)}"
    return WorkNameId(hashlib.sha256(key.encode()).hexdigest()[:32])


def _is_called(mention: Mention, key: str) -> bool:
    return not mention.after and name_key(named(mention)) == key


def _live(tx: Transaction, id: MentionId) -> Mention:
    mention = tx.get(Mention, id)
    if mention is None:
        raise NothingFoundError(
            "This citation is no longer there: the text was read anew. Look at the list again."
        )
    return mention
