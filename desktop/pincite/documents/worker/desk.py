"""The document on the worker's desk, and what can be asked about it."""

import os

from pincite.documents.wire import Message
from pincite.documents.worker import confine, engine, limits
from pincite.documents.worker.raster import PasswordNeeded, Raster
from pincite.documents.worker.refusal import Refusal
from pincite.documents.worker.sniff import other_kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from pincite.documents.worker.leaf import Leaves
    from pincite.documents.worker.pictures import Pictures


class Desk:
    """Holds one open document at a time.

    Args:
        pixels: memory shared with the window; pages are drawn into it.
        protections: what `limits.apply_limits` said, handed on to who asks.
    """

    def __init__(self, pixels: memoryview, protections: dict[str, str]) -> None:
        self._pixels = pixels
        self._protections = protections
        self._raster: Raster | None = None
        self._leaves: Leaves | None = None
        self._document: Any = None
        self._pictures: Pictures | None = None
        self._path = ""
        self._password = ""
        self._steps: dict[str, Callable[[Message], Message]] = {
            "open": self._open,
            "close": self._close,
            "sizes": self._sizes,
            "draw": self._draw,
            "part": self._part,
            "margins": self._margins,
            "text": self._text,
            "texts": self._texts,
            "links": self._links,
            "wordless": self._wordless,
            "recognise": self._recognise,
            "outline": self._outline,
            "labels": self._labels,
            "clues": self._clues,
            "picture": self._picture,
            "annotations": self._annotations,
            "spaces": self._spaces,
            "hide": self._hide,
            "annotate": self._annotate,
            "story": self._story,
            "protections": lambda _: Message({"protections": dict(self._protections)}),
            "ping": lambda _: Message({"pid": os.getpid()}),
        }

    def do(self, request: Message) -> Message:
        """Do what a request asks.

        Raises:
            Refusal: it cannot be done, for a reason that we know.
        """
        step = self._steps.get(request.text("op"))
        if step is None:
            raise Refusal("unknown", request.text("op"))
        return step(request)

    def _open(self, request: Message) -> Message:
        self._close(request)
        path, password = request.text("path"), request.text("password")
        try:
            kind = other_kind(path)
        except OSError as error:
            raise Refusal("unreadable", error.strerror or "") from error
        if kind is not None:
            raise Refusal("empty" if kind == "empty" else "not-a-document", kind)
        try:
            raster = Raster(path, password)
        except PasswordNeeded as needed:
            raise Refusal("wrong-password" if password else "password") from needed
        except Exception as error:
            raise Refusal("damaged", str(error)[:300]) from error
        if raster.pages < 1:
            raster.close()
            raise Refusal("no-pages")
        self._raster, self._path, self._password = raster, path, password
        if request.header.get("gently"):
            limits.yield_to_others()
        self._hide(request)
        if request.header.get("only"):
            also = [str(place) for place in request.rows("also")]
            self._protections["nothing else to read"] = confine.confine_to(path, *also)
        width, height, turn = self._size_or_letter(0)
        return Message({
            "pages": raster.pages,
            "width": width,
            "height": height,
            "rotation": turn,
            "encrypted": raster.is_encrypted,
            "can_annotate": raster.can_annotate,
        })  # fmt: skip

    def _close(self, _request: Message) -> Message:
        if self._document is not None:
            self._document.close()
            self._document = None
        self._pictures = None
        if self._leaves is not None:
            self._leaves.close()
            self._leaves = None
        if self._raster is not None:
            self._raster.close()
            self._raster = None
        return Message({})

    def _page_range(self, request: Message) -> range:
        raster = self._opened()
        first = max(0, request.whole("first"))
        return range(first, min(raster.pages, first + max(1, request.whole("count"))))

    def _sizes(self, request: Message) -> Message:
        sizes = [list(self._size_or_letter(i)) for i in self._page_range(request)]
        return Message({"sizes": sizes})

    def _size_or_letter(self, index: int) -> tuple[float, float, int]:
        """A broken page has no size; the others are to be read all the same."""
        try:
            width, height, turn = self._opened().size(index)
        except Refusal:
            raise
        except Exception:  # noqa: BLE001  (MuPDF raises anything anywhere)
            return 612.0, 792.0, 0
        return (width, height, turn) if 0 < width < 1e6 and 0 < height < 1e6 else (612.0, 792.0, 0)

    def _draw(self, request: Message) -> Message:
        raster, index = self._opened(), self._index(request)
        size = request.whole("width"), request.whole("height")
        raster.draw(index, *size, self._target(request, *size))
        if request.header.get("pictures"):
            return Message({"pictures": self._found_pictures().on_page(index, *size)})
        return Message({})

    def _part(self, request: Message) -> Message:
        raster, index, scale = self._opened(), self._index(request), request.real("scale")
        x, y, width, height = (request.whole(name) for name in ("x", "y", "width", "height"))
        target = self._target(request, width, height)
        raster.draw_part(index, scale, x, y, width, height, target)
        if request.header.get("pictures"):
            boxes = self._found_pictures().on_part(index, scale, x, y, width, height)
            return Message({"pictures": boxes})
        return Message({})

    def _margins(self, request: Message) -> Message:
        from pincite.documents.worker import margins

        pages = self._page_range(request)
        return margins.answer(self._opened(), pages, request.real("seconds"))

    def _target(self, request: Message, width: int, height: int) -> memoryview:
        start, length = request.whole("at"), width * height * 3
        if width < 1 or height < 1 or start < 0 or start + length > len(self._pixels):
            raise Refusal("unknown", "pixels outside the shared memory")
        return self._pixels[start : start + length]

    def _text(self, request: Message) -> Message:
        from pincite.documents.worker import text

        page = self._pages()[self._index(request)]
        return text.answer(page, with_edges=bool(request.header.get("edges")))

    def _texts(self, request: Message) -> Message:
        from pincite.documents.worker import text

        return text.answer_many(
            self._pages(),
            self._page_range(request),
            with_words=bool(request.header.get("words")),
            with_raised=bool(request.header.get("raised")),
            seconds=request.real("seconds") or 1.0,
        )

    def _links(self, request: Message) -> Message:
        from pincite.documents.worker import links

        return links.answer(self._opened(), self._index(request))

    def _wordless(self, request: Message) -> Message:
        from pincite.documents.worker import recognition

        return recognition.wordless(self._full(), self._page_range(request))

    def _recognise(self, request: Message) -> Message:
        from pincite.documents.worker import recognition

        page = self._full()[self._index(request)]
        return recognition.recognise(page, request.text("language"), request.text("data"))

    def _outline(self, _request: Message) -> Message:
        from pincite.documents.worker import outline

        return outline.answer(self._opened().document)

    def _labels(self, _request: Message) -> Message:
        from pincite.documents.worker import about

        return about.labels(self._full())

    def _clues(self, _request: Message) -> Message:
        from pincite.documents.worker import about

        return about.clues(self._full(), self._pages())

    def _annotations(self, request: Message) -> Message:
        from pincite.documents.worker import annotations

        pages = self._page_range(request)
        raster = self._opened()
        if not any(raster.has_annotation(index, annotations.KINDS) for index in pages):
            # Most files have none: they are read without PyMuPDF's classes.
            return Message({"annotations": [], "next": pages.stop})
        return annotations.answer_many(
            self._full(),
            pages,
            request.text("detail"),
            seconds=request.real("seconds") or 1.0,
        )

    def _spaces(self, request: Message) -> Message:
        from pincite.documents.worker import pdf_objects

        return pdf_objects.spaces(self._full(), self._page_range(request))

    def _annotate(self, request: Message) -> Message:
        from pincite.documents.worker import annotations_write

        try:
            return annotations_write.make(self._full(), request)
        finally:
            # It holds the changes now; whoever reads on reads the file.
            self._document.close()
            self._document = None

    def _hide(self, request: Message) -> Message:
        self._opened().hide_only(request.rows("hidden"))
        self._pictures = None
        return Message({})

    def _picture(self, request: Message) -> Message:
        from pincite.documents.worker import picture

        return picture.png(self._full(), self._index(request), request)

    def _story(self, request: Message) -> Message:
        from pincite.documents.worker.story import making

        return making.make(request)

    def _index(self, request: Message) -> int:
        index = request.whole("page")
        if not 0 <= index < self._opened().pages:
            raise Refusal("no-such-page")
        return index

    def _found_pictures(self) -> "Pictures":
        from pincite.documents.worker.pictures import Pictures

        if self._pictures is None:
            self._pictures = Pictures(self._opened())
        return self._pictures

    def _opened(self) -> Raster:
        if self._raster is None:
            raise Refusal("closed")
        return self._raster

    def _pages(self) -> "Leaves":
        """The pages to read text from."""
        if self._leaves is None:
            from pincite.documents.worker.leaf import Leaves

            self._leaves = Leaves(self._opened())
        return self._leaves

    def _full(self) -> "Any":
        """The document in PyMuPDF's terms, beside the one for drawing; opened when first needed."""
        self._opened()
        if self._document is None:
            document = engine.full().open(self._path, filetype="pdf")
            if document.needs_pass:
                document.authenticate(self._password)
            self._document = document
        return self._document
