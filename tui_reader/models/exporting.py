"""Posts that leave for other programs: what is wanted, and what happens meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, NamedTuple


class ExportForm(StrEnum):
    """What posts are written as."""

    MARKDOWN = "markdown"
    """A folder, a file a post, pictures beside them."""
    EPUB = "epub"
    HTML = "html"
    """One page that needs nothing else."""
    JSON = "json"
    """An object a line."""

    @property
    def ending(self) -> str:
        """How its file ends; empty: it is a folder."""
        return {"markdown": "", "epub": ".epub", "html": ".html", "json": ".jsonl"}[self.value]


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """What is to be written."""

    form: ExportForm
    ids: Sequence[int]
    """The posts, in the order of their list; books begin with the oldest one."""
    title: str
    """What the whole is called."""
    path: Path | None = None
    """The file, or the folder."""
    out: BinaryIO | None = None
    """Instead of a file."""
    with_comments: bool = False
    with_pictures: bool = True
    fetches_pictures: bool = False
    """Whether pictures that are not kept are asked for."""
    replaces: bool = False
    """Whether what lies at ``path`` is written over."""


class ExportStep(NamedTuple):
    """So many posts are written."""

    done: int
    total: int
    title: str
    """Of the post that was written last."""


class ExportDone(NamedTuple):
    """All is written."""

    path: Path | None
    posts: int
    comments: int
    pictures: int
    no_pictures: int
    """Pictures of these posts that are not kept."""
    no_comments: int
    """Comments that their blogs speak of and that are not kept, where comments were wanted."""


ExportEvent = ExportStep | ExportDone
