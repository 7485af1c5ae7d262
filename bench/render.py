"""How long an article takes from its HTML to a document and to its first screen.

``python -m bench.render`` prints medians in milliseconds. Read the ratios.
"""

import time
from collections.abc import Callable
from statistics import median
from typing import Final

from tui_reader.render.html import to_document
from tui_reader.render.layout import Layout
from tui_reader.render.text import plain_of

SIZES: Final = {"5 kB": 5_000, "300 kB": 300_000, "1 MiB": 1 << 20}
SCREEN: Final = 40
WIDTH: Final = 100
PARAGRAPH: Final = (
    "<p>It was a bright cold day in <b>April</b>, and the clocks were striking, said "
    '<a href="https://blog.example/{n}">the older post</a>, as they always did at that hour; '
    "nobody in the <i>street</i> looked up from the pavement, where the rain of the night had "
    "left its pools, and the dust its letters.&nbsp; A second sentence follows the first, "
    "without any markup, as most sentences of most posts do, and ends here.</p>\n"
)


def article(size: int) -> str:
    """An article of about ``size`` letters."""
    return "".join(PARAGRAPH.format(n=n) for n in range(1 + size // len(PARAGRAPH)))


def milliseconds(work: Callable[[], object], size: int) -> float:
    """The median time of one run."""
    times = []
    for _ in range(max(3, 200_000 // size)):
        start = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - start))
    return median(times)


def main() -> None:
    """Print one line for each size."""
    print(f"{'article':>8} {'document':>9} {'40 lines':>9} {'all lines':>10} {'plain':>8}  ms")
    for name, size in SIZES.items():
        html = article(size)
        document = to_document(html)
        figures = (
            milliseconds(lambda html=html: to_document(html), size),
            milliseconds(lambda d=document: Layout(d, WIDTH).lines(0, SCREEN), size),
            milliseconds(lambda d=document: Layout(d, WIDTH).height, size),
            milliseconds(lambda html=html: plain_of(html), size),
        )
        print("{:>8} {:9.2f} {:9.2f} {:10.2f} {:8.2f}".format(name, *figures))


if __name__ == "__main__":
    main()
