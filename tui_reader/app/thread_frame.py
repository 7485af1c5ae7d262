"""A post's comments as blocks of a document: who spoke, when, to whom, and what is folded. Pure.

Comments are read as they are drawn: a thread of thousands opens like one of ten.
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final

from rich.cells import cell_len

from tui_reader.app.format import NO_BREAK, comments_words, cut, moment_words, plural
from tui_reader.clean import clean_line
from tui_reader.models import Comment, Removed, Thread
from tui_reader.render.blocks import Block, Document, Heading, Link, Paragraph, Remark, Span
from tui_reader.render.html import to_document
from tui_reader.render.text import plain_of

LEVELS: Final = 6
"""Replies to replies are set in so far and no further; a sign says whom a deeper one answers."""
FOLDED_CELLS: Final = 68
"""A folded comment fills so much without the dots between: one line of a pane of 80."""
FIRST_CELLS: Final = 16
"""What it shows of its words at least."""
BYLINE_LETTERS: Final = 40
"""About how many letters a byline has."""
ANONYMOUS: Final = "Anonymous"
SIGNS: Final = {"new": "●", "author": "◆", "folded": "▸", "answers": "↳", "dot": "·", "cut": "…"}
ASCII_SIGNS: Final = {
    "new": "o",
    "author": "@",
    "folded": "+",
    "answers": "->",
    "dot": "-",
    "cut": "~",
}
REMOVED_WORDS: Final = {
    Removed.BY_AUTHOR: "Comment removed by its author",
    Removed.BY_BLOG: "Comment removed by the blog",
}
NOBODY: Final = frozenset[int]()
NO_THREAD: Final = Thread(0, "", (), None, None, is_whole=False)


def name_of(comment: Comment) -> str:
    """Return who spoke: ``Anonymous`` where nobody is named."""
    return clean_line(comment.author) or ANONYMOUS


def first_words(comment: Comment, cells: int, mark: str) -> str:
    """Return how a comment begins, in one line; of a removed one, that it was."""
    if comment.removed:
        return removed_words(comment)
    return cut(clean_line(plain_of(comment.html)), cells, mark)


def removed_words(comment: Comment) -> str:
    """Return who removed a comment, as far as the blog says it."""
    return REMOVED_WORDS.get(comment.removed, "Comment removed")


def new_in(thread: Thread) -> int:
    """Return how many comments came since the thread was last read."""
    return sum(comment.is_new for comment in thread.comments)


def thread_words(thread: Thread, new: int = 0) -> str:
    """Return the count in the page's own words; where there is none, how many are kept.

    Args:
        thread: What is kept.
        new: How many more the blog has counted since the post was read.
    """
    kept = len(thread.comments)
    words = comments_words(thread.count, max(new, new_in(thread)))
    return words or f"{plural(kept, 'comment')} kept"


def missing_words(thread: Thread, key: str) -> str:
    """Return what is to be said of comments that are not kept; nothing where all are.

    Args:
        thread: What is kept.
        key: What brings the others.
    """
    missing = (thread.count or 0) - sum(not comment.is_gone for comment in thread.comments)
    if thread.is_whole or missing <= 0:
        return ""
    return f"{plural(missing, 'more comment')} not kept yet: {key} asks for them."


@dataclass(slots=True)
class Remarks:
    """The comments of one thread on their way into a document.

    Args:
        thread: Whose comments.
        links: The document's; those of a comment are added when it is read.
        ascii_signs: Plain letters for signs.
    """

    thread: Thread
    links: list[Link]
    ascii_signs: bool = False
    _by_id: dict[int, Comment] = field(default_factory=dict)
    _bodies: dict[int, tuple[Block, ...]] = field(default_factory=dict)

    def blocks(self, folded: Set[int] = NOBODY) -> list[Remark]:
        """Return the comments that are seen, in reading order.

        Args:
            folded: Comments of which only the first words are seen, and no replies.
        """
        self._by_id = {comment.id: comment for comment in self.thread.comments}
        return [self._remark(each, folded) for each in visible(self.thread.comments, folded)]

    def _remark(self, comment: Comment, folded: Set[int]) -> Remark:
        make = self._folded if comment.id in folded else self._whole
        return Remark(
            comment.id,
            min(comment.depth, LEVELS),
            partial(make, comment),
            BYLINE_LETTERS + len(comment.html),
        )

    def _whole(self, comment: Comment) -> tuple[Block, ...]:
        return Paragraph(tuple(self._byline(comment)), ("byline",)), *self._body(comment)

    def _folded(self, comment: Comment) -> tuple[Block, ...]:
        replies = plural(comment.replies, "reply", "replies") if comment.replies else ""
        spans = [Span(f"{self._sign('folded')} ", ("badge",)), *self._byline(comment)]
        filled = 2 * comment.depth + sum(cell_len(span.text) for span in spans)
        room = max(FIRST_CELLS, FOLDED_CELLS - filled - len(replies))
        self._add(spans, first_words(comment, room, self._sign("cut")), ("first-words",))
        self._add(spans, replies.replace(" ", NO_BREAK), ("replies",))
        return (Paragraph(tuple(spans), ("byline",)),)

    def _body(self, comment: Comment) -> tuple[Block, ...]:
        """Read what a comment says; once, so that its links keep their numbers."""
        if comment.removed:
            return (Paragraph((Span(removed_words(comment)),), ("removed",)),)
        body = self._bodies.get(comment.id)
        if body is None:
            read = to_document(comment.html, comment.base, first_link=len(self.links))
            self.links.extend(read.links)
            body = self._bodies[comment.id] = read.blocks
        return body

    def _byline(self, comment: Comment) -> list[Span]:
        """Return the line above a comment; its facts stay whole where it is wrapped."""
        spans: list[Span] = []
        if comment.is_new:
            spans.append(Span(f"{self._sign('new')}{NO_BREAK}", ("new",)))
        if comment.author or not comment.removed:
            spans.append(self._name(comment))
        if comment.is_author:
            spans[-1:] = _spaced(spans[-1:], f"{self._sign('author')}{NO_BREAK}author", "badge")
        if comment.depth > LEVELS and comment.parent_id in self._by_id:
            answered = name_of(self._by_id[comment.parent_id]).replace(" ", NO_BREAK)
            sign = self._sign("answers")
            spans[-1:] = _spaced(spans[-1:], f"{sign}{NO_BREAK}{answered}", "answers")
        if comment.published:
            self._add(spans, moment_words(comment.published).replace(" ", NO_BREAK))
        if comment.is_gone:
            self._add(spans, "no longer on the blog".replace(" ", NO_BREAK), ("gone",))
        if comment.is_new:
            self._add(spans, "new", ("new",))
        return spans

    def _name(self, comment: Comment) -> Span:
        look = "name-new" if comment.is_new else "name"
        return Span(name_of(comment).replace(" ", NO_BREAK), (look,))

    def _add(self, spans: list[Span], words: str, styles: tuple[str, ...] = ()) -> None:
        """Add one more fact to a byline, with a dot before it."""
        if words and spans and not spans[-1].text.endswith((" ", NO_BREAK)):
            spans[-1] = replace(spans[-1], text=spans[-1].text + NO_BREAK)
            spans.append(Span(f"{self._sign('dot')} "))
        if words:
            spans.append(Span(words, styles))

    def _sign(self, name: str) -> str:
        return (ASCII_SIGNS if self.ascii_signs else SIGNS)[name]


def _spaced(before: list[Span], words: str, look: str) -> list[Span]:
    """Return words after what stands before them, with a blank between where that is anything."""
    return [*(replace(span, text=f"{span.text} ") for span in before), Span(words, (look,))]


def visible(comments: Sequence[Comment], folded: Set[int]) -> Iterator[Comment]:
    """Give the comments that no folded one hides."""
    at = 0
    while at < len(comments):
        comment = comments[at]
        yield comment
        at += 1 + (comment.replies if comment.id in folded else 0)


class ThreadPage:
    """A thread on a screen of its own, with what is folded of it.

    Args:
        thread: What is kept.
        folded: Comments that are folded.
        ascii_signs: Plain letters for signs.
    """

    def __init__(
        self, thread: Thread, folded: Set[int] = NOBODY, *, ascii_signs: bool = False
    ) -> None:
        self.thread = thread
        self.folded = folded
        self._links: list[Link] = []
        self._remarks = Remarks(thread, self._links, ascii_signs)
        self._places = {comment.id: at for at, comment in enumerate(thread.comments)}

    @property
    def keys(self) -> list[int]:
        """The comments that are seen, in reading order."""
        return [comment.id for comment in visible(self.thread.comments, self.folded)]

    def document(self) -> Document:
        """Return the thread under its post's title."""
        title = Heading((Span(clean_line(self.thread.title)),), 1, ("title",))
        head: list[Block] = [title]
        if self.thread.fetched:
            words = f"as of {moment_words(self.thread.fetched)}".replace(" ", NO_BREAK)
            head.append(Paragraph((Span(words),), ("muted",)))
        missing = missing_words(self.thread, "r")
        after = [Paragraph((Span(missing),), ("muted",))] if missing else []
        return Document((*head, *self._remarks.blocks(self.folded), *after), self._links)

    def comment(self, key: int) -> Comment | None:
        """Return a comment by its number."""
        at = self._places.get(key)
        return None if at is None else self.thread.comments[at]

    def toggle(self, key: int) -> None:
        """Fold a comment that is open, and the other way round."""
        self.folded = self.folded ^ {key}

    def toggle_all(self) -> None:
        """Fold every comment that answers nobody; where something is folded, open everything."""
        tops = {comment.id for comment in self.thread.comments if not comment.depth}
        self.folded = NOBODY if self.folded else frozenset(tops)

    def show(self, key: int) -> None:
        """Open whatever hides a comment."""
        self.folded = self.folded - set(self._above(key))

    def seen_instead(self, key: int) -> int:
        """Return the comment that is seen where this one stands: the folded one that hides it."""
        return next((above for above in self._above(key) if above in self.folded), key)

    def _above(self, key: int) -> list[int]:
        """Return the comments that a comment hangs on, the outermost first."""
        above: list[int] = []
        comment = self.comment(key)
        while comment and comment.parent_id is not None and comment.parent_id not in above:
            above.insert(0, comment.parent_id)
            comment = self.comment(comment.parent_id)
        return above

    def new_beside(self, key: int | None, step: int) -> int | None:
        """Return the next new comment below (1) or above (-1), also one that is hidden, if any."""
        here = -1 if key is None else self._places.get(key, -1)
        comments = self.thread.comments
        way = range(here + 1, len(comments)) if step > 0 else range(here - 1, -1, -1)
        return next((comments[at].id for at in way if comments[at].is_new), None)
