"""Leaving when nobody can be asked: the window was closed, the system ends programs.

Knows no library; what is kept before leaving is the application's matter.
"""

import asyncio
import signal
import sys
from collections.abc import Callable
from contextlib import suppress

ENDINGS = tuple(getattr(signal, name) for name in ("SIGHUP", "SIGTERM") if hasattr(signal, name))


def upon_ending(leave: Callable[[], object]) -> None:
    """Leave when a signal asks for it; where there are no such signals, nothing happens."""
    loop = asyncio.get_running_loop()
    for number in ENDINGS:
        with suppress(NotImplementedError):
            loop.add_signal_handler(number, leave)


def has_terminal() -> bool:
    """Tell whether the terminal is still there; one may go without a signal."""
    if sys.platform == "win32" or sys.__stdin__ is None:
        return True
    import termios

    try:
        termios.tcgetattr(sys.__stdin__.fileno())
    except (termios.error, OSError, ValueError):
        return False
    return True
