"""A list that is read anew keeps the posts one has just dealt with. Pure."""

from array import array
from bisect import bisect_left

from tui_reader.models import PostIndex, Sort

Row = tuple[int, int, int]
"""Instant, number and day of a post."""


def merged(fresh: PostIndex, shown: PostIndex, sort: Sort = Sort.NEWEST) -> PostIndex:
    """Return a fresh list with those shown posts that are not in it any more, each in its place.

    Args:
        fresh: As the store has it now.
        shown: As it was shown.
        sort: The order of both. By date a post knows its place; else it stays below the one that
            it stood below.
    """
    known = set(fresh.ids)
    extra = [at for at, post_id in enumerate(shown.ids) if post_id not in known]
    if not extra:
        return fresh
    rows: list[Row] = [*zip(fresh.instants, fresh.ids, fresh.days, strict=True)]
    if sort is Sort.NEWEST:
        for at in extra:
            row = _row(shown, at)
            rows.insert(bisect_left(rows, (-row[0], -row[1]), key=_newest_first), row)
    else:
        rows = _below(rows, shown, extra)
    instants, ids, days = zip(*rows, strict=True)
    return PostIndex(array("q", ids), array("q", instants), array("l", days))


def _below(rows: list[Row], shown: PostIndex, extra: list[int]) -> list[Row]:
    """Put each post below the one that it stood below."""
    after: dict[int | None, list[Row]] = {}
    missing = set(extra)
    for at in extra:
        above = next((above for above in range(at - 1, -1, -1) if above not in missing), None)
        after.setdefault(None if above is None else shown.ids[above], []).append(_row(shown, at))
    merged_rows = after.get(None, [])
    for row in rows:
        merged_rows += [row, *after.get(row[1], ())]
    return merged_rows


def _row(index: PostIndex, at: int) -> Row:
    return index.instants[at], index.ids[at], index.days[at]


def _newest_first(row: Row) -> tuple[int, int]:
    return -row[0], -row[1]
