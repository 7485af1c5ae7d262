"""What the bar shows while a chord waits for its next key."""

from collections.abc import Iterator
from typing import NamedTuple

from rich.cells import cell_len
from textual.dom import DOMNode


class ChordHint(NamedTuple):
    """A chord that was begun."""

    keys: str
    """What was pressed, as people write it."""
    ways: tuple[tuple[str, str, str, DOMNode], ...]
    """How it can go on: the other keys, the command's name, its action and who has that."""


class HintPiece(NamedTuple):
    """A part of the bar's line."""

    text: str
    look: str
    way: tuple[str, DOMNode] | None = None
    """What a click on it does."""


LEAVE = " esc  Leave "


def hint_pieces(hint: ChordHint, width: int, *, cut: str = "…") -> Iterator[HintPiece]:
    """Yield the parts of a line: what was pressed, how it goes on as far as that fits, esc."""
    head = f" {hint.keys} {cut} "
    yield HintPiece(head, "key-bar--pending")
    room = width - cell_len(head)
    has_leave = room >= cell_len(LEAVE)
    room -= cell_len(LEAVE) if has_leave else 0
    for keys, label, action, node in hint.ways:
        room -= cell_len(keys) + cell_len(label) + 3
        if room < 0:
            break
        yield HintPiece(f" {keys} ", "key-bar--key", (action, node))
        yield HintPiece(f"{label} ", "key-bar--label", (action, node))
    if has_leave:
        yield HintPiece(" esc ", "key-bar--key")
        yield HintPiece("Leave ", "key-bar--label")
