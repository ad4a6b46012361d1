"""Thirty-odd works as people really have them: incomplete, marked up, in many alphabets."""

from pincite.model.creators import Creator
from pincite.model.ids import ItemId
from pincite.model.items import Item

ADLER = Creator(family="Adler", given="Jerry")
GOGH = Creator(family="Gogh", given="Vincent", non_dropping_particle="van")
KING = Creator(family="King", given="Martin Luther", suffix="Jr.")
RAND = Creator(literal="RAND Corporation")
EDITOR = Creator(family="Müller", given="Jürgen", role="editor")
CRUZ = Creator(family="Cruz y Vega", given="Ana", non_dropping_particle="de la")
BEETHOVEN = Creator(family="Beethoven", given="Ludwig", dropping_particle="van")


def work(key: str, type_: str, *creators: Creator, issued: str = "", **fields: str) -> Item:
    """An item; underscores of field names stand for hyphens."""
    return Item(
        id=ItemId(f"id-{key}"),
        key=key,
        type=type_,
        fields={name.replace("_", "-"): value for name, value in fields.items()},
        creators=creators,
        dates={"issued": issued} if issued else {},
    )


ODD_ITEMS = (
    work("article", "article-journal", ADLER, GOGH, issued="2014-05-06", volume="12", issue="3",
         title="RAND & Co. 100% of $5 #1_a {b} ~x^2 \\foo", container_title="Journal of A & B",
         page="1123–1130", DOI="10.1000/x_y%23<z>", URL="https://a.b/c?d=e&f=%20#x_{y}"),
    work("book", "book", KING, EDITOR, issued="1988/1992", publisher="O’Reilly & Söhne", volume="3",
         title="On <i>Homo sapiens</i> and H<sub>2</sub>O", publisher_place="Köln", edition="2",
         collection_title="Series", collection_number="7", ISBN="9780000000002"),
    work("report", "report", RAND, issued="2009", title="The MEK in Iraq: a policy conundrum",
         publisher="RAND Corporation", number="MG-871-OSD", genre="Monograph", page="xii-xv, A-3"),
    work("master", "thesis", CRUZ, issued="1723~", title="Étude sur “les” façons d’être",
         publisher="Université de Genève", genre="Master's thesis"),
    work("phd", "thesis", BEETHOVEN, issued="2001-13", title="PhD", publisher="MIT"),
    work("chapter", "chapter", ADLER, EDITOR, issued="2004-21", title="A chapter", page="3-10",
         container_title="A Book About DNA", publisher="Pub"),
    work("conference", "paper-conference", Creator(family="Łukasiewicz, Sr.", given="Ján"),
         Creator(family="Иванов", given="Пётр", role="translator"), issued="2010-11",
         title="Conf", container_title="Proc. of X", event_title="X 2010", publisher="ACM"),
    work("page", "webpage", title="A page", container_title="Site", URL="https://x.org/%7Eu/"),
    work("blog", "post-weblog", Creator(family="王", given="小明"), issued="2020", title="Post"),
    work("news", "article-newspaper", issued="2020-02-30", title="News", publisher_place="London",
         container_title="The Times", page="A-3"),
    work("magazine", "article-magazine", ADLER, issued="199X", title="M", container_title="Mag"),
    work("case", "legal_case", issued="1973", title="Roe v. Wade", container_title="U.S.",
         volume="410", page="113", authority="Supreme Court"),
    work("film", "motion_picture", Creator(family="Kubrick", given="Stanley", role="director"),
         Creator(family="Foo Bar", role="producer"), issued="1968", title="Film"),
    work("scroll", "manuscript", ADLER, issued="-0043", title="MS"),
    work("program", "software", Creator(literal="Barnes and Noble, Inc."), version="1.0",
         issued="2026-01-01T00:00:00", title="pincite", URL="https://x.y"),
    work("data", "dataset", ADLER, issued="2019", title="D", DOI="10.5281/zenodo.1"),
    work("patent", "patent", ADLER, issued="2000", title="Device", number="US1234"),
    work("talk", "interview", ADLER, Creator(family="Q", role="interviewer"), title="Talk"),
    work("entry", "entry-encyclopedia", issued="1990/..", title="Entry", container_title="Enc"),
    work("empty", "document"),
    work("weird key{,}é", "article-journal", ADLER, title="Open } brace { and 50% <b>x",
         container_title="J"),
    work("speech", "speech", ADLER, issued="in press", title="Speech", event_title="Ev"),
    work("song", "song", ADLER, issued="Spring 2004", title="Song"),
    work("treaty", "treaty", issued="1815", title="Treaty"),
    work("standard", "standard", Creator(literal="ISO"), issued="2002", title="ISO 1", number="1"),
    work("review", "review-book", ADLER, issued="2003", title="Review", container_title="TLS"),
    work("edited", "book", EDITOR, issued="2000", title="Ed only", publisher="P", language="de-DE",
         note="see 50% of _it_", abstract="Line one\nline two % x"),
    work("pamphlet", "pamphlet", Creator(family="hooks", given="bell"), issued="1999", title="P"),
    work("bill", "bill", issued="2021", title="A Bill", number="H.R. 1"),
    work("map", "map", Creator(given="Plato"), issued="1600?", title="Map 中文 title αβγ"),
    work("Article", "book", ADLER, issued="2000", title="Same key", publisher="P"),
    work("letter", "personal_communication", ADLER, issued="2000-02-03", title="Letter"),
    work("preprint", "article", ADLER, issued="2023-03", number="arXiv:1234.56789",
         title="Preprint: GPT-4 in a new world of learning", URL="https://arxiv.org/abs/1"),
    work("unknown", "nonsense", ADLER, issued="2000", title="?"),
)  # fmt: skip
