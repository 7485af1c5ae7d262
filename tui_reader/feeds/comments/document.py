"""Reads a feed of comments: ``read(page) -> ParsedComments``. Atom and RSS, Blogger's and others'.

A task of the parse worker. It says only what the document says: how comments of several
documents belong together is seen where they are together (``threads.linked``).
"""

import hashlib
import html
import re
from typing import Final

from tui_reader.clean import clean_line
from tui_reader.errors import FeedError
from tui_reader.feeds.comments.tree import Element, Tree, read_tree
from tui_reader.feeds.comments.words import is_nobody, removed_by
from tui_reader.feeds.dates import read_exact_date
from tui_reader.feeds.markup import html_of_text, line_of_html, line_of_loose_text, within_limit
from tui_reader.feeds.people import is_account, person_key
from tui_reader.feeds.posts import kept_guid
from tui_reader.feeds.tree import absolute, whole_number
from tui_reader.limits import AUTHOR_LETTERS
from tui_reader.models import Page, ParsedComment, ParsedComments, Removed

_BLOGGER_ID: Final = re.compile(r"tag:blogger\.com,1999:blog-\d+\.post-(\d+)", re.ASCII)
_PARENT: Final = re.compile(r"/comments/default/(\d+)/?(?:\?.*)?\Z", re.ASCII)
_WORDPRESS_ID: Final = re.compile(r"#comment-(\d+)\Z", re.ASCII)
_OWN_PLACE: Final = re.compile(
    r"(?:\?showComment=[^#&]*|[?&]cpage=\d+|/comment-page-\d+(?=/))|#.*", re.ASCII
)
"""What an address of a comment has more than that of its page."""
_BY: Final = re.compile(r"(?:By: ?|Comment on .* by )(.*)", re.DOTALL)
"""How WordPress titles a comment where it names nobody elsewhere."""
_IN_BRACKETS: Final = re.compile(r"\S*@\S* \((.*)\)", re.DOTALL)
_BREAK: Final = re.compile(r"<br\s*/?>", re.IGNORECASE)
_REFERENCE: Final = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]\w{1,31});", re.IGNORECASE)
_NO_ACCOUNT: Final = "blank.gif"
"""Blogger's picture of somebody who signed with a mere name and address."""
_DATES: Final = ("atom:published", "atom:updated", "pubDate", "dc:date")
_HTML: Final = frozenset({"html", "text/html", "xhtml"})
_LARGE: Final = "the feed of comments takes more memory to read than it may have"


def read(page: Page) -> ParsedComments:
    """Read one answer as comments, in document order.

    Raises:
        FeedError: not-a-feed, malformed or too-large; nothing else.
    """
    try:
        tree = read_tree(page)
        comments = tuple(_Entry(entry, tree, page.final_url).comment() for entry in tree.entries)
    except MemoryError as error:
        raise FeedError("too-large", _LARGE) from error
    return ParsedComments(
        comments=comments,
        total=whole_number(tree.head.text_of("opensearch:totalResults")),
        next_url=_next(tree.head, page.final_url),
    )


def _next(head: Element, base: str) -> str:
    links = (link for link in head.all("atom:link") if _relation(link) == "next")
    return next((absolute(base, link.attributes.get("href", "")) for link in links), "")


def _relation(link: Element) -> str:
    return link.attributes.get("rel", "alternate")


