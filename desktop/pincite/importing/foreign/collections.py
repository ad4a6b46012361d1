"""Collections of other programs by their paths: names from the top, parted by slashes."""

from collections.abc import Mapping


def collection_path(id_: str, names: Mapping[str, str], parents: Mapping[str, str]) -> str:
    """The path of a collection; empty for one that is not there.

    Args:
        names, parents: by the ids of collections; a parent that has no name is the top.
    """
    found: list[str] = []
    seen: set[str] = set()
    while id_ in names and id_ not in seen:
        seen.add(id_)
        found.insert(0, path_name(names[id_]))
        id_ = parents.get(id_, "")
    return "/".join(name for name in found if name)


def within_group(group: str, path: str) -> str:
    """The path of a collection of a group, which is a collection itself; `path` may be empty."""
    return "/".join(part for part in (path_name(group), path) if part)


def path_name(name: str) -> str:
    """A name as a part of a path: a slash parts collections there."""
    return name.replace("/", "-").strip()
