"""Lines and fields to type in, which show what is typed as it is, also with plain signs."""

from collections.abc import Sequence

from textual import events
from textual.filter import LineFilter
from textual.widgets import Input, TextArea

from tui_reader.app.widgets.plain_signs import as_they_are
from tui_reader.clean import clean, with_single_blanks
from tui_reader.limits import FILTER_LETTERS


class OwnInput(Input):
    """A line of the person's own words."""

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Write plainly what the reader says in it, as long as nothing is typed."""
        filters = super().get_line_filters()
        return as_they_are(filters) if self.value else filters

    def validate_value(self, value: str) -> str:
        """Keep what is harmless: Textual draws it as it is."""
        return clean(value).replace("\n", " ")

    def on_paste(self, event: events.Paste) -> None:
        """Take all lines of what is pasted as one; Textual would take the first alone."""
        event.prevent_default()
        event.stop()
        kept = len(self.value) - len(self.selected_text)
        room = max(0, (self.max_length or FILTER_LETTERS) - kept)
        self.replace(with_single_blanks(event.text[: 2 * room])[:room], *self.selection)


class OwnText(TextArea):
    """A field of words that are not the reader's."""

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Leave the words as they are."""
        return as_they_are(super().get_line_filters())
