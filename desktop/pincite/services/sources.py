"""What there is to import: files in folders, fetched pages, pasted passages."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from pincite.importing.articles.files import Origin
from pincite.importing.detect import SUFFIXES
from pincite.importing.foreign.programs import program_at
from pincite.importing.references.formats import SUFFIXES as REFERENCE_SUFFIXES
from pincite.importing.references.formats import format_of
from pincite.library.files import safe_name
from pincite.model.items import ItemDraft
from pincite.services.pasting import Passage

if TYPE_CHECKING:
    from pincite.importing.fetching import Fetched

_SUFFIXES = {
    "text/html": ".html", "application/xhtml+xml": ".html", "application/pdf": ".pdf",
    "text/plain": ".txt", "text/markdown": ".md", "application/epub+zip": ".epub",
    "multipart/related": ".mhtml",
}  # fmt: skip
_SKIPPED_FOLDERS = {"__MACOSX"}


def name_for(address: str, suffix: str = ".html") -> str:
    """A file name for what an address gives: its last part, else its host."""
    parts = urlsplit(address)
    last = unquote(parts.path.rstrip("/").rpartition("/")[2])
    stem = re.sub(r"\.(?:html?|xhtml|php|aspx?|pdf|txt|md|epub)$", "", last, flags=re.IGNORECASE)
    return safe_name((stem or parts.hostname or "page") + suffix)


def saved(fetched: "Fetched", folder: Path) -> Path:
    """What was fetched as a file in `folder`, with the suffix of its kind."""
    own = Path(urlsplit(fetched.url).path).suffix.lower()
    suffix = _SUFFIXES.get(fetched.content_type) or (own if own in SUFFIXES else ".html")
    # Servers say "octet-stream" of PDFs, and "html" of some, too.
    if b"%PDF-" in fetched.data[:1024]:
        suffix = ".pdf"
    path = folder / name_for(fetched.url, suffix)
    path.write_bytes(fetched.data)
    return path


def with_origin(draft: ItemDraft, origin: Origin) -> ItemDraft:
    """The draft of a PDF with the address it was fetched from."""
    if not origin.url or "URL" in draft.fields:
        return draft
    return replace(
        draft,
        fields={**draft.fields, "URL": origin.url},
        dates={**draft.dates, "accessed": origin.accessed},
        sources={**draft.sources, "URL": "address", "accessed": "address"},
    )


def one_by_one(
    sources: Sequence[Path | str | Passage], is_recursive: bool
) -> Iterator[Path | str | Passage]:
    """The files, and those in the folders; then what is no file; each once."""
    yield from files_under([s for s in sources if isinstance(s, Path)], is_recursive=is_recursive)
    yield from dict.fromkeys(s for s in sources if not isinstance(s, Path))


def files_under(paths: Sequence[Path], *, is_recursive: bool = True) -> Iterator[Path]:
    """The files named, and those of the folders named that can be imported, each once, in order.

    Inside folders only files whose names promise something readable are taken, and hidden ones are
    left out; a file that was named itself is always taken, so that its failure is reported.
    The data folder of another program is taken as a whole.
    """
    seen: set[Path] = set()
    for path in paths:
        is_whole = not path.is_dir() or program_at(path) is not None
        found = [path] if is_whole else _in_folder(path, is_recursive)
        for each in found:
            if each not in seen:
                seen.add(each)
                yield each


def _in_folder(folder: Path, is_recursive: bool) -> list[Path]:
    found = sorted(folder.rglob("*") if is_recursive else folder.iterdir())
    return [path for path in found if is_for_import(path, folder)]


def is_for_import(path: Path, folder: Path) -> bool:
    """True for a file that is taken when a folder is imported, at whatever depth it lies there."""
    inside = path.relative_to(folder).parts
    if any(part.startswith(".") or part in _SKIPPED_FOLDERS for part in inside):
        return False
    if any(_belongs_to_page(parent) for parent in path.parents if parent != folder):
        return False
    return _is_offered(path)


def _is_offered(path: Path) -> bool:
    suffix = path.suffix.lower()
    if not path.is_file():
        return False
    return suffix in SUFFIXES or (suffix in REFERENCE_SUFFIXES and format_of(path) is not None)


def _belongs_to_page(folder: Path) -> bool:
    """True for the folder of pictures and frames that a browser saved beside a page."""
    name = folder.name
    stem = next((name.removesuffix(e) for e in ("_files", "-files") if name.endswith(e)), "")
    return bool(stem) and any(folder.with_name(stem + e).exists() for e in (".html", ".htm"))
