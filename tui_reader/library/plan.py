"""What an answer changes: which posts are new, which came back, which were edited.

Pure. Nothing is ever deleted here: a post that an answer does not speak of stays as it is.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from tui_reader.clean import count_words, with_single_blanks
from tui_reader.library.identity import Entry, digest
from tui_reader.limits import CUT_MARK
from tui_reader.models import Change, KnownPost, ParsedPost

OLDEST_DATE: Final = datetime(1990, 1, 1, tzinfo=UTC)
"""Older dates are clocks that were never set."""
FUTURE_ALLOWED: Final = timedelta(hours=24)
"""How far ahead a date is believed: time zones go wrong by less than a day."""
HALF: Final = 8
UNSURE: Final = bytes(HALF)
"""In place of a post's words in its hash: their blog may show other letters for the same words."""

TextOf = Callable[[ParsedPost], str]


def plan(
    entries: Sequence[Entry], known: Sequence[KnownPost], now: datetime, text_of: TextOf
) -> tuple[Change, ...]:
    """Compare an answer with what is kept and say what to write.

    Args:
        entries: The answer's posts, in its order.
        known: The kept posts of this blog that share an identity or a link with one of them.
        now: When the answer arrived; stands in for dates that cannot be used.
        text_of: The plain text of a post: only a change of words counts as an edit.
    """
    matches = match(entries, known, text_of)
    changes = (
        _change(entry, matches.get(entry.identity), now - timedelta(milliseconds=place), text_of)
        for place, entry in enumerate(entries)
    )
    return tuple(change for change in changes if change is not None)


def unsure_of_words(change: Change) -> Change:
    """Let the next answer that speaks of a post replace its words without that being an edit."""
    return replace(change, content_hash=UNSURE + change.content_hash[HALF:])


def fit_to_kept(
    changes: Sequence[Change], known: Sequence[KnownPost], *, is_filtered: bool
) -> tuple[Change, ...]:
    """Let an archive leave the bodies of kept posts alone, unless it says that its own are later.

    Else a post that its feed and its archive word differently would be edited again and again.

    Args:
        changes: What the archive's page would change.
        known: The posts that were kept.
        is_filtered: Whether this archive words some posts otherwise than the blog's feed: then the
            feed's first answer is no edit.
    """
    kept = {post.post_id: post for post in known}
    return tuple(_fitted(each, kept.get(each.post_id or 0), is_filtered) for each in changes)


def _fitted(change: Change, kept: KnownPost | None, is_filtered: bool) -> Change:
    if kept is None:
        return unsure_of_words(change) if is_filtered else change
    post = change.post
    is_bare = not post.html.strip()
    if not kept.words or kept.is_summary or not (is_bare or _is_no_later(post, kept)):
        return change
    if is_bare:  # what a list of titles says of a post is less than what its feed said
        post = replace(post, title=kept.title, published=kept.published)
    return replace(
        change,
        post=post,
        sort_at=kept.sort_at if is_bare else change.sort_at,
        content_hash=kept.content_hash[:HALF] + change.content_hash[HALF:],
        keeps_body=True,
        is_edited=False,
    )


def _is_no_later(post: ParsedPost, kept: KnownPost) -> bool:
    return post.updated is not None and (kept.updated is None or post.updated <= kept.updated)


def match(
    entries: Sequence[Entry], known: Sequence[KnownPost], text_of: TextOf
) -> Mapping[str, KnownPost]:
    """Find for each identity of the answer the kept post that it is; each is taken once."""
    found = _match_by_link(entries, known)
    taken = {post.post_id for post in found.values()}
    free = [post for post in known if post.post_id not in taken]
    for entry in entries if free else ():
        if entry.identity in found:
            continue
        twin = next((post for post in free if _is_twin(entry, post, text_of)), None)
        if twin is not None:
            free.remove(twin)
            found[entry.identity] = twin
    return found


def _is_twin(entry: Entry, post: KnownPost, text_of: TextOf) -> bool:
    """Whether a post is kept under another identity because of what stood beside it then.

    A guid or link that an answer repeats names a post only together with its words (identity.py);
    in the next answer it may stand alone.
    """
    guid = entry.post.guid
    has_same_name = guid == post.guid if guid else entry.canonical_url == post.canonical_url
    if not has_same_name or entry.post.title != post.title:
        return False
    return _words(entry, text_of) == post.content_hash[:HALF]


