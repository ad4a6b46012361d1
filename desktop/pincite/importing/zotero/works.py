"""Zotero's items as works, and where the files lie that belong to them."""

from dataclasses import replace
from pathlib import Path

from pincite.importing.references.gathering import Gathering, one_line
from pincite.importing.references.reference import Reference
from pincite.importing.references.zotero.terms import TYPES, put_creator, put_field
from pincite.importing.zotero.records import ZoteroAttachment, ZoteroWork

_FILE_MODES = (0, 1, 2)
_STORED, _BASED = "storage:", "attachments:"


def work_of(item: ZoteroWork, alias: str, number: int, files: tuple[str, ...]) -> Reference:
    """An item as a work; its notes come later, when those that they cite have their keys.

    Args:
        files: paths of its attachments that are there.
    """
    work = Gathering(TYPES.get(item.kind, "document"))
    for name, value in item.fields.items():
        if name not in ("date", "accessDate"):
            put_field(work, name, value)
        else:
            put_field(work, name, _date(value))
    for role, family, given, is_whole in item.creators:
        put_creator(work, role, family, given, family if is_whole else "")
    work.tag(*item.tags)
    work.chosen_tags.update(map(one_line, item.chosen_tags))
    work.groups += item.groups
    work.aliases.append(alias)
    if not work.says_something:
        work.put("title", "Untitled")
    return replace(work.reference(number), files=files, added=item.added)


def _date(value: str) -> str:
    """What the user typed: Zotero keeps "2014-05-00 May 2014"."""
    first, _, typed = value.partition(" ")
    if len(first) != 10 or first[4:5] != "-":
        return value
    sorted_ = "-".join(part for part in first.split("-") if part.strip("0"))
    # A date by numbers is read more surely than words of some language.
    return sorted_ if sorted_ else typed


def file_of(folder: Path, attachment: ZoteroAttachment, base: Path | None = None) -> Path | None:
    """Where the file of an attachment lies; None for a link, or where it is not there.

    Args:
        base: folder of linked files with relative paths.
    """
    if attachment.link_mode not in _FILE_MODES or not attachment.path:
        return None
    path = attachment.path
    if path.startswith(_STORED):
        store = folder / "storage" / attachment.key
        found = store / Path(path.removeprefix(_STORED)).name
        return found if found.is_file() else _only_file(store)
    is_based = path.startswith(_BASED)
    found = (base or folder) / path.removeprefix(_BASED) if is_based else Path(path)
    try:
        return found if found.is_file() else None
    except OSError:
        return None


def _only_file(store: Path) -> Path | None:
    """A file whose name was changed on the disk alone."""
    try:
        files = [p for p in store.iterdir() if p.is_file() and not p.name.startswith(".")]
    except OSError:
        return None
    return files[0] if len(files) == 1 else None
