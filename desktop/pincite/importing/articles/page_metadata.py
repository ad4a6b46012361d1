"""Title, authors, date and publication of a web page, from what it says in its markup.

Order: JSON-LD, then citation_* (Google Scholar), Dublin Core, Open Graph and other meta elements,
then the visible byline. Each value keeps its source.

Source: schema.org Article; ogp.me; Google Scholar inclusion guidelines; SingleFile's comment.
"""

import re
from collections.abc import Iterable

from lxml import html as lxml_html

from pincite.importing.articles.draft import Facts, readable_name
from pincite.importing.articles.json_ld import LinkedData
from pincite.importing.articles.page_dates import page_date
from pincite.importing.names import in_title_case, parse_name, split_names
from pincite.model.creators import Creator
from pincite.model.identifiers import find_doi

_SAVED = re.compile(
    r"Page saved with SingleFile\s+url:\s*(\S+)\s+saved date:\s*([^\n]+)|"
    r"saved from url=\(\d+\)(\S+)"
)
_AUTHOR_METAS = (
    "citation_author", "parsely-author", "sailthru.author", "byl", "author", "dc.creator",
    "dcterms.creator", "article:author", "article:author_name", "og:article:author",
)  # fmt: skip
_DATE_METAS = (
    "citation_publication_date", "citation_online_date", "citation_date", "article:published_time",
    "og:published_time", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dc.date",
    "dcterms.issued", "dcterms.created",
    "datepublished", "pubdate", "publishdate", "publish-date", "publication_date",
    "ptime", "date", "displaydate",
)  # fmt: skip
_TITLE_METAS = ("citation_title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title")
_BYLINES = (
    '//*[@itemprop="author"]//*[@itemprop="name"]', '//*[@itemprop="author"]', '//a[@rel="author"]',
    '//*[contains(@class, "byline__name") or contains(@class, "byline-name")]',
    '//*[contains(@class, "author-name") or contains(@class, "author__name")]',
    '//*[contains(concat(" ", @class, " "), " byline ") or @id = "byline"]',
    '//*[contains(concat(" ", @class, " "), " author ") or @id = "author"]',
    '//*[contains(@class, "byline") or contains(@class, "author-link")]',
)  # fmt: skip
_AGENCIES = frozenset((
    "ap", "associatedpress", "theassociatedpress", "reuters", "thomsonreuters", "afp", "dpa",
    "agencefrancepresse", "bloomberg", "bloombergnews", "upi", "pamedia", "pressassociation",
))  # fmt: skip
_USER_NAME = re.compile(r"[a-z0-9_.-]+|[Aa]dmin\w*")
_AFTER_NAME = re.compile(
    r"\s+(?:\||•|·|—|–)\s+.*|"
    r"\s*,?\s+(?:on|published|updated|posted|edited by|follow|is an?|\d{1,2}:\d\d)\b.*|"
    r"\s*\(?@\w+\)?.*|\s*[\w.]+@[\w.]+.*",
    re.IGNORECASE | re.DOTALL,
)
_SITE_SUFFIX = re.compile(r"\s+[|\-–—»·:•]+\s+[^|–—»•]{2,45}$")
_TYPES = {
    "NewsArticle": "article-newspaper", "ReportageNewsArticle": "article-newspaper",
    "AnalysisNewsArticle": "article-newspaper", "OpinionNewsArticle": "article-newspaper",
    "BlogPosting": "post-weblog", "ScholarlyArticle": "article-journal",
    "MedicalScholarlyArticle": "article-journal", "Report": "report",
}  # fmt: skip


def read_page_metadata(tree: lxml_html.HtmlElement, source: str) -> tuple[Facts, str]:
    """What a page says about itself, and the CSL type it points to.

    Args:
        tree: the whole page.
        source: its markup, for the comments of programs that save pages.
    """
    return _PageReading(tree, source).facts()


def squashed(text: str) -> str:
    """Letters and digits only, for comparing headings."""
    return "".join(c for c in text.casefold() if c.isalnum())


