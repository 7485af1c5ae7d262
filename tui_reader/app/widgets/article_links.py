"""A document with links to follow, by the focus, by letters or by the mouse. Knows no library."""

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from textual import events
from textual.message import Message

from tui_reader.app.widgets.article_lines import Marks, Range, moved_left
from tui_reader.app.widgets.article_places import PlacedView
from tui_reader.app.widgets.hints import hint_labels
from tui_reader.app.widgets.link_places import extent, is_same

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui_reader.render.blocks import Link
    from tui_reader.render.layout import LinkPlace

LINES_LOOKED_THROUGH: Final = 2_000
"""So many more lines are laid out at once to find the next link."""


class LinkedView(PlacedView):
    """A document whose links can be followed."""

    @dataclass
    class LinkFollowed(Message):
        """A person followed a link."""

        url: str
        text: str
        """Its words."""
        is_sure: bool
        """Whether its address was seen before: by the focus, or under the mouse."""

    @dataclass
    class LinkPointed(Message):
        """A link has the focus or lies under the mouse; or none does any more."""

        url: str
        """Empty for none."""
        text: str

        def can_replace(self, message: Message) -> bool:
            """Only the last link matters."""
            return isinstance(message, LinkedView.LinkPointed)

    @dataclass
    class Hinted(Message):
        """Links in view have letters: so many; None where they have them no longer."""

        links: int | None

    @dataclass
    class LinksAsked(Message):
        """A person wants to see all links."""

    def __init__(self, *, text_width: int, ascii_signs: bool, id: str) -> None:  # noqa: A002
        super().__init__(text_width=text_width, ascii_signs=ascii_signs, id=id)
        self._focus: LinkPlace | None = None
        self._focus_number = 0
        self._lit: dict[int, Range] = {}
        self._hovered: int | None = None
        self._hints: dict[str, LinkPlace] = {}
        self._typed = ""

    def _forget(self) -> None:
        """Let go of what lies over the document's lines."""
        super()._forget()
        self._end_hints()
        self._hover(None)
        self._set_focus(None)

    def _lay_out(self) -> None:
        """Put new lines in view; letters belonged to the lines as they were, the focus does not."""
        self._end_hints()
        before, number = self._focus, self._focus_number
        super()._lay_out()
        places = self._places_now()
        same = places[number] if before and number < len(places) else None
        self._set_focus(same if before and same and is_same(before, same) else None)
        self._hover(None)

    def marks_on(self, number: int) -> Marks:
        """Return what lies over a line of the document."""
        marks = super().marks_on(number)
        if lit := self._lit.get(number):
            marks = replace(marks, ranges=(lit, *marks.ranges))
        return replace(marks, hovered=self._hovered, hints=self._hints_on(number))

    def _hints_on(self, number: int) -> dict[int, str]:
        return {place.column: label for label, place in self._hints.items() if place.line == number}

    # ---------------------------------------------------------------------------- the focus

    @property
    def _focused_link(self) -> int | None:
        """The link that has the focus: its position in the document's links."""
        return self._focus.link if self._focus else None

    def _places_now(self) -> "list[LinkPlace]":
        """Return where links begin, as far as lines are laid out."""
        return self._laid.links if self._laid else []

    @property
    def _links(self) -> "Sequence[Link]":
        """The links of what is in view, while a longer text is still being laid out."""
        return self._laid.document.links if self._laid else ()

    def _in_view(self) -> tuple[int, int]:
        """Return the first link in view, and the one after the last."""
        places, top = self._places_now(), round(self.scroll_target_y)
        lines = [place.line for place in places]
        return bisect_left(lines, top), bisect_left(lines, top + self.size.height)

    def _set_focus(self, place: "LinkPlace | None", number: int = 0) -> None:
        """Light a link, and say which."""
        was = self._focus
        self._focus, self._focus_number = place, number if place else 0
        self._lit = extent(self._laid, place) if place and self._laid else {}
        if place:
            self._landed = None
        if place or was:
            self.refresh()
            self._point(place.link if place else None)

    def focus_link(self, number: int) -> None:
        """Give the focus to a link by its place among those laid out; bring it into view."""
        while number >= len(self._places_now()) and self._laid:
            if not self._laid.lay_more(LINES_LOOKED_THROUGH):
                return
        place = self._places_now()[number]
        self._set_focus(place, number)
        if not self.is_seen(place.line):
            self._go(place.line - self.size.height // 3)

    def _point(self, link: int | None) -> None:
        """Say which link is pointed at."""
        if self._laid is None or link is None:
            self.post_message(self.LinkPointed("", ""))
        else:
            pointed = self._links[link]
            self.post_message(self.LinkPointed(pointed.url, pointed.text))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Take the focus from a link that is no longer in view: nobody follows what is not seen."""
        super().watch_scroll_y(old_value, new_value)
        self._hover(None)
        if self._focus and not any(map(self.is_seen, self._lit)):
            self._set_focus(None)

    def _land(self, offset: int) -> None:
        """Go to a place; the next link is the first one there."""
        self._set_focus(None)
        super()._land(offset)

    def on_blur(self) -> None:
        """Say no longer where the link leads: the keys go elsewhere."""
        self._point(None)

    def on_focus(self) -> None:
        """Say again where the link leads that has the focus."""
        self._point(self._focused_link)

    def action_next_link(self) -> None:
        """Go to the next link, from the top of the view on; after the last to the first."""
        self._step_link(1)

    def action_select(self) -> None:
        """Put a caret on the text in view; it has the keys now, no link has."""
        self._set_focus(None)
        super().action_select()

    def action_previous_link(self) -> None:
        """Go to the link before."""
        self._step_link(-1)

    def _step_link(self, by: int) -> None:
        first, end = self._in_view()
        at = first if by > 0 else end - 1
        if self._focus:
            at = self._focus_number + by
        if at < 0 and self._laid:
            self._laid.lay_more(LINES_LOOKED_THROUGH)
        while at >= len(self._places_now()) and self._laid:
            if not self._laid.lay_more(LINES_LOOKED_THROUGH):
                break
        if places := self._places_now():
            self.focus_link(at % len(places))
        else:
            self.post_message(self.Left())

    def action_follow_link(self) -> None:
        """Follow the link that has the focus; without one, read on by a line."""
        if self._focus is None:
            self.action_line_down()
        else:
            self._follow(self._focus.link)

    def _follow(self, link: int) -> None:
        """Follow a link; whether it was pointed at before is known only until it gets the focus."""
        followed = self._links[link]
        is_sure = link in (self._hovered, self._focused_link)
        self.post_message(self.LinkFollowed(followed.url, followed.text, is_sure))

    # ----------------------------------------------------------------------------- all links

    def action_links(self) -> None:
        """Ask for the list of all links and pictures."""
        self.post_message(self.LinksAsked())

    def _shown_by(self, _link: int | None) -> str:
        """Return the address of the picture that following a link shows; empty for none."""
        return ""

    # ------------------------------------------------------------------------------ letters

    def action_link_hints(self) -> None:
        """Give every link in view a letter to type."""
        first, end = self._in_view()
        seen = self._places_now()[first:end]
        self._hints = dict(zip(hint_labels(len(seen)), seen, strict=False))
        self.refresh()
        self._point(None)
        self.post_message(self.Hinted(len(seen)))

    def _end_hints(self) -> None:
        if self._hints:
            self._hints, self._typed = {}, ""
            self.refresh()
            self.post_message(self.Hinted(None))
            self._point(self._focused_link)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Tell that every key is taken while there are hints."""
        return bool(self._hints)

    async def _on_key(self, event: events.Key) -> None:
        """Take the letters of link hints before any command does."""
        if not self._hints:
            return
        event.stop()
        event.prevent_default()
        self._typed += event.character or "\0"
        chosen = self._hints.get(self._typed)
        if chosen or not any(label.startswith(self._typed) for label in self._hints):
            self._end_hints()
        if chosen:
            self._follow(chosen.link)
            self.focus_link(self._places_now().index(chosen))

    # -------------------------------------------------------------------------------- mouse

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Say where the link leads that lies under the mouse."""
        self._hover(self._link_under(event))

    def on_leave(self) -> None:
        """The mouse is elsewhere."""
        self._hover(None)

    def _hover(self, link: int | None) -> None:
        if link != self._hovered:
            self._hovered = link
            self.refresh()
            self._point(self._focused_link if link is None else link)

    def _link_under(self, event: events.MouseEvent) -> int | None:
        number = event.y + self.scroll_offset.y
        line = self.line_at(number)
        if line is None or self._laid is None:
            return None
        moved = moved_left(line, self.scrollable_content_region.width, self._side())
        x = event.x + (self.scroll_offset.x if moved else 0)
        return self._laid.link_at(number, x - self._side() - line.margin)

    def on_click(self, event: events.Click) -> None:
        """Follow the link that was clicked; where its address was not seen yet, show it first."""
        link = self._link_under(event)
        if link is None or self.has_selection:
            return
        number = event.y + self.scroll_offset.y
        self._follow(link)
        places = [
            (at, place)
            for at, place in enumerate(self._places_now())
            if place.link == link and place.line <= number
        ]
        if places:
            self.focus_link(places[-1][0])
