import gzip
import logging
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from tui_reader import limits
from tui_reader.errors import FetchError
from tui_reader.feeds.http import Http
from tui_reader.models import NotModified, Page, Validators

NOW = datetime(2026, 1, 5, 10, 0, tzinfo=UTC)
HOME = "https://blog.example/feed"
NONE = Validators()
Headers = dict[str, str] | Sequence[tuple[bytes, bytes]]
Answer = httpx.Response | Callable[[httpx.Request], httpx.Response]


class Web:
    """A fake network: answers by address, and remembers what it was asked."""

    def __init__(self, answers: dict[str, Answer]) -> None:
        self.answers = answers
        self.asked: list[httpx.Request] = []
        self.http = Http(
            user_agent="tui-reader/0.1.0",
            contact="https://reader.example",
            transport=httpx.MockTransport(self._answer),
            host_gap=0,
            now=lambda: NOW,
        )

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        answer = self.answers.get(str(request.url), httpx.Response(404))
        return answer(request) if callable(answer) else answer

    async def page(self, url: str = HOME, validators: Validators = NONE) -> Page:
        answer = await self.http.get(url, validators)
        assert isinstance(answer, Page)
        return answer

    async def refusal(self, url: str = HOME) -> FetchError:
        with pytest.raises(FetchError) as caught:
            await self.http.get(url, typed=True)
        return caught.value


def page_of(body: bytes, headers: Headers = ()) -> httpx.Response:
    """An answer whose body is still on the wire."""
    return httpx.Response(200, headers=headers, stream=httpx.ByteStream(body))


def moved(location: str, status: int = 301) -> httpx.Response:
    return httpx.Response(status, headers=[(b"Location", location.encode())])


def raises(error: Exception) -> Answer:
    def answer(_: httpx.Request) -> httpx.Response:
        raise error

    return answer


# ------------------------------------------------------------------------------ what is sent


async def test_every_request_says_who_asks_and_little_else() -> None:
    def check(request: httpx.Request) -> httpx.Response:
        return page_of(b"x", {"Set-Cookie": "id=1; Max-Age=99999"})

    web = Web({HOME: check, "https://blog.example/": check})
    await web.page()
    await web.page("https://blog.example/")
    await web.page()
    for request in web.asked:
        assert request.headers["user-agent"] == "tui-reader/0.1.0 (+https://reader.example)"
        assert request.headers["accept-encoding"] == "gzip"
        assert {"cookie", "referer", "authorization", "if-none-match"}.isdisjoint(request.headers)


@pytest.mark.parametrize("path", ["/feed?b=%7e|x'&&a", "/a/b//c;d=1?", "/feed/@ann:1~2"])
async def test_the_path_is_asked_as_it_was_subscribed(path: str) -> None:
    web = Web({})
    await web.refusal(f"https://blog.example{path}#fragment")
    assert web.asked[0].url.raw_path == path.encode()


async def test_both_validators_go_back_byte_for_byte() -> None:
    given = [(b"ETag", b'W/"\xc3\xa9\xff-1"'), (b"Last-Modified", b"Mon,  05 Jan 2026 10:00:00")]
    web = Web({HOME: lambda _: page_of(b"x", given)})
    page = await web.page()
    await web.page(validators=page.validators)
    sent = {name.lower(): value for name, value in web.asked[1].headers.raw}
    assert sent[b"if-none-match"] == b'W/"\xc3\xa9\xff-1"'
    assert sent[b"if-modified-since"] == b"Mon,  05 Jan 2026 10:00:00"


# ------------------------------------------------------------------------------ what comes back


async def test_a_page_holds_what_the_server_said_of_it() -> None:
    answer = httpx.Response(
        200,
        headers={
            "Content-Type": "Application/Atom+XML; charset=UTF-8",
            "Content-Encoding": "gzip",
            "Content-Location": "/feed.atom",
            "Cache-Control": "max-age=1800",
            "Link": '</feed.json>; rel="alternate"; type="application/feed+json"',
            "ETag": '"1"',
        },
        stream=httpx.ByteStream(gzip.compress(b"<feed/>")),
    )
    assert await Web({HOME: answer}).page() == Page(
        url=HOME,
        final_url=HOME,
        status=200,
        body=b"<feed/>",
        content_type="application/atom+xml; charset=utf-8",
        content_location="https://blog.example/feed.atom",
        validators=Validators(etag=b'"1"'),
        max_age=1800,
        links=(("alternate", "application/feed+json", "https://blog.example/feed.json"),),
    )


