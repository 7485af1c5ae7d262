"""Writes text as the full-text index knows it: case, accents and kinds of letters do not matter.

Where no blanks part words (Chinese, Japanese, Korean, Thai …) it stands in pairs of letters, each
overlapping the next, so that whatever is asked for is found within: 東京都 is 東京, 京都 and 都.
Pure.
"""

import re
from functools import cache
from typing import Final

from tui_reader.query.folding import folded

_UNPARTED: Final = (
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0eff\u1000-\u109f\u1780-\u17d3\u3005-\u3007\u3041-\u3096"
    "\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f"
    "\uac00-\ud7ff\uf900-\ufaff\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
"""Thai, Lao, Burmese, Khmer, kana, ideographs, Hangul."""
_TOKEN: Final = re.compile(r"[^\W_]")


def indexed(text: str) -> str:
    """Write a text as the index is given it."""
    text = folded(text)
    return text if text.isascii() else _runs().sub(_pairs, text)


def asked(text: str) -> tuple[str, bool]:
    """Write words as the index is asked for them.

    Returns:
        The words, and whether the last of them must count as the beginning of a word, because it
        is a single letter of a script without blanks. Empty: nothing that could be found.
    """
    form = indexed(text).strip()
    if not _TOKEN.search(form):
        return "", False
    words = folded(text).strip()
    run = next((each for each in _runs().finditer(words) if each.end() == len(words)), None)
    if run is None:
        return form, False
    if len(run[0]) == 1:
        return form, True
    return form.rpartition(" ")[0], False  # the run's last letter by itself: more may follow it


@cache
def _runs() -> re.Pattern[str]:
    """The letters of such scripts, run by run: 2 ms to make, at a start on a list of words."""
    return re.compile(f"[{_UNPARTED}]+")


def _pairs(run: re.Match[str]) -> str:
    """Write letters as overlapping pairs, the last one by itself too: it begins no pair."""
    letters = run[0]
    pairs = " ".join(letters[at : at + 2] for at in range(len(letters)))
    return f" {pairs} "
