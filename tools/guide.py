"""Write the key tables into the guide's post about every key, from COMMANDS.

Touches nothing outside the two marks in that post. ``make docs`` runs it.
"""

from html import escape
from pathlib import Path
from typing import Final

from tui_reader.app.commands import COMMANDS, HEADINGS, Command, key_name

POST: Final = (
    Path(__file__).parents[1] / "tui_reader/guide/posts/2026-07-13-every-key-on-one-page.html"
)
BEGIN: Final = "<!-- keys -->\n"
END: Final = "<!-- /keys -->"


def key_tables() -> str:
    """One heading and one table for each place where keys work, as HTML."""
    return "".join(map(_table, dict.fromkeys(HEADINGS.values())))


def with_tables(text: str) -> str:
    """A post's text with the tables between its two marks drawn anew."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}{key_tables()}{END}{after}"


def _table(heading: str) -> str:
    rows = "".join(_row(each) for each in COMMANDS if each.scope.heading == heading)
    return f"<h3>{escape(heading)}</h3>\n<table>\n{rows}</table>\n"


def _row(command: Command) -> str:
    keys = " ".join(f"<kbd>{escape(key_name(key))}</kbd>" for key in command.key_list)
    return f"<tr><td>{keys}</td><td>{escape(command.help, quote=False)}</td></tr>\n"


if __name__ == "__main__":
    POST.write_text(with_tables(POST.read_text("utf-8")), "utf-8")
