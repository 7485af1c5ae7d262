"""What can be typed in a post."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Final

from tui_reader.app.format import plural
from tui_reader.errors import ReaderError, UsageError
from tui_reader.models import Article, Flag, PostQuery
from tui_reader.plain.following import browse, chosen, list_found, list_links
from tui_reader.plain.places import Choice, Choices
from tui_reader.plain.verbs import Verb
from tui_reader.plain.work import bring_older

if TYPE_CHECKING:
    from tui_reader.plain.article import ArticlePlace
    from tui_reader.plain.reading import Reading
    from tui_reader.plain.talk import Talk
    from tui_reader.render.pictures import PictureLabel

THE_OLDEST: Final = "This is the oldest post here."
NO_ADDRESS: Final = "this post has no address"


def verbs_of(talk: "Talk", place: "ArticlePlace") -> Sequence[Verb]:
    """The verbs of one post."""
    verbs = _Verbs(talk, place)
    return (
        Verb("older", "Read the next older post.", verbs.older, "n"),
        Verb("newer", "Read the next newer post.", verbs.newer, "p"),
        Verb("next", "Read the next unread post.", verbs.next_unread),
        Verb("comments", "Read what readers said.", verbs.comments, "c"),
        Verb("star", "Star the post, or take its star away.", verbs.star, "s"),
        Verb("unread", "Mark it unread, or read again.", verbs.unread, "u"),
        Verb("tag", "Give the post a tag of yours, or take it away.", verbs.tag, "", "[NAME]"),
        Verb("note", "Say your note on the post, or write it.", verbs.note, "", "[WORDS]"),
        Verb("links", "List the links; a number follows one.", verbs.links, "l"),
        Verb("pictures", "List the pictures in words.", verbs.pictures, "i"),
        Verb("outline", "List the headings; a number reads from there.", verbs.outline),
        Verb("find", "Find words in the text.", verbs.find, "/", "WORDS"),
        Verb("top", "Read it from the beginning.", verbs.top, "g"),
        Verb("full", "Bring the whole text from the page, or go back.", verbs.full, "f"),
        Verb("labels", "Choose one of its labels.", verbs.labels),
        Verb("browser", "Open the post, or a link, in the browser.", verbs.browser, "o", "[LINK]"),
        Verb("address", "Say the address of the post, or of a link.", verbs.address, "y", "[LINK]"),
        Verb("visit", "Read the blog behind a link here.", verbs.visit, "", "LINK"),
    )


class _Verbs:
    def __init__(self, talk: "Talk", place: "ArticlePlace") -> None:
        self._talk = talk
        self._place = place

    @property
    def _article(self) -> Article:
        if self._place.article is None:
            raise UsageError("this post is no longer kept")
        return self._place.article

    @property
    def _reading(self) -> "Reading":
        if self._place.reading is None:
            raise UsageError("this post is no longer kept")
        return self._place.reading

    # ------------------------------------------------------------------------------ steps

    async def older(self, _: str) -> None:
        """Read the next older post; at the oldest of a blog's list, older ones are asked for."""
        place = self._place
        row = await place.among.beside(place.post_id, 1)
        blog, query = place.among.blog, place.among.query
        if (
            row is None
            and blog
            and blog.feed_url[:4] == "http"
            and query == PostQuery(blog_id=blog.id)
        ):
            await bring_older(self._talk, blog)
            await place.among.load()
            row = await place.among.beside(place.post_id, 1)
        if row is None:
            self._talk.say(THE_OLDEST)
        else:
            await place.go_to(row.id)

    async def newer(self, _: str) -> None:
        row = await self._place.among.beside(self._place.post_id, -1)
        if row is None:
            self._talk.say("This is the newest post here.")
        else:
            await self._place.go_to(row.id)

    async def next_unread(self, _: str) -> None:
        await self._place.go_to_unread()

    async def comments(self, _: str) -> None:
        from tui_reader.plain.thread import open_thread

        await open_thread(self._talk, self._place.post_id)

    # ------------------------------------------------------------------------------ marks

    async def star(self, _: str) -> None:
        await self._toggle(Flag.STARRED)

    async def unread(self, _: str) -> None:
        await self._toggle(Flag.READ)

    async def _toggle(self, flag: Flag) -> None:
        for row in await self._talk.library.rows([self._place.post_id]):
            has = row.is_read if flag is Flag.READ else row.is_starred
            await self._talk.mark([row.id], flag, not has)

    async def tag(self, name: str) -> None:
        """Give the post a tag that it has not, and the other way round; without one, say them."""
        for row in await self._talk.library.rows([self._place.post_id]):
            if not name:
                self._talk.say(f"Tags: {', '.join(row.tags)}." if row.tags else "It has no tags.")
                return
            has = name.lstrip("#").casefold() in (tag.casefold() for tag in row.tags)
            step = await self._talk.library.keeping.tag([row.id], name, not has)
            self._talk.say(step.words if step else "Nothing has changed.")

    async def note(self, words: str) -> None:
        """Write the note on the post, in place of a former one; without words, say it."""
        keeping, post_id = self._talk.library.keeping, self._place.post_id
        if words:
            step = await keeping.set_note(post_id, words)
            self._talk.say(f"{step.words} undo takes that back." if step else "It says so already.")
            return
        note = await keeping.note(post_id)
        self._talk.say(note.text if note else "You wrote no note on it.")

    # ------------------------------------------------------------------------------ the text

    async def links(self, _: str) -> None:
        await list_links(self._talk, self._reading, self._place.standing, self._place.choose)

    async def pictures(self, _: str) -> None:
        """Say each picture's words and its address; a number opens it in the browser."""
        from tui_reader.render.html import to_document
        from tui_reader.render.pictures import pictures_of

        document = to_document(self._article.html, self._article.base)
        choices = [self._picture(label) for label in pictures_of(document)]
        title = f"{plural(len(choices), 'picture')}; a number opens one in the browser:"
        place = Choices(self._talk, "list of pictures", title, choices, empty="There are none.")
        await self._talk.go(place)

    def _picture(self, label: "PictureLabel") -> Choice:
        is_within = label.source.startswith("data:")
        where = "within the post itself" if is_within else label.source
        parts = (label.words or "Without words", label.caption)
        words = f"{', '.join(part for part in parts if part)}: {where}"
        return Choice(words, self._browser("" if is_within else label.source))

    def _browser(self, url: str) -> Callable[[], Awaitable[None]]:
        async def opened() -> None:
            if not url:
                raise UsageError("this picture is within the post itself: it has no address")
            await browse(self._talk, url)

        return opened

    async def outline(self, _: str) -> None:
        choices = [
            Choice(f"{heading.text}. Level {heading.level}.", self._reader(heading.offset))
            for heading in self._reading.headings
        ]
        await self._talk.go(
            Choices(self._talk, "outline", "Headings:", choices, empty="There are no headings.")
        )

    async def find(self, words: str) -> None:
        await list_found(self._talk, self._reading, words, self._place.read_from)

    def _reader(self, offset: int) -> Callable[[], Awaitable[None]]:
        async def read() -> None:
            self._talk.places.pop()  # reading on is done in the post
            await self._place.read_from(offset)

        return read

    async def top(self, _: str) -> None:
        await self._place.read_from(0)

    async def full(self, _: str) -> None:
        """Bring the whole text; where it is kept, change between it and the feed's."""
        article, texts = self._article, self._talk.library.page_texts
        if article.page_text is None or article.page_text.is_stale:
            self._talk.say("Asking for the page of the post.")
            self._talk.console.flush()
            try:
                await texts.bring(article.row.id)
            except ReaderError:
                if article.page_text:  # an older one is shown now
                    await self._place.read_anew()
                raise
        else:
            await texts.show(article.row.id, not article.page_text.is_shown)
        await self._place.read_anew()

    async def labels(self, _: str) -> None:
        from tui_reader.plain.posts import PostsPlace

        row = self._article.row

        def opener(label: str) -> Callable[[], Awaitable[None]]:
            async def opened() -> None:
                query = PostQuery(blog_id=row.blog_id, label=label)
                await self._talk.go(PostsPlace(self._talk, query))

            return opened

        choices = [Choice(label, opener(label)) for label in row.labels]
        empty = "The post has no labels."
        await self._talk.go(Choices(self._talk, "list of labels", "Labels:", choices, empty=empty))

    # ------------------------------------------------------------------------------ addresses

    async def browser(self, number: str) -> None:
        await browse(self._talk, self._url(number))

    async def address(self, number: str) -> None:
        self._talk.say(self._url(number))

    async def visit(self, number: str) -> None:
        """Keep the blog behind a link as a visited one; read there the post that it leads to."""
        from tui_reader.plain.following import kept, open_post
        from tui_reader.plain.posts import PostsPlace

        url = self._url(number) if number.isdecimal() else number
        if not url:
            raise UsageError("say the number of a link, an address or a file: visit 3")
        self._talk.say(f"Opening {url}.")
        self._talk.console.flush()
        blog = await self._talk.library.open(url)
        if (post_id := kept(self._talk, url)) is not None:
            await open_post(self._talk, post_id)
        else:
            await self._talk.go(PostsPlace(self._talk, PostQuery(blog_id=blog.id)))

    def _url(self, number: str) -> str:
        link = chosen(self._reading.links, number)
        url = link.url if link else self._article.url
        if not url:
            raise UsageError(NO_ADDRESS)
        return url
