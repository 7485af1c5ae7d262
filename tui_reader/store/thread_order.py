"""The reading order of a thread: oldest first, replies under their parents.

Pure. Parents that are not kept, and parents that go round in a circle, are a stranger's words too.
"""

from collections.abc import Sequence
from typing import NamedTuple


class Place(NamedTuple):
    """Where one comment stands, in reading order."""

    comment: int
    """Its place in what was given."""
    parent: int | None
    """That of the comment it replies to; None: it speaks to the post, or to nobody who is here."""
    depth: int
    replies: int
    """All comments below it."""


def places(names: Sequence[str], parents: Sequence[str]) -> list[Place]:
    """Put comments that are given oldest first into reading order; each of them comes once.

    Args:
        names: What each comment is called; no two alike.
        parents: The name of the comment that each replies to, or anything else.
    """
    by_name = {name: place for place, name in enumerate(names)}
    links = _without_circles([by_name.get(name) for name in parents])
    below: list[list[int]] = [[] for _ in names]
    for place, parent in enumerate(links):
        if parent is not None:
            below[parent].append(place)
    order = _walked(links, below)
    sizes = [0] * len(names)
    for place, _ in reversed(order):
        parent = links[place]
        if parent is not None:
            sizes[parent] += 1 + sizes[place]
    return [Place(place, links[place], depth, sizes[place]) for place, depth in order]


def _walked(links: Sequence[int | None], below: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """Give each comment and its depth; without recursion, for a thread may be a thousand deep."""
    order: list[tuple[int, int]] = []
    waiting = [(place, 0) for place, parent in enumerate(links) if parent is None][::-1]
    while waiting:
        place, depth = waiting.pop()
        order.append((place, depth))
        waiting.extend((reply, depth + 1) for reply in reversed(below[place]))
    return order


def _without_circles(parents: Sequence[int | None]) -> list[int | None]:
    """Let the oldest comment of each circle speak to the post."""
    links = list(parents)
    seen = [False] * len(links)
    for start in range(len(links)):
        path: dict[int, None] = {}
        at: int | None = start
        while at is not None and not seen[at]:
            seen[at] = True
            path[at] = None
            at = links[at]
        if at is not None and at in path:
            steps = list(path)
            links[min(steps[steps.index(at) :])] = None
    return links
