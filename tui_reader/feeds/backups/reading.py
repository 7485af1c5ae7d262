"""What all backups have in common: dates, people, markup, and parts of a size that can be stored.

Pure.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from tui_reader.clean import clean_line
from tui_reader.feeds.backups.document import Document
from tui_reader.feeds.markup import line_of_loose_text
from tui_reader.feeds.tree import absolute
from tui_reader.feeds.urls import host_of, is_local_name, join
from tui_reader.limits import AUTHOR_LETTERS, BATCH_POSTS, MIB
from tui_reader.models import BackupPart, ParsedComment, ParsedPost

_PART_LETTERS: Final = MIB
_PART_COMMENTS: Final = 500
_PART_SHARE: Final = 0.01
_MAIL: Final = re.compile(r"([^\s@]+)@[^\s@]+\.[^\s@.]+")


def name_of(text: str) -> str:
    """Give a person's name; of one that is an e-mail address, what stands before the ``@``."""
    name = line_of_loose_text(text, AUTHOR_LETTERS)
    found = _MAIL.fullmatch(name)
    return found[1] if found else name


def web_address(text: str, base: str = "") -> str:
    """Give an address that is on the web, absolute; empty for every other."""
    address = absolute(base, text)
    return address if is_web(address) else ""


def feed_address(home: str, path: str, is_known: bool) -> str:
    """Give where a blog's feed must be; empty for one on this machine or without a home page."""
    host = host_of(home)
    return join(home, path) if is_known and host and not is_local_name(host) else ""


def is_web(address: str) -> bool:
    """Whether an address is one of http or https."""
    return address.lower().startswith(("http://", "https://"))


class Parts:
    """Collects what is read, and gives it in parts that are small enough to be stored at once."""

    def __init__(self) -> None:
        self.left_out: Counter[str] = Counter()
        """What was left out, by what it is called in the singular."""
        self.posts = 0
        self.pages = 0
        self.comments = 0
        self.notes: list[str] = []
        self._told = 0
        self._share = 0.0
        self._posts: list[ParsedPost] = []
        self._pages: list[ParsedPost] = []
        self._comments: list[ParsedComment] = []
        self._letters = 0

    def add_post(self, post: ParsedPost) -> None:
        """Take a published post."""
        self.posts += 1
        self._posts.append(post)
        self._letters += len(post.html)

    def add_page(self, page: ParsedPost) -> None:
        """Take a static page."""
        self.pages += 1
        self._pages.append(page)
        self._letters += len(page.html)

    def add_comment(self, comment: ParsedComment) -> None:
        """Take a live comment; its post must have been given before, or be in the same part."""
        self.comments += 1
        self._comments.append(comment)
        self._letters += len(comment.html)

    def leave_out(self, what: str) -> None:
        """Count what is not published."""
        self.left_out[what] += 1

    def full(self, share: float) -> Iterator[BackupPart]:
        """Give a part where enough has come together, or enough of the file was read since."""
        is_full = (
            len(self._posts) + len(self._pages) >= BATCH_POSTS
            or len(self._comments) >= _PART_COMMENTS
            or self._letters >= _PART_LETTERS
            or share - self._share >= _PART_SHARE
        )
        if is_full:
            yield self.rest(share)

    def rest(self, share: float, note: str = "") -> BackupPart:
        """Give all that has come together, much or little."""
        counted = self.left_out.total()
        part = BackupPart(
            posts=tuple(self._posts),
            pages=tuple(self._pages),
            comments=tuple(self._comments),
            share=share,
            left_out=counted - self._told,
            note=note,
        )
        self._told, self._share = counted, share
        self._posts, self._pages, self._comments = [], [], []
        self._letters = 0
        return part

    def summary(self, document: Document) -> str:
        """Say in sentences what is wrong with the file, what was left out, and all notes."""
        left_out = ", ".join(told(number, what) for what, number in self.left_out.most_common())
        sentences = [self._damage(document), *self.notes]
        sentences += [f"Left out: {left_out}."] if left_out else []
        return " ".join(sentence for sentence in sentences if sentence)

    def _damage(self, document: Document) -> str:
        counted = ((self.posts, "post"), (self.pages, "page"), (self.comments, "comment"))
        read = ", ".join(told(number, what) for number, what in counted if number) or "nothing"
        if document.ends_early:
            return f"The file ends in the middle; {read} could be read."
        if document.breaks:
            return f"The file is broken at line {document.line:,}; {read} could be read."
        return ""


def told(number: int, what: str) -> str:
    """Give a number with what it counts: ``1 draft``, ``2 drafts``, ``3 spam comments``."""
    return f"{number:,} {clean_line(what)}" + ("" if number == 1 else "s")
