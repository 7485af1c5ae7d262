"""Letters to type for the links in view. Pure."""

from itertools import product
from typing import Final

HINT_LETTERS: Final = "asdfghjklqwertyuiopzxcvbnm"


def hint_labels(count: int) -> list[str]:
    """Return ``count`` labels, none the beginning of another: one letter each, or two."""
    if count <= len(HINT_LETTERS):
        return list(HINT_LETTERS[:count])
    pairs = ("".join(pair) for pair in product(HINT_LETTERS, repeat=2))
    return [label for label, _ in zip(pairs, range(count), strict=False)]
