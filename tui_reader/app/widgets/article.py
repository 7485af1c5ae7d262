"""The article: a document with links to follow, letters to follow them by, and words to find.

Knows no library.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message

from tui_reader.app.bindings import bindings
from tui_reader.app.commands import Scope
from tui_reader.app.widgets.article_lines import Marks, Range, moved_left
from tui_reader.app.widgets.document_view import DocumentView
from tui_reader.app.widgets.hints import hint_labels
from tui_reader.app.widgets.places_found import Place, find_places

if TYPE_CHECKING:
    from tui_reader.render.blocks import Document
    from tui_reader.render.layout import LinkPlace


class ArticleView(DocumentView):
    """One post, as far as it is in view."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.TEXT, Scope.ARTICLE)

    @dataclass
    class LinkFollowed(Message):
        """A person followed a link."""

        url: str

    def __init__(self, *, text_width: int, ascii_signs: bool, id: str = "article") -> None:  # noqa: A002
        super().__init__(text_width=text_width, ascii_signs=ascii_signs, id=id)
        self._focused_link: int | None = None
        self._words = ""
        self._places: list[Place] = []
        self._on_line: dict[int, list[tuple[int, int, int]]] = {}
        self._place = -1
        self._hints: dict[str, LinkPlace] = {}
        self._typed = ""

    def show(
        self, document: "Document", *, position: float = 0.0, lead: int = 0, letters: int = 0
    ) -> None:
        """Show a post from where it was left; links and found words begin anew."""
        self._forget()
        super().show(document, position=position, lead=lead, letters=letters)

    def grow(self, document: "Document") -> None:
        """Show the same text with something else below it; found words are looked for anew."""
        super().grow(document)
        self._hints = {}
        self._look_for(self._words)

    def clear(self) -> None:
        """Show no post."""
        self._forget()
        super().clear()

    def _forget(self) -> None:
        self._focused_link = None
        self._hints, self._typed = {}, ""
        self._look_for("")

    def _look_for(self, words: str) -> None:
        """Find places, and remember them by line: a frame must not look through thousands."""
        lines = self._laid.lines(0, self._laid.height) if self._laid and words else []
        self._words = words
        self._places, self._place = find_places([line.text for line in lines], words), -1
        self._on_line = {}
        for index, place in enumerate(self._places):
            for line, start, end in place:
                self._on_line.setdefault(line, []).append((index, start, end))

    def on_resize(self, event: events.Resize) -> None:
        """Lay the text out anew: places and letters belonged to the lines as they were."""
        before = self._laid
        super().on_resize(event)
        if self._laid is not before:
            self._hints = {}
            here = self._place
            self._look_for(self._words)
            self._place = min(here, len(self._places) - 1)

    def marks_on(self, number: int) -> Marks:
        """Return what lies over a line of the document."""
        return Marks(self._focused_link, self._ranges(number), self._hints_on(number))

    def _ranges(self, number: int) -> list[Range]:
        return [
            (start, end, "found-here" if index == self._place else "found")
            for index, start, end in self._on_line.get(number, ())
        ]

    def _hints_on(self, number: int) -> dict[int, str]:
        return {place.column: label for label, place in self._hints.items() if place.line == number}

    # ----------------------------------------------------------------------------- headings

    def action_next_heading(self) -> None:
        """Go to the next heading."""
        if self._laid:
            self._laid.lines(0, self._laid.height)
            below = [h.line for h in self._laid.headings if h.line > self.scroll_target_y]
            if below:
                self._go(below[0])

    def action_previous_heading(self) -> None:
        """Go to the heading before, or to the beginning."""
        if self._laid:
            above = [h.line for h in self._laid.headings if h.line < self.scroll_target_y]
            self._go(above[-1] if above else 0)

    # -------------------------------------------------------------------------------- links

    def _link_places(self) -> "list[LinkPlace]":
        if self._laid is None:
            return []
        self._laid.lines(0, self._laid.height)
        return self._laid.links

    def action_next_link(self) -> None:
        """Go to the next link, from the top of the view on; after the last to the first."""
        self._step_link(1)

    def action_previous_link(self) -> None:
        """Go to the link before."""
        self._step_link(-1)

    def _step_link(self, by: int) -> None:
        places = self._link_places()
        if not places:
            self.post_message(self.Left())
            return
        links = [place.link for place in places]
        if self._focused_link in links and self.is_seen(
            places[links.index(self._focused_link)].line
        ):
            at = links.index(self._focused_link) + by
        else:
            seen = [i for i, place in enumerate(places) if self.is_seen(place.line)] or [0]
            at = seen[0] if by > 0 else seen[-1]
        place = places[at % len(places)]
        self._focused_link = place.link
        if not self.is_seen(place.line):
            self._go(place.line - self.size.height // 3)
        self.refresh()

    def action_follow_link(self) -> None:
        """Follow the link that has the focus; without one, read on by a line."""
        if self._focused_link is None:
            self.action_line_down()
        else:
            self._follow(self._focused_link)

    def _follow(self, link: int) -> None:
        if self.document:
            self.post_message(self.LinkFollowed(self.document.links[link].url))

    def action_link_hints(self) -> None:
        """Give every link in view a letter to type."""
        seen = [place for place in self._link_places() if self.is_seen(place.line)]
        self._hints = dict(zip(hint_labels(len(seen)), seen, strict=False))
        self._typed = ""
        self.refresh()

    async def _on_key(self, event: events.Key) -> None:
        """Take the letters of link hints before any command does."""
        if not self._hints:
            return
        event.stop()
        event.prevent_default()
        self._typed += event.character or "\0"
        chosen = self._hints.get(self._typed)
        if chosen or not any(label.startswith(self._typed) for label in self._hints):
            self._hints = {}
            self.refresh()
        if chosen:
            self._follow(chosen.link)

    def on_click(self, event: events.Click) -> None:
        """Follow the link that was clicked."""
        if self._laid is None:
            return
        number = event.y + self.scroll_offset.y
        for line in self._laid.lines(number, 1):
            moved = moved_left(line, self.scrollable_content_region.width, self._side())
            x = event.x + (self.scroll_offset.x if moved else 0)
            link = self._laid.link_at(number, x - self._side() - line.margin)
            if link is not None:
                self._focused_link = link
                self._follow(link)

    # ------------------------------------------------------------------------------- finding

    def find(self, words: str, step: int) -> tuple[int, int]:
        """Find words; return which place is shown, from 1, and how many there are.

        Args:
            words: What to find; empty ends it.
            step: 0: the first place from here on; 1, -1: the next one, the one before.
        """
        if self._laid is None:
            return 0, 0
        if step == 0 or words != self._words:
            self._look_for(words)
            top = self.scroll_target_y
            below = (i for i, place in enumerate(self._places) if place[0][0] >= top)
            self._place = next(below, 0)
        elif self._places:
            self._place = (self._place + step) % len(self._places)
        if self._places and not self.is_seen(line := self._places[self._place][0][0]):
            self._go(line - self.size.height // 3)
        self.refresh()
        return (self._place + 1 if self._places else 0), len(self._places)
