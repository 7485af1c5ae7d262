from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tui_reader.errors import FetchError, ReaderError
from tui_reader.library.schedule import (
    Answer,
    adopted_address,
    after_answer,
    after_failure,
    allowed,
    heal,
    may_be_dead,
    wait_of,
)
from tui_reader.models import FetchState, ParsedFeed, Validators

NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)  # a Monday
HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)
WITH_ETAG = Validators(etag=b'"e"')


def state(**fields: object) -> FetchState:
    plain = FetchState(
        1, "Blog", "https://blog.test/feed", WITH_ETAG, NOW, None, None, None, 0, False
    )
    return replace(plain, **fields)


def answer(
    *, validators: Validators = WITH_ETAG, max_age: int | None = None, **fields: object
) -> Answer:
    feed = replace(ParsedFeed("atom10", "Blog", ()), **fields)
    return Answer(validators, max_age, "", feed)


@pytest.mark.parametrize(
    ("given", "hours"),
    [
        (answer(), 1),
        (answer(max_age=0), 1),
        (answer(max_age=3 * 3600), 3),
        (answer(max_age=900, wait_seconds=2 * 3600), 2),
        (answer(max_age=99 * 3600), 24),
        (answer(wait_seconds=10**9), 24),
        (answer(validators=Validators()), 3),
        (answer(validators=Validators(), max_age=5 * 3600), 5),
        (answer(validators=Validators(last_modified=b"Mon")), 1),
    ],
)
def test_a_good_answer_is_asked_again_after_an_hour_to_a_day(given: Answer, hours: int) -> None:
    after = after_answer(state(failures=3, failing_since=NOW), given, NOW)
    assert after.next_fetch == NOW + hours * HOUR
    assert (after.failures, after.failing_since, after.last_fetch) == (0, None, NOW)


@pytest.mark.parametrize(
    ("silent_days", "hours"), [(0, 3), (10, 10), (15, 13.5), (30, 24), (400, 24)]
)
def test_a_silent_blog_without_validators_is_asked_less_and_less(
    silent_days: int, hours: float
) -> None:
    since = NOW - timedelta(days=silent_days)
    after = after_answer(state(last_new_post=since), answer(validators=Validators()), NOW)
    assert after.next_fetch == NOW + hours * HOUR
    woken = replace(answer(validators=Validators()), has_new=True)
    assert after_answer(state(last_new_post=since), woken, NOW).next_fetch == NOW + 3 * HOUR


def test_a_304_says_again_what_the_feed_said() -> None:
    told = state(wait_seconds=4 * 3600, skip_hours=(16, 17))
    after = after_answer(told, Answer(WITH_ETAG, None, ""), NOW)
    assert after.next_fetch == NOW + 6 * HOUR
    aged = after_answer(state(), Answer(WITH_ETAG, 7200, ""), NOW)
    assert aged.next_fetch == NOW + 2 * HOUR


@pytest.mark.parametrize(
    ("hours", "days", "expected"),
    [
        ((), (), NOW),
        ((12,), (), NOW + HOUR),
        ((12, 13, 14), (), NOW + 3 * HOUR),
        ((), (0,), datetime(2026, 1, 6, tzinfo=UTC)),
        ((0, 1), (0, 1), datetime(2026, 1, 7, 2, tzinfo=UTC)),
        (tuple(range(24)), (), NOW),
        ((), tuple(range(7)), NOW),
    ],
)
def test_excluded_hours_and_days_are_kept_out_of(
    hours: tuple[int, ...], days: tuple[int, ...], expected: datetime
) -> None:
    assert allowed(NOW, hours, days) == expected


def test_failures_are_asked_again_after_1_2_4_8_16_24_and_24_hours() -> None:
    current, gaps = state(), []
    for _ in range(7):
        after = after_failure(current, FetchError("http-status", "500", status=500), NOW)
        assert after.next_fetch is not None
        gaps.append((after.next_fetch - NOW) / HOUR)
        current = replace(current, failures=after.failures, failing_since=after.failing_since)
    assert gaps == [1, 2, 4, 8, 16, 24, 24]
    assert current.failing_since == NOW


def test_while_offline_nobody_failed() -> None:
    asked = NOW - timedelta(days=1)
    error = FetchError("network", "unreachable", reached=False)
    after = after_failure(state(failures=2, last_attempt=asked), error, NOW, is_offline=True)
    assert (after.failures, after.last_attempt) == (2, asked)
    assert after.next_fetch == NOW + timedelta(minutes=10)
    assert after.error is not None


def test_410_ends_the_asking_and_404_does_not() -> None:
    gone = after_failure(state(), FetchError("gone", "410", status=410), NOW)
    missing = after_failure(state(), FetchError("http-status", "404", status=404), NOW)
    assert (gone.is_gone, missing.is_gone) == (True, False)
    wait = wait_of(state(is_gone=True), NOW, None, force=False, manual=False)
    assert wait is not None
    assert wait.until is None
    assert wait_of(state(is_gone=True), NOW, None, force=True, manual=False) is None


