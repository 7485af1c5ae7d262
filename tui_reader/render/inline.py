"""The inline elements that are open: which styles and which link the next letters have.

No blocks, no text.
"""

from collections import Counter
from typing import Final

from tui_reader.limits import NESTING_LEVELS

UNSTYLED: Final = "-"


class InlineStack:
    """Open inline elements, at most ``NESTING_LEVELS``; deeper ones have no effect."""

    def __init__(self) -> None:
        self._open: list[tuple[str, tuple[str, ...]]] = []
        self._too_deep: Counter[str] = Counter()
        self.styles: tuple[str, ...] = ()

    @property
    def depth(self) -> int:
        """How many elements are open."""
        return len(self._open)

    def holds(self, tag: str) -> bool:
        """Whether an element of that name is open."""
        return bool(self._open) and any(open_tag == tag for open_tag, _ in self._open)

    def push(self, tag: str, styles: tuple[str, ...] = ()) -> None:
        """Open an element. The style ``-strong`` takes ``strong`` away inside it."""
        if len(self._open) >= NESTING_LEVELS:
            self._too_deep[tag] += 1
            return
        self._open.append((tag, styles))
        if styles:
            self._settle()

    def pop(self, tag: str) -> bool:
        """Close the innermost element of that name; False if there is none."""
        if not self._open:
            return False
        if self._too_deep and self._too_deep[tag]:
            self._too_deep[tag] -= 1
            return False
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index][0] == tag:
                _, styles = self._open.pop(index)
                if styles:
                    self._settle()
                return True
        return False

    def cut(self, depth: int) -> None:
        """Close all elements opened since ``depth`` were open."""
        if len(self._open) > depth:
            del self._open[depth:]
            self._settle()

    def _settle(self) -> None:
        names: dict[str, None] = {}
        for _, styles in self._open:
            for style in styles:
                if style.startswith(UNSTYLED):
                    names.pop(style.removeprefix(UNSTYLED), None)
                else:
                    names[style] = None
        self.styles = tuple(names)
