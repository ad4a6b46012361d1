"""An article made from a page that would load things, imported and shown: nothing is loaded.

A listener on this computer counts the connections, and pictures outside of the page's folder are
bright red: any of them that is drawn anywhere is seen.
"""

import socket
import struct
import sys
import threading
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6 import QtGui
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QTabBar, QWidget
from tests.ui.shell import Shell

from pincite.model.documents import Document
from pincite.services.importer import Importer
from pincite.services.jobs import JobContext
from pincite.ui.library.items_view import ItemsView
from pincite.ui.reader.links.preview_card import PreviewCard
from pincite.ui.reader.tab import ReaderTab

_PROSE = "The harbour office kept a ledger in which every ship was entered, day by day. " * 4
_RED = QColor(255, 0, 0)


class Listener:
    """Takes connections on this computer and counts them."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self.connections = 0
        self._thread = threading.Thread(target=self._take, daemon=True)
        self._thread.start()

    def close(self) -> None:
        # Unlike `close` alone, a connection of our own ends the thread's waiting on every system.
        self._is_closing = True
        socket.create_connection(("127.0.0.1", self.port)).close()
        self._thread.join()
        self._socket.close()

    _is_closing = False

    def _take(self) -> None:
        while True:
            connection, _ = self._socket.accept()
            connection.close()
            if self._is_closing:
                return
            self.connections += 1


class _Opened:
    """Notes which files Python code opens below a folder; audit hooks cannot be taken off."""

    folder = ""
    paths: list[str] = []  # noqa: RUF012  (one hook for the process)

    @classmethod
    def hook(cls, event: str, arguments: tuple[Any, ...]) -> None:
        if cls.folder and event == "open" and str(arguments[0]).startswith(cls.folder):
            cls.paths.append(str(arguments[0]))


@pytest.fixture
def listener() -> Iterator[Listener]:
    opened = Listener()
    yield opened
    opened.close()


@pytest.fixture
def outside(tmp_path: Path) -> Iterator[Path]:
    """A folder with a red picture that no page may show."""
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "red.png").write_bytes(_red_png(60))
    if not hasattr(_Opened, "is_set"):
        sys.addaudithook(_Opened.hook)
        _Opened.is_set = True  # type: ignore[attr-defined]
    _Opened.paths = []
    _Opened.folder = str(folder)
    yield folder
    _Opened.folder = ""


def _red_png(side: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    rows = (b"\0" + b"\xff\0\0" * side) * side
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def _page(port: int, red: Path) -> str:
    """An article with every kind of reference that makes some program load something."""
    site, host, file = f"http://127.0.0.1:{port}", f"127.0.0.1:{port}", red.as_uri()
    unc = f"\\\\127.0.0.1@{port}\\share\\a.png"
    title = f"<img src='{file}'><img src='{site}/title'>The ledger"
    escaped = title.replace("<", "&lt;")
    return f"""<!DOCTYPE html><html lang="en" manifest="{site}/manifest"><head>
