"""Fetching the PDF of a work from an address, into its item."""

import tempfile
from contextlib import closing
from pathlib import Path

from pincite.importing.fetching import Fetcher
from pincite.importing.resolving.sources import SourceChoices
from pincite.model.items import Item
from pincite.services.errors import ServiceError
from pincite.services.importer import ImportedFile, Importer
from pincite.services.jobs import JobContext
from pincite.services.sources import name_for
from pincite.services.workspace import Workspace


def get_pdf(
    workspace: Workspace, item: Item, url: str, choices: SourceChoices, context: JobContext
) -> ImportedFile:
    """Fetch a PDF and add it to an item, as one step. In a job.

    Raises:
        ImportingError: the address cannot be had.
        ServiceError: what is there is no PDF, or cannot be imported.
        Cancelled: the job was stopped before the file was there.
    """
    context.progress(0, 0, url)
    own_hosts = choices.own_hosts
    fetcher = Fetcher(context, allows_private=lambda host, port: (host, port) in own_hosts)
    with closing(fetcher):
        fetched = fetcher.page(url)
    context.check()
    if b"%PDF-" not in fetched.data[:1024]:
        raise ServiceError(
            f"{url} gives no PDF but another page, perhaps because it wants a login; open it in a "
            "browser, save the PDF, and add the file."
        )
    with tempfile.TemporaryDirectory(prefix="pincite-pdf-") as folder:
        path = Path(folder) / name_for(fetched.url, ".pdf")
        path.write_bytes(fetched.data)
        entry = Importer(workspace, into=item).run([path], JobContext()).files[0]
    if entry.status == "failed":
        raise ServiceError(entry.message)
    if entry.status == "known" and entry.item != item.id:
        raise ServiceError(
            f"The library has this PDF already, with “{entry.key}”; it was not added a second time."
        )
    return entry
