"""What each element of HTML means to a reader, as tables.

No parsing, no state.
"""

import re
from collections.abc import Mapping
from typing import Final

from tui_reader.render.tokens import attributes

BREAKING: Final = frozenset(
    {
        *("p", "div", "section", "article", "header", "footer", "main", "aside", "nav", "address"),
        *("center", "form", "fieldset", "legend", "hgroup", "dialog"),
        *("html", "body", "thead", "tbody", "tfoot", "option", "optgroup", "marquee", "search"),
    }
)
"""Elements that only end the paragraph before and the one inside them."""

HIDDEN: Final = frozenset(
    {"template", "svg", "select", "button", "datalist", "head", "map", "rp", "annotation"}
    | {"annotation-xml"}
)
"""Elements of which nothing is shown."""

PLAYERS: Final = frozenset({"video", "audio"})
"""Elements of which only their addresses are shown, not the words for browsers that cannot play."""

STYLES: Final = {
    "b": "strong",
    "strong": "strong",
    "i": "emphasis",
    "em": "emphasis",
    "cite": "emphasis",
    "dfn": "emphasis",
    "var": "emphasis",
    "code": "code",
    "kbd": "code key",
    "tt": "code",
    "samp": "code",
    "s": "strike",
    "strike": "strike",
    "del": "strike",
    "mark": "mark",
    "ins": "inserted",
    "u": "inserted",
    "sup": "superscript",
    "sub": "subscript",
}
"""The style names of each element, parted by blanks."""

INLINE: Final = frozenset(
    {*STYLES, "span", "font", "a", "q", "abbr", "acronym", "small", "big", "bdo", "bdi"}
)
"""Elements that may carry a style, a link or words of their own."""

HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}

CSS_LETTERS: Final = 1_000
"""So much of a ``style`` attribute is looked at."""

_BOLD: Final = re.compile(r"(?<![\w-])font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_NOT_BOLD: Final = re.compile(
    r"(?<![\w-])font-weight\s*:\s*(?:normal|lighter|[1-4]00)", re.IGNORECASE
)
_ITALIC: Final = re.compile(r"(?<![\w-])font-style\s*:\s*(?:italic|oblique)", re.IGNORECASE)
_STRUCK: Final = re.compile(r"(?<![\w-])text-decoration[^;:]*:[^;]*line-through", re.IGNORECASE)
_MONO: Final = re.compile(r"(?<![\w-])font-family\s*:[^;]*(?:courier|mono|consolas)", re.IGNORECASE)
_TYPED: Final = re.compile(r"courier|mono|consolas", re.IGNORECASE)
_RAISED: Final = re.compile(r"(?<![\w-])vertical-align\s*:\s*super", re.IGNORECASE)
_LOWERED: Final = re.compile(r"(?<![\w-])vertical-align\s*:\s*sub", re.IGNORECASE)
_FROM_RIGHT: Final = re.compile(r"(?<![\w-])direction\s*:\s*rtl", re.IGNORECASE)
_CSS_STYLES: Final = (
    (_BOLD, "strong"),
    (_ITALIC, "emphasis"),
    (_STRUCK, "strike"),
    (_MONO, "code"),
    (_RAISED, "superscript"),
    (_LOWERED, "subscript"),
    (_FROM_RIGHT, "rtl"),
)
_LINE_NUMBERS: Final = re.compile(
    r"(?:^|\s)(?:gutter|line-?numbers?|lineno|linenos|lnt|rouge-gutter)(?:\s|$)"
)
_GONE: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def styles_of_css(css: str) -> tuple[str, ...]:
    """The style names that a ``style`` attribute stands for."""
    return tuple(name for pattern, name in _CSS_STYLES if pattern.search(css, 0, CSS_LETTERS))


def styles_of(written: str) -> tuple[str, ...]:
    """The style names that the attributes ``style``, ``dir`` and ``face`` stand for."""
    if not any(name in written for name in ("style", "dir", "face")):
        return ()
    given = attributes(written)
    styles = styles_of_css(given.get("style", ""))
    if _TYPED.search(given.get("face", "")):
        styles = (*styles, "code")
    direction = given.get("dir", "").lower()
    if direction == "rtl":
        return (*styles, "rtl")
    return (*styles, "-rtl") if direction == "ltr" else styles


def is_normal_weight(css: str) -> bool:
    """Whether a ``style`` attribute takes boldness away (Google Docs wraps all text in a b)."""
    return _NOT_BOLD.search(css, 0, CSS_LETTERS) is not None


def is_line_numbers(classes: str) -> bool:
    """Whether an element beside code holds the numbers of its lines."""
    return _LINE_NUMBERS.search(classes) is not None


def is_hidden_by_css(css: str) -> bool:
    """Whether a ``style`` attribute hides its element."""
    return _GONE.search(css, 0, CSS_LETTERS) is not None


RAISED: Final = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
LOWERED: Final = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")


def shifted(text: str, styles: tuple[str, ...]) -> str:
    """``text`` in raised or lowered letters if it is to be and Unicode has them all.

    Powers without such letters have a sign before them (``e^-x``); ``1st`` and notes have none.
    """
    if "superscript" in styles:
        raised = _in_letters(text, RAISED)
        return f"^{text}" if raised == text and _POWER.fullmatch(text) else raised
    return _in_letters(text, LOWERED) if "subscript" in styles else text


_POWER: Final = re.compile(r"[-−+][a-zA-Z]\w*|\d*[a-zA-Z]\d*(?:[-−+*/]\w+)+|\d+[a-zA-Z]")


def _in_letters(text: str, table: Mapping[int, int | str | None]) -> str:
    bare = text.strip()
    return text.translate(table) if bare and all(ord(letter) in table for letter in bare) else text
