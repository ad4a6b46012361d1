"""Works that are in a library twice: how many are found, how many wrongly, and how fast.

    python -m tests.bench.bench_duplicates [ITEMS]

An invented library (50 000 items unless said) in which some works come again with noise: other
case and signs, a subtitle left out, typing errors, a year more or less, names with initials, cut
titles; and pairs that are no duplicates though they look it: parts, volumes and editions of one
work. Prints recall by kind of noise, false pairs, and seconds.
"""

import argparse
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from tests.bench.figures import machine

from pincite.citing.duplicate_pairs import duplicate_pairs
from pincite.model.creators import Creator
from pincite.model.distinct_works import pair_id
from pincite.model.ids import ItemId
from pincite.model.items import Item

_SYLLABLES = "ba be bi bo bu da de di do fa fe ga ge ka ke la le li lo ma me mi mo na ne no pa pe po ra re ri ro sa se si so ta te ti to va ve vi".split()  # noqa: E501, SIM905
_FRAME = "of the and in on for a from under after between".split()  # noqa: SIM905
_COPIES = 2000
_TRAPS = 500


def main() -> None:
    """Make the library, look for pairs, count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("items", nargs="?", type=int, default=50_000)
    count = parser.parse_args().items
    print(machine())
    chance = random.Random(11)
    works = [_work(n, chance) for n in range(count - _COPIES - 2 * _TRAPS)]
    kinds: dict[str, str] = {}
    copies = []
    for n, work in enumerate(chance.sample(works, _COPIES)):
        name = list(_NOISES)[n % len(_NOISES)]
        copy = replace(_NOISES[name](work, chance), id=ItemId(f"copy{n}"), added="2026-02-01")
        copies.append(copy)
        kinds[pair_id(work.id, copy.id)] = name
    traps = [trap for n in range(_TRAPS) for trap in _trap(n, chance)]
    items = [*works, *copies, *traps]
    chance.shuffle(items)
    begin, used = time.perf_counter(), time.process_time()
    pairs = duplicate_pairs(items)
    print(
        f"{len(items)} items: {time.perf_counter() - begin:.1f} s, "
        f"{time.process_time() - used:.1f} s of processor"
    )
    found = {pair.id for pair in pairs}
    right = Counter(kinds[id] for id in found & kinds.keys())
    for name in _NOISES:
        total = sum(kind == name for kind in kinds.values())
        print(f"  {name:18} {right[name] / total:.3f}")
    trapped = sum("trap" in pair.one.id and "trap" in pair.other.id for pair in pairs)
    wrong = [pair for pair in pairs if pair.id not in kinds]
    sure = sum(pair.is_sure for pair in wrong)
    print(f"recall {right.total() / len(kinds):.3f}; wrong pairs {len(wrong)}, of them sure {sure}")
    print(f"traps taken for one work: {trapped} of {_TRAPS}")


def _word(chance: random.Random) -> str:
    return "".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4)))


def _work(n: int, chance: random.Random) -> Item:
    words = [_word(chance) for _ in range(chance.randint(3, 9))]
    words.insert(2, chance.choice(_FRAME))
    title = " ".join(words).capitalize()
    if chance.random() < 0.3:
        title += ": " + " ".join(_word(chance) for _ in range(4))
    creators = tuple(
        Creator(family=_word(chance).capitalize(), given=_word(chance).capitalize())
        for _ in range(chance.choice((1, 1, 2, 3)))
    )
    fields = {"title": title}
    if chance.random() < 0.4:
        fields["DOI"] = f"10.5555/{n}"
    return Item(
        ItemId(f"work{n}"),
        chance.choice(("book", "article-journal", "chapter", "report")),
        f"k{n}",
        fields,
        creators,
        {"issued": str(chance.randint(1950, 2025))},
        added="2026-01-01",
    )


def _titled(item: Item, title: str) -> Item:
    # The one that comes again is found by its words, not by its identifier.
    return replace(item, fields={"title": title})


def _typing_error(item: Item, chance: random.Random) -> Item:
    title = item.fields["title"]
    place = chance.randrange(1, len(title) - 1)
    return _titled(item, title[:place] + chance.choice("aeiourst") + title[place + 1 :])


def _other_year(item: Item, chance: random.Random) -> Item:
    year = int(item.dates["issued"]) + chance.choice((-1, 1))
    return replace(_titled(item, item.fields["title"]), dates={"issued": str(year)})


def _initials(item: Item, _chance: random.Random) -> Item:
    creators = tuple(replace(c, given=f"{c.given[0]}.") for c in item.creators)
    return replace(_titled(item, item.fields["title"].upper()), creators=creators)


_NOISES: dict[str, Callable[[Item, random.Random], Item]] = {
    "case": lambda item, _: _titled(item, item.fields["title"].title()),
    "signs": lambda item, _: _titled(item, item.fields["title"].replace(" ", " - ", 1) + "."),
    "no subtitle": lambda item, _: _titled(item, item.fields["title"].partition(":")[0]),
    "typing error": _typing_error,
    "year": _other_year,
    "initials": _initials,
    "cut": lambda item, _: _titled(item, item.fields["title"][: max(20, len(item.title) - 12)]),
    "accents": lambda item, _: _titled(item, item.fields["title"].replace("e", "é", 2)),
    "identifier": lambda item, _: (
        replace(item, fields={**item.fields, "title": "Other words"})
        if "DOI" in item.fields
        else _titled(item, item.fields["title"])
    ),
}


def _trap(n: int, chance: random.Random) -> tuple[Item, Item]:
    work = _work(10**6 + n, chance)
    title = work.fields["title"].partition(":")[0]
    kind = n % 4
    if kind == 0:
        pair = _titled(work, f"{title}, Part 1"), _titled(work, f"{title}, Part 2")
    elif kind == 1:
        pair = _titled(work, f"{title} II"), _titled(work, f"{title} III")
    elif kind == 2:
        pair = _titled(work, title), _titled(work, title)
        pair = tuple(  # type: ignore[assignment]  # of two
            replace(p, fields={**p.fields, "volume": v}) for p, v in zip(pair, "12", strict=True)
        )
    else:
        pair = tuple(  # type: ignore[assignment]  # of two
            replace(work, fields={"title": title, "DOI": f"10.7/{n}.{v}"}) for v in "12"
        )
    one, other = pair
    return replace(one, id=ItemId(f"trap{n}a")), replace(other, id=ItemId(f"trap{n}b"))


if __name__ == "__main__":
    main()
