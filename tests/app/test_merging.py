"""A list read anew keeps the posts that left it, each in its place, until it is asked for again."""

from array import array

import pytest

from tui_reader.app.merging import merged
from tui_reader.models import PostIndex


def index(*posts: int) -> PostIndex:
    """A list of posts; each number is also the post's instant, newest first."""
    days = array("l", (number // 10 for number in posts))
    return PostIndex(array("q", posts), array("q", posts), days)


@pytest.mark.parametrize(
    ("fresh", "shown", "both"),
    [
        ((), (), ()),
        ((3, 1), (), (3, 1)),
        ((), (3, 1), (3, 1)),
        ((3, 1), (3, 2, 1), (3, 2, 1)),
        ((2, 1), (3, 2, 1), (3, 2, 1)),
        ((3, 2), (3, 2, 1), (3, 2, 1)),
        ((9, 5, 1), (7, 5, 3), (9, 7, 5, 3, 1)),
        ((40,), (50, 30, 20), (50, 40, 30, 20)),
    ],
)
def test_what_left_the_list_stays_in_its_place(
    fresh: tuple[int, ...], shown: tuple[int, ...], both: tuple[int, ...]
) -> None:
    assert merged(index(*fresh), index(*shown)) == index(*both)


def test_posts_of_one_instant_stand_by_their_numbers() -> None:
    def at_once(*ids: int) -> PostIndex:
        same = [7] * len(ids)
        return PostIndex(array("q", ids), array("q", same), array("l", same))

    assert merged(at_once(4, 2), at_once(4, 3, 1)) == at_once(4, 3, 2, 1)


def test_a_list_that_nothing_left_is_taken_as_it_is() -> None:
    fresh = index(*range(100_000, 0, -1))
    assert merged(fresh, index(*range(99_990, 0, -1))) is fresh