@pytest.mark.parametrize(("days", "dead"), [(29, False), (30, True)])
def test_a_blog_not_found_for_a_month_may_be_dead(days: int, dead: bool) -> None:
    missing = FetchError("http-status", "404", status=404)
    failing = state(failing_since=NOW - timedelta(days=days))
    assert may_be_dead(failing, missing, NOW) is dead
    assert not may_be_dead(failing, FetchError("http-status", "500", status=500), NOW)


@pytest.mark.parametrize(
    ("status", "asked", "granted"),
    [
        (429, None, timedelta(minutes=10)),
        (429, timedelta(seconds=1), timedelta(minutes=10)),
        (429, timedelta(hours=2), timedelta(hours=2)),
        (429, timedelta(days=30), timedelta(days=7)),
        (503, timedelta(hours=5), timedelta(hours=5)),
        (503, None, None),
        (500, timedelta(hours=5), None),
    ],
)
def test_retry_after_is_obeyed_in_bounds_even_by_force(
    status: int, asked: timedelta | None, granted: timedelta | None
) -> None:
    error = FetchError(
        "rate-limited", "wait", status=status, retry_at=NOW + asked if asked else None
    )
    after = after_failure(state(), error, NOW)
    assert after.retry_at == (NOW + granted if granted else None)
    if granted:
        waiting = state(retry_at=after.retry_at)
        wait = wait_of(waiting, NOW + granted - SECOND, None, force=True, manual=True)
        assert wait is not None
        assert wait.until == after.retry_at
        assert wait_of(waiting, NOW + granted, None, force=True, manual=False) is None


def test_a_host_that_wants_rest_holds_all_its_blogs() -> None:
    wait = wait_of(state(), NOW, NOW + HOUR, force=True, manual=False)
    assert wait is not None
    assert wait.until == NOW + HOUR


@pytest.mark.parametrize(
    ("fields", "how", "waits"),
    [
        ({"next_fetch": NOW + SECOND}, {}, True),
        ({"next_fetch": NOW}, {}, False),
        ({"next_fetch": None}, {}, False),
        ({"next_fetch": NOW + HOUR}, {"force": True}, False),
        ({"next_fetch": NOW + HOUR}, {"manual": True}, False),
        ({"last_attempt": NOW - 15 * 60 * SECOND + SECOND}, {"manual": True}, True),
        ({"last_attempt": NOW - 15 * 60 * SECOND}, {"manual": True}, False),
        ({"last_attempt": NOW}, {"force": True}, False),
    ],
)
def test_what_is_due(fields: dict[str, object], how: dict[str, bool], waits: bool) -> None:
    given = {"force": False, "manual": False, **how}
    assert (wait_of(state(**fields), NOW, None, **given) is not None) is waits


@pytest.mark.parametrize("years", [-30, 30])
def test_a_clock_that_moves_by_years_does_not_stop_the_asking(years: int) -> None:
    asked = NOW - timedelta(days=365 * years)
    moved = state(next_fetch=asked + HOUR, last_attempt=asked, retry_at=asked + 2 * HOUR)
    healed = heal(moved, NOW)
    assert healed.next_fetch is not None
    assert healed.next_fetch <= NOW + HOUR
    assert wait_of(healed, NOW + HOUR, None, force=False, manual=False) is None
    assert wait_of(healed, NOW, None, force=False, manual=True) is None


def test_a_sound_state_needs_no_healing() -> None:
    sound = state(next_fetch=NOW + 24 * HOUR, last_attempt=NOW, retry_at=NOW + timedelta(days=7))
    assert heal(sound, NOW) == sound


def test_a_permanent_move_is_adopted_after_three_answers_on_two_days() -> None:
    moved = replace(answer(), moved_to="https://new.test/feed")
    current, when, adopted = state(), NOW, []
    for hours in (0, 1, 2, 23):
        when = NOW + hours * HOUR
        adopted.append(adopted_address(current, moved, when))
        after = after_answer(current, moved, when)
        current = replace(
            current,
            moved_to=after.moved_to,
            moved_count=after.moved_count,
            moved_since=after.moved_since,
        )
    assert adopted == ["", "", "", "https://new.test/feed"]


@pytest.mark.parametrize("other", ["", "https://elsewhere.test/feed"])
def test_an_answer_without_the_same_move_begins_the_count_anew(other: str) -> None:
    counted = state(moved_to="https://new.test/feed", moved_count=2, moved_since=NOW - 48 * HOUR)
    after = after_answer(counted, replace(answer(), moved_to=other), NOW)
    assert (after.moved_to, after.moved_count) == (other, 1 if other else 0)


def test_a_feed_that_cannot_be_read_backs_off_like_any_failure() -> None:
    after = after_failure(state(), ReaderError("not-a-feed", "a login page"), NOW)
    assert (after.failures, after.next_fetch) == (1, NOW + HOUR)
    assert after.last_attempt == NOW
