"""How long a post takes from the key to its picture, beside Textual's own Markdown widget.

``python -m bench.markdown [TIMES]``. The reader on a list of posts of growing length, and a program
that is nothing but a Markdown widget, which gets the same posts as the Markdown that the reader
writes of them; between them the reader's article pane with nothing around it. All on terminals of
one size, in turns, timed from outside: opened is when the first word of the text has come through.
What one screen costs in any program of Textual's is in all of them: the last column is of what the
widgets need beyond a post of a single line.

The posts are real ones, of the blogs in ``../shared/corpus``: a long one is several after another.
Where that folder is absent, one invented paragraph is repeated.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from functools import cache
from itertools import cycle
from pathlib import Path
from statistics import median
from typing import Final

from bench import homes
from bench.articles import WARM_UP, open_article, post, save
from bench.bare import bare
from bench.terminal import Terminal
from tests.real.bodies import posts_of
from tests.shared import CORPUS
from tui_reader.render.html import to_document
from tui_reader.render.markdown import markdown

SIZES: Final = {
    "a line": 0,
    "5 kB": 5_000,
    "20 kB": 20_000,
    "100 kB": 100_000,
    "300 kB": 300_000,
    "1 MB": 10**6,
}
BASE: Final = "a line"
LEAST_SECONDS: Final = 0.001
MOST_SECONDS: Final = 120.0


def main(times: int = 5) -> None:
    """Print medians; how many times the widget takes that of the reader, and of its pane."""
    print(
        f"{'post':>8} {'reader':>8} {'pane':>8} {'Markdown':>10} ms   {'times':>15} beyond a line"
    )
    base = (0.0, 0.0, 0.0)
    with tempfile.TemporaryDirectory(prefix="tui-reader-bench-") as name, ExitStack() as stack:
        terminal = stack.enter_context(reader(Path(name), times))
        widgets = [
            stack.enter_context(Terminal(bare(each, name))) for each in ("article", "markdown")
        ]
        for widget in widgets:
            widget.wait_for(b"READY-MARK")
        for size in SIZES:
            taken = turns(terminal, widgets, size, times)
            print(f"{size:>8} {words(taken, base)}", flush=True)
            base = taken if size == BASE else base


def words(taken: tuple[float, ...], base: tuple[float, ...]) -> str:
    """Word the figures of one size."""
    ours, pane, theirs = taken
    more = (theirs - base[2]) / max(LEAST_SECONDS, pane - base[1])
    figures = (1000 * ours, 1000 * pane, 1000 * theirs, theirs / ours, theirs / pane, more)
    return "{:8.1f} {:8.1f} {:10.1f}      {:7.1f} {:7.1f} {:13.1f}".format(*figures)


def reader(folder: Path, times: int) -> Terminal:
    """Open the reader on the posts, several of each size; write the same ones as Markdown."""
    marks = [mark(size, turn) for size in SIZES for turn in range(times)]
    letters = [SIZES[size] for size in SIZES for _ in range(times)]
    posts = [post(n, *text) for n, text in enumerate(zip(marks, letters, strict=True), 1)]
    if CORPUS.exists():
        bodies = real_texts()
        posts = [
            replace(each, html=f"<p>{word}</p>{text(bodies, size)}" if size else each.html)
            for each, word, size in zip(posts, marks, letters, strict=True)
        ]
    for number, each in enumerate(posts):
        Path(folder, f"{number:03}.md").write_text(markdown(to_document(each.html)), "utf-8")
        Path(folder, f"{number:03}.html").write_text(each.html, "utf-8")
    save(folder, [post(0, WARM_UP, 5_000), *posts])
    terminal = Terminal(homes.reader(folder))
    terminal.wait_for(f"1 of {len(posts) + 1}".encode())
    open_article(terminal, WARM_UP)
    return terminal


@cache
def bodies_of_corpus() -> tuple[str, ...]:
    """Give the text of every real post that is one; pictures that are their own data left out."""
    folders = ("blogger-export", "blogger-takeout", "feeds", "wordpress")
    files = (path for name in folders for path in sorted(CORPUS.joinpath(name).rglob("*")))
    posts = (each for path in files if path.is_file() for each in posts_of(path))
    return tuple(each.html for each in posts if len(each.html) > 1000 and "data:" not in each.html)


def real_texts() -> Iterator[str]:
    """Give real posts for ever, one after another, the order always the same."""
    bodies = sorted(bodies_of_corpus(), key=lambda body: body[::97])  # as good as shuffled
    return cycle(bodies)


def text(bodies: Iterator[str], size: int) -> str:
    """Give a post of about so many letters: whole real posts, one after another."""
    parts, letters = [], 0
    for body in bodies:
        if letters + len(body) <= size * 1.2:
            parts.append(body)
            letters += len(body)
        if letters >= size * 0.9:
            break
    return "<hr>".join(parts)


def mark(size: str, turn: int) -> str:
    """Give the word with which a post begins."""
    return f"mark-{size.replace(' ', '-')}-{turn}"


def turns(
    terminal: Terminal, widgets: list[Terminal], size: str, times: int
) -> tuple[float, float, float]:
    """Open posts of one size in all, in turns; give the median of each."""
    taken: list[list[float]] = [[], [], []]
    for turn in range(times):
        terminal.press(b"j")
        taken[0].append(open_article(terminal, mark(size, turn)))
        for seconds, widget in zip(taken[1:], widgets, strict=True):
            seconds.append(show(widget, mark(size, turn)))
    ours, pane, theirs = map(median, taken)
    return ours, pane, theirs


def show(widget: Terminal, word: str) -> float:
    """Give the seconds until the widget shows the next post."""
    widget.drain()
    begun = time.perf_counter()
    widget.write(b"n")
    widget.wait_for(word.encode(), MOST_SECONDS)
    return time.perf_counter() - begun


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
