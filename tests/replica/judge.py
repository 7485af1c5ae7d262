"""Holds a store against the blog that it was brought from: nothing lost, doubled or bent."""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from html import unescape
from pathlib import Path

from tests.e2e.homes import ask
from tests.replica.blog import Blog, Comment

_POSTS = """
    SELECT guid, html, comments, published
    FROM posts JOIN bodies ON post_id = posts.id WHERE kind = 'post'
"""
_COMMENTS = """
    SELECT posts.guid, comments.guid, comments.parent, comments.removed, comments.is_gone,
           comments.published, comments.author
    FROM comments JOIN posts ON posts.id = comments.post_id
"""

LONGEST = 300_000
"""Longer bodies may have been cut with a mark."""


@dataclass
class Verdict:
    """What is wrong; all empty where nothing is.

    Each but the counters holds the numbers of posts or comments.
    """

    missing_posts: list[str] = field(default_factory=list)
    strange_posts: list[str] = field(default_factory=list)
    doubled_posts: list[str] = field(default_factory=list)
    wrong_bodies: list[str] = field(default_factory=list)
    wrong_dates: list[str] = field(default_factory=list)
    wrong_counts: list[str] = field(default_factory=list)
    missing_comments: list[str] = field(default_factory=list)
    strange_comments: list[str] = field(default_factory=list)
    doubled_comments: list[str] = field(default_factory=list)
    at_wrong_post: list[str] = field(default_factory=list)
    wrong_parents: list[str] = field(default_factory=list)
    wrong_marks: list[str] = field(default_factory=list)
    wrong_authors: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)

    def faults(self) -> dict[str, int]:
        """How many of each fault there are, without those that there are none of."""
        return {name: len(value) for name, value in vars(self).items() if value}


def number(text: str) -> str:
    """The number at the end of a guid; empty if it has none."""
    found = re.findall(r"\d+", str(text))
    return found[-1] if found else ""


def judge(
    home: Path,
    blog: Blog,
    *,
    comments: bool = True,
    has_counts: bool = True,
    has_bodies: bool = True,
) -> Verdict:
    """Compare the posts and comments of a home with one blog's.

    Args:
        home: It holds this blog only.
        blog: What it should be.
        comments: Whether the comments were asked for, too.
        has_counts: Whether the blog tells how many comments each post has.
        has_bodies: Whether its feeds give whole posts.
    """
    verdict = Verdict()
    _judge_posts(verdict, home, blog, has_counts=has_counts)
    if not has_bodies:
        verdict.wrong_bodies = []
    if comments:
        _judge_comments(verdict, home, blog)
    return verdict


def _judge_posts(verdict: Verdict, home: Path, blog: Blog, *, has_counts: bool) -> None:
    rows = ask(home, _POSTS)
    kept = [number(str(guid)) for guid, _, _, _ in rows]
    verdict.missing_posts = sorted(blog.by_id.keys() - set(kept))
    verdict.strange_posts = sorted(set(kept) - blog.by_id.keys())
    verdict.doubled_posts = [each for each, times in Counter(kept).items() if times > 1]
    for guid, html, count, published in rows:
        post = blog.post(number(str(guid)))
        if post is None:
            continue
        if _letters(str(html)) != _letters(post.html) and len(post.html) < LONGEST:
            verdict.wrong_bodies.append(post.id)
        thread = blog.thread(post.id)
        if has_counts and count != (len(thread) if post.is_open or thread else None):
            verdict.wrong_counts.append(f"{post.id}: {count}, not {len(thread)} {post.is_open}")
        if published is not None and not _is_same_second(
            str(published), post.published.timestamp()
        ):
            verdict.wrong_dates.append(f"{post.id}: {published}, not {post.published}")


def _letters(html: str) -> str:
    """What can be read, whatever was cleaned away around it."""
    return re.sub(r"<[^>]*>|&[#\w]+;|[\W_]", "", html)


def _is_same_second(text: str, seconds: float) -> bool:
    return abs(datetime.fromisoformat(text).timestamp() - seconds) < 1


def _judge_comments(verdict: Verdict, home: Path, blog: Blog) -> None:
    rows = ask(home, _COMMENTS)
    wanted = {each.id: each for each in blog.comments}
    kept = [number(str(row[1])) for row in rows]
    verdict.missing_comments = sorted(wanted.keys() - set(kept))
    verdict.strange_comments = sorted(set(kept) - wanted.keys())
    verdict.doubled_comments = [each for each, times in Counter(kept).items() if times > 1]
    for row in rows:
        comment = wanted.get(number(str(row[1])))
        if comment is not None:
            _judge_comment(verdict, comment, row)


def _judge_comment(verdict: Verdict, comment: Comment, row: tuple[object, ...]) -> None:
    post, _, parent, removed, is_gone, _, author = map(str, row)
    if number(post) != comment.post:
        verdict.at_wrong_post.append(comment.id)
    if number(parent) != comment.parent:
        verdict.wrong_parents.append(comment.id)
    if removed != comment.removed:
        verdict.wrong_marks.append(f"{comment.id}: {removed!r}, not {comment.removed!r}")
    if is_gone != "0":
        verdict.gone.append(comment.id)
    name = unescape(comment.author.name)
    expected = "" if name == "Anonymous" else " ".join(name.split())
    if author not in (expected, name.strip()):
        verdict.wrong_authors.append(f"{comment.id}: {author!r}, not {comment.author.name!r}")
