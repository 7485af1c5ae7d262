import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.errors import FetchError, ReaderError, UsageError
from tui_reader.feeds import urls

ANYTHING = st.characters(exclude_categories=())
"""Surrogates as well: a word of the command line may hold what is no UTF-8."""


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("blog.example", "https://blog.example"),
        ("  blog.example/about\n", "https://blog.example/about"),
        ("blog.example:8443/feed", "https://blog.example:8443/feed"),
        ("//blog.example/feed", "https://blog.example/feed"),
        ("feed:blog.example/rss", "https://blog.example/rss"),
        ("feed://blog.example/rss", "https://blog.example/rss"),
        ("feed:https://blog.example/rss", "https://blog.example/rss"),
        ("FEED:http://blog.example/rss", "http://blog.example/rss"),
        ("http://blog.example/a?b=%7e#c", "http://blog.example/a?b=%7e#c"),
        ("bücher.example", "https://bücher.example"),
        ("localhost:8000/feed", "http://localhost:8000/feed"),
        ("127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("[::1]:8000/", "http://[::1]:8000/"),
        ("192.168.1.7/blog", "http://192.168.1.7/blog"),
        ("nas.local/feed", "http://nas.local/feed"),
        ("nas", "http://nas"),
    ],
)
def test_what_a_person_types_becomes_a_web_address(typed: str, address: str) -> None:
    assert urls.normalise_typed(typed) == address


@pytest.mark.parametrize(
    "typed", ["file:///etc/passwd", "javascript:alert(1)", "mailto:a@b.example", "gopher://x/"]
)
def test_an_address_beyond_the_web_is_refused_by_its_scheme(typed: str) -> None:
    with pytest.raises(FetchError) as caught:
        urls.normalise_typed(typed)
    assert caught.value.error_class == "blocked-scheme"


@pytest.mark.parametrize("typed", ["", "   ", "/etc/passwd", "two words", "http://", "http://[::1"])
def test_what_is_no_address_is_a_usage_error(typed: str) -> None:
    with pytest.raises(UsageError):
        urls.normalise_typed(typed)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://blog.example/a", "https://www.blog.example/a/"),
        ("https://blog.example:443/", "http://BLOG.example:80"),
        ("https://x.blogspot.fr/2012/01/a.html", "http://x.blogspot.com/2012/01/a.html"),
        ("https://x.blogspot.co.uk/", "https://x.blogspot.com/"),
        (
            "http://x.blogspot.com/2013/06/a.html?showComment=1372589814002#c12",
            "http://x.blogspot.com/2013/06/a.html",
        ),
        ("http://x.blogspot.com/a.html?m=1", "http://x.blogspot.com/a.html"),
        ("https://blog.example/a?utm_source=rss&id=3", "https://blog.example/a?id=3"),
        ("https://blog.example/%7eann/%c3%bc", "https://blog.example/~ann/ü"),
        ("https://bücher.example/", "https://xn--bcher-kva.example"),
        ("https://ann:secret@blog.example/a", "https://blog.example/a"),
    ],
)
def test_two_addresses_of_one_page_have_one_canonical_form(one: str, other: str) -> None:
    assert urls.canonical(one) == urls.canonical(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://blog.example/a", "https://blog.example/A"),
        ("https://blog.example/?p=1", "https://blog.example/?p=2"),
        ("https://blog.example/?m=201201", "https://blog.example/"),
        ("https://blog.example:8080/", "https://blog.example/"),
        ("https://a.blogspot.com/", "https://b.blogspot.com/"),
        ("https://blog.example/a%2Fb", "https://blog.example/a/b"),
    ],
)
def test_two_pages_keep_two_canonical_forms(one: str, other: str) -> None:
    assert urls.canonical(one) != urls.canonical(other)


@given(st.text(ANYTHING, max_size=60))
def test_no_address_makes_canonical_or_host_of_raise(text: str) -> None:
    address = f"https://{text}"
    assert urls.canonical(address) == urls.canonical(f" {address} ")
    assert "/" not in urls.host_of(address)


@given(st.text(ANYTHING, max_size=60))
def test_typing_anything_gives_an_address_or_a_reader_error(text: str) -> None:
    try:
        address = urls.normalise_typed(text)
    except ReaderError:
        return
    assert urls.scheme_of(address) in urls.WEB_SCHEMES
    assert urls.host_of(address)


def test_credentials_are_parted_from_an_address_and_decoded() -> None:
    parted = urls.split_credentials("https://an%40n:s%3Aecret@blog.example:8443/feed?a=b")
    assert parted == ("https://blog.example:8443/feed?a=b", "an@n", "s:ecret")
    assert urls.split_credentials("https://blog.example/@ann") == (
        "https://blog.example/@ann",
        "",
        "",
    )


@pytest.mark.parametrize(
    ("new", "kept"),
    [
        ("https://blog.example/new", "https://ann:pw@blog.example/new"),
        ("https://other.example/new", "https://other.example/new"),
        ("http://blog.example/new", "http://blog.example/new"),
        ("https://blog.example:8443/new", "https://blog.example:8443/new"),
    ],
)
def test_credentials_follow_only_on_the_same_server(new: str, kept: str) -> None:
    assert urls.keep_credentials("https://ann:pw@blog.example/old", new) == kept


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.1", "2130706433", "0x7f000001", "::1", "localhost", "a.localhost"]
)
def test_every_spelling_of_this_machine_is_known(host: str) -> None:
    assert urls.is_loopback_name(host)
    assert urls.is_local_name(host)


@pytest.mark.parametrize("host", ["blog.example", "8.8.8.8", "2606:4700::1", "dead.beef"])
def test_public_names_are_not_local(host: str) -> None:
    assert not urls.is_local_name(host)


def test_addresses_and_discovery_import_no_network_library() -> None:
    code = (
        "import sys, tui_reader.feeds.urls, tui_reader.feeds.discover\n"
        "heavy = {'httpx', 'httpcore', 'feedparser', 'pebble'} & set(sys.modules)\n"
        "print(*heavy)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
