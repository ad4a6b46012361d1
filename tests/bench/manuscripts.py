"""Manuscripts made by chance: what they cite and quote, the errors planted, and their files."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.unit.importing.manuscript_files import (
    csl_code,
    docx,
    odt,
    paragraph,
    reference_mark,
    run,
    word_field,
)

_FILLER = (
    "The matter was debated at some length.", "Nothing in the record speaks against it.",
    "The so-called “old” view is different.", "This was in the winter of that year.",
    "Later writers took it over without a word.", "Dr. Bell did not agree, i.e. not in print.",
)  # fmt: skip
_LEADS = ("One reads that", "It was held that", "The author insists that", "We are told that")
_MARKDOWN_SIGNS = "\\`*_[]<>@$~^"
_TYPST_SIGNS = "\\`*_[]<>@#$~"
_ALTERED = ("nevertheless", "seventeen", "harbour", "perhaps")


@dataclass(frozen=True)
class Source:
    """A work that is cited.

    Attributes:
        labels: what is printed on its pages, and `texts` what they say.
    """

    key: str
    csl: dict[str, Any]
    labels: Sequence[str]
    texts: Sequence[str]


@dataclass(frozen=True)
class Use:
    """A citation of a manuscript.

    Attributes:
        error: "wrong page", "altered word", "missing item", or empty.
        form: how it stands there: inline, as a block, in a note, before the words, without any.
        stands_on: the label of the page with the words; empty without.
    """

    key: str
    csl: dict[str, Any]
    label: str
    quotation: str
    form: str
    error: str = ""
    stands_on: str = ""


def draw(sources: Sequence[Source], count: int, seed: int) -> list[Use]:
    """Citations, a tenth of them with an error."""
    chance = random.Random(seed)
    forms = ("inline", "inline", "inline", "block", "note", "before", "bare")
    uses = []
    for number in range(count):
        source = chance.choice(sources)
        use = _true_use(source, chance, forms[number % len(forms)])
        if number % 10 == 3:
            use = _with_error(use, source, chance, number // 10)
        uses.append(use)
    return uses


def _true_use(source: Source, chance: random.Random, form: str) -> Use:
    pages = [i for i, text in enumerate(source.texts) if len(text.split()) > 120]
    while True:
        page = chance.choice(pages)
        words = source.texts[page].split()
        # Not the head and the foot of a page, where its number and running title stand.
        start = chance.randint(25, len(words) - 65)
        quotation = _within_marks(" ".join(words[start : start + chance.randint(8, 30)]))
        if quotation:
            break
    label = source.labels[page]
    return Use(source.key, source.csl, label, "" if form == "bare" else quotation, form, "", label)


def _within_marks(words: str) -> str:
    """Words as authors quote them, the marks in them single; empty when one lacks its partner."""
    marks = [c for c in words if c in "“”"]
    if '"' in words or marks != ["“", "”"] * (len(marks) // 2):
        return ""
    return words.replace("“", "‘").replace("”", "’")


def _with_error(use: Use, source: Source, chance: random.Random, number: int) -> Use:
    kind = ("wrong page", "altered word", "missing item")[number % 3]
    if kind == "missing item" or not use.quotation:
        csl = {"title": f"A Work Nobody Has {number}", "author": [{"family": "Nobody"}]}
        return replace(use, key=f"nobody{number}", csl=csl, error="missing item", stands_on="")
    if kind == "wrong page":
        others = [
            label
            for label, text in zip(source.labels, source.texts, strict=True)
            if abs(source.labels.index(label) - source.labels.index(use.label)) > 1 and text
        ]
        return replace(use, label=chance.choice(others), error=kind)
    words = use.quotation.split()
    at = chance.randint(3, len(words) - 4)
    words[at] = chance.choice([w for w in _ALTERED if w != words[at]])
    return replace(use, quotation=" ".join(words), error=kind)


def write(uses: Sequence[Use], folder: Path, seed: int) -> dict[str, Path]:
    """The same manuscript in five formats."""
    writers: dict[str, Callable[[Sequence[Use], random.Random], bytes]] = {
        "docx": _docx, "odt": _odt, "md": _markdown, "tex": _latex, "typ": _typst,
    }  # fmt: skip
    made = {}
    for suffix, writer in writers.items():
        made[suffix] = folder / f"manuscript.{suffix}"
        made[suffix].write_bytes(writer(uses, random.Random(seed)))
    return made


def _item(use: Use) -> dict[str, Any]:
    return {"id": use.key, "uris": [], "itemData": use.csl, "locator": use.label, "label": "page"}


def _docx(uses: Sequence[Use], chance: random.Random) -> bytes:
    body, notes = [], []
    for number, use in enumerate(uses, start=2):
        code = f" ADDIN ZOTERO_ITEM CSL_CITATION {csl_code(_item(use))} "
        field = word_field(code, f"(Author {use.label})")
        quoted = f"“{use.quotation}”"
        filler, lead = run(f"{chance.choice(_FILLER)} "), f"{chance.choice(_LEADS)} "
        if use.form == "bare":
            body.append(paragraph(filler, run("This is known "), field, run(".")))
        elif use.form == "block":
            body.append(paragraph(filler, run(f"{lead}this:")))
            body.append(paragraph(run(f"{use.quotation} "), field, style="Quote"))
        elif use.form == "note":
            mark = f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'
            body.append(paragraph(filler, run(f"{lead}{quoted}"), mark, run(".")))
            notes.append(f'<w:footnote w:id="{number}">{paragraph(field, run("."))}</w:footnote>')
        elif use.form == "before":
            body.append(paragraph(filler, run("The author "), field, run(f" writes {quoted}.")))
        else:
            # Word cuts a text into runs wherever it was edited.
            half = len(quoted) // 2
            parts = (run(f"{lead}{quoted[:half]}"), run(quoted[half:]), run(" "))
            body.append(paragraph(filler, *parts, field, run(".")))
    style = (
        '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:style w:styleId="Quote"><w:name w:val="Quote"/></w:style></w:styles>'
    )
    return docx("".join(body), footnotes="".join(notes), parts={"word/styles.xml": style})


def _odt(uses: Sequence[Use], chance: random.Random) -> bytes:
    body = []
    for number, use in enumerate(uses):
        name = f"ZOTERO_ITEM CSL_CITATION {csl_code(_item(use))} RND{number:010}"
        field = reference_mark(name, f"(Author {use.label})")
        quoted = _xml(f"“{use.quotation}”")
        filler, lead = _xml(f"{chance.choice(_FILLER)} "), f"{chance.choice(_LEADS)} "
        if use.form == "bare":
            text = f"{filler}This is known {field}."
        elif use.form == "block":
            body.append(f"<text:p>{filler}{lead}this:</text:p>")
            body.append(
                f'<text:p text:style-name="Quotations">{_xml(use.quotation)} {field}</text:p>'
            )
            continue
        elif use.form == "note":
            text = (
                f"{filler}{lead}{quoted}<text:note><text:note-citation>{number}</text:note-citation>"
                f"<text:note-body><text:p>{field}.</text:p></text:note-body></text:note>."
            )
        elif use.form == "before":
            text = f"{filler}The author {field} writes {quoted}."
        else:
            text = f"{filler}{lead}<text:span>{quoted}</text:span> {field}."
        body.append(f"<text:p>{text}</text:p>")
    return odt("".join(body))


def _xml(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _markdown(uses: Sequence[Use], chance: random.Random) -> bytes:
    parts = ["---\ntitle: Made\n---"]
    for number, use in enumerate(uses):
        quoted = f"“{_escaped(use.quotation, _MARKDOWN_SIGNS)}”"
        cite = f"[@{use.key}, p. {use.label}]"
        filler, lead = chance.choice(_FILLER), chance.choice(_LEADS)
        parts.append({
            "bare": f"{filler} This is known {cite}.",
            "block": f"{filler} {lead} this:\n\n> {quoted[1:-1]} {cite}",
            "note": f"{filler} {lead} {quoted}.[^{number}]\n\n[^{number}]: {cite}.",
            "before": f"{filler} @{use.key} [p. {use.label}] writes {quoted}.",
            "inline": f"{filler} {lead} {quoted} {cite}.",
        }[use.form])  # fmt: skip
    return "\n\n".join(parts).encode()


def _latex(uses: Sequence[Use], chance: random.Random) -> bytes:
    parts = [r"\documentclass{article}", r"\begin{document}"]
    for use in uses:
        text = _tex(use.quotation)
        quoted = rf"\enquote{{{text}}}" if chance.random() < 0.5 else f"``{text}''"
        cite = rf"\autocite[{use.label}]{{{use.key}}}"
        filler, lead = _tex(chance.choice(_FILLER)), chance.choice(_LEADS)
        parts.append({
            "bare": f"{filler} This is known {cite}.",
            "block": f"{filler} {lead} this:\n\\begin{{quote}}\n{text} {cite}\n\\end{{quote}}",
            "note": rf"{filler} {lead} {quoted}.\footnote{{{cite}.}}",
            "before": rf"{filler} \textcite[{use.label}]{{{use.key}}} writes {quoted}.",
            "inline": f"{filler} {lead} {quoted} {cite}.",
        }[use.form])  # fmt: skip
    return "\n\n".join([*parts, r"\end{document}"]).encode()


def _tex(text: str) -> str:
    text = text.replace("\\", r"\textbackslash{}")
    text = "".join(f"\\{c}" if c in "&%$#_{}" else c for c in text)
    text = text.replace("~", r"\textasciitilde{}").replace("^", r"\textasciicircum{}")
    return text.replace("“", "``").replace("”", "''").replace("’", "'").replace("é", r"\'e")


def _typst(uses: Sequence[Use], chance: random.Random) -> bytes:
    parts = ['#set page(paper: "a4")', "= Made"]
    for use in uses:
        text = _escaped(use.quotation, _TYPST_SIGNS)
        cite = f"@{use.key}[p. {use.label}]"
        filler, lead = chance.choice(_FILLER), chance.choice(_LEADS)
        parts.append({
            "bare": f"{filler} This is known {cite}.",
            "block": f"{filler} {lead} this:\n#quote(block: true, attribution: [{cite}])[{text}]",
            "note": f"{filler} {lead} “{text}”.#footnote[{cite}.]",
            "before": f"{filler} {cite} writes “{text}”.",
            "inline": f"{filler} {lead} “{text}” {cite}.",
        }[use.form])  # fmt: skip
    return "\n\n".join(parts).encode()


def _escaped(text: str, signs: str) -> str:
    return "".join(f"\\{c}" if c in signs else c for c in text)
