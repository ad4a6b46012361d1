"""A whole formatted bibliography as a page: HTML, plain text, Markdown, RTF."""

from pincite.citing.csl_engine import CslResult
from pincite.exporting.marks import escape_html, escape_markdown, markdown_of

_CSS = """
body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; line-height: 1.5;
  font-family: Georgia, "Times New Roman", serif; color: #222; background: #fff; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
.csl-entry { margin-bottom: 0.6rem; overflow-wrap: anywhere; }
.hanging .csl-entry { padding-left: 2em; text-indent: -2em; }
.aligned .csl-entry { display: flex; gap: 0.6em; }
.csl-left-margin { min-width: 2.4em; }
.csl-indent { margin-left: 2em; }
@media (prefers-color-scheme: dark) { body { color: #ddd; background: #1e1e1e; } }
@media print { body { max-width: none; margin: 0; } }
""".strip()


def html_page(title: str, result: CslResult, *, language: str = "en") -> str:
    """A complete HTML document with the citations as a numbered list and the bibliography.

    Args:
        result: rendered as HTML.
        language: tag of the text's language.
    """
    classes = "csl-bib-body"
    classes += " hanging" if result.is_hanging else ""
    classes += " aligned" if result.is_aligned else ""
    notes = "".join(f"<li>{citation}</li>\n" for citation in result.citations)
    body = f"<h2>Citations</h2>\n<ol>\n{notes}</ol>\n" if notes else ""
    if result.bibliography:
        entries = "\n".join(result.bibliography)
        head = "<h2>Bibliography</h2>\n" if notes else ""
        body += f'{head}<div class="{classes}">\n{entries}\n</div>\n'
    return (
        f'<!DOCTYPE html>\n<html lang="{escape_html(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape_html(title)}</title>\n<style>\n{_CSS}\n</style>\n</head>\n<body>\n"
        f"<h1>{escape_html(title)}</h1>\n{body}</body>\n</html>\n"
    )


def text_page(title: str, result: CslResult) -> str:
    """Plain text; `result` is rendered as text."""
    parts = [title, "=" * len(title), ""]
    parts += [f"{number}. {text}" for number, text in enumerate(result.citations, 1)]
    if result.citations and result.bibliography:
        parts += ["", "Bibliography", "------------", ""]
    parts += [entry.strip() for entry in result.bibliography]
    return "\n".join(parts) + "\n"


def markdown_page(title: str, result: CslResult) -> str:
    """Markdown; `result` is rendered as HTML."""
    parts = [f"# {escape_markdown(title)}"]
    if result.citations:
        lines = (f"{n}. {markdown_of(text)}" for n, text in enumerate(result.citations, 1))
        parts.append("\n".join(lines))
        if result.bibliography:
            parts.append("## Bibliography")
    # A number at the start of an entry ("1. Adler") would begin a list.
    parts += [_no_list(markdown_of(entry)) for entry in result.bibliography]
    return "\n\n".join(parts) + "\n"


def rtf_page(title: str, result: CslResult) -> str:
    """An RTF document; `result` is rendered as RTF."""
    indent = "\\li720\\fi-720" if result.is_hanging or result.is_aligned else ""
    parts = [f"{{\\pard\\sa240\\b\\fs32 {_rtf_text(title)}\\par}}"]
    parts += [f"{{\\pard\\sa120 {n}. {text}\\par}}" for n, text in enumerate(result.citations, 1)]
    parts += [f"{{\\pard\\sa120{indent} {entry.strip()}\\par}}" for entry in result.bibliography]
    body = "\n".join(parts)
    head = "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\froman Times New Roman;}}\\fs24"
    return f"{head}\n{body}\n}}\n"


def _no_list(line: str) -> str:
    number, dot, rest = line.partition(".")
    return f"{number}\\.{rest}" if dot and number.isdecimal() else line


def _rtf_text(text: str) -> str:
    made = []
    for character in text:
        code = ord(character)
        if character in "\\{}":
            made.append(f"\\{character}")
        elif code < 0x80:
            made.append(character)
        else:
            units = character.encode("utf-16-le")
            pairs = (int.from_bytes(units[i : i + 2], "little") for i in range(0, len(units), 2))
            made += [f"\\uc0\\u{unit - 0x10000 if unit > 0x7FFF else unit}{{}}" for unit in pairs]
    return "".join(made)
