"""Annotations of the file that are left out of the pictures of pages.

An annotation that was taken over into the library is painted by the window. MuPDF would paint the
one in the file beneath it, and go on painting it when ours has been moved or deleted.

Source: ISO 32000-2, 12.5.3 (flag "Hidden").
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_HIDDEN = 1 << 1


class HiddenMarks:
    """Sets the flag in the opened document; the file stays as it is.

    Args:
        mu: MuPDF's flat functions.
        pdf: the document that pages are drawn from.
    """

    def __init__(self, mu: "Any", pdf: "Any") -> None:
        self._mu = mu
        self._pdf = pdf
        self._flags: dict[tuple[int, int], int] = {}

    def hide_only(self, marks: "set[tuple[int, int]]") -> set[int]:
        """Hide these and show all others again.

        Args:
            marks: page and place in the page's array of annotations.

        Returns:
            Pages whose pictures are no longer right.
        """
        changed: set[int] = set()
        for mark in set(self._flags) - marks:
            self._set(mark, self._flags.pop(mark))
            changed.add(mark[0])
        for mark in marks - set(self._flags):
            found = self._find(mark)
            if found is None:
                continue
            self._flags[mark] = self._mu.ll_pdf_to_int(self._mu.ll_pdf_dict_gets(found, "F"))
            self._set(mark, self._flags[mark] | _HIDDEN)
            changed.add(mark[0])
        return changed

    def _set(self, mark: tuple[int, int], flags: int) -> None:
        found = self._find(mark)
        if found is not None:
            self._mu.ll_pdf_dict_puts_drop(found, "F", self._mu.ll_pdf_new_int(flags))

    def _find(self, mark: tuple[int, int]) -> "Any | None":
        mu = self._mu
        try:
            page = mu.ll_pdf_lookup_page_obj(self._pdf, mark[0])
            found = mu.ll_pdf_array_get(mu.ll_pdf_dict_gets(page, "Annots"), mark[1])
            return found if mu.ll_pdf_is_dict(found) else None
        except Exception:  # noqa: BLE001  (MuPDF raises anything anywhere; the page fails later)
            return None
