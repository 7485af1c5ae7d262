"""The one object that the screens and the command line call.

Every method is short: what is longer has a module beside this one, imported when it is wanted: a
start on stored posts waits for nothing that it does not show. No SQL, no HTTP, no Textual.
"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import aclosing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tui_reader.config import CHOICES, Config
from tui_reader.library.choosing import dated
from tui_reader.library.desk import Desk, clock
from tui_reader.library.doing import Doing
from tui_reader.library.network import Network
from tui_reader.library.offline import Watch, has_route
from tui_reader.library.reach import LAST_ANSWER, Reach, moment_of
from tui_reader.limits import HOST_GAP_SECONDS
from tui_reader.models import Blog, PostIndex, PostQuery, PostRow
from tui_reader.store import blogs, marks, posts, state
from tui_reader.store.begun_rules import BEGUN
from tui_reader.store.database import Database

if TYPE_CHECKING:
    import httpx

    from tui_reader.models import (
        Article,
        Connection,
        Fetched,
        RefreshEvent,
    )

READ_ONLY: Final = "storage-readonly: the store can be read only; marks and places are not kept."
FULL: Final = "storage-full: nothing is kept; make room, then open the reader again."


class Library(Doing):
    """A person's blogs and posts, and what can be done with them.

    Args:
        database: The open store; the library closes it.
        config: Read once; takes what was chosen in the reader, where the file says nothing.
        transport: Instead of the network, for tests.
        now: Instead of the clock, for tests; gives aware times.
        offline: Whether the person wants no network at all.
        host_gap: Seconds between two requests to one host.
        look: Instead of the kernel's routes, for tests.
        opens: Instead of knocking at a host, for tests.
        sleep: Instead of waiting so many seconds between two attempts, for tests.
    """

    def __init__(
        self,
        database: Database,
        config: Config,
        *,
        transport: "httpx.AsyncBaseTransport | None" = None,
        now: Callable[[], datetime] = clock,
        offline: bool = False,
        host_gap: float = HOST_GAP_SECONDS,
        look: Callable[[], bool] = has_route,
        opens: "Callable[[str], Awaitable[bool | None]] | None" = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._database = database
        kept = database.read_now(state.load)
        config.recall(kept.get(CHOICES))
        network = Network(
            config,
            transport=transport,
            host_gap=host_gap,
            now=now,
            allowed=not offline,
            opens=opens,
        )
        watch = Watch(moment_of(kept.get(LAST_ANSWER)), look)
        super().__init__(Desk(database, network, watch, now, sleep), config)
        self._reach = Reach(self._desk)
        self.has_begun_rules = bool(kept.get(BEGUN))
        """Whether a rule was stopped while it was made: ``keeping.finish_rules`` goes on."""

    # ----------------------------------------------------------------------------- blogs

    async def blogs(self) -> tuple[Blog, ...]:
        """All blogs, followed and visiting, the guide last."""
        return await self._database.read(blogs.list_blogs)

    async def add_blog(self, address: str, *, follow: bool = True) -> "tuple[Blog, Fetched]":
        """Keep the blog behind any of its addresses. UsageError, FetchError or FeedError."""
        from tui_reader.library import adding

        added = await adding.add_blog(self._desk, address, follow=follow)
        await self._reach.save()
        return added

    async def open(self, word: str) -> Blog:
        """Visit what a person names: a file that is there, else an address. Errors of both."""
        from tui_reader.library.adding import open_named

        blog = await open_named(self._desk, word)
        await self._reach.save()
        return blog

    async def open_file(self, path: Path) -> Blog:
        """Keep the feed in a file as a visiting blog. UsageError or FeedError."""
        from tui_reader.library import adding

        return await adding.open_file(self._desk, path)

    async def open_guide(self) -> Blog:
        """Keep the built-in guide."""
        from tui_reader.library import adding

        return await adding.open_guide(self._desk)

    def blogs_now(self) -> tuple[Blog, ...]:
        """All blogs, before the event loop has other work: for the first picture."""
        return self._database.read_now(blogs.list_blogs)

    async def count_stars(self) -> int:
        """How many posts are starred, also in blogs that were removed."""
        return await self._database.read(blogs.count_stars)

    def count_stars_now(self) -> int:
        """The same before the event loop has other work: for the first picture."""
        return self._database.read_now(blogs.count_stars)

    def find_blog(self, text: str) -> Blog:
        """The blog of this number, address or part of a title. UsageError if not exactly one."""
        from tui_reader.library import finding

        return finding.find_blog(self._database.read_now(blogs.list_blogs), text)

    # ----------------------------------------------------------------------------- posts

    async def post_index(self, query: PostQuery) -> PostIndex:
        """The numbers of the posts asked for, newest first."""
        return await self._database.read(posts.index, dated(query, self._desk.now()))

    def post_index_now(self, query: PostQuery) -> PostIndex:
        """The same before the event loop has other work: for the first picture."""
        return self._database.read_now(posts.index, dated(query, self._desk.now()))

    async def rows(self, ids: Sequence[int]) -> list[PostRow]:
        """Posts as a list shows them, in the order asked for; those that vanished are left out."""
        return await self._database.read(posts.rows, ids)

    def rows_now(self, ids: Sequence[int]) -> list[PostRow]:
        """The same while painting: a few, by number."""
        return self._database.read_now(posts.rows, ids)

    async def article(self, post_id: int) -> "Article | None":
        """One post, whole; None if there is none of this number."""
        return await self._database.read(posts.article, post_id)

    async def articles(self, ids: Sequence[int]) -> "list[Article]":
        """Several posts, whole, in the order asked for; those that vanished are left out."""
        found = [await self.article(post_id) for post_id in ids]
        return [article for article in found if article is not None]

    def find_post(self, text: str) -> int:
        """The post of this number or address. UsageError if there is none."""
        from tui_reader.library import finding

        found = self._database.read_now(posts.find, text, finding.key(text))
        return finding.known_post(found, text)

    async def save_position(self, post_id: int, share: float, *, is_finished: bool) -> None:
        """Keep how far a post was read, 0.0 to 1.0, and whether its end was reached."""
        moved = None if is_finished else self._desk.now()
        await self._database.write(marks.save_position, post_id, share, moved)

    async def begun_last(self, *, but: int | None = None) -> PostRow | None:
        """The post that was begun last and not finished, leaving out one; None if there is none."""
        post_id = await self._database.read(marks.begun_last, but)
        return next(iter(await self.rows([post_id])), None) if post_id is not None else None

    # ----------------------------------------------------------------------------- network

    async def refresh(
        self, blog_ids: Sequence[int] | None = None, *, force: bool = False, manual: bool = False
    ) -> "AsyncGenerator[RefreshEvent, None]":
        """Ask these or all blogs for new posts; first Planned, then events as they happen.

        What the person wants to follow each fetch comes after all blogs have answered.

        Args:
            blog_ids: None: all.
            force: Leave the schedule aside; Retry-After still holds.
            manual: The person asked: 15 minutes between two requests to a blog are enough.
        """
        from tui_reader.library.due import Wish
        from tui_reader.library.refresh import ask_all

        asked = ask_all(self._desk, Wish(blog_ids, force, manual))
        async with aclosing(self.followed(asked)) as events:
            async for event in events:
                yield event
        await self._reach.save()

    @property
    def connection(self) -> "Connection":
        """What is known of the network."""
        return self._reach.connection()

    async def probe(self) -> "Connection":
        """Look for a route (17 µs, nothing is sent); no request, no wait."""
        self._desk.watch.look()
        return self.connection

    # ----------------------------------------------------------------------------- the rest

    def now(self) -> datetime:
        """The time, with the reader's own offset."""
        return self._desk.now().astimezone()

    async def knock(self) -> "Connection":
        """Learn whether the network answers, where no blog is due to be asked; no request."""
        await self._reach.knock()
        return self.connection

    def load_state_now(self) -> dict[str, object]:
        """What the screen wants to find again, before the event loop has other work."""
        return self._database.read_now(state.load)

    async def save_state(self, key: str, value: object) -> None:
        """Keep one JSON value for the next start."""
        await self._database.write(state.save, key, value)

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be kept: the store's folder or file cannot be written."""
        return self._database.is_read_only

    @property
    def why_read_only(self) -> str:
        """Tell why nothing can be kept, where nothing can, as one sentence."""
        return FULL if self._database.is_full else READ_ONLY

    def data_version(self) -> int:
        """A number that moves when another program wrote to the store; never waits."""
        return self._database.others_version()

    async def index_some(self) -> int:
        """Index one batch of posts for search while idle; how many they were, 0: none are left."""
        from tui_reader.library.indexing import index_some

        return await index_some(self._database)

    async def close(self) -> None:
        """Let go of network and store; what was begun is finished."""
        await self._reach.save()
        await self._desk.network.close()
        await self._database.close()

    def close_now(self) -> None:
        """Close the store, where the event loop that used this library has ended already."""
        self._database.close_now()
