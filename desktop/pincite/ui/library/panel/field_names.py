"""What the variables of CSL are called in the interface."""

from PySide6.QtCore import QCoreApplication

tr = QCoreApplication.translate


def label_of(name: str, item_type: str = "") -> str:
    """What a field, a date or all people in a role are called; some after the type of item."""
    own = _by_type(name, item_type) or _field_name(name) or role_names().get(name, "")
    plain = name.replace("-", " ").replace("_", " ")
    return own or plain[:1].upper() + plain[1:]


def role_name(role: str, item_type: str = "") -> str:
    """What one person in a role is called: "Author", of a patent "Inventor"."""
    special = {
        ("author", "patent"): tr("Fields", "Inventor"),
        ("recipient", "patent"): tr("Fields", "Assignee"),
        ("author", "software"): tr("Fields", "Programmer"),
        ("author", "map"): tr("Fields", "Cartographer"),
        ("author", "graphic"): tr("Fields", "Artist"),
        ("author", "speech"): tr("Fields", "Speaker"),
        ("author", "interview"): tr("Fields", "Interviewee"),
        ("author", "bill"): tr("Fields", "Sponsor"),
        ("author", "song"): tr("Fields", "Words by"),
    }
    return special.get((role, item_type)) or role_names().get(role, role)


def role_names() -> dict[str, str]:
    """The names of all roles."""
    return {
        "author": tr("Fields", "Author"),
        "chair": tr("Fields", "Chair"),
        "collection-editor": tr("Fields", "Series editor"),
        "compiler": tr("Fields", "Compiler"),
        "composer": tr("Fields", "Composer"),
        "container-author": tr("Fields", "Book author"),
        "contributor": tr("Fields", "Contributor"),
        "curator": tr("Fields", "Curator"),
        "director": tr("Fields", "Director"),
        "editor": tr("Fields", "Editor"),
        "editor-translator": tr("Fields", "Editor and translator"),
        "editorial-director": tr("Fields", "Editorial director"),
        "executive-producer": tr("Fields", "Executive producer"),
        "guest": tr("Fields", "Guest"),
        "host": tr("Fields", "Host"),
        "illustrator": tr("Fields", "Illustrator"),
        "interviewer": tr("Fields", "Interviewer"),
        "narrator": tr("Fields", "Narrator"),
        "organizer": tr("Fields", "Organizer"),
        "original-author": tr("Fields", "Original author"),
        "performer": tr("Fields", "Performer"),
        "producer": tr("Fields", "Producer"),
        "recipient": tr("Fields", "Recipient"),
        "reviewed-author": tr("Fields", "Author of the work reviewed"),
        "script-writer": tr("Fields", "Script writer"),
        "series-creator": tr("Fields", "Series creator"),
        "translator": tr("Fields", "Translator"),
    }


def _field_name(name: str) -> str:
    return {**_names_to_m(), **_names_from_n()}.get(name, "")


def _names_to_m() -> dict[str, str]:
    return {
        "author": tr("Fields", "Authors"),
        "editor": tr("Fields", "Editors"),
        "translator": tr("Fields", "Translators"),
        "annote": tr("Fields", "Annotation"),
        "archive_collection": tr("Fields", "Archive collection"),
        "archive_location": tr("Fields", "Shelf mark"),
        "archive-place": tr("Fields", "Archive place"),
        "available-date": tr("Fields", "Available"),
        "authority": tr("Fields", "Authority"),
        "call-number": tr("Fields", "Call number"),
        "chapter-number": tr("Fields", "Chapter no."),
        "citation-label": tr("Fields", "Citation label"),
        "citation-number": tr("Fields", "Citation no."),
        "collection-number": tr("Fields", "Series no."),
        "collection-title": tr("Fields", "Series"),
        "container-title": tr("Fields", "Published in"),
        "container-title-short": tr("Fields", "Abbreviation"),
        "event-date": tr("Fields", "Event date"),
        "event-place": tr("Fields", "Event place"),
        "event-title": tr("Fields", "Event"),
        "first-reference-note-number": tr("Fields", "First note no."),
        "genre": tr("Fields", "Kind"),
        "issued": tr("Fields", "Date"),
        "keyword": tr("Fields", "Keywords"),
    }


