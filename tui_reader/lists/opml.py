"""Lists of blogs as OPML, which nearly every feed reader writes and reads.

Nothing is opened or run, whatever a list refers to; attributes that are not known are passed over.
"""

import html
import re
from collections.abc import Iterator, Mapping
from typing import Final
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from tui_reader.clean import clean_line
from tui_reader.errors import FeedError
from tui_reader.limits import LABEL_LETTERS, LIST_BYTES, LIST_LEVELS
from tui_reader.lists.gathering import Gathering
from tui_reader.lists.signs import feed_address, refusal
from tui_reader.models import Subscription, SubscriptionList

_DECLARED: Final = re.compile(rb"""<\?xml[^>]{0,200}?encoding=["']([A-Za-z0-9._-]{1,40})["']""")
_AMPERSAND: Final = re.compile(r"&(#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)?")
_OF_XML: Final = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})
_NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_DECLARATION_BYTES: Final = 400
_INDENT: Final = "  "


def parse(document: bytes) -> SubscriptionList:
    """Read a list; what is not well-formed in the usual ways (a bare ``&``) is mended.

    Folders more than ``LIST_LEVELS`` deep are passed over, what lies in them is not.

    Raises:
        FeedError: ``too-large``; ``not-a-feed``: no OPML; ``malformed``: no feeds in it.
    """
    if len(document) > LIST_BYTES:
        raise FeedError("too-large", f"the list has more than {LIST_BYTES:,} bytes")
    reading = _Reading()
    if reading.read(document):
        mended = _Reading()
        line = mended.read(_mended(document), "utf-8")
        reading = mended
        if line:
            reading.gathering.leave_out(
                f"malformed: the list is broken in line {line:,}; what stands before was read"
            )
    return reading.gathering.result(reading.title)


class _Reading:
    """What is known of a document while it is read."""

    def __init__(self) -> None:
        self.gathering = Gathering()
        self.title = ""
        self._path: list[str] = []
        """A name for each outline that is open; empty: no folder."""
        self._is_opml = False
        self._is_title = False

    def read(self, document: bytes, encoding: str | None = None) -> int:
        """Read to the end, or to what is not well-formed: gives that line; 0: there is none."""
        parser = expat.ParserCreate(encoding)
        parser.buffer_text = True
        parser.EntityDeclHandler = _refuse_entities
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        try:
            parser.Parse(document, True)
        except expat.ExpatError as error:
            return max(1, error.lineno)
        except (LookupError, ValueError):  # an encoding that Python does not know, or not so
            return 1
        return 0

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        name = name.lower()
        if not self._is_opml:
            if name != "opml":
                raise FeedError("not-a-feed", "that is no list of feeds (OPML)")
            self._is_opml = True
        self._is_title = name == "title"
        if name == "outline":
            self._outline({key.lower(): value for key, value in attributes.items()})

    def _end(self, name: str) -> None:
        self._is_title = False
        if name.lower() == "outline" and self._path:
            self._path.pop()

    def _data(self, text: str) -> None:
        if self._is_title:
            self.title = clean_line(self.title + text)

    def _outline(self, facts: Mapping[str, str]) -> None:
        name = facts.get("text", "").strip() or facts.get("title", "")
        address = facts.get("xmlurl") or (facts.get("url") if _is_feed(facts) else None)
        if address is None or not address.strip():
            self._path.append(clean_line(name, LABEL_LETTERS))
            return
        self._path.append("")
        if feed_url := feed_address(address):
            self.gathering.add(
                Subscription(
                    feed_url,
                    clean_line(name),
                    feed_address(facts.get("htmlurl", "")),
                    tuple(self._folders(facts.get("category", ""))),
                )
            )
        else:
            self.gathering.leave_out(refusal(address, name))

    def _folders(self, categories: str) -> Iterator[tuple[str, ...]]:
        """Give the folders that stand around, and those of the attribute: /a/path or a tag."""
        if path := tuple(filter(None, self._path[:LIST_LEVELS])):
            yield path
        for category in categories.split(",") if categories else ():
            is_path = category.strip().startswith("/")
            names = category.split("/") if is_path else [category]
            path = tuple(filter(None, (clean_line(name, LABEL_LETTERS) for name in names)))
            if path:
                yield path[:LIST_LEVELS]


