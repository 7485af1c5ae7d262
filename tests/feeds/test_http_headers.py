from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.feeds import headers
from tui_reader.models import Validators

NOW = datetime(2026, 1, 5, 10, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (b"7200", 7200),
        (b"0", 0),
        (b"99999999999999999999", 9_999_999_999),
        (b"Mon, 05 Jan 2026 12:00:00 GMT", 7200),
        (b"Sun, 04 Jan 2026 12:00:00 GMT", 0),
        (b"Monday, 05-Jan-26 12:00:00 GMT", 7200),
        (b"Mon Jan  5 12:00:00 2026", 7200),
    ],
)
def test_retry_after_is_read_as_it_is_meant(value: bytes, seconds: float) -> None:
    assert headers.retry_after_of([(b"Retry-After", value)], NOW) == seconds


@pytest.mark.parametrize(
    ("seconds", "wait"),
    [
        (0, 10 * MINUTE),
        (600, 10 * MINUTE),
        (601, timedelta(seconds=601)),
        (604800, 7 * DAY),
        (604801, 7 * DAY),
        (9_999_999_999, 7 * DAY),
    ],
)
def test_a_wait_is_kept_within_bounds(seconds: float, wait: timedelta) -> None:
    assert headers.clamped_retry(timedelta(seconds=seconds), NOW) == NOW + wait


@pytest.mark.parametrize(
    ("value", "number"),
    [(b"6043", 6043), (b"0", 0), (b"", None), (b"-1", None), (b"1e3", None), (b"9" * 10, None)],
)
def test_a_header_that_counts_is_a_number_or_nothing(value: bytes, number: int | None) -> None:
    assert headers.number_of([(b"X-WP-Total", value)], b"x-wp-total") == number


@pytest.mark.parametrize("value", [b"", b"soon", b"-5", b"1.5", b"\xff\xfe", b"Mon, 99 Foo 9999"])
def test_a_retry_after_that_says_nothing_is_none(value: bytes) -> None:
    assert headers.retry_after_of([(b"retry-after", value)], NOW) is None


@pytest.mark.parametrize(
    ("given_headers", "seconds"),
    [
        ([], None),
        ([(b"cache-control", b"max-age=3600")], 3600),
        ([(b"Cache-Control", b"private, MAX-AGE = 60")], 60),
        ([(b"cache-control", b"private, max-age=0"), (b"expires", b"Thu, 01 Jan 2099")], 0),
        ([(b"cache-control", b"s-maxage=60")], None),
        ([(b"cache-control", b"max-age=99999999999999")], 365 * 86400),
        ([(b"expires", b"Mon, 05 Jan 2026 11:00:00 GMT")], 3600),
        ([(b"expires", b"Mon, 05 Jan 2026 09:00:00 GMT")], 0),
        ([(b"expires", b"0")], None),
        (
            [
                (b"date", b"Mon, 05 Jan 2020 10:00:00 GMT"),
                (b"expires", b"Mon, 05 Jan 2020 10:05:00 GMT"),
            ],
            300,
        ),
    ],
)
def test_freshness_is_max_age_else_expires_by_the_servers_clock(
    given_headers: headers.RawHeaders, seconds: int | None
) -> None:
    assert headers.max_age_of(given_headers, NOW) == seconds


@given(st.binary(max_size=80))
def test_no_header_value_makes_a_reader_raise(value: bytes) -> None:
    names = (b"retry-after", b"cache-control", b"expires", b"date", b"link", b"content-type")
    given_headers = [(name, value) for name in names]
    headers.max_age_of(given_headers, NOW)
    retry_after = headers.retry_after_of(given_headers, NOW)
    assert retry_after is None or retry_after >= 0
    headers.number_of(given_headers, b"retry-after")
    headers.links_of(given_headers, "https://blog.example/")
    headers.text_of(given_headers, b"content-type").encode()


def test_validators_keep_every_byte() -> None:
    given_headers = [(b"ETag", b' W/"\xc3\xa9\xff" '), (b"Last-Modified", b"yesterday, about noon")]
    assert headers.validators_of(given_headers) == Validators(
        etag=b'W/"\xc3\xa9\xff"', last_modified=b"yesterday, about noon"
    )


@pytest.mark.parametrize("value", [b"", b"  ", b'"a\x00b"', b'"a\nb"', b'"\x7f"'])
def test_a_validator_that_no_request_can_carry_is_none(value: bytes) -> None:
    given_headers = [(b"etag", value), (b"last-modified", value)]
    assert headers.validators_of(given_headers) == Validators()


def test_link_headers_give_rel_type_and_absolute_address() -> None:
    value = (
        b'<https://blog.example/feed/>; rel="alternate"; type="application/rss+xml", '
        b'</wp-json/>;rel="https://api.w.org/", <next>; rel=next'
    )
    assert headers.links_of([(b"Link", value)], "https://blog.example/a/") == (
        ("alternate", "application/rss+xml", "https://blog.example/feed/"),
        ("https://api.w.org/", "", "https://blog.example/wp-json/"),
        ("next", "", "https://blog.example/a/next"),
    )


def test_a_flood_of_link_headers_is_cut() -> None:
    assert len(headers.links_of([(b"link", b"<a>;rel=x," * 6000)], "https://blog.example/")) == 50
