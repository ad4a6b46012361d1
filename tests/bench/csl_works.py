"""Works to cite in benchmarks: real ones from files of references, then invented ones."""

import random
from pathlib import Path

from pincite.citing.csl_json import to_csl_json
from pincite.importing.references.formats import reference_format
from pincite.model.creators import Creator
from pincite.model.ids import ItemId
from pincite.model.items import Item

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "bib"

_WORDS = (
    "archive", "border", "canal", "census", "charter", "cities", "council", "crisis", "custom",
    "debt", "empire", "estate", "famine", "grain", "guild", "harbour", "island", "justice",
    "kinship", "labour", "ledger", "market", "memory", "migration", "mill", "mine", "navy",
    "office", "parish", "peace", "plague", "poor", "press", "price", "province", "record",
    "reform", "river", "school", "silver", "state", "tax", "theory", "trade", "treaty",
    "village", "war", "winter",
)  # fmt: skip
_NAMES = (
    "Abel", "Berg", "Costa", "Dunn", "Eder", "Falk", "Grau", "Hahn", "Ives", "Jung", "Kern",
    "Lund", "Moss", "Nagy", "Okafor", "Peters",
)  # fmt: skip


def works(count: int, folder: Path = FOLDER) -> list[Item]:
    """The same works each time, each with a title, a name and a year; ids are their keys."""
    found = _real(count, folder)
    return found + [_invented(number) for number in range(len(found), count)]


def records(count: int, folder: Path = FOLDER) -> list[dict[str, object]]:
    """The works as CSL-JSON."""
    return [to_csl_json(item) for item in works(count, folder)]


def _real(count: int, folder: Path) -> list[Item]:
    found: list[Item] = []
    for file in sorted(folder.rglob("*.bib*")) if folder.is_dir() else ():
        data = file.read_bytes()
        reader = reference_format(data, file.name)
        for reference in reader.read(data).references if reader else ():
            draft = reference.draft
            if draft.fields.get("title") and draft.creators and draft.dates.get("issued"):
                id = ItemId(f"w{len(found)}")
                found.append(Item(id, draft.type, id, draft.fields, draft.creators, draft.dates))
            if len(found) == count:
                return found
    return found


def _invented(number: int) -> Item:
    chance = random.Random(number)
    title = " ".join(chance.sample(_WORDS, chance.randint(4, 9))).capitalize()
    names = chance.sample(_NAMES, chance.randint(1, 4))
    given = chance.choice(("Ann", "Bo", "Carl", "Dora", "Eva M."))
    id = ItemId(f"w{number}")
    fields = {"title": title, "publisher": "Harbour Press", "publisher-place": "Leiden"}
    if number % 3:
        fields = {
            "title": title,
            "container-title": f"Journal of {title.split()[-1]}",
            "volume": str(chance.randint(1, 80)),
            "page": f"{number}-{number + 17}",
        }
    return Item(
        id,
        "article-journal" if number % 3 else "book",
        id,
        fields,
        tuple(Creator(family=name, given=given) for name in names),
        {"issued": str(1950 + chance.randint(0, 70))},
    )
