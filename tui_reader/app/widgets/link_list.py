"""The links and pictures of a text, one below the other: words, host, what following does.

Knows no library: where a link leads is asked of a function, for the links in view only.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Final, NamedTuple

from textual import events
from textual.message import Message
from textual.strip import Strip

from tui_reader.app.bindings import bindings
from tui_reader.app.commands import Scope
from tui_reader.app.format import cut
from tui_reader.app.widgets.cursor_list import CursorList
from tui_reader.app.widgets.lead import Lead, lead_pieces
from tui_reader.app.widgets.painting import signs

HEIGHT: Final = 2
LOOKS: Final = {
    "key-bar--key": "links--arrow",
    "key-bar--host": "links--host",
    "key-bar--message": "links--address",
    "key-bar--label": "links--does",
}
"""The line is the bar's own; here it has colours that fit a list."""


class LinkRow(NamedTuple):
    """One link of a text."""

    place: int
    """Which of the text's links it is."""
    url: str
    text: str
    """Its words, clean."""
    is_picture: bool = False
    """Whether following it shows a picture."""


class Deed(StrEnum):
    """What a person wants of a link."""

    FOLLOW = "follow"
    SHOW = "show"
    BROWSER = "browser"
    COPY = "copy"


class LinkList(CursorList):
    """Links, numbered.

    Args:
        describe: Says where a link leads.
        ascii_signs: Plain letters for signs.
    """

    BINDINGS = bindings(Scope.LINKS)

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *("links--number", "links--words", "links--cursor", "links--bar"),
        *LOOKS.values(),
    }
    """
    | Class | Description |
    | :- | :- |
    | `links--number` | Its number. |
    | `links--words` | Its words. |
    | `links--arrow` | The sign before its address. |
    | `links--host` | The host it truly leads to. |
    | `links--address` | The rest of its address. |
    | `links--does` | What following it does. |
    | `links--cursor` | The row of the cursor. |
    | `links--bar` | The bar at its left. |
    """

    DEFAULT_CSS = """
    LinkList {
        & > .links--number { color: $text-muted; }
        & > .links--words { color: $foreground; }
        & > .links--arrow { color: $text-muted; }
        & > .links--host { color: $text-primary; text-style: bold; }
        & > .links--address { color: $text-muted; }
        & > .links--does { color: $text-accent; }
        & > .links--cursor { background: $surface; }
        & > .links--bar { color: $accent; }
        &:focus > .links--cursor { background: $primary 30%; }
    }
    """

    @dataclass
    class Chosen(Message):
        """A person wants something of a link."""

        row: LinkRow
        deed: Deed

    @dataclass
    class Moved(Message):
        """The cursor stands on another link."""

        place: int
        """From 1."""
        places: int

        def can_replace(self, message: Message) -> bool:
            """Only the last place matters."""
            return isinstance(message, LinkList.Moved)

    @dataclass
    class Left(Message):
        """A person went back to the text."""

    def __init__(self, describe: Callable[[LinkRow], Lead], *, ascii_signs: bool) -> None:
        super().__init__("links")
        self._describe = describe
        self._signs = signs(ascii_signs=ascii_signs)
        self._rows: Sequence[LinkRow] = ()
        self._leads: dict[int, Lead] = {}
        self._typed = ""

    def show(self, rows: Sequence[LinkRow], cursor: int) -> None:
        """Show links, with the cursor on one of them."""
        self._rows, self._leads = rows, {}
        self.set_reactive(LinkList.cursor, max(0, min(cursor, len(rows) - 1)))
        self.rows_changed()
        self.show_cursor()
        self._tell()

    def watch_cursor(self, old: int, new: int) -> None:
        """Say where in the list one is."""
        super().watch_cursor(old, new)
        self._tell()

    def _tell(self) -> None:
        size = len(self._rows)
        self.post_message(self.Moved(self.cursor + 1 if size else 0, size))

    # ------------------------------------------------------------------------------ drawing

    def row_count(self) -> int:
        """Return how many links there are."""
        return len(self._rows)

    def content_height(self) -> int:
        """Return the lines of all links."""
        return HEIGHT * len(self._rows)

    def row_span(self, index: int) -> tuple[int, int]:
        """Return a link's first line and its height."""
        return HEIGHT * index, HEIGHT

    def row_at(self, line: int) -> int | None:
        """Return the link on a line; None below the list."""
        index = line // HEIGHT
        return index if 0 <= index < len(self._rows) else None

    def draw_line(self, line: int, width: int) -> Strip:
        """Draw a link's words, or where it leads."""
        index, part = divmod(line, HEIGHT)
        is_cursor = index == self.cursor
        bar = (self._signs["bar"] if is_cursor else " ", "links--bar")
        digits = len(str(len(self._rows)))
        room = max(0, width - digits - 3)
        if part == 0:
            words = self._rows[index].text or "(without words)"
            pieces = [
                (f"{index + 1:>{digits}}  ", "links--number"),
                (cut(words, room, self._signs["cut"]), "links--words"),
            ]
        else:
            lead = [(text, LOOKS[look]) for text, look in lead_pieces(self._lead(index), room + 1)]
            pieces = [(" " * (digits + 1), ""), *lead]
        return self._painter.paint([bar, *pieces], width, over="links--cursor" if is_cursor else "")

    def _lead(self, index: int) -> Lead:
        if index not in self._leads:
            self._leads[index] = self._describe(self._rows[index])
        return self._leads[index]

    # ------------------------------------------------------------------------------ actions

    action_links_down = CursorList.row_down
    action_links_up = CursorList.row_up
    action_links_first = CursorList.row_first
    action_links_last = CursorList.row_last
    action_links_page_down = CursorList.row_page_down
    action_links_page_up = CursorList.row_page_up

    def action_links_follow(self) -> None:
        """Follow the link."""
        self._choose(Deed.FOLLOW)

    def action_links_show(self) -> None:
        """Go to the place in the text where the link stands."""
        self._choose(Deed.SHOW)

    def action_links_browser(self) -> None:
        """Open it in the browser."""
        self._choose(Deed.BROWSER)

    def action_links_copy(self) -> None:
        """Copy the link's address."""
        self._choose(Deed.COPY)

    def action_links_leave(self) -> None:
        """Go back to the text."""
        self.post_message(self.Left())

    def _choose(self, deed: Deed) -> None:
        if self._rows:
            self.post_message(self.Chosen(self._rows[self.cursor], deed))

    def on_key(self, event: events.Key) -> None:
        """Go to the link whose number is typed."""
        letter = event.character or ""
        if not (letter.isascii() and letter.isdigit()):
            self._typed = ""
            return
        event.stop()
        typed = self._typed + letter
        self._typed = typed if 0 < int(typed) <= len(self._rows) else letter
        if 0 < int(self._typed) <= len(self._rows):
            self.cursor = int(self._typed) - 1

    def on_click(self, event: events.Click) -> None:
        """Go to the link that was clicked; a double click follows it."""
        index = self.row_at(event.y + self.scroll_offset.y)
        if index is not None:
            self.cursor = index
            if event.chain > 1:
                self.action_links_follow()
