"""The comments of a post, read like a text: each under a line that says who spoke, and to whom."""

from collections.abc import Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final

from tui_reader.app.comment_places import same_place
from tui_reader.app.format import plural
from tui_reader.app.thread_frame import missing_words, name_of, new_in, removed_words, thread_words
from tui_reader.errors import FeedError, FetchError
from tui_reader.models import Comment, Thread
from tui_reader.plain.following import (
    Standing,
    browse,
    chosen,
    follow,
    list_found,
    list_links,
    standing_in,
    target,
)
from tui_reader.plain.verbs import Verb
from tui_reader.plain.wording import byline
from tui_reader.render.blocks import Block, Document, Link, Paragraph, Remark, Span

if TYPE_CHECKING:
    from tui_reader.plain.talk import Talk

BYLINE_LETTERS: Final = 40
CLOSED: Final = "Comments are closed here, or the blog does not tell of any."


async def open_thread(
    talk: "Talk", post_id: int, *, place: str = "", comment_id: int | None = None
) -> None:
    """Go to the comments of a post, where there are any.

    Args:
        talk: Where they are read.
        post_id: The post.
        place: What the address of a comment calls it: it is begun with.
        comment_id: The kept comment to begin with.
    """
    thread = await thread_of(talk, post_id)
    if thread.comments:
        await talk.go(ThreadPlace(talk, thread, place=place, comment_id=comment_id))
    else:
        talk.say(CLOSED if thread.count is None else "No comments yet.")


async def thread_of(talk: "Talk", post_id: int, *, force: bool = False) -> Thread:
    """A post's thread, after its blog was asked where that is of use.

    Raises:
        ReaderError: Nothing of it is kept, and its blog could not be asked.
    """
    kept = await talk.library.discussions.thread(post_id)
    connection = talk.library.connection
    has_some = kept is not None and bool(kept.comments or kept.fetched)
    if kept and kept.count == 0 and not kept.comments and not force:
        return kept
    if kept and (connection.asked_for or (connection.is_offline and has_some and not force)):
        return kept
    fetching = talk.library.discussions.fetch(post_id, force=force)
    try:
        return await talk.said_if_slow("Asking for comments. Ctrl+C stops it.", fetching)
    except (FetchError, FeedError) as error:
        if kept is None or not has_some:
            raise
        talk.say(f"{error}; {plural(len(kept.comments), 'comment')} kept from before.")
        return kept


class ThreadPlace:
    """One thread.

    Args:
        talk: Where it is read.
        thread: What is kept of it.
        place: What the address of a comment calls it: it is begun with.
        comment_id: The kept comment to begin with.
    """

    kind = "comments of a post"
    hint = (
        "Enter reads on, a number follows the link of that number, back leads to where you came"
        " from. ? tells what else can be typed."
    )

    def __init__(
        self, talk: "Talk", thread: Thread, *, place: str = "", comment_id: int | None = None
    ) -> None:
        self._talk = talk
        self._thread = thread
        self._reading = talk.reading(thread_document(thread))
        if place:
            found = (each.id for each in thread.comments if same_place(each.url, place))
            comment_id = next(found, comment_id)
        self._first = comment_id

    @cached_property
    def verbs(self) -> Sequence[Verb]:
        """What can be typed here."""
        return (
            Verb("fetch", "Ask for the comments again.", self._fetch, "r"),
            Verb("links", "List the links; a number follows one.", self._links, "l"),
            Verb("find", "Find words in the comments.", self._find, "/", "WORDS"),
            Verb("top", "Read them from the first one.", self._top, "g"),
            Verb("browser", "Open the comments, or a link, in the browser.", self._browser, "o"),
            Verb("address", "Say the address of the comments, or of a link.", self._address, "y"),
        )

    @property
    def prompt(self) -> str:
        """Whether there is more."""
        if self._reading.is_over:
            return "End of the comments. Command:"
        return "Enter reads on, or command:"

    async def show(self) -> None:
        """Say whose comments these are, and read the first ones."""
        talk, thread = self._talk, self._thread
        talk.say()
        talk.say(f"{thread_words(thread, new_in(thread))} on {thread.title}")
        talk.say()
        if self._reading.is_begun:
            talk.say("You have read some of them. top reads them from the first one.")
            return
        if self._first is not None:
            self._reading.go_to(self._reading.remark_offset(self._first))
        await self.go_on()

    async def go_on(self) -> None:
        """Read the next comments."""
        talk, reading = self._talk, self._reading
        if reading.is_over:
            talk.say("That was the last comment. back leads to where you came from.")
            return
        talk.console.print(reading.part(talk.console.height))
        if reading.is_over:
            talk.say()
            if missing := missing_words(self._thread, "fetch"):
                talk.say(missing)
            if not talk.library.is_read_only:
                await talk.library.discussions.see(self._thread.post_id)

    async def choose(self, number: int) -> None:
        """Follow a link."""
        link = self._reading.link(number)
        if link is None:
            self._talk.say(f"There is no link {number} here.")
        else:
            await follow(self._talk, target(self._talk, link, self._standing), number)

    @property
    def _standing(self) -> Standing:
        return standing_in(self._talk, self._thread.post_id)

    async def _fetch(self, _: str) -> None:
        self._thread = await thread_of(self._talk, self._thread.post_id, force=True)
        self._reading = self._talk.reading(thread_document(self._thread))
        await self.show()

    async def _links(self, _: str) -> None:
        await list_links(self._talk, self._reading, self._standing, self.choose)

    async def _find(self, words: str) -> None:
        await list_found(self._talk, self._reading, words, self._read_from)

    async def _top(self, _: str) -> None:
        await self._read_from(0)

    async def _read_from(self, offset: int) -> None:
        self._reading.go_to(offset)
        await self.go_on()

    async def _browser(self, number: str) -> None:
        await browse(self._talk, self._url(number))

    async def _address(self, number: str) -> None:
        self._talk.say(self._url(number) or "These comments have no page of their own.")

    def _url(self, number: str) -> str:
        link = chosen(self._reading.links, number)
        return link.url if link else self._thread.url


def thread_document(thread: Thread) -> Document:
    """A thread as a document: each comment a remark that is read when it is drawn."""
    links: list[Link] = []
    numbers = {comment.id: at for at, comment in enumerate(thread.comments, 1)}
    by_id = {comment.id: comment for comment in thread.comments}

    def answered(comment: Comment) -> str:
        parent = by_id.get(comment.parent_id or 0)
        return f"{numbers[parent.id]}, {name_of(parent)}" if parent else ""

    bodies: dict[int, tuple[Block, ...]] = {}

    def whole(comment: Comment) -> tuple[Block, ...]:
        if comment.id not in bodies:
            line = byline(comment, numbers[comment.id], answered(comment))
            head = Paragraph((Span(line),), ("byline",))
            bodies[comment.id] = (head, *_body(comment, links))
        return bodies[comment.id]

    remarks = tuple(
        Remark(each.id, 0, partial(whole, each), BYLINE_LETTERS + len(each.html))
        for each in thread.comments
    )
    return Document(remarks, links)


def _body(comment: Comment, links: list[Link]) -> tuple[Block, ...]:
    if comment.removed:
        return (Paragraph((Span(f"{removed_words(comment)}."),)),)
    from tui_reader.render.html import to_document

    read = to_document(comment.html, comment.base, first_link=len(links))
    links.extend(read.links)
    return read.blocks
