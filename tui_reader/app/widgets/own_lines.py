"""What a person has put into the sidebar: what is new, saved searches, tags. Pure.

Plain values, so that the first picture can show what was there the last time.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple

QUOTES: Final = '"“”„«»'


class OwnLine(NamedTuple):
    """A saved search or a tag."""

    key: str
    """Its name among the lines, the same at the next start."""
    title: str
    words: str
    """What chooses its posts."""
    sort: str = ""
    posts: int | None = None
    """How many it has; None: nobody has counted yet."""
    unread: int = 0
    is_whole: bool = True
    """False: there may be more, the index has not read all posts."""


class Own(NamedTuple):
    """All of it."""

    new: int = 0
    """How many posts came since the last time."""
    searches: tuple[OwnLine, ...] = ()
    tags: tuple[OwnLine, ...] = ()

    def line_of(self, words: str) -> OwnLine | None:
        """Return the search or tag that stands for these words; None where none does."""
        return next((each for each in (*self.searches, *self.tags) if each.words == words), None)


def named_words(name: str, value: str) -> str:
    """Return the words that choose what has a name: ``tag:"to read"``.

    The language has no way to write a quotation mark in a name: the beginning of the name goes for
    it there.
    """
    at = next((place for place, letter in enumerate(value) if letter in QUOTES), None)
    return f'{name}:"{value}"' if at is None else f'{name}:"{value[:at]}"*'


def tag_line(name: str, posts: int, unread: int) -> OwnLine:
    """Return the line of a tag."""
    return OwnLine(f"tags/{name.casefold()}", name, named_words("tag", name), "", posts, unread)


def to_state(own: Own) -> list[object]:
    """Return it as JSON takes it."""
    return [own.new, list(own.searches), list(own.tags)]


def from_state(value: object) -> Own:
    """Return what was kept; nothing for what is none of this program's."""
    match value:
        case [int(new), list(searches), list(tags)]:
            return Own(new, tuple(_lines(searches)), tuple(_lines(tags)))
    return Own()


def _lines(kept: list[object]) -> Iterable[OwnLine]:
    for each in kept:
        match each:
            case [
                str(key),
                str(title),
                str(words),
                str(sort),
                int() | None as posts,
                int(unread),
                *_,
            ]:
                yield OwnLine(key, title, words, sort, posts, unread)
