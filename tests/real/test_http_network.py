"""The transport over real sockets on this machine: TLS, proxies, address rules."""

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import RequestReceived

from tui_reader.errors import FeedError, FetchError
from tui_reader.feeds.discover import discover
from tui_reader.feeds.failures import NoTlsThereError
from tui_reader.feeds.http import Http, Patience
from tui_reader.models import Page, ParsedFeed

TLS = Path(__file__).parent / "tls"
QUICK = Patience().scaled(0.1)
HELLO = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"
Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


class Server:
    """Answers every request on loopback with the same bytes, and keeps what it was asked."""

    def __init__(self, answer: bytes = HELLO) -> None:
        self.answer = answer
        self.requests: list[bytes] = []
        self.connections = 0
        self.port = 0
        self.was_asked = asyncio.Event()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while request := await reader.readuntil(b"\r\n\r\n"):
                self.requests.append(request)
                self.was_asked.set()
                writer.write(self.answer)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError, ssl.SSLError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def serving(
    server: Server,
    certificate: str = "",
    host: str = "127.0.0.1",
    protocols: Sequence[str] = ("http/1.1",),
) -> AsyncIterator[str]:
    """Runs a server; gives its address without a slash at the end."""
    tls = None
    if certificate:
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(TLS / f"{certificate}.pem")
        tls.set_alpn_protocols(protocols)
    listener = await asyncio.start_server(server.serve, host, 0, ssl=tls)
    server.port = listener.sockets[0].getsockname()[1]
    name = f"[{host}]" if ":" in host else host
    try:
        yield f"{'https' if tls else 'http'}://{name}:{server.port}"
    finally:
        listener.close()


def client() -> Http:
    return Http(user_agent="tui-reader/0.1.0", patience=QUICK)


async def refusal(url: str, *, typed: bool = True) -> FetchError:
    async with client() as http:
        with pytest.raises(FetchError) as caught:
            await http.get(url, typed=typed)
    return caught.value


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


# ---------------------------------------------------------------------------------- TLS


@pytest.fixture
def known_issuer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(TLS / "issuer.pem"))


@pytest.mark.usefixtures("known_issuer")
async def test_a_good_certificate_is_accepted() -> None:
    async with serving(Server(), "good") as base, client() as http:
        page = await http.get(base, typed=True)
    assert isinstance(page, Page)
    assert page.body == b"hello"


@pytest.mark.usefixtures("known_issuer")
@pytest.mark.parametrize(
    ("certificate", "why"),
    [("expired", "has expired"), ("wrong-name", "is for another name")],
)
async def test_a_bad_certificate_is_refused_and_says_why(certificate: str, why: str) -> None:
    server = Server()
    async with serving(server, certificate) as base:
        error = await refusal(base)
    assert str(error) == f"tls: the certificate of 127.0.0.1 {why}"
    assert server.requests == []


async def test_an_unknown_issuer_is_refused() -> None:
    async with serving(Server(), "good") as base:
        error = await refusal(base)
    assert (
        str(error)
        == "tls: the certificate of 127.0.0.1 is signed by an issuer that is not known here"
    )
    assert error.reached


async def test_a_server_without_tls_is_told_from_a_bad_certificate() -> None:
    server = Server(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.write(server.answer)
        await writer.drain()
        writer.close()

    server.serve = serve  # type: ignore[method-assign]  # one that answers before a whole line
    async with serving(server) as base:
        error = await refusal(base.replace("http:", "https:"))
    assert isinstance(error, NoTlsThereError)
    assert error.error_class == "tls"


# ---------------------------------------------------------------------------- no answer


async def test_a_refused_connection_speaks_for_being_offline() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        error = await refusal(f"http://127.0.0.1:{unused.getsockname()[1]}/")
    assert str(error) == "network: 127.0.0.1 refused the connection"
    assert not error.reached


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (socket.EAI_NONAME, "network: blog.example could not be found"),
        (socket.EAI_AGAIN, "network: no network: blog.example could not be looked up"),
    ],
)
async def test_a_name_that_does_not_resolve_speaks_for_being_offline(
    number: int, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(number, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    error = await refusal("http://blog.example/")
    assert str(error) == sentence
    assert not error.reached


@pytest.mark.parametrize("host", ["x" * 70, "a..b", "x" * 64 + ".example"])
async def test_a_name_that_cannot_be_one_is_an_error_like_others(host: str) -> None:
    error = await refusal(f"http://{host}/")
    assert error.error_class in ("network", "blocked-address")
    assert error.message.isprintable()


async def test_a_server_that_says_nothing_is_given_up() -> None:
    async with serving(Server(b"")) as base:
        error = await refusal(base)
    assert str(error) == "timeout: 127.0.0.1 did not answer within 1.5 seconds"


async def test_a_server_that_hangs_up_at_once_is_a_network_error() -> None:
    server = Server()

    async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(10)
        writer.close()

    server.serve = hang_up  # type: ignore[method-assign]  # one that never answers
    async with serving(server) as base:
        assert (await refusal(base)).error_class == "network"


@pytest.mark.parametrize(
    "answer",
    [
        b"garbage\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\n" + b"X-Fill: " + b"x" * 200_000 + b"\r\n\r\n",
    ],
)
async def test_what_is_not_http_is_a_network_error(answer: bytes) -> None:
    async with serving(Server(answer)) as base:
        error = await refusal(base)
    assert error.error_class == "network"


# ------------------------------------------------------------------------- address rules


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001"])
async def test_every_spelling_of_this_machine_needs_the_persons_word(host: str) -> None:
    server = Server()
    async with serving(server), client() as http:
        error = await refusal(f"http://{host}:{server.port}/", typed=False)
        assert error.error_class == "blocked-address"
        assert server.connections == 0
        await http.get(f"http://{host}:{server.port}/", typed=True)
    assert server.connections == 1


async def test_a_public_looking_name_that_leads_home_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answer = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answer)
    error = await refusal("http://rebind.example/", typed=False)
    assert error.error_class == "blocked-address"


async def test_a_redirect_may_stay_on_the_typed_host_but_not_go_to_another_local_one() -> None:
    target = Server()
    async with serving(target):
        location = b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: http://%s:%d/\r\n\r\n"
        same = Server(location % (b"127.0.0.1", target.port))
        other = Server(location % (b"127.0.0.2", target.port))
        async with serving(same) as base, client() as http:
            assert isinstance(await http.get(base, typed=True), Page)
        async with serving(other) as base:
            assert (await refusal(base)).error_class == "blocked-address"
    assert target.connections == 1


async def test_a_connection_that_was_allowed_is_not_lent_to_an_address_that_is_not() -> None:
    server = Server()
    async with serving(server) as base, client() as http:
        await http.get(base, typed=True)
        with pytest.raises(FetchError) as caught:
            await http.get(base, typed=False)
    assert caught.value.error_class == "blocked-address"
    assert len(server.requests) == 1


async def test_one_connection_serves_one_server_again_and_again() -> None:
    server = Server()
    async with serving(server) as base, client() as http:
        for _ in range(3):
            await http.get(base, typed=True)
    assert (server.connections, len(server.requests)) == (1, 3)


async def test_ipv6_works() -> None:
    try:
        async with serving(Server(), host="::1") as base, client() as http:
            assert isinstance(await http.get(base, typed=True), Page)
    except OSError:
        pytest.skip("this machine has no IPv6")


async def test_the_next_address_of_a_host_is_tried_where_the_first_does_not_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with serving(Server()) as base, client() as http:
        port = int(base.rpartition(":")[2])
        hosts = ("127.0.0.9", "127.0.0.1")
        answers = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, port)) for host in hosts]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answers)
        assert isinstance(await http.get(f"http://two.example:{port}/", typed=True), Page)


