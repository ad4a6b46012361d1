"""The table of all citation styles: made from the heads of 10 800 files, then kept as one file."""

import contextlib
import html
import json
import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_HEAD = 8192
"""Bytes read of each file; the longest head of a style ends before 5000."""

_TITLE = re.compile(r"<title\b[^>]*>(.*?)</title>", re.DOTALL)
_CLASS = re.compile(r'<style\b[^>]*\bclass="([^"]+)"')
_FORMAT = re.compile(r'<category\b[^>]*citation-format="([^"]+)"')
_FIELD = re.compile(r'<category\b[^>]*\bfield="([^"]+)"')
_LOCALE = re.compile(r'<style\b[^>]*\bdefault-locale="([^"]+)"')
_LINK = re.compile(r"<link\b[^>]*>")
_HREF = re.compile(r'href="[^"]*/([^"/]+)"')


@dataclass(frozen=True, slots=True)
class Style:
    """A citation style as lists show it.

    Attributes:
        name: the name of its file without suffix.
        category: "note" when citations stand in notes, else "in-text".
        citation_format: "author-date", "numeric", "note", "label", "author" or empty.
        parent: name of the style that this one shares; empty for an independent one.
        locale: the language it prescribes; empty for the reader's choice.
        fields: subjects it is filed under.
        is_own: it was added to the library by its user.
    """

    name: str
    title: str
    category: str = "in-text"
    citation_format: str = ""
    parent: str = ""
    locale: str = ""
    fields: tuple[str, ...] = ()
    is_own: bool = False


def read_index(folder: Path, cache_folder: Path | None) -> tuple[Style, ...]:
    """The table of the styles in `folder`, from the cache where that was made of the same files."""
    stamp = f"{folder}|{folder.stat().st_mtime_ns}|1"
    if cache_folder:
        kept = _load(cache_folder / "styles.json", stamp)
        if kept:
            return kept
    made = make_index(folder)
    if cache_folder:
        # Without a place to keep it the list is only slower.
        with contextlib.suppress(OSError):
            _save(cache_folder / "styles.json", stamp, made)
    return made


def make_index(folder: Path) -> tuple[Style, ...]:
    """Read the head of every style in `folder` and in "dependent" under it; sorted by title."""
    independent = {style.name: style for style in _read_all(folder)}
    dependent = []
    for style in _read_all(folder / "dependent"):
        parent = independent.get(style.parent)
        if parent and style.name not in independent:
            dependent.append(
                Style(
                    style.name, style.title, parent.category, parent.citation_format, parent.name,
                    style.locale or parent.locale, style.fields,
                )
            )  # fmt: skip
    every = [*independent.values(), *dependent]
    return tuple(sorted(every, key=lambda s: (s.title.casefold(), s.name)))


def _read_all(folder: Path) -> Iterator[Style]:
    if not folder.is_dir():
        return
    with os.scandir(folder) as files:
        for file in files:
            if file.name.endswith(".csl"):
                with open(file.path, "rb") as stream:
                    head = stream.read(_HEAD).decode("utf-8", errors="replace")
                yield style_of(file.name.removesuffix(".csl"), head)


def style_of(name: str, head: str) -> Style:
    """What the beginning of a style's text tells of it."""
    title = _TITLE.search(head)
    citation_format = _first(_FORMAT, head)
    kind = _first(_CLASS, head)
    parent = next((_first(_HREF, link) for link in _LINK.findall(head) if "-parent" in link), "")
    return Style(
        name=name,
        title=" ".join(html.unescape(title[1]).split()) if title else name,
        category="note" if kind == "note" else "in-text",
        citation_format=citation_format,
        parent=parent,
        locale=_first(_LOCALE, head),
        fields=tuple(_FIELD.findall(head)),
    )


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1] if found else ""


def _load(file: Path, stamp: str) -> tuple[Style, ...]:
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        if data["stamp"] != stamp:
            return ()
        return tuple(_from_row(row) for row in data["styles"])
    except (OSError, ValueError, KeyError, TypeError):
        return ()


def _from_row(row: list[Any]) -> Style:
    name, title, category, citation_format, parent, locale, fields = row
    return Style(name, title, category, citation_format, parent, locale, tuple(fields))


def _save(file: Path, stamp: str, styles: tuple[Style, ...]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    rows = [
        [s.name, s.title, s.category, s.citation_format, s.parent, s.locale, s.fields]
        for s in styles
    ]
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", dir=file.parent, delete=False
    ) as stream:
        json.dump({"stamp": stamp, "styles": rows}, stream)
    os.replace(stream.name, file)
