"""Servers on loopback: a folder of mirrored files as the live blog that it once was."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import formatdate, parsedate_to_datetime
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import ClassVar, Final, Self
from urllib.parse import unquote, urlsplit

PAGE, ATOM, RSS = "text/html; charset=UTF-8", "application/atom+xml; charset=UTF-8", "text/xml"
MODIFIED: Final = 1_700_000_000
"""When everything was last changed: mirrored files carry no time of their own."""


@dataclass(frozen=True)
class Answer:
    """What a server gives back."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


def not_found() -> Answer:
    """There is no such page."""
    return Answer(404, b"<h1>Not found</h1>", {"Content-Type": PAGE})


class Site:
    """What is served: subclasses give the answers."""

    def answer(self, path: str, query: str) -> Answer:
        """The answer to a GET, before validators are looked at."""
        raise NotImplementedError


class Mirror(Site):
    """A folder of files as a live blog.

    ``default@alt=rss`` is what ``default?alt=rss`` gave; a folder gives its ``index.html``.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def answer(self, path: str, query: str) -> Answer:
        """The file, whole, with validators."""
        name = unquote(path).strip("/") + (f"@{query.replace('&', '_')}" if query else "")
        file = self.folder / name
        if file.is_dir():
            file /= "index.html"
        if not file.is_file() or not file.resolve().is_relative_to(self.folder.resolve()):
            return not_found()
        body = file.read_bytes()
        return Answer(200, body, {"Content-Type": _kind(body), **validators(body)})


class Portal(Site):
    """A network that wants a login first: the same page for whatever is asked, with status 200."""

    def __init__(self, body: bytes) -> None:
        self.body = body

    def answer(self, path: str, query: str) -> Answer:
        """The page; validators of its own must never be kept for the feed."""
        return Answer(200, self.body, {"Content-Type": PAGE, **validators(self.body)})


def _kind(body: bytes) -> str:
    start = body[:300].lower()
    if b"<feed" in start:
        return ATOM
    return RSS if b"<rss" in start else PAGE


def validators(body: bytes) -> dict[str, str]:
    """Both kinds, as Blogger sends them."""
    return {
        "ETag": f'W/"{sha256(body).hexdigest()[:32]}"',
        "Last-Modified": formatdate(MODIFIED, usegmt=True),
    }


class Server:
    """One site on a port of loopback; can be stopped and started again on the same port.

    Attributes:
        requests: Path and query of each request, and the status of its answer.
    """

    def __init__(self, site: Site) -> None:
        self.site = site
        self.requests: list[tuple[str, int]] = []
        self.port = 0
        self._server: ThreadingHTTPServer | None = None
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        """Its address, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Listen, on the port it had before if it had one."""
        handler = type("_Handler", (_Handler,), {"owner": self})
        self._server = _Threads(("127.0.0.1", self.port), handler)
        self.port = self._server.server_port
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """Listen no more: who asks is refused, as where no server is."""
        if self._server and self._thread:
            self._server.shutdown()
            self._server.server_close()
            self._thread.join()
            self._server = None


class _Threads(ThreadingHTTPServer):
    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 64


class _Handler(BaseHTTPRequestHandler):
    """Answers one request; a validator that still holds is answered with 304."""

    owner: ClassVar[Server]

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        answer = self.owner.site.answer(parts.path, parts.query)
        if answer.status == 200 and self._is_unchanged(answer.headers):
            answer = Answer(304, b"", validators_only(answer.headers))
        self.owner.requests.append((self.path, answer.status))
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.status != 304:
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    def _is_unchanged(self, headers: Mapping[str, str]) -> bool:
        if tag := self.headers.get("If-None-Match"):
            return tag == headers.get("ETag")
        since, changed = self.headers.get("If-Modified-Since"), headers.get("Last-Modified")
        if not (since and changed):
            return False
        return parsedate_to_datetime(since) >= parsedate_to_datetime(changed)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


def validators_only(headers: Mapping[str, str]) -> dict[str, str]:
    """What a 304 repeats."""
    return {name: headers[name] for name in ("ETag", "Last-Modified") if name in headers}