def _match_by_link(entries: Sequence[Entry], known: Sequence[KnownPost]) -> dict[str, KnownPost]:
    by_identity = {post.identity: post for post in known}
    found = {e.identity: by_identity.pop(e.identity) for e in entries if e.identity in by_identity}
    by_link: dict[str, list[KnownPost]] = {}
    for post in by_identity.values():
        by_link.setdefault(post.canonical_url, []).append(post)
    shared = _shared_links(entries, known)
    for entry in entries:
        link = entry.canonical_url
        if entry.identity in found or not link:
            continue
        free = by_link.get(link, [])
        same = next((post for post in free if _is_same(entry, post, link in shared)), None)
        if same is not None:
            free.remove(same)
            found[entry.identity] = same
    return found


def _shared_links(entries: Sequence[Entry], known: Sequence[KnownPost]) -> frozenset[str]:
    """Links that several posts carry, such as the blog's own front page: they name no post."""
    counts = [
        Counter(entry.canonical_url for entry in entries),
        Counter(post.canonical_url for post in known),
    ]
    return frozenset(url for count in counts for url, number in count.items() if number > 1)


def _is_same(entry: Entry, post: KnownPost, is_shared: bool) -> bool:
    """Whether a post whose link is kept under another identity is that post (unstable guids)."""
    if entry.post.guid and entry.post.guid == post.guid:
        return True
    if not is_shared and not (entry.post.guid and post.guid):
        return True  # who has no guid has no other name than the link
    same_title = bool(entry.post.title) and entry.post.title == post.title
    same_date = entry.post.published is not None and entry.post.published == post.published
    return (same_title and same_date) if is_shared else (same_title or same_date)


def _change(
    entry: Entry, known: KnownPost | None, first_seen: datetime, text_of: TextOf
) -> Change | None:
    written = entry.once("written", lambda: digest(*_written(entry.post))[:HALF])
    date = usable_date(entry.post, first_seen)
    if known is None:
        words = _words(entry, text_of)
        return Change(
            entry.post,
            entry.identity,
            entry.canonical_url,
            words + written,
            _milliseconds(date or first_seen),
        )
    old_words, old_written = known.content_hash[:HALF], known.content_hash[HALF:]
    if old_written == written and known.comments == entry.post.comments:
        return None
    keeps_body = old_written != written and _is_less(entry.post, known, text_of)
    is_same = old_written == written or (keeps_body and entry.post.title in ("", known.title))
    words = old_words if is_same else _words(entry, text_of)
    is_moved = entry.post.published not in (None, known.published)
    return Change(
        _dated(entry.post, known, first_seen),
        known.identity,
        entry.canonical_url,
        words + written,
        _milliseconds(date) if date and is_moved else known.sort_at,
        known.post_id,
        is_edited=words != old_words and old_words != UNSURE,
        keeps_body=keeps_body,
    )


def _is_less(post: ParsedPost, known: KnownPost, text_of: TextOf) -> bool:
    """Whether a blog now gives nothing, or only the beginning, of a post that is kept whole."""
    if not post.html.strip():
        return True
    line = " ".join(text_of(post).split())
    if known.is_summary or count_words(line) >= known.words:
        return False
    return post.is_summary or _is_excerpt(line, known)


def _is_excerpt(line: str, known: KnownPost) -> bool:
    """Whether an answer gives the first words of a post and not half of it.

    Many a feed is switched to excerpts without a sign; an author who shortens a post takes less.
    """
    kept = known.snippet.rstrip(CUT_MARK)
    if not kept or 2 * count_words(line) >= known.words:
        return False
    return line.startswith(kept) or kept.startswith(line)


def _dated(post: ParsedPost, known: KnownPost, first_seen: datetime) -> ParsedPost:
    """The post with the date it is known by, where this answer has none that can be true."""
    if _can_be_true(post.published, first_seen) or not _can_be_true(known.published, first_seen):
        return post
    return replace(post, published=known.published)


def _words(entry: Entry, text_of: TextOf) -> bytes:
    return entry.once("words", lambda: digest(*_read(entry.post, text_of))[:HALF])


def _read(post: ParsedPost, text_of: TextOf) -> tuple[str, str]:
    """What a person reads of it, however its lines are broken."""
    return post.title, with_single_blanks(text_of(post).replace("\n", " "))


def _written(post: ParsedPost) -> Iterator[str]:
    """All that the store keeps of a post but its comment count."""
    yield from (post.guid, post.url, post.title, post.html, post.author, post.base)
    yield from (post.comments_url, post.comments_feed, str(post.is_summary))
    yield from (post.published.isoformat() if post.published else "", *post.labels)
    yield from ("", *post.enclosures)


def usable_date(post: ParsedPost, first_seen: datetime) -> datetime | None:
    """The post's own date where it can be true: neither an unset clock nor the far future."""
    date = post.published or post.updated
    return date if _can_be_true(date, first_seen) else None


def _can_be_true(date: datetime | None, first_seen: datetime) -> bool:
    return date is not None and OLDEST_DATE <= date <= first_seen + FUTURE_ALLOWED


def _milliseconds(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)
