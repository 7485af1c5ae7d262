"""Going through a blog's life: by month, by calendar day, by chance."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from random import choice
from typing import TYPE_CHECKING

from tui_reader.app.listed import ORDERS, day_words, month_of, on_this_day
from tui_reader.app.panes import PaneName
from tui_reader.app.widgets.shelf import Kind, Shelf
from tui_reader.models import Period, PostIndex, PostQuery, Sort

if TYPE_CHECKING:
    from tui_reader.app.screens.reader import ReaderScreen
    from tui_reader.config import Config
    from tui_reader.library.library import Library

OLDEST, NEWEST = "This is the oldest month that is kept.", "This is the newest month."
OLDEST_LISTED = "This is the oldest month of this list."
NEWEST_LISTED = "This is the newest month of this list."


class Browsing:
    """Finds other months, days and posts to read.

    Args:
        screen: Whose panes show them.
        library: Where posts are.
        config: How signs are drawn.
    """

    def __init__(self, screen: "ReaderScreen", library: "Library", config: "Config") -> None:
        self._screen = screen
        self._library = library
        self._config = config

    # ---------------------------------------------------------------------------- the sidebar

    def choose(self, shelf: Shelf) -> None:
        """Show what a line of the sidebar stands for."""
        if shelf.kind is Kind.PAGE and shelf.page_id is not None:
            self._screen.start(partial(self._open_page, shelf, shelf.page_id), "posts")
            return
        if shelf.kind is Kind.COMMENTS:
            self._screen.desk.discussing.open_recent(shelf.blog_id)
            return
        self._screen.listing.choose(shelf)
        self._screen.workspace.go_to(PaneName.POSTS)

    async def _open_page(self, shelf: Shelf, page_id: int) -> None:
        await self._screen.listing.list_now(shelf.query, post_id=page_id)
        self._screen.workspace.go_to(PaneName.POSTS)
        if row := self._screen.posts.row():
            self._screen.desk.reading.open(row, and_enter=True)

    # ----------------------------------------------------------------------------- by month

    def go_to_month(self, step: int) -> None:
        """Go to the next older month (1) or newer one (-1): list it, or put the cursor there."""
        query = self._screen.listing.query
        if not query.sort.is_by_date and not query.period:
            self._screen.say(f"Posts stand {ORDERS[query.sort]} here: months are not in a row.")
            return
        work = self._list_month if query.period else self._go_down_to_month
        self._screen.start(partial(work, step), "month")

    async def _list_month(self, step: int) -> None:
        found = await self._next_period(step)
        if found is None:
            self._say_end(step)
            return
        period, _ = found
        await self._screen.listing.list_now(replace(self._screen.listing.query, period=period))

    async def _go_down_to_month(self, step: int) -> None:
        await self._screen.listing.load_rest()
        posts = self._screen.posts
        is_turned = self._screen.listing.query.sort is Sort.OLDEST
        days, last = posts.index.days, posts.row_count() - 1
        here = last - posts.cursor if is_turned else posts.cursor
        at = next_month(days[::-1] if is_turned else days, here, step)
        if at is None:
            self._say_end(step)
        else:
            posts.cursor = last - at if is_turned else at

    def _say_end(self, step: int) -> None:
        """Say that there is no older month (1), or no newer one (-1)."""
        is_part = self._screen.listing.is_narrowed
        oldest, newest = (OLDEST_LISTED, NEWEST_LISTED) if is_part else (OLDEST, NEWEST)
        self._screen.say(oldest if step > 0 else newest)

    async def go_on(self, step: int) -> bool:
        """Read on past the end of a month or year, in the next one; tell whether there is one."""
        found = await self._next_period(step)
        if found is None:
            return False
        period, post_id = found
        query = replace(self._screen.listing.query, period=period)
        await self._screen.listing.list_now(query, post_id=post_id)
        if row := self._screen.posts.row():
            self._screen.desk.reading.open(row)
        return True

    async def _next_period(self, step: int) -> tuple[Period, int] | None:
        """Return the next month (or year) with posts, and the post in it that lies nearest."""
        query = self._screen.listing.query
        if query.period is None:
            return None
        index = await self._library.post_index(replace(query, period=None, sort=Sort.NEWEST))
        at = outside(index, query.period, step)
        if at is None:
            return None
        found = month_of(index.days[at])
        period = found if query.period.month else Period(found.year)
        return period, index.ids[at]

    def show_months(self) -> None:
        """Show how many posts each month has, as a picture."""
        self._screen.start(self._show_months, "months")

    async def _show_months(self) -> None:
        from tui_reader.app.screens.histogram import HistogramScreen

        listing = self._screen.listing
        blog_id = listing.blog_id_meant
        months = await self._library.archives.months(blog_id)
        if not months:
            self._screen.say("There are no posts yet.")
            return
        blog = listing.blog_with(blog_id)
        is_listed = blog_id == listing.query.blog_id
        here = (listing.query.period or self._month_here()) if is_listed else None
        title = blog.title if blog else "All blogs"
        picture = HistogramScreen(months, title, here, ascii_signs=self._config.ascii_signs)
        self._screen.app.push_screen(picture, partial(self._list_chosen, blog_id))

    def _month_here(self) -> Period | None:
        posts = self._screen.posts
        return month_of(posts.index.days[posts.cursor]) if posts.row_count() else None

    def _list_chosen(self, blog_id: int | None, period: Period | None) -> None:
        if period:
            self._screen.listing.ask(PostQuery(blog_id=blog_id, period=period))
            self._screen.workspace.go_to(PaneName.POSTS)

    # ----------------------------------------------------------------- by day, and by chance

    def list_this_day(self) -> None:
        """List the posts of this calendar day in the years before."""
        self._screen.start(self._list_this_day, "posts")

    async def _list_this_day(self) -> None:
        query = on_this_day(self._screen.listing.blog_id_meant, self._library.now())
        if not len(await self._library.post_index(query)) and query.on_day:
            day = day_words(query.on_day)
            self._screen.say(f"No post of {day} of a former year is kept.")
            return
        await self._screen.listing.list_now(query)
        self._screen.workspace.go_to(PaneName.POSTS)

    def open_any(self) -> None:
        """Read an old post, whichever it is; Back leads to the one that was read."""
        self._screen.start(self._open_any, "posts")

    async def _open_any(self) -> None:
        listing = self._screen.listing
        blog_id = listing.blog_id_meant
        post_id = await self._library.archives.random_post(blog_id)
        if post_id is None:  # the blog is too young
            ids = (await self._library.post_index(PostQuery(blog_id=blog_id))).ids
            post_id = choice(ids) if ids else None
        rows = await self._library.rows([post_id]) if post_id is not None else []
        if not rows:
            self._screen.say("There are no posts yet.")
            return
        if self._screen.posts.find(rows[0].id) is None:
            await listing.list_now(PostQuery(blog_id=blog_id), post_id=rows[0].id)
        self._screen.posts.go_to(rows[0].id)
        self._screen.desk.reading.open(rows[0], and_enter=True)


def next_month(days: Sequence[int], at: int, step: int) -> int | None:
    """Return where the newest post of the next older (1) or newer (-1) month stands in a list.

    Args:
        days: The day of each post, as an ordinal, newest first.
        at: From where on.
        step: Which way.
    """
    if not days:
        return None
    here = month_of(days[at])
    if step > 0:
        return next((place for place in range(at, len(days)) if days[place] < here.first_day), None)
    newer = next((place for place in range(at, -1, -1) if days[place] >= here.after), None)
    if newer is None:
        return None
    after = month_of(days[newer]).after
    return next(place for place in range(newer + 1) if days[place] < after)


def outside(index: PostIndex, period: Period, step: int) -> int | None:
    """Return where in a list the nearest post older (1) or newer (-1) than a period stands."""
    days = index.days
    if step > 0:
        return next((at for at, day in enumerate(days) if day < period.first_day), None)
    return next((at for at in range(len(days) - 1, -1, -1) if days[at] >= period.after), None)
