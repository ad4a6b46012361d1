"""The title and the authors printed on the first page, found by size of type and place.

Source: own measurement on some forty papers and books: the largest plausible type is the title in
about four of five; what goes wrong is a journal's name set larger than the title.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from pincite.importing.clues import LineClue
from pincite.importing.names import in_title_case, looks_like_person, parse_name, split_names
from pincite.model.creators import Creator

_RUNNING_HEAD = re.compile(
    r"\bjournal\b|\bproceedings\b|\btransactions\b|\bvol(?:ume)?\.?\s*\d|\bissn\b|\bdoi\b|https?:|www\.|"
    r"©|\(c\)\s*\d{4}|\barxiv\b|\bcopyright\b|\bissue\s+\d|\bno\.\s*\d|^\W*\d+\W*$|"
    r"\belsevier\b|\bspringer\b|\bwiley\b|sciencedirect|contents lists available|"
    r"\breceived\b.*\d{4}|\baccepted\b.*\d{4}|\bpublished\b.*\d{4}|\bauthors? manuscript\b",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(
    r"^(?:abstract|introduction|contents|table of contents|summary|keywords?|references|preface|"
    r"research (?:article|paper)|original (?:article|paper|research)|review(?: article)?|article|"
    r"open access|technical report|working paper|letter|editorial|chapter \w+|section \w+|page \w+|"
    r"acknowledge?ments?|index|draft|confidential|1\.?|1\.?\s+introduction)$",
    re.IGNORECASE,
)
_BODY_BEGINS = re.compile(
    r"^\W*(?:abstract|a\s?b\s?s\s?t\s?r\s?a\s?c\s?t|summary|zusammenfassung|résumé|keywords?|"
    r"index terms|(?:1|i)?\.?\s*introduction|contents)\b",
    re.IGNORECASE,
)
_AFFILIATION_MARKS = re.compile(
    r"[\d*†‡§¶‖#∗⋆✉+$=~♠♣⊥]+|(?<=[a-z])\s?\b[a-e](?:,\s?[a-e])*\b(?=\s*(?:,|$))|[\u00b9\u00b2\u00b3\u2070-\u2079]|(?<=\w)\s*\((?:\w|,\s?)+\)"
)
_LOWER_THIRD = 0.66
# Pages differ, but not enough to matter where heights of lines are compared with gaps.
_PAGE_PT = 800
_AUTHOR_LINES = 24
_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class PrintedTitle:
    """What the first page prints.

    Attributes:
        title: empty when none could be told.
        creators: those named directly under it; often none.
    """

    title: str = ""
    creators: tuple[Creator, ...] = ()


def find_printed_title(lines: Sequence[LineClue]) -> PrintedTitle:
    """The title on the first page that has one, by size of type, and the names under it."""
    for page in (0, 1):
        upright = [n for n in lines if n.page_index == page and not n.is_rotated and n.text.strip()]
        best = _largest_block(upright)
        if best:
            first, last = best
            title = _joined([line.text for line in upright[first : last + 1]])
            return PrintedTitle(title, _names_below(upright, last + 1, upright[first].size_pt))
    return PrintedTitle()


def find_names_below(lines: Sequence[LineClue], title: str) -> tuple[Creator, ...]:
    """The names under a title known from elsewhere; none when the first page has it not."""
    wanted = squashed(title)
    upright = [n for n in lines if n.page_index == 0 and not n.is_rotated and n.text.strip()]
    seen = ""
    for index, line in enumerate(upright):
        piece = squashed(line.text)
        seen = seen + piece if piece and wanted.startswith(seen + piece) else ""
        if not seen and piece and wanted.startswith(piece):
            seen = piece
        if wanted and seen == wanted:
            return _names_below(upright, index + 1, line.size_pt)
    return ()


def squashed(text: str) -> str:
    """Letters and digits of `text` only, folded: for comparing across line breaks and hyphens."""
    return _SIGNS.sub("", unicodedata.normalize("NFKD", text.casefold()))


def _largest_block(lines: Sequence[LineClue]) -> tuple[int, int] | None:
    """Index of the first and last line of the best block of large type."""
    blocks = [b for b in _blocks(lines) if _is_plausible(lines, *b)]
    if not blocks:
        return None
    body = sorted(line.size_pt for line in lines)[len(lines) // 2]
    heads = [b for b in blocks if not _is_running_head(lines, *b)] or blocks
    best = max(heads, key=lambda b: (round(lines[b[0]].size_pt, 1), -lines[b[0]].y_fraction))
    # A page in one size has no title to tell; a block of prose is no title either.
    if lines[best[0]].size_pt <= body * 1.08 and len(lines) > 12:
        return None
    return best


def _blocks(lines: Sequence[LineClue]) -> list[tuple[int, int]]:
    blocks: list[tuple[int, int]] = []
    start = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or not _continues(lines[index - 1], lines[index]):
            blocks.append((start, index - 1))
            start = index
    return blocks


def _continues(above: LineClue, below: LineClue) -> bool:
    gap = below.y_fraction - above.y_fraction
    same_size = abs(above.size_pt - below.size_pt) <= 0.06 * above.size_pt
    # Within three line heights, or beside it.
    return same_size and -0.01 <= gap <= 3.0 * above.size_pt / _PAGE_PT


def _is_plausible(lines: Sequence[LineClue], first: int, last: int) -> bool:
    if lines[first].y_fraction >= _LOWER_THIRD or last - first >= 8:
        return False
    text = _joined([line.text for line in lines[first : last + 1]])
    letters = sum(c.isalpha() for c in text)
    return (
        6 <= letters <= 320
        and letters > 0.6 * len(text.replace(" ", ""))
        and not _NO_TITLE.match(text)
    )


def _is_running_head(lines: Sequence[LineClue], first: int, last: int) -> bool:
    text = _joined([line.text for line in lines[first : last + 1]])
    return bool(_RUNNING_HEAD.search(text)) and len(text) < 120


def _joined(texts: Sequence[str]) -> str:
    text = "\n".join(part.strip() for part in texts)
    text = re.sub(r"(?<=[a-z])[-\u00ad]\n(?=[a-z])", "", text)
    text = " ".join(text.split())
    # Marks of footnotes to the title ("Title ∗", "Title 1").
    return re.sub(r"\s*[*†‡§∗⋆]+$|(?<=[a-z])\s?[¹²³]$", "", text).strip()


def _names_below(lines: Sequence[LineClue], start: int, title_size: float) -> tuple[Creator, ...]:
    found: list[Creator] = []
    strange = 0
    for group in _name_groups(lines[start : start + _AUTHOR_LINES], title_size):
        names = _names_in(" ".join(line.text for line in group))
        if not names and len(group) > 1:
            names = [name for line in group for name in _names_in(line.text)]
        found.extend(names)
        strange = 0 if names else strange + len(group)
        # Addresses stand between names; what comes after many other lines is the text.
        if strange > (6 if found else 4):
            break
    return tuple(dict.fromkeys(found))[:40]


def _name_groups(lines: Sequence[LineClue], title_size: float) -> list[list[LineClue]]:
    """Lines up to the text; those that go on a list of names ("Ann Lee, Bo Cho,") in one group."""
    groups: list[list[LineClue]] = []
    for line in lines:
        if _BODY_BEGINS.match(line.text) or line.size_pt > title_size * 1.05 or _is_prose(line):
            break
        if groups and "," in groups[-1][0].text and _is_next_line(groups[-1][-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _is_next_line(above: LineClue, line: LineClue) -> bool:
    gap = line.y_fraction - above.y_fraction
    close = 0.005 < gap < 1.8 * line.size_pt / _PAGE_PT
    return close and abs(above.size_pt - line.size_pt) < 0.5 and "@" not in line.text


def _is_prose(line: LineClue) -> bool:
    words = line.text.split()
    return len(words) > 8 and sum(word[0].islower() for word in words) > 0.6 * len(words)


def _names_in(text: str) -> list[Creator]:
    """The names in a line of names; empty when it is anything else, such as an address."""
    cleaned = _AFFILIATION_MARKS.sub(" ", text.replace("·", ","))
    cleaned = re.sub(r"\s+([,.])", r"\1", " ".join(cleaned.split())).strip(" ,;")
    pieces = [p.strip(" ,") for p in split_names(re.sub(r"(?:,\s*)+,", ",", cleaned))]
    # A line of names set in columns has only spaces between them: such a line is left alone.
    if not pieces or not all(looks_like_person(piece.replace(",", " ")) for piece in pieces):
        return []
    return [parse_name(in_title_case(piece)) for piece in pieces]
