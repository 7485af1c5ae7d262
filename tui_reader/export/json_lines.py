"""Posts as JSON Lines: an object a line, as the command line prints posts, and what they say."""

import json
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

from tui_reader.clean import clean
from tui_reader.export.drawn import draw
from tui_reader.export.objects import comment_object, post_object
from tui_reader.export.sources import Head, Sources, Tally, Whole
from tui_reader.render.text import plain


def write_lines(
    out: BinaryIO, _: Head, ids: Sequence[int], sources: Sources, tally: Tally
) -> Iterator[None]:
    """Write posts in the order of their list; it goes on after each.

    Args:
        out: Where to.
        ids: The posts.
        sources: Where they come from.
        tally: Counts what is written.
    """
    for post_id in ids:
        whole = sources.whole(post_id)
        if whole is not None:
            line = json.dumps(whole_object(whole), ensure_ascii=False)
            out.write(line.encode("utf-8", "replace") + b"\n")
            tally.count(whole)
        yield


def whole_object(whole: Whole) -> dict[str, Any]:
    """A post with all that is kept of it."""
    article = whole.article
    found = {
        **post_object(article),
        "html": article.html,
        "text": clean(plain(draw(whole).document)),
    }
    if whole.thread is not None:
        found["thread"] = list(map(comment_object, whole.thread.comments))
    return found
