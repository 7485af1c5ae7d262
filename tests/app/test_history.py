"""Taking marks back, one by one, and going back to the post read before."""

from functools import partial

import pytest

from tui_reader.app.history import STEPS_REMEMBERED, MarkHistory, Stand, Trail, mark_words
from tui_reader.models import Flag, Mark

READ = Mark(Flag.READ, True, (1, 2))
STARRED = Mark(Flag.STARRED, True, (3,))


def test_the_last_mark_is_taken_back_first_and_set_again_last() -> None:
    history = MarkHistory()
    history.add(READ)
    history.add(STARRED)
    assert history.last_done() == STARRED
    history.put_undone(STARRED)
    assert history.last_done() == READ
    history.put_undone(READ)
    assert history.last_done() is None
    assert history.last_undone() == READ
    assert history.last_undone() == STARRED
    assert history.last_undone() is None


def test_a_step_is_taken_by_one_key_only() -> None:
    history = MarkHistory()
    history.add(READ)
    assert history.last_done() == READ
    assert history.last_done() is None, "the second key comes while the first is being written"
    history.put_done(READ)
    assert history.last_done() == READ, "what could not be written can be tried again"


def test_a_new_mark_ends_what_could_be_set_again() -> None:
    history = MarkHistory()
    history.put_undone(READ)
    history.add(STARRED)
    assert history.last_undone() is None


def test_a_mark_that_changed_nothing_is_no_step() -> None:
    history = MarkHistory()
    history.add(Mark(Flag.READ, True, ()))
    assert history.last_done() is None


def test_so_many_steps_are_remembered_and_no_more() -> None:
    history, trail = MarkHistory(), Trail()
    for number in range(STEPS_REMEMBERED + 5):
        history.add(Mark(Flag.READ, True, (number,)))
        trail.leave(Stand(number))
    assert len(list(iter(history.last_done, None))) == STEPS_REMEMBERED
    assert len(list(iter(partial(trail.back, None), None))) == STEPS_REMEMBERED


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


def test_the_trail_leads_back_the_way_one_came_and_forward_again() -> None:
    one, two, three, four = map(Stand, range(1, 5))
    trail = Trail()
    for stand in (one, two, two, three):
        trail.leave(stand)
    assert [trail.back(here) for here in (four, three, two, one)] == [three, two, one, None]
    assert [trail.forward(here) for here in (one, two, three)] == [two, three, four]
    assert trail.forward(four) is None


def test_two_places_of_one_post_are_two_steps() -> None:
    trail = Trail()
    trail.leave(Stand(1, 0.25))
    trail.leave(Stand(1, 0.75))
    assert [trail.back(None), trail.back(None)] == [Stand(1, 0.75), Stand(1, 0.25)]


def test_going_elsewhere_forgets_what_lay_ahead() -> None:
    trail = Trail()
    trail.leave(Stand(1))
    assert trail.back(Stand(2)) == Stand(1)
    trail.leave(Stand(1))
    assert trail.forward(Stand(3)) is None
    assert trail.back(None) == Stand(1)
