"""What is said of an imported list: one sentence of what came, one of each thing that did not."""

from collections.abc import Iterator, Sequence
from typing import Final

from tui_reader.clean import clean_line
from tui_reader.models import ListDone, ListEvent, ListStep

_MOST: Final = 20
"""Sentences of one kind; a list can have thousands."""


def told(done: ListDone) -> str:
    """Give what came of a list, in one line."""
    parts = [_with_new(done.blogs, "blog", len(done.added), "followed before")]
    if done.posts:
        parts.append(_with_new(done.posts, "post", done.new, "kept before"))
    if done.starred:
        parts.append(f"{_count(done.starred, 'new star')}")
    if done.searches:
        parts.append(f"{_count(done.searches, 'search')} saved")
    return clean_line(f"{done.name}: {'; '.join(parts)}.")


def heard(event: ListEvent) -> str:
    """Give how far an import is, or what came of it, as one line."""
    if isinstance(event, ListStep):
        if not event.title:
            return "Reading the list …"
        return f"“{event.title}”: {event.done:,} of {_count(event.total, 'post')} …"
    paused, left_out = len(event.paused), len(event.left_out)
    words = told(event)
    if paused:
        words += f" {_count(paused, 'address')} of the local network: asked only when named."
    if left_out:
        words += f" {_count(left_out, 'line')} left out: {event.left_out[0]}."
    return words


def question(name: str, blogs: int | None) -> str:
    """Ask whether the blogs of a list are to be followed; None: how many is not known."""
    if blogs is None:
        what = "follow its blogs, and keep its posts with what was read and flagged?"
        return f"“{name}” is a cache of newsboat's: {what}"
    return (
        f"“{name}” is a list of {_count(blogs, 'blog')}: follow {'it' if blogs == 1 else 'them'}?"
    )


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
    plural = f"{thing}es" if thing.endswith(("s", "h")) else f"{thing}s"
    return f"{number:,} {thing if number == 1 else plural}"
