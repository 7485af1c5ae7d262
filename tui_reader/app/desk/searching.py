"""Searching everything: what is remembered of it, and reading what was found.

The screen of the search is imported when it is first wanted.
"""

from functools import partial
from typing import TYPE_CHECKING, Final

from tui_reader.app.format import no_server_words, plural
from tui_reader.app.history import Aim
from tui_reader.app.keymap import first_key
from tui_reader.app.panes import PaneName
from tui_reader.models import PostQuery, View
from tui_reader.query import Filter, parse

if TYPE_CHECKING:
    from tui_reader.app.screens.reader import ReaderScreen
    from tui_reader.app.screens.search import SearchScreen
    from tui_reader.config import Config
    from tui_reader.library.library import Library
    from tui_reader.models import Hit, Hits

RECENT: Final = "searches"
"""The key under which the words are kept that were looked for lately."""
EVERYTHING: Final = "Search everything"
MOST_RECENT: Final = 8
LEAST_LETTERS: Final = 3


class Searching:
    """The last search, and the way back to it.

    Args:
        screen: Whose article shows what was found.
        library: Where posts are looked for.
        config: Keys and signs.
    """

    def __init__(self, screen: "ReaderScreen", library: "Library", config: "Config") -> None:
        self._screen = screen
        self._library = library
        self._config = config
        self._pane = PaneName.POSTS
        self._read_id: int | None = None
        self.blog_id: int | None = None
        """The one blog that is searched, where it is one that is not followed."""
        self.title = EVERYTHING
        """What is searched."""
        self.text = ""
        """What stands in the line."""
        self.words: Filter | None = None
        """What was looked for last."""
        self.hits: Hits | None = None
        """What was found."""
        self.post_id: int | None = None
        """The post of the cursor."""

    # -------------------------------------------------------------------------- the screen

    def open(self) -> None:
        """Show the screen of the search, with what was found last."""
        self._pane = self._screen.workspace.pane
        blog = self._screen.listing.blog
        blog_id = blog.id if blog and not blog.is_followed else None
        if blog_id != self.blog_id:
            self.blog_id = blog_id
            self.forget()
        self.title = f"Search {blog.title}" if blog and blog_id else EVERYTHING
        self._show_screen()

    def _show_screen(self, *, goes_on: bool = False) -> None:
        from tui_reader.app.screens.search import SearchScreen

        if not isinstance(self._screen.app.screen, SearchScreen):
            screen = SearchScreen(self._library, self, self._config, goes_on=goes_on)
            self._screen.app.push_screen(screen)

    def left(self) -> None:
        """Take notice that the search was left: the keys go where they went before it."""
        self._read_id = None
        self._remember()
        self._screen.workspace.go_to(self._pane)

    def found(self, words: Filter, hits: "Hits") -> None:
        """Take notice of what was found."""
        self.words, self.hits = words, hits

    def forget(self) -> None:
        """Take notice that nothing is asked any more."""
        self.words = self.hits = self.post_id = None

    @property
    def recent(self) -> list[str]:
        """What was looked for lately, the last first."""
        return self._screen.places.words(RECENT)[:MOST_RECENT]

    def _remember(self) -> None:
        """Keep the words that found something; what they were the beginning of goes."""
        text = " ".join(self.text.split())
        if len(text) >= LEAST_LETTERS and self.hits and self.hits.total:
            others = [each for each in self.recent if not text.startswith(each)]
            self._screen.places.keep_words(RECENT, [text, *others][:MOST_RECENT])

    # ------------------------------------------------------------------ reading what was found

    def read(self, screen: "SearchScreen", hit: "Hit", words: Filter) -> None:
        """Read a post at the first place that was found, or a comment among the others."""
        self._remember()
        if hit.comment_id is not None:
            work = partial(self._read_comment, hit, words)
            screen.start(work, "thread")
            return
        self._read_id = hit.row.id
        screen.dismiss()
        self._screen.start(partial(self._read, hit, words), "article")

    async def _read_comment(self, hit: "Hit", words: Filter) -> None:
        discussing = self._screen.desk.discussing
        await discussing.open_post(hit.row.id, comment_id=hit.comment_id, needles=words.needles)

    async def _read(self, hit: "Hit", words: Filter) -> None:
        self._screen.posts.go_to(hit.row.id)
        await self._screen.desk.reading.open_now(hit.row, enter=True, aim=Aim(position=0.0))
        if self._screen.desk.reading.post_id == hit.row.id:
            self._say(*self._screen.article.light(words.needles))

    def step(self, by: int) -> bool:
        """Go to the next of the words that are lit up (1), or the one before (-1).

        Returns:
            Whether there are any, and the keys go to them.
        """
        article = self._screen.article
        if not (article.is_lit and self._screen.is_in_article):
            return False
        self._say(*article.step_lit(by))
        return True

    def _say(self, place: int, places: int) -> None:
        leave = first_key("leave", self._config)
        if places:
            newer, older = first_key("older", self._config), first_key("older_unread", self._config)
            steps = f" · {newer} next · {older} before" if places > 1 else ""
            self._screen.say(f"{place:,} of {places:,}{steps} · {leave} back to the search")
        else:
            self._screen.say(f"{leave} goes back to the search.")

    def end(self) -> bool:
        """Go back to the search from the post it led to; tell whether there is a way back."""
        article = self._screen.desk.reading.article
        is_there = article is not None and article.row.id == self._read_id
        if not (is_there and self._screen.is_in_article):
            return False
        self._read_id = None
        self._screen.article.find("", 0)
        self._screen.key_bar.hush()
        self._show_screen(goes_on=True)
        return True

    # ---------------------------------------------------------------- doing more with the words

    def list_all(self, text: str) -> None:
        """Show everything that was found as the list of posts."""
        self._screen.start(partial(self._list_all, text), "posts")

    async def _list_all(self, text: str) -> None:
        words = await self._whole(text)
        self._remember()
        self._screen.app.pop_screen()
        sort = self._screen.listing.sort_of(self.blog_id)
        query = PostQuery(blog_id=self.blog_id, filter=words, sort=sort)
        await self._screen.listing.list_now(query)
        self._screen.workspace.go_to(PaneName.POSTS)

    async def _whole(self, text: str) -> Filter:
        """Return finished words that choose what they chose while they were typed."""
        return await self._screen.desk.filtering.whole(parse(text), PostQuery(blog_id=self.blog_id))

    def keep(self, text: str) -> None:
        """Keep words as a search in the sidebar, under a name that is asked for."""
        self._screen.start(partial(self._keep, text, ""), "keep")

    def keep_list(self) -> None:
        """Keep the words of the list as a search in the sidebar."""
        query = self._screen.listing.query
        text = query.filter.text if query.filter else ""
        if query.view is not View.ALL:
            text = f"{text} is:{query.view.value}".strip()
        if not text:
            slash = first_key("find", self._config)
            self._screen.say(f"Press {slash} and narrow the list first: its words can be kept.")
        else:
            self._screen.start(partial(self._keep, text, query.sort.value), "keep")

    async def _keep(self, text: str, sort: str) -> None:
        words = await self._whole(text)
        if not words.is_empty:
            from tui_reader.app.screens.name_search import NameScreen

            taken = [search.name for search in await self._library.keeping.searches()]
            then = partial(self._keep_as, words, sort)
            self._screen.app.push_screen(NameScreen(words.text, taken), then)

    def _keep_as(self, words: Filter, sort: str, name: str | None) -> None:
        if name:
            self._screen.start(partial(self._save, name, words, sort), "keep")

    async def _save(self, name: str, words: Filter, sort: str) -> None:
        await self._library.keeping.save_search(name, words.text, sort)
        await self._screen.listing.load_blogs(with_trees=True)
        undo = first_key("undo", self._config)
        self._screen.say(f"“{name}” is kept in the list of blogs. {undo} takes it back.")

    def ask_blog(self, screen: "SearchScreen", text: str, hit: "Hit | None") -> None:
        """Ask a blog itself for posts with these words: the one listed, else that of a post."""
        listing = self._screen.listing
        blog = listing.blog or (listing.blog_with(hit.row.blog_id) if hit else None)
        blog = blog or listing.blog_meant
        if blog is None:
            screen.say("Go to one blog's list first: one blog is asked at a time.")
            return
        if words := no_server_words(blog):
            screen.say(words)
            return
        screen.start(partial(self._ask_blog, screen, blog.id, blog.title, text), "site")

    async def _ask_blog(self, screen: "SearchScreen", blog_id: int, title: str, text: str) -> None:
        words = f"Asking {title} for “{text}” … (esc stops)"
        screen.key_bar.say(words, stays=True)
        new = 0
        try:
            async for event in self._library.searching.on_the_blog(blog_id, text):
                new = event.new
                screen.key_bar.say(f"{words} {plural(event.found, 'post')}", stays=True)
                screen.ask_again()
        finally:
            screen.key_bar.hush()
        more = f"has {plural(new, 'more post')}, kept now" if new else "has no more"
        screen.say(f"{title} {more}.")
        await self._screen.listing.reload()
