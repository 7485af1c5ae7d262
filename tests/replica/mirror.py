"""The blog lafuiteautourdumonde.com: 25 posts and 51 comments feeds as they were mirrored.

Of the 26 posts that no posts feed of the mirror has, title, address and comments are known from
their comments feeds; where nobody said anything, nothing but the number is.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Final

from tests.replica.blog import Blog, Comment, Person, Post
from tests.replica.blogger import Blogger, Ways
from tests.replica.loaders import A, comment_of, exported, repaired, settled, text_of
from tests.replica.web import ATOM, Answer, Asked
from tests.shared import CORPUS

FOLDER: Final = CORPUS / "blogger-mirror/lafuiteautourdumonde.com/feeds"
HOST: Final = "http://www.lafuiteautourdumonde.com"
SERVICE: Final = "http://www.blogger.com"
_OPEN_SEARCH: Final = "{http://a9.com/-/spec/opensearchrss/1.0/}"


@dataclass(frozen=True)
class Feed:
    """One mirrored comments feed.

    Attributes:
        comments: Newest first, as in the file.
        total: What it says of itself.
    """

    post_id: str
    title: str
    url: str
    comments: tuple[Comment, ...]
    total: int


@cache
def feeds() -> dict[str, Feed]:
    """Every comments feed of the mirror, by the number of its post."""
    found = {}
    for folder in sorted(FOLDER.iterdir()):
        if folder.name.isdigit():
            root = repaired(folder / "comments/default")
            links = [each for each in root.findall(f"{A}link") if each.get("rel") == "alternate"]
            found[folder.name] = Feed(
                folder.name,
                text_of(root, f"{A}title").partition(": ")[2],
                links[0].get("href", ""),
                tuple(comment_of(entry) for entry in root.findall(f"{A}entry")),
                int(text_of(root, f"{_OPEN_SEARCH}totalResults")),
            )
    return found


def lafuite() -> Blog:
    """All 51 posts and their comments."""
    root = repaired(FOLDER / "posts/default")
    author = Person("Marie-Claude", "http://www.blogger.com/profile/14678283276719974259")
    blog = Blog("2960778330733091697", text_of(root, f"{A}title"), author)
    blog.subtitle = text_of(root, f"{A}subtitle")
    blog.posts = [exported(entry) for entry in root.findall(f"{A}entry")]
    known = {post.id for post in blog.posts}
    oldest = min(post.published for post in blog.posts)
    for number, feed in enumerate(feeds().values()):
        blog.comments.extend(feed.comments)
        if feed.post_id not in known:
            blog.posts.append(_made(feed, author, oldest - timedelta(hours=number + 1)))
    return settled(blog)


def _made(feed: Feed, author: Person, otherwise: datetime) -> Post:
    path = re.search(r"/(\d{4})/(\d\d)/[^?#]*", feed.url)
    when = otherwise
    if path:
        when = datetime(int(path[1]), int(path[2]), 1, 12, tzinfo=UTC)
    return Post(
        id=feed.post_id,
        title=feed.title,
        html="<p>The mirror does not have this post.</p>",
        published=when,
        updated=when,
        path=path[0] if path else f"/2011/06/blog-post_{feed.post_id[-4:]}.html",
        author=author,
    )


class Mirrored(Blogger):
    """The blog with its comments feeds byte for byte, but for the host."""

    def __init__(self, ways: Ways | None = None, base: str = HOST) -> None:
        super().__init__(lafuite(), ways, base)

    def answer(self, asked: Asked) -> Answer:
        """A mirrored file where there is one for this very address."""
        found = re.fullmatch(r"/feeds/(\d+)/comments/default", asked.path)
        is_first = asked.number("start-index", 1) == 1
        if found and found[1] in feeds() and is_first:
            body = (FOLDER / found[1] / "comments/default").read_bytes()
            body = body.replace(HOST.encode(), self.base.encode())
            return self.validated(asked, Answer(200, body, {"Content-Type": ATOM}))
        return super().answer(asked)
