"""Read the guide's posts from their source files, one file a post with its comments.

No XML is written here. How a source file looks is told in ``docs/notes/005-guide.md``.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from typing import Final

COMMENT_LINE: Final = "--- comment ---\n"
"""Stands alone on its line, before each comment of a post."""
SMALLEST_ID: Final = 10**15
LARGEST_ID: Final = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Section:
    """A few ``name: value`` lines, an empty line, and HTML: a post or one of its comments."""

    fields: Mapping[str, str]
    html: str


@dataclass(frozen=True, slots=True)
class Post:
    """One post of the guide."""

    id: str
    """16 to 19 digits, made from the file's name: a post whose file is renamed is another post."""
    path: str
    """Of its page, from the host's root: ``/2024/03/labels.html``."""
    title: str
    """May be empty, as on Blogger."""
    published: datetime
    updated: datetime
    """Equal to ``published`` where the post was never revised."""
    labels: tuple[str, ...]
    html: str
    comments: tuple[Section, ...] | None
    """Oldest first; None: comments are closed."""


def read_posts() -> list[Post]:
    """Every post of the guide, newest first."""
    posts = [read_post(name, text) for name, text in _sources()]
    return sorted(posts, key=lambda post: (post.published, post.id), reverse=True)


def read_post(name: str, text: str) -> Post:
    """One post from its source file.

    Args:
        name: The file's name, ``YYYY-MM-DD-slug.html``.
        text: The file's text.

    Raises:
        KeyError: A line that a post must have (title, published) is missing.
        ValueError: A date or the file's name has another form.
    """
    article, *comments = [_section(part) for part in text.split(COMMENT_LINE)]
    year, month, _, slug = name.split("-", 3)
    fields = article.fields
    published = datetime.fromisoformat(fields["published"])
    is_closed = fields.get("comments") == "closed"
    return Post(
        id=number_of(name),
        path=f"/{year}/{month}/{slug}",
        title=fields["title"],
        published=published,
        updated=datetime.fromisoformat(fields["updated"]) if "updated" in fields else published,
        labels=_labels(fields.get("labels", "")),
        html=article.html,
        comments=None if is_closed else tuple(comments),
    )


def _sources() -> Iterator[tuple[str, str]]:
    for entry in files("tui_reader.guide").joinpath("posts").iterdir():
        if entry.name.endswith(".html"):
            yield entry.name, entry.read_text("utf-8")


def _section(text: str) -> Section:
    head, _, html = text.partition("\n\n")
    lines = (line.partition(":") for line in head.splitlines())
    return Section({name.strip(): value.strip() for name, _, value in lines}, html.strip())


def _labels(text: str) -> tuple[str, ...]:
    return tuple(label.strip() for label in text.split(",") if label.strip())


def number_of(name: str) -> str:
    """The number of what has this name: 16 to 19 digits, as Blogger numbers things."""
    number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8])
    return str(SMALLEST_ID + number % (LARGEST_ID - SMALLEST_ID))
