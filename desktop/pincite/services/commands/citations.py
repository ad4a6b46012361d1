"""What becomes of citations when the annotations change that they are bound to."""

from dataclasses import replace

from pincite.library.library import utc_now
from pincite.library.transaction import Transaction
from pincite.model.annotations import Annotation
from pincite.model.documents import Document
from pincite.model.ids import AnnotationId
from pincite.services.reading import citable_locator


def rebind_citations(tx: Transaction, old: Annotation, to: AnnotationId) -> None:
    """Bind the citations of one annotation to another."""
    for citation in tx.citations_of_annotation(old.id):
        tx.put(replace(citation, annotation=to, modified=utc_now()))


def release_citations(tx: Transaction, annotation: Annotation) -> None:
    """Unbind the citations of an annotation; each keeps the pages that it has cited so far."""
    citations = tx.citations_of_annotation(annotation.id)
    document = tx.get(Document, annotation.document)
    if not citations or document is None:
        return
    locator = citable_locator(tx, document, annotation.anchor)
    for citation in citations:
        quotation = citation.quotation or annotation.anchor.quote
        tx.put(
            replace(
                citation,
                annotation=None,
                locator=(citation.locator if document.is_article else None) or locator,
                quotation=quotation,
                modified=utc_now(),
            )
        )
