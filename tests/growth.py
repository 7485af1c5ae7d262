"""How work grows with its input: told by a ratio within one run, not by a clock of this machine."""

import gc
import time
from collections.abc import Callable
from typing import Final

TIMES: Final = 4
"""How much larger the large input is: linear work takes about so much longer, square work 16."""
ROUNDS: Final = 3
TRIES: Final = 3
"""What is square is so each time; what others do to a machine passes."""
UNMEASURABLE: Final = 0.02
"""Processor seconds below which nothing can be said of a ratio, nor need be."""
SQUARE: Final = 9.0
"""Between 4 and 16, with room for a cache that is too small for the large input."""


def is_linear(work: Callable[[int], object], size: int) -> bool:
    """Tell whether four times as much takes about four times as long, not sixteen.

    Args:
        work: Does it for so many pieces; makes its input itself, which counts.
        size: Pieces of the large input.
    """
    return any(_grows(work, size) < SQUARE for _ in range(TRIES))


def _grows(work: Callable[[int], object], size: int) -> float:
    large = min(_seconds(work, size) for _ in range(2))
    if large < UNMEASURABLE:
        return 0.0
    return large / min(_seconds(work, size // TIMES) for _ in range(ROUNDS))


def _seconds(work: Callable[[int], object], size: int) -> float:
    gc.collect()
    begun = time.process_time()
    work(size)
    return time.process_time() - begun
