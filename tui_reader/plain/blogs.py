"""The list of blogs: where the talk begins."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from tui_reader.models import Blog, PostQuery
from tui_reader.plain.places import Choice, Choices
from tui_reader.plain.posts import PostsPlace
from tui_reader.plain.wording import blog_words

if TYPE_CHECKING:
    from tui_reader.plain.talk import Talk
    from tui_reader.plain.verbs import Verb


class BlogsPlace:
    """All blogs with what is unread in them.

    Args:
        talk: Where it is said.
    """

    kind = "list of blogs"
    hint = (
        "Type the number of a blog to list its posts; posts lists those of all blogs. add follows"
        " a new one, fetch asks all of them for news. ? tells what else can be typed."
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
        blogs = await self._talk.library.blogs()
        return [Choice(blog_words(blog), self._opener(blog)) for blog in blogs]

    def _opener(self, blog: Blog) -> Callable[[], Awaitable[None]]:
        async def opened() -> None:
            await self._talk.go(PostsPlace(self._talk, PostQuery(blog_id=blog.id)))

        return opened
