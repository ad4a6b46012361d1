"""Opening what a citation leads to, beside it or in a tab of its own, and coming back."""

from collections.abc import Callable

from pincite.model.ids import Sha256
from pincite.services.mention_views import CitingPlace, Standing, standing_of, words_to_show
from pincite.services.mentions import MentionRow
from pincite.ui.context import AppContext
from pincite.ui.reader.arrival import Arrival
from pincite.ui.reader.mentions.citations import Citations


class MentionOpening:
    """Opens cited works and citing documents from one reader.

    Args:
        activate: makes that reader the one beside which others are opened.
    """

    def __init__(
        self, context: AppContext, citations: Citations, activate: Callable[[], object]
    ) -> None:
        self._context = context
        self._citations = citations
        self._activate = activate

    def open_cited(
        self, row: MentionRow, *, apart: bool = False, asks_number: bool = False
    ) -> bool:
        """Open the cited work at the cited page, whose passage is flashed.

        Returns:
            False when there is no file to open.
        """
        target = row.target
        if target.document is None or standing_of(row.mention, target) is Standing.NO_FILE:
            return False
        arrival = Arrival(
            target.page_index,
            target.pages,
            words_to_show(row.mention, self._citations.check(row.mention.id)),
            start=target.start if not row.mention.quotation else -1,
            back=self._come_back,
            asks_number=asks_number,
        )
        self._open(target.document.sha256, arrival, apart=apart)
        return True

    def open_found(self, row: MentionRow) -> None:
        """Open the cited work where the quotation stands, which is not where it is cited."""
        check = self._citations.check(row.mention.id)
        if check is None or row.target.document is None or check.verdict.page_index is None:
            return
        verdict = check.verdict
        arrival = Arrival(
            verdict.page_index, verdict.pages, row.mention.quotation, back=self._come_back
        )
        self._open(row.target.document.sha256, arrival, apart=False)

    def open_citing(self, place: CitingPlace, *, apart: bool = False) -> None:
        """Open a document that cites this one, at the citation."""
        mention = place.link.mention
        anchor = mention.anchor
        arrival = Arrival(
            anchor.page_index, start=anchor.start, length=mention.length, back=self._come_back
        )
        self._open(mention.document, arrival, apart=apart)

    def _open(self, document: Sha256, arrival: Arrival, *, apart: bool) -> None:
        # A card can be used without the focus having come to its side.
        self._activate()
        self._context.arrive(document, arrival, apart)

    def _come_back(self) -> None:
        if self._citations.document is not None:
            self._context.open_reader(self._citations.document.sha256, None, (), None)
