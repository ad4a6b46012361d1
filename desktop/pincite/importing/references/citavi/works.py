"""The references of a Citavi project as works, with what was taken out of them."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace

from pincite.importing.references.citavi.project import CitaviProject, Row
from pincite.importing.references.gathering import Gathering
from pincite.importing.references.people import body, person
from pincite.importing.references.reference import Quotation
from pincite.model.annotations import QuotationKind
from pincite.model.creators import Creator

_TYPES = {
    "Book": "book", "BookEdited": "book", "Contribution": "chapter", "JournalArticle":
    "article-journal", "NewspaperArticle": "article-newspaper", "Thesis": "thesis",
    "InternetDocument": "webpage", "ConferenceProceedings": "book", "CollectedWorks": "book",
    "Lecture": "speech", "Manuscript": "manuscript", "Map": "map", "Movie": "motion_picture",
    "MusicAlbum": "song", "MusicTrack": "song", "Patent": "patent", "PersonalCommunication":
    "personal_communication", "PressRelease": "report", "RadioPlay": "broadcast", "Report":
    "report", "ComputerProgram": "software", "NewsAgencyReport": "report", "UnpublishedWork":
    "report", "SpecialIssue": "book", "Standard": "standard", "StatuteOrRegulation":
    "legislation", "CourtDecision":
    "legal_case", "Software": "software", "Broadcast": "broadcast", "AudioBook": "song",
    "AudioOrVideoDocument": "motion_picture", "ArchiveMaterial": "manuscript", "File": "manuscript",
    "InterviewMaterial": "interview", "Interview": "interview", "LegalCommentary": "book",
    "ContributionInLegalCommentary": "chapter", "SocialMediaPost": "post", "Blog": "post-weblog",
}  # fmt: skip
_BY_DAY = frozenset({
    "NewspaperArticle", "InternetDocument", "CourtDecision", "Lecture", "PressRelease",
})  # fmt: skip
_VARIABLES = {
    "Volume": "volume", "Edition": "edition", "Doi": "DOI", "DOI":
    "DOI", "Isbn": "ISBN", "ISBN": "ISBN", "Issn": "ISSN", "ISSN": "ISSN", "PubMedID": "PMID",
    "OnlineAddress": "URL", "PlaceOfPublication": "publisher-place", "NumberOfVolumes":
    "number-of-volumes", "Language": "language", "UniformTitle": "original-title",
    "StorageMedium": "medium", "TitleInOtherLanguages": "original-title",
}  # fmt: skip
_PEOPLE = (
    ("ReferenceAuthor", "author"), ("ReferenceEditor", "editor"),
    ("ReferenceOrganization", "author"), ("ReferenceCollaborator", "contributor"),
    ("ReferenceOthersInvolved", "contributor"),
)  # fmt: skip
_KINDS = {
    "1": QuotationKind.DIRECT, "2": QuotationKind.INDIRECT, "3": QuotationKind.SUMMARY,
    "4": QuotationKind.COMMENT, "5": QuotationKind.DIRECT, "6": QuotationKind.DIRECT,
    "DirectQuotation": QuotationKind.DIRECT, "IndirectQuotation": QuotationKind.INDIRECT,
    "Summary": QuotationKind.SUMMARY, "Comment": QuotationKind.COMMENT,
}  # fmt: skip
_PAGES_PARTS = re.compile(r"<(sp|ep)>(.*?)</\1>", re.DOTALL)
_PRINTED = re.compile(r"<(?:os|ps)>([^<]+)</")
_NUMBER = re.compile(r"<n>(\d+)</n>")
_NUMBERING = re.compile(r"<nt>(?!Page<)(\w+)</nt>")
_NUMBERINGS = {"Margin": "Margin number", "Column": "Column", "Paragraph": "§"}


class Works:
    """Makes works out of a project."""

    def __init__(self, project: CitaviProject) -> None:
        self._project = project
        self._quotations: dict[str, list[Quotation]] = {}
        for id_, row in project.rows("KnowledgeItem").items():
            if reference := row.get("ReferenceID"):
                self._quotations.setdefault(reference, []).append(self._quotation(id_, row))
        self._locations: dict[str, list[Row]] = {}
        for row in project.rows("Location").values():
            self._locations.setdefault(row.get("ReferenceID", ""), []).append(row)
        self._tasks: dict[str, list[str]] = {}
        for row in project.rows("TaskItem").values():
            until = f" until {row['DueDate'][:10]}" if row.get("DueDate") else ""
            parts = (f"To do: {row.get('Name', '').strip()}{until}", row.get("Notes", "").strip())
            said = "\n\n".join(part for part in parts if part)
            self._tasks.setdefault(row.get("ReferenceID", ""), []).append(said)
        self._parents = _turned_round(project, "ReferenceReference")
        self._categories_above = _turned_round(project, "CategoryCategory")

    def records(self) -> Iterator[tuple[int, tuple[str, Row]]]:
        """The references with their lines, in the order of the project."""
        for id_, row in self._project.rows("Reference").items():
            yield int(row.get("line", "0")), (id_, row)

    def work(self, record: tuple[str, Row]) -> Gathering:
        """The work of a reference."""
        id_, row = record
        kind = row.get("ReferenceType", "")
        work = Gathering(_TYPES.get(kind, "document"))
        work.key = row.get("BibTeXKey", "") or row.get("CitationKey", "")
        self._read_fields(work, row, kind)
        self._read_people(work, id_)
        self._read_container(work, id_, row)
        for keyword in self._project.linked("ReferenceKeyword", id_):
            work.tag(self._project.name("Keyword", keyword))
        for category in self._project.linked("ReferenceCategory", id_):
            if path := self._category(category):
                work.groups.append(path)
        for group in self._project.linked("ReferenceGroup", id_):
            work.tag(self._project.name("Group", group))
        for location in self._locations.get(id_, ()):
            self._read_location(work, location)
        work.quotations += self._quotations.get(id_, [])
        for name, label in (("Notes", ""), ("Evaluation", "Evaluation"),
                            ("TableOfContents", "Table of contents")):  # fmt: skip
            if text := row.get(name, "").strip():
                work.note(f"{label}: {text}" if label else text)
        for task in self._tasks.get(id_, ()):
            work.note(task)
        return work

    def thoughts(self) -> Iterator[str]:
        """What was thought and belongs to no reference, as notes."""
        for id_, row in self._project.rows("KnowledgeItem").items():
            if not row.get("ReferenceID"):
                made = self._quotation(id_, row)
                if text := "\n\n".join(part for part in (made.core, made.text) if part):
                    yield text

    def _read_fields(self, work: Gathering, row: Row, kind: str) -> None:
        title, subtitle = row.get("Title", "").strip(), row.get("Subtitle", "").strip()
        joint = " " if title.endswith(("?", "!", ".")) else ": "
        work.put("title", joint.join(part for part in (title, subtitle) if part))
        for name, variable in _VARIABLES.items():
            work.put(variable, row.get(name, ""))
        # Type 0 is made by Citavi out of author, year and title, and is no title.
        if row.get("ShortTitleUpdateType", "1") != "0":
            work.put("title-short", row.get("ShortTitle", ""))
        is_part = work.type.startswith("article")
        work.put("issue" if is_part else "number", row.get("Number", ""))
        work.put("page", pages_of(row.get("PageRange", "")))
        count = pages_of(row.get("PageCount", ""))
        work.put("number-of-pages", count if not is_part else "")
        work.put_text("abstract", row.get("Abstract", ""))
        work.put_date("issued", row.get("Date", "") if kind in _BY_DAY else "")
        work.put_date("issued", row.get("Year", "") or row.get("Date", ""))
        work.put_date("accessed", row.get("AccessDate", ""))
        if work.type == "thesis":
            work.put("genre", row.get("SpecificField1", "") or row.get("TitleSupplement", ""))

    def _read_location(self, work: Gathering, row: Row) -> None:
        address, mirrored = _address(row), row.get("MirrorsReferencePropertyId", "")
        if mirrored in ("Doi", "PubMedId"):
            work.put("DOI" if mirrored == "Doi" else "PMID", address)
        elif address.lower().startswith(("http://", "https://")):
            work.put("URL", address)
        elif address:
            work.files.append(address)
        work.put("call-number", row.get("CallNumber", ""))
        work.put("archive", self._project.name("Library", row.get("LibraryID", "")))

    def _read_people(self, work: Gathering, id_: str) -> None:
        for link, role in _PEOPLE:
            for other in self._project.linked(link, id_):
                made = self._person(other, role)
                if made and link == "ReferenceOrganization" and work.type in ("thesis", "report"):
                    work.put("publisher", made.short)
                else:
                    work.add(made)

    def _person(self, id_: str, role: str) -> Creator | None:
        row = self._project.rows("Person").get(id_)
        if row is None:
            return None
        given = " ".join(filter(None, (row.get("FirstName"), row.get("MiddleName"))))
        family = " ".join(filter(None, (row.get("Prefix"), row.get("LastName"))))
        # A body is a last name of several words, or one that says so, without a first name.
        if not given and (row.get("IsOrganization") == "true" or " " in row.get("LastName", "")):
            return body(role, family)
        return person(role, family, given, row.get("Suffix", ""))

    def _read_container(self, work: Gathering, id_: str, row: Row) -> None:
        for publisher in self._project.linked("ReferencePublisher", id_):
            work.put("publisher", self._project.name("Publisher", publisher))
            place = self._project.rows("Publisher").get(publisher, {}).get("Place", "")
            work.put("publisher-place", place)
        periodical = self._project.rows("Periodical").get(row.get("PeriodicalID", ""), {})
        work.put("container-title", periodical.get("Name", "") or periodical.get("FullName", ""))
        for name in ("StandardAbbreviation", "UserAbbreviation1"):
            work.put("container-title-short", periodical.get(name, ""))
        work.put("ISSN", periodical.get("Issn", "") or periodical.get("ISSN", ""))
        series = self._project.rows("SeriesTitle").get(row.get("SeriesTitleID", ""), {})
        work.put("collection-title", series.get("Name", ""))
        if series and work.type == "book":
            work.put("collection-number", work.fields.pop("number", ""))
        parent = self._project.rows("Reference").get(self._parents.get(id_, ""))
        if parent is None:
            return
        whole = self.work((self._parents[id_], parent)) if work.type == "chapter" else None
        if whole is not None:
            if parent.get("ReferenceType") == "ConferenceProceedings":
                work.type = "paper-conference"
            work.put("container-title", whole.fields.get("title", ""))
            for name in ("publisher", "publisher-place", "ISBN", "collection-title", "edition",
                         "collection-number", "volume"):  # fmt: skip
                work.put(name, whole.fields.get(name, ""))
            work.put_date("issued", whole.dates.get("issued", ""))
            for each in whole.creators:
                if each.role in ("editor", "author"):
                    role = "editor" if each.role == "editor" else "container-author"
                    work.add(replace(each, role=role))

    def _quotation(self, id_: str, row: Row) -> Quotation:
        tags = [
            *(
                self._project.name("Keyword", k)
                for k in self._project.linked("KnowledgeItemKeyword", id_)
            ),
            *(
                self._project.name("Group", g)
                for g in self._project.linked("KnowledgeItemGroup", id_)
            ),
        ]
        kind = _KINDS.get(row.get("QuotationType", ""), QuotationKind.COMMENT)
        pages, number = row.get("PageRange", ""), row.get("PageRangeNumber", "")
        page = pages_of(pages) or (number if number.isdecimal() and number != "0" else "")
        # Laws are cited by numbers in the margin, and other things by columns or sections.
        other = _NUMBERING.search(pages)
        return Quotation(
            kind=kind,
            text=row.get("Text", "").replace("\r\n", "\n").strip(),
            comment=f"{_NUMBERINGS.get(other[1], other[1])} {page}" if other and page else "",
            core=" ".join(row.get("CoreStatement", "").split()),
            page="" if other else page,
            tags=tuple(dict.fromkeys(tag for tag in tags if tag)),
        )

    def _category(self, id_: str) -> str:
        """The names of a category and of those above it."""
        path: list[str] = []
        seen: set[str] = set()
        while id_ and id_ not in seen:
            seen.add(id_)
            path.insert(0, self._project.name("Category", id_).replace("/", "-"))
            id_ = self._categories_above.get(id_, "")
        return "/".join(name for name in path if name)


def _turned_round(project: CitaviProject, link: str) -> dict[str, str]:
    """Id -> the row that leads to it."""
    links = project.links.get(link, {})
    return {child: parent for parent, children in links.items() for child in children}


def pages_of(text: str) -> str:
    """A range of pages as it is printed, out of the XML in which Citavi keeps it."""
    text = text[:2000].strip()
    if "<" not in text:
        return text
    ends = []
    for _, inside in _PAGES_PARTS.findall(text):
        found = _PRINTED.search(inside) or _NUMBER.search(inside)
        ends.append(found[1].strip() if found else "")
    if any(ends):
        return "-".join(dict.fromkeys(end for end in ends if end))
    found = _PRINTED.search(text)
    return found[1].strip() if found else ""


def _address(row: Row) -> str:
    """Where a location leads: a path or an address, alone or within JSON."""
    text = row.get("Address", "").strip()
    if text.startswith("{"):
        try:
            loaded = json.loads(text)
        except (ValueError, RecursionError):
            return ""
        if isinstance(loaded, dict):
            found = loaded.get("UriString") or loaded.get("OriginalString") or ""
            return found if isinstance(found, str) else ""
    return text
