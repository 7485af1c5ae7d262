"""What the inline elements do: styles, links, pictures, videos, line breaks.

No blocks: the builder and ``structure.py`` make them.
"""

from collections.abc import Callable
from typing import Final

from tui_reader.clean import clean_line
from tui_reader.render import media
from tui_reader.render.builder import Builder
from tui_reader.render.elements import INLINE, STYLES, is_normal_weight, styles_of
from tui_reader.render.maths import tex_of_picture
from tui_reader.render.tidy import NO_SOURCE
from tui_reader.render.tokens import attributes

Handler = Callable[[Builder, str], None]
"""Takes the attributes of the tag as written."""


def _inline(tag: str) -> tuple[Handler, Handler]:
    own = tuple(STYLES.get(tag, "").split())

    def start(builder: Builder, written: str) -> None:
        styles = own
        if written:
            is_normal = "style" in written and is_normal_weight(
                attributes(written).get("style", "")
            )
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
    builder.quotations += 1
    builder.text("“" if builder.quotations % 2 else "‘")


def _close_quotation(builder: Builder, _: str) -> None:
    builder.text("”" if builder.quotations % 2 else "’")
    builder.quotations = max(builder.quotations - 1, 0)


def _open_reading(builder: Builder, _: str) -> None:
    """How a word is read (``ruby``): in brackets behind it, where browsers write it above."""
    _close_reading(builder, "")
    builder.has_reading = True
    builder.text("(")


def _close_reading(builder: Builder, _: str) -> None:
    if builder.has_reading:
        builder.has_reading = False
        builder.text(")")


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
    if tex := tex_of_picture(given):
        builder.text(clean_line(tex))
        return
    if media.is_sign(given):
        builder.text(media.sign_text(given))
        return
    address = media.picture_address(given)
    _add_label(builder, media.picture_label(given, address), address)


def _embed(builder: Builder, written: str, kind: str = "") -> bool:
    """Name what is framed or played, on a line of its own; False if there is no address."""
    given = attributes(written)
    address = media.page_of_embed(builder.links.absolute(media.embed_address(given)))
    if not media.is_web(address) or media.is_tracker(given):
        return False
    label = media.embed_label(address, given.get("title", ""), kind)
    builder.end_paragraph()
    _add_label(builder, label, address)
    builder.end_paragraph()
    return True


def _add_label(builder: Builder, label: str, address: str) -> None:
    """A label leads where its anchor leads, else to the picture or video itself."""
    source = media.drawn_within(address) or builder.links.absolute(address)
    link = builder.runs.link
    if link is None and not source.startswith("data:"):
        link = builder.links.number(source)
    builder.runs.add_picture(label, link, source or NO_SOURCE)


def _video(builder: Builder, written: str) -> None:
    builder.has_player_address = _embed(builder, written, "video")


def _audio(builder: Builder, written: str) -> None:
    builder.has_player_address = _embed(builder, written, "sound")


def _source(builder: Builder, written: str) -> None:
    """The first address of a video or a sound; the others are the same in other formats."""
    given = attributes(written)
    if "srcset" in given or builder.has_player_address:
        return
    kind = "sound" if given.get("type", "").startswith("audio") else "video"
    builder.has_player_address = _embed(builder, written, kind)


def _parameter(builder: Builder, written: str) -> None:
    """What an ``object`` plays; an ``embed`` of the same address after it is the same."""
    given = attributes(written)
    if given.get("name", "").lower() in ("movie", "src", "url", "filename"):
        _embed(builder, f'src="{given.get("value", "")}"')


def _embedded(builder: Builder, written: str) -> None:
    _embed(builder, written)


def inline_handlers() -> dict[str, Handler]:
    """What to do at each tag, by its name; end tags have a slash before it."""
    handlers: dict[str, Handler] = {
        "br": _break,
        "/br": _break,
        "/ruby": _close_reading,
        "img": _picture,
        "iframe": _embedded,
        "embed": _embedded,
        "object": _embedded,
        "param": _parameter,
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
        "rt": (_open_reading, _close_reading),
    }
    for tag, (start, end) in pairs.items():
        handlers |= {tag: start, "/" + tag: end}
    return handlers


IN_CODE: Final = frozenset({*STYLES, "span", "font", "a"})
"""Elements that act within preformatted text as anywhere else."""
