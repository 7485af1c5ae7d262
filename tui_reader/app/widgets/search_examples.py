"""What an empty line of words offers: what was looked for lately, and how one can ask."""

from collections.abc import Sequence
from typing import Final

from tui_reader.app.widgets.choices import Choice

EXAMPLES: Final = (
    Choice("heron lake", "both words, wherever they stand"),
    Choice('"still water"', "these words side by side"),
    Choice("hero*", "words that begin so"),
    Choice("heron -lake", "the one without the other"),
    Choice("heron OR (stork crane)", "one or the other"),
    Choice("title:heron", "in the title; text: in the text"),
    Choice("label:birds", "with this label; also author: blog: folder: tag:"),
    Choice("in:comments heron", "in what readers said; in:notes in your own notes"),
    Choice("after:2019-05 before:1y", "by day, month or year, or so long ago: 7d 3m 2y"),
    Choice("is:unread", "also read, starred, new, begun, changed, hidden"),
    Choice("has:comments comments:>5", "also has:note has:tag has:picture"),
    Choice("words:>1000 minutes:<10", "by length"),
)
"""What can be typed, and what it finds."""


def examples(recent: Sequence[str]) -> list[Choice]:
    """Return what was looked for lately, and how one can ask."""
    lately = [Choice("", "Looked for lately"), *map(Choice, recent)] if recent else []
    return [*lately, Choice("", "How to ask"), *EXAMPLES]
