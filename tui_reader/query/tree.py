"""What a person's words ask for, as a tree. Pure data: no SQL, no clock."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Filter:
    """Words that choose posts."""

    text: str
    """As they were typed, without blanks at the edges: it is kept, shown, and read again."""
