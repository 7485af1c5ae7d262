"""The addresses of every picture in the corpus: which size is asked for, and at which host."""

import re
from functools import cache
from html import unescape
from urllib.parse import urlsplit

import pytest

from tests.shared import CORPUS, needs_corpus
from tui_reader.feeds.pictures import counts_readers, picture_address
from tui_reader.feeds.urls import host_of
from tui_reader.limits import PICTURE_SIDE

pytestmark = needs_corpus

MOST_BYTES = 60_000_000
IMAGE = re.compile(r"""<img\b[^>]*?\bsrc\s*=\s*["']?(https?://[^"'\s>]+)""", re.IGNORECASE)
JSON = (("\\u003c", "<"), ("\\u003e", ">"), ('\\"', '"'), ("\\/", "/"))


@cache
def addresses() -> tuple[str, ...]:
    """Every address of a picture, also of those within escaped HTML and JSON."""
    found: dict[str, None] = {}
    for file in sorted(CORPUS.rglob("*")):
        if file.is_file() and file.stat().st_size < MOST_BYTES:
            text = file.read_text("utf-8", "replace")
            for written, meant in JSON:
                text = text.replace(written, meant)
            for form in (text, unescape(text) if "&lt;" in text else ""):
                found.update((unescape(unescape(each)), None) for each in IMAGE.findall(form))
    return tuple(found)


def sized(name: str) -> int:
    """Of so many addresses at a host another size is asked for."""
    at_host = [url for url in addresses() if re.search(name, host_of(url))]
    return sum(picture_address(url, PICTURE_SIDE) != url for url in at_host)


def test_another_size_is_asked_for_at_the_same_host_and_only_once() -> None:
    assert len(addresses()) > 2_000
    for url in addresses():
        address = picture_address(url, PICTURE_SIDE)
        assert host_of(address) == host_of(url)
        assert urlsplit(address).scheme == urlsplit(url).scheme
        assert picture_address(address, PICTURE_SIDE) == address
        assert address.count("/") == url.count("/")


@pytest.mark.parametrize(
    ("host", "least"),
    [
        (r"^blogger\.googleusercontent\.com$", 600),
        (r"\.bp\.blogspot\.com$", 70),
        (r"^lh\d\.google\.com$", 50),
        (r"\.files\.wordpress\.com$", 50),
    ],
)
def test_the_great_hosts_are_asked_for_the_size_that_is_needed(host: str, least: int) -> None:
    assert sized(host) >= least


def test_at_other_hosts_the_posts_own_address_is_asked_for() -> None:
    great = r"googleusercontent|blogspot|google\.com|ggpht|blogger\.com|wordpress\.com|\.wp\.com"
    others = [url for url in addresses() if not re.search(great, host_of(url))]
    assert len(others) > 800
    assert all(picture_address(url, PICTURE_SIDE) == url for url in others)


def test_no_post_has_its_pictures_taken_for_counters() -> None:
    counters = [url for url in addresses() if counts_readers(url)]
    assert len(counters) > 150
    assert not [url for url in counters if re.search(r"\.(?:jpe?g|png|webp)$", urlsplit(url).path)]
