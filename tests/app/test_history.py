"""Going back to the post read before."""

from functools import partial

from tui_reader.app.history import STEPS_REMEMBERED, Stand, Trail


def test_so_many_places_are_remembered_and_no_more() -> None:
    trail = Trail()
    for number in range(STEPS_REMEMBERED + 5):
        trail.leave(Stand(number))
    assert len(list(iter(partial(trail.back, None), None))) == STEPS_REMEMBERED


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
