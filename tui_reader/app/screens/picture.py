"""One picture on the whole screen, and the others of its text by going on."""

import asyncio
from collections.abc import Sequence
from contextlib import aclosing
from functools import partial
from itertools import count
from os import environ
from random import randrange
from typing import TYPE_CHECKING, ClassVar, Final, Self

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region
from textual.widgets import Static

from tui_reader.app.full_pictures import (
    MOST_ROWS,
    kitty_codes,
    kitty_forgets,
    kitty_sends,
    sixel_codes,
)
from tui_reader.app.graphics import USUAL_CELL, Graphics, cell_pixels, graphics_of
from tui_reader.app.screens.working import WorkingScreen
from tui_reader.app.widgets.half_blocks import COLOURFUL
from tui_reader.app.widgets.picture_pane import PicturePane
from tui_reader.clean import clean_line
from tui_reader.models import Picture, PictureFailed
from tui_reader.render.pixels import picture_cells

if TYPE_CHECKING:
    from tui_reader.app.desk.following import Following
    from tui_reader.config import Config
    from tui_reader.library.library import Library
    from tui_reader.render.pictures import PictureLabel

BRINGING: Final = "Fetching the picture …"
NO_COLOURS: Final = "This terminal shows no pictures: it has too few colours, or NO_COLOR is set."
BROKEN: Final = "The picture cannot be drawn."
GROWS: Final = 2
"""Half-blocks are coarse: a picture may be so many times as large as in the text."""
_NUMBERS: Final = count(randrange(1, 1 << 20))
"""What pictures are known by in a terminal, where another program may have sent some, too."""


