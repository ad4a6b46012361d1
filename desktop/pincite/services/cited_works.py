"""The item for a work that a citation names and the library lacks."""

from dataclasses import replace

from pincite.citing.mentions.names import split_year
from pincite.citing.mentions.works import named
from pincite.importing.names import parse_names
from pincite.importing.reference_text import draft_from_reference
from pincite.library.library import utc_now
from pincite.library.queries import Reader
from pincite.model.creators import Creator
from pincite.model.ids import ItemId, fresh_id
from pincite.model.items import Item, ItemDraft
from pincite.model.mentions import Mention, MentionKind


def cited_item(read: Reader, mention: Mention) -> Item:
    """A new item, not yet in the library: from the reference, else from the name and the year.

    An "ibid." takes those of the citation that it repeats.
    """
    source = mention
    while source.after and not source.entry:
        before = read.get(Mention, source.after)
        if before is None:
            break
        source = before
    draft = draft_from_reference(source.entry) if source.entry else _from_name(source)
    time = utc_now()
    return Item(
        id=ItemId(fresh_id()),
        type=draft.type,
        fields=draft.fields,
        creators=draft.creators,
        dates=draft.dates,
        sources=draft.sources,
        is_draft=True,
        added=time,
        modified=time,
    )


def _from_name(mention: Mention) -> ItemDraft:
    """Author and year, which is all that the citation itself says."""
    if mention.kind is MentionKind.LAW:
        cited = named(mention)
        return ItemDraft(type="legal_case", fields={"title": cited})
    if mention.kind is MentionKind.TIME or not mention.work:
        return ItemDraft(type="interview" if mention.kind is MentionKind.TIME else "document")
    name, year = split_year(mention.work)
    name = name.strip(" ,")
    is_body = name.isupper() or (len(name.split()) == 1 and not year)
    creators = (Creator(literal=name),) if is_body else tuple(parse_names(name))
    dates = {"issued": year[:4]} if year[:4].isdecimal() else {}
    draft = ItemDraft(creators=creators, dates=dates)
    return replace(draft, fields={"title": mention.work})