class _PageReading:
    def __init__(self, tree: lxml_html.HtmlElement, source: str) -> None:
        self._tree = tree
        self._source = source
        self._metas = _metas(tree)
        self._data = LinkedData(tree)
        self._facts = Facts()

    def facts(self) -> tuple[Facts, str]:
        self._read_publication()
        self._read_title()
        self._read_authors()
        self._read_address()
        date, source = page_date(self._tree, self._data, self._meta(*_DATE_METAS), self._address())
        self._facts.set_date("issued", date, source)
        return self._facts, self._type()

    def _meta(self, *names: str) -> list[str]:
        return [value for name in names for value in self._metas.get(name, [])]

    def _first_meta(self, *names: str) -> str:
        return next(iter(self._meta(*names)), "")

    def _read_title(self) -> None:
        declared = [
            (self._first_meta(*_TITLE_METAS), "meta"),
            (self._data.text("headline"), "JSON-LD"),
            (self._first_meta("og:title", "twitter:title"), "Open Graph"),
        ]
        page_title = _clean(self._tree.findtext(".//title") or "")
        headings = [_clean(h.text_content()) for h in self._tree.iter("h1")]
        headings = [h for h in headings if len(squashed(h)) > 3]
        self._facts.set_title(_confirmed(headings, [t for t, _ in declared], page_title), "heading")
        for title, source in declared:
            self._facts.set_title(self._without_site(_clean(title)), source)
        # A short heading is the site's own name more often than a title.
        if len(headings) == 1 and len(squashed(headings[0])) > 10:
            self._facts.set_title(headings[0], "heading")
        short = _SITE_SUFFIX.sub("", page_title)
        self._facts.set_title(short if len(squashed(short)) > 10 else page_title, "page title")

    def _without_site(self, title: str) -> str:
        """A title without the name of the site behind it ("Whales | The Gazette")."""
        suffix = _SITE_SUFFIX.search(title)
        name, site = squashed(suffix[0] if suffix else ""), squashed(self._site())
        return title[: suffix.start()] if suffix and name and site and name in site else title

    def _site(self) -> str:
        return self._facts.fields.get("container-title", "")

    def _read_authors(self) -> None:
        in_data = self._data.names("author")
        in_metas = self._meta_authors()
        visible = self._visible_authors()
        # Some systems name whoever published the page; two other witnesses overrule them.
        is_agreed = bool(in_metas) and _share_a_name(in_metas, visible)
        if is_agreed and not _share_a_name(in_data, [*in_metas, *visible]):
            in_data = []
        self._set_creators([n for n in in_data if not _USER_NAME.fullmatch(n)], "JSON-LD")
        self._set_creators(in_metas, "meta")
        self._set_creators(visible, "byline")

    def _meta_authors(self) -> list[str]:
        for name in _AUTHOR_METAS:
            values = list(dict.fromkeys(self._meta(name)))
            # Some sites list all their writers under one name; that says nothing of this page.
            if len(values) < 30 and _creators(values):
                return values
        return []

    def _visible_authors(self) -> list[str]:
        for path in _BYLINES:
            texts = [_clean(e.text_content()) for e in self._tree.xpath(path)]
            texts = [text for text in texts if 3 < len(text) < 120]
            several = texts[:6] if "itemprop" in path or "rel=" in path else texts[:1]
            if _creators(several):
                return several
        return []

    def _set_creators(self, names: list[str], source: str) -> None:
        # The publication as its own author is a body, whatever its name looks like.
        site = squashed(self._site())
        if names and site and all(squashed(name) == site for name in names):
            self._facts.set_creators((Creator(literal=self._site()),), source)
        self._facts.set_creators(_without_bodies(_creators(names), self._site()), source)

    def _read_address(self) -> None:
        saved = _SAVED.search(self._source[:5000]) or _SAVED.search(self._source[-3000:])
        canonical = self._tree.xpath("string((//link[@rel='canonical']/@href)[1])")
        for address, source in (
            (str(canonical), "canonical"),
            (self._first_meta("og:url"), "Open Graph"),
            ((saved[1] or saved[3]) if saved else "", "saved page"),
        ):
            if address.startswith(("http://", "https://")):
                self._facts.set("URL", address.strip(), source)
        if saved and saved[2]:
            self._facts.set_date("accessed", _saved_date(saved[2]), "saved page")
        doi = find_doi(" ".join(self._meta("citation_doi", "dc.identifier", "prism.doi")))
        self._facts.set("DOI", doi or "", "meta")

    def _address(self) -> str:
        return self._facts.fields.get("URL", "")

    def _read_publication(self) -> None:
        facts = self._facts
        facts.set("container-title", self._first_meta("citation_journal_title"), "meta")
        facts.set("container-title", _clean(self._first_meta("og:site_name")), "Open Graph")
        facts.set("container-title", next(iter(self._data.names("publisher")), ""), "JSON-LD")
        language = self._tree.get("lang") or self._first_meta("og:locale", "content-language")
        if re.fullmatch(r"[A-Za-z]{2,3}(?:[-_][\w-]{2,10})?", language):
            facts.set("language", language.replace("_", "-"), "page")
        self._read_licence()
        for field in ("volume", "issue", "issn", "publisher"):
            value = self._first_meta(f"citation_{field}")
            facts.set("ISSN" if field == "issn" else field, value, "meta")
        first, last = self._first_meta("citation_firstpage"), self._first_meta("citation_lastpage")
        facts.set("page", f"{first}–{last}" if first and last else first, "meta")

    def _read_licence(self) -> None:
        links = self._tree.xpath("//*[contains(concat(' ', @rel, ' '), ' license ')]/@href")
        for licence, source in (
            (self._data.text("license"), "JSON-LD"),
            (next((str(link) for link in links), ""), "page"),
            (self._first_meta("dc.rights", "dcterms.license", "citation_license"), "meta"),
        ):
            self._facts.set("license", licence if len(licence) < 200 else "", source)

    def _type(self) -> str:
        if self._metas.get("citation_journal_title"):
            return "article-journal"
        return next((_TYPES[t] for t in self._data.types if t in _TYPES), "webpage")


