"""A document with links to follow, by the focus, by letters or by the mouse. Knows no library."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual import events
from textual.message import Message

from tui_reader.app.widgets.article_finding import FindingView
from tui_reader.app.widgets.article_lines import Marks, moved_left
from tui_reader.app.widgets.hints import hint_labels

if TYPE_CHECKING:
    from tui_reader.render.layout import LinkPlace


class LinkedView(FindingView):
    """A document whose links can be followed."""

    @dataclass
    class LinkFollowed(Message):
        """A person followed a link."""

        url: str

    def __init__(self, *, text_width: int, ascii_signs: bool, id: str) -> None:  # noqa: A002
        super().__init__(text_width=text_width, ascii_signs=ascii_signs, id=id)
        self._focused_link: int | None = None
        self._hints: dict[str, LinkPlace] = {}
        self._typed = ""

    def _forget(self) -> None:
        """Let go of what lies over the document's lines."""
        super()._forget()
        self._focused_link = None
        self._hints, self._typed = {}, ""

    def _lay_out(self) -> None:
        """Lay the text out; letters belonged to the lines as they were."""
        self._hints = {}
        super()._lay_out()

    def marks_on(self, number: int) -> Marks:
        """Return what lies over a line of the document."""
        marks = super().marks_on(number)
        return replace(marks, focused=self._focused_link, hints=self._hints_on(number))

    def _hints_on(self, number: int) -> dict[int, str]:
        return {place.column: label for label, place in self._hints.items() if place.line == number}

    # ---------------------------------------------------------------------------- the focus

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

    # ------------------------------------------------------------------------------ letters

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

    # -------------------------------------------------------------------------------- mouse

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
