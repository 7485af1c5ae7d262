"""Writes comments to the posts they belong to: new ones, edited ones, ones that came again.

What is kept is never replaced by less: a removed comment keeps its words, and what an answer
leaves out (a date, a parent, a name) stays what it was.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import blake2b
from typing import Final

from tui_reader.clean import clean_address, clean_line
from tui_reader.limits import AUTHOR_LETTERS, COMMENT_BYTES
from tui_reader.models import ParsedComment
from tui_reader.models.discussion import Removed
from tui_reader.store.values import iso, milliseconds, storable

CUT_NOTE: Final = "<p>… (cut here: open it in the browser)</p>"
"""Stands at the end of a comment that was longer than ``COMMENT_BYTES``."""
_FUTURE_ALLOWED: Final = timedelta(hours=24) // timedelta(milliseconds=1)

_KNOWN: Final = "SELECT id, removed, is_gone FROM comments WHERE post_id = ? AND guid = ?"
_INSERT: Final = """
    INSERT INTO comments
        (post_id, blog_id, guid, parent, author, author_key, author_url, published, sort_at, html,
         base, url, removed, first_seen)
    SELECT :post_id, blog_id, :guid, :parent, :author, :author_key, :author_url, :published,
           ifnull(:sort_at, :now), :html, :base, :url, :removed, :now
    FROM posts WHERE id = :post_id
"""
_UPDATE: Final = """
    UPDATE comments SET
        parent = coalesce(nullif(:parent, ''), parent),
        author = coalesce(nullif(:author, ''), author),
        author_key = coalesce(nullif(:author_key, ''), author_key),
        author_url = coalesce(nullif(:author_url, ''), author_url),
        published = ifnull(:published, published),
        sort_at = ifnull(:sort_at, sort_at),
        html = CASE WHEN :keeps_words THEN html ELSE :html END,
        base = CASE WHEN :keeps_words THEN base ELSE :base END,
        url = coalesce(nullif(:url, ''), url),
        removed = :removed,
        is_gone = 0
    WHERE id = :id
"""


@dataclass(slots=True)
class CommentWriter:
    """Writes the comments of one document within its transaction, and counts what they came to."""

    connection: sqlite3.Connection
    now: int
    """Milliseconds since 1970 UTC."""
    new: int = 0
    removed: int = 0
    """Comments that were kept and are marked as removed now."""
    guids: set[str] = field(default_factory=set)
    """The comments that were written, as they are kept."""

    def write(self, post_id: int, comments: Iterable[ParsedComment]) -> int:
        """Write comments of one kept post; give how many more are here now and not gone."""
        more = 0
        for comment in comments:
            values = _values(comment, self.now) | {"post_id": post_id, "now": self.now}
            self.guids.add(str(values["guid"]))
            known = self.connection.execute(_KNOWN, (post_id, values["guid"])).fetchone()
            if known is None:
                self.connection.execute(_INSERT, values)
                self.new += 1
                more += 1
            else:
                former_id, former_removed, was_gone = known
                self.connection.execute(_UPDATE, values | {"id": former_id})
                self.removed += bool(comment.removed) and not former_removed
                more += was_gone
        return more


def _values(comment: ParsedComment, now: int) -> dict[str, object]:
    html = within_limit(storable(comment.html))
    published = comment.published
    sort_at = milliseconds(published) if published else None
    return {
        "guid": storable(comment.guid) or _guid_of(comment),
        "parent": storable(comment.parent),
        "author": clean_line(comment.author, AUTHOR_LETTERS),
        "author_key": clean_address(comment.author_key),
        "author_url": clean_address(comment.author_url),
        "published": iso(published),
        "sort_at": None if sort_at is None else min(sort_at, now + _FUTURE_ALLOWED),
        "html": html,
        "base": clean_address(comment.base),
        "url": clean_address(comment.url),
        "removed": Removed(comment.removed).value,
        "keeps_words": bool(comment.removed) or not html.strip(),
    }


def _guid_of(comment: ParsedComment) -> str:
    """Name a comment that its blog gave no name, by its words."""
    words = f"{comment.author}\n{iso(comment.published)}\n{comment.html}"
    return f"hash:{blake2b(words.encode('utf-8', 'replace'), digest_size=16).hexdigest()}"


def within_limit(markup: str) -> str:
    """Cut the body of a comment to ``COMMENT_BYTES``, never inside a tag, with a word about it."""
    data = markup[: COMMENT_BYTES + 1].encode()
    if len(data) <= COMMENT_BYTES:
        return markup
    kept = data[: COMMENT_BYTES - len(CUT_NOTE.encode())].decode(errors="ignore")
    opened = kept.rfind("<")
    if opened > kept.rfind(">"):
        kept = kept[:opened]
    return kept + CUT_NOTE
