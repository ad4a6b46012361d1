"""How much of the works in files of other programs comes in as it should.

Usage: python -m tests.bench.bench_golden [FOLDER] [--differences]

The cases are JSON files with `format`, `input` and `items` (what Zotero makes of the input), in
folders by format; by default those of `shared/data/golden` above this repository. A file is read by
the format that its content is recognised as, never by its name or by the case's own format.

Compared are type, every field that has a place in CSL, each creator with its role, dates as far as
they are told, tags, and notes. Left out, because they say nothing of the work: Zotero's numbers,
links of its catalogue, `extra` but for PMID and PMCID, titles of attachments, the tag "_RW import",
and dates that Zotero gives the year 0000 because the test data have words where a date should be.
Not told apart: kinds of dash, white space, case of names in capitals, points of initials, names of
languages and their codes, dates in words and in figures, roles that CSL does not tell apart.

A case's item counts as found when one of ours has its title, or its place where it has no title.
"""

import argparse
import json
import re
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import process_time
from typing import Any

from tests.bench.golden_zotero import FIELDS, PRIMARY, ROLES, TYPES

from pincite.importing.references.formats import reference_format
from pincite.importing.references.reference import Reference
from pincite.importing.references.tagged.values import date, language
from pincite.model.creators import Creator

GOAL_ITEMS, GOAL_FIELDS = 0.95, 0.90
_NOT_OF_THE_WORK = frozenset(
    ("itemType", "creators", "tags", "notes", "attachments", "seeAlso", "extra", "itemID",
     "libraryCatalog", "accessDate", "id", "version", "key", "collections", "relations")
)  # fmt: skip


