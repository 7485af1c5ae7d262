"""HTML to a document: reads the tags of a post once, from left to right.

No layout, no drawing. Nothing raises, whatever the HTML is, and no word a browser shows is lost.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from tui_reader.render.blocks import Document
from tui_reader.render.builder import Builder
from tui_reader.render.elements import BREAKING, HIDDEN, PLAYERS, is_hidden_by_css, is_line_numbers
from tui_reader.render.inlines import IN_CODE, inline_handlers
from tui_reader.render.languages import marked
from tui_reader.render.loose import as_html
from tui_reader.render.maths import with_maths
from tui_reader.render.structure import block_handlers
from tui_reader.render.tokens import Token, attributes, tokens

_HANDLERS: Final = inline_handlers() | block_handlers()
_CODE_HANDLERS: Final = {
    name: handler
    for name, handler in _HANDLERS.items()
    if name.removeprefix("/") in IN_CODE or name in ("/pre", "/listing", "/xmp", "/textarea")
}
_HAS_PARAGRAPHS: Final = re.compile(r"<(?:p|br|div|li|td)\b", re.IGNORECASE)
UNSEEN: Final = HIDDEN | PLAYERS
NUMBERED: Final = frozenset({"td", "pre"})
"""Elements that may hold the numbers of the lines of code beside them."""
_HAS_MATHS: Final = re.compile(r"<math\b", re.IGNORECASE)
_HAS_NAME: Final = re.compile(r"(?:^|\s)(?:id|name)\s*=", re.IGNORECASE)
_LINES: Final = BREAKING | {"li", "tr"}


def to_document(html: str, base: str = "", *, first_link: int = 0) -> Document:
    """Read a post, or a comment.

    Args:
        html: Its body, as the feed gives it.
        base: The address that relative addresses in it are relative to.
        first_link: The number of its first link, where it stands in a page among others.
    """
    html = as_html(html)
    has_paragraphs = _HAS_PARAGRAPHS.search(html) is not None
    builder = Builder(base, has_paragraphs=has_paragraphs, first_link=first_link)
    kept = visible(tokens(html))
    for name, value in with_maths(list(kept)) if _HAS_MATHS.search(html) else kept:
        if not name:
            builder.text(value)
            continue
        if value and "=" in value and _HAS_NAME.search(value):
            _mark(builder, name, value)
        if builder.code is not None:
            _in_code(builder, name, value)
        elif handler := _HANDLERS.get(name):
            handler(builder, value)
    return builder.document()


def _mark(builder: Builder, name: str, value: str) -> None:
    """Note the names by which links of the page lead to this element."""
    given = attributes(value)
    builder.mark(given.get("id", ""))
    if name == "a" and given.get("name") != given.get("id"):
        builder.mark(given.get("name", ""))


def _in_code(builder: Builder, name: str, value: str) -> None:
    """Within preformatted text only styles, links and line breaks count."""
    if name == "code" and value:
        builder.name_language(marked("code", attributes(value)))
    if name == "br":
        builder.break_line()
    elif name in _LINES:
        builder.start_code_line()
    elif name.removeprefix("/") in _LINES:
        builder.code_line_ended = True
    elif handler := _CODE_HANDLERS.get(name):
        handler(builder, value)


def visible(kept: list[Token]) -> Iterable[Token]:
    """Leave out hidden elements with all that is in them; unclosed ones hide nothing."""
    hiding = [
        index
        for index, (name, value) in enumerate(kept)
        if name in UNSEEN or (value and name and _is_hidden(name, value))
    ]
    return _without(kept, hiding) if hiding else kept


def _without(kept: list[Token], hiding: list[int]) -> Iterator[Token]:
    ends: dict[str, int] = {}
    position = 0
    for start in hiding:
        if start >= position:
            yield from kept[position:start]
            end = max(start, _end_of(kept, start, ends))
            yield from _players(kept[start : end + 1])
            position = end + 1
    yield from kept[position:]


def _players(kept: list[Token]) -> Iterable[Token]:
    """Of a video or a sound what plays it, without the words for browsers that cannot."""
    name = kept[0][0]
    return (each for each in kept if each[0] in (name, "source")) if name in PLAYERS else ()


def _is_hidden(name: str, value: str) -> bool:
    if name in NUMBERED and ("gutter" in value or "line" in value or "lnt" in value):
        return is_line_numbers(attributes(value).get("class", ""))
    if "none" not in value and "hidden" not in value:
        return False
    given = attributes(value)
    return "hidden" in given or is_hidden_by_css(given.get("style", ""))


def _end_of(kept: list[Token], start: int, ends: dict[str, int]) -> int:
    """Where the element that starts at ``start`` ends; -1 if nowhere."""
    name = kept[start][0]
    last = ends.get(name)
    if last is None:
        last = ends[name] = _last_index(kept, "/" + name)
    depth = 0
    for index in range(start, last + 1):
        if kept[index][0] == name:
            depth += 1
        elif kept[index][0] == "/" + name:
            depth -= 1
            if depth == 0:
                return index
    return last if last > start else -1


def _last_index(kept: list[Token], name: str) -> int:
    for index in range(len(kept) - 1, -1, -1):
        if kept[index][0] == name:
            return index
    return -1
