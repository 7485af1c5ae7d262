"""Dates keep the offset they were written with; what cannot be read is no date."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.feeds.documents import entry, item, page
from tui_reader.feeds.dates import read_date, read_exact_date
from tui_reader.feeds.parse import parse


def at(hours: float, *parts: int) -> datetime:
    return datetime(*parts, tzinfo=timezone(timedelta(hours=hours)) if hours else UTC)  # type: ignore[arg-type, misc]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2013-04-27T10:59:00.000-04:00", at(-4, 2013, 4, 27, 10, 59)),
        ("2003-12-31T10:14:55Z", at(0, 2003, 12, 31, 10, 14, 55)),
        ("2003-12-31t10:14:55z", at(0, 2003, 12, 31, 10, 14, 55)),
        ("2003-12-31 10:14:55 +0530", at(5.5, 2003, 12, 31, 10, 14, 55)),
        ("2003-12-31T10:14", at(0, 2003, 12, 31, 10, 14)),
        ("20031231T101455", at(0, 2003, 12, 31, 10, 14, 55)),
        ("2003-12-31", at(0, 2003, 12, 31)),
        ("2003-12", at(0, 2003, 12, 1)),
        ("2003", at(0, 2003, 1, 1)),
        ("2003-12-31T24:00:00Z", at(0, 2004, 1, 1)),
        ("2016-12-31T23:59:60Z", at(0, 2016, 12, 31, 23, 59, 59)),
        ("Thu, 01 Jan 2004 19:48:21 GMT", at(0, 2004, 1, 1, 19, 48, 21)),
        ("Thu, 01 Jan 2004 19:48:21 +0200", at(2, 2004, 1, 1, 19, 48, 21)),
        ("Thu, 01 Jan 2004 19:48:21 EST", at(-5, 2004, 1, 1, 19, 48, 21)),
        ("Thu, 01 Jul 2004 19:48:21 PDT", at(-7, 2004, 7, 1, 19, 48, 21)),
        ("Thu, 01 Jul 2004 19:48:21 CEST", at(2, 2004, 7, 1, 19, 48, 21)),
        ("Thu, 01 Jul 2004 19:48:21 JST", at(9, 2004, 7, 1, 19, 48, 21)),
        ("Thu, 01 Jan 2004 19:48:21 GMT+0100", at(1, 2004, 1, 1, 19, 48, 21)),
        ("Thu, 01 Jan 2004 19:48:21 Etc/GMT", at(0, 2004, 1, 1, 19, 48, 21)),
        ("05 Jan 26 10:00 EST", at(-5, 2026, 1, 5, 10, 0)),
        ("Thu Jan  1 19:48:21 2004", at(0, 2004, 1, 1, 19, 48, 21)),
        ("Thu, 01 Jan 2004", at(0, 2004, 1, 1)),
        (" \n2003-12-31 ", at(0, 2003, 12, 31)),
        ("mer, 16 nov 2022 00:38:15 +0100", at(1, 2022, 11, 16, 0, 38, 15)),
        ("", None),
        ("soon", None),
        ("Thu, 99 Foo 99999 99:99:99 +9999", None),
        ("2003-13-31", None),
        ("2003-02-30T10:00:00Z", None),
        ("0000-00-00 00:00:00", None),
        ("0001-01-01T00:00:00Z", None),
        ("Wed, 30 Nov -0001 00:00:00 +0000", None),
        ("2003-12-31T10:14:55+99:99", None),
        ("1" * 100_000, None),
    ],
)
def test_a_date_is_read_with_its_offset(text: str, moment: datetime | None) -> None:
    read = read_date(text)
    assert read == moment
    assert moment is None or (read is not None and read.utcoffset() == moment.utcoffset())


def test_what_another_reader_made_of_a_foreign_date_is_taken_as_utc() -> None:
    parsed = (2004, 7, 4, 21, 8, 8, 6, 186, 0)
    assert read_date("Κυρ, 11 Ιούλ 2004 12:00:00 EST", parsed) == at(0, 2004, 7, 4, 21, 8, 8)
    assert read_date("Thu, 01 Jan 2004", (99999, 1, 1, 0, 0, 0)) == at(0, 2004, 1, 1)
    assert read_date("nothing", (99999, 1, 1, 0, 0, 0)) is None
    assert read_date("nothing", ()) is None


@pytest.mark.parametrize(
    ("document", "published", "updated"),
    [
        (item("<title>t</title>"), None, None),
        (item("<title>t</title><pubDate>2004-01-02</pubDate>"), at(0, 2004, 1, 2), None),
        (
            entry("<id>1</id><updated>2004-01-02T00:00:00+02:00</updated>"),
            at(2, 2004, 1, 2),
            at(2, 2004, 1, 2),
        ),
        (
            entry("<id>1</id><published>2004-01-01T01:00:00-03:00</published><updated>x</updated>"),
            at(-3, 2004, 1, 1, 1),
            None,
        ),
        (
            item("<title>t</title><dc:date>2004-01-02T00:00:00+02:00</dc:date>"),
            at(2, 2004, 1, 2),
            at(2, 2004, 1, 2),
        ),
        (item("<title>t</title><pubDate>2004-07-05 (월)</pubDate>"), at(0, 2004, 7, 5), None),
        (
            item("<title>t</title><pubDate>2004년 07월 05일  01:31:15</pubDate>"),
            at(0, 2004, 7, 5, 1, 31, 15),
            None,
        ),
    ],
)
def test_a_post_has_the_dates_that_its_entry_tells(
    document: str, published: datetime | None, updated: datetime | None
) -> None:
    (post,) = parse(page(document)).posts
    assert (post.published, post.updated) == (published, updated)


@settings(max_examples=2_000, derandomize=True, deadline=None)
@given(st.text(st.sampled_from("0123456789:-+.,TZ /ThuJanGMTES\n"), max_size=40))
def test_any_text_is_a_date_or_none_and_every_date_can_be_moved(text: str) -> None:
    read = read_date(text)
    if read is not None:
        assert read.astimezone(UTC) == read
        assert read.timestamp() < 2**40


@settings(max_examples=500, derandomize=True, deadline=None)
@given(
    st.datetimes(datetime.fromisoformat("1000-01-02"), datetime.fromisoformat("9998-12-30")),
    st.integers(-14 * 60, 14 * 60),
)
def test_what_iso_writes_is_read_back(moment: datetime, minutes: int) -> None:
    aware = moment.replace(tzinfo=timezone(timedelta(minutes=minutes)), microsecond=0)
    assert read_date(aware.isoformat()) == aware


@pytest.mark.parametrize(
    ("text", "microseconds"),
    [
        ("2012-01-01T13:13:36.5-05:00", 500_000),
        ("2012-01-01T13:13:36.553123Z", 553_000),
        ("2012-01-01T13:13:36,0001Z", 0),
        ("2012-01-01T13:13:36Z", 0),
        ("Sun, 01 Jan 2012 13:13:36 +0000", 0),
    ],
)
def test_an_exact_date_has_its_milliseconds(text: str, microseconds: int) -> None:
    exact, plain = read_exact_date(text), read_date(text)
    assert exact is not None
    assert plain is not None
    assert exact == plain.replace(microsecond=microseconds)
    assert exact.utcoffset() == plain.utcoffset()


@pytest.mark.parametrize("text", ["", "soon", "2012-13-01T00:00:00.5Z"])
def test_what_is_no_date_is_no_exact_one(text: str) -> None:
    assert read_exact_date(text) is None
