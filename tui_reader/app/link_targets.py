"""Where a link leads, and what following it does: known before it is followed. Pure."""

import re
from collections.abc import Callable, Container
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final
from urllib.parse import unquote, urldefrag

from tui_reader.app.article_frame import (
    LABEL_ADDRESS,
    POST_ADDRESS,
    THREAD_ADDRESS,
    WHOLE_ADDRESS,
)
from tui_reader.app.blog_addresses import may_be_blog
from tui_reader.app.comment_places import page_of, place_in
from tui_reader.clean import clean_line
from tui_reader.render.links import Gate, judge, true_host

GUIDE_SITE: Final = "https://guide.tui-reader.example/"
GUIDE_WORDS: Final = "the guide is built in: it has no page on the web"
ADDRESS_LETTERS: Final = 300
"""So much of an address is shown where there is any amount of room."""


_AFTER_SCHEME: Final = re.compile(r"\w+://(?:[^/?#]*@)?([^/?#]*)(.*)", re.DOTALL)


class Way(StrEnum):
    """What following a link does."""

    PLACE = "place"
    LABEL = "label"
    POST = "post"
    COMMENT = "comment"
    COMMENTS = "comments"
    WHOLE = "whole"
    BLOG = "blog"
    PAGE = "page"
    REFUSED = "refused"


_COMMENTS: Final = frozenset({"comments", "comment-form", "respond", "disqus_thread"})
"""What blogs call the place of all comments on a post's page."""
HERE: Final = frozenset({Way.PLACE, Way.LABEL, Way.POST, Way.COMMENT, Way.COMMENTS, Way.WHOLE})
"""What stays in the reader: nothing is opened outside, nobody is asked for anything."""
_DOES: Final = {
    Way.PLACE: "goes there",
    Way.LABEL: "lists its posts",
    Way.POST: "opens here",
    Way.COMMENT: "goes to the comment",
    Way.COMMENTS: "reads the comments",
    Way.WHOLE: "the post's other text",
    Way.BLOG: "a blog: asks",
    Way.PAGE: "browser",
    Way.REFUSED: "is not opened",
}


@dataclass(frozen=True, slots=True)
class Target:
    """What is behind a link."""

    way: Way
    url: str
    """As it may be handed on; for what is refused, as it is written."""
    host: str = ""
    """The host it truly leads to, in punycode, with its port; empty for what is no address."""
    rest: str = ""
    """The address after its host, or the words for a place in here."""
    reason: str = ""
    """Why it asks first, or why it is refused."""
    post_id: int | None = None
    """The kept post it leads to."""
    place: str = ""
    """What the address calls the comment or the place in the text."""

    @property
    def is_here(self) -> bool:
        """Whether following it stays in the reader."""
        return self.way in HERE

    @property
    def does(self) -> str:
        """What following it does, in two or three words."""
        return "asks first" if self.reason and self.way is Way.PAGE else _DOES[self.way]


def target_of(
    url: str,
    text: str,
    kept: Callable[[str], int | None],
    hosts: Container[str] = (),
    *,
    here: int | None = None,
    anchors: Container[str] = (),
) -> Target:
    """Return where a link leads.

    Args:
        url: The link's address: absolute, ``#name`` within the text, or one of the reader's own.
        text: The link's words.
        kept: Gives the number of the post at an address, None where none is kept.
        hosts: The hosts of blogs that are kept, without ``www.``.
        here: The post in which the link stands.
        anchors: The names of places in it.
    """
    if url.startswith("#"):
        return Target(Way.PLACE, url, rest=clean_line(url, ADDRESS_LETTERS), place=url[1:])
    if url.startswith(LABEL_ADDRESS):
        return Target(Way.LABEL, url, rest=clean_line(url.removeprefix(LABEL_ADDRESS)))
    if url.startswith(WHOLE_ADDRESS):
        return Target(Way.WHOLE, url, rest=clean_line(text))
    post_id = kept_behind(url, kept)
    if post_id is None:
        return outward(url, text, hosts)
    if post_id == here and not url.startswith((POST_ADDRESS, THREAD_ADDRESS)):
        return _own_target(url, text, post_id, anchors)
    return _kept_target(url, text, post_id)


def kept_behind(url: str, kept: Callable[[str], int | None]) -> int | None:
    """Return the number of the post behind an address; anybody may write any address."""
    name = url.removeprefix(POST_ADDRESS).removeprefix(THREAD_ADDRESS)
    if url.isascii() and url.isdigit():
        return None
    found = kept(name)
    return kept(page_of(name)) if found is None else found


def _own_target(url: str, text: str, post_id: int, anchors: Container[str]) -> Target:
    """Return the place that is meant by the address of the post that one reads."""
    target = _kept_target(url, text, post_id)
    if target.way is not Way.POST:
        return target
    if target.place in anchors:
        return replace(target, way=Way.PLACE)
    return outward(url, text)  # its own page, as the blog shows it


def _kept_target(url: str, text: str, post_id: int) -> Target:
    """Return the place of a kept post that is meant."""
    if url.startswith(POST_ADDRESS):
        return Target(Way.POST, url, rest=clean_line(text), post_id=post_id)
    if url.startswith(THREAD_ADDRESS):
        return Target(Way.COMMENTS, url, rest=clean_line(text), post_id=post_id)
    host, rest = address_shown(url)
    if place := place_in(url):
        return Target(Way.COMMENT, url, host, rest, post_id=post_id, place=place)
    fragment = unquote(urldefrag(url).fragment)
    if fragment.lower() in _COMMENTS:
        return Target(Way.COMMENTS, url, host, rest, post_id=post_id)
    return Target(Way.POST, url, host, rest, post_id=post_id, place=fragment)


def outward(url: str, text: str = "", hosts: Container[str] | None = None) -> Target:
    """Return where an address leads outside of the reader.

    Args:
        url: The address.
        text: The words of its link; empty where it is no link's.
        hosts: The hosts of blogs that are kept; None: it is not asked whether it is a blog's.
    """
    if url.startswith(GUIDE_SITE):
        return Target(Way.REFUSED, url, rest=clean_line(url, ADDRESS_LETTERS), reason=GUIDE_WORDS)
    verdict = judge(url)
    if verdict.gate is Gate.REFUSE:
        written = clean_line(url, ADDRESS_LETTERS)
        return Target(Way.REFUSED, url, rest=written, reason=verdict.reason)
    host, rest = address_shown(verdict.url)
    reason = verdict.reason
    if not reason and (other := true_host(text, verdict.url)):
        reason = f"its words name another place than {other}"
    is_blog = hosts is not None and not reason and may_be_blog(verdict.url, hosts)
    way = Way.BLOG if is_blog else Way.PAGE
    return Target(way, verdict.url, host, rest, reason)


def address_shown(url: str) -> tuple[str, str]:
    """Return the true host of an address, with its port, and what comes after it.

    A user name before the host is left out: it says nothing of where the address leads.
    """
    verdict = judge(url)
    if verdict.gate is Gate.REFUSE:
        return "", clean_line(url, ADDRESS_LETTERS)
    parts = _AFTER_SCHEME.match(verdict.url)
    assert parts is not None
    return parts[1], parts[2][:ADDRESS_LETTERS]