@pytest.mark.parametrize(
    ("headers", "kept"),
    [
        ({}, Validators(b'"old"', b"then")),
        ({"ETag": '"new"'}, Validators(b'"new"', b"then")),
        ({"ETag": '"new"', "Last-Modified": "now"}, Validators(b'"new"', b"now")),
    ],
)
async def test_a_304_replaces_only_the_validators_it_names(
    headers: dict[str, str], kept: Validators
) -> None:
    web = Web({HOME: httpx.Response(304, headers=headers | {"Cache-Control": "max-age=60"})})
    answer = await web.http.get(HOME, Validators(b'"old"', b"then"))
    assert answer == NotModified(url=HOME, validators=kept, max_age=60)


async def test_a_304_that_nobody_asked_for_is_an_error() -> None:
    error = await Web({HOME: httpx.Response(304)}).refusal()
    assert (error.error_class, error.status) == ("http-status", 304)


# ------------------------------------------------------------------------------ bad answers


@pytest.mark.parametrize(
    ("status", "error_class"),
    [
        (204, "http-status"),
        (206, "http-status"),
        (401, "http-status"),
        (403, "http-status"),
        (404, "http-status"),
        (410, "gone"),
        (429, "rate-limited"),
        (500, "http-status"),
        (503, "http-status"),
        (599, "http-status"),
    ],
)
async def test_each_bad_status_has_its_class_and_a_sentence(status: int, error_class: str) -> None:
    error = await Web({HOME: httpx.Response(status)}).refusal()
    assert (error.error_class, error.status, error.reached) == (error_class, status, True)
    assert error.message.startswith("blog.example ")


@pytest.mark.parametrize(
    ("status", "headers", "wait"),
    [
        (429, {}, timedelta(minutes=10)),
        (429, {"Retry-After": "7200"}, timedelta(hours=2)),
        (429, {"Retry-After": "nonsense"}, timedelta(minutes=10)),
        (503, {"Retry-After": "Mon, 05 Jan 2026 11:00:00 GMT"}, timedelta(hours=1)),
        (503, {"Retry-After": "99999999"}, timedelta(days=7)),
        (503, {}, None),
    ],
)
async def test_a_server_that_asks_for_peace_says_until_when(
    status: int, headers: dict[str, str], wait: timedelta | None
) -> None:
    error = await Web({HOME: httpx.Response(status, headers=headers)}).refusal()
    assert error.retry_at == (NOW + wait if wait else None)


@pytest.mark.parametrize("over", [-200, 1])
async def test_the_header_limit(over: int) -> None:
    filler = {f"X-{n}": "x" * 1000 for n in range(63)} | {"X-Last": "x" * 1}
    size = sum(len(name) + len(value) + 4 for name, value in filler.items())
    filler["X-Fill"] = "x" * (limits.HEADER_BYTES - size + over)
    web = Web({HOME: httpx.Response(200, headers=filler, stream=httpx.ByteStream(b"x"))})
    if over > 0:
        assert (await web.refusal()).error_class == "network"
    else:
        assert (await web.page()).body == b"x"


async def test_an_announced_flood_is_not_even_read() -> None:
    class Unread(httpx.AsyncByteStream):
        async def __aiter__(self) -> None:  # type: ignore[override]  # raises before it yields
            raise AssertionError("the body was read")

    headers = {"Content-Length": str(limits.BODY_BYTES + 1)}
    web = Web({HOME: httpx.Response(200, headers=headers, stream=Unread())})
    assert (await web.refusal()).error_class == "too-large"


@pytest.mark.parametrize(
    ("raised", "error_class", "reached"),
    [
        (httpx.ConnectTimeout("x"), "timeout", False),
        (httpx.ReadTimeout("x"), "timeout", True),
        (httpx.RemoteProtocolError("peer closed connection"), "network", True),
        (httpx.ReadError(""), "network", True),
        (httpx.ProxyError("x"), "network", True),
        (ConnectionRefusedError(111, "x"), "network", False),
        (OSError(101, "x"), "network", False),
        (TimeoutError(110, "x"), "timeout", True),
    ],
)
async def test_whatever_a_connection_raises_becomes_a_sentence(
    raised: Exception, error_class: str, reached: bool
) -> None:
    error = await Web({HOME: raises(raised)}).refusal()
    assert (error.error_class, error.reached) == (error_class, reached)
    assert "blog.example" in error.message


