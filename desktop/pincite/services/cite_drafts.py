"""From what was dragged or pasted to what is to be cited."""

from collections.abc import Sequence

from pincite.library.queries import Reader
from pincite.model.annotations import Annotation
from pincite.model.documents import Document
from pincite.model.ids import AnnotationId, ItemId, MentionId, Sha256
from pincite.model.items import Item
from pincite.model.locators import Locator, page_locator, parse_locator
from pincite.model.mentions import Mention
from pincite.services.cite_sources import CiteSource
from pincite.services.commands.entries import CiteDraft
from pincite.services.mentions import Targets


def drafts_of(read: Reader, sources: Sequence[CiteSource]) -> tuple[CiteDraft, ...]:
    """What is to be cited, in the order of the sources; what is gone or in the trash is left out.

    For a job: a mention is followed to the work that it names.
    """
    targets = Targets(read)
    found = (_draft(read, source, targets) for source in sources)
    return tuple(draft for draft in found if draft is not None)


def _draft(read: Reader, source: CiteSource, targets: Targets) -> CiteDraft | None:
    if source.annotation:
        return _of_annotation(read, read.get(Annotation, AnnotationId(source.annotation)))
    if source.mention:
        return _of_mention(read.get(Mention, MentionId(source.mention)), targets)
    item = read.get(Item, ItemId(source.item)) if source.item else None
    if item is None or item.trashed:
        return None
    locator = _locator(read, source)
    return CiteDraft(item.id, locator, document=source.document if locator else "")


def _locator(read: Reader, source: CiteSource) -> Locator:
    if source.place:
        return parse_locator(source.place, source.kind)
    if source.document and source.page.isdecimal():
        page_map = read.page_map(Sha256(source.document))
        return page_locator([page_map.label(int(source.page)).label])
    return Locator()


def _of_annotation(read: Reader, annotation: Annotation | None) -> CiteDraft | None:
    if annotation is None or annotation.trashed:
        return None
    document = read.get(Document, annotation.document)
    item = read.get(Item, document.item) if document is not None else None
    if item is None or item.trashed:
        return None
    return CiteDraft(item.id, annotation=annotation.id, quotation=annotation.anchor.quote)


def _of_mention(mention: Mention | None, targets: Targets) -> CiteDraft | None:
    item = targets.of(mention).item if mention is not None else None
    if mention is None or item is None or item.trashed:
        return None
    locator = mention.edition_place or mention.place
    return CiteDraft(item.id, locator, quotation=mention.quotation, document=mention.edition)
