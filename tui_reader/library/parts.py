"""The library's parts: each is made, and imported, when it is first wanted.

A start on stored posts waits for nothing that it does not show.
"""

from functools import cached_property
from typing import TYPE_CHECKING

from tui_reader.config import Config
from tui_reader.library.desk import Desk

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence

    from tui_reader.library.afterwards import Follower
    from tui_reader.library.archives import Archives
    from tui_reader.library.backups import Backups
    from tui_reader.library.choosing import Choosing
    from tui_reader.library.discussions import Discussions
    from tui_reader.library.doctor import Doctor
    from tui_reader.library.exchange import Exchange
    from tui_reader.library.exporting import Exporting
    from tui_reader.library.own import Keeping
    from tui_reader.library.page_texts import PageTexts
    from tui_reader.library.pictures import Pictures
    from tui_reader.library.searching import Searching
    from tui_reader.library.steps import History
    from tui_reader.models import (
        ArchiveEvent,
        ArchiveSource,
        Hits,
        RefreshEvent,
        SavedSearch,
        SearchCount,
    )
    from tui_reader.query import Filter


class Parts:
    """What a library can do beyond blogs, posts and marks.

    Args:
        desk: What every part works with.
        config: Read once.
    """

    def __init__(self, desk: Desk, config: Config) -> None:
        self._desk = desk
        self._config = config

    @cached_property
    def archives(self) -> "Archives":
        """The whole archives of blogs: bringing them, and looking through them."""
        from tui_reader.library.archives import Archives

        def comments(blog: "ArchiveSource") -> "AsyncGenerator[ArchiveEvent, None]":
            return self.discussions.run_all(blog)  # made when they are wanted

        return Archives(self._desk, comments, arrives_unread=self._config.archive_unread)

    @cached_property
    def discussions(self) -> "Discussions":
        """What readers said: threads, kept and fetched."""
        from tui_reader.library.discussions import Discussions

        return Discussions(self._desk)

    @cached_property
    def backups(self) -> "Backups":
        """Files in which a whole blog was saved: read as blogs."""
        from tui_reader.library.backups import Backups

        return Backups(self._desk)

    @cached_property
    def exchange(self) -> "Exchange":
        """Lists of blogs: those of other readers, and the own one."""
        from tui_reader.library.exchange import Exchange

        return Exchange(self._desk)

    @cached_property
    def pictures(self) -> "Pictures":
        """The pictures of posts: those that are kept, bringing others, drawing them."""
        from tui_reader.library.pictures import Pictures

        return Pictures(self._desk, self._config)

    @cached_property
    def doctor(self) -> "Doctor":
        """Looks at blogs, or at the store, and says what is wrong."""
        from tui_reader.library.doctor import Doctor

        return Doctor(self._desk)

    @cached_property
    def exporting(self) -> "Exporting":
        """Posts written for other programs."""
        from tui_reader.library.exporting import Exporting

        return Exporting(self._desk, self.pictures)

    @cached_property
    def choosing(self) -> "Choosing":
        """What words choose: how many posts, and what the index does not know yet."""
        from tui_reader.library.choosing import Choosing

        return Choosing(self._desk)

    @cached_property
    def page_texts(self) -> "PageTexts":
        """The whole texts of posts that their feeds cut: bringing them, choosing what is shown."""
        from tui_reader.library.page_texts import PageTexts

        return PageTexts(self._desk)

    @cached_property
    def keeping(self) -> "Keeping":
        """What the person makes of blogs and posts: tags, notes, names, folders, searches."""
        from tui_reader.library.own import Keeping

        return Keeping(self._desk, self.history)

    @cached_property
    def history(self) -> "History":
        """What was done, and taking it back."""
        from tui_reader.library.steps import History

        return History(self._desk)

    @cached_property
    def searching(self) -> "Searching":
        """Searching everything that is kept, and blogs themselves."""
        from tui_reader.library.searching import Searching

        return Searching(self._desk, arrives_unread=self._config.archive_unread)

    async def search(
        self, chosen: "Filter", *, limit: int = 50, blog_id: int | None = None
    ) -> "Hits":
        """Find posts by words, the best first, each with the line in which they stand.

        Args:
            chosen: The words.
            limit: At most so many hits; all are counted, as far as they are ranked.
            blog_id: None: in all blogs that are followed.
        """
        return await self.searching.search(chosen, limit=limit, blog_id=blog_id)

    def search_counts(
        self, searches: "Sequence[SavedSearch]"
    ) -> "AsyncGenerator[SearchCount, None]":
        """How many posts saved searches have now, one by one; ends early when anything changes."""
        return self.choosing.counts(searches)

    def followed(
        self, asked: "AsyncGenerator[RefreshEvent, None]"
    ) -> "AsyncGenerator[RefreshEvent, None]":
        """A refresh with what the person wants to follow each fetch."""
        from tui_reader.library.afterwards import followed
        from tui_reader.store import names  # the shapes of all steps come with it: 4 ms

        followers: list[Follower] = [self.page_texts.follow]
        own = self._desk.database.read_now(names.blogs_with_pictures).values()
        if "fetched" in (self._config.pictures, *own):
            followers.append(self.pictures.follow)
        return followed(asked, followers, self._desk.now())
