"""What tabs show, and remembering it with the library."""

import json
import logging
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from pincite.library.queries import Reader
from pincite.model.citations import Bibliography
from pincite.model.ids import BibliographyId, ReplacementId, Sha256
from pincite.model.replacements import Replacement

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class TabContent:
    """What a tab or one side of it shows: a document, a bibliography, a review, a manuscript."""

    document: Sha256 | None = None
    file: Path | None = None
    bibliography: BibliographyId | None = None
    replacement: ReplacementId | None = None
    manuscript: Path | None = None
    is_ledger: bool = False
    tool: str = ""


Contents = tuple[TabContent, ...]
"""Of one tab: one, or one for each of its sides."""


def as_text(tabs: Iterable[Contents]) -> str:
    """What these tabs show, to be kept with the library."""
    return json.dumps([[asdict(content) for content in tab] for tab in tabs], default=str)


def from_text(text: str) -> Iterator[Contents]:
    """What `as_text` wrote; a text that another version wrote says nothing."""
    try:
        for tab in json.loads(text):
            yield tuple(_with_paths(TabContent(**values)) for values in tab)
    except (ValueError, TypeError):
        logger.info("The tabs that were open could not be read")


def is_there(read: Reader, content: TabContent) -> bool:
    """True when what a tab showed can be shown again."""
    if content.document is not None:
        return read.document_exists(content.document)
    if content.bibliography is not None:
        found = read.get(Bibliography, content.bibliography)
        return found is not None and not found.trashed
    if content.replacement is not None:
        return read.get(Replacement, content.replacement) is not None
    path = content.file or content.manuscript
    return path is None or path.exists()


def _with_paths(content: TabContent) -> TabContent:
    """JSON knows no paths."""
    file, manuscript = content.file, content.manuscript
    return replace(
        content,
        file=Path(file) if file else None,
        manuscript=Path(manuscript) if manuscript else None,
    )
