"""What the functions of a formula give of a work, as text that filters can still change."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pincite.citing import key_words as words
from pincite.citing.key_formula.parsing import Argument
from pincite.model import csl, dates
from pincite.model.creators import Creator
from pincite.model.items import Item, ItemDraft
from pincite.model.rich_text import plain_text

Work = Item | ItemDraft


@dataclass(frozen=True, slots=True)
class Function:
    """A function: what it gives, how many arguments it takes, and one line of help."""

    give: Callable[[Work, Sequence[Argument]], str]
    most: int
    help: str


def _number(arguments: Sequence[Argument], at: int, usual: int) -> int:
    value = arguments[at] if at < len(arguments) else usual
    return value if isinstance(value, int) else usual


def _text(arguments: Sequence[Argument], at: int, usual: str) -> str:
    value = arguments[at] if at < len(arguments) else usual
    return str(value)


def _names(work: Work) -> list[str]:
    return [name for name in map(words.of_creator, words.first_role(work.creators)) if name]


def _role(work: Work, role: str) -> tuple[Creator, ...]:
    return tuple(c for c in work.creators if c.role == role)


def _auth(work: Work, arguments: Sequence[Argument]) -> str:
    """`auth`: the first author; `auth(3)`: three letters; `auth(0, 2)`: the second author."""
    names = _names(work)
    letters, which = _number(arguments, 0, 0), max(_number(arguments, 1, 1), 1)
    name = names[which - 1] if which <= len(names) else ""
    return name[:letters] if letters > 0 else name


def _authors(work: Work, arguments: Sequence[Argument]) -> str:
    """`authors`: all; `authors(2)`: two and "EtAl" if there are more; `authors(0, '-')`: parted."""
    names, most = _names(work), _number(arguments, 0, 0)
    joiner = _text(arguments, 1, "")
    if 0 < most < len(names):
        return joiner.join([*names[:most], "EtAl"])
    return joiner.join(names)


def _auth_et_al(work: Work, _arguments: Sequence[Argument]) -> str:
    names = _names(work)
    return names[0] + names[1] if len(names) == 2 else _authors(work, (1,))


def _auth_last(work: Work, _arguments: Sequence[Argument]) -> str:
    return next(reversed(_names(work)), "")


def _authors_alpha(work: Work, _arguments: Sequence[Argument]) -> str:
    """As the style "alpha" labels: "Adl" for one author, "AB", "ABC", "ABC+" for more."""
    names = _names(work)
    if len(names) == 1:
        return names[0][:3]
    return "".join(name[0] for name in names[:3]) + ("+" if len(names) > 3 else "")


def _editor(work: Work, arguments: Sequence[Argument]) -> str:
    names = [words.of_creator(c) for c in _role(work, "editor")]
    letters = _number(arguments, 0, 0)
    return (names[0][:letters] if letters > 0 else names[0]) if names else ""


def _title(work: Work, _arguments: Sequence[Argument]) -> str:
    return " ".join(w[:1].upper() + w[1:] for w in words.all_words(_plain(work, "title")))


def _short_title(work: Work, arguments: Sequence[Argument]) -> str:
    """`shorttitle(3, 3)`: three words of weight, the first three of them capitalised."""
    return _short(_plain(work, "title"), _number(arguments, 0, 3), _number(arguments, 1, 0))


def _very_short_title(work: Work, arguments: Sequence[Argument]) -> str:
    return _short(_plain(work, "title"), _number(arguments, 0, 1), _number(arguments, 1, 0))


def _short(title: str, count: int, capitals: int) -> str:
    found = [w for w in map(words.letters, words.weighty(title)) if w][: max(count, 0)]
    return "".join(w.capitalize() if n < capitals else w for n, w in enumerate(found))


def _year(work: Work, _arguments: Sequence[Argument]) -> str:
    number = dates.year(work.dates.get("issued", ""))
    return "" if number is None else str(abs(number))


def _short_year(work: Work, arguments: Sequence[Argument]) -> str:
    return _year(work, arguments)[-2:]


def _month(work: Work, _arguments: Sequence[Argument]) -> str:
    return _part_of_date(work, 1)


def _day(work: Work, _arguments: Sequence[Argument]) -> str:
    return _part_of_date(work, 2)


def _part_of_date(work: Work, at: int) -> str:
    parts = dates.date_parts(work.dates.get("issued", ""))
    return f"{parts[0][at]:02}" if parts and len(parts[0]) > at else ""


def _date(work: Work, arguments: Sequence[Argument]) -> str:
    """`date`: "2014-05-09", as far as it is known; `date('%Y%m')`: in another form."""
    form = _text(arguments, 0, "")
    parts = (_year(work, ()), _month(work, ()), _day(work, ()))
    if not form:
        return "-".join(part for part in parts if part)
    for sign, part in zip(("%Y", "%m", "%d"), parts, strict=True):
        form = form.replace(sign, part)
    return form.replace("%y", parts[0][-2:])


def _first_page(work: Work, _arguments: Sequence[Argument]) -> str:
    return next(iter(words.all_words(work.fields.get("page", ""))), "")


def _last_page(work: Work, _arguments: Sequence[Argument]) -> str:
    return next(reversed(words.all_words(work.fields.get("page", ""))), "")


def _journal(work: Work, _arguments: Sequence[Argument]) -> str:
    short = _plain(work, "container-title-short")
    return short or "".join(w[:1].upper() for w in words.weighty(_plain(work, "container-title")))


def _type(work: Work, _arguments: Sequence[Argument]) -> str:
    return work.type


def _is_type(work: Work, arguments: Sequence[Argument]) -> str:
    """Gives something only for works of these types: `isType(book, chapter) ? … : …`."""
    return work.type if work.type in map(str, arguments) else ""


def _tag(work: Work, arguments: Sequence[Argument]) -> str:
    which = max(_number(arguments, 0, 1), 1)
    return work.tags[which - 1] if which <= len(work.tags) else ""


def _plain(work: Work, variable: str) -> str:
    return plain_text(work.fields.get(variable, ""))


def variable(name: str) -> str:
    """The CSL variable that a name with a capital means ("ContainerTitle"), "" for none."""
    return _VARIABLES.get(name.lower(), "")


def value_of(work: Work, name: str) -> str:
    """The value of a CSL variable, without marks; of names, all of them."""
    if name in work.fields:
        return _plain(work, name)
    if name in work.dates:
        return work.dates[name]
    return "".join(words.of_creator(c) for c in _role(work, name))


_VARIABLES = {
    name.replace("-", "").replace("_", "").lower(): name
    for name in (*csl.FIELDS, *csl.DATE_VARIABLES, *csl.NAME_VARIABLES)
}

FUNCTIONS: dict[str, Function] = {
    "auth": Function(_auth, 2, "family name of the first author; a body’s acronym"),
    "authors": Function(_authors, 2, "all authors, or so many and “EtAl”"),
    "authEtAl": Function(_auth_et_al, 0, "one or two authors, else the first and “EtAl”"),
    "authorLast": Function(_auth_last, 0, "the last author"),
    "authorsAlpha": Function(_authors_alpha, 0, "initials, as the style “alpha” has them"),
    "editor": Function(_editor, 1, "family name of the first editor"),
    "title": Function(_title, 0, "all words of the title"),
    "shorttitle": Function(_short_title, 2, "the first words of weight of the title"),
    "veryshorttitle": Function(_very_short_title, 2, "the first word of weight of the title"),
    "year": Function(_year, 0, "year of publication"),
    "shortyear": Function(_short_year, 0, "its last two digits"),
    "month": Function(_month, 0, "month of publication, two digits"),
    "day": Function(_day, 0, "day of publication, two digits"),
    "date": Function(_date, 1, "date of publication, “%Y-%m-%d”"),
    "firstpage": Function(_first_page, 0, "the first page"),
    "lastpage": Function(_last_page, 0, "the last page"),
    "journal": Function(_journal, 0, "abbreviation or initials of the journal or book"),
    "type": Function(_type, 0, "the type of the work"),
    "isType": Function(_is_type, 9, "gives something for these types only"),
    "tag": Function(_tag, 1, "the first tag"),
}
"""Name -> function; a name with a capital is a CSL variable instead (see `variable`)."""
