"""Articles from addresses and from pages that would like to load things, on the command line."""

import base64
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

Pincite = Callable[..., Any]

_PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
)
_PROSE = "The harbour office kept a ledger in which every ship was entered, day by day. " * 5


class Site(ThreadingHTTPServer):
    """A server on this computer that notes what it was asked for."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[str] = []
        self.address = f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        is_image = self.path.endswith(".png")
        body = _PNG if is_image else _page(self.server.address).encode()
        self.send_response(200)
        self.send_header("Content-Type", "image/png" if is_image else "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


def _page(site: str) -> str:
    """An article with one picture, and with all that makes a browser ask for something."""
    host = site.removeprefix("http://")
    return f"""<!DOCTYPE html><html lang="en"><head><title>The ledger of the harbour</title>
<base href="{site}/base/"><link rel="stylesheet" href="{site}/a.css">
<link rel="icon" href="{site}/i">
<link rel="preload" as="image" href="{site}/p.png"><meta http-equiv="refresh" content="0;{site}/r">
<style>@import url({site}/b.css); body {{ background: url({site}/c.png) }}</style>
<script src="{site}/d.js"></script></head><body background="{site}/e.png"><article>
<p style="background: url({site}/f.png)">{_PROSE}</p>
<figure><img src="{site}/ship.png"><figcaption>A ship</figcaption></figure><p>{_PROSE}</p>
<p>{_PROSE}<img src="//{host}/g.png"><img srcset="{site}/h.png 2x"><img src="\\\\{host}\\s\\j.png">
<img src="file:///etc/k.png"><iframe src="{site}/l"></iframe><object data="{site}/m"></object>
<embed src="{site}/n"><video src="{site}/o" poster="{site}/q.png"></video><audio src="{site}/s">
</audio><svg><image href="{site}/t.png"/><use href="{site}/u#v"/></svg><input type="image"
src="{site}/w.png"><a href="{site}/x" ping="{site}/y">a link</a></p><p>{_PROSE}</p></article>
</body></html>"""


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    with Site() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def _stored(library: Path) -> list[Path]:
    return sorted(path for path in library.rglob("*") if path.is_file())


def test_a_page_that_loads_much_loads_nothing(
    pincite: Pincite, site: Site, tmp_path: Path, library_folder: Path
) -> None:
    (tmp_path / "page.html").write_text(_page(site.address), encoding="utf-8")
    entry = pincite("import", tmp_path / "page.html", "--json").json["imported"][0]
    assert entry["status"] == "new"
    assert "harbour office" in pincite("text", entry["item"]).out
    assert site.asked == []
    article = next(p for p in _stored(library_folder) if p.name == "article.html")
    html = article.read_text(encoding="utf-8")
    assert "<img" not in html
    assert "A ship" in html


def test_an_address_is_imported_with_where_and_when(
    pincite: Pincite, site: Site, library_folder: Path
) -> None:
    address = f"{site.address}/ledger"
    done = pincite("import", address, "--allow-private", "--json").json["imported"][0]
    assert (done["status"], done["path"]) == ("new", address)
    assert done["title"] == "The ledger of the harbour"
    item = pincite("show", done["item"], "--json").json
    assert address in str(item)
    assert "accessed" in str(item)
    assert site.asked == ["/ledger"]


def test_images_are_fetched_only_when_wanted(
    pincite: Pincite, site: Site, library_folder: Path
) -> None:
    pincite("import", f"{site.address}/ledger", "--images", "--allow-private")
    assert "/ship.png" in site.asked
    assert not {"/a.css", "/d.js", "/l", "/m", "/n", "/o", "/y"} & set(site.asked)
    images = [p for p in _stored(library_folder) if p.name.startswith("image-")]
    assert [p.read_bytes() for p in images] == [_PNG]


def test_an_address_on_this_computer_is_refused(pincite: Pincite, site: Site) -> None:
    done = pincite("import", f"{site.address}/ledger", "--json")
    assert done.status == 1
    assert "--allow-private" in done.json["errors"][0]["message"]
    assert site.asked == []


def test_an_article_is_named_and_cited_by_its_paragraphs(
    pincite: Pincite, tmp_path: Path, library_folder: Path
) -> None:
    (tmp_path / "talk.txt").write_text(
        "A talk about grain\n\n[00:00:12] We begin with the harbour towns.\n\n"
        "[00:03:40] The council's decision had costs that no one had counted.\n\n"
        "[00:12:03] Table four shows that the difference was never random.\n",
        encoding="utf-8",
    )
    entry = pincite("import", tmp_path / "talk.txt", "--json").json["imported"][0]
    item = entry["item"]
    assert entry["paragraphs"] == 3
    pages = pincite("text", item, "--page", "¶ 2", "--json").json["pages"]
    assert [(p["label"], p["paragraph"]) for p in pages] == [("¶ 2", 2)]
    assert pages[0]["text"].startswith("[00:03:40] The council's")
    assert pincite("text", item, "--json").json["pages"][0]["label"] == "¶ 1"
    refused = pincite("pages", item)
    assert (refused.status, "3 paragraphs" in refused.err) == (1, True)

    mark = pincite("highlight", item, "no one had counted", "--json").json
    assert mark["page_label"] == "¶ 2"
    pincite("bib", "new", "thesis")
    pincite("bib", "add", "thesis", item, "--annotation", mark["id"])
    pincite("bib", "add", "thesis", item, "--paragraph", "2-3")
    cited = pincite("bib", "show", "thesis", "--json").json["citations"]
    assert [c["locator"] for c in cited] == ["00:03:40", "¶¶ 2–3"]
