"""A thread is read oldest first with replies under their parents, whatever a stranger says."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.growth import is_linear
from tui_reader.store.thread_order import Place, places


def order(*parents: str) -> list[Place]:
    """The order of comments called 0, 1, 2 …, oldest first, that reply to these."""
    return places([str(place) for place in range(len(parents))], parents)


@pytest.mark.parametrize(
    ("parents", "expected"),
    [
        ((), []),
        (("", ""), [(0, None, 0, 0), (1, None, 0, 0)]),
        (("", "0", "", "0"), [(0, None, 0, 2), (1, 0, 1, 0), (3, 0, 1, 0), (2, None, 0, 0)]),
        (("", "0", "1"), [(0, None, 0, 2), (1, 0, 1, 1), (2, 1, 2, 0)]),
        (("nobody", "0"), [(0, None, 0, 1), (1, 0, 1, 0)]),
        (("1", ""), [(1, None, 0, 1), (0, 1, 1, 0)]),  # a reply that is older than its parent
        (("0",), [(0, None, 0, 0)]),
        (("1", "0"), [(0, None, 0, 1), (1, 0, 1, 0)]),
        (
            ("1", "2", "1", "1"),  # 1 and 2 reply to each other, 0 and 3 hang on 1
            [(1, None, 0, 3), (0, 1, 1, 0), (2, 1, 1, 0), (3, 1, 1, 0)],
        ),
    ],
)
def test_comments_stand_in_reading_order(
    parents: Sequence[str], expected: list[tuple[int, int | None, int, int]]
) -> None:
    assert order(*parents) == expected


@given(st.lists(st.integers(-1, 30), max_size=30))
def test_no_comment_is_lost_and_none_comes_twice(parents: list[int]) -> None:
    found = order(*map(str, parents))
    assert sorted(place.comment for place in found) == list(range(len(parents)))
    by_number = {place.comment: place for place in found}
    for at, place in enumerate(found):
        if place.parent is None:
            assert place.depth == 0
            continue
        assert place.parent == parents[place.comment]
        assert place.depth == by_number[place.parent].depth + 1
        assert found.index(by_number[place.parent]) < at
    for at, place in enumerate(found):
        below = found[at + 1 : at + 1 + place.replies]
        assert all(reply.depth > place.depth for reply in below)
        after = found[at + 1 + place.replies :]
        assert not after or after[0].depth <= place.depth
    tops = [place.comment for place in found if place.parent is None]
    assert tops == sorted(tops)


@pytest.mark.parametrize(
    "parent",
    [
        lambda place, _size: str(place - 1),
        lambda place, size: str((place + 1) % size),
        lambda _place, _size: "0",
    ],
    ids=["one below the other", "one circle", "all below one"],
)
def test_threads_made_to_hurt_take_linear_time(parent: Callable[[int, int], str]) -> None:
    def put_in_order(size: int) -> None:
        assert len(order(*(parent(place, size) for place in range(size)))) == size

    assert is_linear(put_in_order, 20_000)
