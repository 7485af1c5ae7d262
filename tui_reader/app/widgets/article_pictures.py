"""A document whose pictures are drawn in its text, as far as they are in view. Knows no library."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from rich.segment import Segment
from textual import events
from textual.message import Message

from tui_reader.app.widgets.article_lines import Marks
from tui_reader.app.widgets.article_listing import ListedView
from tui_reader.app.widgets.half_blocks import RowMemory
from tui_reader.render.pixels import NO_PICTURES, PICTURE_LINES, PicturePlan, PixelRow, Raster

if TYPE_CHECKING:
    from tui_reader.render.layout import Line
    from tui_reader.render.pictures import PictureLabel

LEAST_LINES: Final = 4
"""A picture may fill so many lines even in the lowest pane."""
LINES_AROUND: Final = 2
"""Lines of text that stay in view beside the highest picture."""
FOCUS_COLUMN: Final = -2
"""Where the bar beside the focused picture stands, from the picture's left edge."""

Drawn = Callable[[str, int, int], Raster | None]
"""A picture in so many columns and lines, if it has been drawn; never waits."""


class PicturedView(ListedView):
    """A document with pictures."""

    @dataclass
    class PictureAsked(Message):
        """A person wants to see a picture by itself."""

        source: str
        """Its address; empty where the text has none."""

    @dataclass
    class PicturePointed(Message):
        """A picture that following would show has the focus, or lies under the mouse."""

        source: str

    @dataclass
    class PixelsMissing(Message):
        """Pictures are in view, or soon will be, that have not been drawn."""

        wanted: tuple[PixelRow, ...]
        """One line of each, those in view first."""

    def __init__(self, *, text_width: int, ascii_signs: bool, id: str) -> None:  # noqa: A002
        super().__init__(text_width=text_width, ascii_signs=ascii_signs, id=id)
        self.pictures: Sequence[PictureLabel] = ()
        """The pictures of the text, in reading order."""
        self._by_link: dict[int | None, str] = {}
        self._plan = NO_PICTURES
        self.drawn: Drawn = lambda *_: None
        """Where drawn pictures are had from."""
        self._rows = RowMemory()
        self._is_told = False
        self._bar = "|" if ascii_signs else "▌"

    # ------------------------------------------------------------------------ what is shown

    def plan(self, pictures: "Sequence[PictureLabel]", plan: PicturePlan) -> None:
        """Say which pictures the document has that is shown next, and which of them are drawn."""
        self.pictures, self._plan = pictures, plan
        self._by_link = {each.link: each.source for each in reversed(pictures)}

    def show_pictures(self, plan: PicturePlan) -> None:
        """Draw other pictures in the same text; the letter at the top stays there."""
        if (plan.sizes, plan.words) != (self._plan.sizes, self._plan.words):
            self._plan = plan
            self._lay_out_anew()

    def _lay_out_anew(self) -> None:
        self._offset = self._top_offset()
        self._begin()

    def clear(self) -> None:
        """Show no post."""
        self.plan((), NO_PICTURES)
        super().clear()

    def _picture_plan(self) -> PicturePlan:
        """Return which pictures are drawn in the text, each to be seen whole in this pane."""
        self._plan = self._plan._replace(lines=self._most_lines())
        return self._plan

    def _most_lines(self) -> int:
        return max(LEAST_LINES, min(PICTURE_LINES, self.size.height - LINES_AROUND))

    def on_resize(self, _event: events.Resize) -> None:
        """Fit pictures into a pane of another height."""
        if self._plan.sizes and self._plan.lines != self._most_lines():
            self._lay_out_anew()

    def paint_pixels(self) -> None:
        """Paint what has been drawn."""
        self._is_told = False
        self.refresh()

    # ----------------------------------------------------------------------------- painting

    def marks_on(self, number: int) -> Marks:
        """Return what lies over a line of the document, and a picture's pixels in its place."""
        marks = super().marks_on(number)
        line = self.line_at(number)
        if line is None or line.pixels is None:
            return marks
        # Nothing is laid over a picture: a bar beside it says that it has the focus.
        bar = (FOCUS_COLUMN, self._bar) if number in self._lit else marks.bar
        return replace(marks, ranges=(), pixels=self._segments(line.pixels), bar=bar)

    def _segments(self, pixels: PixelRow) -> Sequence[Segment]:
        found = self._rows.find(pixels)
        if found is not None:
            return found
        raster = self.drawn(pixels.source, pixels.columns, pixels.lines)
        if raster is not None:
            return self._rows.paint(pixels, raster, self.app.console.color_system)
        if not self._is_told:
            self._is_told = True
            self.call_after_refresh(self._tell_missing)
        return ()

    def _tell_missing(self) -> None:
        """Say what is to be drawn: the pictures in view, then those of the next page."""
        self._is_told = False
        missing = [
            row for row in self._pixels_in(2 * self.size.height)
            if not self.drawn(row.source, row.columns, row.lines)
        ]  # fmt: skip
        if missing:
            self.post_message(self.PixelsMissing(tuple(missing)))

    def _pixels_in(self, lines: int) -> Iterator[PixelRow]:
        """The pictures in so many lines from the top of the view on, each once."""
        seen: set[str] = set()
        for line in self._laid.lines(round(self.scroll_target_y), lines) if self._laid else ():
            if line.pixels and line.pixels.source not in seen:
                seen.add(line.pixels.source)
                yield line.pixels

    # ------------------------------------------------------------------------- seeing them

    def action_picture(self) -> None:
        """See a picture by itself: the one that has the focus, else the first in view."""
        self.post_message(self.PictureAsked(self._picture_here()))

    def _picture_here(self) -> str:
        """Return the address of the picture one is at, else the first of the text."""
        focused = self._picture_of(self._focused_link)
        if focused:
            return focused
        top = round(self.scroll_target_y)
        for line in self._laid.lines(top, self.size.height) if self._laid else ():
            found = line.pixels.source if line.pixels else self._labelled(line)
            if found:
                return found
        return self.pictures[0].source if self.pictures else ""

    def _labelled(self, line: "Line") -> str:
        """Return the address of the first picture that is named in a line."""
        links = [piece.link for piece in line.pieces if "picture" in piece.styles]
        return next(filter(None, map(self._picture_of, links)), "")

    def _picture_of(self, link: int | None) -> str:
        """Return the address of the picture that a link stands around; empty for none."""
        return "" if link is None else self._by_link.get(link, "")

    def _follow(self, link: int) -> None:
        """Follow a link; one around a picture that leads to its file shows the picture."""
        if source := self._shown_by(link):
            self.post_message(self.PictureAsked(source))
        else:
            super()._follow(link)

    def _point(self, link: int | None) -> None:
        """Say which link is pointed at, or which picture following it would show."""
        if source := self._shown_by(link):
            self.post_message(self.PicturePointed(source))
        else:
            super()._point(link)

    def _shown_by(self, link: int | None) -> str:
        """Return the address of the picture that following a link shows; empty for none."""
        from tui_reader.render.pictures import shows_picture  # the list is painted before

        source = self._picture_of(link)
        if not source or link is None or self._laid is None:
            return ""
        return source if shows_picture(self._links[link].url, source) else ""
