"""Serves the reader on loopback until it is stopped. Every page gets a reader of its own."""

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any, Final

from aiohttp import WSCloseCode, web
from textual_serve.server import Server, to_int

from tui_reader.web.gate import HOST, cookie_name, refusal
from tui_reader.web.service import PageService

PAGES: Final = Path(__file__).parent / "pages"
_OPEN: Final = ("/static/", "/page/")
"""Letters and scripts of the page: nothing of the person's is there."""
_HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
        " frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class PageServer(Server):
    """Gives out the page, and joins its socket to a reader.

    Args:
        words: The command that runs one reader.
        port: Where to listen, on loopback only.
        key: What a browser has to bring.
        tell: Gets the address once pages can be opened.
    """

    def __init__(
        self, words: Sequence[str], *, port: int, key: str, tell: Callable[[str], None]
    ) -> None:
        super().__init__(
            " ".join(words), host=HOST, port=port, title="tui-reader", templates_path=PAGES
        )
        self._words = tuple(words)
        self._key = key
        self._cookie = cookie_name(port)
        self._tell = tell
        self._sockets: set[web.WebSocketResponse] = set()

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.router.add_static("/page", PAGES)
        app.middlewares.append(self._judge)
        return app

    def run(self) -> None:
        """Serve until interrupted; OSError if nothing can listen at the port."""
        web.run_app(
            self._make_app(),
            host=self.host,
            port=self.port,
            print=lambda *_: self._tell(f"{self.public_url}/?key={self._key}"),
            access_log=None,  # it would name the key
        )

    async def on_startup(self, app: web.Application) -> None:
        """Say nothing yet: nobody listens."""

    async def on_shutdown(self, app: web.Application) -> None:
        """Close the pages: their readers keep everything and end."""
        for socket in tuple(self._sockets):
            await socket.close(code=WSCloseCode.GOING_AWAY)

    @web.middleware
    async def _judge(self, request: web.Request, handler: _Handler) -> web.StreamResponse:
        if not request.path.startswith(_OPEN) and (answer := self._answer(request)):
            return answer
        response = await handler(request)
        if not response.prepared:
            response.headers.update(_HEADERS)
        return response

    def _answer(self, request: web.Request) -> web.StreamResponse | None:
        """Answer a request that is not let in; hide the key of one that brings it."""
        given = request.query.get("key")
        why = refusal(
            request.headers,
            request.cookies.get(self._cookie) if given is None else given,
            key=self._key,
            port=self.port,
            needs_origin=request.path == "/ws",
        )
        if why:
            return web.Response(status=403, text=why, headers=_HEADERS)
        if given is None:
            return None
        answer = web.Response(status=303, headers={**_HEADERS, "Location": "/"})
        answer.set_cookie(self._cookie, self._key, httponly=True, samesite="Strict")
        return answer

    async def handle_index(self, request: web.Request) -> web.Response:
        """Give out the page, by the name that the browser knows this server by."""
        import aiohttp_jinja2

        size = min(max(to_int(request.query.get("fontsize", ""), 16), 6), 60)
        words = {"font_size": size, "socket": f"ws://{request.host}/ws"}
        return aiohttp_jinja2.render_template("index.html", request, words)

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Join a page to a reader that lives as long as it."""
        socket = web.WebSocketResponse(heartbeat=15)
        await socket.prepare(request)
        service = self._service(socket)
        width, height = (to_int(request.query.get(name, ""), 0) for name in ("width", "height"))
        await service.start(width or 80, height or 24)
        self._sockets.add(socket)
        try:
            await self._process_messages(socket, service)
        finally:
            self._sockets.discard(socket)
            await service.stop()
        return socket

    def _service(self, socket: web.WebSocketResponse) -> PageService:
        async def close() -> None:
            await socket.close()

        service = PageService(
            self.command,
            write_bytes=socket.send_bytes,
            write_str=socket.send_str,
            close=close,
            download_manager=self.download_manager,
        )
        service.words = self._words
        return service


def serve(words: Sequence[str], *, port: int, key: str, tell: Callable[[str], Any]) -> None:
    """Serve until interrupted.

    Raises:
        OSError: Nothing can listen at this port.
    """
    PageServer(words, port=port, key=key, tell=tell).run()
