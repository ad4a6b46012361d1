"""Small PDFs made on the spot."""

from pathlib import Path

import pymupdf

LOREM = "A reader who marks a passage returns to it by the number at the foot of the page. "


def text_pdf(path: Path, pages: list[str], *, size: tuple[float, float] = (432, 648)) -> Path:
    """A PDF with one text box a page."""
    document = pymupdf.open()
    for text in pages:
        page = document.new_page(width=size[0], height=size[1])
        page.insert_textbox((40, 40, size[0] - 40, size[1] - 60), text, fontsize=10)
    document.save(path)
    return path


def numbered_pdf(path: Path, labels: list[str]) -> Path:
    """A PDF whose pages have running text and a number at the foot; "" for none."""
    document = pymupdf.open()
    for label in labels:
        page = document.new_page(width=432, height=648)
        page.insert_textbox((40, 40, 392, 560), LOREM * 12, fontsize=10)
        page.insert_text((210, 620), label, fontsize=9)
    document.save(path)
    return path


def locked_pdf(path: Path, password: str) -> Path:
    """An encrypted PDF of one page."""
    document = pymupdf.open()
    document.new_page().insert_text((72, 72), "secret words")
    document.save(path, encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw=password, owner_pw="x")
    return path


def endless_pdf(path: Path) -> Path:
    """Two pages, the first of which takes seconds to draw."""
    document = pymupdf.open()
    heavy = document.new_page(width=432, height=648)
    heavy.insert_text((72, 72), "heavy")
    lines = b"".join(
        b"%d %d m %d %d l S\n" % (i % 432, 0, 432 - i % 432, 648) for i in range(60_000)
    )
    document.update_stream(heavy.get_contents()[0], b"20 w\n" + lines)
    document.new_page(width=432, height=648).insert_text((72, 72), "light")
    document.save(path)
    return path


def scan_pdf(path: Path, source: Path, *, rotation: int = 0, dpi: int = 150) -> Path:
    """A PDF of pictures of the pages of another one; displayed upright whatever the rotation."""
    document = pymupdf.open()
    for page in pymupdf.open(source):
        width, height = page.rect.width, page.rect.height
        sides = (height, width) if rotation in (90, 270) else (width, height)
        scan = document.new_page(width=sides[0], height=sides[1])
        picture = page.get_pixmap(dpi=dpi).tobytes("jpg")
        scan.insert_image(scan.rect, stream=picture, rotate=rotation)
        scan.set_rotation(rotation)
    document.save(path)
    return path
