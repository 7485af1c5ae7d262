"""What is said of an imported list: one sentence of what came, one of each thing that did not."""

from collections.abc import Iterator, Sequence
from typing import Final

from tui_reader.clean import clean_line
from tui_reader.models import ListDone

_MOST: Final = 20
"""Sentences of one kind; a list can have thousands."""


def told(done: ListDone) -> str:
    """Give what came of a list, in one line."""
    parts = [_with_new(done.blogs, "blog", len(done.added), "followed before")]
    if done.posts:
        parts.append(_with_new(done.posts, "post", done.new, "kept before"))
    if done.starred:
        parts.append(f"{_count(done.starred, 'new star')}")
    return clean_line(f"{done.name}: {'; '.join(parts)}.")


def remarks(done: ListDone) -> Iterator[str]:
    """Give what a person should know besides, one sentence each."""
    paused = [
        f"{address} is on the local network: it is asked only when you name it"
        for address in done.paused
    ]
    yield from _some(paused)
    yield from _some(done.left_out)


def _with_new(number: int, thing: str, new: int, otherwise: str) -> str:
    if new == number:
        return _count(number, thing)
    if new == 0:
        return f"{_count(number, thing)}, all {otherwise}"
    return f"{_count(number, thing)}, {new:,} of them new"


def _some(sentences: Sequence[str]) -> Iterator[str]:
    yield from sentences[:_MOST]
    if len(sentences) > _MOST:
        yield f"… and {len(sentences) - _MOST:,} more like these"


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
