"""A name and a short title, as notes refer to a work again: "Halvorsen, The Toll Road"."""

import re

_CAP = r"[^\W\d_a-zß-öø-ÿ]"
_NAME = rf"(?:(?:[Vv]an|[Vv]on|de|De|Di|Le|La|O[’'])\s?)?{_CAP}[\w’'-]{{2,}}"
_SMALL = (
    r"of|the|and|in|on|a|an|to|for|from|with|at|by|de|la|le|les|du|des|et|en|der|die|das|dem|den|"
    r"und|im|von|zur|del|el|los|y|di|e|il|della|do|da|van|het"
)
_TITLE = (
    rf"(?:[“‘\"'«„][^“”«»\n]{{3,80}}[”’\"'»“]|{_CAP}[\w’'-]*"
    rf"(?:\s(?:{_CAP}[\w’'-]*|(?:{_SMALL})(?=\s))){{0,8}})"
)
_SIGNALS = (
    r"[Ss]ee(?: also)?|[Cc]f\.|[Vv]gl\.|[Ss]iehe|[Ss]o (?:schon|auch)|[Vv]oir|[Vv]éase|[Cc]fr\.?|"
    r"[Zz]ie|[Ii]n|[Qq]uoted in|[Cc]ompare"
)
SHORT_TITLE = re.compile(
    rf"(?:^|\n\s*|;\s|[.!?:)]\s+|\(|\b(?:{_SIGNALS})\s)(?:\d{{1,3}}[.)]?\s+)?"
    rf"(?P<work>(?:{_CAP}\.[\s-]?){{0,3}}(?P<family>{_NAME})(?:\s(?:and|&|und|et|y|e)\s{_NAME})?,"
    rf"\s(?P<title>{_TITLE}))$"
)
"""To be searched for in what stands before a place, comma left out."""
