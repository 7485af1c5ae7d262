"""What can be typed everywhere, how the talk begins, and how it ends."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final

from tui_reader.app.format import backup_words, plural
from tui_reader.errors import UsageError
from tui_reader.library.step_words import DOING_AGAIN, TAKING_BACK, redone_words, undone_words
from tui_reader.models import Blog, PostQuery
from tui_reader.plain.blogs import BlogsPlace
from tui_reader.plain.posts import PostsPlace
from tui_reader.plain.verbs import Verb
from tui_reader.plain.wording import network_words
from tui_reader.plain.work import fetch

if TYPE_CHECKING:
    from pathlib import Path

    from tui_reader.models import ImportEvent
    from tui_reader.plain.talk import Talk

WELCOME: Final = (
    "This is the reader in its plain mode: it says lines, and you type words or numbers."
)
NO_BLOGS: Final = (
    "You follow no blog yet, so here is the guide. add, and the address of a blog, follows one."
)
MOST_LINES: Final = 100_000


class Everywhere:
    """The verbs of all places.

    Args:
        talk: Where they are typed.
    """

    def __init__(self, talk: "Talk") -> None:
        self._talk = talk

    @cached_property
    def verbs(self) -> tuple[Verb, ...]:
        """What can be typed everywhere."""
        return (
            Verb("back", "Go where you came from.", self._back, "b"),
            Verb("blogs", "List your blogs.", self._blogs),
            Verb("posts", "List the posts of all blogs that you follow.", self._posts),
            Verb("starred", "List the posts with a star.", self._starred),
            Verb("continue", "Go on with the post that was begun last.", self._continue),
            Verb("add", "Follow a blog by the address of any of its pages.", self._add, "", "URL"),
            Verb("visit", "Read a blog without following it.", self._visit, "", "URL or FILE"),
            Verb("fetch", "Ask every blog for new posts.", self._fetch, "r"),
            Verb("undo", "Take back what was done last.", self._undo),
            Verb("redo", "Do again what was taken back.", self._redo),
            Verb("history", "List what was done; a number takes it back.", self._history),
            Verb("network", "Say whether the network answers.", self._network),
            Verb("guide", "Open the built-in guide.", self._guide),
            Verb(
                "lines",
                "Say so many lines of an article before a pause; 0: all of it at once.",
                self._lines,
                "",
                "NUMBER",
            ),
            Verb("again", "Say once more what is here.", self._again),
            Verb("help", "Tell what can be typed here.", self._help, "?", "[WORD]"),
            Verb("quit", "Leave the reader.", self._quit, "q exit"),
        )

    # ------------------------------------------------------------------------------ beginning

    async def begin(self, openings: Sequence[str]) -> None:
        """Open what was asked for; with nothing set up, the guide."""
        talk = self._talk
        first = BlogsPlace(talk)
        talk.places[:] = [first]
        talk.say(WELCOME)
        if talk.library.is_read_only:
            talk.say(talk.library.why_read_only)
        for opening in openings:
            await talk.fallback(self._visit(opening))
        if openings:
            return
        blogs = await talk.library.blogs()
        if any(blog.is_followed for blog in blogs):
            await first.show()
            if row := await talk.library.begun_last():
                talk.say(f"You have begun {row.title}: continue reads on.")
        else:
            talk.say(NO_BLOGS)
            await self._guide("")

    # ------------------------------------------------------------------------------ going

    async def _back(self, _: str) -> None:
        await self._talk.back()

    async def _blogs(self, _: str) -> None:
        await self._talk.go_first(BlogsPlace(self._talk))

    async def _posts(self, _: str) -> None:
        await self._talk.go(PostsPlace(self._talk, PostQuery()))

    async def _starred(self, _: str) -> None:
        from tui_reader.models import View

        await self._talk.go(PostsPlace(self._talk, PostQuery(view=View.STARRED)))

    async def _continue(self, _: str) -> None:
        """Read on in the post that was begun last, among the posts of its blog."""
        here = self._talk.places[-1]
        row = await self._talk.library.begun_last(but=getattr(here, "post_id", None))
        if row is None:
            self._talk.say("No other post was begun and not finished.")
            return
        among = PostsPlace(self._talk, PostQuery(blog_id=row.blog_id))
        await among.load()
        await among.open(row.id)

    async def _guide(self, _: str) -> None:
        await self._show(await self._talk.library.open_guide())

    async def _again(self, _: str) -> None:
        await self._talk.places[-1].show()

    async def _help(self, word: str) -> None:
        self._talk.help(word)

    async def _show(self, blog: Blog) -> None:
        place = PostsPlace(self._talk, PostQuery(blog_id=blog.id))
        await self._talk.go_first(BlogsPlace(self._talk), place)

    # ------------------------------------------------------------------------------ blogs

    async def _add(self, address: str) -> None:
        """Follow a blog, from its address or from the file of a backup; or all of a list."""
        talk = self._talk
        address = address or await talk.console.ask("Address of the blog, or of any of its pages:")
        if not address:
            return
        if path := await talk.library.backups.named_by(address):
            blog, _ = await talk.library.backups.bring(path, follow=True, tell=self._tell)
        elif path := await talk.library.exchange.named_by(address):
            await self._add_list(path)
            return
        else:
            talk.say(f"Looking for the blog at {address}.")
            talk.console.flush()
            blog, _ = await talk.library.add_blog(address)
        paused = " It is paused: it is asked only when you name it." if blog.is_paused else ""
        talk.say(f"You follow {blog.title} now: {plural(blog.posts, 'post')} kept.{paused}")
        await self._show(blog)

    async def _add_list(self, path: "Path") -> None:
        from tui_reader.lists.wording import remarks, told

        done = await self._talk.library.exchange.bring_all(path)
        await self._talk.go_first(BlogsPlace(self._talk))
        for sentence in (told(done), *remarks(done)):
            self._talk.say(sentence)

    async def _visit(self, word: str) -> None:
        talk = self._talk
        word = word or await talk.console.ask("Address or file:")
        if not word:
            return
        if path := await talk.library.backups.named_by(word):
            blog, _ = await talk.library.backups.bring(path, follow=False, tell=self._tell)
        elif await talk.library.exchange.named_by(word):
            talk.say(f"{word} is a list of blogs: `add {word}` follows them all.")
            return
        else:
            talk.say(f"Opening {word}.")
            talk.console.flush()
            blog = await talk.library.open(word)
        await self._show(blog)

    def _tell(self, event: "ImportEvent") -> None:
        self._talk.say(backup_words(event))
        self._talk.console.flush()

    async def _fetch(self, _: str) -> None:
        await fetch(self._talk, None)

    # ------------------------------------------------------------------------------ marks

    async def _undo(self, _: str) -> None:
        step = await self._talk.said_if_slow(TAKING_BACK, self._talk.library.undo())
        self._talk.say(undone_words(step) if step else "There is nothing to take back.")

    async def _redo(self, _: str) -> None:
        step = await self._talk.said_if_slow(DOING_AGAIN, self._talk.library.redo())
        self._talk.say(redone_words(step) if step else "There is nothing to do again.")

    async def _history(self, _: str) -> None:
        from tui_reader.plain.steps import list_steps

        await list_steps(self._talk)

    # ------------------------------------------------------------------------------ the rest

    async def _network(self, _: str) -> None:
        connection = await self._talk.library.knock()
        words = network_words(connection, self._talk.library.now())
        self._talk.say(words or "The network answers, or nobody was asked yet.")

    async def _lines(self, number: str) -> None:
        if not number.isdecimal() or int(number) > MOST_LINES:
            raise UsageError("say how many lines: lines 40, or lines 0 for all at once")
        self._talk.console.lines_at_once = int(number)
        told = f"{plural(int(number), 'line')} at once" if int(number) else "All at once"
        self._talk.say(f"{told}.")

    async def _quit(self, _: str) -> None:
        """Leave; of each blog that was only visited, ask whether it is to stay."""
        for blog in await self._talk.library.blogs():
            if not blog.is_followed and not blog.is_guide and not self._talk.library.is_read_only:
                question = f"You visited {blog.title}. Follow it, so that it stays?"
                if await self._talk.ask_whether(question):
                    await self._talk.library.follow(blog.id)
                else:
                    await self._talk.library.remove_blog(blog.id)
        self._talk.is_left = True
