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
    """Tell whether keys can still come: a terminal, or the pipe of a page, may go unannounced."""
    if sys.platform == "win32" or sys.__stdin__ is None:
        return True
    import termios

    try:
        number = sys.__stdin__.fileno()
        termios.tcgetattr(number)
    except termios.error:
        return _is_pipe_open(number)
    except (OSError, ValueError):
        return False
    return True


def _is_pipe_open(number: int) -> bool:
    """Tell whether somebody holds the other end; of a terminal that is gone nobody does."""
    import select

    poll = select.poll()
    poll.register(number, select.POLLIN)
    gone = select.POLLHUP | select.POLLERR | select.POLLNVAL
    return not any(event & gone for _, event in poll.poll(0))
