"""A document in which places are gone to: by name, comment or share of it. Knows no library."""

from dataclasses import replace

from tui_reader.app.widgets.article_finding import FindingView
from tui_reader.app.widgets.article_lines import Marks
from tui_reader.app.widgets.laid_view import LINES_WAITED_FOR
from tui_reader.app.widgets.painting import signs


class PlacedView(FindingView):
    """A document with places that links lead to."""

    def __init__(self, *, text_width: int, ascii_signs: bool, id: str) -> None:  # noqa: A002
        super().__init__(text_width=text_width, ascii_signs=ascii_signs, id=id)
        self._landing = signs(ascii_signs=ascii_signs)["bar"]
        self._landed: int | None = None

    def _forget(self) -> None:
        """Let go of what lies over the document's lines."""
        super()._forget()
        self._landed = None

    def _lay_out(self) -> None:
        """Put new lines in view: the mark of a place belonged to the lines as they were."""
        self._landed = None
        super()._lay_out()

    def marks_on(self, number: int) -> Marks:
        """Return what lies over a line of the document."""
        marks = super().marks_on(number)
        if number != self._landed:
            return marks
        return replace(marks, bar=(-min(2, self._side()), self._landing))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Take the mark from a place that is no longer in view."""
        super().watch_scroll_y(old_value, new_value)
        if self._landed is not None and not self.is_seen(self._landed):
            self._landed = None

    @property
    def share(self) -> float:
        """The share of the text's letters above the top line, also below its end."""
        read = self._top_offset() - self._lead
        return max(0.0, read / self._letters) if self._letters else 0.0

    def go_to_share(self, share: float) -> None:
        """Go to a place by the share of letters above it."""
        offset = self._lead + round(share * self._letters) if share else 0
        self._go_to_offset(offset)

    def go_to_anchor(self, name: str) -> bool:
        """Go to a place that a link of the text names; False where there is none."""
        offset = self.document.anchors.get(name) if self.document else None
        if offset is None:
            return False
        self._land(offset)
        return True

    def go_to_letter(self, offset: int) -> bool:
        """Go to a place by the letters of the document before it."""
        self._land(offset)
        return True

    def go_to_remark(self, key: int) -> bool:
        """Go to a comment below the text; False where it is not among those."""
        if self._laid is None:
            return False
        self._laid.lay_more(LINES_WAITED_FOR)
        offset = dict(self._laid.remarks).get(key)
        if offset is not None:
            self._land(offset)
        return offset is not None

    def _land(self, offset: int) -> None:
        """Go to a place, and mark its line: near the end it cannot stand at the top."""
        self._go_to_offset(offset)
        if self._laid and self._laid.reaches(offset):
            self._landed = self._laid.line_of_offset(offset)
            self.refresh()
