"""The program run in this process, against blogs on a real server on this machine."""

import asyncio
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import httpx
import pytest

from tests.fakeblog import FakeBlog
from tui_reader.cli.program import run


@dataclass(frozen=True)
class Ran:
    """What one run of the program left."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


Program = Callable[..., Ran]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def program(home: Path, capsys: pytest.CaptureFixture[str]) -> Program:
    def ran(*arguments: str | int) -> Ran:
        status = run(["--home", str(home), *map(str, arguments)])
        return Ran(status, *capsys.readouterr())

    return ran


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Say nothing of clients that go away."""


class _Handler(BaseHTTPRequestHandler):
    blog: FakeBlog

    def do_GET(self) -> None:
        request = httpx.Request("GET", self.blog.home[:-1] + self.path, headers=dict(self.headers))
        response = asyncio.run(self._answer(request))
        self.send_response(response.status_code)
        for name, value in response.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(response.content)))
        self.end_headers()
        self.wfile.write(response.content)

    async def _answer(self, request: httpx.Request) -> httpx.Response:
        response = await self.blog.answer(request)
        await response.aread()
        return response

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    """A server on this machine for one blog."""
    blog = FakeBlog(scheme="http")
    server = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"blog": blog}))
    blog.host = f"127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def served(server: ThreadingHTTPServer) -> FakeBlog:
    """The blog on it; its switches work while it runs."""
    blog: FakeBlog = server.RequestHandlerClass.blog
    return blog


@pytest.fixture
def gone(server: ThreadingHTTPServer) -> Callable[[], None]:
    """Stops the server for good."""

    def stop() -> None:
        server.shutdown()
        server.server_close()

    return stop
