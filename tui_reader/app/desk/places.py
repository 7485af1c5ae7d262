"""What is found again at the next start: place, sizes, theme. Reads and writes plain values."""

import asyncio
from collections.abc import Container, Mapping, Sequence
from contextlib import suppress
from datetime import MAXYEAR
from functools import partial
from typing import TYPE_CHECKING, Any

from tui_reader.app.listed import on_this_day
from tui_reader.app.panes import PaneName, Sizes
from tui_reader.errors import QueryError
from tui_reader.models import Period, PostQuery, Sort, View

if TYPE_CHECKING:
    from textual.theme import Theme

    from tui_reader.app.screens.reader import ReaderScreen
    from tui_reader.library.library import Library
    from tui_reader.query.tree import Filter

MONTHS_OF_YEAR = 12
MOST_CELLS = 1_000
SETTLE_SECONDS = 0.5
"""A width that is being dragged is kept when it has rested so long."""
LOOK_SECONDS = 5.0
"""How often is seen what of the page was in view: a text without a scrollbar never moves."""


class Places:
    """The screen's memory.

    Args:
        screen: Whose place it is.
        library: Who keeps it.
    """

    def __init__(self, screen: "ReaderScreen", library: "Library") -> None:
        self._screen = screen
        self._library = library
        self._state: Mapping[str, object] = {}

    def load(self) -> None:
        """Read what was kept, for the first picture."""
        self._state = self._library.load_state_now()

    def _part(self, key: str) -> Mapping[str, Any]:
        """Return one remembered table; what is not a table was not written by this program."""
        part = self._state.get(key)
        return part if isinstance(part, Mapping) else {}

    def theme(self, wanted: str, known: Container[str]) -> str | None:
        """Return the theme of the configuration, else the one chosen last, of those there are."""
        names = (wanted, self._state.get("theme"))
        return next((name for name in names if isinstance(name, str) and name in known), None)

    def begin(self) -> None:
        """Keep what is chosen from now on."""
        self._screen.app.theme_changed_signal.subscribe(self._screen, self._keep_theme)
        self._screen.set_interval(LOOK_SECONDS, self._keep_position)

    def _keep_theme(self, theme: "Theme") -> None:
        self._screen.start(partial(self._save, "theme", theme.name), "theme")

    def _keep_position(self) -> None:
        self._screen.desk.reading.keep_position()

    def sizes(self) -> Sizes:
        """Return the widths chosen last."""
        part = self._part("sizes")
        return Sizes(
            _cells(part.get("blogs"), Sizes().blogs), _cells(part.get("posts"), Sizes().posts)
        )

    def shows_blogs(self) -> bool:
        """Return whether the sidebar was shown."""
        return self._part("sizes").get("shows_blogs") is not False

    def query(self) -> PostQuery:
        """Return which posts were listed."""
        part = self._part("place")
        number, label, author = (part.get(name) for name in ("blog_id", "label", "author"))
        blog_id = number if isinstance(number, int) else None
        if part.get("on_day"):
            return on_this_day(blog_id, self._library.now())
        views = {view.value: view for view in View}
        return PostQuery(
            view=views.get(str(part.get("view")), View.ALL),
            blog_id=blog_id,
            label=label if isinstance(label, str) else "",
            author=author if isinstance(author, str) else "",
            period=_period(part.get("period")),
            pages=part.get("pages") is True,
            filter=_filter(part.get("filter")),
            sort=_sort(part.get("sort")),
        )

    def sort(self) -> str:
        """Return the order of the lists in which blogs mix, as chosen last."""
        return _sort(self._state.get("sort")).value

    def keep_sort(self, sort: Sort) -> None:
        """Keep the order of the lists in which blogs mix."""
        self._state = {**self._state, "sort": sort.value}
        self._screen.start(partial(self._save, "sort", sort.value), "sort")

    def words(self, key: str) -> list[str]:
        """Return a list of words that was kept."""
        kept = self._state.get(key)
        return [each for each in kept if isinstance(each, str)] if isinstance(kept, list) else []

    def keep_words(self, key: str, words: Sequence[str]) -> None:
        """Keep a list of words."""
        self._state = {**self._state, key: list(words)}
        self._screen.start(partial(self._save, key, list(words)), key)

    def value(self, key: str) -> object:
        """Return what was kept under a name; None for nothing."""
        return self._state.get(key)

    def keep_value(self, key: str, value: object) -> None:
        """Keep something for the next start."""
        self._screen.start(partial(self._save, key, value), key)

    def branches(self) -> list[str]:
        """Return the keys of what was unfolded in the sidebar."""
        keys = self._state.get("branches")
        return [key for key in keys if isinstance(key, str)] if isinstance(keys, list) else []

    def keep_branches(self, keys: Sequence[str]) -> None:
        """Keep what is unfolded in the sidebar."""
        self._screen.start(partial(self._save, "branches", keys), "branches")

    def post(self, key: str) -> int | None:
        """Return the post of the cursor (``post_id``) or the one that was open (``article_id``)."""
        post_id = self._part("place").get(key)
        return post_id if isinstance(post_id, int) else None

    def pane(self) -> PaneName:
        """Return where the keys went."""
        panes = {pane.value: pane for pane in PaneName}
        return panes.get(str(self._part("place").get("pane")), PaneName.POSTS)

    def keep_sizes(self, sizes: Sizes, *, shows_blogs: bool) -> None:
        """Keep the widths of the panes, once they have rested."""
        table = {"blogs": sizes.blogs, "posts": sizes.posts, "shows_blogs": shows_blogs}
        self._screen.start(partial(self._save, "sizes", table, after=SETTLE_SECONDS), "sizes")

    def keep(self) -> None:
        """Keep where one is, beside everything else."""
        self._screen.start(self.save_place, "place")

    async def save_everything(self) -> None:
        """Keep how far the article was read and where one is, before the program ends."""
        await self._screen.desk.bookmark.save()
        await self.save_place()
        await self._screen.sidebar.save()
        await self._library.keeping.leave()

    async def save_place(self) -> None:
        """Keep which posts were listed, where the cursor stood, what was open and had the keys."""
        screen = self._screen
        query, article = screen.listing.query, screen.desk.reading.article
        table = {
            "blog_id": query.blog_id,
            "view": query.view.value,
            "label": query.label,
            "author": query.author,
            "period": query.period,
            "pages": query.pages,
            "on_day": query.on_day is not None,
            "filter": query.filter.text if query.filter else "",
            "sort": query.sort.value,
            "post_id": screen.posts.post_id(),
            "article_id": article.row.id if article else None,
            "pane": screen.workspace.pane.value,
        }
        await self._save("place", table)

    async def save(self, key: str, value: object) -> None:
        """Keep something for the next start, now."""
        await self._save(key, value)

    async def _save(self, key: str, value: object, *, after: float = 0.0) -> None:
        if self._library.is_read_only:
            return
        await asyncio.sleep(after)
        await self._library.save_state(key, value)


def _cells(value: object, otherwise: int) -> int:
    return value if isinstance(value, int) and 0 < value < MOST_CELLS else otherwise


def _period(value: object) -> Period | None:
    """Return a kept year or month; None for what is none."""
    match value:
        case [int(year), int(month)] if 1 <= year < MAXYEAR and 0 <= month <= MONTHS_OF_YEAR:
            return Period(year, month)
    return None


def _filter(words: object) -> "Filter | None":
    """Return kept words as a filter; None for none, or for words that mean nothing any more."""
    if not isinstance(words, str) or not words:
        return None
    from tui_reader.query import parse

    with suppress(QueryError):
        return parse(words)
    return None


def _sort(value: object) -> Sort:
    return next((sort for sort in Sort if sort.value == value), Sort.NEWEST)
