"""One entry of a Blogger backup, in either of its forms: what it is, and what it holds.

Pure. The old form tells kinds by a category and drafts by ``app:draft``; that of Takeout has
elements of its own for both, and names neither host nor whole addresses.
"""

import re
from datetime import datetime
from typing import Final

from tui_reader.clean import clean_line
from tui_reader.feeds.backups.reading import name_of, web_address
from tui_reader.feeds.comments.document import comment_id, named, own_page
from tui_reader.feeds.comments.tree import Element
from tui_reader.feeds.comments.words import removed_by
from tui_reader.feeds.dates import read_date, read_exact_date
from tui_reader.feeds.markup import html_of_text, line_of_html, within_limit
from tui_reader.feeds.people import is_account, person_key
from tui_reader.feeds.posts import Body, kept_guid, post_of
from tui_reader.feeds.tree import unique
from tui_reader.limits import LABEL_LETTERS, LABELS
from tui_reader.models import ParsedComment, ParsedPost, Removed

_KIND_SCHEME: Final = "http://schemas.google.com/g/2005#kind"
_NUMBER: Final = re.compile(r"\.post-(\d+)\Z", re.ASCII)
_PARENT: Final = re.compile(r"/comments/default/(\d+)/?(?:\?.*)?\Z", re.ASCII)
_HTML: Final = frozenset({"html", "xhtml", "text/html"})
_HIDDEN: Final = {
    "draft": "draft",
    "scheduled": "scheduled post",
    "spam_comment": "spam comment",
    "ghosted_comment": "hidden comment",
    "pending": "unapproved comment",
    "pending_comment": "unapproved comment",
}
"""What the states of an entry that is not public are called."""
_DELETED: Final = "deleted or hidden item"
_LIVE: Final = frozenset({"", "live"})
_ENCLOSURES: Final = 100


def kind_of(entry: Element) -> str:
    """Give ``post``, ``page``, ``comment``, ``template``, ``settings``, or what else it is."""
    if kind := entry.text_of("blogger:type"):
        return kind.lower()
    terms = (
        each.attributes.get("term", "")
        for each in entry.all("atom:category")
        if each.attributes.get("scheme") == _KIND_SCHEME
    )
    return next((term.rpartition("#")[2] for term in terms), "")


def id_of(entry: Element) -> str:
    """Give what a post is known by, also to its comments."""
    return kept_guid(entry.text_of("atom:id"))


def hidden_as(entry: Element, now: datetime) -> str:
    """Say why an entry is not public, by a word that can be counted; empty if it is public."""
    control = entry.first("app:control")
    if control is not None and control.text_of("app:draft").lower() == "yes":
        return _HIDDEN["draft"]
    status = entry.text_of("blogger:status").lower()
    if status not in _LIVE or entry.text_of("blogger:trashed"):
        return _HIDDEN.get(status, _DELETED)
    published = read_date(entry.text_of("atom:published"))
    return _HIDDEN["scheduled"] if published and published > now else ""


def post_id_of(comment: Element) -> str:
    """Give the id of the post that a comment speaks to; empty if it does not say."""
    if parent := comment.text_of("blogger:parent"):
        return kept_guid(parent)
    reply = comment.first("thr:in-reply-to")
    return kept_guid(reply.attributes.get("ref", "").strip()) if reply is not None else ""


def is_open(post: Element) -> bool:
    """Whether a post of the old form takes comments, or has any: else nothing says so."""
    return "blogger:type" in (child.name for child in post.children) or any(
        child.name == "thr:total" or _relation(child) == "replies" for child in post.children
    )


def link_of(entry: Element, relation: str, *, as_feed: bool | None = None) -> str:
    """Give the address of a link that is on the web; ``as_feed`` chooses between two of a kind."""
    for link in entry.all("atom:link"):
        is_feed = link.attributes.get("type", "").endswith("xml")
        if _relation(link) == relation and as_feed in (None, is_feed):
            return web_address(link.attributes.get("href", ""))
    return ""


