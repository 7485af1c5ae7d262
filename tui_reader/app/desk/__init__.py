"""What the screen works with, each part made when it is first wanted.

The first picture needs none of it: what is not imported cannot delay it.
"""

import gc
from functools import cached_property
from typing import TYPE_CHECKING

from tui_reader.app.desk.listing import CHOOSE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui_reader.app.desk.archiving import Archiving
    from tui_reader.app.desk.bookmark import Bookmark
    from tui_reader.app.desk.browsing import Browsing
    from tui_reader.app.desk.discussing import Discussing
    from tui_reader.app.desk.exporting import Exporting
    from tui_reader.app.desk.fetching import Fetching
    from tui_reader.app.desk.filtering import Filtering
    from tui_reader.app.desk.finding import Finding
    from tui_reader.app.desk.following import Following
    from tui_reader.app.desk.full_text import FullText
    from tui_reader.app.desk.hiding import Hiding
    from tui_reader.app.desk.keeping import Keeping
    from tui_reader.app.desk.marking import Marking
    from tui_reader.app.desk.news import News
    from tui_reader.app.desk.offering import Offering
    from tui_reader.app.desk.ordering import Ordering
    from tui_reader.app.desk.picturing import Picturing
    from tui_reader.app.desk.piping import Piping
    from tui_reader.app.desk.reading import Reading
    from tui_reader.app.desk.searching import Searching
    from tui_reader.app.desk.selecting_posts import SelectedPosts
    from tui_reader.app.desk.sheets import Sheets
    from tui_reader.app.desk.stepping import Stepping
    from tui_reader.app.desk.touring import Touring
    from tui_reader.app.desk.trailing import Trailing
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

    async def begin(self, openings: "Sequence[str]") -> None:
        """Do what the first picture did not need; open what was asked for, or left open."""
        if not gc.isenabled():
            gc.freeze()
            gc.enable()
        screen = self._screen
        screen.article.hint = CHOOSE if screen.posts.row_count() else ""
        if not openings:
            screen.workspace.go_to(screen.places.pane())
        await screen.listing.load_rest()
        await screen.sidebar.load_own()
        self.fetching.begin()
        if self._library.has_begun_rules and not self._library.is_read_only:
            self.hiding.finish()
        article_id = screen.places.post("article_id")
        if not openings and article_id is not None:
            await self.reading.reopen(article_id)
        await self.visiting.begin(openings)
        await self.archiving.begin()
        await self.keeping.begin()
        if not openings:
            await self.bookmark.tell()

    @cached_property
    def archiving(self) -> "Archiving":
        """Bringing whole archives."""
        from tui_reader.app.desk.archiving import Archiving

        return Archiving(self._screen, self._library)

    @cached_property
    def bookmark(self) -> "Bookmark":
        """The place in the text."""
        from tui_reader.app.desk.bookmark import Bookmark

        return Bookmark(self._screen, self._library, self._config)

    @cached_property
    def browsing(self) -> "Browsing":
        """Going through a blog's life."""
        from tui_reader.app.desk.browsing import Browsing

        return Browsing(self._screen, self._library, self._config)

    @cached_property
    def picturing(self) -> "Picturing":
        """A post's pictures."""
        from tui_reader.app.desk.picturing import Picturing

        return Picturing(self._screen, self._library, self._config)

    @cached_property
    def piping(self) -> "Piping":
        """Posts for other programs."""
        from tui_reader.app.desk.piping import Piping

        return Piping(self._screen, self._library, self._config)

    @cached_property
    def reading(self) -> "Reading":
        """A post's text."""
        from tui_reader.app.desk.reading import Reading

        return Reading(self._screen, self._library, self._config)

    @cached_property
    def selected(self) -> "SelectedPosts":
        """Several posts at once."""
        from tui_reader.app.desk.selecting_posts import SelectedPosts

        return SelectedPosts(self._screen, self._library, self._config)

    @cached_property
    def sheets(self) -> "Sheets":
        """Names and settings of blogs, folders, searches and tags."""
        from tui_reader.app.desk.sheets import Sheets

        return Sheets(self._screen, self._library, self._config)

    @cached_property
    def stepping(self) -> "Stepping":
        """Posts one after another."""
        from tui_reader.app.desk.stepping import Stepping

        return Stepping(self._screen, self._library)

    @cached_property
    def exporting(self) -> "Exporting":
        """Posts written for other programs."""
        from tui_reader.app.desk.exporting import Exporting

        return Exporting(self._screen, self._library, ascii_signs=self._config.ascii_signs)

    @cached_property
    def offering(self) -> "Offering":
        """Links to blogs."""
        from tui_reader.app.desk.offering import Offering

        return Offering(self._screen, self._library)

    @cached_property
    def trailing(self) -> "Trailing":
        """The way back."""
        from tui_reader.app.desk.trailing import Trailing

        return Trailing(self._screen, self._library)

    @cached_property
    def following(self) -> "Following":
        """Where links lead."""
        from tui_reader.app.desk.following import Following

        return Following(self._screen, self._library, self._config)

    @cached_property
    def keeping(self) -> "Keeping":
        """Tags, notes, sheets of blogs, the history."""
        from tui_reader.app.desk.keeping import Keeping

        return Keeping(self._screen, self._library, self._config)

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
    def news(self) -> "News":
        """What came since the last time."""
        from tui_reader.app.desk.news import News

        return News(self._screen, self._library, self._config)

    @cached_property
    def full_text(self) -> "FullText":
        """Posts that feeds cut."""
        from tui_reader.app.desk.full_text import FullText

        return FullText(self._screen, self._library)

    @cached_property
    def finding(self) -> "Finding":
        """Looking for words."""
        from tui_reader.app.desk.finding import Finding

        return Finding(self._screen, self._config)

    @cached_property
    def filtering(self) -> "Filtering":
        """Words that narrow the list."""
        from tui_reader.app.desk.filtering import Filtering

        return Filtering(self._screen, self._library, self._config)

    @cached_property
    def hiding(self) -> "Hiding":
        """Rules that hide posts."""
        from tui_reader.app.desk.hiding import Hiding

        return Hiding(self._screen, self._library, self._config)

    @cached_property
    def ordering(self) -> "Ordering":
        """The order of the list."""
        from tui_reader.app.desk.ordering import Ordering

        return Ordering(self._screen, self._library)

    @cached_property
    def searching(self) -> "Searching":
        """Looking through everything."""
        from tui_reader.app.desk.searching import Searching

        return Searching(self._screen, self._library, self._config)

    @cached_property
    def touring(self) -> "Touring":
        """The first keys, step by step."""
        from tui_reader.app.desk.touring import Touring

        return Touring(self._screen, self._library, self._config)

    @cached_property
    def visiting(self) -> "Visiting":
        """Blogs that come and go."""
        from tui_reader.app.desk.visiting import Visiting

        return Visiting(self._screen, self._library)

    @cached_property
    def discussing(self) -> "Discussing":
        """What readers said."""
        from tui_reader.app.desk.discussing import Discussing

        return Discussing(self._screen, self._library, self._config)
