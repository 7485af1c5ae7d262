"""A post: read part by part, with its page around it; its links, its place, the steps from it."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final

from tui_reader.app.format import comments_words, plural
from tui_reader.app.link_targets import Way
from tui_reader.clean import clean_line
from tui_reader.models import Article, Flag
from tui_reader.plain.following import Standing, follow, link_words, standing_in, target
from tui_reader.plain.wording import dateline

if TYPE_CHECKING:
    from tui_reader.plain.posts import PostsPlace
    from tui_reader.plain.reading import Reading
    from tui_reader.plain.talk import Talk
    from tui_reader.plain.verbs import Verb

LINKS_SAID: Final = 20
"""So many links are said after a text without being asked for."""
NO_LONGER: Final = "This post is no longer kept."


class ArticlePlace:
    """One post.

    Args:
        talk: Where it is said.
        post_id: The post.
        among: The list that it stands in: what is older and newer.
        anchor: The name of a place in its text to begin at.
    """

    kind = "post"
    hint = (
        "Enter reads on, a number follows the link of that number. older, newer, comments, star"
        " and back do what they say. ? tells what else can be typed."
    )

    def __init__(
        self, talk: "Talk", post_id: int, among: "PostsPlace", *, anchor: str = ""
    ) -> None:
        self._talk = talk
        self._anchor = anchor
        self.post_id = post_id
        self.among = among
        self._is_ended = False
        self.article: Article | None = None
        self.reading: Reading | None = None

    @cached_property
    def verbs(self) -> "Sequence[Verb]":
        """What can be typed here."""
        from tui_reader.plain.article_verbs import verbs_of

        return verbs_of(self._talk, self)

    @property
    def prompt(self) -> str:
        """How far one is."""
        if self.reading is None:
            return "Command:"
        if self._is_ended:
            return "End. Enter for the next unread post, or command:"
        return f"{self.reading.share:.0%}. Enter reads on, or command:"

    # ------------------------------------------------------------------------------ reading

    async def show(self) -> None:
        """Open the post and read its beginning; when one comes back, say where one was."""
        is_return = self.reading is not None
        article = await self._talk.library.article(self.post_id)
        if article is None:
            self._talk.say(NO_LONGER)
            return
        self.article = article
        self._say_head(article)
        if self.reading is None:
            self.read(article)
        if is_return:
            self._talk.say(self._place_words())
            return
        await self._mark_opened(article)
        await self.go_on()

    def read(self, article: Article) -> None:
        """Take a post's text, at the place that was reached before."""
        from tui_reader.render.html import to_document

        document = to_document(article.html, article.base)
        self.article = article
        self.reading = self._talk.reading(document)
        place = self.reading.anchor(self._anchor) if self._anchor else None
        if place is not None:
            self.reading.go_to(place)
        elif article.row.begun:
            self.reading.go_to_share(article.row.begun)

    def _say_head(self, article: Article) -> None:
        talk, row = self._talk, article.row
        with_blog = self.among.query.blog_id is None
        talk.say()
        talk.say(row.title)
        talk.say(dateline(row, article.author, with_blog=with_blog))
        if row.labels:
            talk.say(f"Labels: {', '.join(map(clean_line, row.labels))}.")
        talk.say()
        talk.console.flush()  # a very long text takes a moment to be read

    def _place_words(self) -> str:
        assert self.reading is not None
        if self.reading.is_over:
            return "You have read it to its end. top reads it from the beginning."
        return f"You have read {self.reading.share:.0%} of it. top reads it from the beginning."

    async def _mark_opened(self, article: Article) -> None:
        reading, talk = self.reading, self._talk
        if reading is not None and reading.is_begun:
            talk.say(self._place_words())
            talk.say()
        await self._mark_read("opened")

    async def _mark_read(self, when: str) -> None:
        """Mark the post read, if that is when the person wants it."""
        wanted = await self._talk.library.keeping.mark_read_of(self.post_id)
        if (wanted or self._talk.config.mark_read) == when and not self._talk.library.is_read_only:
            await self._talk.library.mark([self.post_id], Flag.READ, True, is_step=False)

    async def go_on(self) -> None:
        """Read the next part; at the end, go to the next unread post."""
        reading = self.reading
        if reading is None:
            return
        if self._is_ended:
            await self.go_to_unread()
            return
        self._talk.console.print(reading.part(self._talk.console.height))
        if not self._talk.library.is_read_only:
            await self._talk.library.save_position(
                self.post_id, reading.share, is_finished=reading.is_over
            )
        if reading.is_over:
            self._is_ended = True
            await self._say_end()
            await self._mark_read("end")

    async def read_from(self, offset: int) -> None:
        """Read on from a place in the text."""
        if self.reading is not None:
            self._is_ended = False
            self.reading.go_to(offset)
            await self.go_on()

    async def read_anew(self) -> None:
        """Read the post from the beginning, with the text that is kept of it now."""
        self.reading, self._is_ended = None, False
        await self.show()

    async def _say_end(self) -> None:
        talk, article, reading = self._talk, self.article, self.reading
        assert article is not None
        assert reading is not None
        talk.say()
        if words := whole_words(article):
            talk.say(words)
        for address in article.enclosures:
            talk.say(f"Attached: {address}")
        standing = self.standing
        for number, link in reading.links[:LINKS_SAID]:
            words = link_words(link, target(talk, link, standing))
            talk.say(f"[{number}] {words}")
        if len(reading.links) > LINKS_SAID:
            talk.say(f"links lists all {plural(len(reading.links), 'link')}.")
        if words := comments_words(article.row.comments, article.row.comments_new):
            more = " comments reads them." if article.row.comments else ""
            talk.say(f"{words}.{more}")
        for word, step in (("Newer", -1), ("Older", 1)):
            if row := await self.among.beside(self.post_id, step):
                talk.say(f"{word}: {row.title}")

    # ------------------------------------------------------------------------------ links

    async def choose(self, number: int) -> None:
        """Follow a link: to a place in here, to a post that is kept; else say where it leads."""
        link = self.reading.link(number) if self.reading else None
        if link is None:
            self._talk.say(f"There is no link {number} here.")
            return
        to = target(self._talk, link, self.standing)
        place = self.reading.anchor(to.place) if self.reading and to.way is Way.PLACE else None
        if place is not None:
            await self.read_from(place)
        else:
            await follow(self._talk, to, number)

    @property
    def standing(self) -> Standing:
        """Where its links stand."""
        anchors = self.reading.anchors if self.reading else ()
        return standing_in(self._talk, self.post_id, anchors)

    # ------------------------------------------------------------------------------ steps

    async def go_to_unread(self) -> None:
        """Read the next unread post of the list."""
        post_id = await self.among.unread_after(self.post_id)
        if post_id is None:
            self._talk.say("Nothing older is unread in this list.")
        else:
            await self.go_to(post_id)

    async def go_to(self, post_id: int) -> None:
        """Read another post of the same list in place of this one."""
        self.among.turn_to(post_id)
        await self._talk.go_instead(ArticlePlace(self._talk, post_id, self.among))


def whole_words(article: Article) -> str:
    """What is to be said of the whole text of a post whose feed has only the beginning."""
    if article.page_text is None:
        is_cut = article.is_summary and article.url
        cut = "The feed has only the beginning of this post: full brings the whole text."
        return cut if is_cut else ""
    if article.page_text.is_stale:
        return "The post has changed since its page was fetched: full fetches it again."
    if article.page_text.is_shown:
        return "This is the text of the post's page. full reads what the feed has."
    return "This is what the feed has. full reads the text of the post's page."
