"""What the block elements do: paragraphs, headlines, lists, quotes, code, tables.

No text handling: the builder does that.
"""

import re
from collections.abc import Callable
from typing import Final

from tui_reader.render.blocks import Rule
from tui_reader.render.builder import CELLS, Builder
from tui_reader.render.elements import BREAKING, HEADINGS, styles_of
from tui_reader.render.frames import (
    LIST_TAGS,
    CaptionFrame,
    CellFrame,
    CodeFrame,
    DetailsFrame,
    Frame,
    IndentedFrame,
    ListFrame,
    QuoteFrame,
    TableFrame,
    TermFrame,
)
from tui_reader.render.languages import marked
from tui_reader.render.tables import SPAN_COLUMNS, SPAN_ROWS
from tui_reader.render.tokens import attributes

Handler = Callable[[Builder, str], None]
"""Takes the attributes of the tag as written."""

IN_LIST: Final = LIST_TAGS | CELLS
IN_TABLE: Final = frozenset({"table"})
IN_TERMS: Final = frozenset({"dl"}) | CELLS

_CAPTION: Final = re.compile(r"(?:^|[\s\"'=_-])caption(?:-text)?(?:[\s\"']|$)", re.IGNORECASE)


def _breaking(tag: str) -> tuple[Handler, Handler]:
    is_paragraph = tag == "p"

    def start(builder: Builder, written: str) -> None:
        builder.end_paragraph()
        if is_paragraph and builder.frame.tag == "p":
            builder.close("p")
        styles = _begin(builder, tag, written) if written else ()
        if styles or builder.inline.holds(tag):
            builder.inline.push(tag, styles)
            builder.restyle()

    def end(builder: Builder, _: str) -> None:
        builder.end_paragraph()
        if builder.frame.tag == tag:
            builder.close(tag)
        if builder.inline.pop(tag):
            builder.restyle()

    return start, end


def _begin(builder: Builder, tag: str, written: str) -> tuple[str, ...]:
    """What the attributes of an element that holds blocks mean; its styles."""
    if "caption" in written and _CAPTION.search(attributes(written).get("class", "")):
        builder.open(CaptionFrame(tag))
    if "lang" in written or "highlight" in written:  # on an element around the code
        builder.language = marked(tag, attributes(written)) or builder.language
    return styles_of(written)


def _heading(level: int) -> tuple[Handler, Handler]:
    def start(builder: Builder, _: str) -> None:
        builder.end_paragraph()
        builder.heading = level

    def end(builder: Builder, _: str) -> None:
        builder.end_paragraph()
        builder.heading = 0

    return start, end


def _container(tag: str, kind: type[Frame], within: frozenset[str]) -> tuple[Handler, Handler]:
    def start(builder: Builder, _: str) -> None:
        builder.end_paragraph()
        builder.heading = 0
        builder.open(kind(tag))

    def end(builder: Builder, _: str) -> None:
        builder.close(tag, within)

    return start, end


def _list(tag: str) -> tuple[Handler, Handler]:
    def start(builder: Builder, written: str) -> None:
        builder.end_paragraph()
        builder.heading = 0
        given = attributes(written)
        frame = ListFrame(tag)
        if tag == "ol":
            frame.start = bounded(given.get("start", ""), 1)
            frame.step = -1 if "reversed" in given else 1
            frame.numbering = kind if (kind := given.get("type", "1")) in "aAiI" else "1"
        builder.open(frame)

    def end(builder: Builder, _: str) -> None:
        builder.close(tag, CELLS)

    return start, end


def _open_item(builder: Builder, written: str) -> None:
    frame = builder.back_to(ListFrame, CELLS)
    if frame is None:
        builder.open(ListFrame("ul"))
        frame = builder.back_to(ListFrame)
    if frame is not None:
        given = attributes(written).get("value", "") if written else ""
        frame.open_item(bounded(given, 1) if given else None)
    builder.open(Frame("li"))


def _close_item(builder: Builder, _: str) -> None:
    builder.close("li", IN_LIST)


