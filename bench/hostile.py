"""How posts of hostile sizes open and scroll: ``python -m bench.hostile [KEYS]``.

The reader on a real terminal, one post of each kind, as the store's door lets them in. Opened it is
when a word of its text has come through the terminal; the keys that scroll follow at once, while
the rest is still read and laid out, so that they also tell whether the screen answers meanwhile.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from html import escape
from itertools import cycle, islice
from pathlib import Path
from typing import Final, NamedTuple

from bench import homes
from bench.articles import WARM_UP, open_article, save
from bench.build_store import parsed_post
from bench.figures import quantile
from bench.terminal import QUIET_SECONDS, Terminal
from tui_reader.feeds.parse import parse
from tui_reader.models import Page, ParsedPost

ADDRESS: Final = "https://blog.example/feed"
ESCAPE: Final = b"\x1b"
PAGE_UP: Final = b"\x1b[5~"
SCROLLING: Final = (b" ", b"j", b"d", b"j", b"\x15", b"k", PAGE_UP)
"""Down a page, a line, half a page, and nearly all of it back."""
SIDEWAYS: Final = (*SCROLLING, b"l", b"j", b"l", b"k")
PAUSE_SECONDS: Final = 0.01
"""A picture is whole when nothing follows for so long; what comes later is the pane's title."""
COLUMNS: Final = 300
SENTENCE: Final = "lorem ipsum dolor sit amet, consectetur adipiscing elit"
JAPANESE: Final = "この文章は改行のない長い段落であり、どこまでも続いていく。"


class Case(NamedTuple):
    """One post."""

    word: str
    """Is seen when the post is open."""
    html: Callable[[], str]
    title: str = "Hostile"
    keys: tuple[bytes, ...] = SCROLLING


def _table(rows: int) -> str:
    cells = ("".join(f"<td>cell {row} {n}" for n in range(COLUMNS)) for row in range(rows))
    return "<table>" + "".join(f"<tr>{row}" for row in cells) + "</table>"


CASES: Final = {
    "30 kB, to compare": Case(
        "mark-zero", lambda: "<p>mark-zero" + "".join(f"<p>{n} {SENTENCE}</p>" for n in range(450))
    ),
    "5 MB of paragraphs": Case(
        "mark-one", lambda: "<p>mark-one" + "".join(f"<p>{n} {SENTENCE}</p>" for n in range(77_000))
    ),
    "5 MB in one paragraph": Case("mark-two", lambda: "<p>mark-two " + f"{SENTENCE} " * 89_000),
    "5 MB of Japanese": Case("mark-three", lambda: "<p>mark-three" + JAPANESE * 60_000),
    "5 MB of line breaks": Case("mark-four", lambda: "mark-four<br>" + f"{SENTENCE}<br>" * 84_000),
    "100,000 nested divs": Case(
        "mark-five", lambda: "<div>" * 100_000 + "mark-five" + "</div>" * 100_000, keys=()
    ),
    "a line of code of 2 MB": Case(
        "mark-six", lambda: "<pre>mark-six" + "abcdefghij" * 200_000, keys=SIDEWAYS
    ),
    "a table of 300 columns": Case(
        "mark-seven", lambda: "<p>mark-seven</p>" + _table(100), keys=SIDEWAYS
    ),
    "a title of 100 kB": Case("mark-eight", lambda: "<p>mark-eight", "W" * 100_000, ()),
}


def main(keys: int = 140) -> None:
    """Print for each kind when it was open, and how soon the keys after it were answered."""
    with tempfile.TemporaryDirectory(prefix="tui-reader-bench-") as folder:
        save(Path(folder), posts())
        with Terminal(homes.reader(Path(folder))) as terminal:
            terminal.wait_for(f"1 of {len(CASES) + 1}".encode())
            open_article(terminal, WARM_UP)
            print(f"{'':24} {'open':>7}   {'keys: p50':>9} {'p95':>6} {'worst':>6}  ms")
            for name, case in CASES.items():
                terminal.press(b"j")
                print(f"{name:24} {measure(terminal, case, keys)}", flush=True)


def measure(terminal: Terminal, case: Case, keys: int) -> str:
    """Open the post of the cursor, scroll in it, and go back to the list; word the figures."""
    terminal.drain(1.0)
    begun = time.perf_counter()
    terminal.write(b"\r")
    terminal.wait_for(case.word.encode())
    opened = 1000 * (time.perf_counter() - begun)
    terminal.drain(QUIET_SECONDS)
    pressed = [scroll(terminal, key) for key in islice(cycle(case.keys), keys)]
    answers = [1000 * seconds for seconds in pressed if seconds is not None]
    terminal.drain(1.0)
    terminal.press(ESCAPE)
    if not answers:
        return f"{opened:7.0f}"
    cuts = (quantile(answers, 0.5), quantile(answers, 0.95), max(answers))
    return "{:7.0f}   {:9.1f} {:6.1f} {:6.1f}".format(opened, *cuts)


def scroll(terminal: Terminal, key: bytes) -> float | None:
    """Press a key; give the seconds until the text is drawn anew.

    None: nothing was to be drawn, as at the end of a beginning whose rest is still being read.
    """
    try:
        seconds = terminal.press(key, PAUSE_SECONDS).last
    except TimeoutError:
        return None
    terminal.drain(QUIET_SECONDS)
    return seconds


def posts() -> list[ParsedPost]:
    """Make a small post and one of each kind, as they pass the store's door."""
    kinds = [Case(WARM_UP, lambda: f"<p>{WARM_UP}"), *CASES.values()]
    return [_post(number, case) for number, case in enumerate(kinds)]


def _post(number: int, case: Case) -> ParsedPost:
    item = f"<title>{case.title}</title><description>{escape(case.html())}</description>"
    feed = f'<rss version="2.0"><channel><title>Hostile</title><item>{item}</item></channel></rss>'
    post = parse(Page(ADDRESS, ADDRESS, 200, feed.encode(), "")).posts[0]
    return replace(
        parsed_post(0, number), title=post.title, html=post.html, comments=None, labels=()
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
