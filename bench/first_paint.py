"""First paint of the list, as a ratio to a bare Textual app: 1,000 and 100,000 posts stored.

``python -m bench.first_paint [RUNS]``. Painted is the moment at which a word of the first picture
has come through the terminal: the bare app's one line, the title in the list's first row. Runs
alternate, so that a slow moment hits all alike; the first of each is not counted.
"""

import sys
from contextlib import ExitStack
from statistics import median
from typing import Final

from bench import homes
from bench.bare import bare
from bench.terminal import Terminal

BARE: Final = "bare Textual app"
FULL_SCREEN: Final = b"\x1b[?1049h"
"""What a program sends before its first picture."""
LETTERS: Final = 12
"""Of the title: the list has room for them."""


def paint_seconds(command: list[str], mark: bytes) -> float:
    """Give the seconds from the start of a program until its screen shows a mark."""
    with Terminal(command) as terminal:
        seconds = terminal.wait_for(mark)
        if FULL_SCREEN not in terminal.output:
            raise AssertionError(f"{command}: this is no screen")
        return seconds


def main(runs: int = 9) -> None:
    """Print medians and their ratios."""
    with ExitStack() as stack:
        programs = {BARE: (bare("label"), b"READY-MARK")}
        for posts in (1_000, 100_000):
            home = stack.enter_context(homes.home(posts))
            mark = homes.newest_title(home)[:LETTERS].encode()
            programs[f"{posts:,} posts"] = (homes.reader(home), mark)
        seconds: dict[str, list[float]] = {name: [] for name in programs}
        for _ in range(runs + 1):
            for name, (command, mark) in programs.items():
                seconds[name].append(paint_seconds(command, mark))
    taken = {name: median(every[1:]) for name, every in seconds.items()}
    for name, value in taken.items():
        print(f"{name:16} {1000 * value:7.0f} ms  x {value / taken[BARE]:.2f}")
    print(f"100,000 to 1,000  {taken['100,000 posts'] / taken['1,000 posts']:.3f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