@pytest.mark.parametrize(
    ("url", "error_class"),
    [
        ("file:///etc/passwd", "blocked-scheme"),
        ("javascript:alert(1)", "blocked-scheme"),
        ("no scheme", "blocked-scheme"),
        ("http://", "blocked-address"),
        ("http://[::1", "blocked-address"),
        ("http://blog.example:99999/", "blocked-address"),
        ("http://blog.example/" + "x" * 70_000, "blocked-address"),
        ("http://xn--a\u0300\u0301.example/", "blocked-address"),
    ],
)
async def test_what_cannot_be_asked_is_refused_without_a_request(
    url: str, error_class: str
) -> None:
    web = Web({})
    assert (await web.refusal(url)).error_class == error_class
    assert web.asked == []


# ------------------------------------------------------------------------------ redirects


async def test_permanent_redirects_alone_say_that_a_feed_moved() -> None:
    web = Web(
        {
            HOME: moved("/b"),
            "https://blog.example/b": moved("https://new.example/c", 308),
            "https://new.example/c": page_of(b"x"),
        }
    )
    page = await web.page()
    assert (page.url, page.final_url) == (HOME, "https://new.example/c")
    assert page.moved_to == "https://new.example/c"


@pytest.mark.parametrize("status", [302, 303, 307])
async def test_one_passing_redirect_in_the_chain_means_not_moved(status: int) -> None:
    web = Web(
        {
            HOME: moved("/b"),
            "https://blog.example/b": moved("/c", status),
            "https://blog.example/c": page_of(b"x"),
        }
    )
    page = await web.page()
    assert (page.final_url, page.moved_to) == ("https://blog.example/c", "")


async def test_a_moved_feed_that_did_not_change_says_both() -> None:
    web = Web({HOME: moved("/b"), "https://blog.example/b": httpx.Response(304)})
    answer = await web.http.get(HOME, Validators(b'"1"'))
    assert answer == NotModified(HOME, Validators(b'"1"'), moved_to="https://blog.example/b")


@pytest.mark.parametrize("hops", [5, 6])
async def test_five_redirects_are_followed_and_no_more(hops: int) -> None:
    last = f"https://blog.example/{hops}"
    web = Web({f"https://blog.example/{n}": moved(f"/{n + 1}") for n in range(hops)})
    web.answers[last] = page_of(b"x")
    if hops > limits.REDIRECTS:
        assert (await web.refusal("https://blog.example/0")).error_class == "redirect"
        assert len(web.asked) == 6
    else:
        assert (await web.page("https://blog.example/0")).final_url == last


@pytest.mark.parametrize(
    ("location", "error_class"),
    [
        ("file:///etc/passwd", "blocked-scheme"),
        ("javascript:alert(1)", "blocked-scheme"),
        ("http://[broken", "redirect"),
        ("", "redirect"),
        ("http://blog.example/feed", "redirect"),
        ("http://other.example/", "redirect"),
    ],
)
async def test_a_redirect_that_must_not_be_followed(location: str, error_class: str) -> None:
    web = Web({HOME: moved(location)})
    assert (await web.refusal()).error_class == error_class
    assert len(web.asked) == 1


async def test_a_step_up_to_https_is_followed() -> None:
    web = Web({"http://blog.example/feed": moved(HOME), HOME: page_of(b"x")})
    assert (await web.page("http://blog.example/feed")).moved_to == HOME


# ------------------------------------------------------------------------------ credentials


async def test_credentials_go_into_the_authorization_header_of_their_own_server_only() -> None:
    web = Web(
        {
            HOME: moved("/b"),
            "https://blog.example/b": moved("https://evil:pw@other.example/c"),
            "https://other.example/c": page_of(b"x"),
        }
    )
    page = await web.page("https://ann:s%3Acret@blog.example/feed")
    sent = [request.headers.get("authorization") for request in web.asked]
    assert sent == ["Basic YW5uOnM6Y3JldA==", "Basic YW5uOnM6Y3JldA==", None]
    assert all("@" not in str(request.url) for request in web.asked)
    assert "cret" not in repr(page)


@pytest.mark.parametrize("answer", [httpx.Response(404), moved("http://b.example/"), moved("")])
async def test_no_message_and_no_log_line_shows_a_password(
    answer: httpx.Response, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    error = await Web({HOME: answer}).refusal("https://ann:secret@blog.example/feed")
    assert "secret" not in str(error)
    assert not [record for record in caplog.records if record.name.startswith("http")]


async def test_control_characters_in_what_a_server_says_do_not_reach_a_message() -> None:
    error = await Web({HOME: moved("x\u009b31m\u202e:y")}).refusal()
    assert error.message.isprintable()