class _Entry:
    """One entry or item, read piece by piece."""

    def __init__(self, entry: Element, tree: Tree, address: str) -> None:
        self._entry = entry
        self._is_atom = entry.name.startswith("atom:")
        self._base = absolute(address, entry.base or tree.head.base) or address
        self._id = entry.text_of("atom:id", "guid")
        self._is_blogger = _BLOGGER_ID.fullmatch(self._id) is not None
        self._person = entry.first("atom:author") or Element("", {})

    def comment(self) -> ParsedComment:
        """Put it together."""
        url = self._link("alternate") or absolute(self._base, self._entry.text_of("link"))
        reply = self._entry.first("thr:in-reply-to") or Element("", {})
        page = absolute(self._base, reply.attributes.get("href", ""))
        removed = self._removed()
        return ParsedComment(
            guid=comment_id(self._id or url) or self._own_id(),
            html="" if removed else within_limit(self._html())[0],
            author=self._author(),
            author_key=self._author_key(),
            author_url=absolute(self._base, self._person.text_of("atom:uri", "atom:url")),
            published=read_exact_date(self._entry.text_of(*_DATES)),
            parent=self._parent(),
            post=kept_guid(reply.attributes.get("ref", "")),
            post_url=own_page(url or page),
            url=url,
            base=own_page(url) or self._base,
            removed=removed,
        )

    def _own_id(self) -> str:
        """Name a comment that its feed gives neither id nor address."""
        words = "\n".join((self._author(), self._entry.text_of(*_DATES), self._html()))
        return "sha256:" + hashlib.sha256(words.encode(errors="replace")).hexdigest()

    def _link(self, relation: str) -> str:
        links = (link for link in self._entry.all("atom:link") if _relation(link) == relation)
        return next((absolute(self._base, link.attributes.get("href", "")) for link in links), "")

    def _parent(self) -> str:
        """Blogger names a comment's parent by a link, and says of every one that it is the post's.

        Only of a comment: the link of a post leads anywhere.
        """
        found = _PARENT.search(self._link("related")) if self._is_blogger else None
        return found[1] if found else ""

    def _removed(self) -> Removed:
        for each in self._entry.all("gd:extendedProperty"):
            if each.attributes.get("name") == "blogger.contentRemoved":
                is_so = each.attributes.get("value", "").strip().lower() == "true"
                return removed_by(self._plain()) if is_so else Removed.NO
        return Removed.NO

    def _plain(self) -> str:
        return line_of_html(self._entry.text_of("atom:content", "atom:summary", "description"))

    def _html(self) -> str:
        if not self._is_atom:
            return self._entry.text_of("content:encoded", "description")
        body = self._entry.first("atom:content") or self._entry.first("atom:summary")
        if body is None:
            return ""
        kind = body.attributes.get("type", "text")
        return body.text if kind in _HTML else html_of_text(self._without_breaks(body.text))

    def _without_breaks(self, text: str) -> str:
        """In Blogger's short feeds what is called text still has its line breaks as tags."""
        if not self._is_blogger:
            return text
        text = _BREAK.sub("\n", text)
        return _REFERENCE.sub(lambda found: html.unescape(found[0]), text)

    def _author(self) -> str:
        name = self._person.text_of("atom:name") or self._entry.text_of("dc:creator", "author")
        if not name:
            titled = _BY.fullmatch(self._entry.text_of("title"))
            name = titled[1] if titled else ""
        bracketed = _IN_BRACKETS.fullmatch(name)
        return named(bracketed[1] if bracketed else name, has_account=bool(self._author_key()))

    def _author_key(self) -> str:
        """Tell the account; what anybody may type as his address tells nothing."""
        key = person_key(self._person.text_of("atom:uri"))
        image = self._person.first("gd:image")
        is_typed = image is not None and image.attributes.get("src", "").endswith(_NO_ACCOUNT)
        return key if self._is_blogger and is_account(key) and not is_typed else ""


def comment_id(identity: str) -> str:
    """Give what tells a comment from others: its number at Blogger and WordPress, else its id."""
    found = _BLOGGER_ID.fullmatch(identity) or _WORDPRESS_ID.search(identity)
    return found[1] if found else kept_guid(identity)


def own_page(address: str) -> str:
    """Give the page on which a comment stands, of the comment's own address."""
    return _OWN_PLACE.sub("", address)


def named(name: str, *, has_account: bool = False) -> str:
    """Give a name as one line; empty where it says that there is none."""
    name = clean_line(line_of_loose_text(name, AUTHOR_LETTERS), AUTHOR_LETTERS)
    return "" if not has_account and is_nobody(name) else name