def read_post(entry: Element, home: str, comments: int | None) -> ParsedPost:
    """Read a post or a page.

    Args:
        entry: As it stands in the backup.
        home: The blog's home page; empty if it is not known.
        comments: How many live comments the backup has of it; None where it takes none.

    Returns:
        The post. Its address is a mere path where the host is not known.
    """
    guid = id_of(entry)
    url = link_of(entry, "alternate") or _placed(entry.text_of("blogger:filename"), home)
    return post_of(
        guid=guid,
        url=url,
        title=_title(entry),
        body=_body(entry, url),
        author=_author(entry),
        published=read_date(entry.text_of("atom:published")),
        updated=read_date(entry.text_of("atom:updated")),
        labels=_labels(entry),
        enclosures=_enclosures(entry),
        comments=comments,
        comments_url=link_of(entry, "replies", as_feed=False),
        comments_feed=link_of(entry, "replies", as_feed=True) or _comments_feed(guid, home),
        author_key=person_key(_person(entry).text_of("atom:uri")),
    )


def read_comment(entry: Element) -> ParsedComment:
    """Read a comment; an e-mail address in it is not taken."""
    url = link_of(entry, "alternate")
    person = _person(entry)
    key = person_key(person.text_of("atom:uri"))
    removed = _removed(entry)
    return ParsedComment(
        guid=comment_id(entry.text_of("atom:id")),
        html="" if removed else within_limit(_body(entry, "").html)[0],
        author=named(name_of(person.text_of("atom:name")), has_account=bool(key)),
        author_key=key if is_account(key) else "",
        author_url=web_address(person.text_of("atom:uri")),
        published=read_exact_date(entry.text_of("atom:published", "atom:updated")),
        parent=_parent(entry),
        post=post_id_of(entry),
        post_url=own_page(url),
        url=url,
        base=own_page(url),
        removed=removed,
    )


def _relation(link: Element) -> str:
    return link.attributes.get("rel", "alternate") if link.name == "atom:link" else ""


def _placed(path: str, home: str) -> str:
    return web_address(path, home) if home else path


def _person(entry: Element) -> Element:
    return entry.first("atom:author") or Element("", {})


def _author(entry: Element) -> str:
    return name_of(_person(entry).text_of("atom:name"))


def _title(entry: Element) -> str:
    title = entry.first("atom:title")
    if title is None:
        return ""
    is_html = title.attributes.get("type") in _HTML
    return line_of_html(title.text) if is_html else clean_line(title.text)


def _body(entry: Element, url: str) -> Body:
    content = entry.first("atom:content")
    is_whole = content is not None and bool(content.text)
    body = content if is_whole else entry.first("atom:summary")
    if body is None:
        return Body("", url)
    is_html = body.attributes.get("type", "html") in _HTML
    return Body(body.text if is_html else html_of_text(body.text), url, is_summary=not is_whole)


def _labels(entry: Element) -> tuple[str, ...]:
    terms = (
        each.attributes.get("term", "")
        for each in entry.all("atom:category")
        if each.attributes.get("scheme") != _KIND_SCHEME
    )
    return unique((clean_line(term, LABEL_LETTERS) for term in terms), LABELS)


def _enclosures(entry: Element) -> tuple[str, ...]:
    links = (each for each in entry.all("atom:link") if _relation(each) == "enclosure")
    return unique((web_address(each.attributes.get("href", "")) for each in links), _ENCLOSURES)


def _comments_feed(guid: str, home: str) -> str:
    found = _NUMBER.search(guid)
    return web_address(f"/feeds/{found[1]}/comments/default", home) if found and home else ""


def _parent(comment: Element) -> str:
    """The old form links to the feed of the comment that is replied to; Takeout names its id."""
    found = _PARENT.search(link_of(comment, "related"))
    return found[1] if found else comment_id(comment.text_of("blogger:inReplyTo"))


def _removed(comment: Element) -> Removed:
    for each in comment.all("gd:extendedProperty"):
        name, value = each.attributes.get("name"), each.attributes.get("value", "")
        if name == "blogger.contentRemoved" and value.strip().lower() == "true":
            return removed_by(line_of_html(_body(comment, "").html))
    return Removed.NO
