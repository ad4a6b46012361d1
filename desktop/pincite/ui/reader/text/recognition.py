"""Recognising the text of the document in a reader: the offer, the job, and what comes of it."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pincite.model.changes import Changes
from pincite.model.items import Item
from pincite.model.recognition import Recognition
from pincite.model.texts import PageText
from pincite.ui.context import AppContext
from pincite.ui.jobs import JobHandle
from pincite.ui.reader.annotations.marks import Marks
from pincite.ui.reader.pages.page_view import PageView
from pincite.ui.reader.text.page_texts import PageTexts
from pincite.ui.words import counted

if TYPE_CHECKING:
    from pincite.services.jobs import JobContext
    from pincite.services.ocr import RecognitionReport
    from pincite.ui.reader.text.recognition_bar import RecognitionBar


class TextRecognition(QObject):
    """Offers it on pages that are pictures, runs it as a job, and shows recognised text at once.

    Signals:
        bar_made: RecognitionBar, when it is needed for the first time; to be put over the pages.
        texts_changed: the texts of some pages are others now.
    """

    bar_made = Signal(object)
    texts_changed = Signal()

    def __init__(self, context: AppContext, marks: Marks, view: PageView, texts: PageTexts) -> None:
        super().__init__(view)
        self._context = context
        self._marks = marks
        self._view = view
        self._texts = texts
        self._known: Recognition | None = None
        self._is_offered = False
        self._job: JobHandle | None = None
        self._bar: RecognitionBar | None = None
        texts.recognised = self._recognised
        texts.arrived.connect(self._on_text)
        context.events.changed.connect(self._on_changed)
        context.library_attached.connect(self._look)
        marks.imported.connect(lambda _document: self._look())
        self._look()

    def ask(self) -> None:
        """Show the bar because the user wants it, whatever the page is."""
        self._offer(self.tr("Recognise the text of this document from the pictures of its pages."))

    def _offer(self, sentence: str) -> None:
        from pincite.services.ocr import available_languages, language_for, what_to_install

        languages = available_languages()
        if languages:
            last = self._context.settings.recognition_language
            language = language_for(self._item(), "", languages, otherwise=last)
            self._shown_bar().offer(sentence, languages, language)
        else:
            self._shown_bar().offer(what_to_install(), (), "")

    def _shown_bar(self) -> "RecognitionBar":
        if self._bar is None:
            from pincite.ui.reader.text.recognition_bar import RecognitionBar

            self._bar = RecognitionBar(self._context.theme)
            self._bar.asked.connect(lambda wish: self._start(*wish))
            self._bar.closed.connect(self._decline)
            self.bar_made.emit(self._bar)
        return self._bar

    def _item(self) -> Item | None:
        document = self._marks.document
        if document is None or not self._context.has_library:
            return None
        return self._context.workspace.read.get(Item, document.item)

    def _on_text(self, _text: PageText) -> None:
        """Offer it when the page that is looked at turns out to be a picture, and no single one."""
        if self._is_offered or self._job is not None:
            return
        shown = self._texts.known.get(self._view.current_page)
        if shown is None or not shown.is_picture or not self._is_scan(shown.index):
            return
        self._is_offered = True
        self._offer(self.tr("This page has no text, so it cannot be searched, marked or quoted."))

    def _is_scan(self, index: int) -> bool:
        """True for a document without text; the cover of a book is a picture, too."""
        if self._marks.document is not None and not self._marks.document.has_text:
            return True
        last = len(self._view.layout_of_pages.sizes) - 1
        around = range(max(0, index - 1), min(index + 1, last) + 1)
        self._texts.want(around)
        known = [self._texts.known.get(page) for page in around]
        return all(text is not None and text.is_picture for text in known)

    def _decline(self) -> None:
        self._view.setFocus()

    # --- the job

    def _start(self, language: str, is_everything: bool) -> None:
        if self._context.settings.recognition_language != language:
            settings = replace(self._context.settings, recognition_language=language)
            self._context.save_settings(settings)
        self._view.setFocus()
        self._marks.once_in_library(lambda: self._run(language, is_everything))

    def _run(self, language: str, is_everything: bool) -> None:
        document, workspace = self._marks.document, self._context.workspace
        if document is None or self._job is not None:
            return
        first = self._view.current_page

        def job(context: "JobContext") -> "RecognitionReport":
            from pincite.services.ocr import recognise

            return recognise(
                workspace,
                document,
                context,
                language=language,
                is_everything=is_everything,
                first_page=first,
            )

        title = self.tr("Recognising text")
        self._job = self._context.jobs.start(job, title)
        self._job.succeeded.connect(self._on_done)
        self._job.failed.connect(lambda sentence: self._context.notify("bad", sentence))
        self._job.ended.connect(self._on_ended)

    def _on_done(self, report: "RecognitionReport") -> None:
        pages = len(report.pages)
        done = counted(
            pages,
            self.tr("The text of %n page was recognised."),
            self.tr("The text of %n pages was recognised."),
        )
        if report.failed:
            failed = counted(
                len(report.failed),
                self.tr("%n page could not be read; try again, or see the file."),
                self.tr("%n pages could not be read; try again, or see the file."),
            )
            done = self.tr("%1 %2").replace("%1", done).replace("%2", failed)
        self._context.notify("warn" if report.failed else "ok", done)

    def _on_ended(self) -> None:
        self._job = None

    # --- what the library knows

    def _look(self) -> None:
        """See what has been recognised so far; texts of pages are asked for anew after a change."""
        document = self._marks.document
        if document is None or not self._context.has_library:
            return
        known = self._context.workspace.read.get(Recognition, document.sha256)
        if known == self._known:
            return
        self._known = known
        self._texts.forget()
        self.texts_changed.emit()

    def _recognised(self, index: int) -> PageText | None:
        document = self._marks.document
        if self._known is None or document is None or index not in self._known.pages:
            return None
        return self._context.workspace.read.recognised_page(document.sha256, index)

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        document = self._marks.document
        if document is not None and document.sha256 in changes.pages:
            self._look()
