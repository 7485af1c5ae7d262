"""What was changed, in a form that can be kept and turned round. Pure: no SQL.

A step of the history is a few of these. Each says what the next reversal needs: ``store.reversing``
turns one round in the store and gives the change that turns it back.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any, Final

from tui_reader.models import Flag, Mark, Seen

Cell = str | int | float | bytes | None
Row = Mapping[str, Cell]
"""Some columns of one row."""


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that was made, changed or taken away."""

    table: str
    key: Row
    before: Row | None
    """The columns that changed; None: there was no such row."""
    after: Row | None


@dataclass(frozen=True, slots=True)
class TagChange:
    """A tag that posts were given, or lost."""

    name: str
    value: bool
    post_ids: tuple[int, ...]
    """Only those that did not have it, or did."""


@dataclass(frozen=True, slots=True)
class StandingChange:
    """A blog that was followed, only visited or removed."""

    blog_id: int
    before: str
    after: str
    rows: tuple[RowChange, ...] = ()
    """What went with a blog that was removed: when to ask it, how far it was walked through."""


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule that was made or taken away, with the posts that it hid, or hides no longer."""

    rule_id: int
    filter: str
    value: bool
    at: int
    """When: milliseconds. What arrived later is looked at again."""
    added: int
    """When the rule was made."""
    post_ids: tuple[int, ...] = ()
    unread: tuple[int, ...] = ()
    """Those of them that were unread when they were hidden."""


@dataclass(frozen=True, slots=True)
class HidingChange:
    """Some of the posts of a rule that stands: hidden, or shown again before it goes."""

    filter: str
    value: bool
    """Whether they are hidden."""
    post_ids: tuple[int, ...]
    unread: tuple[int, ...]
    """Those of them that were unread when they were hidden."""


Change = Mark | RowChange | TagChange | StandingChange | RuleChange | HidingChange
Changes = tuple[Change, ...]

OF_NEWER: Final = "a newer tui-reader did this, and can take it back"
"""What is said of changes that this version does not know."""

_HEX: Final = "hex"


def written(changes: Iterable[Change]) -> str:
    """Write changes as text, to be kept."""
    return json.dumps([_plain(change) for change in changes], ensure_ascii=False)


def read(text: str) -> Changes:
    """Read back what ``written`` wrote."""
    return tuple(_change(plain) for plain in json.loads(text))


def posts_of(changes: Iterable[Change]) -> int:
    """Give how many posts marks, tags and rules changed, whatever else was done."""
    kinds = Mark | TagChange | RuleChange | HidingChange
    of_posts = (each for each in changes if isinstance(each, kinds))
    return sum(len(each.post_ids) for each in of_posts)


def _plain(change: Change) -> dict[str, Any]:
    match change:
        case Mark():
            seen = [[each.post_id, each.comments, int(each.is_changed)] for each in change.seen]
            return {
                "flag": change.flag.value,
                "value": change.value,
                "posts": _steps(change.post_ids),
                "seen": seen,
            }
        case TagChange():
            return {"tag": change.name, "value": change.value, "posts": _steps(change.post_ids)}
        case StandingChange():
            return {
                "blog": change.blog_id,
                "before": change.before,
                "after": change.after,
                "rows": [_plain(row) for row in change.rows],
            }
        case RuleChange() | HidingChange():
            return _plain_rule(change)
        case RowChange():
            return {
                "table": change.table,
                "key": _cells(change.key),
                "before": _cells(change.before),
                "after": _cells(change.after),
            }


def _plain_rule(change: RuleChange | HidingChange) -> dict[str, Any]:
    posts = {"posts": _steps(change.post_ids), "unread": _steps(change.unread)}
    if isinstance(change, HidingChange):
        return {"hides": change.filter, "value": change.value, **posts}
    return {
        "rule": change.rule_id,
        "filter": change.filter,
        "value": change.value,
        "at": change.at,
        "added": change.added,
        **posts,
    }


def _change(plain: dict[str, Any]) -> Change:
    if "rule" in plain:
        return _rule_change(plain)
    if "hides" in plain:
        posts, unread = _numbers(plain["posts"]), _numbers(plain["unread"])
        return HidingChange(plain["hides"], plain["value"], posts, unread)
    if "flag" in plain:
        seen = tuple(Seen(post_id, count, bool(edited)) for post_id, count, edited in plain["seen"])
        return Mark(Flag(plain["flag"]), plain["value"], _numbers(plain["posts"]), seen)
    if "tag" in plain:
        return TagChange(plain["tag"], plain["value"], _numbers(plain["posts"]))
    if "blog" in plain:
        rows = tuple(_row_change(row) for row in plain["rows"])
        return StandingChange(plain["blog"], plain["before"], plain["after"], rows)
    return _row_change(plain)


def _row_change(plain: dict[str, Any]) -> RowChange:
    before, after = _from_cells(plain["before"]), _from_cells(plain["after"])
    return RowChange(plain["table"], _from_cells(plain["key"]) or {}, before, after)


def _rule_change(plain: dict[str, Any]) -> RuleChange:
    return RuleChange(
        plain["rule"],
        plain["filter"],
        plain["value"],
        plain["at"],
        plain["added"],
        _numbers(plain["posts"]),
        _numbers(plain["unread"]),
    )


def _steps(numbers: Sequence[int]) -> list[int]:
    """Write numbers as the steps between them, in order: a third of the letters of 100,000."""
    ordered = sorted(numbers)
    return ordered[:1] + [later - former for former, later in pairwise(ordered)]


def _numbers(steps: Iterable[int]) -> tuple[int, ...]:
    return tuple(accumulate(steps))


def _cells(row: Row | None) -> dict[str, Any] | None:
    if row is None:
        return None
    return {
        name: {_HEX: cell.hex()} if isinstance(cell, bytes) else cell for name, cell in row.items()
    }


def _from_cells(row: dict[str, Any] | None) -> dict[str, Cell] | None:
    if row is None:
        return None
    return {
        name: bytes.fromhex(cell[_HEX]) if isinstance(cell, dict) else cell
        for name, cell in row.items()
    }
