"""The command of an import: a file and what was read from it."""

from dataclasses import dataclass, replace

from pincite.library.transaction import Transaction
from pincite.model.documents import Document, OutlineEntry, PageMap, Paragraph
from pincite.model.items import Item
from pincite.services.commands.keys import fresh_key


@dataclass(frozen=True, slots=True)
class AddDocument:
    """Put a new file and all that was read from it; makes an item unless one is named."""

    item: Item
    is_new_item: bool
    document: Document
    page_map: PageMap
    texts: tuple[tuple[int, str], ...]
    outline: tuple[OutlineEntry, ...]
    paragraphs: tuple[Paragraph, ...]
    label: str = "Import"

    def apply(self, tx: Transaction) -> None:
        """Put item, document, page map and texts in one transaction."""
        if self.is_new_item:
            tx.put(replace(self.item, key=self.item.key or fresh_key(tx, self.item)))
        tx.put(self.document)
        tx.put(self.page_map)
        tx.put_page_texts(self.document.sha256, self.texts)
        tx.put_outline(self.document.sha256, self.outline)
        tx.put_paragraphs(self.document.sha256, self.paragraphs)
