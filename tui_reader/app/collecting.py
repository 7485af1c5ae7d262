"""Keeps the collector of cycles away from very long texts.

A text of 5 MB is a million small objects, none of which is in a cycle. The collector would walk
through all of them again and again while they are made, and each walk stops every thread for a
tenth of a second: no key would be answered in it.
"""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

SWITCH_SECONDS: Final = 0.001
"""How long a thread that reads may keep a key waiting each time; Python's own is five times this,
and a key passes from thread to thread several times."""


def pause() -> None:
    """Let nothing be collected while a long text is made."""
    gc.disable()


def settle() -> None:
    """Collect again, but never walk through what there is by now."""
    gc.freeze()
    gc.enable()


def resume() -> None:
    """Collect everywhere again: the long text is gone, or will be."""
    gc.unfreeze()
    gc.enable()


@contextmanager
def reading_aside() -> Iterator[None]:
    """A text is read in a thread: keys come first, and nothing is collected."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_SECONDS)
    pause()
    try:
        yield
    finally:
        sys.setswitchinterval(before)
        gc.enable()
