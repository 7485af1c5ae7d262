"""Which posts are listed, and how a list is loaded without a wait or a jump. No Textual."""

from array import array
from dataclasses import replace

from tui_reader.app.format import plural
from tui_reader.library.library import Library
from tui_reader.models import Blog, PostIndex, PostQuery, View

FIRST_POSTS = 200
"""Enough for any screen: the first paint waits for no more, however many posts are kept."""

EMPTY_WORDS = {
    View.ALL: "No posts yet. Press r to ask the blog, or a to add another.",
    View.UNREAD: "Nothing unread. Press v to see other posts.",
    View.STARRED: "Nothing starred. Press s on a post to star it, v to see all posts.",
}


class Listing:
    """The question behind the list, and its answers.

    Args:
        library: Where posts are.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self.query = PostQuery()
        self.blogs: tuple[Blog, ...] = ()

    @property
    def blog(self) -> Blog | None:
        """The one blog whose posts are listed, None where several are."""
        return next((blog for blog in self.blogs if blog.id == self.query.blog_id), None)

    @property
    def is_mixed(self) -> bool:
        """Whether posts of several blogs may stand beside each other."""
        return self.query.blog_id is None

    def ask(self, **changes: object) -> None:
        """Change the question: ``view``, ``blog_id``, ``label``."""
        self.query = replace(self.query, **changes)  # type: ignore[arg-type]  # names are checked by replace

    async def beginning(self) -> PostIndex:
        """Return the newest posts, enough for a screen."""
        return await self._library.post_index(replace(self.query, limit=FIRST_POSTS))

    async def whole(self) -> PostIndex:
        """Return every post of the list."""
        return await self._library.post_index(self.query)

    async def whole_with(self, shown: PostIndex) -> PostIndex:
        """Return every post of the list, and those shown that have left it meanwhile.

        In the list of unread posts the one that was just read stays until the list is asked for
        anew: nothing vanishes from under the cursor.
        """
        fresh = await self.whole()
        return fresh if self.query.view is View.ALL else merged(fresh, shown)

    def title(self) -> str:
        """Return what is listed: the blog's title, or all of them."""
        return self.blog.title if self.blog else "All posts"

    def pane_title(self) -> str:
        """Return what the list is limited to."""
        parts = [self.query.label, "" if self.query.view is View.ALL else self.query.view.value]
        return " · ".join(part for part in parts if part) or "Posts"

    def size_words(self, index: PostIndex, at: int) -> str:
        """Return where in the list one is: ``12 of 1,312``."""
        if not index.is_whole:
            return ""
        return f"{at + 1:,} of {len(index):,}" if len(index) else plural(0, "post")

    def empty_words(self) -> str:
        """Return what an empty list says: what to do next."""
        if not self.blogs:
            return "No blogs yet. Press a and give the address of one."
        if self.query.label:
            return "No posts with this label here. Press esc to see the others."
        return EMPTY_WORDS[self.query.view]


def merged(fresh: PostIndex, shown: PostIndex) -> PostIndex:
    """Return both lists as one, newest first, each post once."""
    known = set(fresh.ids)
    rows = [*zip(fresh.instants, fresh.ids, fresh.days, strict=True)]
    rows += [
        row
        for row in zip(shown.instants, shown.ids, shown.days, strict=True)
        if row[1] not in known
    ]
    rows.sort(key=lambda row: row[:2], reverse=True)
    return PostIndex(
        array("q", (row[1] for row in rows)),
        array("q", (row[0] for row in rows)),
        array("l", (row[2] for row in rows)),
    )
