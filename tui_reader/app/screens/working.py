"""A screen that works beside what one reads, and says in a bar what came of it."""

from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.geometry import Offset, Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.worker import Worker

from tui_reader.app.commands import Scope
from tui_reader.app.widgets.bars import KeyBar
from tui_reader.app.widgets.painting import alike
from tui_reader.errors import ReaderError
from tui_reader.limits import COPIED_LETTERS

if TYPE_CHECKING:
    from tui_reader.app.widgets.article_links import LinkedView
    from tui_reader.app.widgets.selecting import SelectingView

MOMENT_SECONDS: Final = 0.3
"""What takes longer is said while it lasts."""
HINTED: Final = "a letter goes to its link · esc leaves"


class WorkingScreen(Screen[None]):
    """Starts work, and shows sentences in its bar at the bottom."""

    OWN_SCOPE: ClassVar[Scope] = Scope.APP
    """Whose keys help shows first."""

    def __init__(self) -> None:
        super().__init__()
        self.key_bar = KeyBar()
        """The bar at the bottom; where it stands is the screen's own business."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the ground below what lies on it."""
        return alike(super().render_lines, crop)

    def get_widget_and_offset_at(self, x: int, y: int) -> "tuple[Widget | None, Offset | None]":
        """Find the letter under the mouse, to select from it or up to it: only texts have any."""
        from tui_reader.app.widgets.selecting import SelectingView  # after the first picture

        widget, _ = super().get_widget_and_offset_at(x, y)
        if isinstance(widget, SelectingView):
            return widget, widget.letter_at(x - widget.region.x, y - widget.region.y)
        is_scrollbar = widget is not None and widget.has_class("-textual-system")
        return (widget if is_scrollbar else None), None

    @on(KeyBar.Pressed)
    async def _press(self, event: KeyBar.Pressed) -> None:
        await self.app.run_action(event.action, event.node)

    def _key_escape(self) -> None:
        """Let go of nothing before the commands of this key are asked: the text has one for it."""

    def on_caret_view_begun(self) -> None:
        """Show the keys of the caret in place of what was said."""
        self.key_bar.hush()

    def on_linked_view_hinted(self, event: "LinkedView.Hinted") -> None:
        """Say what the letters on links are for, as long as they are there."""
        if event.links is None:
            self.key_bar.hush(HINTED)
        elif event.links:
            self.key_bar.say(HINTED, stays=True)
        else:
            self.say("No link is in view.")

    def on_text_selected(self) -> None:
        """Say how to copy what the mouse selected."""
        if self.selections:
            self.say("y copies what is selected · esc lets it go")

    def on_selecting_view_copied(self, event: "SelectingView.Copied") -> None:
        """Put a part of the text into the clipboard of the terminal (OSC 52)."""
        text = event.text[:COPIED_LETTERS]
        self.app.copy_to_clipboard(text)
        words = " ".join(text.split())
        cut = f" (the first {COPIED_LETTERS:,} letters)" if text != event.text else ""
        self.say(f"Copied{cut}: {words}" if words else "There is nothing to copy.")

    def start(
        self, work: Callable[[], Awaitable[None]], group: str, *, exclusive: bool = True
    ) -> Worker[None]:
        """Run work beside everything else; what goes wrong is said in the bar.

        Args:
            work: What to run.
            group: Work of one group replaces what runs of it.
            exclusive: False lets work of the group run side by side.
        """

        async def run_and_tell() -> None:
            try:
                await work()
            except ReaderError as error:
                self.say(str(error), is_error=True)

        return self.run_worker(run_and_tell, group=group, exclusive=exclusive)

    def say(self, words: str, *, is_error: bool = False) -> None:
        """Show a sentence in the bar at the bottom of the screen that is seen."""
        self._seen_bar().say(words, is_error=is_error)

    @contextmanager
    def saying(self, words: str) -> Iterator[None]:
        """Say what is being done, if that takes longer than a moment, as long as it lasts.

        Also to somebody who meanwhile leaves the screen above this one.
        """
        bars = {self._seen_bar(), self.key_bar}
        timer = self.set_timer(MOMENT_SECONDS, partial(_say_in, bars, words))
        try:
            yield
        finally:
            timer.stop()
            for bar in bars:
                bar.hush(words)

    def _seen_bar(self) -> KeyBar:
        seen = self.app.screen
        return seen.key_bar if isinstance(seen, WorkingScreen) else self.key_bar


def _say_in(bars: Iterable[KeyBar], words: str) -> None:
    for bar in bars:
        bar.say(words, stays=True)
