"""Getting PDFs: from which addresses, and what may come in."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.fake_sources import DOI, FakeSources, fake_sources

from pincite import assets
from pincite.importing.errors import ImportingError
from pincite.importing.fetching import Fetcher
from pincite.importing.resolving.sources import SourceChoices
from pincite.model.ids import ItemId, fresh_id
from pincite.model.items import Item
from pincite.services.commands.items import AddItem
from pincite.services.errors import ServiceError
from pincite.services.getting_pdfs import get_pdf
from pincite.services.importer import Importer
from pincite.services.jobs import Cancelled, JobContext
from pincite.services.pdf_addresses import pdf_addresses
from pincite.services.workspace import Workspace


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeSources]:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    with fake_sources() as running:
        yield running


@pytest.fixture
def choices(server: FakeSources) -> SourceChoices:
    return SourceChoices(server.addresses)


@pytest.fixture
def workspace(library_folder: Path) -> Iterator[Workspace]:
    opened = Workspace.open(library_folder)
    yield opened
    opened.close()


def item(**fields: str) -> Item:
    return Item(ItemId(fresh_id()), type="article-journal", fields={"title": "Tides", **fields})


def pdf() -> bytes:
    return next(assets.samples().rglob("storm-tides.pdf")).read_bytes()


def urls(choices: SourceChoices, wanted: Item) -> list[tuple[str, str]]:
    return [(a.url, a.given_by) for a in pdf_addresses(wanted, choices, JobContext())]


def test_addresses_are_those_that_the_metadata_gives(
    choices: SourceChoices, server: FakeSources
) -> None:
    wanted = item(
        DOI=DOI, PMCID="PMC7", URL="https://quay.example/tides", number="arXiv:1706.03762v3"
    )
    assert urls(choices, wanted) == [
        ("https://arxiv.org/pdf/1706.03762", "arXiv"),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC7/pdf/", "PubMed Central"),
        ("https://quay.example/tides.pdf", "Crossref"),
        ("https://quay.example/tides", "the item"),
    ]
    # Only the source of the DOI was asked, and none of the addresses.
    assert server.seen == ["crossref/works/10.1000%2Ftides.5"]


@pytest.mark.parametrize("url", ["", "file:///etc/passwd", "javascript:alert(1)", "quay.example"])
def test_without_an_address_nothing_is_guessed(
    choices: SourceChoices, server: FakeSources, url: str
) -> None:
    with pytest.raises(ServiceError, match="gives an address"):
        pdf_addresses(item(URL=url), choices, JobContext())
    assert server.seen == []


def test_a_source_that_cannot_be_asked_is_told(choices: SourceChoices, server: FakeSources) -> None:
    server.mode = "unknown"
    with pytest.raises(ServiceError, match="not known to Crossref"):
        pdf_addresses(item(DOI=DOI), choices, JobContext())


def test_the_pdf_comes_into_the_item_as_one_step(
    workspace: Workspace, choices: SourceChoices, server: FakeSources
) -> None:
    server.files["tides.pdf"] = pdf()
    wanted = item(DOI=DOI)
    workspace.run_now(AddItem(wanted))
    ((url, _),) = urls(choices, wanted)
    entry = get_pdf(workspace, wanted, url, choices, JobContext())
    assert entry.status == "new"
    (document,) = workspace.read.documents_of(wanted.id)
    assert (document.name, document.media_type) == ("tides.pdf", "application/pdf")
    assert len(workspace.read.item_ids()) == 1
    other = item(title="Another")
    workspace.run_now(AddItem(other))
    with pytest.raises(ServiceError, match="has this PDF already"):
        get_pdf(workspace, other, url, choices, JobContext())
    workspace.undo().result()
    workspace.undo().result()
    assert workspace.read.documents_of(wanted.id) == []


def test_a_pdf_that_drips_leaves_nothing_when_it_is_stopped(
    workspace: Workspace, choices: SourceChoices, server: FakeSources
) -> None:
    wanted = item(DOI=DOI)
    workspace.run_now(AddItem(wanted))
    server.mode = "drip"
    context = JobContext()
    server.on_drip = context.cancel
    with pytest.raises(Cancelled):
        get_pdf(workspace, wanted, server.file_address("tides.pdf"), choices, context)
    assert workspace.read.documents_of(wanted.id) == []
    assert list(workspace.library.files.stored()) == []


def test_an_import_of_an_address_that_is_stopped_ends_there(
    workspace: Workspace, server: FakeSources, tmp_path: Path
) -> None:
    (tmp_path / "note.txt").write_text("A note of the harbour board. " * 20)
    server.mode = "drip"
    context = JobContext()
    server.on_drip = context.cancel
    with closing(Fetcher(context, allows_private=True)) as fetcher:
        report = Importer(workspace, fetcher=fetcher).run(
            [tmp_path / "note.txt", server.file_address("x"), server.file_address("y")], context
        )
    assert report.is_cancelled
    assert [(entry.name, entry.status) for entry in report.files] == [("note.txt", "new")]


def test_what_is_no_pdf_stays_out(
    workspace: Workspace, choices: SourceChoices, server: FakeSources
) -> None:
    server.files["login"] = b"<!DOCTYPE html><title>Log in</title>"
    with pytest.raises(ServiceError, match="gives no PDF"):
        get_pdf(workspace, item(), server.file_address("login"), choices, JobContext())
    server.mode = "redirect"
    with pytest.raises(ImportingError, match="http:// or https://"):
        get_pdf(workspace, item(), server.file_address("x"), choices, JobContext())
    with pytest.raises(ImportingError, match="your own network"):
        get_pdf(workspace, item(), "http://10.0.0.1/x.pdf", choices, JobContext())
