"""The verdict on a quotation in a pop-up beside its chip."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget

from pincite.model.checks import CheckKind, Verdict
from pincite.model.ids import CitationId
from pincite.services.checks import CheckReport, Checks, Quoted, corrections
from pincite.ui.context import AppContext
from pincite.ui.verdicts.passage_picture import PassagePicture, passage_picture
from pincite.ui.verdicts.verdict_view import VerdictView
from pincite.ui.widgets.popup import Popup

if TYPE_CHECKING:
    from pincite.services.jobs import JobContext

_WIDTH_STEPS = 168
_MARK = "#ffd400"
"""On the page, which is white in every theme."""


class VerdictPopup(Popup):
    """Shows the check of one quotation and follows it while it is open.

    Args:
        quoted: the quotation of a citation or a mention; see `Checks.of_citations`.
    """

    def __init__(self, context: AppContext, quoted: Quoted, parent: QWidget) -> None:
        super().__init__(context.theme, "", parent)
        self.setAccessibleName(self.tr("Check of a quotation"))
        self._context = context
        self._quoted = quoted
        self._anchor = QRect()
        self._place = ""
        self.view = VerdictView(context.theme)
        self.layout_.addWidget(self.view)
        self.setFixedWidth(context.theme.spacing(_WIDTH_STEPS))
        self.view.correct_wanted.connect(self._correct)
        self.view.open_wanted.connect(self._open)
        self.view.check_wanted.connect(self._check)
        self.view.recognise_wanted.connect(self._recognise)
        context.checks.finished.connect(self._on_checked)
        self._show()

    def show_for(self, what: QRect) -> None:
        """Show it beside a chip (screen coordinates)."""
        self._anchor = what
        self._fit()
        self.view.open.setFocus(Qt.FocusReason.PopupFocusReason)

    def _show(self) -> None:
        check = self._context.workspace.read.check_of(self._quoted.source)
        asked = (self._quoted.quotation, self._quoted.locator)
        known = check if check and (check.quotation, check.locator) == asked else None
        self.view.show_check(self._quoted, known)
        if known is None:
            self.view.picture.hide()
            self._check()
        else:
            self._draw(known.verdict)

    def _draw(self, verdict: Verdict) -> None:
        document = self._quoted.document
        self.view.picture.setVisible(bool(verdict.spans) and document is not None)
        if document is None or not verdict.spans:
            return
        library, indexes = self._context.workspace.library, self._context.checks.service.indexes
        width = round((self.width() - self._margins()) * self.devicePixelRatioF())
        self._place = verdict.stands.described

        def job(_context: "JobContext") -> PassagePicture | None:
            return passage_picture(
                library, indexes, document, verdict, width_px=width, colour=_MARK
            )

        handle = self._context.jobs.start(job, self.tr("Drawing the passage"), shown=False)
        # Bound methods: the pop-up may be gone before the picture comes.
        handle.succeeded.connect(self._show_picture)
        handle.failed.connect(self.view.picture.show_text)

    def _show_picture(self, picture: PassagePicture | None) -> None:
        if picture is None:
            self.view.picture.hide()
        else:
            self.view.show_picture(picture.image, self._place)
        self._fit()

    def _check(self) -> None:
        self.view.again.setEnabled(False)
        source, kind = self._quoted.source, self._quoted.kind
        self._context.checks.check(lambda checks: _again(checks, source, kind))

    def _on_checked(self, report: CheckReport) -> None:
        mine = [quoted for quoted, _ in report.checks if quoted.source == self._quoted.source]
        if mine:
            self._quoted = mine[0]
            self.view.again.setEnabled(True)
            self._show()
            self._fit()

    def _correct(self) -> None:
        check = self._context.workspace.read.check_of(self._quoted.source)
        if check is not None:
            self._context.bridge.run(corrections([(self._quoted, check)]))

    def _open(self) -> None:
        document = self._quoted.document
        if document is None:
            return
        check = self._context.workspace.read.check_of(self._quoted.source)
        page = check.verdict.page_index if check else None
        self.close()
        self._context.open_reader(document.sha256, page, (), None)

    def _recognise(self) -> None:
        self._open()
        self._context.actions.run("reader.recognise_text")

    def _fit(self) -> None:
        """Take the height that is needed, in the place where there is room for it."""
        self.setFixedHeight(self.layout_.totalHeightForWidth(self.width()))
        self.show_beside(self._anchor)

    def _margins(self) -> int:
        margins = self.layout_.contentsMargins()
        return margins.left() + margins.right() + 4


def _again(checks: Checks, source: str, kind: CheckKind) -> list[Quoted]:
    if kind is CheckKind.CITATION:
        return checks.of_citations([CitationId(source)])
    return checks.of_mentions([source])
