"""Places of a list that are still to be brought, and what an answer says of them."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tui_reader.feeds.archive.intervals import Interval, Intervals, shifted, tidy, without
from tui_reader.feeds.archive.progress import Claim, Progress, read_progress

intervals = st.lists(
    st.builds(lambda a, b: Interval(a, a + b), st.integers(-5, 60), st.integers(0, 20)), max_size=6
)


def places(some: Intervals) -> set[int]:
    return {place for each in some for place in range(each.first, each.last + 1)}


@given(intervals, st.integers(0, 70))
def test_tidy_keeps_every_place_within_bounds_and_no_two_touch(
    some: list[Interval], most: int
) -> None:
    tidied = tidy(some, most)
    assert places(tidied) == {place for place in places(tuple(some)) if 1 <= place <= most}
    assert all(a.last + 1 < b.first for a, b in pairwise(tidied))


@given(intervals, st.integers(1, 60), st.integers(0, 20))
def test_without_takes_exactly_these_places_out(
    some: list[Interval], first: int, size: int
) -> None:
    tidied = tidy(some)
    gone = Interval(first, first + size)
    assert places(without(tidied, gone)) == places(tidied) - places((gone,))


@given(intervals, st.integers(1, 60), st.integers(1, 5))
def test_after_a_deletion_every_post_still_wanted_is_still_wanted(
    some: list[Interval], where: int, count: int
) -> None:
    left = tidy(some, 80)
    wanted = {place for place in places(left) if not where <= place < where + count}
    moved = {place - count if place >= where + count else place for place in wanted}
    assert moved <= places(shifted(left, -count, 80 - count))


@given(intervals, st.integers(1, 60), st.integers(1, 5))
def test_after_a_publication_every_post_still_wanted_is_still_wanted(
    some: list[Interval], where: int, count: int
) -> None:
    left = tidy(some, 80)
    moved = {place + count if place >= where else place for place in places(left)}
    assert moved <= places(shifted(left, count, 80 + count))


def test_a_cursor_says_all_again() -> None:
    progress = Progress(
        base="https://blog.test/feed",
        spare="https://other.test/",
        left=(Interval(3, 4), Interval(9, 20)),
        total=20,
        size=5,
        even=2,
        is_uneven=True,
        had=7,
        grown=1,
        is_changed=True,
        narrow=Interval(9, 12),
        narrow_size=2,
        extra={"names": {"1": "a"}},
    )
    assert read_progress(progress.cursor()) == progress


def test_an_answer_older_than_the_last_known_change_covers_only_what_is_certain() -> None:
    progress = Progress("b", left=(Interval(1, 100),), total=100, size=10, even=1)
    first = progress.next_claim([], 150, is_paged=False)
    assert first is not None
    second = progress.next_claim([first], 150, is_paged=False)
    assert second is not None
    assert (first.places, second.places) == (Interval(1, 10), Interval(11, 20))
    progress.cover(second, 10, progress.take_total(second, 97))
    assert progress.left == (Interval(1, 10), Interval(21, 97))
    progress.cover(first, 10, progress.take_total(first, 100))
    assert progress.left == (Interval(1, 3), Interval(11, 13), Interval(21, 100))


def test_nothing_is_asked_ahead_before_the_size_of_an_answer_is_known() -> None:
    progress = Progress("b", total=100)
    first = progress.next_claim([], 150, is_paged=False)
    assert first is not None
    assert progress.next_claim([first], 150, is_paged=False) is None
    progress.learn_size(Claim(Interval(1, 150), 150, "b"), 25)
    assert progress.is_sure_of_size


def test_a_whole_page_is_asked_for_where_only_pages_can_be() -> None:
    progress = Progress("b", left=(Interval(45, 52),), total=100, size=20, even=1)
    claim = progress.next_claim([], 100, is_paged=True)
    assert claim is not None
    assert (claim.places, claim.count) == (Interval(41, 60), 20)
