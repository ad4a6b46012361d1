"""Showing what a `pincite://` address stands for."""

from pincite.model.errors import PinciteError
from pincite.services.addresses import target_of
from pincite.ui.context import AppContext


def open_address(context: AppContext, address: str) -> None:
    """Open the document at a mark, or select a work; what leads nowhere is said."""
    try:
        target = target_of(context.workspace.read, address)
    except PinciteError as error:
        context.notify("warn", str(error))
        return
    if target.annotation is not None:
        mark = target.annotation
        context.open_reader(mark.document, mark.anchor.page_index, (), mark.id)
    elif target.item is not None:
        context.show_item(target.item)
