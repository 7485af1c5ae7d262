"""What may stand where in Atom as Blogger writes it, and what of it feedparser would give.

A table and the functions in it. What is not in the table is for feedparser to read.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from tui_reader.feeds.dates import read_date
from tui_reader.feeds.tree import Record, is_plain_address

_SURE_DATE: Final = re.compile(
    r"""[12]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])
        T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,6})?(?:Z|[+-][01]\d:[0-5]\d)""",
    re.VERBOSE | re.ASCII,
)
"""What ``read_date`` reads for certain, without a look into the calendar."""
_TYPES: Final = {
    "text": "text/plain",
    "text/plain": "text/plain",
    "html": "text/html",
    "text/html": "text/html",
}
_RELATIONS: Final = frozenset({"alternate", "replies", "enclosure", "next"})
"""Links that anybody looks at."""
SPACES: Final = {
    "http://www.w3.org/2005/Atom": "",
    "http://a9.com/-/spec/opensearchrss/1.0/": "openSearch",
    "http://a9.com/-/spec/opensearch/1.1/": "openSearch",
    "http://schemas.google.com/blogger/2008": "blogger",
    "http://www.georss.org/georss": "georss",
    "http://schemas.google.com/g/2005": "gd",
    "http://purl.org/syndication/thread/1.0": "thr",
    "http://search.yahoo.com/mrss/": "media",
}
"""Each with the one prefix that Blogger has for it."""


class NotBloggers(Exception):  # noqa: N818  # no error: another reader's turn
    """Something that Blogger does not write."""


class Holder:
    """What has elements in it: the feed, an entry, an author."""

    def __init__(self) -> None:
        self.links: list[Record] = []
        self.tags: list[Record] = []
        self.authors: list[Record] = []
        self.record: Record = {"links": self.links, "tags": self.tags, "authors": self.authors}

    def keep(self, key: str, value: object) -> None:
        """Take what there is one of; which of two feedparser takes depends."""
        if key in self.record:
            raise NotBloggers
        self.record[key] = value


_Keep = Callable[[Holder, str, str, dict[str, str]], None]
"""Takes a leaf: what it stands in, its name there, its text, its attributes."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """An element with nothing but text in it."""

    keep: _Keep
    key: str = ""
    attributes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Branch:
    """An element with others in it, and without attributes."""

    children: "Mapping[str, Leaf | Branch]"
    attributes: frozenset[str] = frozenset()


# ------------------------------------------------------------------------- what leaves say


def _checked(text: str) -> str:
    """Give a text in which feedparser would mend nothing."""
    if not text.isascii():
        try:
            text.encode("iso-8859-1").decode()
        except UnicodeError:
            return text
        raise NotBloggers  # it would be taken for UTF-8 that was encoded twice
    return text


def _text(holder: Holder, key: str, text: str, _attributes: dict[str, str]) -> None:
    holder.keep(key, _checked(text))


def _raw(holder: Holder, key: str, text: str, _attributes: dict[str, str]) -> None:
    holder.keep(key, text)


def _id(holder: Holder, key: str, text: str, _attributes: dict[str, str]) -> None:
    if text[:4].lower() == "http":  # it might stand for a link
        raise NotBloggers
    holder.keep(key, _checked(text))


def _date(holder: Holder, key: str, text: str, _attributes: dict[str, str]) -> None:
    if text and not _SURE_DATE.fullmatch(text) and read_date(text) is None:
        raise NotBloggers  # feedparser may be able to read it
    holder.keep(key, _checked(text))


def _address(holder: Holder, key: str, text: str, _attributes: dict[str, str]) -> None:
    if text and not is_plain_address(text):
        raise NotBloggers
    holder.keep(key, text)


def _typed(attributes: dict[str, str]) -> str:
    kind = _TYPES.get(attributes.get("type", "text").lower())
    if kind is None:
        raise NotBloggers
    return kind


def _line(holder: Holder, key: str, text: str, attributes: dict[str, str]) -> None:
    holder.keep(f"{key}_detail", {"type": _typed(attributes)})
    holder.keep(key, _checked(text))


def _content(holder: Holder, key: str, text: str, attributes: dict[str, str]) -> None:
    holder.keep(key, [{"type": _typed(attributes), "value": _checked(text)}])


def _link(holder: Holder, _key: str, text: str, attributes: dict[str, str]) -> None:
    address = attributes.get("href", "")
    if text or not address:
        raise NotBloggers
    relation = attributes.get("rel", "alternate").lower()
    if relation not in _RELATIONS:
        return
    if not is_plain_address(address):
        raise NotBloggers
    kind = attributes.get("type", "text/html").lower()
    holder.links.append({"rel": relation, "type": kind, "href": address})


def _label(holder: Holder, _key: str, text: str, attributes: dict[str, str]) -> None:
    if text:
        raise NotBloggers
    holder.tags.append({**attributes})


def _nothing(_holder: Holder, _key: str, text: str, _attributes: dict[str, str]) -> None:
    """Pass over what nobody looks at."""


def told_name(author: Record) -> str:
    """Give what feedparser calls the author as a whole."""
    name, email = author.get("name"), author.get("email")
    if not name:
        raise NotBloggers
    return f"{name} ({email})" if email else str(name)


# ------------------------------------------------------------------------- what may stand where


def _named(space: str, **children: "Leaf | Branch") -> "dict[str, Leaf | Branch]":
    addresses = [address for address, prefix in SPACES.items() if prefix == space]
    return {
        f"{address}|{name.replace('_', '-')}": element
        for address in addresses
        for name, element in children.items()
    }


def _with(*names: str) -> frozenset[str]:
    return frozenset(names)


_MARKED: Final = _with("type")
_UNREAD: Final = Leaf(_nothing)
_UNREAD_IMAGE: Final = Leaf(_nothing, "", _with("rel", "width", "height", "src"))
AUTHOR: Final = Branch(
    {
        **_named("", name=Leaf(_raw, "name"), uri=Leaf(_address, "href")),
        **_named("", email=Leaf(_raw, "email")),
        **_named("gd", image=_UNREAD_IMAGE),
    }
)
_SHARED: Final = {
    **_named("", id=Leaf(_id, "id"), author=AUTHOR, updated=Leaf(_date, "updated")),
    **_named("", title=Leaf(_line, "title", _MARKED)),
    **_named("", category=Leaf(_label, "", _with("term", "scheme", "label"))),
    **_named("", link=Leaf(_link, "", _with("rel", "type", "href", "title", "length"))),
}
ENTRY: Final = Branch(
    {
        **_SHARED,
        **_named("", published=Leaf(_date, "published")),
        **_named("", content=Leaf(_content, "content", _MARKED)),
        **_named("", summary=Leaf(_line, "summary", _MARKED)),
        **_named("thr", total=Leaf(_text, "thr_total")),
        **_named("thr", in_reply_to=Leaf(_nothing, "", _with("href", "ref", "source", "type"))),
        **_named("gd", extendedProperty=Leaf(_nothing, "", _with("name", "value"))),
        **_named("media", thumbnail=Leaf(_nothing, "", _with("url", "width", "height"))),
        **_named("georss", featurename=_UNREAD, point=_UNREAD, box=_UNREAD),
    }
)
_FEED: Final = Branch(
    {
        **_SHARED,
        **_named("", entry=ENTRY, subtitle=Leaf(_line, "subtitle", _MARKED)),
        **_named("", generator=Leaf(_text, "generator", _with("version", "uri"))),
        **_named("openSearch", totalResults=Leaf(_text, "opensearch_totalresults")),
        **_named("openSearch", startIndex=Leaf(_text, "opensearch_startindex")),
        **_named("openSearch", itemsPerPage=_UNREAD),
        **_named("blogger", adultContent=_UNREAD),
    }
)
DOCUMENT: Final = Branch(_named("", feed=_FEED))
