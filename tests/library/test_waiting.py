"""How long a walk waits, after which failure, and when it gives up."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.fakeblog import START
from tui_reader.errors import FeedError, FetchError, ReaderError, StoreError
from tui_reader.library.waiting import (
    ASKED_PATIENCE,
    ASKED_TO_WAIT,
    LONGEST_ASKED,
    MOST_TRIES,
    NO_ANSWER,
    OFFLINE,
    OUT_OF_SERVICE,
    PATIENCE,
    Hold,
    Pause,
    Stall,
    asked_wait,
    is_passing,
    pause_after,
)


def refused(status: int, retry_after: float | None = None) -> FetchError:
    return FetchError("http-status", "no", status=status, retry_after=retry_after)


SILENT = FetchError("timeout", "blog.test did not answer", reached=False)


def pause(error: ReaderError, stall: Stall | None = None, **options: bool) -> Pause:
    found = pause_after(error, stall or Stall(), START, **options)
    assert isinstance(found, Pause)
    return found


def waits(error: ReaderError) -> list[float]:
    """The pauses of a walk that meets nothing but this."""
    stall, seconds = Stall(), []
    while isinstance(found := pause_after(error, stall, START), Pause):
        stall = found.stall
        seconds.append(found.wait.total_seconds())
    return seconds


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("seconds", [1, 7, 60, 900])
def test_a_server_that_says_how_long_is_taken_at_its_word(status: int, seconds: int) -> None:
    found = pause(refused(status, seconds))
    assert found.wait == timedelta(seconds=seconds)
    assert found.reason == (ASKED_TO_WAIT if status == 429 else OUT_OF_SERVICE)
    assert pause(refused(status, seconds), found.stall).wait == timedelta(seconds=seconds)


@pytest.mark.parametrize("status", [429, 503])
def test_longer_than_a_quarter_of_an_hour_ends_the_walk_until_then(status: int) -> None:
    found = pause_after(refused(status, 901), Stall(), START)
    assert found == Hold(START + timedelta(seconds=901), is_whole_host=status == 429)


def test_nobody_is_left_alone_for_longer_than_a_week() -> None:
    for seconds in (10**6, 10**30, float("inf")):
        found = pause_after(refused(429, seconds), Stall(), START)
        assert found == Hold(START + timedelta(days=7), is_whole_host=True)


def test_a_429_without_a_time_means_ten_minutes_and_a_503_growing_pauses() -> None:
    assert pause(refused(429)).wait == timedelta(minutes=10)
    assert waits(refused(503))[:4] == [2, 4, 8, 16]


def test_silence_is_met_with_growing_pauses_for_five_minutes_and_no_longer() -> None:
    seconds = waits(SILENT)
    assert seconds == [2, 4, 8, 16, 32, 60, 60, 60]
    assert PATIENCE - timedelta(seconds=60) < timedelta(seconds=sum(seconds)) <= PATIENCE


def test_a_server_that_never_means_now_is_given_up_after_an_hour_or_many_answers() -> None:
    assert sum(waits(refused(429, 900))) == ASKED_PATIENCE.total_seconds()
    assert waits(refused(429, 1)) == [1.0] * MOST_TRIES
    assert waits(refused(429, 0))[:7] == [2, 4, 8, 16, 32, 60, 60]
    stall = Stall(silent=MOST_TRIES)
    last = pause_after(refused(429, 1), stall, START)
    assert last == Hold(START + timedelta(minutes=10), is_whole_host=True)


def test_reasons_tell_the_network_from_the_server() -> None:
    assert pause(SILENT).reason == NO_ANSWER
    assert pause(SILENT, is_offline=True).reason == OFFLINE
    assert pause(refused(502)).reason == OUT_OF_SERVICE


def test_an_answer_that_cannot_be_read_is_asked_for_once_more_and_at_once() -> None:
    broken = FeedError("malformed", "it breaks off")
    found = pause(broken)
    assert (found.wait, found.reason) == (timedelta(), "")
    assert pause_after(broken, found.stall, START) is None
    assert pause_after(FeedError("too-large", "too large"), Stall(), START) is None


@pytest.mark.parametrize(
    "error",
    [
        refused(404),
        refused(403),
        FetchError("gone", "gone", status=410),
        FetchError("tls", "expired"),
        FetchError("blocked-address", "no"),
        StoreError("storage-full", "the disk is full"),
    ],
)
def test_where_waiting_does_not_help_nobody_waits(error: ReaderError) -> None:
    assert pause_after(error, Stall(), START) is None


def test_progress_is_forgotten_by_nobody_else() -> None:
    after = pause(SILENT).stall
    assert after == replace(Stall(), silent=1, waited=timedelta(seconds=2))


def test_what_passes() -> None:
    assert all(is_passing(refused(status)) for status in (408, 425, 429, 500, 502, 503, 504, 522))
    assert not is_passing(refused(400))
    assert is_passing(FetchError("network", "broke off"))
    assert asked_wait(refused(500, 30)) is None
    assert timedelta(minutes=15) == LONGEST_ASKED
