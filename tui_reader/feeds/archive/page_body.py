"""Takes the article out of a post's web page, for posts that are known by title only.

A task of the worker. Linear: each tag is met once. What it gives is html like any feed's.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Final, NamedTuple

from tui_reader.errors import FeedError
from tui_reader.feeds.markup import line_of_html, within_limit
from tui_reader.models import Page

_TOKEN: Final = re.compile(
    # Comments and scripts are stepped over whole; one that never ends hides the rest.
    r"<!--.*?(?:-->|\Z)|<(?:script|style|template|noscript)\b.*?(?:</(?:script|style|template|"
    r"noscript)\s*>|\Z)"
    r"""|<(?P<end>/?)(?P<tag>[a-z][a-z0-9-]{0,30})"""
    r"""(?P<given>(?:[^<>"']++|"[^"<]*+"|'[^'<]*+'|["'])*+)>|(?P<text>[^<]++)""",
    re.IGNORECASE | re.DOTALL,
)
_ATTRIBUTE: Final = re.compile(
    r"""(?<![\w:-])([A-Za-z][\w:-]*+)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))"""
)
_VOID: Final = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source"}
    | {"track", "wbr"}
)
_KNOWN: Final = (
    "post-body", "entry-content", "post-content", "article-content", "article-body",
    "articlebody", "post__content", "blog-post-content", "available-content", "e-content",
    "post-text", "content-body", "blog-content",
)  # fmt: skip
"""Names that programs for blogs give to the post's own text, the surest first."""
_ARTICLE, _MAIN, _DENSEST = len(_KNOWN), len(_KNOWN) + 1, len(_KNOWN) + 2
_TITLES: Final = frozenset({"post-title", "entry-title", "p-name"})
_FIRST_HEADING: Final = re.compile(r"<(h[1-3])\b[^<>]*>(.*?)</\1\s*>", re.IGNORECASE | re.DOTALL)
_HEADING_BEGINS: Final = 4_000
"""Letters of an article within which a heading that repeats the title is looked for."""
_BETWEEN: Final = " :|-–—·»/"
"""What stands between a blog's name and a post's title."""
_NO_RANK, _TITLE = -1, -2
_DEEPEST: Final = 200
_LEAST_LETTERS: Final = 40
"""With fewer it is hardly the article; taken only where nothing else is."""
_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{1,40})", re.IGNORECASE)
_HEADER_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)")


class PageBody(NamedTuple):
    """The article of a page."""

    title: str
    """One line; empty if the page has none."""
    html: str
    base: str
    """What relative addresses in it are relative to."""
    is_cut: bool
    """Whether it was longer than a post may be."""


@dataclass(slots=True)
class _Element:
    """One that is open."""

    tag: str
    start: int
    """Where its content begins."""
    rank: int
    """How sure its name is, 0 the surest; else ``_NO_RANK`` or ``_TITLE``."""
    letters: int
    """Letters of text before it."""
    in_paragraphs: int = 0
    """Letters in paragraphs that are directly within it."""


@dataclass(slots=True)
class _Found:
    """What was seen so far."""

    letters: int = 0
    open: list[_Element] = field(default_factory=list)
    open_tags: Counter[str] = field(default_factory=Counter)
    """How many of ``open`` have each name."""
    articles: dict[int, tuple[int, int, int]] = field(default_factory=dict)
    """For each rank the one with most text: letters, start, end."""
    meta_title: str = ""
    post_title: tuple[int, int] | None = None
    heading: tuple[int, int] | None = None
    title: tuple[int, int] | None = None
    base: str = ""


def read(page: Page) -> PageBody:
    """Find the article.

    Raises:
        FeedError: not-a-feed: there is no text on the page.
    """
    text = _decoded(page)
    found = _scan(text)
    article = _best(found)
    if article is None:
        raise FeedError("not-a-feed", "the page has no text: open it in the browser")
    title = _title(text, found)
    html, is_cut = within_limit(_without_title(text[article[1] : article[2]], title))
    return PageBody(title, html, found.base or page.final_url, is_cut)


def _without_title(html: str, title: str) -> str:
    """Leave out a first heading that only says the title again."""
    heading = _FIRST_HEADING.search(html, 0, _HEADING_BEGINS)
    if heading is None or line_of_html(html[: heading.start()]):
        return html
    is_title = line_of_html(heading[2]) == title
    return html[: heading.start()] + html[heading.end() :] if is_title else html


