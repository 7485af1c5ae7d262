"""What can be taken back, and where one came from. Pure."""

from tui_reader.models import Flag, Mark

STEPS_REMEMBERED = 200


class MarkHistory:
    """Marks that were set, to undo and redo one by one."""

    def __init__(self) -> None:
        self._done: list[Mark] = []
        self._undone: list[Mark] = []

    def add(self, mark: Mark) -> None:
        """Remember a mark that changed something."""
        if mark.post_ids:
            self._done = [*self._done, mark][-STEPS_REMEMBERED:]
            self._undone.clear()

    def last_done(self) -> Mark | None:
        """Take out the mark that was set last, None if there is none to take back."""
        return self._done.pop() if self._done else None

    def last_undone(self) -> Mark | None:
        """Take out what was taken back last, None if there is none to set again."""
        return self._undone.pop() if self._undone else None

    def put_done(self, mark: Mark) -> None:
        """Remember a mark as one that can be taken back."""
        self._done.append(mark)

    def put_undone(self, mark: Mark) -> None:
        """Remember a mark as one that can be set again."""
        self._undone.append(mark)


def mark_words(mark: Mark) -> str:
    """Return what a mark did, as a sentence."""
    many = len(mark.post_ids)
    posts = "1 post" if many == 1 else f"{many:,} posts"
    match mark.flag, mark.value:
        case Flag.READ, True:
            return f"Marked {posts} read."
        case Flag.READ, False:
            return f"Marked {posts} unread."
        case _, True:
            return f"Starred {posts}."
        case _:
            return f"Took the star from {posts}."


class Trail:
    """The posts read before this one, to go back to."""

    def __init__(self) -> None:
        self._posts: list[int] = []

    def leave(self, post_id: int) -> None:
        """Remember a post that is left for another."""
        if not self._posts or self._posts[-1] != post_id:
            self._posts = [*self._posts, post_id][-STEPS_REMEMBERED:]

    def back(self) -> int | None:
        """Return the post to go back to, None at the beginning."""
        return self._posts.pop() if self._posts else None
