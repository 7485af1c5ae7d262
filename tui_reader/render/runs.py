"""The text of the block being read: blanks collapsed, styles and links kept, all of it clean.

No elements, no blocks.
"""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from tui_reader.clean import clean
from tui_reader.render.blocks import Span, Spans

TAB_CELLS: Final = 4
PIECE_LETTERS: Final = 50_000
"""Longer texts are taken in pieces: one of megabytes would hold every thread for long."""

Part = tuple[str, tuple[str, ...], int | None, str, tuple[str, ...]]
"""Text, styles, link, picture, anchors: a span on its way."""

_NEWLINE: Final[Part] = ("\n", (), None, "", ())
_BLANK: Final[Part] = (" ", (), None, "", ())
_BREAK: Final = "\0"
# Between these a no-break blank is meant; elsewhere editors strew it about.
_MEANT: Final = re.compile("(?<=[\\d«„])\xa0(?=[\\w%€$£»°])|\xa0(?=[»:;!?%€])|(?<=«)\xa0")
_UNSEEN: Final = str.maketrans(dict.fromkeys(map(ord, "\xad\ufeff\u200e\u200f")))


class Runs:
    """Collects text until the block that it belongs to ends."""

    def __init__(self) -> None:
        self.styles: tuple[str, ...] = ()
        self.link: int | None = None
        self.anchors: tuple[str, ...] = ()
        """Names of the place before the next letter."""
        self._parts: list[Part] = []
        self._has_blank = False

    def __bool__(self) -> bool:
        return bool(self._parts)

    def add(self, data: str) -> None:
        """Take text in the present style. Runs of blanks become one, as in a browser."""
        if len(data) > PIECE_LETTERS:
            for piece in _pieces(data):
                self.add(piece)
            return
        is_code = "\xa0" in data and "code" in self.styles
        words = _code(data) if is_code else _words(data)
        if not words:
            self._has_blank = self._has_blank or bool(data)
            return
        if self._has_blank or (data[0].isspace() and not (is_code and data[0] == "\xa0")):
            words = self._blank_before(words)
        self._parts.append((words, self.styles, self.link, "", self.anchors))
        self.anchors = ()
        self._has_blank = data[-1].isspace() and not (is_code and data[-1] == "\xa0")

    def add_picture(self, label: str, link: int | None, source: str) -> None:
        """Take the label of a picture, parted by blanks from the words around it."""
        if self._parts and self._parts[-1] is not _NEWLINE:
            self._parts.append(_BLANK)
        self._parts.append((label, ("picture",), link, source, ()))
        self._has_blank = True

    def add_exact(self, data: str) -> None:
        """Take text whose blanks and lines are kept."""
        anchors: tuple[str, ...] = ()
        if self.anchors and not data.isspace():
            anchors, self.anchors = self.anchors, ()
        self._parts.append((data, self.styles, self.link, "", anchors))

    def ends_line(self) -> bool:
        """Whether the text collected ends in a newline."""
        return bool(self._parts) and self._parts[-1][0].endswith("\n")

    def break_line(self) -> bool:
        """End the line. True when it was ended already, so that a paragraph ends here."""
        self._has_blank = False
        if not self._parts:
            return False
        if self._parts[-1] is _NEWLINE:
            return True
        self._parts.append(_NEWLINE)
        return False

    def take(self) -> Spans:
        """Give the spans collected, without line breaks at their ends, and start anew."""
        parts, self._parts, self._has_blank = self._parts, [], False
        while parts and parts[-1] is _NEWLINE:
            parts.pop()
        return _joined(parts)

    def take_exact(self) -> Spans:
        """Give the spans of code: tabs expanded, no empty lines around, and start anew."""
        parts, self._parts, self._has_blank = self._parts, [], False
        return _trimmed(_joined(list(_without_tabs(parts))))

    def _blank_before(self, words: str) -> str:
        """Put the blank where it does not lengthen a link or a style, if any is due."""
        self._has_blank = False
        if not self._parts or self._parts[-1] is _NEWLINE:
            return words
        if not self.styles and self.link is None:
            return " " + words
        last = self._parts[-1]
        if last[1] == self.styles and last[2] == self.link:
            return " " + words
        self._parts.append(_BLANK)
        return words


def _pieces(data: str) -> Iterator[str]:
    """Cut a very long text, at blanks where it has any."""
    start = 0
    while start < len(data):
        end = start + PIECE_LETTERS
        blank = data.rfind(" ", start + PIECE_LETTERS // 2, end)
        end = blank if blank > 0 else end
        yield data[start:end]
        start = end


def _code(data: str) -> str:
    """Code outside of ``pre``: its no-break blanks are the indentation."""
    return clean(re.sub(r"[^\S\xa0]+", " ", data).strip(" ").replace("\xa0", " "))


def _words(data: str) -> str:
    if "\xa0" in data:
        data = _MEANT.sub(_BREAK, data.replace(_BREAK, ""))
        return clean(" ".join(data.split()).replace(_BREAK, "\xa0"))
    text = " ".join(data.split())
    if text.isascii() and text.isprintable():
        return text
    return clean(text.translate(_UNSEEN))


def _look(part: Part) -> tuple[tuple[str, ...], int | None, str, tuple[str, ...]]:
    return part[1:]


def _joined(parts: list[Part]) -> Spans:
    """Neighbours that look alike become one span."""
    if len(parts) == 1:
        return (Span(*parts[0]),)
    return tuple(
        Span("".join([part[0] for part in same]), *look) for look, same in groupby(parts, key=_look)
    )


def _without_tabs(parts: list[Part]) -> Iterator[Part]:
    column = 0
    for text, styles, link, picture, anchors in parts:
        before = " " * (column % TAB_CELLS)
        expanded = (before + _unix_lines(text)).expandtabs(TAB_CELLS)[len(before) :]
        yield clean(expanded.translate(_UNSEEN)), styles, link, picture, anchors
        line = expanded.rfind("\n")
        column = len(expanded) - line - 1 + (column if line < 0 else 0)


def _unix_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _trimmed(spans: Spans) -> Spans:
    """Drop the empty lines at both ends, and the blanks at the end."""
    kept = list(spans)
    while kept and not kept[-1].text.strip():
        kept.pop()
    while kept and not kept[0].text.strip() and "\n" in kept[0].text:
        kept.pop(0)
    if not kept:
        return ()
    kept[-1] = _with_text(kept[-1], kept[-1].text.rstrip())
    first = kept[0].text
    start = len(first) - len(first.lstrip())
    kept[0] = _with_text(kept[0], first[first.rfind("\n", 0, start) + 1 :])
    return tuple(kept)


def _with_text(span: Span, text: str) -> Span:
    return Span(text, span.styles, span.link, span.picture, span.anchors)
