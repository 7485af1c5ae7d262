"""The pictures of an export: each is written once, under a name that its address gives it."""

from collections.abc import Callable
from hashlib import sha256
from typing import Final

from tui_reader.export.drawn import Drawn
from tui_reader.export.sources import Head, PictureFile, Sources, Tally

FOLDER: Final = "pictures"
_SUM_LETTERS: Final = 20

Keep = Callable[[str, bytes], None]
"""Writes a file; gets its name and what is in it."""


def with_pictures(
    drawn: Drawn, head: Head, sources: Sources, tally: Tally, keep: Keep
) -> dict[str, str]:
    """Write those of a post's pictures that are kept; give their names by their addresses.

    Args:
        drawn: The post.
        head: Whether pictures are wanted.
        sources: Where they come from.
        tally: Counts them, and knows those of other posts.
        keep: Writes one.
    """
    if not head.with_pictures:
        return {}
    wanted = drawn.pictures
    sources.have_pictures(drawn.whole.article.row.id, wanted)
    names: dict[str, str] = {}
    for source in wanted:
        picture = sources.picture(source)
        if picture is None:
            tally.no_pictures += 1
            continue
        names[source] = name = _name(source, picture)
        if name not in tally.places:
            tally.places.add(name)
            tally.pictures += 1
            keep(name, picture.data)
    return names


def _name(source: str, picture: PictureFile) -> str:
    total = sha256(source.encode("utf-8", "replace")).hexdigest()
    return f"{FOLDER}/{total[:_SUM_LETTERS]}.{picture.ending}"
