"""How far a refresh is, as it goes and when it is over."""

from datetime import UTC, datetime
from functools import reduce

import pytest

from tui_reader.app.progress import Progress
from tui_reader.models import (
    Afterwards,
    Asked,
    Failed,
    Fetched,
    Planned,
    RefreshEvent,
    Skipped,
    Unchanged,
)


def after(*events: RefreshEvent) -> Progress:
    return reduce(Progress.after, events, Progress())


NOW = datetime(2026, 1, 5, 15, 30, tzinfo=UTC)
FAILURE = Failed(2, "B", "timeout", "no answer in 15 s")


@pytest.mark.parametrize(
    ("events", "sentence"),
    [
        ([], "There is no blog to ask: press a to follow one."),
        (
            [Planned(0, 2), Skipped(1, "A", "not due", None), Skipped(2, "B", "not due", None)],
            "None of 2 blogs was asked: not due.",
        ),
        (
            [Planned(0, 1), Skipped(1, "A", "asked a moment ago", NOW.replace(hour=16))],
            "A was not asked: asked a moment ago; again from 16:30 on.",
        ),
        (
            [
                Planned(0, 3),
                Skipped(1, "A", "not due", NOW.replace(hour=17)),
                Skipped(2, "B", "paused", None),
                Skipped(3, "C", "not due", NOW.replace(hour=16)),
            ],
            "None of 3 blogs was asked: none is due yet; the first from 16:30 on.",
        ),
        (
            [Planned(0, 1), Skipped(1, "A", "it is gone", None)],
            "A was not asked: it is gone.",
        ),
        ([Planned(1, 0), Unchanged(1, "A")], "Asked 1 blog: 0 new posts."),
        ([Planned(1, 0), Fetched(1, "A", 1, 0)], "Asked 1 blog: 1 new post."),
        (
            [Planned(3, 4), Fetched(1, "A", 1200, 2), FAILURE, Unchanged(3, "C")],
            "Asked 3 blogs: 1,200 new posts, 2 changed, 1 blog failed, 4 left alone.",
        ),
        ([Planned(3, 0), Unchanged(1, "A")], "Asked 1 blog: 0 new posts."),
    ],
)
def test_what_came_of_it_is_one_sentence(events: list[RefreshEvent], sentence: str) -> None:
    assert after(*events).summary(NOW) == sentence


def test_each_event_moves_it_on() -> None:
    skipped = Skipped(9, "Z", "not due", None)
    progress = after(Planned(3, 1), skipped, Asked(1, "A"), Fetched(1, "A", 2, 1), FAILURE)
    assert (progress.done, progress.total) == (2, 3)
    assert (progress.new, progress.changed, progress.failed) == (2, 1, 1)
    assert progress.current == "A"
    assert progress.last_failure == "timeout: B: no answer in 15 s"


def test_as_much_is_said_as_there_is_room_for() -> None:
    progress = after(Planned(4, 0), Unchanged(1, "A"), FAILURE)
    assert progress.words(80) == "fetching ▓▓▓▓▓▓░░░░░░ 2/4 · 1 failed · ctrl+x stops"
    assert progress.words(80, ascii_signs=True).startswith("fetching ######------ 2/4")
    shown = [progress.words(width) for width in range(81)]
    assert all(len(words) <= width for width, words in enumerate(shown))
    assert {"", "2/4", "fetching 2/4 · 1 failed"} <= set(shown)


def test_what_follows_the_answers_is_told_by_its_own_numbers() -> None:
    answered = (Planned(2, 0), Fetched(1, "A", 3, 0), FAILURE)
    progress = after(*answered, Afterwards(1, "A", "pictures", 3, 6, 1))
    assert progress.words(80) == "pictures ▓▓▓▓▓▓░░░░░░ 3/6 · 1 failed · ctrl+x stops"
    assert progress.summary(NOW) == "Asked 2 blogs: 3 new posts, 1 blog failed."
