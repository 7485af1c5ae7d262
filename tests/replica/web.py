"""Questions and answers of HTTP, whoever carries them: a socket or a transport in memory."""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from email.utils import formatdate, parsedate_to_datetime
from hashlib import sha256
from typing import Final, Protocol
from urllib.parse import parse_qsl, unquote, urlsplit

ATOM: Final = "application/atom+xml; charset=UTF-8"
RSS: Final = "text/xml; charset=UTF-8"
JSON: Final = "application/json; charset=UTF-8"
PAGE: Final = "text/html; charset=UTF-8"


@dataclass(frozen=True)
class Asked:
    """A GET.

    Attributes:
        base: Scheme, host and port that it came to: ``http://127.0.0.1:8000``.
        target: Path and query as they were written.
    """

    base: str
    target: str
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """The whole address."""
        return self.base + self.target

    @property
    def host(self) -> str:
        """Host and port."""
        return self.base.partition("://")[2]

    @property
    def path(self) -> str:
        """The path, decoded."""
        return unquote(urlsplit(self.target).path)

    @property
    def query(self) -> dict[str, str]:
        """Parameters, the last of each name."""
        return dict(parse_qsl(urlsplit(self.target).query, keep_blank_values=True))

    def number(self, name: str, default: int) -> int:
        """A parameter that is a whole number; what is none counts as not given."""
        value = self.query.get(name, "")
        return int(value) if value.isdigit() else default


@dataclass(frozen=True)
class Answer:
    """What a server gives back.

    Attributes:
        cut: Share of the body after which the connection ends; 1: it does not.
        drip: Seconds that the body takes, in many small parts.
        wait: Seconds more before anything is said.
    """

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: float = 1.0
    drip: float = 0.0
    wait: float = 0.0

    def also(self, **headers: str) -> "Answer":
        """With more headers; ``_`` stands for ``-``."""
        more = {name.replace("_", "-"): value for name, value in headers.items()}
        return replace(self, headers={**self.headers, **more})


class Site(Protocol):
    """A server: answers every question at once, without side effects but its own counting."""

    def answer(self, asked: Asked) -> Answer:
        """The answer to a GET."""


def page(html: str, status: int = 200) -> Answer:
    """An HTML page."""
    return Answer(status, html.encode(), {"Content-Type": PAGE})


def not_found() -> Answer:
    """There is no such page."""
    return page("<!DOCTYPE html><html><body><h1>Not Found</h1></body></html>", 404)


def moved(status: int, location: str) -> Answer:
    """A redirect, with the small page that Google puts into it."""
    html = f'<HTML><HEAD><TITLE>Moved</TITLE></HEAD><BODY><A HREF="{location}">here</A></BODY>'
    return page(html, status).also(Location=location)


def conditional(asked: Asked, answer: Answer, *, must_both_match: bool = False) -> Answer:
    """304 where a validator that was sent still holds.

    Args:
        asked: With If-None-Match or If-Modified-Since.
        answer: With ETag or Last-Modified.
        must_both_match: As WordPress does; else the ETag alone decides.
    """
    headers = {name.lower(): value for name, value in asked.headers.items()}
    tag, since = headers.get("if-none-match"), headers.get("if-modified-since")
    if answer.status != 200 or not (tag or since):
        return answer
    same_tag = tag is not None and tag == answer.headers.get("ETag")
    same_date = since is not None and _not_after(answer.headers.get("Last-Modified"), since)
    if tag and since and must_both_match:
        is_same = same_tag and same_date
    else:
        is_same = same_tag if tag and tag.startswith(("W/", '"')) else same_date
    if not is_same:
        return answer
    kept = {
        name: answer.headers[name] for name in ("ETag", "Last-Modified") if name in answer.headers
    }
    return Answer(304, b"", kept)


def _not_after(changed: str | None, since: str) -> bool:
    try:
        return bool(changed) and parsedate_to_datetime(since) >= parsedate_to_datetime(changed)
    except ValueError:
        return False


def weak_tag(text: str) -> str:
    """A weak ETag that follows a text."""
    return f'W/"{sha256(text.encode()).hexdigest()[:32]}"'


def http_date(seconds: float) -> str:
    """A time as HTTP writes it."""
    return formatdate(seconds, usegmt=True)


def packed(asked: Asked, answer: Answer) -> Answer:
    """The body gzipped, where the client takes that and it is worth it."""
    headers = {name.lower(): value for name, value in asked.headers.items()}
    takes_it = "gzip" in headers.get("accept-encoding", "")
    if not takes_it or len(answer.body) < 1000 or "Content-Encoding" in answer.headers:
        return answer
    return replace(answer, body=gzip.compress(answer.body, 1)).also(Content_Encoding="gzip")
