"""What can be typed in a list of posts: views, the archive's gadgets, marks, the blog's verbs."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Final

from tui_reader.app.listed import on_this_day
from tui_reader.errors import UsageError
from tui_reader.limits import DAYS_UNTIL_GONE
from tui_reader.models import Blog, Flag, Sort, View
from tui_reader.plain.choosing import Choosing
from tui_reader.plain.gadgets import Gadgets
from tui_reader.plain.verbs import Verb
from tui_reader.plain.work import archive, bring_older, fetch

if TYPE_CHECKING:
    from tui_reader.plain.posts import PostsPlace
    from tui_reader.plain.talk import Talk

CHOOSE_A_BLOG: Final = "posts of several blogs are listed here; choose one blog first"


def verbs_of(talk: "Talk", place: "PostsPlace") -> Sequence[Verb]:
    """The verbs of one list."""
    verbs = _Verbs(talk, place)
    gadgets, choosing = Gadgets(talk, place), Choosing(talk, place)
    return (
        Verb("unread", "List only the unread ones.", verbs.view(View.UNREAD), "u"),
        Verb("starred", "List only those with a star.", verbs.view(View.STARRED)),
        Verb("all", "List all of them.", verbs.view(View.ALL)),
        Verb("find", "Find words in the titles.", place.find, "/", "WORDS"),
        Verb("where", "List those that words choose.", choosing.where, "", "heron is:unread"),
        Verb("order", "List them in another order.", choosing.order, "", " ".join(Sort)),
        Verb("months", "Choose a month of the archive.", gadgets.months),
        Verb("month", "List a month or a year.", gadgets.month, "", "2014-03"),
        Verb("labels", "Choose a label.", gadgets.labels),
        Verb("label", "List the posts with a label.", gadgets.label, "", "NAME"),
        Verb("authors", "Choose who wrote.", gadgets.authors),
        Verb("pages", "List the blog's static pages.", gadgets.pages),
        Verb("day", "List the posts of this day in former years.", verbs.day),
        Verb("random", "Read an old post, whichever it is.", verbs.random),
        Verb("recent", "Say what readers said last.", gadgets.recent),
        Verb("star", "Star posts, or take their stars away.", verbs.star, "s", "NUMBERS"),
        Verb("mark", "Mark posts read, or unread again.", verbs.mark, "m", "NUMBERS"),
        Verb("readall", "Mark every post of this list as read.", verbs.read_all),
        Verb("fetch", "Ask this blog for new posts.", verbs.fetch, "r"),
        Verb("older", "Bring older posts of this blog.", verbs.older, "n"),
        Verb("archive", "Bring every post of this blog; stopped, it goes on.", verbs.archive),
        Verb("threads", "Bring every post and every comment of this blog.", verbs.threads),
        Verb("fulltext", "Bring whole texts at each fetch, or no more.", verbs.full_text),
        Verb("follow", "Follow this blog, so that it stays.", verbs.follow),
        Verb("remove", "Stop following this blog; starred posts stay.", verbs.remove),
    )


class _Verbs:
    def __init__(self, talk: "Talk", place: "PostsPlace") -> None:
        self._talk = talk
        self._place = place

    def _blog(self) -> Blog:
        """The blog whose posts are listed; UsageError where they are of several."""
        if self._place.blog is None:
            raise UsageError(CHOOSE_A_BLOG)
        return self._place.blog

    def view(self, view: View) -> Callable[[str], Awaitable[None]]:
        async def change(_: str) -> None:
            await self._place.change_view(view)

        return change

    # ------------------------------------------------------------------------------ going

    async def day(self, _: str) -> None:
        query = on_this_day(self._place.query.blog_id, self._talk.library.now())
        await self._place.narrow(query)

    async def random(self, _: str) -> None:
        post_id = await self._talk.library.archives.random_post(self._place.query.blog_id)
        if post_id is None:
            self._talk.say("No post here is older than a month.")
        else:
            await self._place.open(post_id)

    # ------------------------------------------------------------------------------ marks

    async def star(self, numbers: str) -> None:
        await self._place.toggle(numbers, Flag.STARRED)

    async def mark(self, numbers: str) -> None:
        await self._place.toggle(numbers, Flag.READ)

    async def read_all(self, _: str) -> None:
        await self._talk.mark(self._place.index.ids, Flag.READ, True)
        self._talk.say("undo takes it back.")

    # ------------------------------------------------------------------------------ the blog

    async def fetch(self, _: str) -> None:
        await fetch(self._talk, self._place.blog)
        await self._place.show()

    async def older(self, _: str) -> None:
        if not await bring_older(self._talk, self._blog()):
            self._talk.say("The oldest post of the blog is here.")
        await self._place.show()

    async def archive(self, _: str) -> None:
        await archive(self._talk, self._blog(), comments=False)
        await self._place.show()

    async def threads(self, _: str) -> None:
        await archive(self._talk, self._blog(), comments=True)
        await self._place.show()

    async def full_text(self, _: str) -> None:
        blog = self._blog()
        await self._talk.library.page_texts.want(blog.id, not blog.wants_page_texts)
        await self._place.load()
        if blog.wants_page_texts:
            self._talk.say(f"Whole texts of {blog.title} come no more by themselves.")
        else:
            self._talk.say(f"Each fetch brings the whole texts of {blog.title}'s cut posts now.")

    async def follow(self, _: str) -> None:
        blog = self._blog()
        await self._talk.library.follow(blog.id)
        self._talk.say(f"You follow {blog.title} now.")

    async def remove(self, _: str) -> None:
        blog = self._blog()
        back = f"For {DAYS_UNTIL_GONE} days undo brings it back." if blog.is_followed else ""
        question = f"Stop following {blog.title}, and let go of it? {back}".rstrip()
        if not await self._talk.ask_whether(question):
            self._talk.say("It stays.")
            return
        await self._talk.library.remove_blog(blog.id)
        undo = " undo brings it back." if blog.is_followed else ""
        self._talk.say(f"You no longer follow {blog.title}.{undo}")
        from tui_reader.plain.blogs import BlogsPlace

        await self._talk.go_first(BlogsPlace(self._talk))
