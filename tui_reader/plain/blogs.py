"""The list of blogs: where the talk begins."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from tui_reader.app.format import count, plural
from tui_reader.models import Blog, PostQuery, View
from tui_reader.plain.places import Choice, Choices
from tui_reader.plain.posts import PostsPlace
from tui_reader.plain.wording import blog_words, sentences

if TYPE_CHECKING:
    from tui_reader.plain.talk import Talk
    from tui_reader.plain.verbs import Verb


class BlogsPlace:
    """All blogs with what is unread in them; before them, the lists that mix them.

    Args:
        talk: Where it is said.
    """

    kind = "list of blogs"
    hint = (
        "Type the number of a blog to list its posts. add follows a new one, fetch asks all of"
        " them for new posts. ? tells what else can be typed."
    )
    verbs: "Sequence[Verb]" = ()

    def __init__(self, talk: "Talk") -> None:
        self._talk = talk
        self._list = Choices(talk, self.kind, "Your blogs:", make=self._choices)

    @property
    def prompt(self) -> str:
        """Whether there is more."""
        return self._list.prompt

    async def show(self) -> None:
        """Say the blogs."""
        await self._list.show()

    async def go_on(self) -> None:
        """Say more of them."""
        await self._list.go_on()

    async def choose(self, number: int) -> None:
        """List the posts of one."""
        await self._list.choose(number)

    async def _choices(self) -> list[Choice]:
        library = self._talk.library
        blogs = await library.blogs()
        followed = [blog for blog in blogs if blog.is_followed]
        choices: list[Choice] = []
        if followed:
            unread = sum(blog.unread for blog in followed)
            words = sentences(("All posts", f"{count(unread)} unread"))
            choices.append(Choice(words, self._opener(PostQuery())))
        if stars := await library.count_stars():
            words = sentences(("Starred", plural(stars, "post")))
            choices.append(Choice(words, self._opener(PostQuery(view=View.STARRED))))
        choices += [Choice(blog_words(blog), self._opener_of(blog)) for blog in blogs]
        return choices

    def _opener_of(self, blog: Blog) -> Callable[[], Awaitable[None]]:
        return self._opener(PostQuery(blog_id=blog.id))

    def _opener(self, query: PostQuery) -> Callable[[], Awaitable[None]]:
        async def opened() -> None:
            await self._talk.go(PostsPlace(self._talk, query))

        return opened
