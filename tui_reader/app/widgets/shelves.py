"""The lines of the sidebar: what is a person's own, then blogs, in their folders. Pure."""

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from tui_reader.app.format import count
from tui_reader.app.widgets.branches import Branches, Heads
from tui_reader.app.widgets.folders import Folder, in_folders
from tui_reader.app.widgets.own_lines import Own, OwnLine, named_words
from tui_reader.app.widgets.painting import signs
from tui_reader.app.widgets.shelf import ALL_POSTS, NEW, STARRED, TAGS, Kind, Shelf
from tui_reader.models import Blog, PostQuery, View

if TYPE_CHECKING:
    from tui_reader.models import Tree

NOTHING_OWN = Own()
IS_NEW = "is:new"
FOLDED = "-"
"""Before the key of a line that is unfolded unless a person folds it: folders, the tags."""


class Everything:
    """Holds every key: for a sidebar with all its branches unfolded."""

    def __contains__(self, key: object) -> bool:
        """Say yes, but to what would fold a line."""
        return not str(key).startswith(FOLDED)


def turned(opened: frozenset[str], keys: Iterable[str], *, is_open: bool) -> frozenset[str]:
    """Return the keys that tell what is unfolded, once some lines are unfolded or folded."""
    for key in keys:
        starts_open = key == TAGS or key.startswith(f"{Kind.FOLDER}/")
        name = f"{FOLDED}{key}" if starts_open else key
        opened = opened | {name} if is_open != starts_open else opened - {name}
    return opened


def shelves(
    blogs: Collection[Blog],
    stars: int,
    trees: "Mapping[int, Tree]",
    opened: Container[str],
    own: Own = NOTHING_OWN,
    *,
    ascii_signs: bool,
) -> list[Shelf]:
    """Return the lines of the sidebar.

    Args:
        blogs: In the order to be shown.
        stars: How many posts are starred, whatever became of their blogs.
        trees: What lies below a blog, as far as it is known.
        opened: The keys of what is unfolded.
        own: What is new, saved searches, tags.
        ascii_signs: Plain letters for signs.
    """
    top = top_shelves(blogs, stars, opened, own, ascii_signs=ascii_signs)
    return top + blog_shelves(blogs, opened, trees, ascii_signs=ascii_signs)


def top_shelves(
    blogs: Iterable[Blog], stars: int, opened: Container[str], own: Own, *, ascii_signs: bool
) -> list[Shelf]:
    """Return the lines above the blogs."""
    draw = signs(ascii_signs=ascii_signs)
    unread = sum(blog.unread for blog in blogs if blog.is_followed)
    return [
        *_new(own.new, draw),
        _top(ALL_POSTS, Kind.ALL, "All posts", draw["unread"], unread),
        _top(STARRED, Kind.STARS, "Starred", draw["star"], stars),
        *(_own(each, Kind.SEARCH, draw["search"]) for each in own.searches),
        *_tags(own.tags, opened, draw),
    ]


def blog_shelves(
    blogs: Iterable[Blog],
    opened: Container[str],
    trees: "Mapping[int, Tree]",
    heads: Heads | None = None,
    *,
    ascii_signs: bool,
) -> list[Shelf]:
    """Return the lines of blogs in their folders, and of what lies below each."""
    branches = Branches(opened, signs(ascii_signs=ascii_signs), heads)
    return list(_Foldered(trees, opened, branches).lines(in_folders(blogs)))


def _new(posts: int, draw: Mapping[str, str]) -> Iterator[Shelf]:
    """Yield the line of what came since the last time, where anything did."""
    if posts:
        yield _top(NEW, Kind.NEW, "New", draw["new"], posts)._replace(words=IS_NEW)


def _top(key: str, kind: Kind, title: str, sign: str, posts: int) -> Shelf:
    """Return a line above the blogs."""
    number = count(posts) if posts else ""
    return Shelf(key, kind, title, sign, number=number, has_unread=posts > 0)


def _own(line: OwnLine, kind: Kind, sign: str) -> Shelf:
    """Return the line of a search or tag; its number is bold where some of its posts are unread."""
    posts = "" if line.posts is None else f"{count(line.posts)}{'' if line.is_whole else '+'}"
    return Shelf(
        line.key,
        kind,
        line.title,
        sign,
        number=posts,
        has_unread=line.unread > 0,
        words=line.words,
        sort=line.sort,
    )


def _tags(
    tags: Sequence[OwnLine], opened: Container[str], draw: Mapping[str, str]
) -> Iterator[Shelf]:
    if not tags:
        return
    is_open = f"{FOLDED}{TAGS}" not in opened
    sign = draw["unfolded" if is_open else "folded"]
    yield Shelf(TAGS, Kind.TAGS, "Tags", sign, is_open=is_open, number=count(len(tags)))
    if is_open:
        yield from (_own(tag, Kind.TAG, draw["tag"])._replace(depth=1) for tag in tags)


class _Foldered:
    """Makes the lines of folders and of the blogs in them.

    Args:
        trees: What lies below a blog, as far as it is known.
        opened: The keys of what is unfolded.
        branches: Who makes the lines of one blog.
    """

    def __init__(
        self, trees: "Mapping[int, Tree]", opened: Container[str], branches: Branches
    ) -> None:
        self._trees = trees
        self._opened = opened
        self._branches = branches

    def lines(self, folder: Folder, depth: int = 0) -> Iterator[Shelf]:
        """Yield what lies in a folder: its folders first, then its blogs."""
        for inner in folder.sorted_folders():
            yield from self._folder(inner, depth)
        place = folder.key if folder.path else ""
        for blog in folder.blogs:
            yield from self._branches.blog(blog, self._trees.get(blog.id), depth, place)

    def _folder(self, folder: Folder, depth: int) -> Iterator[Shelf]:
        is_open = f"{FOLDED}{folder.key}" not in self._opened
        unread = folder.unread
        yield Shelf(
            folder.key,
            Kind.FOLDER,
            folder.path[-1],
            self._branches.fold_sign(is_open),
            depth=depth,
            is_open=is_open,
            number=count(unread) if unread else "",
            has_unread=unread > 0,
            words=named_words("folder", "/" + "/".join(folder.path)),
            path=folder.path,
        )
        if is_open:
            yield from self.lines(folder, depth + 1)


def parent_of(lines: Sequence[Shelf], at: int) -> int | None:
    """Return where the line stands that a line lies below; None at the edge."""
    depth = lines[at].depth
    return next((above for above in range(at, -1, -1) if lines[above].depth < depth), None)


def keys_above(lines: Sequence[Shelf], at: int) -> frozenset[str]:
    """Return the keys of all lines that a line lies below."""
    above = parent_of(lines, at)
    return frozenset() if above is None else keys_above(lines, above) | {lines[above].key}


def keys_of(query: PostQuery) -> tuple[str, ...]:
    """Return the keys of the lines that stand for a list of posts, the narrowest first."""
    if query.blog_id is None:
        return (STARRED if query.view is View.STARRED else ALL_POSTS,)
    blog = str(query.blog_id)
    if query.label:
        return f"{blog}/labels/{query.label.casefold()}", f"{blog}/labels", blog
    if query.author:
        return f"{blog}/authors/{query.author}", f"{blog}/authors", blog
    if query.pages:
        return f"{blog}/pages", blog
    if query.period is None:
        return (blog,)
    year = f"{blog}/{query.period.year}"
    return (f"{year}-{query.period.month:02}", year, blog) if query.period.month else (year, blog)
