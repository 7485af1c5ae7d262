"""The first reading of a Blogger backup: whose it is, what is public, how many comments there are.

Bodies are passed over, so it takes a small part of the time, and its memory grows with the number
of posts only.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from tui_reader.clean import clean_line
from tui_reader.feeds.backups import blogger_entries as entries
from tui_reader.feeds.backups.document import Document
from tui_reader.feeds.backups.reading import feed_address, name_of, web_address
from tui_reader.feeds.comments.tree import Element
from tui_reader.feeds.markup import line_of_html
from tui_reader.feeds.urls import host_of
from tui_reader.limits import LABEL_LETTERS
from tui_reader.models import BackupHead, ParsedFeed

_LETTERS: Final = 1_000
_ID: Final = re.compile(r"(tag:blogger\.com,1999:blog-\d+)(?:\.archive)?", re.ASCII)
_OF_ENTRY: Final = re.compile(r"(tag:blogger\.com,1999:blog-\d+)\.", re.ASCII)
_SETTING: Final = re.compile(r"\.settings\.(BLOG_\w+)\Z", re.ASCII)
_WANTED: Final = frozenset(
    {
        "BLOG_COMMENTS_ALLOWED",
        "BLOG_CUSTOM_DOMAIN",
        "BLOG_DESCRIPTION",
        "BLOG_LOCALE",
        "BLOG_SUBDOMAIN",
    }
)
"""The settings that are used. Others hold e-mail addresses: none of them is kept or told."""
_HOST: Final = re.compile(r"[a-z0-9][a-z0-9.-]{0,250}", re.IGNORECASE | re.ASCII)
_SERVICE: Final = "www.blogger.com"


class Survey:
    """What must be known before the first post is given."""

    def __init__(self) -> None:
        self.live: set[str] = set()
        """Posts and pages that are public, by their ids."""
        self._hidden: set[str] = set()
        self._comments: Counter[str] = Counter()
        self._early: set[str] = set()
        self._texts: dict[str, str] = {}
        self._settings: dict[str, str] = {}

    @property
    def has_early_comments(self) -> bool:
        """Whether comments stand before their posts."""
        return not self._early.isdisjoint(self.live)

    @property
    def readings(self) -> int:
        """How often the file is read in all, as far as that is known."""
        return 3 if self.has_early_comments else 2

    def count(self, guid: str, post: Element) -> int | None:
        """Give how many live comments a post has; None where it has none and takes none."""
        count = self._comments[guid]
        is_allowed = self._settings.get("BLOG_COMMENTS_ALLOWED") != "false"
        return count if count or (is_allowed and entries.is_open(post)) else None

    def why_left_out(self, comment: Element, post: str, now: datetime) -> str:
        """Say why a comment is not public; empty if it is."""
        hidden = entries.hidden_as(comment, now)
        return hidden or ("hidden comment" if post in self._hidden else "")

    def head(self, kind: str) -> BackupHead:
        """Say which blog it is."""
        home = self._home()
        is_blogger = bool(self._texts.get("id"))
        feed = ParsedFeed(
            kind="atom10",
            title=self._texts.get("title", ""),
            posts=(),
            feed_id=self._texts.get("id", ""),
            subtitle=line_of_html(self._settings.get("BLOG_DESCRIPTION", "")),
            url=home,
            language=clean_line(self._settings.get("BLOG_LOCALE", ""), LABEL_LETTERS),
            generator="Blogger" if is_blogger else "",
            author=self._texts.get("author", ""),
        )
        return BackupHead(kind, feed, feed_address(home, "/feeds/posts/default", is_blogger))

    def take(self, element: Element, now: datetime) -> None:
        """Take in one element of the feed."""
        if element.name == "atom:entry":
            self._take_entry(element, now)
        elif element.name == "atom:id" and (found := _ID.fullmatch(element.text)):
            self._texts["id"] = found[1]
        elif element.name == "atom:title":
            self._texts["title"] = clean_line(element.text)
        elif element.name == "atom:author":
            self._texts["author"] = name_of(element.text_of("atom:name"))
        elif element.name == "atom:link" and element.attributes.get("rel") == "alternate":
            self._texts["home"] = element.attributes.get("href", "")

    def _take_entry(self, entry: Element, now: datetime) -> None:
        kind, guid = entries.kind_of(entry), entries.id_of(entry)
        if kind == "settings":
            self._take_setting(guid, entry)
        elif kind == "comment":
            self._take_comment(entry, now)
        elif kind in ("post", "page"):
            is_hidden = bool(entries.hidden_as(entry, now))
            (self._hidden if is_hidden else self.live).add(guid)
            if "id" not in self._texts and (found := _OF_ENTRY.match(guid)):
                self._texts["id"] = found[1]

    def _take_setting(self, guid: str, entry: Element) -> None:
        name = _SETTING.search(guid)
        if name and name[1] in _WANTED:
            self._settings[name[1]] = entry.text_of("atom:content")

    def _take_comment(self, comment: Element, now: datetime) -> None:
        post = entries.post_id_of(comment)
        if not self.why_left_out(comment, post, now):
            self._comments[post] += 1
            if post not in self.live:
                self._early.add(post)

    def _home(self) -> str:
        """The blog's own page; on Blogger's service itself no blog has its feed."""
        page = web_address(self._texts.get("home", ""))
        domain = self._settings.get("BLOG_CUSTOM_DOMAIN", "")
        name = self._settings.get("BLOG_SUBDOMAIN", "")
        if page and host_of(page) != _SERVICE:
            return page
        if "." in domain and _HOST.fullmatch(domain):
            return f"http://{domain.lower()}/"
        return f"https://{name.lower()}.blogspot.com/" if _HOST.fullmatch(name) else page


def survey(document: Document, known: Survey, now: datetime) -> Iterator[float]:
    """Fill in what is to be known; gives how much of the file was read, now and then.

    Raises:
        FeedError: The file cannot be read at all.
    """
    for element in document.elements(letters=_LETTERS):
        if element is None:
            yield document.share
        else:
            known.take(element, now)
