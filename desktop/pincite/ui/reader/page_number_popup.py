"""The pop-up that corrects printed page numbers."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QRadioButton, QWidget

from pincite.model.errors import PinciteError
from pincite.services.page_numbering import NumberingScope, PageNumbering
from pincite.ui.reader.page_names import PageNames
from pincite.ui.theme import Theme
from pincite.ui.widgets import Button, Label
from pincite.ui.widgets.popup import Popup
from pincite.ui.words import counted


class PageNumberPopup(Popup):
    """Asks what is printed on a page and for which pages that counts, and says what will follow.

    Args:
        index: the page that the number is typed for, from 0.
        selected: pages of the selected annotations; the scope is offered for two or more.

    Signals:
        numbered: PageNumbering, when the user has decided.
    """

    numbered = Signal(object)

    def __init__(
        self,
        theme: Theme,
        names: PageNames,
        index: int,
        parent: QWidget,
        *,
        selected: Sequence[int] = (),
        scope: NumberingScope = NumberingScope.PAGE,
    ) -> None:
        super().__init__(theme, parent.tr("Page numbers"), parent)
        self._names = names
        self._index = index
        self._selected = tuple(sorted({*selected, index}))
        text = self.tr("Number printed on file page %1").replace("%1", str(index + 1))
        title = Label(text, "strong")
        self.edit = QLineEdit(names.page_map.label(index).label)
        self.edit.setAccessibleName(text)
        self.edit.selectAll()
        self.layout_.addWidget(title)
        self.layout_.addWidget(self.edit)
        self._scopes = QButtonGroup(self)
        self._offered: list[NumberingScope] = []
        self._add_scopes(scope)
        self._outcome = Label("", "small", wraps=True)
        self._outcome.setMinimumHeight(2 * self._outcome.fontMetrics().lineSpacing() + 4)
        self.layout_.addWidget(self._outcome)
        self._add_buttons(theme)
        self.setMinimumWidth(theme.spacing(80))
        self.edit.textChanged.connect(self._show_outcome)
        self.edit.returnPressed.connect(self._set)
        self._scopes.idClicked.connect(lambda _id: self._show_outcome())
        self._show_outcome()
        self.setFocusProxy(self.edit)

    @property
    def scope(self) -> NumberingScope:
        """The pages that the number is for."""
        return self._offered[self._scopes.checkedId()]

    def choose(self, scope: NumberingScope) -> None:
        """Choose the pages that the number is for."""
        self._scopes.button(self._offered.index(scope)).setChecked(True)
        self._show_outcome()

    def _add_scopes(self, chosen: NumberingScope) -> None:
        count = len(self._selected)
        texts = {
            NumberingScope.PAGE: self.tr("This page"),
            NumberingScope.SELECTED: counted(
                count, "", self.tr("The %n pages of the selected annotations")
            ),
            NumberingScope.FROM_HERE: self.tr("From here on"),
            NumberingScope.WHOLE: self.tr("Whole document"),
        }
        for scope, text in texts.items():
            if scope is NumberingScope.SELECTED and count < 2:
                continue
            button = QRadioButton(text)
            button.setChecked(scope is chosen)
            self._scopes.addButton(button, len(self._offered))
            self._offered.append(scope)
            self.layout_.addWidget(button)
        if self._scopes.checkedId() < 0:
            self._scopes.button(0).setChecked(True)

    def _add_buttons(self, theme: Theme) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.spacing(2))
        self.automatic = Button(theme, self.tr("Automatic"), self._reset)
        self.automatic.setToolTip(self.tr("Back to the numbers found in the file, for these pages"))
        self.set_button = Button(theme, self.tr("Set number"), self._set, kind="primary")
        row.addWidget(self.automatic)
        row.addStretch(1)
        row.addWidget(self.set_button)
        self.layout_.addLayout(row)

    def _numbering(self, label: str) -> PageNumbering:
        return PageNumbering(self.scope, self._index, label, self._selected)

    def _show_outcome(self) -> None:
        typed = self.edit.text().strip()
        is_many = self.scope is not NumberingScope.PAGE
        self.set_button.setText(self.tr("Set numbers") if is_many else self.tr("Set number"))
        self.set_button.setEnabled(False)
        self.automatic.setEnabled(self._is_corrected())
        if not typed:
            self._say(self.tr("Type the number, or go back to the automatic ones."))
            return
        try:
            ends = self._numbering(typed).outcome(self._names.page_map, self._names.page_count)
        except PinciteError as error:
            self._say(str(error), is_problem=True)
            return
        self.set_button.setEnabled(True)
        self._say(self._outcome_words(ends))

    def _outcome_words(self, ends: Sequence[tuple[int, str]]) -> str:
        first, last = ends[0], ends[-1]
        if first == last:
            text = self.tr("File page %1 will be p. %2.")
            return text.replace("%1", str(first[0] + 1)).replace("%2", first[1])
        text = self.tr("File pages %1 to %3 will be pp. %2 to %4.")
        numbers = {"%1": str(first[0] + 1), "%2": first[1], "%3": str(last[0] + 1), "%4": last[1]}
        for sign, number in numbers.items():
            text = text.replace(sign, number)
        return text

    def _say(self, text: str, *, is_problem: bool = False) -> None:
        self._outcome.setText(text)
        self._outcome.set_role("bad" if is_problem else "small")

    def _is_corrected(self) -> bool:
        corrected = self._names.page_map.corrected
        match self.scope:
            case NumberingScope.PAGE:
                return self._index in corrected
            case NumberingScope.SELECTED:
                return any(page in corrected for page in self._selected)
            case NumberingScope.FROM_HERE:
                return any(page >= self._index for page in corrected)
            case NumberingScope.WHOLE:
                return bool(corrected)

    def _set(self) -> None:
        if self.set_button.isEnabled():
            self.numbered.emit(self._numbering(self.edit.text().strip()))
            self.close()

    def _reset(self) -> None:
        self.numbered.emit(self._numbering(""))
        self.close()
