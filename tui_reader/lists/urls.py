"""Lists of blogs as newsboat's file ``urls``: an address a line, then tags and a name.

Tags are folders here; newsboat writes a folder in a folder as ``outer/inner``. Queries become
searches where they can be said; those that cannot, and lines that would run a program (``exec:``,
``filter:``), are left out, each with a sentence.
"""

import re
from collections.abc import Iterator
from typing import Final

from tui_reader.clean import clean_line
from tui_reader.errors import FeedError
from tui_reader.limits import LABEL_LETTERS, LIST_BYTES, LIST_LEVELS
from tui_reader.lists.gathering import Gathering
from tui_reader.lists.signs import feed_address, refusal
from tui_reader.models import Subscription, SubscriptionList

_TOKEN: Final = re.compile(r'[ \t\r\n]*(?:(#.*)|"((?:[^"\\]|\\.)*)(?:"|$)|([^ \t\r\n]+))')
_ESCAPE: Final = re.compile(r"\\(.)", re.DOTALL)
_MEANT: Final = {"n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_NEEDS_QUOTES: Final = re.compile(r'[\s"\\]|^#|^$')
_NAME, _HIDDEN, _INSIDE = "~", "!", "/"
_SLASH: Final = "\N{DIVISION SLASH}"
"""In place of a slash in the name of a folder."""


def parse(document: bytes) -> SubscriptionList:
    """Read the lines.

    Raises:
        FeedError: ``too-large``, or ``malformed``: no feeds in it.
    """
    if len(document) > LIST_BYTES:
        raise FeedError("too-large", f"the list has more than {LIST_BYTES:,} bytes")
    gathering = Gathering()
    for line in document.decode("utf-8", "replace").removeprefix("\ufeff").split("\n"):
        tokens = list(_tokens(line))
        if not tokens:
            continue
        if feed_url := feed_address(tokens[0]):
            gathering.add(_subscription(feed_url, tokens[1:]))
        elif search := _search(tokens[0]):
            gathering.add_search(*search)
        else:
            gathering.leave_out(refusal(tokens[0]))
    return gathering.result()


def _search(word: str) -> tuple[str, str] | None:
    """Give the name and the words of a query; None where it is none, or cannot be said here."""
    kind, _, rest = word.partition(":")
    name, _, query = rest.partition(":")
    name = clean_line(name, LABEL_LETTERS)
    if kind.lower() != "query" or not name:
        return None
    from tui_reader.lists.queries import translated  # few lists have any

    words = translated(query)
    return (name, words) if words else None


def _tokens(line: str) -> Iterator[str]:
    """Give the words of a line, quotes and escapes read, up to a comment."""
    for found in _TOKEN.finditer(line):
        comment, quoted, plain = found.groups()
        if comment is not None:
            return
        yield _ESCAPE.sub(_meant, quoted) if quoted is not None else plain


def _meant(found: re.Match[str]) -> str:
    return _MEANT.get(found[1], found[1])


def _subscription(feed_url: str, words: list[str]) -> Subscription:
    names = [word[1:] for word in words if word.startswith(_NAME)]
    hidden = [word[1:] for word in words if word.startswith(_HIDDEN)]
    tags = [word for word in words if not word.startswith((_NAME, _HIDDEN))]
    return Subscription(
        feed_url,
        clean_line(names[0]) if names else "",
        folders=tuple(filter(None, map(_path, [*tags, *hidden]))),
        is_hidden=bool(hidden),
    )


def _path(tag: str) -> tuple[str, ...]:
    names = (clean_line(name, LABEL_LETTERS) for name in tag.split(_INSIDE))
    return tuple(filter(None, names))[:LIST_LEVELS]


# --------------------------------------------------------------------------------- writing


def write(listed: SubscriptionList) -> str:
    """Write a list that newsboat reads: a line a blog."""
    return "".join(" ".join(map(_quoted, _words(each))) + "\n" for each in listed.subscriptions)


def _words(each: Subscription) -> Iterator[str]:
    yield each.feed_url
    if each.title:
        yield _NAME + each.title
    if each.is_hidden:
        yield _HIDDEN
    for path in each.folders:
        names = (name.replace(_INSIDE, _SLASH) for name in path)
        if tag := _INSIDE.join(names).lstrip(_NAME + _HIDDEN):
            yield tag


def _quoted(word: str) -> str:
    if not _NEEDS_QUOTES.search(word):
        return word
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'
