"""How fast an archive comes in, and how long it will take yet."""

import pytest

from tui_reader.library.pace import Pace, span


def told(*kept: int, every: float = 1.0) -> Pace:
    pace = Pace()
    for number, posts in enumerate(kept):
        pace.note(number * every, posts)
    return pace


def test_the_rate_is_what_came_in_a_second() -> None:
    pace = told(100, 250, 400)
    assert pace.rate == 150
    assert pace.left(1_000) == 4
    assert pace.left(None) is None
    assert pace.left(300) == 0


def test_too_early_or_without_progress_nothing_is_guessed() -> None:
    assert Pace().rate is None
    assert told(100, 250, every=0.3).rate is None
    assert told(100, 100, 100).left(500) is None


def test_only_the_last_half_minute_counts() -> None:
    pace = told(*range(0, 1_000, 100), every=10.0)
    assert pace.rate == 10
    pace.note(100.0, 900)
    pace.note(130.0, 900)
    assert pace.rate == 0


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0:00"), (32.4, "0:32"), (725, "12:05"), (3720, "1:02:00")]
)
def test_spans_as_people_read_them(seconds: float, text: str) -> None:
    assert span(seconds) == text