def _metas(tree: lxml_html.HtmlElement) -> dict[str, list[str]]:
    metas: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        content = _clean(meta.get("content") or "")
        names = (
            meta.get("property"),
            meta.get("name"),
            meta.get("itemprop"),
            meta.get("http-equiv"),
        )
        for name in " ".join(n for n in names if n).lower().split():
            if content:
                metas.setdefault(name, []).append(content)
    return metas


def _confirmed(headings: list[str], declared: list[str], page_title: str) -> str:
    """The visible heading that the page's own data confirm."""
    wanted = [squashed(text) for text in declared if text]
    for heading in headings:
        if squashed(heading) in wanted:
            return heading
    for heading in headings:
        found = squashed(heading)
        if len(found) > 10 and (
            found in squashed(page_title) or any(found in w or w in found for w in wanted if w)
        ):
            return heading
    return ""


def _creators(names: Iterable[str]) -> tuple[Creator, ...]:
    creators: dict[Creator, None] = {}
    for name in names:
        text = _AFTER_NAME.sub("", _clean(name)).strip(" ,;|")
        if 2 < len(text) < 150 and not text.startswith(("http", "@", "www.")):
            names = split_names(text)
            creators.update((parse_name(in_title_case(n)), None) for n in names if not _is_role(n))
    return tuple(creators)


def _share_a_name(some: list[str], others: list[str]) -> bool:
    text = squashed(" ".join(others))
    return any(squashed(readable_name(creator)) in text for creator in _creators(some))


def _without_bodies(creators: tuple[Creator, ...], site: str) -> tuple[Creator, ...]:
    """The people of a byline; behind them it often names their agency or the publication."""
    bodies = {*_AGENCIES, squashed(site)}
    people = tuple(c for c in creators if squashed(readable_name(c)) not in bodies)
    return people or creators


def _is_role(name: str) -> bool:
    """True for what follows a name in a byline: "AP Sports Writer"."""
    return re.search(r"\b(?:writer|reporter|columnist|contributor)$", name, re.I) is not None


def _clean(text: str) -> str:
    return " ".join(text.split())


def _saved_date(text: str) -> str:
    from pincite.importing.articles.page_dates import read_date

    return read_date(re.sub(r"^[A-Z][a-z]{2}\s+", "", text))
