"""A blog as a value: posts, pages and comments, from which every replica is made.

Only what a server shows is here: no drafts, no spam. It can change while it is being read.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime


@dataclass(frozen=True)
class Person:
    """Who wrote something."""

    name: str
    uri: str = ""
    """A profile; anonymous ones have none."""


ANONYMOUS = Person("Anonymous")


@dataclass(frozen=True)
class Post:
    """A post or a page.

    Attributes:
        id: Its number, as text: Blogger's pass 2^53.
        path: Of its page, from the host on.
        is_open: Whether comments may be written; a closed post shows no count on Blogger.
        related: An outside page that the post is about.
        tags: Labels of WordPress's second kind.
    """

    id: str
    title: str
    html: str
    published: datetime
    updated: datetime
    path: str
    author: Person
    labels: tuple[str, ...] = ()
    is_open: bool = True
    related: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Comment:
    """What a reader said.

    Attributes:
        post: Number of the post.
        parent: Number of the comment it replies to; empty: it speaks to the post.
        removed: ``author`` or ``blog`` where only the mark of it is left.
        kind: ``pingback`` or ``trackback`` where no person wrote it.
    """

    id: str
    post: str
    published: datetime
    html: str
    author: Person
    parent: str = ""
    removed: str = ""
    kind: str = ""


@dataclass
class Blog:
    """All of one blog; ``posts`` and ``comments`` are kept newest first."""

    id: str
    title: str
    author: Person
    posts: list[Post] = field(default_factory=list)
    pages: list[Post] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    subtitle: str = ""
    language: str = "en"
    version: int = 0
    """Counts every change: what was rendered before one is not valid after it."""

    def __post_init__(self) -> None:
        self._sort()

    def _sort(self) -> None:
        self.posts.sort(key=lambda post: post.published, reverse=True)
        self.comments.sort(key=lambda comment: comment.published, reverse=True)
        self._by_post: dict[str, list[Comment]] = defaultdict(list)
        for comment in self.comments:
            self._by_post[comment.post].append(comment)
        self.by_id = {post.id: post for post in self.posts}
        self.version += 1

    def thread(self, post_id: str) -> list[Comment]:
        """The comments of a post, newest first."""
        return self._by_post.get(post_id, [])

    def post(self, post_id: str) -> Post | None:
        """One post by its number."""
        return self.by_id.get(post_id)

    def place(self, post_id: str) -> Post | None:
        """A post or page by its number."""
        pages = (page for page in self.pages if page.id == post_id)
        return self.by_id.get(post_id) or next(pages, None)

    def labels(self) -> list[tuple[str, int]]:
        """Every label with its number of posts, most used first."""
        counts: dict[str, int] = defaultdict(int)
        for post in self.posts:
            for label in post.labels:
                counts[label] += 1
        return sorted(counts.items(), key=lambda pair: -pair[1])

    def people(self) -> list[Person]:
        """Everybody who wrote a post or a page, in the order of the newest."""
        return list(dict.fromkeys(post.author for post in (*self.posts, *self.pages)))

    # ------------------------------------------------------------------------- while it is read

    def publish(self, *posts: Post) -> None:
        """More posts appear."""
        self.posts.extend(posts)
        self._sort()

    def delete(self, *post_ids: str) -> None:
        """Posts go, and what was said of them."""
        gone = set(post_ids)
        self.posts = [post for post in self.posts if post.id not in gone]
        self.comments = [comment for comment in self.comments if comment.post not in gone]
        self._sort()

    def redate(self, post_id: str, published: datetime) -> None:
        """A post is given another date, and another place in the order."""
        self.posts = [
            replace(post, published=published) if post.id == post_id else post
            for post in self.posts
        ]
        self._sort()

    def say(self, comments: Iterable[Comment]) -> None:
        """Comments are written."""
        self.comments.extend(comments)
        self._sort()

    def renew(self, number: int) -> Post:
        """A post newer than all others, by number from 1; to be published."""
        newest = self.posts[0]
        when = datetime.fromtimestamp(newest.published.timestamp() + 60 * number).astimezone(
            newest.published.tzinfo
        )
        return replace(
            newest,
            id=str(9_000_000_000_000_000_000 + number),
            title=f"Published meanwhile {number}",
            path=f"/{when:%Y/%m}/published-meanwhile-{number}.html",
            published=when,
            updated=when,
        )
