"""What the screen works with, each part made when it is first wanted.

The first picture needs none of it: what is not imported cannot delay it.
"""

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui_reader.app.desk.fetching import Fetching
    from tui_reader.app.desk.finding import Finding
    from tui_reader.app.desk.following import Following
    from tui_reader.app.desk.marking import Marking
    from tui_reader.app.desk.reading import Reading
    from tui_reader.app.desk.visiting import Visiting
    from tui_reader.app.screens.reader import ReaderScreen
    from tui_reader.config import Config
    from tui_reader.library.library import Library


class Desk:
    """The tools of one screen.

    Args:
        screen: Whose panes they fill.
        library: What they work on.
        config: How the person wants it.
    """

    def __init__(self, screen: "ReaderScreen", library: "Library", config: "Config") -> None:
        self._screen = screen
        self._library = library
        self._config = config

    @cached_property
    def reading(self) -> "Reading":
        """Posts one after another."""
        from tui_reader.app.desk.reading import Reading

        return Reading(self._screen, self._library, self._config)

    @cached_property
    def following(self) -> "Following":
        """Where links lead."""
        from tui_reader.app.desk.following import Following

        return Following(self._screen, self._library, self._config)

    @cached_property
    def marking(self) -> "Marking":
        """Marks, and taking them back."""
        from tui_reader.app.desk.marking import Marking

        return Marking(self._screen, self._library)

    @cached_property
    def fetching(self) -> "Fetching":
        """Asking blogs for new posts."""
        from tui_reader.app.desk.fetching import Fetching

        return Fetching(self._screen, self._library, self._config)

    @cached_property
    def finding(self) -> "Finding":
        """Looking for words."""
        from tui_reader.app.desk.finding import Finding

        return Finding(self._screen, self._library)

    @cached_property
    def visiting(self) -> "Visiting":
        """Blogs that come and go."""
        from tui_reader.app.desk.visiting import Visiting

        return Visiting(self._screen, self._library)