async def test_a_request_that_is_called_off_leaves_a_client_that_works() -> None:
    slow = Server(HELLO[:-2])
    async with serving(slow) as half, serving(Server()) as whole, client() as http:
        asking = asyncio.create_task(http.get(half, typed=True))
        await slow.was_asked.wait()
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        for _ in range(10):
            assert isinstance(await http.get(whole, typed=True), Page)


# --------------------------------------------------------------------------------- HTTP/2


class Http2Server(Server):
    """Speaks HTTP/2 only."""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        config = H2Configuration(client_side=False, header_encoding=None)
        connection = H2Connection(config=config)
        connection.initiate_connection()
        writer.write(connection.data_to_send())
        while data := await reader.read(65536):
            for event in connection.receive_data(data):
                if isinstance(event, RequestReceived):
                    self._answer(connection, event)
            writer.write(connection.data_to_send())
        writer.close()

    def _answer(self, connection: H2Connection, event: RequestReceived) -> None:
        self.requests.append(b"\n".join(b"=".join(header) for header in event.headers))
        headers = [(b":status", b"200"), (b"etag", b'"\xc3\xa9"')]
        connection.send_headers(event.stream_id, headers)
        connection.send_data(event.stream_id, b"hello", end_stream=True)


@pytest.mark.usefixtures("known_issuer")
async def test_http_2_keeps_validators_byte_for_byte_too() -> None:
    server = Http2Server()
    async with serving(server, "good", protocols=["h2"]) as base, client() as http:
        page = await http.get(base, typed=True)
        await http.get(base, page.validators, typed=True)
    assert isinstance(page, Page)
    assert (page.body, page.validators.etag) == (b"hello", b'"\xc3\xa9"')
    assert b'if-none-match="\xc3\xa9"' in server.requests[1]


# -------------------------------------------------------------------------------- proxies


async def test_the_proxy_of_the_environment_is_used_but_not_for_this_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    proxy, direct = Server(), Server()
    async with serving(proxy) as proxy_base, serving(direct) as direct_base:
        monkeypatch.setenv("http_proxy", proxy_base.replace("//", "//ann:pw@"))
        async with client() as http:
            await http.get("http://blog.example/feed")
            await http.get(direct_base, typed=True)
            with pytest.raises(FetchError) as caught:
                await http.get("http://10.0.0.1/")
    assert proxy.requests[0].startswith(b"GET http://blog.example/feed HTTP/1.1")
    assert b"proxy-authorization: basic" in proxy.requests[0].lower()
    assert (len(proxy.requests), len(direct.requests)) == (1, 1)
    assert caught.value.error_class == "blocked-address"


# ------------------------------------------------------------------------------ discovery


async def test_a_bare_host_without_tls_is_asked_by_http() -> None:
    async def no_feed(_: Page) -> ParsedFeed:
        raise FeedError("not-a-feed", "no feed")

    server = Server(b"HTTP/1.1 200 OK\r\nContent-Length: 15\r\n\r\n<!doctype html>")
    async with serving(server), client() as http:
        with pytest.raises(FeedError):
            await discover(http, f"localhost:{server.port}", no_feed)
    assert server.requests[0].startswith(b"GET / HTTP/1.1")
