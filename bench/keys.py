"""How soon each j is answered while it is held down for 200 rows.

``python -m bench.keys [ROWS]``. The reader with 1,000 and with 100,000 posts, and Textual's own
list of 1,000 rows, on terminals of one size. All run at once and take turns, twenty keys each, so
that a slow moment hits all alike. An answer counts until its last bytes.
"""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Final

from bench import homes
from bench.bare import bare
from bench.figures import quantile
from bench.terminal import Answer, Terminal

TURN: Final = 20
BARE: Final = "bare OptionList"


@contextmanager
def listing(posts: int) -> Iterator[Terminal]:
    """Open the reader on a list of so many posts."""
    with homes.home(posts) as home, Terminal(homes.reader(home)) as terminal:
        terminal.wait_for(f"1 of {posts:,}".encode())
        terminal.drain()
        yield terminal


@contextmanager
def options(rows: int) -> Iterator[Terminal]:
    """Open Textual's own list."""
    with Terminal(bare("options", str(rows))) as terminal:
        terminal.wait_for(b"READY-MARK row 1 ")
        terminal.drain()
        yield terminal


def main(rows: int = 200) -> None:
    """Print medians, 95th percentiles and their ratios."""
    with ExitStack() as stack:
        programs = {
            BARE: stack.enter_context(options(1_000)),
            "1,000 posts": stack.enter_context(listing(1_000)),
            "100,000 posts": stack.enter_context(listing(100_000)),
        }
        answers: dict[str, list[Answer]] = {name: [] for name in programs}
        for _ in range(0, rows, TURN):
            for name, terminal in programs.items():
                answers[name] += [terminal.press(b"j") for _ in range(TURN)]
        check_moved(programs, rows)
    base = quantile([answer.last for answer in answers[BARE]], 0.95)
    print(f"{'':16} {'first bytes: p50':>17} {'p95':>6}   {'last bytes: p50':>17} {'p95':>6}  ms")
    for name, taken in answers.items():
        print(f"{name:16} {words(taken, base)}")


def check_moved(programs: dict[str, Terminal], rows: int) -> None:
    """Make sure that each cursor stands where so many keys bring it."""
    for name, terminal in programs.items():
        mark = f"READY-MARK row {rows} " if name == BARE else f"{rows + 1:,} of "
        terminal.wait_for(mark.encode())


def words(taken: list[Answer], base: float) -> str:
    """Word the figures of one program."""
    firsts = [1000 * answer.first for answer in taken]
    lasts = [1000 * answer.last for answer in taken]
    ratio = quantile(lasts, 0.95) / 1000 / base
    return (
        f"{quantile(firsts, 0.5):17.1f} {quantile(firsts, 0.95):6.1f}   "
        f"{quantile(lasts, 0.5):17.1f} {quantile(lasts, 0.95):6.1f}  x {ratio:.2f}"
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
