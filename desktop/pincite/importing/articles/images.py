"""The images of an article, taken out of its markup and kept beside it.

In the stored article an image is `asset:image-<16 hex digits>.<suffix>`, named by its contents.
Only PNG, JPEG, GIF and WebP are kept, told by their first bytes; nothing else is drawn anywhere.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from lxml import html as lxml_html

from pincite.importing.articles.paragraphs import inner_html, parse_fragment

FindImage = Callable[[str], bytes | None]
"""The image at an address as it stands in the page; None when it is not at hand."""

ASSET = re.compile(r"asset:(image-[0-9a-f]{16}\.(?:png|jpg|gif|webp))")
_ASSET_SOURCE = re.compile(rf'(?<=src="){ASSET.pattern}(?=")')
_DATA = re.compile(r"data:image/[\w.+-]+((?:;[\w=-]+)*),(.*)", re.DOTALL)
_LARGEST = 25_000_000
_LARGEST_TOGETHER = 150_000_000
_MEDIA_TYPES = {"png": "image/png", "jpg": "image/jpeg", "gif": "image/gif", "webp": "image/webp"}


@dataclass(frozen=True, slots=True)
class ArticleImage:
    """An image file of an article."""

    name: str
    data: bytes


def keep_images(html: str, find: FindImage | None) -> tuple[str, tuple[ArticleImage, ...]]:
    """Give the images that are at hand names of their own; the others lose their source.

    Args:
        html: foreign fragment.
        find: asked for every address but those of images contained in the markup.
    """
    if "<img" not in html:
        return html, ()
    root = parse_fragment(html)
    shelf: dict[str, ArticleImage] = {}
    room = _LARGEST_TOGETHER
    for element in list(root.iter("img")):
        data = _data_of(element, find)
        suffix = image_suffix(data) if data else ""
        if not data or not suffix or len(data) > min(_LARGEST, room):
            element.drop_tree()
            continue
        name = f"image-{hashlib.sha256(data).hexdigest()[:16]}.{suffix}"
        if name not in shelf:
            shelf[name] = ArticleImage(name, data)
            room -= len(data)
        element.set("src", f"asset:{name}")
    return inner_html(root), tuple(shelf.values())


def with_images_inside(html: str, read: FindImage) -> str:
    """An article with its kept images as `data:` addresses, for whoever lays it out.

    Args:
        read: the contents of an image by its name; None when it is gone.
    """

    def inside(match: re.Match[str]) -> str:
        data = read(match[1])
        if data is None:
            return ""
        media_type = _MEDIA_TYPES[match[1].rpartition(".")[2]]
        return f"data:{media_type};base64,{base64.b64encode(data).decode()}"

    return _ASSET_SOURCE.sub(inside, html)


def image_suffix(data: bytes) -> str:
    """What an image is by its first bytes: "png", "jpg", "gif" or "webp"; else empty."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    return "webp" if data.startswith(b"RIFF") and data[8:12] == b"WEBP" else ""


def _data_of(element: lxml_html.HtmlElement, find: FindImage | None) -> bytes | None:
    # The address before a lazy one took its place is what a browser saved.
    for name in ("src", "data-first"):
        source = (element.get(name) or "").strip()
        if source.startswith("data:"):
            data = _contained(source)
        elif source and find is not None and not source.startswith("asset:"):
            data = find(source)
        else:
            data = None
        if data:
            return data
    return None


def _contained(source: str) -> bytes | None:
    match = _DATA.fullmatch(source)
    if match is None or len(source) > 2 * _LARGEST:
        return None
    if "base64" not in match[1]:
        return unquote_to_bytes(match[2])
    try:
        return base64.b64decode("".join(match[2].split()) + "==", validate=False)
    except (binascii.Error, ValueError):
        return None
