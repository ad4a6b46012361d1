"""What JabRef keeps in comments of a .bib file: its tree of groups, and folders of files.

Source: "jabref-meta" comments of JabRef 2 to 6, `GroupsParser` and `MetaDataParser`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pincite.importing.references.bibtex.blocks import Block, BlockKind

_COMMENT = re.compile(r"@comment\s*\{\s*jabref-meta:\s*([\w-]+):(.*)\}\s*", re.DOTALL | re.I)
_GROUP = re.compile(r"(\d+) (\w+):(.*)", re.DOTALL)
_UNIT = re.compile(r"(?<!\\);")
_PART = re.compile(r"(?<!\\)\\;")
_ESCAPED = re.compile(r"\\(.)")


@dataclass(slots=True)
class JabRefData:
    """What the comments say.

    Attributes:
        paths: of groups by their names; "/" parts nested ones.
        members: paths of groups by the keys of the entries that old versions list in them.
        folders: where attached files lie.
    """

    paths: dict[str, str] = field(default_factory=dict)
    members: dict[str, list[str]] = field(default_factory=dict)
    folders: list[str] = field(default_factory=list)

    def groups_of(self, key: str, named: Iterable[str]) -> tuple[str, ...]:
        """Paths of the groups of an entry that names some itself."""
        paths = [self.paths.get(name, name) for name in named]
        return tuple(dict.fromkeys([*paths, *self.members.get(key, ())]))


def jabref_data(text: str, blocks: Iterable[Block]) -> JabRefData:
    """Read the comments among the blocks of a file; what is damaged is left out."""
    said: Mapping[str, str] = {
        match[1].lower(): match[2]
        for block in blocks
        if block.kind is BlockKind.COMMENT
        and (match := _COMMENT.fullmatch(text[block.start : block.end].strip())) is not None
    }
    data = JabRefData()
    for name in ("groupstree", "grouping"):
        _read_tree(said.get(name, ""), data)
    for name, value in said.items():
        if name.startswith("filedirectory"):
            folder = _ESCAPED.sub(r"\1", value.strip().removesuffix(";")).strip()
            data.folders += [folder] if folder else []
    return data


def _read_tree(tree: str, data: JabRefData) -> None:
    # Old versions break lines in the middle of words.
    units = _UNIT.split(re.sub(r"[\r\n]+", "", tree))
    above: list[str] = []
    for unit in units:
        match = _GROUP.fullmatch(unit.strip())
        if match is None or match[2] == "AllEntriesGroup":
            continue
        parts = [_ESCAPED.sub(r"\1", part) for part in _PART.split(match[3])]
        name = parts[0].strip()
        if not name:
            continue
        depth = max(int(match[1]), 1)
        above = [*above[: depth - 1], name.replace("/", "-")]
        path = "/".join(above)
        data.paths.setdefault(name, path)
        if match[2] == "ExplicitGroup":
            for key in filter(None, map(str.strip, parts[2:])):
                data.members.setdefault(key, []).append(path)