class PictureScreen(WorkingScreen):
    """Shows a picture as large as it fits; fetches it if it is not kept.

    Args:
        library: Keeps, fetches and draws pictures.
        following: Opens and copies addresses.
        config: What to draw with.
        post_id: Whose pictures they are.
        pictures: All of the text; not empty.
        at: The one to begin with.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,i,q,enter,backspace", "close", "Close", key_display="esc"),
        Binding("right,l,n,j,down,space", "go(1)", "Next", key_display="→"),
        Binding("left,h,p,k,up,b", "go(-1)", "Before", key_display="←"),
        Binding("o", "browse", "Browser"),
        Binding("y", "copy", "Copy address"),
    ]

    CSS = """
    PictureScreen { layout: vertical; }
    PictureScreen #caption { height: 1; padding: 0 1; color: $text-muted; text-wrap: nowrap; }
    """

    def __init__(
        self,
        library: "Library",
        following: "Following",
        config: "Config",
        post_id: int,
        pictures: "Sequence[PictureLabel]",
        at: int,
    ) -> None:
        super().__init__()
        self._library = library
        self._following = following
        self._config = config
        self._post_id = post_id
        self._pictures = pictures
        self._at = at
        self._graphics = Graphics.BLOCKS
        self._shown: Picture | None = None
        self._number = 0
        self._is_closing = False
        self.pane = PicturePane()

    def compose(self) -> ComposeResult:
        """Stack the picture, what it is called, and the keys."""
        yield self.pane
        yield Static(Content(""), id="caption")
        yield self.key_bar

    def on_mount(self) -> None:
        """Show the first one as soon as there is room for it."""
        self.call_after_refresh(self._show)

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Leave alone what the screen below wants painted: nothing of it is seen.

        Textual 8.2 would paint all of this one again each time something happens down there, and
        the terminal would draw the picture every second.
        """
        if regions:
            return self
        return super().refresh(repaint=repaint, layout=layout, recompose=recompose)

    def on_resize(self, _event: events.Resize) -> None:
        """Draw the picture for the new size."""
        if self._shown:
            self.start(partial(self._draw, self._shown), "picture")

    # ------------------------------------------------------------------------ what is shown

    def _show(self) -> None:
        self._shown = None
        self.query_one("#caption", Static).update(Content(self._words()))
        self.pane.say("")
        self.start(self._bring, "picture")

    def _words(self) -> str:
        """Say which picture it is, and what it is called."""
        picture, many = self._pictures[self._at], len(self._pictures)
        dot = " - " if self._config.ascii_signs else " · "
        number = f"{self._at + 1} of {many}" if many > 1 else ""
        size = f"{self._shown.width} x {self._shown.height}" if self._shown else ""
        name = clean_line(picture.caption or picture.words)
        return dot.join(filter(None, (number, size, name)))

    async def _bring(self) -> None:
        """Show the picture that is kept, else fetch it: whoever wants to see it has asked."""
        source = self._pictures[self._at].source
        kept = await self._library.pictures.kept([source])
        if source in kept:
            await self._draw(kept[source])
            return
        self.pane.say(BRINGING)
        async with aclosing(self._library.pictures.bring(self._post_id, [source])) as came:
            async for event in came:
                if isinstance(event, PictureFailed):
                    self.pane.say(clean_line(f"{event.error_class}: {event.message}"))
                else:
                    await self._draw(event.picture)

    async def _draw(self, picture: Picture) -> None:
        self._shown = picture
        self.query_one("#caption", Static).update(Content(self._words()))
        cell = cell_pixels()
        self._graphics = graphics_of(self._config.picture_graphics, environ, cell)
        if self._graphics is Graphics.BLOCKS:
            await self._draw_blocks(picture)
        else:
            await self._draw_codes(picture, cell or USUAL_CELL)

    async def _draw_blocks(self, picture: Picture) -> None:
        """Draw with letters, which every terminal of many colours can."""
        if self.app.no_color or self.app.console.color_system not in COLOURFUL:
            self.pane.say(NO_COLOURS)
            return
        width, height = GROWS * picture.width, GROWS * picture.height
        columns, lines = picture_cells(width, height, self.pane.size)
        raster = await self._library.pictures.draw(picture.url, columns, lines)
        if raster is None:
            self.pane.say(BROKEN)
        else:
            self.pane.show_cells(raster)

    async def _draw_codes(self, picture: Picture, cell: tuple[int, int]) -> None:
        """Have the terminal draw it."""
        columns, lines = self.pane.size
        lines = min(lines, MOST_ROWS)
        room = columns * cell[0], lines * cell[1]
        full = await self._library.pictures.full(picture.url, *room)
        if full is None:  # it may only be too large for the memory there is
            await self._draw_blocks(picture)
            return
        cells = -(-full.width // cell[0]), -(-full.height // cell[1])
        region = self.pane.region
        column = region.x + (region.width - cells[0]) // 2
        line = region.y + (region.height - cells[1]) // 2
        if self._graphics is Graphics.SIXEL:
            self.pane.show_codes(await asyncio.to_thread(sixel_codes, full, column, line))
            return
        number = next(_NUMBERS)
        first = self._forgetting() + await asyncio.to_thread(kitty_sends, full, number)
        self._number = number
        self.pane.show_codes(kitty_codes(number, cells, column, line), first)

    def _forgetting(self) -> str:
        """Return what makes the terminal forget the picture before, if it keeps one."""
        return kitty_forgets(self._number) if self._number else ""

    # ---------------------------------------------------------------------------------- keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer others only where there are any, and addresses only of what has one."""
        match action:
            case "go":
                return len(self._pictures) > 1
            case "browse" | "copy":
                return not self._pictures[self._at].source.startswith("data:")
        return True

    def action_go(self, by: int) -> None:
        """Go to another picture of the text; after the last comes the first."""
        self._at = (self._at + by) % len(self._pictures)
        self.refresh_bindings()
        self._show()

    def action_browse(self) -> None:
        """Open the picture in the browser."""
        self._following.browse(self._pictures[self._at].source)

    def action_copy(self) -> None:
        """Copy the picture's address."""
        self._following.copy(self._pictures[self._at].source)

    @on(PicturePane.Clicked)
    def action_close(self) -> None:
        """Go back to the text."""
        forgetting = self._forgetting()
        self.pane.show_codes("", forgetting)
        self._is_closing = bool(forgetting)
        if not forgetting:
            self.call_after_refresh(self._leave)

    @on(PicturePane.Sent)
    def _leave_at_last(self) -> None:
        """Leave once the terminal is told to forget the picture: what is gone tells it nothing."""
        if self._is_closing:
            self._leave()

    def _leave(self) -> None:
        self.dismiss(None)  # not waited for: the screen would wait for its own end
