"""What moving a mark to another file, and back, means for each kind of it."""

from dataclasses import replace

from pincite.library.library import utc_now
from pincite.library.transaction import Transaction
from pincite.model.annotations import Annotation
from pincite.model.citations import Citation
from pincite.model.locators import Locator
from pincite.model.mentions import Mention, MentionState
from pincite.model.replacements import MarkKind, ReplacedMark, Replacement


def move_on(tx: Transaction, replacement: Replacement, mark: ReplacedMark) -> bool:
    """Move what a mark stands for to its new place.

    Returns:
        False when it is no longer what the review was made of.
    """
    match mark.kind:
        case MarkKind.ANNOTATION:
            return _annotation_on(tx, replacement, mark)
        case MarkKind.CITATION:
            return _citation_on(tx, replacement, mark)
        case MarkKind.MENTION:
            return _mention_on(tx, replacement, mark)
        case MarkKind.FINDING:
            return _finding_on(tx, replacement, mark)


def move_back(tx: Transaction, replacement: Replacement, mark: ReplacedMark) -> None:
    """Move what a mark stands for back to the old file; what is elsewhere by now stays there."""
    match mark.kind:
        case MarkKind.ANNOTATION:
            annotation = tx.get(Annotation, mark.subject)
            if annotation is not None and annotation.document == replacement.new:
                tx.put(
                    replace(
                        annotation,
                        document=replacement.old,
                        anchor=mark.old_anchor or annotation.anchor,
                        strokes=mark.old_strokes or annotation.strokes,
                        modified=utc_now(),
                    )
                )
        case MarkKind.CITATION:
            citation = tx.get(Citation, mark.subject)
            if citation is not None and citation.locator == mark.new_place:
                old = replacement.old
                tx.put(replace(citation, locator=mark.old_place, document=old, modified=utc_now()))
        case MarkKind.MENTION:
            mention = tx.get(Mention, mark.subject)
            if mention is not None and mention.edition == replacement.new:
                tx.put(replace(mention, edition=replacement.old, edition_place=Locator()))
        case MarkKind.FINDING:
            return


def _annotation_on(tx: Transaction, replacement: Replacement, mark: ReplacedMark) -> bool:
    annotation = tx.get(Annotation, mark.subject)
    if annotation is None or annotation.trashed or mark.anchor is None:
        return False
    if annotation.document != replacement.old or annotation.anchor != mark.old_anchor:
        return False
    tx.put(
        replace(
            annotation,
            document=replacement.new,
            anchor=mark.anchor,
            strokes=mark.strokes or annotation.strokes,
            modified=utc_now(),
        )
    )
    return True


def _citation_on(tx: Transaction, replacement: Replacement, mark: ReplacedMark) -> bool:
    citation = tx.get(Citation, mark.subject)
    if citation is None or citation.annotation is not None or not mark.new_place:
        return False
    if citation.locator != mark.old_place or citation.document not in ("", replacement.old):
        return False
    tx.put(replace(citation, locator=mark.new_place, document=replacement.new, modified=utc_now()))
    return True


def _mention_on(tx: Transaction, replacement: Replacement, mark: ReplacedMark) -> bool:
    mention = tx.get(Mention, mark.subject)
    if mention is None or mention.place != mark.old_place or not mark.new_place:
        return False
    tx.put(replace(mention, edition=replacement.new, edition_place=mark.new_place))
    return True


def _finding_on(tx: Transaction, replacement: Replacement, mark: ReplacedMark) -> bool:
    """Carry a decision over to the same citation as it was found in the new file."""
    decided = tx.get(Mention, mark.subject)
    if decided is None or not decided.state.is_decided or mark.anchor is None:
        return False
    known = tx.mentions_of(replacement.new, dismissed=True)
    same = next((m for m in known if is_at(m, mark)), None)
    if same is None:
        return False
    item = None if decided.state is MentionState.DISMISSED else decided.item
    tx.put(replace(same, item=item, state=decided.state))
    return True


def is_at(mention: Mention, mark: ReplacedMark) -> bool:
    """True when a citation found in the new file stands at the place of a mark."""
    anchor = mark.anchor
    if anchor is None or mention.anchor.page_index != anchor.page_index:
        return False
    start, length = mention.anchor.start, mention.length
    return start - 2 <= anchor.start < start + max(length, 1)
