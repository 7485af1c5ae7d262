"""Takes the post out of its own web page. A task of the worker; it gives html as feeds do.

Whoever names the place of a post on its page is believed; elsewhere readability looks for it.
Which of several it is, and whether it is on this page at all, the words tell that its feed gives.
"""

import re
from collections.abc import Iterator
from html import unescape
from itertools import islice
from typing import Final, NamedTuple

from tui_reader.errors import FeedError
from tui_reader.feeds.markup import line_of_html, within_limit
from tui_reader.feeds.page_letters import letters_of
from tui_reader.feeds.page_scan import ARTICLE, MAIN, Candidate, Scan, scan
from tui_reader.feeds.page_tidy import tidied
from tui_reader.models import Page

NO_TEXT: Final = "the page has no text: open it in the browser"
UNKNOWN: Final = "the post cannot be told from the rest of its page: open it in the browser"
NO_MORE: Final = "the page has no more of this post than its feed"
_FIRST_HEADING: Final = re.compile(r"<(h[1-3])\b[^<>]*>(.*?)</\1\s*>", re.IGNORECASE | re.DOTALL)
_HEADING_BEGINS: Final = 4_000
"""Letters of an article within which a heading that repeats the title is looked for."""
_LEAST_LETTERS: Final = 40
"""With fewer it is hardly the article; taken only where nothing else is."""
_HTML: Final = re.compile(r"\s*(?:text/html|application/xhtml|text/plain|$)", re.IGNORECASE)
_TAG: Final = re.compile(r"<[^<>]*>")
_WORD: Final = re.compile(r"\w+")
_LOOKED_FOR: Final = 40
"""So many words of the feed are looked for in a page: its end may be cut within a word."""
_FEW: Final = 6
"""Fewer words than these say nothing about where they are from."""
_EARLY: Final = 60
"""Words that may stand before them in the post: its day, the caption of a picture."""
_SAME: Final = 0.6
"""The share of the feed's words, three by three, that stand in the page's text of the same post."""
_LONGEST: Final = 3 * 1024 * 1024
"""Letters of a page that readability is given, or in which the feed's words are looked for."""
_MOST_GUESSES: Final = 20


class PageToRead(NamedTuple):
    """What the worker is asked."""

    page: Page
    beginning: str = ""
    """The post's plain text as its feed gives it; empty: nothing."""
    pictures: int = 0
    """How many pictures its feed gives."""
    title: str = ""
    """What its feed calls it; empty: nothing."""


class PageText(NamedTuple):
    """The post of a page."""

    title: str
    """One line; empty if the page has none."""
    html: str
    """What is past a post's limit is cut, with a mark."""
    base: str
    """What relative addresses in it are relative to."""


def read(wanted: PageToRead) -> PageText:
    """Find the post.

    Raises:
        FeedError: not-a-feed: there is no text on the page, or no more than the feed has.
    """
    page = wanted.page
    if not _HTML.match(page.content_type):
        kind = line_of_html(page.content_type.partition(";")[0], 60)
        raise FeedError("not-a-feed", f"the address leads to a file ({kind}), not to a page")
    text = letters_of(page)
    found = scan(text)
    title = found.title()
    article, is_certain = _post(found, _words(wanted.beginning), _words(wanted.title))
    if not article:
        raise FeedError("not-a-feed", UNKNOWN if found.letters else NO_TEXT)
    html, _ = within_limit(_without_title(article, title))
    if not _has_more(html, wanted):
        raise FeedError("not-a-feed", NO_MORE)
    if not is_certain:
        raise FeedError("not-a-feed", UNKNOWN)
    return PageText(title, html, found.base or page.final_url)


def _post(found: Scan, beginning: list[str], title: list[str]) -> tuple[str, bool]:
    """Give the html of the post: what begins as the feed does, else what is named most surely.

    And whether it is the post at all. Where the words of the feed are nowhere, the page must at
    least be called as the post is: else it is a login, the blog's front page, or whatever a
    network shows in place of the post.
    """
    surest, somewhere, looked_at = "", "", 0
    for html in islice(_guesses(found), _MOST_GUESSES):
        surest = surest or html
        looked_at += len(html)
        if len(beginning) < _FEW or looked_at > _LONGEST:
            break
        place = _place_of(beginning, html)
        if place is not None and place < _EARLY:
            return html, True
        somewhere = somewhere or ("" if place is None else html)
    is_known = len(beginning) >= _FEW or bool(title)
    return somewhere or surest, bool(somewhere) or not is_known or _is_called(found, title)


def _is_called(found: Scan, title: list[str]) -> bool:
    """Tell whether most words of a title stand in what a page is called."""
    wanted = set(title)
    for there in map(_words, found.titles()):
        if wanted and len(wanted.intersection(there)) >= _SAME * len(wanted):
            return True
        letters = "".join(title)  # some scripts put no blanks between their words
        if not letters.isascii() and letters in "".join(there):
            return True
    return False


def _guesses(found: Scan) -> Iterator[str]:
    """Give what may be the post, the surest first."""
    candidates = found.candidates()
    long_enough = [each for each in candidates if each.letters >= _LEAST_LETTERS]
    named = [each for each in long_enough if each.rank <= ARTICLE]
    yield from (_html(found, each) for each in named)
    if long_enough and (article := _readable(_whole(found, long_enough))):
        yield tidied(article)
    yield from (_html(found, each) for each in long_enough if each not in named)
    yield from (_html(found, each) for each in candidates[:1])


def _html(found: Scan, candidate: Candidate) -> str:
    return tidied(found.text[candidate.start : candidate.end])


def _whole(found: Scan, candidates: list[Candidate]) -> str:
    """Give the part of a page in which its post must be: all, or what the page calls its own."""
    main = next((each for each in candidates if each.rank == MAIN), None)
    return found.text[main.start : main.end] if main else found.text


def _readable(text: str) -> str:
    """Give what readability takes for the article; empty: nothing."""
    if len(text) > _LONGEST:
        return ""
    import logging

    from readability import Document

    logging.getLogger("readability").setLevel(logging.CRITICAL)
    try:
        summary = Document(text).summary(html_partial=True, keep_all_images=True)
    except Exception:  # it raises whatever lxml does; there are other guesses
        return ""
    return str(summary) if len(_words(_text(summary))) >= _FEW else ""


def _has_more(html: str, wanted: PageToRead) -> bool:
    """Tell whether there are more words than in the feed, or as many and more pictures."""
    own, found = _words(wanted.beginning), _words(_text(html))
    if len(found) == len(own) and own:
        return html.count("<img") > wanted.pictures
    return len(found) > len(own) or not own


def _place_of(beginning: list[str], html: str) -> int | None:
    """Tell before how many words of a text stand those of the feed; None: they are not in it."""
    wanted = set(_threes(beginning[:_LOOKED_FOR]))
    there = _threes(_words(_text(html)))
    if len(wanted.intersection(there)) < _SAME * len(wanted):
        return None
    return next(place for place, three in enumerate(there) if three in wanted)


def _threes(words: list[str]) -> list[tuple[str, ...]]:
    return list(zip(words, words[1:], words[2:], strict=False))


def _text(html: str) -> str:
    return unescape(_TAG.sub(" ", html))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _without_title(html: str, title: str) -> str:
    """Leave out a first heading that only says the title again."""
    heading = _FIRST_HEADING.search(html, 0, _HEADING_BEGINS)
    if heading is None or line_of_html(html[: heading.start()]):
        return html
    is_title = line_of_html(heading[2]) == title
    return html[: heading.start()] + html[heading.end() :] if is_title else html
