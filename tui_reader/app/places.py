"""What is found again at the next start: place, sizes, theme. Reads and writes plain values."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tui_reader.app.panes import PaneName, Sizes
from tui_reader.models import PostQuery, View

if TYPE_CHECKING:
    from tui_reader.library.library import Library


MOST_CELLS = 1_000


class Places:
    """The screen's memory.

    Args:
        library: Who keeps it.
    """

    def __init__(self, library: "Library") -> None:
        self._library = library
        self._state: Mapping[str, object] = {}

    async def load(self) -> None:
        """Read what was kept."""
        self._state = await self._library.load_state()

    @property
    def is_first_start(self) -> bool:
        """Whether nothing was kept yet."""
        return "place" not in self._state

    def _part(self, key: str) -> Mapping[str, Any]:
        """Return one remembered table; what is not a table was not written by this program."""
        part = self._state.get(key)
        return part if isinstance(part, Mapping) else {}

    def theme(self) -> str:
        """Return the theme chosen last, empty if none."""
        theme = self._state.get("theme")
        return theme if isinstance(theme, str) else ""

    def sizes(self) -> Sizes:
        """Return the widths chosen last."""
        part = self._part("sizes")
        return Sizes(
            _cells(part.get("blogs"), Sizes().blogs), _cells(part.get("posts"), Sizes().posts)
        )

    def shows_blogs(self) -> bool:
        """Return whether the sidebar was shown."""
        return self._part("sizes").get("shows_blogs") is not False

    def query(self) -> PostQuery:
        """Return which posts were listed."""
        part = self._part("place")
        blog_id, label = part.get("blog_id"), part.get("label")
        views = {view.value: view for view in View}
        return PostQuery(
            view=views.get(str(part.get("view")), View.ALL),
            blog_id=blog_id if isinstance(blog_id, int) else None,
            label=label if isinstance(label, str) else "",
        )

    def post(self, key: str) -> int | None:
        """Return the post of the cursor (``post_id``) or the one that was open (``article_id``)."""
        post_id = self._part("place").get(key)
        return post_id if isinstance(post_id, int) else None

    async def save_theme(self, theme: str) -> None:
        """Keep the theme."""
        await self._library.save_state("theme", theme)

    async def save_sizes(self, sizes: Sizes, *, shows_blogs: bool) -> None:
        """Keep the widths of the panes."""
        table = {"blogs": sizes.blogs, "posts": sizes.posts, "shows_blogs": shows_blogs}
        await self._library.save_state("sizes", table)

    def pane(self) -> PaneName:
        """Return where the keys went."""
        panes = {pane.value: pane for pane in PaneName}
        return panes.get(str(self._part("place").get("pane")), PaneName.POSTS)

    async def save_place(
        self, query: PostQuery, post_id: int | None, article_id: int | None, pane: PaneName
    ) -> None:
        """Keep which posts were listed, where the cursor stood, what was open and had the keys."""
        table = {
            "blog_id": query.blog_id,
            "view": query.view.value,
            "label": query.label,
            "post_id": post_id,
            "article_id": article_id,
            "pane": pane.value,
        }
        await self._library.save_state("place", table)


def _cells(value: object, otherwise: int) -> int:
    return value if isinstance(value, int) and 0 < value < MOST_CELLS else otherwise
