"""Small files of every format that is read: invented works, three to a file."""

import json
from collections.abc import Callable
from dataclasses import dataclass

TITLES = ("Salt and bread 1", "Salt and bread 2", "Salt and bread 3")


@dataclass(frozen=True)
class Sample:
    """A format: how a file begins, each record, how it ends, and what it is called."""

    name: str
    record: Callable[[int, str], str]
    head: str = ""
    tail: str = ""
    between: str = "\n"
    suffix: str = ".txt"

    def text(self) -> str:
        """A file with three works."""
        records = (self.record(number, title) for number, title in enumerate(TITLES, 1))
        return f"{self.head}{self.between.join(records)}{self.tail}"


def _marc_fields(number: int, title: str) -> list[tuple[str, str]]:
    return [
        ("001", f"{number}"), ("008", "880726s1999    nyu           000 0 eng d"),
        ("100", "1 $aAdler, Ruth,$d1950-"), ("245", f"10$a{title} /$cRuth Adler."),
        ("260", "  $aLeith :$bNorth Press,$c1999."), ("650", " 0$aBread."),
    ]  # fmt: skip


def marc(number: int, title: str, encoding: str = "utf-8") -> bytes:
    """A sample in ISO 2709."""
    return marc_record(_marc_fields(number, title), encoding)


def marc_record(fields: list[tuple[str, str]], encoding: str = "utf-8") -> bytes:
    """Fields in ISO 2709: the text of each begins with its indicators, "$" parts subfields."""
    bodies = [text.replace("$", "\x1f").encode(encoding) + b"\x1e" for _tag, text in fields]
    directory, at = b"", 0
    for (tag, _text), body in zip(fields, bodies, strict=True):
        directory += f"{tag}{len(body):04d}{at:05d}".encode()
        at += len(body)
    base = 25 + len(directory)
    leader = f"{base + at + 1:05d}nam a22{base:05d} a 4500".encode()
    return leader + directory + b"\x1e" + b"".join(bodies) + b"\x1d"


def _marcxml(number: int, title: str) -> str:
    parts = []
    for tag, text in _marc_fields(number, title):
        if tag < "010":
            parts.append(f'<controlfield tag="{tag}">{text}</controlfield>')
            continue
        marks, *subfields = text.split("$")
        inner = "".join(f'<subfield code="{sub[0]}">{sub[1:]}</subfield>' for sub in subfields)
        parts.append(
            f'<datafield tag="{tag}" ind1="{marks[0]}" ind2="{marks[1]}">{inner}</datafield>'
        )
    return f"<record><leader>00000nam a2200000 a 4500</leader>\n{''.join(parts)}</record>"


def _csl(number: int, title: str) -> str:
    return json.dumps({
        "id": f"adler{number}", "type": "book", "title": title, "issued": {"date-parts": [[1999]]},
        "author": [{"family": "Adler", "given": "Ruth"}],
    })  # fmt: skip


def _rdf(number: int, title: str) -> str:
    return (
        f'<bib:Book rdf:about="#item_{number}"><z:itemType>book</z:itemType>\n'
        "<bib:authors><rdf:Seq><rdf:li><foaf:Person><foaf:surname>Adler</foaf:surname>"
        "<foaf:givenName>Ruth</foaf:givenName></foaf:Person></rdf:li></rdf:Seq></bib:authors>\n"
        f"<dc:title>{title}</dc:title><dc:date>1999</dc:date></bib:Book>"
    )


_XML = '<?xml version="1.0"?>\n'
SAMPLES = (
    Sample("RIS", lambda _n, t: f"TY  - BOOK\nAU  - Adler, Ruth\nTI  - {t}\nPY  - 1999\nER  - \n",
           suffix=".ris"),
    Sample("PubMed", lambda n, t: f"PMID- {n}000\nOWN - NLM\nTI  - {t}\nFAU - Adler, Ruth\n"
           "DP  - 1999 May\nPT  - Journal Article\n", suffix=".nbib"),
    Sample("Web of Science", lambda _n, t: f"PT J\nAU Adler, R\nAF Adler, Ruth\nTI {t}\n"
           "SO PORT STUDIES\nPY 1999\nER\n", "FN Clarivate Analytics Web of Science\nVR 1.0\n",
           "\nEF\n", suffix=".ciw"),
    Sample("RefWorks", lambda _n, t: f"RT Book, Whole\nA1 Adler,Ruth\nT1 {t}\nYR 1999\n",
           "Refworks Export Tagged Format\n\n"),
    Sample("EndNote", lambda _n, t: f"%0 Book\n%A Adler, Ruth\n%T {t}\n%D 1999\n", suffix=".enw"),
    Sample("BibTeX", lambda n, t: f"@book{{adler{n},\n  title = {{{t}}},\n"
           "  author = {Adler, Ruth},\n  year = 1999\n}\n", suffix=".bib"),
    Sample("CSL-JSON", _csl, "[", "]", ",\n", ".json"),
    Sample("PubMed XML", lambda n, t: f"<PubmedArticle><MedlineCitation>\n<PMID>{n}000</PMID>"
           f"<Article><ArticleTitle>{t}.</ArticleTitle>\n<AuthorList><Author><LastName>Adler"
           "</LastName><ForeName>Ruth</ForeName></Author></AuthorList></Article></MedlineCitation>"
           "</PubmedArticle>", _XML + "<PubmedArticleSet>", "</PubmedArticleSet>", suffix=".xml"),
    Sample("EndNote XML", lambda _n, t: '<record><ref-type name="Book">6</ref-type><contributors>'
           f"<authors><author>Adler, Ruth</author></authors></contributors>\n<titles><title>{t}"
           "</title></titles><dates><year>1999</year></dates></record>", _XML + "<xml><records>",
           "</records></xml>", suffix=".xml"),
    Sample("MODS", lambda _n, t: f"<mods><titleInfo><title>{t}</title></titleInfo>\n"
           "<name><namePart>Adler, Ruth</namePart></name><originInfo><dateIssued>1999</dateIssued>"
           "<issuance>monographic</issuance></originInfo></mods>",
           _XML + '<modsCollection xmlns="http://www.loc.gov/mods/v3">', "</modsCollection>",
           suffix=".mods"),
    Sample("MARCXML", _marcxml, _XML + '<collection xmlns="http://www.loc.gov/MARC21/slim">',
           "</collection>", suffix=".xml"),
    Sample("Word sources", lambda n, t: f"<b:Source><b:Tag>Adl{n}</b:Tag><b:SourceType>Book"
           f"</b:SourceType>\n<b:Title>{t}</b:Title><b:Year>1999</b:Year><b:Author><b:Author>"
           "<b:NameList><b:Person><b:Last>Adler</b:Last><b:First>Ruth</b:First></b:Person>"
           "</b:NameList></b:Author></b:Author></b:Source>",
           _XML + '<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/'
           'bibliography">', "</b:Sources>", suffix=".xml"),
    Sample("Zotero RDF", _rdf,
           _XML + '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
           'xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:bib="http://purl.org/net/'
           'biblio#" xmlns:foaf="http://xmlns.com/foaf/0.1/" '
           'xmlns:dc="http://purl.org/dc/elements/1.1/">', "</rdf:RDF>", suffix=".rdf"),
    Sample("CSL-YAML", lambda n, t: f"- id: adler{n}\n  type: book\n  title: {t}\n  author:\n"
           "  - family: Adler\n    given: Ruth\n  issued: 1999\n", "references:\n", between="",
           suffix=".yaml"),
)  # fmt: skip