def _decoded(page: Page) -> str:
    named = _HEADER_CHARSET.search(page.content_type)
    inside = _CHARSET.search(page.body, 0, 4096)
    for name in (named[1] if named else "", inside[1].decode() if inside else "", "utf-8"):
        try:
            return page.body.decode(name) if name else page.body.decode()
        except (UnicodeError, LookupError):
            continue
    return page.body.decode("cp1252", "replace")


def _scan(text: str) -> _Found:
    found = _Found()
    for token in _TOKEN.finditer(text):
        if token["text"]:
            found.letters += len(token["text"].split()) and len(token["text"].strip())
        elif token["tag"]:
            tag = token["tag"].lower()
            if token["end"]:
                _close(found, tag, token.start())
            else:
                _open(found, tag, token["given"], token.end())
    return found


def _open(found: _Found, tag: str, attributes: str, end: int) -> None:
    if tag in ("meta", "base"):
        _take_head(found, tag, attributes)
    if tag == "p" and found.open and found.open[-1].tag == "p":
        _close(found, "p", end)
    if tag not in _VOID and not attributes.endswith("/") and len(found.open) < _DEEPEST:
        rank = _rank(tag, attributes)
        found.open.append(_Element(tag, end, rank, found.letters))
        found.open_tags[tag] += 1


def _take_head(found: _Found, tag: str, attributes: str) -> None:
    given = dict(_pairs(attributes))
    if tag == "base":
        href = given.get("href", "")
        found.base = found.base or (href if href.startswith(("http://", "https://")) else "")
    elif given.get("property") == "og:title":
        found.meta_title = found.meta_title or given.get("content", "")


def _close(found: _Found, tag: str, start: int) -> None:
    """Close the innermost open element of this name, and what was left open in it."""
    if not found.open_tags[tag]:
        return
    while True:
        element = found.open.pop()
        found.open_tags[element.tag] -= 1
        _take(found, element, start)
        if element.tag == tag:
            return


def _take(found: _Found, element: _Element, end: int) -> None:
    letters = found.letters - element.letters
    where = (element.start, end)
    if element.rank == _TITLE:
        found.post_title = found.post_title or where
    elif element.tag == "title":
        found.title = found.title or where
    elif element.tag == "h1":
        found.heading = found.heading or where
    elif element.tag == "p" and found.open:
        found.open[-1].in_paragraphs += letters
    if element.rank >= 0:
        _note(found, element.rank, letters, where)
    if element.in_paragraphs:
        _note(found, _DENSEST, element.in_paragraphs, where)


def _note(found: _Found, rank: int, letters: int, where: tuple[int, int]) -> None:
    if letters > found.articles.get(rank, (0, 0, 0))[0]:
        found.articles[rank] = (letters, *where)


def _rank(tag: str, attributes: str) -> int:
    names: set[str] = set()
    for name, value in _pairs(attributes):
        if name in ("class", "id", "itemprop"):
            names |= set(value.lower().split())
    if names & _TITLES:
        return _TITLE
    ranks = (rank for rank, known in enumerate(_KNOWN) if known in names)
    return next(ranks, {"article": _ARTICLE, "main": _MAIN}.get(tag, _NO_RANK))


def _pairs(attributes: str) -> Iterator[tuple[str, str]]:
    for name, double, single, bare in _ATTRIBUTE.findall(attributes):
        yield name.lower(), unescape(double or single or bare)


def _best(found: _Found) -> tuple[int, int, int] | None:
    by_rank = [found.articles[rank] for rank in sorted(found.articles)]
    long_enough = [article for article in by_rank if article[0] >= _LEAST_LETTERS]
    return next(iter(long_enough or by_rank), None)


def _title(text: str, found: _Found) -> str:
    """Tell the post's title; where the page's first heading is the blog's name, without that."""
    places = (found.post_title, found.heading, found.title)
    post, heading, title = (line_of_html(text[slice(*place)]) if place else "" for place in places)
    rest = title.removeprefix(heading).strip(_BETWEEN) if heading else ""
    if rest and rest != title:
        heading = rest
    return line_of_html(found.meta_title) or post or heading or title
