"""Lines and fields to type in, which show what is typed as it is, also with plain signs."""

from collections.abc import Sequence

from textual.filter import LineFilter
from textual.widgets import Input, TextArea

from tui_reader.app.widgets.plain_signs import as_they_are


class OwnInput(Input):
    """A line of the person's own words."""

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Write plainly what the reader says in it, as long as nothing is typed."""
        filters = super().get_line_filters()
        return as_they_are(filters) if self.value else filters


class OwnText(TextArea):
    """A field of words that are not the reader's."""

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Leave the words as they are."""
        return as_they_are(super().get_line_filters())
