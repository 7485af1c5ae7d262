"""Going back to where one came from, and forward again: other posts, and places in this one."""

from typing import TYPE_CHECKING

from tui_reader.app.history import Aim, Stand, Trail

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui_reader.app.screens.reader import ReaderScreen
    from tui_reader.library.library import Library


class Trailing:
    """Remembers the places one leaves.

    Args:
        screen: Whose article it is.
        library: Which posts are still kept.
    """

    def __init__(self, screen: "ReaderScreen", library: "Library") -> None:
        self._screen = screen
        self._library = library
        self._trail = Trail()
        self._going: Stand | None = None

    def here(self) -> Stand | None:
        """Return the place one is at, or that is being gone to: keys may outrun texts."""
        reading = self._screen.desk.reading
        article = reading.article
        if self._going and self._going.post_id == reading.opening_id:
            return self._going
        return Stand(article.row.id, self._screen.article.share) if article else None

    def left(self, *, is_return: bool) -> None:
        """Take notice that another post takes the place of the one in the pane.

        Args:
            is_return: Going back or forward: the way is known already.
        """
        self._going = None
        if not is_return and (here := self.here()):
            self._trail.leave(here)

    def jump(self, go: "Callable[[], bool]") -> bool:
        """Go to another place of this text, if it is there; it can be gone back from."""
        here = self.here()
        if not go():
            return False
        if here:
            self._trail.leave(here)
        return True

    def back(self) -> None:
        """Go back to the place before this one."""
        if not self._go(self._trail.back):
            self._screen.say("There is no post to go back to.")

    def forward(self) -> None:
        """Go forward to the place that one went back from."""
        if not self._go(self._trail.forward):
            self._screen.say("There is no post to go forward to.")

    def _go(self, step: "Callable[[Stand | None], Stand | None]") -> bool:
        """Go to the next place on the way that is still kept; tell whether there is one."""
        here = self.here()
        while stand := step(here):
            here = None
            if rows := self._library.rows_now([stand.post_id]):
                self._going = stand
                self._screen.posts.go_to(stand.post_id)
                aim = Aim(stand.position)
                self._screen.desk.reading.open(rows[0], is_return=True, aim=aim)
                return True
        return False
