"""The store as plan sees it, for tests that ask nothing else of it."""

from datetime import UTC, datetime, timedelta

from tui_reader.library.identity import entries
from tui_reader.library.plan import plan
from tui_reader.models import Change, KnownPost, ParsedPost

NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)
LATER = NOW + timedelta(hours=2)
SNIPPET_LETTERS = 160


def text_of(parsed: ParsedPost) -> str:
    """The words of a post whose markup is as plain as that of these tests."""
    return parsed.html.replace("<p>", "").replace("</p>", "").replace("<b>", "")


class Kept:
    """What earlier answers left."""

    def __init__(self) -> None:
        self.posts: dict[int, KnownPost] = {}

    def answer(self, *parsed: ParsedPost, now: datetime = NOW) -> tuple[Change, ...]:
        """Plan an answer, keep what it changes, and return that."""
        changes = plan(entries(parsed), tuple(self.posts.values()), now, text_of)
        for change in changes:
            number = change.post_id or len(self.posts) + 1
            self.posts[number] = KnownPost(
                number,
                change.identity,
                change.post.guid,
                change.canonical_url,
                change.post.title,
                change.post.published,
                change.content_hash,
                change.post.comments,
                change.sort_at,
                change.post.is_summary,
                len(text_of(change.post).split()),
                text_of(change.post)[:SNIPPET_LETTERS],
            )
        return changes
