"""What tells one post of a feed from another: an identity that holds for ever.

Pure. No look at the store: matching an answer with what is kept is plan.py's duty.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b

from tui_reader.feeds.urls import canonical
from tui_reader.models import ParsedPost


@dataclass(frozen=True, slots=True)
class Entry:
    """One post of an answer, with what it is known by."""

    post: ParsedPost
    identity: str
    canonical_url: str
    _digests: dict[str, bytes] = field(default_factory=dict, compare=False, repr=False)

    def once(self, name: str, work: Callable[[], bytes]) -> bytes:
        """Work a digest out once: it is wanted before the store is locked, and again within."""
        found = self._digests.get(name)
        if found is None:
            found = self._digests[name] = work()
        return found


def entries(posts: tuple[ParsedPost, ...], *, with_empty: bool = False) -> tuple[Entry, ...]:
    """Name the posts of one answer; repeated ones are left out, and empty ones but on request.

    A guid names its post, unless this answer gives it to several: then it does so together with
    the link. Without a guid the link does, unless it is shared; else the title and the text do.
    """
    posts = tuple(post for post in posts if with_empty or not _is_empty(post))
    urls = [canonical(post.url) if post.url else "" for post in posts]
    guids = Counter(post.guid for post in posts)
    links = Counter(url for post, url in zip(posts, urls, strict=True) if not post.guid)
    named: dict[str, Entry] = {}
    for post, url in zip(posts, urls, strict=True):
        is_unique = (guids[post.guid] if post.guid else links[url]) == 1
        identity = "\n".join(_names(post, url, is_unique=is_unique))
        named.setdefault(identity, Entry(post, identity, url))
    return tuple(named.values())


def _is_empty(post: ParsedPost) -> bool:
    return not (post.title or post.html.strip() or post.url or post.enclosures)


def _names(post: ParsedPost, url: str, *, is_unique: bool) -> Iterator[str]:
    if post.guid:
        yield f"guid:{post.guid}"
        if is_unique:
            return
    if url:
        yield f"link:{url}"
        if post.guid or is_unique:
            return
    yield f"hash:{digest(post.title, post.html).hex()}"


def digest(*parts: str) -> bytes:
    """Sixteen bytes that differ where the parts do."""
    mixed = blake2b(digest_size=16)
    for part in parts:
        mixed.update(part.encode("utf-8", "replace") + b"\0")
    return mixed.digest()
