"""A changed PDF as bytes, caught as MuPDF writes them: the worker may write to no file.

Source: ISO 32000-2, 7.5.6 (incremental updates).
"""

from pincite.documents.worker import engine

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def appendix(pdf: "Any", size: int) -> bytes:
    """What goes after the `size` bytes of the original."""
    options = engine.full().mupdf.PdfWriteOptions()
    options.do_incremental = 1
    return _written(pdf, options, skip=size)


def whole(pdf: "Any") -> bytes:
    """The file written anew; locked with the same password as before."""
    options = engine.full().mupdf.PdfWriteOptions()
    options.do_garbage = 1
    return _written(pdf, options, skip=0)


def _written(pdf: "Any", options: "Any", *, skip: int) -> bytes:
    mu = engine.full().mupdf
    # 0 keeps the encryption, or the lack of it.
    options.do_encrypt = 0
    options.do_compress = 1
    options.do_preserve_metadata = 1

    class Caught(mu.FzOutput2):  # type: ignore[misc, name-defined]  # no types in the binding
        """What is written beyond the first `skip` bytes; MuPDF copies the original first."""

        def __init__(self) -> None:
            super().__init__()
            self.data = bytearray()
            self.at = 0
            self.use_virtual_write()
            self.use_virtual_seek()
            self.use_virtual_tell()
            self.use_virtual_truncate()

        def seek(self, _context: "Any", offset: int, whence: int) -> None:
            end = skip + len(self.data)
            self.at = offset + (0, self.at, end)[whence]

        def tell(self, _context: "Any") -> int:
            return self.at

        def truncate(self, _context: "Any") -> None:
            del self.data[max(0, self.at - skip) :]

        def write(self, _context: "Any", raw: "Any", length: int) -> None:
            piece = mu.raw_to_python_bytes(raw, length)[max(0, skip - self.at) :]
            start = max(0, self.at - skip)
            self.data[start : start + len(piece)] = piece
            self.at += length

    out = Caught()
    mu.pdf_write_document(pdf, out, options)
    out.fz_close_output()
    return bytes(out.data)
