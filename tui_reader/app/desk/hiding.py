"""Hiding posts by rule: what a post suggests, the rules there are, what each hides."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from tui_reader.app.format import plural
from tui_reader.app.keymap import first_key
from tui_reader.app.widgets.choices import Choice
from tui_reader.errors import QueryError
from tui_reader.library.step_words import HIDING
from tui_reader.models import PostQuery
from tui_reader.query import parse

if TYPE_CHECKING:
    from tui_reader.app.screens.reader import ReaderScreen
    from tui_reader.config import Config
    from tui_reader.library.library import Library
    from tui_reader.models import Article, HideRule

STAY: Final = ": starred, tagged, noted stay"
SHOWING: Final = "Showing posts again …"
BATCHES: Final = 20
"""So much is indexed before posts are counted: some seconds of work at the most."""
MOST_LABELS: Final = 6
MOST_WORDS: Final = 3
LEAST_LETTERS: Final = 5
"""A word of a title that is shorter speaks of too much."""


class Count(NamedTuple):
    """How many posts a rule would hide."""

    posts: int
    of: int
    """How many have its words; those that are starred, tagged or have a note stay."""
    is_whole: bool
    """Whether every post was looked at."""

    @property
    def is_nothing(self) -> bool:
        """Whether it would surely hide none."""
        return self.is_whole and not self.posts

    @property
    def words(self) -> str:
        """Return it as words."""
        least = "" if self.is_whole else "at least "
        if self.posts == self.of:
            return f"{least}{plural(self.posts, 'post')}"
        return f"{least}{self.posts:,} of {plural(self.of, 'post')}{STAY}"


class Hiding:
    """Makes rules, and takes them back.

    Args:
        screen: Whose lists they are about.
        library: Who keeps them.
        config: Keys and signs.
    """

    def __init__(self, screen: "ReaderScreen", library: "Library", config: "Config") -> None:
        self._screen = screen
        self._library = library
        self._config = config

    def open(self) -> None:
        """Show the rules there are, and those that the post one is on suggests."""
        if self._library.is_read_only:
            self._screen.say(self._library.why_read_only, is_error=True)
            return
        self._screen.start(self._open, "rules")

    async def _open(self) -> None:
        from tui_reader.app.screens.rules import RulesScreen

        row = self._screen.row()
        article = await self._library.article(row.id) if row else None
        words = self._screen.listing.query.filter
        suggested = ([words.text] if words else []) + (suggestions(article) if article else [])
        screen = RulesScreen(self, suggested, ascii_signs=self._config.ascii_signs)
        if not isinstance(self._screen.app.screen, RulesScreen):
            await self._screen.app.push_screen(screen)

    # ------------------------------------------------------------------------------ the lines

    async def rules(self) -> list[Choice]:
        """Return a line for each rule there is."""
        rules = await self._library.keeping.rules()
        return [Choice(rule.filter, _hides(rule), rule.id) for rule in rules]

    async def count(self, text: str) -> "Count":
        """Count the posts that a rule would hide. QueryError where it cannot be read."""
        parse(text)
        for _ in range(BATCHES):
            if not await self._library.index_some():
                break
        return Count(*await self._library.keeping.would_hide(text))

    # ------------------------------------------------------------------------------- the deeds

    def add(self, text: str, then: Callable[[], Awaitable[None]]) -> None:
        """Make a rule, then do something; it goes on when the screen that asked is left."""
        self._start(partial(self._add, text, then))

    def remove(self, rule_id: int, text: str, then: Callable[[], Awaitable[None]]) -> None:
        """Take a rule back, then do something, likewise."""
        self._start(partial(self._remove, rule_id, text, then))

    def finish(self) -> None:
        """Go on with rules that were made when the program ended."""
        self._start(self._finish)

    def _start(self, work: Callable[[], Awaitable[None]]) -> None:
        self._screen.start(work, "hiding", exclusive=False)

    async def _add(self, text: str, then: Callable[[], Awaitable[None]]) -> None:
        async with self._writing(HIDING):
            step = await self._library.keeping.add_rule(text)
        await then()
        undo = first_key("undo", self._config)
        done = f"{step.words} · {undo} in the list takes it back" if step else ""
        self._screen.say(done or "There is that rule.")

    async def _remove(self, rule_id: int, text: str, then: Callable[[], Awaitable[None]]) -> None:
        async with self._writing(SHOWING):
            await self._library.keeping.remove_rule(rule_id)
        await then()
        self._screen.say(f"Posts with {text} are shown again.")

    async def _finish(self) -> None:
        async with self._writing(HIDING):
            await self._library.keeping.finish_rules()

    @asynccontextmanager
    async def _writing(self, words: str) -> AsyncIterator[None]:
        """Let no other step be written meanwhile, say what takes long, and show what became."""
        async with self._screen.desk.marking.turn:
            with self._screen.saying(words):
                yield
                await self._show_the_lists()

    def list_hidden(self, text: str) -> None:
        """List what a rule hides."""
        self._screen.start(partial(self._list_hidden, text), "posts")

    async def _list_hidden(self, text: str) -> None:
        try:
            words = parse(f"({text}) is:hidden")
        except QueryError:
            words = parse("is:hidden")
        await self._screen.listing.list_now(PostQuery(filter=words))

    async def _show_the_lists(self) -> None:
        listing = self._screen.listing
        self._screen.posts.forget_rows()
        await listing.list_now(listing.query, post_id=self._screen.posts.post_id())
        await listing.load_blogs(with_trees=True)


def _hides(rule: "HideRule") -> str:
    return f"hides {plural(rule.posts, 'post')}" if rule.posts else "hides nothing now"


def suggestions(article: "Article") -> list[str]:
    """Return the rules that a post suggests: its author, its labels, long words of its title.

    No rule speaks of the first words of a text that stand in lists for the title of a post without.
    """
    row = article.row
    named = [("author", article.author)] if article.author else []
    named += [("label", label) for label in row.labels[:MOST_LABELS]]
    title = row.title if row.has_title else ""
    letters = "".join(each if each.isalnum() else " " for each in title)
    words = sorted(dict.fromkeys(letters.split()), key=len, reverse=True)
    named += [("title", word) for word in words[:MOST_WORDS] if len(word) >= LEAST_LETTERS]
    return [f"{field}:{quoted(name)}" for field, name in named]


def quoted(name: str) -> str:
    """Return a name as the value of a field; in quotes where it is more than letters."""
    plain = name.replace('"', " ").strip()
    return plain if plain.isalnum() else f'"{plain}"'
