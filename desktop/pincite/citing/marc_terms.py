"""What MARC's relators and MODS's kinds of resource are in the terms of CSL.

Source: Library of Congress, MARC Code List for Relators; MODS 3.8 (typeOfResource, genre).
"""

from collections.abc import Mapping

ROLES: Mapping[str, str] = {
    "aut": "author", "author": "author", "cre": "author", "creator": "author",
    "dis": "author", "dissertant": "author", "lyr": "author", "lbt": "author",
    "edt": "editor", "editor": "editor", "edc": "editor", "hrsg": "editor",
    "herausgeber": "editor", "hrsg.": "editor", "ed.": "editor", "eds.": "editor",
    "verfasser": "author", "editor of compilation": "editor",
    "trl": "translator", "translator": "translator", "ubers.": "translator",
    "übersetzer": "translator", "com": "compiler", "compiler": "compiler",
    "ill": "illustrator", "illustrator": "illustrator", "cmp": "composer", "composer": "composer",
    "drt": "director", "director": "director", "fmd": "director", "film director": "director",
    "pro": "producer", "producer": "producer", "fmp": "producer", "prf": "performer",
    "performer": "performer", "sng": "performer", "singer": "performer", "act": "performer",
    "actor": "performer", "mus": "performer", "itr": "performer", "cnd": "performer",
    "conductor": "performer", "nrt": "narrator", "narrator": "narrator", "ive": "author",
    "interviewee": "author", "ivr": "interviewer", "interviewer": "interviewer",
    "rcp": "recipient", "addressee": "recipient", "recipient": "recipient", "hst": "host",
    "host": "host", "cur": "curator", "curator": "curator", "orm": "organizer",
    "organizer": "organizer", "pbd": "collection-editor", "series editor": "collection-editor",
    "aus": "script-writer", "screenwriter": "script-writer", "scr": "contributor",
    "art": "author", "artist": "author", "pht": "author", "photographer": "author",
    "ctg": "author", "cartographer": "author", "inv": "author", "inventor": "author",
    "prg": "author", "programmer": "author", "spk": "author", "speaker": "author",
    "ths": "contributor", "thesis advisor": "contributor", "dgs": "contributor",
    "ctb": "contributor", "contributor": "contributor", "rev": "author", "reviewer": "author",
    "aui": "contributor", "author of introduction": "contributor", "wam": "contributor",
    "rsp": "contributor", "mod": "contributor", "con": "contributor", "cwt": "contributor",
    "orig": "original-author", "container author": "container-author",
}  # fmt: skip

OTHERS = frozenset({
    "pbl", "publisher", "dst", "distributor", "prt", "printer", "own", "former owner", "fmo",
    "spn", "sponsor", "fnd", "funder", "dgg", "degree grantor", "his", "isb", "mfr", "dnr",
})  # fmt: skip
"""Relators of those who had a part in a work but made none of it."""

CODES: Mapping[str, str] = {
    "author": "aut", "editor": "edt", "translator": "trl", "compiler": "com",
    "illustrator": "ill", "composer": "cmp", "director": "drt", "producer": "pro",
    "performer": "prf", "narrator": "nrt", "interviewer": "ivr", "recipient": "rcp",
    "host": "hst", "curator": "cur", "organizer": "orm", "collection-editor": "pbd",
    "script-writer": "aus", "contributor": "ctb",
}  # fmt: skip
"""CSL role -> MARC relator; what has none is written by its name."""

GENRES: Mapping[str, str] = {
    "article": "article-journal", "journal article": "article-journal",
    "journalarticle": "article-journal", "academic journal": "article-journal",
    "magazine article": "article-magazine", "newspaper article": "article-newspaper",
    "newspaperarticle": "article-newspaper", "magazinearticle": "article-magazine",
    "newspaper": "article-newspaper", "book": "book", "book chapter": "chapter",
    "booksection": "chapter", "chapter": "chapter", "conference publication": "",
    "conference paper": "paper-conference", "conferencepaper": "paper-conference",
    "thesis": "thesis", "theses": "thesis", "dissertation": "thesis", "ph.d. thesis": "thesis",
    "masters thesis": "thesis", "report": "report", "technical report": "report",
    "web site": "webpage", "website": "webpage", "web page": "webpage", "webpage": "webpage",
    "blog": "post-weblog", "blogpost": "post-weblog", "letter": "personal_communication",
    "email": "personal_communication", "e-mail": "personal_communication",
    "instantmessage": "personal_communication", "patent": "patent", "map": "map",
    "motion picture": "motion_picture", "film": "motion_picture", "video recording":
    "motion_picture", "videorecording": "motion_picture", "videorecordings": "motion_picture",
    "sound": "song", "sound recording": "song", "audiorecording": "song", "interview": "interview",
    "dictionary": "entry-dictionary", "dictionaryentry": "entry-dictionary",
    "encyclopedia": "entry-encyclopedia", "encyclopediaarticle": "entry-encyclopedia",
    "manuscript": "manuscript", "software": "software", "computer program": "software",
    "computerprogram": "software", "data set": "dataset", "dataset": "dataset",
    "statistics": "dataset", "legislation": "legislation", "statute": "legislation",
    "law": "legislation", "legal case and case notes": "legal_case", "case": "legal_case",
    "hearing": "hearing", "bill": "bill", "treaty": "treaty", "standard or specification":
    "standard", "standard": "standard", "presentation": "speech", "speech": "speech",
    "podcast": "broadcast", "radio broadcast": "broadcast", "tv broadcast": "broadcast",
    "radiobroadcast": "broadcast", "tvbroadcast": "broadcast", "forumpost": "post",
    "electronic mailing list": "post", "picture": "graphic", "photograph": "graphic",
    "art original": "graphic", "art reproduction": "graphic", "artwork": "graphic",
    "chart": "figure", "graph": "figure", "slide": "graphic", "technical drawing": "figure",
    "review": "review", "book review": "review-book", "musical score": "musical_score",
    "score": "musical_score", "document": "document", "preprint": "article",
    "working paper": "report", "pamphlet": "pamphlet", "periodical": "periodical",
    "series": "periodical", "loose-leaf": "book", "multivolume monograph": "book",
}  # fmt: skip
"""Genre in small letters -> CSL type; empty where it says less than the rest of the record."""

RESOURCES: Mapping[str, str] = {
    "cartographic": "map", "notated music": "musical_score", "sound recording": "song",
    "sound recording-musical": "song", "sound recording-nonmusical": "song",
    "still image": "graphic", "moving image": "motion_picture",
    "three dimensional object": "graphic", "software, multimedia": "software",
    "mixed material": "document",
}  # fmt: skip
"""MODS typeOfResource -> CSL type; of "text" the rest of the record tells the kind."""

IN_CONTAINER: frozenset[str] = frozenset({
    "article-journal", "article-magazine", "article-newspaper", "chapter", "paper-conference",
    "webpage", "post-weblog", "post", "entry-dictionary", "entry-encyclopedia", "broadcast",
    "review", "review-book", "motion_picture", "song",
})  # fmt: skip
"""Types of works that stand in another: its title is theirs of a container."""
