"""One item of a WordPress backup (WXR 1.0 to 1.2) or one of its comments: what it is, and holds.

Pure.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final, NamedTuple

from tui_reader.clean import clean_line
from tui_reader.feeds.backups.paragraphs import paragraphs
from tui_reader.feeds.backups.reading import name_of, web_address
from tui_reader.feeds.comments.document import named
from tui_reader.feeds.comments.tree import Element
from tui_reader.feeds.dates import read_date
from tui_reader.feeds.markup import line_of_html, line_of_loose_text, within_limit
from tui_reader.feeds.posts import Body, kept_guid, post_of
from tui_reader.feeds.tree import unique
from tui_reader.limits import LABEL_LETTERS, LABELS
from tui_reader.models import ParsedComment, ParsedPost

_STATES: Final = {
    "": "",
    "publish": "",
    "draft": "draft",
    "auto-draft": "draft",
    "pending": "draft",
    "future": "scheduled post",
    "private": "private post",
    "trash": "deleted post",
}
_TYPES: Final = {
    "": "",
    "post": "",
    "page": "",
    "attachment": "attachment",
    "nav_menu_item": "menu item",
    "revision": "former version",
}
_OTHER_TYPE: Final = "other item"
_OTHER_STATE: Final = "non-public post"
_APPROVED: Final = frozenset({"", "1", "approve", "approved"})
_SHOWN_COMMENTS: Final = frozenset({"", "comment", "pingback", "trackback"})
PINGS: Final = frozenset({"pingback", "trackback"})
_LABEL_DOMAINS: Final = frozenset({"", "category", "tag", "post_tag"})
_TAG: Final = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_NO_DATE: Final = re.compile(r"(?:0000-00-00|-0001-).*")
_NOBODY: Final = "0"


class Person(NamedTuple):
    """Somebody with an account on the blog."""

    name: str
    key: str


def hidden_as(item: Element, now: datetime) -> str:
    """Say why an item is not shown, by a word that can be counted; empty if it is."""
    if not any(child.name.startswith("wp:") for child in item.children):
        return _OTHER_TYPE  # nothing says that it is public
    kind, state = (item.text_of(name).lower() for name in ("wp:post_type", "wp:status"))
    if hidden := _TYPES.get(kind, _OTHER_TYPE):
        return hidden
    if hidden := _STATES.get(state, _OTHER_STATE):
        return hidden
    if item.text_of("wp:post_password"):
        return "protected post"
    published = published_at(item)
    return "scheduled post" if published and published > now else ""


def is_page(item: Element) -> bool:
    """Whether it stands beside the posts."""
    return item.text_of("wp:post_type").lower() == "page"


def comment_hidden_as(comment: Element) -> str:
    """Say why a comment is not shown, by a word that can be counted; empty if it is."""
    state = comment.text_of("wp:comment_approved").lower()
    if state in _APPROVED:
        is_shown = comment.text_of("wp:comment_type").lower() in _SHOWN_COMMENTS
        return "" if is_shown else "other entry"
    waiting = "unapproved comment"
    return {"0": waiting, "hold": waiting, "spam": "spam comment"}.get(state, "deleted comment")


def published_at(item: Element) -> datetime | None:
    """Give when it was published: by UTC where that is told, else by the blog's own clock."""
    texts = (item.text_of(name) for name in ("wp:post_date_gmt", "pubDate", "wp:post_date"))
    return next((date for text in texts if (date := _date(text))), None)


def guid_of(item: Element, home: str) -> str:
    """Give what the post is known by; where the file has none, what WordPress would make it."""
    number = item.text_of("wp:post_id")
    made = f"{home.rstrip('/')}/?p={number}" if number else item.text_of("link")
    return kept_guid(item.text_of("guid") or made)