def _open_description(builder: Builder, written: str) -> None:
    _close_term(builder, "")
    is_caption = "caption" in attributes(written).get("class", "")  # galleries of WordPress
    builder.open((CaptionFrame if is_caption else IndentedFrame)("dd"))


def _open_term(builder: Builder, _: str) -> None:
    _close_term(builder, "")
    builder.open(TermFrame("dt"))


def _close_term(builder: Builder, _: str) -> None:
    builder.close("dt", IN_TERMS)
    builder.close("dd", IN_TERMS)


def _rule(builder: Builder, _: str) -> None:
    builder.end_paragraph()
    builder.add(Rule())


def _open_code(builder: Builder, written: str) -> None:
    builder.end_paragraph()
    named = marked("pre", attributes(written)) or builder.language
    builder.open_code(CodeFrame("pre", language=named))


def _close_code(builder: Builder, _: str) -> None:
    builder.close_code()


def _open_table(builder: Builder, written: str) -> None:
    builder.heading = 0
    given = attributes(written)
    frame = TableFrame("table")
    frame.is_picture_frame = "tr-caption-container" in given.get("class", "")
    frame.is_layout = given.get("role", "") == "presentation"
    builder.open(frame)


def _close_table(builder: Builder, _: str) -> None:
    builder.close("table")


def _open_row(builder: Builder, _: str) -> None:
    if (frame := builder.back_to(TableFrame)) is not None:
        frame.open_row()


def _close_row(builder: Builder, _: str) -> None:
    builder.back_to(TableFrame)


def _cell(tag: str) -> tuple[Handler, Handler]:
    def start(builder: Builder, written: str) -> None:
        if builder.back_to(TableFrame) is None:
            return
        given = attributes(written)
        frame = CellFrame(tag, is_head=tag == "th")
        frame.columns = min(max(bounded(given.get("colspan", ""), 1), 1), SPAN_COLUMNS)
        frame.rows = min(max(bounded(given.get("rowspan", ""), 1), 1), SPAN_ROWS)
        frame.is_caption = "tr-caption" in given.get("class", "").split()
        builder.open(frame)

    def end(builder: Builder, _: str) -> None:
        builder.close(tag, IN_TABLE)

    return start, end


def bounded(written: str, default: int) -> int:
    """A whole number from an attribute, at most nine digits; ``default`` for anything else."""
    digits = written.strip()
    if len(digits) <= 10 and digits.isascii() and digits.isdigit():
        return int(digits)
    return -int(digits[1:]) if re.fullmatch(r"-[0-9]{1,9}", digits) else default


def block_handlers() -> dict[str, Handler]:
    """What to do at each tag, by its name; end tags have a slash before it."""
    pairs: dict[str, tuple[Handler, Handler]] = {tag: _breaking(tag) for tag in BREAKING}
    pairs |= {tag: _heading(level) for tag, level in HEADINGS.items()}
    pairs |= {tag: _list(tag) for tag in LIST_TAGS}
    pairs |= {tag: _cell(tag) for tag in CELLS}
    pairs |= {
        "blockquote": _container("blockquote", QuoteFrame, CELLS),
        "figure": _container("figure", Frame, CELLS),
        "figcaption": _container("figcaption", CaptionFrame, CELLS),
        "caption": _container("caption", CaptionFrame, CELLS | IN_TABLE),
        "dl": _container("dl", Frame, CELLS),
        "details": _container("details", DetailsFrame, CELLS),
        "summary": _container("summary", TermFrame, CELLS | {"details"}),
        "li": (_open_item, _close_item),
        "dt": (_open_term, _close_term),
        "dd": (_open_description, _close_term),
        "pre": (_open_code, _close_code),
        "listing": (_open_code, _close_code),
        "xmp": (_open_code, _close_code),
        "textarea": (_open_code, _close_code),
        "table": (_open_table, _close_table),
        "tr": (_open_row, _close_row),
    }
    handlers: dict[str, Handler] = {"hr": _rule}
    for tag, (start, end) in pairs.items():
        handlers |= {tag: start, "/" + tag: end}
    return handlers
