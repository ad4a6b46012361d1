"""PDFs with annotations, made on the spot by PyMuPDF as another program."""

from pathlib import Path
from typing import Any

import pymupdf

SIZE = (432.0, 648.0)
CROP = (30.0, 50.0, 410.0, 600.0)
WORDS = "Every printed page carries a number that readers cite and printers repeat with care"


def page_pdf(path: Path, *, rotation: int = 0, is_cropped: bool = False) -> Path:
    """A page with a line of text and one further down, turned and cropped."""
    document = pymupdf.open()
    page = document.new_page(width=SIZE[0], height=SIZE[1])
    page.insert_text((60, 200), WORDS[:48], fontsize=11)
    page.insert_text((60, 230), WORDS[48:], fontsize=11)
    if is_cropped:
        page.set_cropbox(pymupdf.Rect(*CROP))
    page.set_rotation(rotation)
    document.save(path)
    document.close()
    return path


def marked_pdf(path: Path, *, rotation: int = 0, is_cropped: bool = False) -> Path:
    """The same page with the words "printed page" highlighted by PyMuPDF."""
    page_pdf(path, rotation=rotation, is_cropped=is_cropped)
    document = pymupdf.open(path)
    page = document[0]
    mark = page.add_highlight_annot(page.search_for("printed page", quads=True))
    mark.set_info(title="Ada", content="well put")
    mark.update()
    document.saveIncr()
    document.close()
    return path


def set_keys(path: Path, ordinal: int, keys: dict[str, str], *, page: int = 0) -> Path:
    """Set raw entries ("/T" -> "(Ada)") of an annotation."""
    document = pymupdf.open(path)
    xref = [found[0] for found in document[page].annot_xrefs()][ordinal]
    for key, value in keys.items():
        document.xref_set_key(xref, key, value)
    document.saveIncr()
    document.close()
    return path


def add_raw(path: Path, *sources: str) -> Path:
    """Append annotations given as PDF source to the first page; "@n" stands for the nth's xref."""
    document: Any = pymupdf.open(path)
    page = document[0].xref
    xrefs = [document.get_new_xref() for _ in sources]
    for xref, source in zip(xrefs, sources, strict=True):
        for number, other in enumerate(xrefs):
            source = source.replace(f"@{number}", f"{other} 0 R")
        document.update_object(xref, source)
    references = " ".join(f"{xref} 0 R" for xref in xrefs)
    document.xref_set_key(page, "Annots", f"[{references}]")
    document.saveIncr()
    document.close()
    return path
