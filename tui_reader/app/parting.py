"""Leaving when nobody can be asked: the window was closed, the system ends programs.

Knows no library; what is kept before leaving is the application's matter.
"""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from time import sleep
from typing import Final

INTERRUPTED: Final = 130
LOOK_SECONDS: Final = 5.0
LOST_LOOKS: Final = 3
"""As often in a row is the terminal found gone before the program is ended from outside."""
ENDINGS = tuple(getattr(signal, name) for name in ("SIGHUP", "SIGTERM") if hasattr(signal, name))


def upon_ending(leave: Callable[[], object]) -> None:
    """Leave when a signal asks for it; where there are no such signals, nothing happens."""
    loop = asyncio.get_running_loop()
    for number in ENDINGS:
        with suppress(NotImplementedError):
            loop.add_signal_handler(number, leave)


def watch_terminal() -> None:
    """End the program some seconds after its terminal has gone, whatever its event loop waits for.

    Textual 8.2 writes by a thread that ends when the terminal is gone, and waits for ever for room
    in that thread's queue: then no timer and no signal is heard any more.
    """
    Thread(target=_end_without_terminal, name="terminal-watch", daemon=True).start()


def _end_without_terminal() -> None:
    lost = 0
    while lost < LOST_LOOKS:
        sleep(LOOK_SECONDS)
        lost = 0 if has_terminal() else lost + 1
    os._exit(INTERRUPTED)


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
