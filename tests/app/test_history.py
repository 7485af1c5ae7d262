"""Taking marks back, one by one, and going back to the post read before."""

from functools import partial

import pytest

from tui_reader.app.history import STEPS_REMEMBERED, MarkHistory, Trail, mark_words
from tui_reader.models import Flag, Mark

READ = Mark(Flag.READ, True, (1, 2))
STARRED = Mark(Flag.STARRED, True, (3,))


def undo(history: MarkHistory) -> Mark | None:
    """Take a step back that could be kept."""
    if mark := history.undo_step():
        history.undone()
    return mark


def redo(history: MarkHistory) -> Mark | None:
    """Take a step again that could be kept."""
    if mark := history.redo_step():
        history.redone()
    return mark


def test_the_last_mark_is_taken_back_first_and_set_again_last() -> None:
    history = MarkHistory()
    history.add(READ)
    history.add(STARRED)
    assert undo(history) == Mark(Flag.STARRED, False, (3,))
    assert undo(history) == Mark(Flag.READ, False, (1, 2))
    assert undo(history) is None
    assert redo(history) == READ
    assert redo(history) == STARRED
    assert redo(history) is None


def test_a_new_mark_ends_what_could_be_set_again() -> None:
    history = MarkHistory()
    history.add(READ)
    undo(history)
    history.add(STARRED)
    assert redo(history) is None


def test_a_mark_that_changed_nothing_is_no_step() -> None:
    history = MarkHistory()
    history.add(Mark(Flag.READ, True, ()))
    assert undo(history) is None


def test_so_many_steps_are_remembered_and_no_more() -> None:
    history, trail = MarkHistory(), Trail()
    for number in range(STEPS_REMEMBERED + 5):
        history.add(Mark(Flag.READ, True, (number,)))
        trail.leave(number)
    assert len(list(iter(partial(undo, history), None))) == STEPS_REMEMBERED
    assert len(list(iter(trail.back, None))) == STEPS_REMEMBERED


@pytest.mark.parametrize(
    ("mark", "sentence"),
    [
        (READ, "Marked 2 posts read."),
        (Mark(Flag.READ, False, (1,)), "Marked 1 post unread."),
        (STARRED, "Starred 1 post."),
        (Mark(Flag.STARRED, False, (*range(1200),)), "Took the star from 1,200 posts."),
    ],
)
def test_what_a_mark_did_is_a_sentence(mark: Mark, sentence: str) -> None:
    assert mark_words(mark) == sentence


def test_the_trail_leads_back_the_way_one_came() -> None:
    trail = Trail()
    for post in (1, 2, 2, 3):
        trail.leave(post)
    assert [trail.back() for _ in range(4)] == [3, 2, 1, None]


def test_a_step_that_could_not_be_kept_can_be_tried_again() -> None:
    history = MarkHistory()
    history.add(READ)
    assert history.undo_step() == history.undo_step() == Mark(Flag.READ, False, (1, 2))
    assert history.redo_step() is None