def _is_feed(facts: Mapping[str, str]) -> bool:
    return facts.get("type", "").lower() in ("rss", "atom")


def _refuse_entities(*_: object) -> None:
    raise FeedError("malformed", "the list defines entities of its own, which none needs")


def _mended(document: bytes) -> bytes:
    """Give a document as UTF-8, with its ampersands, entities and controls as XML wants them."""
    text = _decoded(document).lstrip("\ufeff \t\r\n")
    if text.startswith("<?xml"):
        end = text.find("?>", 0, _DECLARATION_BYTES)
        text = text[end + 2 :] if end >= 0 else text
    return _NOT_IN_XML.sub("", _AMPERSAND.sub(_entity, text)).encode()


def _decoded(document: bytes) -> str:
    if document.startswith((b"\xff\xfe", b"\xfe\xff")):
        return document.decode("utf-16", "replace")
    found = _DECLARED.match(document.lstrip()[:_DECLARATION_BYTES])
    for encoding in (found[1].decode("ascii") if found else "utf-8", "utf-8"):
        try:
            return document.decode(encoding)
        except (LookupError, ValueError):
            continue
    return document.decode("cp1252", "replace")


def _entity(found: re.Match[str]) -> str:
    name = found[1]
    if name is None:
        return "&amp;"
    if name in _OF_XML or name.startswith("#"):
        return found[0]
    letters = html.unescape(found[0])
    return html.escape(letters) if letters != found[0] else f"&amp;{name}"


# --------------------------------------------------------------------------------- writing


def write(listed: SubscriptionList) -> str:
    """Write a list as OPML 2.0: folders are outlines around their blogs.

    A blog that lies in several folders stands in each; reading puts it together again.
    """
    folders: dict[tuple[str, ...], list[Subscription]] = {(): []}
    for each in listed.subscriptions:
        for path in each.folders or ((),):
            for depth in range(1, len(path) + 1):
                folders.setdefault(path[:depth], [])
            folders[path].append(each)
    lines = (
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        f"{_INDENT}<head>",
        f"{_INDENT * 2}<title>{html.escape(_fit(clean_line(listed.title)), quote=False)}</title>",
        f"{_INDENT}</head>",
        f"{_INDENT}<body>",
        *_body(folders),
        f"{_INDENT}</body>",
        "</opml>",
    )
    return "\n".join(lines) + "\n"


def _body(folders: Mapping[tuple[str, ...], list[Subscription]]) -> Iterator[str]:
    """Give the lines of all folders, each before its own folders, by name; no recursion."""
    open_path: tuple[str, ...] = ()
    for path in sorted(folders):
        shared = _shared(open_path, path)
        for depth in range(len(open_path), shared, -1):
            yield f"{_INDENT * (depth + 1)}</outline>"
        for depth in range(shared, len(path)):
            name = _attribute(path[depth])
            yield f"{_INDENT * (depth + 2)}<outline text={name} title={name}>"
        open_path = path
        for each in folders[path]:
            yield f"{_INDENT * (len(path) + 2)}{_feed(each)}"
    for depth in range(len(open_path), 0, -1):
        yield f"{_INDENT * (depth + 1)}</outline>"


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """How many folders two paths begin with together."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _feed(each: Subscription) -> str:
    facts = {"text": each.title, "title": each.title, "xmlUrl": each.feed_url, "htmlUrl": each.url}
    written = " ".join(
        f"{name}={_attribute(value)}" for name, value in facts.items() if value or name == "text"
    )
    return f'<outline type="rss" {written}/>'


def _attribute(text: str) -> str:
    return quoteattr(_fit(text))


def _fit(text: str) -> str:
    return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)
