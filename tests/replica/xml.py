"""Pieces of XML as Blogger writes them: one long line, both kinds of quotes, in its own order."""

import re
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from typing import Final

from tests.replica.blog import Person

HEAD: Final = "<?xml version='1.0' encoding='UTF-8'?>"
STYLE: Final = '<?xml-stylesheet href="http://www.blogger.com/styles/atom.css" type="text/css"?>'
THUMBNAIL: Final = "http://schemas.google.com/g/2005#thumbnail"
LABEL_SCHEME: Final = "http://www.blogger.com/atom/ns#"
FACE: Final = "https://img1.blogblog.com/img/b16-rounded.gif"
NO_FACE: Final = "https://img1.blogblog.com/img/blank.gif"
_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_PICTURE: Final = re.compile(r"""<img\b[^>]*\bsrc=["'](https?://[^"'<>\s]+)["']""", re.IGNORECASE)


def esc(text: str) -> str:
    """Text as Blogger escapes it: quotes too, and a single one by its number."""
    return escape(_CONTROLS.sub("", text), quote=True).replace("&#x27;", "&#39;")


def title_of_comment(html: str) -> str:
    """What Blogger makes the title of a comment: its first 50 letters and three points."""
    text = re.sub(r"<[^>]*>", "\n", html)
    return esc(text[:50] + ("..." if len(text) > 50 else "")).replace("\n", "&#xa;")


def iso(when: datetime) -> str:
    """A time with the offset it was written in, and milliseconds."""
    return when.isoformat(timespec="milliseconds")


def rfc822(when: datetime) -> str:
    """A time as RSS has it, in UTC."""
    return format_datetime(when.astimezone(UTC).replace(microsecond=0))


def link(rel: str, kind: str, href: str, title: str | None = None) -> str:
    """A link with single quotes."""
    last = "" if title is None else f" title='{esc(title)}'"
    return f"<link rel='{rel}' type='{kind}' href='{esc(href)}'{last}/>"


def author(person: Person) -> str:
    """Who wrote it; the address is never a real one."""
    uri = f"<uri>{esc(person.uri)}</uri>" if person.uri else ""
    return (
        f"<author><name>{esc(person.name)}</name>{uri}<email>noreply@blogger.com</email>"
        f"<gd:image rel='{THUMBNAIL}' width='16' height='16' "
        f"src='{FACE if person.uri else NO_FACE}'/></author>"
    )


def counters(total: int, start: int, size: int) -> str:
    """The three numbers of every list."""
    return (
        f"<openSearch:totalResults>{total}</openSearch:totalResults>"
        f"<openSearch:startIndex>{start}</openSearch:startIndex>"
        f"<openSearch:itemsPerPage>{size}</openSearch:itemsPerPage>"
    )


def thumbnail(html: str) -> str:
    """The small form of the first picture; empty if there is none."""
    found = _PICTURE.search(html)
    if not found:
        return ""
    url = re.sub(r"/(?:s\d+|w\d+-h\d+)/", "/s72-c/", found[1])
    return (
        '<media:thumbnail xmlns:media="http://search.yahoo.com/mrss/"'
        f' url="{esc(url)}" height="72" width="72"/>'
    )
