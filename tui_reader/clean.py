"""What may reach a terminal: all text from outside passes here, before store and before paint.

Pure text to text. It decodes nothing (no HTML, no entities): clean after the last decode.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import chain
from typing import Final

from tui_reader.limits import ADDRESS_BYTES, COMBINING_MARKS, CUT_MARK, TITLE_LETTERS

_REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"
_TAB: Final = " " * 4
# Code points are written as escapes on purpose: these must never sit in a source file as they are.
_CONTROLS: Final = "\x00-\x09\x0b-\x1f\x7f-\x9f"
_BIDI_MARKS: Final = "\u061c\u200e\u200f\u202a-\u202e"
_ISOLATE_STARTS: Final = "\u2066\u2067\u2068"
_ISOLATE_END: Final = "\u2069"
_ISOLATES: Final = _ISOLATE_STARTS + _ISOLATE_END
_LINE_ENDS: Final = "\u2028\u2029"
_INVISIBLE: Final = "\u00ad\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff"
_TAGS: Final = "\U000e0000-\U000e0fff"
_JOINERS: Final = "\u200c\u200d"

_SUSPECT: Final = f"\r\n|[{_CONTROLS}{_BIDI_MARKS}{_LINE_ENDS}\ud800-\udfff]"
_ISOLATE: Final = f"[{_ISOLATES}]"
_UNSEEN: Final = f"[{_INVISIBLE}{_ISOLATES}{_TAGS}]"
_MARKLESS: Final = (
    "\x00-\u02ff\u0370-\u0482\u048a-\u058f\u1e00-\u1fff\u2190-\u2bff"
    "\u3000-\u3029\u3030-\u3096\u309b-\ua48c\uac00-\ud7a3\uff01-\uffee"
)
"""Letters among which is no combining mark: Latin, Greek, Cyrillic, Chinese, Japanese, Korean."""
_FAR_LETTERS: Final = f"[^{_MARKLESS}]{{{COMBINING_MARKS + 1}}}"
_IDLE_JOINERS: Final = (
    rf"(?<![^\x00-\x7f\s])[{_JOINERS}]+|[{_JOINERS}]+(?![^\x00-\x7f\s{_JOINERS}])"
)
_JOINER: Final = f"[{_JOINERS}]"
_JOINER_RUN: Final = f"([{_JOINERS}])[{_JOINERS}]+"
_IN_ADDRESS: Final = f"[\x0a{_CONTROLS}{_BIDI_MARKS}{_ISOLATES}{_LINE_ENDS}{_INVISIBLE}]"
_UNPARTED: Final = "[\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
"""Letters of scripts without blanks between words: kana and ideographs."""
_WORDS_PER_MINUTE: Final = 230
_SURROGATE: Final = "[\ud800-\udfff]"
_INSTEAD: Final = {
    "\r\n": "\n",
    "\r": "\n",
    "\x85": "\n",
    "\u2028": "\n",
    "\u2029": "\n",
    "\t": _TAB,
    "\x0b": " ",
    "\x0c": " ",
}
_PRINTABLE: Final = bytes(range(0x20, 0x7F))
_HARMLESS: Final = b"\n" + _PRINTABLE
"""ASCII that is left as it is."""
_LONG: Final = 200
_MARK_CATEGORIES: Final = frozenset({"Mn", "Mc", "Me"})


def clean(text: str) -> str:
    """Make body text harmless to a terminal, and keep its lines and letters.

    Gone are C0 but the newline (a tab becomes blanks), DEL, C1, bidi marks, embeddings and
    overrides, isolates that are not balanced within their line, and marks past the eighth on one
    letter; a surrogate becomes U+FFFD. Cleaning twice changes nothing.
    """
    if text.isascii():
        if not text.encode().translate(None, _HARMLESS):
            return text
    elif text.isprintable() and not _has_mark(text):
        return text
    text = _pattern(_SUSPECT).sub(_instead, text)
    if _pattern(_ISOLATE).search(text):
        text = "\n".join(map(_balanced, text.split("\n")))
    return _few_marks(text)


def clean_line(text: str, letters: int = TITLE_LETTERS) -> str:
    """Make a title, name, label or message: one line of at most ``letters``, nothing unseen in it.

    Every run of blanks and line ends becomes one blank; zero-width, tag and bidi characters go;
    joiners stay between the letters and emoji they join. What is cut ends in ``…``.
    """
    if not _is_plain_line(text):
        text = _one_line(text)
    if len(text) > letters:
        text = text[: letters - 1].rstrip(f" {_JOINERS}") + CUT_MARK
    return text


def clean_address(text: str) -> str:
    """Make an address fit for keeping: no controls, nothing unseen, no blanks at its ends.

    An address longer than ``ADDRESS_BYTES`` is dropped whole (empty): cut, it would lead elsewhere.
    """
    text = text.strip()
    if not (text.isascii() and text.isprintable()):
        text = _pattern(_SURROGATE).sub(_REPLACEMENT, _pattern(_IN_ADDRESS).sub("", text)).strip()
    return text if len(text.encode()) <= ADDRESS_BYTES else ""


def with_single_blanks(text: str) -> str:
    """Make every run of blanks and line ends one blank, and none at the ends; nothing else."""
    is_so = "  " not in text and _is_printable(text)  # the only blank that is printable
    return text.strip(" ") if is_so else " ".join(text.split())


def count_words(line: str) -> int:
    """Count the words of a line with single blanks; two letters are one where no blanks part words.

    So much is read in the time of a word, in Chinese and Japanese.
    """
    if not line:
        return 0
    unparted = 0 if line.isascii() else sum(map(len, _pattern(_UNPARTED).findall(line)))
    return line.count(" ") + 1 + unparted // 2


def minutes_to_read(words: int) -> int:
    """Give about how many minutes a text takes: at least one, 0 for a text without words."""
    return max(1, round(words / _WORDS_PER_MINUTE)) if words else 0


def least_words(minutes: int) -> int:
    """Give how many words a text has at least that takes so many minutes."""
    if minutes <= 1:
        return max(0, minutes)
    words = minutes * _WORDS_PER_MINUTE - _WORDS_PER_MINUTE // 2
    return words if minutes_to_read(words) >= minutes else words + 1


@cache
def _pattern(expression: str) -> re.Pattern[str]:
    """Make an expression when it is first wanted: together they would take 3 ms of each start."""
    return re.compile(expression)


def _is_printable(text: str) -> bool:
    """Tell what ``str.isprintable`` tells, of long ASCII in a sixth of the time."""
    if len(text) < _LONG or not text.isascii():
        return text.isprintable()
    return not text.encode().translate(None, _PRINTABLE)


def _instead(found: re.Match[str]) -> str:
    character = found.group()
    if "\ud800" <= character <= "\udfff":
        return _REPLACEMENT
    return _INSTEAD.get(character, "")


def _has_mark(text: str) -> bool:
    return not _MARK_CATEGORIES.isdisjoint(map(unicodedata.category, text))


def _balanced(line: str) -> str:
    """Drop all isolates of a line that opens and closes them unevenly."""
    depth = 0
    for found in _pattern(_ISOLATE).finditer(line):
        depth += -1 if found.group() == _ISOLATE_END else 1
        if depth < 0:
            break
    return line if depth == 0 else _pattern(_ISOLATE).sub("", line)


def _few_marks(text: str) -> str:
    if _pattern(_FAR_LETTERS).search(text) is None:
        return text
    return _marks().too_many.sub(r"\1", text)


def _is_plain_line(text: str) -> bool:
    return (
        text.isascii()
        and text.isprintable()
        and "  " not in text
        and not text.startswith(" ")
        and not text.endswith(" ")
    )


def _one_line(text: str) -> str:
    text = _pattern(_UNSEEN).sub("", clean(text))
    if _pattern(_JOINER).search(text):
        text = _pattern(_IDLE_JOINERS).sub("", _pattern(_JOINER_RUN).sub(r"\1", text))
    text = with_single_blanks(text)
    if text.isascii() or not _has_mark(text):
        return text
    return _few_marks(_marks().leading.sub("", text))


class _Marks:
    """The expressions that need to know every combining mark (30 ms to find: made when needed)."""

    def __init__(self) -> None:
        marks = "".join(f"{chr(first)}-{chr(last)}" for first, last in _mark_ranges())
        between = f"[{_JOINERS}{_INVISIBLE}{_ISOLATES}]*"
        mark = f"[{marks}]{between}"
        self.too_many: Final = re.compile(f"((?:{mark}){{{COMBINING_MARKS}}})(?:{mark})+")
        self.leading: Final = re.compile(rf"^[\s{_JOINERS}{marks}]+")


@cache
def _marks() -> _Marks:
    return _Marks()


def _mark_ranges() -> Iterator[tuple[int, int]]:
    """Give the first and last code point of each unbroken range of combining marks."""
    start = previous = -1
    for code in chain(range(0x300, 0x20000), range(0xE0100, 0xE01F0)):
        if unicodedata.category(chr(code)) not in _MARK_CATEGORIES:
            continue
        if code != previous + 1:
            if start >= 0:
                yield start, previous
            start = code
        previous = code
    yield start, previous