def read_item(
    item: Element, home: str, people: Mapping[str, Person], comments: int | None
) -> ParsedPost:
    """Read a post or a page.

    Args:
        item: As it stands in the backup.
        home: The blog's home page; empty if it is not known.
        people: Those with an account, by the names they log in with.
        comments: How many comments are shown; None where there are none and it takes none.
    """
    login = item.text_of("dc:creator", "wp:post_author")
    person = people.get(login, Person(name_of(login), ""))
    url = _page(item, home)
    return post_of(
        guid=guid_of(item, home),
        url=url,
        title=_title(item),
        body=_body(item, url),
        author=person.name,
        published=published_at(item),
        updated=_date(item.text_of("wp:post_modified_gmt")),
        labels=_labels(item),
        enclosures=_enclosures(item),
        comments=comments,
        comments_url=f"{url}#comments" if url else "",
        comments_feed=f"{url.rstrip('/')}/feed/" if url and "?" not in url else "",
        author_key=person.key,
    )


def is_open(item: Element) -> bool:
    """Whether a post takes comments, as far as the file says."""
    return item.text_of("wp:comment_status").lower() != "closed"


def read_comment(comment: Element) -> ParsedComment:
    """Read a comment; neither e-mail nor network address of its author is taken."""
    number = comment.text_of("wp:comment_id")
    parent = comment.text_of("wp:comment_parent")
    account = comment.text_of("wp:comment_user_id")
    has_account = account not in ("", _NOBODY)
    return ParsedComment(
        guid=kept_guid(number),
        html=within_limit(paragraphs(comment.text_of("wp:comment_content")))[0],
        author=named(name_of(comment.text_of("wp:comment_author")), has_account=has_account),
        author_key=f"user:{clean_line(account)}" if has_account else "",
        author_url=web_address(comment.text_of("wp:comment_author_url")),
        published=_date(comment.text_of("wp:comment_date_gmt"))
        or _date(comment.text_of("wp:comment_date")),
        parent="" if parent == _NOBODY else kept_guid(parent),
    )


def of_post(comment: ParsedComment, post: ParsedPost) -> ParsedComment:
    """Tell a comment which post it speaks to: in the file it stands in it."""
    place = f"{post.url}#comment-{comment.guid}" if post.url else ""
    return replace(comment, post=post.guid, post_url=post.url, url=place, base=post.url)


def read_person(author: Element) -> tuple[str, Person]:
    """Read one of the blog's authors: the name he logs in with, and who he is."""
    login = author.text_of("wp:author_login")
    names = ("wp:author_display_name", "wp:author_login")
    number = clean_line(author.text_of("wp:author_id"))
    return login, Person(name_of(author.text_of(*names)), f"user:{number}" if number else "")


def _date(text: str) -> datetime | None:
    return None if _NO_DATE.search(text) else read_date(text)


def _page(item: Element, home: str) -> str:
    if url := web_address(item.text_of("link"), home):
        return url
    guid = item.first("guid")
    is_page_too = guid is not None and guid.attributes.get("isPermaLink", "true") != "false"
    return web_address(guid.text) if guid is not None and is_page_too else ""


def _title(item: Element) -> str:
    title = item.text_of("title")
    return line_of_html(title) if _TAG.search(title) else line_of_loose_text(title)


def _body(item: Element, url: str) -> Body:
    if content := item.text_of("content:encoded"):
        return Body(paragraphs(content), url)
    excerpt = item.text_of("excerpt:encoded", "description")
    return Body(paragraphs(excerpt), url, is_summary=True)


def _labels(item: Element) -> tuple[str, ...]:
    labels = (
        each.text or each.attributes.get("nicename", "")
        for each in item.all("category")
        if each.attributes.get("domain", "") in _LABEL_DOMAINS
    )
    return unique((line_of_loose_text(label, LABEL_LETTERS) for label in labels), LABELS)


def _enclosures(item: Element) -> tuple[str, ...]:
    urls = (each.attributes.get("url", "") for each in item.all("enclosure"))
    return unique(map(web_address, urls), 100)