def _names_from_n() -> dict[str, str]:
    return {
        "number": tr("Fields", "Number"),
        "number-of-pages": tr("Fields", "No. of pages"),
        "number-of-volumes": tr("Fields", "No. of volumes"),
        "original-date": tr("Fields", "Original date"),
        "original-publisher": tr("Fields", "Original publisher"),
        "original-publisher-place": tr("Fields", "Original place"),
        "original-title": tr("Fields", "Original title"),
        "page": tr("Fields", "Pages"),
        "page-first": tr("Fields", "First page"),
        "part-number": tr("Fields", "Part no."),
        "part-title": tr("Fields", "Part title"),
        "printing-number": tr("Fields", "Printing"),
        "publisher-place": tr("Fields", "Place"),
        "references": tr("Fields", "History"),
        "reviewed-genre": tr("Fields", "Kind reviewed"),
        "reviewed-title": tr("Fields", "Work reviewed"),
        "source": tr("Fields", "Catalogue"),
        "submitted": tr("Fields", "Filed"),
        "supplement-number": tr("Fields", "Supplement"),
        "title-short": tr("Fields", "Short title"),
        "URL": tr("Fields", "Address"),
        "volume-title": tr("Fields", "Volume title"),
        "year-suffix": tr("Fields", "Year suffix"),
    }


def _by_type(name: str, item_type: str) -> str:
    if name == "container-title":
        return _container_names().get(item_type, "")
    return {
        ("publisher", "report"): tr("Fields", "Institution"),
        ("publisher", "thesis"): tr("Fields", "University"),
        ("publisher", "article"): tr("Fields", "Repository"),
        ("publisher", "dataset"): tr("Fields", "Repository"),
        ("publisher", "motion_picture"): tr("Fields", "Distributor"),
        ("publisher", "broadcast"): tr("Fields", "Station"),
        ("publisher", "song"): tr("Fields", "Label"),
        ("publisher", "software"): tr("Fields", "Company"),
        ("publisher", "standard"): tr("Fields", "Published by"),
        ("authority", "legal_case"): tr("Fields", "Court"),
        ("authority", "legislation"): tr("Fields", "Legislature"),
        ("authority", "bill"): tr("Fields", "Legislature"),
        ("authority", "hearing"): tr("Fields", "Legislature"),
        ("authority", "patent"): tr("Fields", "Patent office"),
        ("authority", "standard"): tr("Fields", "Organization"),
        ("number", "legal_case"): tr("Fields", "Docket no."),
        ("number", "patent"): tr("Fields", "Patent no."),
        ("number", "report"): tr("Fields", "Report no."),
        ("number", "bill"): tr("Fields", "Bill no."),
        ("number", "legislation"): tr("Fields", "Act no."),
        ("number", "article-journal"): tr("Fields", "Article no."),
        ("number", "broadcast"): tr("Fields", "Episode no."),
        ("call-number", "patent"): tr("Fields", "Application no."),
        ("section", "hearing"): tr("Fields", "Committee"),
        ("dimensions", "broadcast"): tr("Fields", "Running time"),
        ("dimensions", "motion_picture"): tr("Fields", "Running time"),
        ("dimensions", "song"): tr("Fields", "Running time"),
        ("genre", "thesis"): tr("Fields", "Degree"),
        ("event-title", "paper-conference"): tr("Fields", "Conference"),
        ("event-title", "speech"): tr("Fields", "Meeting"),
    }.get((name, item_type), "")


def _container_names() -> dict[str, str]:
    return {
        "article-journal": tr("Fields", "Journal"),
        "article-magazine": tr("Fields", "Magazine"),
        "article-newspaper": tr("Fields", "Newspaper"),
        "bill": tr("Fields", "Code"),
        "broadcast": tr("Fields", "Programme"),
        "chapter": tr("Fields", "Book"),
        "entry-dictionary": tr("Fields", "Dictionary"),
        "entry-encyclopedia": tr("Fields", "Encyclopedia"),
        "legal_case": tr("Fields", "Reporter"),
        "legislation": tr("Fields", "Code"),
        "paper-conference": tr("Fields", "Proceedings"),
        "post": tr("Fields", "Forum"),
        "post-weblog": tr("Fields", "Blog"),
        "regulation": tr("Fields", "Code"),
        "review": tr("Fields", "Journal"),
        "review-book": tr("Fields", "Journal"),
        "song": tr("Fields", "Album"),
        "treaty": tr("Fields", "Treaty series"),
        "webpage": tr("Fields", "Website"),
    }
