"""A document whose links and pictures can be listed. Knows no library."""

import asyncio

from tui_reader.app.widgets.article_links import LINES_LOOKED_THROUGH, LinkedView
from tui_reader.app.widgets.link_list import LinkRow


class ListedView(LinkedView):
    """A document that tells all its links."""

    async def lay_whole(self) -> None:
        """Lay the whole text out, keys first."""
        while self._laid and self._laid.lay_more(LINES_LOOKED_THROUGH // 10):  # noqa: ASYNC110
            await asyncio.sleep(0)

    def link_rows(self) -> list[LinkRow]:
        """Return the links and pictures that are laid out, in the order of the text."""
        links = self._links
        return [
            LinkRow(at, links[one.link].url, links[one.link].text, bool(self._shown_by(one.link)))
            for at, one in enumerate(self._places_now())
        ]

    def has_link(self, row: LinkRow) -> bool:
        """Tell whether a link that was listed is still where it was."""
        places = self._places_now()
        return row.place < len(places) and self._links[places[row.place].link].url == row.url

    def link_here(self) -> int:
        """Return which of the links one is at: the one with the focus, else the first in view."""
        return self._focus_number if self._focus else self._in_view()[0]
