"""Files are told apart by what is in them."""

from pathlib import Path

import pytest

from pincite.importing.detect import is_address, kind_of


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.pdf", b"%PDF-1.7\n...", "pdf"),
        ("a.txt", b"junk before it\n%PDF-1.4\n", "pdf"),
        ("a.pdf", b"<!DOCTYPE html><html><body>x</body></html>", "html"),
        ("a", b"\xef\xbb\xbf<html lang=en>", "html"),
        ("a.htm", "<html><p>ü</p>".encode("utf-16"), "html"),
        ("a.html", b"<p>only a fragment</p>", "html"),
        ("a.xhtml", b'<?xml version="1.0"?>\n<!-- x --><html xmlns="x">', "html"),
        ("a.md", b"# Title\n\nText", "markdown"),
        ("a.txt", b"Title\n\nText", "text"),
        ("a.txt", "Füße".encode("latin-1"), "text"),
        ("README", b"Title\n\nText", "text"),
        ("a.py", b"import os\nprint(os.sep * 3)\n", None),
        ("a.bin", bytes(range(256)) * 4, None),
        ("a.txt", bytes(range(256)) * 4, None),
        ("a.pdf", b"", None),
        ("a.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", None),
    ],
)
def test_the_kind_of_a_file(tmp_path: Path, name: str, data: bytes, kind: str | None) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert kind_of(path) == kind


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("https://example.org/a", True), (" http://example.org ", True), ("https://", False),
     ("see https://example.org", False), ("https://a b", False), ("file:///a", False)],
)  # fmt: skip
def test_an_address_is_told_from_text(text: str, is_one: bool) -> None:
    assert is_address(text) == is_one
