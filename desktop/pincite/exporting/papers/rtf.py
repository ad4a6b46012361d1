"""A paper in Rich Text Format: footnotes and fields, as word processors keep them.

Source: Rich Text Format specification 1.9.1, "Footnotes", "Fields", "Unicode RTF".
"""

from pincite.exporting.papers.docx_parts import is_letter
from pincite.exporting.papers.paper import Block, BlockKind, Cluster, Entry, Mark, Paper, Run, Runs
from pincite.exporting.papers.zotero import citation_field, list_field

_MARKS = {
    Mark.BOLD: "\\b", Mark.ITALIC: "\\i", Mark.SMALL_CAPS: "\\scaps", Mark.UNDERLINE: "\\ul",
    Mark.STRIKE: "\\strike", Mark.SUPER: "\\super", Mark.SUB: "\\sub", Mark.CODE: "\\f1",
}  # fmt: skip
_STYLES = {
    BlockKind.TITLE: (1, "Title", "\\sa360\\keepn", "\\b\\fs36"),
    BlockKind.HEADING: (2, "heading 1", "\\sb360\\sa160\\keepn\\outlinelevel0", "\\b\\fs28"),
    BlockKind.SUBHEADING: (3, "heading 2", "\\sb240\\sa120\\keepn\\outlinelevel1", "\\b\\fs24"),
    BlockKind.TEXT: (4, "Body Text", "\\sa160\\sl276\\slmult1", "\\fs24"),
    BlockKind.QUOTATION: (5, "Quote", "\\sa160\\li720\\ri720\\sl276\\slmult1", "\\fs24"),
    BlockKind.REMARK: (6, "Remark", "\\sa160\\sl276\\slmult1", "\\fs22"),
    BlockKind.BULLET: (7, "List Bullet", "\\sa80\\li720\\fi-360", "\\fs24"),
}
_NOTE = "\\pard\\plain\\s8\\sa40\\fs20 "


def paper_rtf(paper: Paper) -> str:
    """The document, in ASCII."""
    parts = [_block(Block(BlockKind.TITLE, (Run(paper.title),)))] if paper.title else []
    parts += [_block(block) for block in paper.blocks]
    if paper.entries and paper.blocks:
        parts.append(_block(Block(BlockKind.HEADING, (Run(paper.entries_title),))))
    parts += _references(paper)
    width, height = (12240, 15840) if is_letter(paper.language) else (11906, 16838)
    author = f"{{\\author {rtf_text(paper.author)}}}" if paper.author else ""
    return (
        "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\froman Times New Roman;}"
        "{\\f1\\fmodern Courier New;}}\n"
        f"{_style_sheet(paper)}\n{{\\info{{\\title {rtf_text(paper.title)}}}{author}}}\n"
        f"\\paperw{width}\\paperh{height}\\margl1440\\margr1440\\margt1440\\margb1440\\fs24\n"
        + "\n".join(parts)
        + "\n}\n"
    )


def fragment_rtf(lines: tuple[Runs, ...]) -> str:
    """Some lines as a document of their own, for the clipboard."""
    head = "\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\froman Times New Roman;}}"
    body = "\\par\n".join(map(_runs, lines))
    return f"{{{head}\n{body}}}"


def rtf_text(text: str) -> str:
    """Plain text in ASCII; other letters by their number, in two halves where they need it."""
    made = []
    for character in text:
        code = ord(character)
        if character in "\\{}":
            made.append(f"\\{character}")
        elif 0x20 <= code < 0x7F:
            made.append(character)
        elif code >= 0xA0:
            units = character.encode("utf-16-le", errors="replace")
            pairs = (int.from_bytes(units[i : i + 2], "little") for i in range(0, len(units), 2))
            # The question mark is for readers that know no Unicode; the others leave it out.
            made += [f"\\u{unit - 0x10000 if unit > 0x7FFF else unit}?" for unit in pairs]
    return "".join(made)


def _style_sheet(paper: Paper) -> str:
    styles = [f"{{\\s{n}{form}{font} {name};}}" for n, name, form, font in _STYLES.values()]
    styles += ["{\\s8\\sa40\\fs20 footnote text;}", f"{{{_entry_form(paper)} Bibliography;}}"]
    return "{\\stylesheet{\\s0\\fs24 Normal;}" + "".join(styles) + "}"


def _entry_form(paper: Paper) -> str:
    return "\\s9\\sa120" + ("\\li720\\fi-720\\tx720" if paper.is_hanging else "") + "\\fs24"


def _block(block: Block) -> str:
    number, _name, form, font = _STYLES[block.kind]
    start = "\\bullet\\tab " if block.kind is BlockKind.BULLET else ""
    content = "".join(map(_part, block.parts))
    return f"{{\\pard\\plain\\s{number}{form}{font} {start}{content}\\par}}"


def _part(part: Run | Cluster) -> str:
    if isinstance(part, Run):
        return _run(part)
    field = _field(citation_field(part), _runs(part.shown))
    if not part.note:
        return field
    return f"{{\\super\\chftn}}{{\\footnote {_NOTE}{{\\super\\chftn}} {field}}}"


def _references(paper: Paper) -> list[str]:
    form = _entry_form(paper)
    lines = [f"\\pard\\plain{form} {_entry(entry)}" for entry in paper.entries]
    if not lines:
        return []
    text = "\\par\n".join(lines)
    return [(_field(list_field(), text) if paper.is_live else text) + "\\par"]


def _entry(entry: Entry) -> str:
    return (f"{_runs(entry.label)}\\tab " if entry.label else "") + _runs(entry.runs)


def _field(code: str, result: str) -> str:
    return f"{{\\field{{\\*\\fldinst {rtf_text(code)}}}{{\\fldrslt {result}}}}}"


def _runs(runs: Runs) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    signs = "".join(sign for mark, sign in _MARKS.items() if mark in run.marks)
    words = rtf_text(run.text)
    made = f"{{{signs} {words}}}" if signs else words
    if not run.link:
        return made
    address = run.link.replace('"', "%22")
    return _field(f' HYPERLINK "{address}" ', made)
