"""Feeds that lead on by themselves: RFC 5005 and JSON Feed."""

from dataclasses import replace
from typing import Any

import pytest

from tests.feeds.archive.blogs import FEED, documents, json_feed
from tests.feeds.archive.servers import (
    HOME,
    Asked,
    atom,
    day,
    entry,
    found_and_walked,
    link,
    page,
    source,
    tags,
    walked,
)
from tui_reader.feeds.archive import history_file
from tui_reader.feeds.archive.chain import first_cursor
from tui_reader.feeds.archive.jsonfeed import JsonFeed
from tui_reader.feeds.archive.rfc5005 import Rfc5005
from tui_reader.models import Page

RFC5005 = Rfc5005()
_RSS = (
    "<rss xmlns:atom='http://www.w3.org/2005/Atom' xmlns:h='http://purl.org/syndication/history/1.0'"
    " version='2.0'><channel><title>Blog</title>{head}<item><guid>1</guid><link>x</link></item>"
    "{tail}</channel></rss>"
)


async def test_an_archive_document_is_recorded_and_the_feed_itself_is_not() -> None:
    asks = Asked(documents(100, 20, relation="prev-archive"))
    result = await found_and_walked(RFC5005, source(FEED), asks)
    assert [each.document for each in result.pages] == [
        "",
        *(f"{HOME}archive/{n}" for n in (1, 2, 3, 4)),
    ]


async def test_an_archive_document_that_is_kept_is_never_asked_for_again() -> None:
    asks = Asked(documents(100, 20, relation="prev-archive"))
    result = await walked(
        RFC5005,
        source(FEED, documents=frozenset({f"{HOME}archive/2", f"{HOME}archive/3"})),
        asks,
        first_cursor(FEED),
    )
    assert asks.urls == [FEED, f"{HOME}archive/1"]
    assert set(result.guids) == tags(list(range(61, 101)))
    assert result.pages[-1].is_last


async def test_pages_that_may_move_are_no_archive_documents() -> None:
    asks = Asked(documents(100, 20, relation="next"))
    result = await found_and_walked(RFC5005, source(FEED), asks)
    assert {each.document for each in result.pages} == {""}


async def test_a_feed_that_is_the_whole_blog_says_so() -> None:
    body = atom("".join(map(entry, (3, 2, 1))), "<fh:complete/>")
    asks = Asked(lambda url: page(url, body))
    found = await RFC5005.probe(source(FEED), asks)
    assert found is not None
    assert (found.posts_total, found.since) == (3, day(1))
    assert "whole blog" in found.note
    asks.urls.clear()
    result = await walked(RFC5005, source(FEED), asks, found.cursor)
    assert (set(result.guids), len(asks.urls)) == (tags([1, 2, 3]), 1)
    assert result.pages[-1].is_last


async def test_a_circle_is_told() -> None:
    asks = Asked(documents(100, 20, relation="prev-archive", back_to=2))
    result = await found_and_walked(RFC5005, source(FEED), asks)
    assert set(result.guids) == tags(list(range(1, 101)))
    assert "circle" in result.notes[-1]


async def test_the_same_posts_under_ever_new_addresses_end_the_walk() -> None:
    def answer(url: str) -> Page:
        number = int(url.rpartition("=")[2]) if "=" in url else 0
        return page(url, atom(entry(1) + entry(2), link("next", f"{FEED}?n={number + 1}")))

    asks = Asked(answer)
    result = await found_and_walked(RFC5005, source(FEED), asks)
    assert len(asks.urls) <= 6
    assert result.pages[-1].is_last


async def test_months_without_posts_do_not_end_the_walk() -> None:
    def answer(url: str) -> Page:
        number = int(url.rpartition("=")[2]) if "=" in url else 0
        older = link("prev-archive", f"{FEED}?n={number + 1}") if number < 12 else ""
        return page(url, atom(entry(number) if number in (0, 12) else "", older))

    result = await found_and_walked(RFC5005, source(FEED), Asked(answer))
    assert set(result.guids) == tags([0, 12])


async def test_a_document_cut_short_gives_its_whole_posts_and_is_asked_for_again_later() -> None:
    server = documents(60, 20, relation="prev-archive")

    def answer(url: str) -> Page:
        found = server(url)
        return page(url, found.body[:-200]) if url.endswith("/1") else found

    result = await found_and_walked(RFC5005, source(FEED), Asked(answer))
    assert tags(list(range(1, 61))) - set(result.guids) == {"tag:post-21"}
    assert [each.document for each in result.pages] == ["", "", f"{HOME}archive/2"]
    assert "broke off" in result.notes[0]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (atom(entry(1), link("prev-archive", "a/1")), (HOME + "a/1", "", False, False)),
        (atom(entry(1), link("next", "?p=2&x=1")), ("", FEED + "?p=2&x=1", False, False)),
        (atom(entry(1)) + "", ("", "", False, False)),
        (atom(f"<entry><id>1</id>{link('next', 'comments')}</entry>"), ("", "", False, False)),
        (atom(entry(1), "<fh:archive/>"), ("", "", True, False)),
        (atom(entry(1), "<fh:complete></fh:complete>"), ("", "", False, True)),
        (
            _RSS.format(head="<atom:link rel='prev-archive' href='b'/>", tail=""),
            (HOME + "b", "", False, False),
        ),
        (
            _RSS.format(head="<h:archive/>", tail="<atom:link href='c' rel='next' />"),
            ("", HOME + "c", True, False),
        ),
        (
            "<rss version='2.0'><channel><archive/><item><guid>1</guid></item></channel></rss>",
            ("", "", False, False),
        ),
    ],
)
def test_a_feeds_own_history_is_read_outside_of_its_entries(body: str, expected: Any) -> None:
    history = history_file.read(page(FEED, body))
    assert (history.previous, history.next, history.is_archive, history.is_complete) == expected


async def test_a_json_feed_that_leads_nowhere_says_nothing_about_older_posts() -> None:
    assert await JsonFeed().probe(source(FEED, kind="json11"), Asked(json_feed(10, 20))) is None


async def test_only_json_feeds_are_asked_as_such() -> None:
    asks = Asked(json_feed(100, 20))
    assert await JsonFeed().probe(source(FEED, kind="atom10"), asks) is None
    assert asks.urls == []


@pytest.mark.parametrize("relation", ["prev-archive", "next"])
async def test_a_document_that_broke_off_on_its_way_loses_no_post(relation: str) -> None:
    server = documents(60, 20, relation=relation)

    def answer(url: str) -> Page:
        found = server(url)
        is_broken = url.endswith("archive/1") and asks.urls.count(url) == 1
        return replace(found, body=found.body[:-400]) if is_broken else found

    asks = Asked(answer)
    result = await found_and_walked(RFC5005, source(FEED), asks)
    assert set(result.guids) == tags(list(range(1, 61)))
    assert (result.notes, asks.most_asked) == ([], 2)
    assert [bool(each.document) for each in result.pages[1:]] == [relation == "prev-archive"] * 2
