"""What the inline elements do: styles, links, pictures, videos, line breaks.

No blocks: the builder and ``structure.py`` make them.
"""

from collections.abc import Callable
from typing import Final

from tui_reader.clean import clean_line
from tui_reader.render import media
from tui_reader.render.builder import Builder
from tui_reader.render.elements import INLINE, STYLES, is_normal_weight, styles_of
from tui_reader.render.links import resolve
from tui_reader.render.tidy import NO_SOURCE
from tui_reader.render.tokens import attributes

Handler = Callable[[Builder, str], None]
"""Takes the attributes of the tag as written."""


def _inline(tag: str) -> tuple[Handler, Handler]:
    own = (STYLES[tag],) if tag in STYLES else ()

    def start(builder: Builder, written: str) -> None:
        styles = own
        if "style" in written or "dir" in written:
            is_normal = is_normal_weight(attributes(written).get("style", ""))
            styles = ("-strong",) if is_normal else (*own, *styles_of(written))
        builder.inline.push(tag, styles)
        builder.restyle()

    def end(builder: Builder, _: str) -> None:
        if builder.inline.pop(tag):
            builder.restyle()

    return start, end


def _open_anchor(builder: Builder, written: str) -> None:
    address = attributes(written).get("href", "")
    builder.open_anchor(builder.links.number(builder.links.absolute(address)))


def _close_anchor(builder: Builder, _: str) -> None:
    builder.close_anchor()


def _open_quotation(builder: Builder, _: str) -> None:
    builder.text("“")


def _close_quotation(builder: Builder, _: str) -> None:
    builder.text("”")


def _open_abbreviation(builder: Builder, written: str) -> None:
    """Say once what an abbreviation means, after it."""
    title = clean_line(attributes(written).get("title", ""), media.LABEL_LETTERS)
    builder.expansion = title


def _close_abbreviation(builder: Builder, _: str) -> None:
    title, builder.expansion = builder.expansion, ""
    if title and title not in builder.expansions:
        builder.expansions.add(title)
        builder.aside(f" ({title})")


def _break(builder: Builder, _: str) -> None:
    builder.break_line()


def _picture(builder: Builder, written: str) -> None:
    given = attributes(written)
    if media.is_tracker(given):
        return
    if media.is_sign(given):
        builder.text(media.sign_text(given))
        return
    address = given.get("src", "")
    if address.startswith("data:"):
        address = given.get("data-src", "") or given.get("data-original", "")
    _add_label(builder, media.picture_label(given, address), address)


def _embed(builder: Builder, written: str, kind: str = "") -> None:
    given = attributes(written)
    address = given.get("src", "") or given.get("data-src", "") or given.get("data", "")
    address = media.page_of_embed(resolve(address, "https:" if address.startswith("//") else ""))
    if not media.is_web(address) or media.is_tracker(given):
        return
    label = media.embed_label(address, given.get("title", ""), kind)
    builder.end_paragraph()
    _add_label(builder, label, address)
    builder.end_paragraph()


def _add_label(builder: Builder, label: str, address: str) -> None:
    """A label leads where its anchor leads, else to the picture or video itself."""
    source = builder.links.absolute(address)
    link = builder.runs.link
    if link is None:
        link = builder.links.number(source)
    builder.runs.add_picture(label, link, source or NO_SOURCE)


def _video(builder: Builder, written: str) -> None:
    _embed(builder, written, "video")


def _audio(builder: Builder, written: str) -> None:
    _embed(builder, written, "sound")


def _source(builder: Builder, written: str) -> None:
    given = attributes(written)
    if "srcset" in given:
        return
    _embed(builder, written, "sound" if given.get("type", "").startswith("audio") else "video")


def _embedded(builder: Builder, written: str) -> None:
    _embed(builder, written)


def inline_handlers() -> dict[str, Handler]:
    """What to do at each tag, by its name; end tags have a slash before it."""
    handlers: dict[str, Handler] = {
        "br": _break,
        "/br": _break,
        "img": _picture,
        "iframe": _embedded,
        "embed": _embedded,
        "video": _video,
        "audio": _audio,
        "source": _source,
    }
    pairs = {tag: _inline(tag) for tag in INLINE}
    pairs |= {
        "a": (_open_anchor, _close_anchor),
        "q": (_open_quotation, _close_quotation),
        "abbr": (_open_abbreviation, _close_abbreviation),
        "acronym": (_open_abbreviation, _close_abbreviation),
    }
    for tag, (start, end) in pairs.items():
        handlers |= {tag: start, "/" + tag: end}
    return handlers


IN_CODE: Final = frozenset({*STYLES, "span", "font", "a"})
"""Elements that act within preformatted text as anywhere else."""
