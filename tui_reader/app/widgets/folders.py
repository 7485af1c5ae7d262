"""The folders of the sidebar: which blogs and folders lie in which. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui_reader.models import Blog

Path = tuple[str, ...]


class Folder:
    """One folder, with what lies in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.folders: dict[str, Folder] = {}
        self.blogs: list[Blog] = []

    @property
    def key(self) -> str:
        """Its name among the lines of the sidebar."""
        return "folder" + "".join(f"/{name.replace('/', '//')}" for name in self.path)

    @property
    def unread(self) -> int:
        """How many posts are unread in it; those of a blog that lies in it twice count once."""
        return sum(
            {blog.id: blog.unread for blog in self.everything() if blog.is_followed}.values()
        )

    def everything(self) -> "Iterator[Blog]":
        """Yield each blog in it, however deep."""
        yield from self.blogs
        for folder in self.folders.values():
            yield from folder.everything()

    def sorted_folders(self) -> "Sequence[Folder]":
        """Return the folders in it, by name."""
        return sorted(self.folders.values(), key=lambda each: (each.path[-1].casefold(), each.path))


def in_folders(blogs: "Iterable[Blog]") -> Folder:
    """Return what holds all folders, and the blogs that lie in none, in the order given."""
    known: dict[Path, Folder] = {(): Folder(())}
    for blog in blogs:
        for path in blog.folders or ((),):
            (known.get(path) or _made(known, path)).blogs.append(blog)
    return known[()]


def _made(known: dict[Path, Folder], path: Path) -> Folder:
    """Return the folder of a path; it is put into those around it where it was not known yet."""
    folder = known.get(path)
    if folder is None:
        folder = known[path] = Folder(path)
        _made(known, path[:-1]).folders[path[-1]] = folder
    return folder
