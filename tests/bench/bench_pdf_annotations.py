"""Whether highlights written into real PDFs are seen by other programs, and read back.

    python tests/bench/bench_pdf_annotations.py [FOLDER]

Needs `pdftoppm` and `qpdf`, and the packages pypdfium2 and pikepdf, which Pincite itself does not.
Every file that can be opened gets a highlight on words of one of its first pages (in the middle of
the page where there are none). Prints a table, and every exception by name and reason; the exit
status is 1 when one of them is not explained by the original.
"""

import shutil
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
from tests.bench.figures import line, machine

from pincite.documents.annotated import Edits
from pincite.documents.errors import DocumentError
from pincite.documents.geometry import box_to_display
from pincite.documents.reading import DocumentReader
from pincite.documents.workbench import Workbench
from pincite.documents.worker.annotations import KINDS
from pincite.exporting.errors import ExportError
from pincite.exporting.pdf import PdfCopier
from pincite.model.anchors import Anchor, PageQuads, Quad
from pincite.model.annotations import Annotation, AnnotationKind
from pincite.model.ids import AnnotationId, Sha256
from pincite.model.texts import anchor_for

CORPUS = Path(__file__).parents[3] / "shared" / "data" / "pdf"
PROCESSES = 2
PAGES_TRIED = 3
WORDS = 8
LONGEST_SIDE_PX = 900
PATIENCE_S = 60
CHANGED_LEVELS = 24
"""Sum of the differences of the three channels from which on a pixel counts as changed."""
SEEN_SHARE = 0.2
MULTIPLIED = np.array([1.0, 0.915, 0.5])
"""What a highlight in yellow at half strength leaves of red, green and blue."""
HIDDEN = 1 << 1

Image = np.ndarray[tuple[int, ...], np.dtype[np.uint8]]


@dataclass
class Outcome:
    """What came of one file; `notes` are exceptions, each a sentence."""

    name: str
    state: str = ""
    marks: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    write_s: float = 0.0
    grown: int = 0
    read: tuple[int, int] = (-1, -1)


def main() -> int:
    """Run over all files and print."""
    missing = [name for name in ("pdftoppm", "qpdf") if shutil.which(name) is None]
    missing += [name for name in ("pypdfium2", "pikepdf") if find_spec(name) is None]
    if missing:
        print(f"Left out: {', '.join(missing)} not installed.")
        return 0
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS
    files = sorted(p for p in folder.rglob("*") if p.suffix.lower() == ".pdf")
    with ProcessPoolExecutor(PROCESSES) as pool:
        outcomes = list(pool.map(tried, files, [folder] * len(files), chunksize=8))
    print(machine())
    print(f"{len(files)} files")
    for state, count in Counter(o.state for o in outcomes).most_common():
        print(f"  {count:4} {state}")
    written = [o for o in outcomes if o.marks]
    for aspect in ("original bytes", "qpdf --check", "poppler", "pdfium", "read back"):
        counts = Counter(o.marks.get(aspect, "not tried") for o in written)
        print(f"{aspect:16} " + "   ".join(f"{what} {n}" for what, n in counts.most_common()))
    print(line("writing, checking and renaming a copy", [o.write_s for o in written]))
    grown = [o.grown for o in written if o.state == "appended"]
    print(f"bytes appended: median {statistics.median(grown):.0f}, largest {max(grown)}")
    counted = [o.read for o in outcomes if min(o.read) >= 0]
    ours, theirs = sum(a for a, _ in counted), sum(b for _, b in counted)
    print(f"annotations read: {ours} by us, {theirs} by pikepdf, in {len(counted)} files")
    unexplained = 0
    for outcome in outcomes:
        for note in outcome.notes:
            unexplained += note.startswith("!")
            print(f"  {outcome.name}: {note}")
    return 1 if unexplained else 0


def tried(path: Path, folder: Path) -> Outcome:
    """One file, whatever happens to it."""
    outcome = Outcome(str(path.relative_to(folder)))
    with Workbench() as bench, tempfile.TemporaryDirectory() as scratch:
        try:
            with DocumentReader(path, workbench=bench) as reader:
                found = reader.annotations()
                annotation, box = highlight(reader, [f.annotation for f in found])
            compare_reading(path, len(found), outcome)
            began = perf_counter()
            copy = PdfCopier(path, bench).write(
                Path(scratch) / "copy.pdf", annotation_edits(annotation)
            )
        except (DocumentError, ExportError) as error:
            outcome.state = "not readable" if isinstance(error, DocumentError) else "NOT WRITTEN"
            outcome.notes.append(("! " if isinstance(error, ExportError) else "") + str(error))
            return outcome
        outcome.write_s = perf_counter() - began
        outcome.state = "appended" if copy.is_appendix else "written anew"
        examine(path, copy.path, annotation, box, outcome, bench)
    return outcome


