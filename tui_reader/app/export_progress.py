"""How far an export is, and how the header says it. Pure."""

from typing import NamedTuple

from tui_reader.app.format import bar

BAR_CELLS = 12


class ExportProgress(NamedTuple):
    """So many posts are written."""

    done: int
    total: int

    def words(self, width: int, *, ascii_signs: bool = False) -> str:
        """Return bar and numbers for the header, as much as ``width`` cells hold."""
        numbers = f"{self.done:,}/{self.total:,}"
        drawn = bar(self.done, self.total, BAR_CELLS, ascii_signs=ascii_signs)
        forms = (
            f"writing {drawn} {numbers} · ctrl+x stops",
            f"writing {drawn} {numbers}",
            f"writing {numbers}",
            numbers,
        )
        return next((form for form in forms if len(form) <= width), "")