<title>{escaped}</title><base href="{site}/base/"><link rel="stylesheet" href="{site}/a.css">
<link rel="icon" href="{site}/icon"><link rel="preload" as="image" href="{site}/pre.png">
<link rel="prefetch" href="{site}/fetch"><link rel="preconnect" href="{site}">
<link rel="dns-prefetch" href="//{host}"><link rel="stylesheet" href="{file}">
<meta http-equiv="refresh" content="0;{site}/refresh"><meta property="og:image" content="{file}">
<meta property="og:image" content="{site}/og.png">
<style>@import url({site}/b.css); @font-face {{ font-family: f; src: url({site}/f.woff) }}
body {{ background: url({site}/c.png); font-family: f }} p {{ list-style: url({file}) }}
p::before {{ content: url({file}) }}</style><script src="{site}/d.js"></script>
<script>new Image().src = "{site}/script"</script></head><body background="{site}/e.png"><article>
<h1>{escaped}</h1><p style="background: url({site}/f.png)"><a href="#end">downward</a> {_PROSE}</p>
<p style='background-image: url("{file}")'>{_PROSE}</p>
<figure><img src="{site}/ship.png"><figcaption>A ship</figcaption></figure><p>{_PROSE}</p>
<p>{_PROSE}<img src="//{host}/g.png"><img srcset="{site}/h.png 2x, {file} 1x"><img src="{unc}">
<img src="file://127.0.0.1/share/k.png"><img src="{file}"><img src="{red}"><img data-src="{file}">
<img src="asset:../../outside/red.png"><img lowsrc="{site}/low"><picture><source srcset="{file}">
<source srcset="{site}/source"></picture><iframe src="{site}/frame"></iframe>
<iframe srcdoc="&lt;img src={file}&gt;"></iframe><object data="{file}"></object>
<embed src="{site}/n"><video src="{site}/o" poster="{file}"></video><audio src="{site}/s"></audio>
<track src="{site}/track"><svg><image href="{file}"/><use href="{site}/u#v"/>
<feImage href="{site}/fe"/></svg><math><mi xlink:href="{site}/math">x</mi></math>
<input type="image" src="{file}"><a href="{site}/x" ping="{site}/y">a link</a>
</p><table background="{file}"><tr><td background="{site}/td">a</td></tr>
</table><p>{_PROSE}</p><blockquote cite="{site}/cite">{_PROSE}</blockquote>
<p id="end">{_PROSE}</p></article></body></html>"""


def _is_seen(image: QImage, colour: QColor) -> bool:
    picture = image.convertToFormat(QImage.Format.Format_RGB32)
    pixel = colour.rgb().to_bytes(4, "little")
    data = bytes(picture.constBits())
    return any(data[i : i + 4] == pixel for i in range(0, len(data), 4))


def _rich_tips(window: QWidget) -> list[str]:
    """Tooltips that Qt would take for markup and load the pictures of."""
    tips = [widget.toolTip() for widget in (window, *window.findChildren(QWidget))]
    for tabs in window.findChildren(QTabBar):
        tips += [tabs.tabToolTip(number) for number in range(tabs.count())]
    return [tip for tip in tips if "<img" in tip and QtGui.Qt.mightBeRichText(tip)]


def test_nothing_is_loaded_while_an_article_is_imported_and_shown(
    shell: Shell, listener: Listener, outside: Path, tmp_path: Path
) -> None:
    page = tmp_path / "saved" / "page.html"
    page.parent.mkdir()
    page.write_text(_page(listener.port, outside / "red.png"), encoding="utf-8")
    entry = Importer(shell.context.workspace).run([page], JobContext()).files[0]
    assert (entry.status, entry.message) == ("new", "")
    assert entry.sha256 is not None
    assert entry.item is not None

    view = shell.tab.findChild(ItemsView)
    assert isinstance(view, ItemsView)
    shell.qtbot.waitUntil(lambda: view.model().rowCount() == 1)
    view.select_ids([entry.item])
    pictures = [shell.window.grab().toImage()]

    shell.context.open_reader(entry.sha256, None, (), None)
    tab = shell.window.findChild(ReaderTab)
    assert isinstance(tab, ReaderTab)
    pane = tab.pane
    shell.qtbot.waitUntil(lambda: bool(pane.texts.known) and pane.view.isVisible())
    pictures += [shell.window.grab().toImage(), _preview(shell, tab)]

    assert "every ship was entered" in pane.texts.known[0].text
    assert not any(_is_seen(picture, _RED) for picture in pictures)
    assert _rich_tips(shell.window) == []
    assert _Opened.paths == []
    assert listener.connections == 0
    document = shell.context.workspace.read.get(Document, entry.sha256)
    assert document is not None
    assert document.problem == ""


def _preview(shell: Shell, tab: ReaderTab) -> QImage:
    """The card that shows where a link inside of the article leads."""
    view, text = tab.pane.view, tab.pane.texts.known[0]
    word = next(word for word in text.words if text.text[word.start : word.end] == "downward")
    place = QPointF(view.rect_of(0, word.box).center())
    shell.qtbot.waitUntil(lambda: tab.pane.links.hover(place))
    shell.qtbot.waitUntil(lambda: any(c.isVisible() for c in view.findChildren(PreviewCard)))
    return view.grab().toImage()


def test_the_listener_and_the_red_picture_would_be_noticed(
    listener: Listener, outside: Path
) -> None:
    socket.create_connection(("127.0.0.1", listener.port)).close()
    image = QImage(str(outside / "red.png"))
    assert _is_seen(image, _RED)
    with open(outside / "red.png", "rb"):
        assert _Opened.paths