@dataclass
class Tally:
    """What was expected of a format, and what of it came."""

    items: int = 0
    found: int = 0
    equal: int = 0
    fields: int = 0
    fields_equal: int = 0
    unread: list[str] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Count another's, too."""
        for name in ("items", "found", "equal", "fields", "fields_equal"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def line(self, name: str) -> str:
        """One line of the report."""
        if not self.items:
            return f"{name:24} no cases"
        return (
            f"{name:24} items found {self.found:4}/{self.items:4} {self.found / self.items:7.1%}"
            f"   wholly equal {self.equal:4} {self.equal / self.items:6.1%}"
            f"   fields {self.fields_equal:5}/{self.fields:5}"
            f" {self.fields_equal / self.fields:7.1%}"
            + (f"   not recognised: {', '.join(self.unread)}" if self.unread else "")
        )


def default_folder() -> Path:
    """`shared/data/golden` above this file."""
    folders = (p / "shared/data/golden" for p in Path(__file__).resolve().parents)
    return next((f for f in folders if f.exists()), Path("shared/data/golden"))


def tally_case(path: Path, case: Mapping[str, Any]) -> Tally:
    """What of one case came."""
    tally = Tally()
    data = str(case["input"]).encode()
    format = reference_format(data, "pasted")
    references = list(format.read(data).references) if format else []
    if format is None:
        tally.unread.append(path.stem)
    for index, item in enumerate(case["items"]):
        expected = dict(_expected(item))
        tally.items += 1
        tally.fields += len(expected)
        ours = _match(expected.get("title", ""), index, references, len(case["items"]))
        if ours is None:
            tally.differences.append(f"{path.stem} #{index}: not found")
            continue
        tally.found += 1
        got = _got(ours)
        wrong = [name for name, value in expected.items() if not _equal(name, value, got)]
        tally.fields_equal += len(expected) - len(wrong)
        tally.equal += not wrong
        tally.differences += [
            f"{path.stem} #{index}: {n}: expected {expected[n]!r}, got {got.get(n)!r}"
            for n in wrong
        ]
    return tally


def _match(title: str, index: int, references: list[Reference], count: int) -> Reference | None:
    titled = [r for r in references if title and plain(r.draft.fields.get("title", "")) == title]
    at_place = references[index] if index < len(references) else None
    if at_place in titled or (len(references) == count and not titled):
        return at_place
    return titled[0] if titled else None


def _expected(item: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    kind = str(item["itemType"])
    yield "type", TYPES.get(kind, "document")
    for name, value in item.items():
        if name in _NOT_OF_THE_WORK or not str(value).strip():
            continue
        variable = FIELDS.get((kind, name)) or FIELDS.get(("", name), "")
        if variable and not str(value).startswith("0000"):
            yield variable, normal(variable, str(value))
    for number, creator in enumerate(item.get("creators", ())):
        yield f"creator {number + 1}", _expected_creator(kind, creator)
    for name in ("PMID", "PMCID"):
        if match := re.search(rf"^{name}: *(\S+)", item.get("extra", ""), re.MULTILINE):
            yield name, match[1].lower()
    tags = {plain(tag["tag"] if isinstance(tag, dict) else tag) for tag in item.get("tags", ())}
    if tags:
        yield "tags", frozenset(tags)
    notes = [n["note"] for n in item.get("notes", ()) if "_RW import" not in n.get("tags", ())]
    for number, note in enumerate(notes):
        yield f"note {number + 1}", plain(re.sub(r"<[^>]*>", " ", note))


def _expected_creator(kind: str, creator: Mapping[str, str]) -> tuple[str, str]:
    role = creator["creatorType"]
    named = creator.get("name") or f"{creator.get('lastName', '')} {creator.get('firstName', '')}"
    return ("primary" if role == PRIMARY.get(kind, "author") else ROLES.get(role, role)), _name(
        named
    )


def _got(reference: Reference) -> dict[str, Any]:
    draft = reference.draft
    got: dict[str, Any] = {n: normal(n, v) for n, v in {**draft.fields, **draft.dates}.items()}
    got["type"] = draft.type
    got["creators"] = {(_role(c), _name(_whole(c))) for c in draft.creators}
    got["tags"] = frozenset(plain(tag) for tag in draft.tags)
    got["notes"] = {plain(re.sub(r"<[^>]*>", " ", note)) for note in reference.notes}
    return got


def _role(creator: Creator) -> str:
    is_primary = creator.role in ("author", "director", "composer", "performer", "interviewee")
    return "primary" if is_primary else creator.role


def _whole(creator: Creator) -> str:
    family = f"{creator.non_dropping_particle} {creator.family}"
    return (
        creator.literal or f"{family} {creator.given} {creator.dropping_particle} {creator.suffix}"
    )


def _name(text: str) -> str:
    words = re.findall(r"\w+", unicodedata.normalize("NFC", text).casefold())
    return " ".join(sorted(words))


def _equal(name: str, value: Any, got: Mapping[str, Any]) -> bool:
    if name.startswith("creator "):
        # Zotero's performers and directors are CSL's only in some types; the name decides.
        roles = {(value[0], value[1])} | (
            {("performer", value[1])} if value[0] == "performer" else set()
        )
        return bool(roles & got["creators"])
    if name.startswith("note "):
        return value in got["notes"]
    if name == "issued":
        return str(got.get(name, "")).startswith(str(value)) or got.get(name) == value
    return bool(got.get(name) == value)


def normal(variable: str, text: str) -> Any:
    """A value without what is not told apart."""
    if variable in ("issued", "submitted", "accessed", "event-date", "original-date"):
        return date(text)
    if variable in ("ISBN", "ISSN"):
        return frozenset(
            part.replace("-", "").upper() for part in re.split(r"[\s,;]+", text) if part
        )
    if variable == "language":
        return language(text)
    return plain(text)


def plain(text: str) -> str:
    """Text with one kind of dash and of blank, and no marks of markup."""
    text = unicodedata.normalize("NFC", re.sub(r"</?(?:i|b|sup|sub|span|sc)\b[^>]*>", "", text))
    return re.sub(r"\s+", " ", re.sub(r"[‐-―−]+|--+", "-", text)).strip().casefold()


def main() -> int:
    """Print one line a format and the sum; 1 when a goal is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", nargs="?", type=Path, default=default_folder())
    parser.add_argument("--differences", action="store_true")
    parser.add_argument("--format", default="")
    arguments = parser.parse_args()
    whole, started = Tally(), process_time()
    for folder in sorted(p for p in arguments.folder.iterdir() if p.is_dir()):
        if arguments.format and folder.name != arguments.format:
            continue
        tally = Tally()
        for path in sorted(folder.glob("*.json")):
            made = tally_case(path, json.loads(path.read_text(encoding="utf-8")))
            tally.add(made)
            tally.unread += made.unread
            tally.differences += made.differences
        print(tally.line(folder.name))
        if arguments.differences:
            print(*(f"    {line[:300]}" for line in tally.differences), sep="\n")
        whole.add(tally)
    print(whole.line("all"), f"  {process_time() - started:.2f} s")
    met = whole.items and (
        whole.found >= GOAL_ITEMS * whole.items and whole.fields_equal >= GOAL_FIELDS * whole.fields
    )
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
