"""One line on standard error that shows how far long work is; a pipe gets none.

Knows nothing of what is being done.
"""

import shutil
import sys
from types import TracebackType
from typing import Final, Self

from tui_reader.clean import clean_line
from tui_reader.cli.output import cut

WIDTH: Final = 24
ERASE: Final = "\r\x1b[K"


class Bar:
    """Use it as a context manager: the line is gone afterwards."""

    def __init__(self) -> None:
        self.total = 0
        self._done = 0
        self._is_shown = sys.stderr.isatty()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.hide()

    def advance(self, text: str) -> None:
        """One more is done."""
        self._done += 1
        self.show(text)

    def show(self, text: str) -> None:
        """Draw the line anew."""
        self.measure(self._done, self.total, f"{self._done}/{self.total} {text}")

    def measure(self, done: int, total: int | None, text: str) -> None:
        """Draw so much of so much; without a bar where nobody knows how much there is."""
        if not self._is_shown:
            return
        full = WIDTH * min(done, total) // total if total else 0
        bar = "" if total is None else f"[{'#' * full:<{WIDTH}}] "
        line = bar + clean_line(text)
        sys.stderr.write(ERASE + cut(line, shutil.get_terminal_size().columns - 1))
        sys.stderr.flush()

    def hide(self) -> None:
        """Take the line away, for another to be written."""
        if self._is_shown:
            sys.stderr.write(ERASE)
            sys.stderr.flush()
