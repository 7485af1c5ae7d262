"""Where a link leads, in one line: the host as it truly is, the rest, what following does. Pure."""

from typing import Final, NamedTuple

from rich.cells import cell_len, set_cell_size

from tui_reader.app.format import cut

DOES_CELLS: Final = 24
"""What following does is left out where the address would have less room than this."""


class Lead(NamedTuple):
    """The link that one points at."""

    host: str
    """In punycode; empty for a place in the reader."""
    rest: str
    """What comes after it, or the words for a place in the reader."""
    does: str
    """What following it does."""
    arrow: str = "→"
    mark: str = "…"
    """Stands for what is cut off."""


def lead_pieces(lead: Lead, width: int) -> list[tuple[str, str]]:
    """Return the texts of the line with their looks; the host's own end is never cut off."""
    does = f" {lead.does} "
    if width - cell_len(does) < DOES_CELLS:
        does = ""
    room = max(0, width - cell_len(does) - cell_len(lead.arrow) - 2)
    host = host_cut(lead.host, room, lead.mark)
    rest = cut(lead.rest, room - cell_len(host), lead.mark)
    gap = " " * max(0, room - cell_len(host) - cell_len(rest))
    return [
        (f" {lead.arrow} ", "key-bar--key"),
        (host, "key-bar--host"),
        (rest, "key-bar--message"),
        (gap + does, "key-bar--label"),
    ]


def host_cut(host: str, room: int, mark: str = "…") -> str:
    """Return a host in so many cells: its beginning is cut off, which anybody may choose."""
    if cell_len(host) <= room:
        return host
    if room <= cell_len(mark):
        return mark[: max(0, room)]
    return mark + set_cell_size(host[::-1], room - cell_len(mark))[::-1]