def annotation_edits(annotation: Annotation) -> Edits:
    """One highlight."""
    return Edits(added=(annotation,), author="Bench")


def highlight(
    reader: DocumentReader, marked: list[Annotation]
) -> tuple[Annotation, tuple[float, float, float, float]]:
    """A highlight on words, and its first box as shares of the displayed page.

    Args:
        marked: what is marked already; a second highlight could not be told from the first.
    """
    taken = [(p.page_index, q) for a in marked for p in a.anchor.places for q in p.quads]
    anchor = None
    for index in range(min(PAGES_TRIED, reader.page_count)):
        try:
            text = reader.page_text(index)
        except DocumentError:
            continue
        here = [quad for page, quad in taken if page == index]
        inside = [
            w
            for w in text.words
            if fits(w.box, index, reader) and not any(overlap(w.box, q) for q in here)
        ]
        if inside:
            first = text.words.index(inside[len(inside) // 3])
            last = min(first + WORDS, len(text.words)) - 1
            anchor = anchor_for(text, text.words[first].start, text.words[last].end)
            break
    if anchor is None:
        width, height = displayed_size(0, reader)
        turned = reader.info.rotations[0] % 180
        width, height = (height, width) if turned else (width, height)
        middle = Quad(width * 0.3, height * 0.45, width * 0.7, height * 0.55)
        anchor = Anchor(0, (PageQuads(0, (middle,)),))
    page, quad = anchor.page_index, anchor.places[0].quads[0]
    width, height = displayed_size(page, reader)
    turn = reader.info.rotations[page]
    x0, y0, x1, y1 = box_to_display((quad.x0, quad.y0, quad.x1, quad.y1), width, height, turn)
    annotation = Annotation(
        AnnotationId("0123456789abcdef"), Sha256(""), AnnotationKind.HIGHLIGHT, anchor,
        comment="A comment: “quoted”, ünï, Ελ, 日本.",
        created="2026-01-31T09:30:00.000Z",
    )  # fmt: skip
    return annotation, (x0 / width, y0 / height, x1 / width, y1 / height)


def overlap(one: Quad, other: Quad) -> bool:
    """True when two boxes have something in common."""
    beside = one.x1 < other.x0 or other.x1 < one.x0
    return not beside and one.y0 <= other.y1 and other.y0 <= one.y1


def fits(quad: Quad, index: int, reader: DocumentReader) -> bool:
    """True for a word of a good size inside the page."""
    width, height = displayed_size(index, reader)
    if reader.info.rotations[index] % 180:
        width, height = height, width
    inside = quad.x0 >= 0 and quad.y0 >= 0 and quad.x1 <= width and quad.y1 <= height
    return inside and quad.x1 - quad.x0 > 2 and quad.y1 - quad.y0 > 2


def displayed_size(index: int, reader: DocumentReader) -> tuple[float, float]:
    """Width and height of a page in points."""
    return reader.info.sizes[index]


def examine(
    path: Path,
    copy: Path,
    annotation: Annotation,
    box: tuple[float, float, float, float],
    outcome: Outcome,
    bench: Workbench,
) -> None:
    """Look at a copy with other programs' eyes."""
    old, new = path.read_bytes(), copy.read_bytes()
    outcome.grown = len(new) - len(old)
    kept = new.startswith(old)
    outcome.marks["original bytes"] = "kept" if kept else "rewritten"
    if not kept and outcome.state == "appended":
        outcome.notes.append("! appended, but the original's bytes changed")
    before, after = qpdf(path), qpdf(copy)
    outcome.marks["qpdf --check"] = f"{before} -> {after}"
    ranks = ("clean", "warnings", "errors", "no answer")
    if ranks.index(after) > ranks.index(before):
        outcome.notes.append(f"! qpdf --check: {before} before, {after} after")
    page = annotation.anchor.page_index
    for engine, draw in (("poppler", poppler), ("pdfium", pdfium)):
        seen = visible(draw(path, page), draw(copy, page), box)
        outcome.marks[engine] = seen
        if seen != "seen":
            outcome.notes.append(f"{'! ' if seen == 'NOT SEEN' else ''}{engine}: {seen}")
    with DocumentReader(copy, workbench=bench) as reader:
        found = [f.annotation for f in reader.annotations() if f.own_id == annotation.id]
    quote = annotation.anchor.quote
    if not found or found[0].comment != annotation.comment:
        outcome.marks["read back"] = "LOST"
        outcome.notes.append("! not read back")
    elif found[0].anchor.quote != quote:
        outcome.marks["read back"] = "other text"
        outcome.notes.append(f"read back “{found[0].anchor.quote[:60]}” for “{quote[:60]}”")
    else:
        outcome.marks["read back"] = "same text" if quote else "same (no text)"


def qpdf(path: Path) -> str:
    """What `qpdf --check` thinks of a file."""
    try:
        done = subprocess.run(
            ["qpdf", "--check", str(path)], capture_output=True, timeout=PATIENCE_S, check=False
        )
    except subprocess.TimeoutExpired:
        return "no answer"
    return {0: "clean", 3: "warnings"}.get(done.returncode, "errors")


def poppler(path: Path, page: int) -> "Image | None":
    """A page as pixels by `pdftoppm`; None when it draws nothing."""
    number, side = str(page + 1), str(LONGEST_SIDE_PX)
    command = ["pdftoppm", "-q", "-cropbox", "-scale-to", side, "-f", number, "-l", number]
    try:
        done = subprocess.run(
            [*command, str(path)], capture_output=True, timeout=PATIENCE_S, check=False
        )
    except subprocess.TimeoutExpired:
        return None
    parts = done.stdout.split(b"\n", 3)
    if len(parts) < 4 or parts[0] != b"P6":
        return None
    width, height = (int(value) for value in parts[1].split())
    pixels = np.frombuffer(parts[3], np.uint8, width * height * 3)
    return pixels.reshape(height, width, 3)


def pdfium(path: Path, page: int) -> "Image | None":
    """A page as pixels by pdfium; None when it cannot open or draw it."""
    try:
        document = import_module("pypdfium2").PdfDocument(path)
        shown = document[page]
        scale = LONGEST_SIDE_PX / max(*shown.get_size(), 1.0)
        pixels = np.array(shown.render(scale=scale).to_numpy()[:, :, 2::-1], np.uint8)
        document.close()
    except Exception:  # noqa: BLE001  (its own errors and those of the C library)
        return None
    return pixels


def visible(before: "Image | None", after: "Image | None", box: tuple[float, ...]) -> str:
    """Whether the highlight's box looks different now."""
    if before is None:
        return "cannot draw the original"
    if after is None:
        return "NOT SEEN (cannot draw the copy)"
    if before.shape != after.shape:
        return "NOT SEEN (other size)"
    height, width = before.shape[:2]
    x0, x1 = int(box[0] * width), max(int(box[2] * width), int(box[0] * width) + 1)
    y0, y1 = int(box[1] * height), max(int(box[3] * height), int(box[1] * height) + 1)
    old, new = before[y0:y1, x0:x1].astype(int), after[y0:y1, x0:x1].astype(int)
    if not old.size:
        return "NOT SEEN (box outside)"
    if share_changed(old, new) >= SEEN_SHARE:
        return "seen"
    if share_changed(old, old * MULTIPLIED) < SEEN_SHARE:
        return "its ground takes no yellow"
    return "NOT SEEN"


def share_changed(old: Any, new: Any) -> float:
    """The share of pixels that look different."""
    return float((np.abs(old - new).sum(axis=2) >= CHANGED_LEVELS).mean())


def compare_reading(path: Path, ours: int, outcome: Outcome) -> None:
    """Count markup annotations with pikepdf, leaving out replies and hidden ones as we do."""
    pikepdf = import_module("pikepdf")
    try:
        with pikepdf.open(path) as document:
            theirs = sum(
                is_mark(pikepdf, mark)
                for page in document.pages
                for mark in (page.obj.get("/Annots") or ())
            )
    except Exception:  # noqa: BLE001  (any error of the other reader: no comparison)
        return
    outcome.read = (ours, theirs)
    if ours != theirs:
        outcome.notes.append(f"annotations: {ours} by us, {theirs} by pikepdf")


def is_mark(pikepdf: Any, mark: Any) -> bool:
    """True for a markup annotation that is shown and is no reply."""
    if not isinstance(mark, pikepdf.Dictionary):
        return False
    is_reply = "/IRT" in mark and mark.get("/RT") != pikepdf.Name.Group
    is_hidden = int(mark.get("/F", 0)) & HIDDEN
    return str(mark.get("/Subtype", ""))[1:] in KINDS and not is_reply and not is_hidden


if __name__ == "__main__":
    sys.exit(main())
