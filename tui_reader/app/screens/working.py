"""A screen that works beside what one reads, and says in a bar what came of it."""

from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual.screen import Screen
from textual.worker import Worker

from tui_reader.app.commands import Scope
from tui_reader.app.widgets.bars import KeyBar
from tui_reader.errors import ReaderError


class WorkingScreen(Screen[None]):
    """Starts work, and shows sentences in its bar at the bottom."""

    OWN_SCOPE: ClassVar[Scope] = Scope.APP
    """Whose keys help shows first."""

    def __init__(self) -> None:
        super().__init__()
        self.key_bar = KeyBar()
        """The bar at the bottom; where it stands is the screen's own business."""

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
        seen = self.app.screen
        bar = seen.key_bar if isinstance(seen, WorkingScreen) else self.key_bar
        bar.say(words, is_error=is_error)
