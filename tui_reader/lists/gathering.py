"""Puts the blogs of a list together: each once, in all its folders; and what was left out."""

from dataclasses import replace

from tui_reader.errors import FeedError
from tui_reader.limits import LIST_FEEDS
from tui_reader.models import Subscription, SubscriptionList


class Gathering:
    """Takes what a list says in its order."""

    def __init__(self) -> None:
        self._found: dict[str, Subscription] = {}
        self._left_out: list[str] = []
        self._searches: dict[str, str] = {}

    def add(self, blog: Subscription) -> None:
        """Take a blog; named again, it only lies in more folders.

        Raises:
            FeedError: ``too-large``: more feeds than any person follows.
        """
        former = self._found.get(blog.feed_url)
        if former is None:
            if len(self._found) >= LIST_FEEDS:
                raise FeedError("too-large", f"the list names more than {LIST_FEEDS:,} feeds")
            self._found[blog.feed_url] = replace(blog, folders=_each_once(blog.folders))
            return
        self._found[blog.feed_url] = replace(
            former,
            title=former.title or blog.title,
            url=former.url or blog.url,
            folders=_each_once(former.folders + blog.folders),
            is_hidden=former.is_hidden and blog.is_hidden,
        )

    def add_search(self, name: str, words: str) -> None:
        """Take words that choose posts, under a name; the first of a name stays."""
        self._searches.setdefault(name, words)

    def leave_out(self, sentence: str) -> None:
        """Remember what was not taken, and why."""
        if sentence not in self._left_out[-1:]:
            self._left_out.append(sentence)

    def result(self, title: str = "") -> SubscriptionList:
        """Give the list.

        Raises:
            FeedError: ``malformed``: there is no feed in it.
        """
        if not self._found:
            why = "".join(f": {sentence.partition(': ')[2]}" for sentence in self._left_out[:1])
            raise FeedError("malformed", f"no feeds found in that list{why}")
        blogs, searches = tuple(self._found.values()), tuple(self._searches.items())
        return SubscriptionList(title, blogs, tuple(self._left_out), searches)


def _each_once(folders: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(dict.fromkeys(folders))
