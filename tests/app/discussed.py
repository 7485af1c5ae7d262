"""A blog that is discussed, as Blogger serves it: the stage of the tests about comments."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from tests.replica.blog import ANONYMOUS, Blog, Comment, Person, Post
from tests.replica.blogger import Blogger, Ways
from tests.replica.wordpress import WordPress, WordPressWays

HOST: Final = "https://talk.test"
START: Final = datetime(2026, 1, 4, 9, tzinfo=UTC)
WRITER: Final = Person("A. Writer", "https://www.blogger.com/profile/11")
LINK: Final = '<a href="https://talk.test/2026/01/post-2.html">the other post</a>'
AWAY: Final = '<a href="https://elsewhere.test/page">elsewhere</a>'
LONG: Final = "<p>A long word of mine. " + "It goes on and on. " * 60 + "</p>"


def person(name: str) -> Person:
    """A reader with an account."""
    return Person(name, f"https://www.blogger.com/profile/{sum(map(ord, name))}")


SAID: Final = (
    ("501", "", person("Aino"), f"<p>First! See {LINK} and {AWAY}.</p>", ""),
    ("502", "501", WRITER, "<p>Thank you, Aino.</p>", ""),
    ("503", "501", person("Kenji"), "", "author"),
    ("504", "", ANONYMOUS, LONG, ""),
    ("505", "", person("Ines"), "<p>I read it twice.</p>", ""),
)
"""Number, whom it answers, who speaks, what, who removed it: of the first post."""


def comment(number: str, post: str = "1", **fields: object) -> Comment:
    """Something said an hour after the comment of the number before."""
    when = START + timedelta(hours=int(number) - 500)
    plain = Comment(number, post, when, f"<p>Comment {number}.</p>", ANONYMOUS)
    return replace(plain, **fields)  # type: ignore[arg-type]  # a test names what it changes


def blog(comments: int = 5) -> Blog:
    """Three posts: one with five comments (or the first of them), one with one, one with none."""
    titles = {"1": "A pact is signed", "2": "Talks break off", "3": "Nobody spoke"}
    posts = [
        Post(
            number,
            title,
            f"<p>Text of post {number}.</p>" + "<p>More of it, line after line.</p>" * 30,
            START - timedelta(days=int(number)),
            START,
            f"/2026/01/post-{number}.html",
            WRITER,
        )
        for number, title in titles.items()
    ]
    made = Blog("5", "The Talk", WRITER, posts)
    made.say(
        comment(number, parent=parent, author=author, html=html, removed=removed)
        for number, parent, author, html, removed in SAID[:comments]
    )
    made.say([comment("506", "2", author=person("Marit"), html="<p>Of the second post.</p>")])
    return made


def site(made: Blog) -> Blogger:
    """The blog on its host."""
    return Blogger(made, Ways(), HOST)


def at_wordpress(made: Blog) -> WordPress:
    """The same blog at WordPress, whose feed tells no counts."""
    return WordPress(made, WordPressWays(old_feeds=True), HOST)
