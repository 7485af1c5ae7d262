"""How far archives are, in the header's words, and what is said before and after."""

from datetime import UTC, datetime, timedelta

import pytest

from tui_reader.app.archive_progress import (
    ArchiveProgress,
    end_words,
    found_words,
    pace_words,
)
from tui_reader.library.waiting import OFFLINE
from tui_reader.models import (
    ArchiveEvent,
    Done,
    Failed,
    Found,
    PageKept,
    Skipped,
    ThreadsKept,
    Waiting,
)

NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)
SINCE = datetime(2004, 3, 9, tzinfo=UTC)


def after(*events: ArchiveEvent, pace: str = "") -> ArchiveProgress:
    progress = ArchiveProgress(pace=pace)
    for event in events:
        progress = progress.after(event, NOW)
    return progress


PAGE = PageKept(3, "What Now?", 150, 1204, 6043)
OTHER = PageKept(4, "Another", 10, 100, 200)
UNSURE = PageKept(5, "Unsure", 10, 50, None)
WAIT = Waiting(3, "What Now?", "its server asks for fewer requests", NOW + timedelta(minutes=5))


@pytest.mark.parametrize(
    ("width", "words"),
    [
        (80, "archive 1,204 of 6,043 ▓▓░░░░░░░░░░ 41/s 2 min left · ctrl+x stops"),
        (60, "archive 1,204 of 6,043 ▓▓░░░░░░░░░░ 41/s 2 min left"),
        (44, "archive 1,204 of 6,043 41/s 2 min left"),
        (30, "archive 1,204 of 6,043"),
        (15, "1,204 of 6,043"),
        (3, ""),
    ],
)
def test_the_header_says_as_much_as_there_is_room_for(width: int, words: str) -> None:
    assert after(PAGE, pace="41/s 2 min left").words(width) == words


def test_several_archives_are_told_as_their_sum() -> None:
    assert after(PAGE, OTHER).words(38) == "2 archives 1,304 of 6,243 ▓▓░░░░░░░░░░"
    assert after(PAGE, OTHER).without(3).words(21) == "archive 100 of 200"


def test_a_total_that_one_blog_does_not_say_is_no_total() -> None:
    assert after(PAGE, UNSURE).words(60) == "2 archives 1,254 posts · ctrl+x stops"


@pytest.mark.parametrize(
    ("width", "words"),
    [
        (80, "archive 1,204 of 6,043 waits until 12:05: its server asks for fewer requests"),
        (50, "archive 1,204 of 6,043 waits until 12:05"),
        (30, "archive 1,204 of 6,043"),
    ],
)
def test_a_wait_is_told_with_its_reason_before_the_bar(width: int, words: str) -> None:
    assert after(PAGE, WAIT).words(width) == words


def test_offline_is_not_told_twice() -> None:
    wait = Waiting(3, "What Now?", OFFLINE, NOW + timedelta(minutes=5))
    assert after(PAGE, wait).words(80).endswith("waits until 12:05 · ctrl+x stops")


def test_comments_are_told_when_the_posts_are_here() -> None:
    threads = ThreadsKept(3, "What Now?", 300, 1200)
    assert after(PAGE, threads).words(36) == "comments 300 of 1,200 ▓▓▓░░░░░░░░░"
    assert after(threads, OTHER).words(36) == "archive 100 of 200 ▓▓▓▓▓▓░░░░░░"
    unsure = ThreadsKept(3, "What Now?", 300, None)
    assert after(unsure).words(12) == "comments 300"


def test_the_bar_comes_back_when_it_goes_on_or_another_archive_does() -> None:
    assert "waits" not in after(PAGE, WAIT, PAGE).words(80)
    assert "waits" not in after(PAGE, OTHER, WAIT).words(80)


@pytest.mark.parametrize(
    ("rate", "seconds", "words"),
    [
        (None, None, ""),
        (0.0, None, ""),
        (41.2, 100.0, "41/s 2 min left"),
        (3.44, None, "3.4/s"),
        (1000.0, 39.2, "1,000/s 40 s left"),
        (0.5, 3900.0, "0.5/s 1 h 5 min left"),
    ],
)
def test_the_pace_is_told(rate: float | None, seconds: float | None, words: str) -> None:
    assert pace_words(rate, seconds) == words


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (
            Found(3, "What Now?", "blogger", 6043, SINCE, 25),
            "“What Now?” has 6,043 posts since March 2004.",
        ),
        (Found(3, "Quiet", "paged", None, None, 25), "“Quiet” does not say how many posts it has."),
        (
            Found(3, "Map", "sitemap", 300, None, 10, "titles are guessed"),
            "“Map” has 300 posts. Titles are guessed.",
        ),
    ],
)
def test_what_was_found_is_told(event: Found, words: str) -> None:
    assert found_words(event) == words


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (Done(3, "What Now?", 6043, 6043), "“What Now?”: 6,043 posts are kept: that is all of it."),
        (Done(3, "Map", 299, 300, "1 did not come"), "“Map”: 299 posts: 1 did not come."),
        (Failed(3, "Gone", "network", "it is gone"), "network: Gone: it is gone"),
        (Skipped(3, "Busy", "it comes already", None), "“Busy” was left alone: it comes already."),
    ],
)
def test_what_came_of_it_is_told(event: Done | Failed | Skipped, words: str) -> None:
    assert end_words(event) == words
