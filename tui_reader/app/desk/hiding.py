"""Hiding posts by rule: what a post suggests, the rules there are, what each hides."""

from functools import partial
from typing import TYPE_CHECKING, Final

from tui_reader.app.format import plural
from tui_reader.app.keymap import first_key
from tui_reader.app.widgets.choices import Choice
from tui_reader.errors import QueryError
from tui_reader.models import PostQuery
from tui_reader.query import parse

if TYPE_CHECKING:
    from tui_reader.app.screens.reader import ReaderScreen
    from tui_reader.config import Config
    from tui_reader.library.library import Library
    from tui_reader.models import Article, HideRule

BATCHES: Final = 20
"""So much is indexed before posts are counted: some seconds of work at the most."""
NEVER_HIDDEN: Final = "-is:starred -has:tag -has:note"
"""A rule leaves out what a person has kept."""
MOST_LABELS: Final = 6
MOST_WORDS: Final = 3
LEAST_LETTERS: Final = 5
"""A word of a title that is shorter speaks of too much."""


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
            self._screen.say("Nothing can be kept here: the store is read-only.", is_error=True)
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

    async def would_hide(self, text: str) -> str:
        """Say how many posts a rule would hide. QueryError where it cannot be read."""
        parse(text)
        for _ in range(BATCHES):
            if not await self._library.index_some():
                break
        least = "at least " if await self._library.choosing.pending() else ""
        index = await self._library.post_index(PostQuery(filter=parse(f"({text}) {NEVER_HIDDEN}")))
        return f"would hide {least}{plural(len(index), 'post')}"

    # ------------------------------------------------------------------------------- the deeds

    async def add(self, text: str) -> str:
        """Make a rule; return what to say of it."""
        step = await self._library.keeping.add_rule(text)
        await self._show_the_lists()
        undo = first_key("undo", self._config)
        return f"{step.words} · {undo} in the list takes it back" if step else "There is that rule."

    async def remove(self, rule_id: int, text: str) -> str:
        """Take a rule back; return what to say of it."""
        await self._library.keeping.remove_rule(rule_id)
        await self._show_the_lists()
        return f"Posts with {text} are shown again."

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
    """Return the rules that a post suggests: its author, its labels, long words of its title."""
    row = article.row
    named = [("author", article.author)] if article.author else []
    named += [("label", label) for label in row.labels[:MOST_LABELS]]
    letters = "".join(each if each.isalnum() else " " for each in row.title)
    words = sorted(dict.fromkeys(letters.split()), key=len, reverse=True)
    named += [("title", word) for word in words[:MOST_WORDS] if len(word) >= LEAST_LETTERS]
    return [f"{field}:{quoted(name)}" for field, name in named]


def quoted(name: str) -> str:
    """Return a name as the value of a field; in quotes where it is more than letters."""
    plain = name.replace('"', " ").strip()
    return plain if plain.isalnum() else f'"{plain}"'
