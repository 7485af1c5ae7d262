"""Threads made by hand, for what needs no store: who said what, indented as it is answered."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from tui_reader.models import Comment, Removed, Thread

START: Final = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)


def comment(number: int, text: str = "", **fields: object) -> Comment:
    """One comment that answers nobody, an hour after the one of the number before."""
    values: dict[str, object] = {
        "id": number,
        "parent_id": None,
        "depth": 0,
        "replies": 0,
        "author": f"Reader {number}",
        "author_url": "",
        "is_author": False,
        "published": START + timedelta(hours=number - 1),
        "html": f"<p>{text or f'Words of {number}.'}</p>",
        "base": "",
        "url": f"https://blog.test/post.html?showComment=1588#c{number}",
        "removed": Removed.NO,
        "is_gone": False,
        "is_new": False,
    }
    return Comment(**(values | fields))  # type: ignore[arg-type]  # a test names what it changes


def thread(*comments: Comment, **fields: object) -> Thread:
    """The thread of a post, whole; parents and replies follow from the depths."""
    placed: list[Comment] = []
    path: list[int] = []
    for each in comments:
        path = path[: each.depth]
        parent = path[-1] if path else None
        placed.append(replace(each, parent_id=parent))
        path.append(each.id)
    for at, each in enumerate(placed):
        below = 0
        for after in placed[at + 1 :]:
            if after.depth <= each.depth:
                break
            below += 1
        placed[at] = replace(each, replies=below)
    values: dict[str, object] = {
        "post_id": 7,
        "title": "A pact is signed",
        "comments": tuple(placed),
        "count": len(placed),
        "fetched": datetime(2026, 5, 6, 8, tzinfo=UTC),
        "is_whole": True,
        "url": "https://blog.test/post.html#comments",
    }
    return Thread(**(values | fields))  # type: ignore[arg-type]  # a test names what it changes
